"""Jelajah: the analyst's own question — the panel as a table that sorts, searches, pivots, with a chart beside it."""

import streamlit as st

from analysis.overview.explore import compute
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.text import wording
from data.panel.build import series
from data.vocabulary.indicators import Indicator
from pages.parts import cache, explorer, provenance, show

data = cache.current()
table = cache.cached(data, compute.panel_table)
if table.empty:
    show.nothing_yet()
    st.stop()
panel = cache.panel(data)
view, question = explorer.search_form(table)
rows = compute.search(table, question)
if rows.empty:
    st.info("Tidak ada baris yang cocok; hapus satu pilihan atau kata pencarian.")
    st.stop()


def figure_sources(known: Indicator) -> list[Source]:
    """Where the numbers of that indicator come from."""
    return [estimates.followed(data.dataset, series(panel, known.key), known, about)]


about = {"Tampilan": view, "Pilihan": compute.worded_question(question), "Sumber": show.source(data)}
st.caption(f"{wording.count(len(rows))} baris · {wording.count(rows['Unit'].nunique())} unit")
match view:
    case explorer.PIVOT:
        known, taken = explorer.pivot(rows)
    case explorer.TWO:
        known, taken = explorer.pair_view(rows, about, figure_sources)
    case _:
        known, taken = explorer.listed(rows, question, panel, about, figure_sources)
show.downloads(taken, "jelajah", about)
if view == explorer.PIVOT:
    provenance.origin_button(lambda: figure_sources(known), "jelajah")
