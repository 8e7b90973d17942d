"""Jelajah: the analyst's own question — the panel as a table that sorts, searches, pivots, with a chart beside it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.explore import chart, compute
from analysis.provenance import panel_values
from analysis.provenance.origin import MAIN
from analysis.text import wording
from data.panel.build import series
from data.vocabulary.indicators import indicator
from pages.parts import cache, explorer, origins, show

data = cache.current()
table = cache.cached(data, compute.panel_table)
if table.empty:
    show.nothing_yet()
    st.stop()
view, question = explorer.ask(table)
rows = compute.answered(table, question)
if rows.empty:
    st.info("Tidak ada baris yang cocok; hapus satu pilihan atau kata pencarian.")
    st.stop()

source, known = show.source(data), compute.first_indicator(rows)
st.caption(f"{wording.count(len(rows))} baris · {wording.count(rows['Unit'].nunique())} unit")
left, right = st.columns([3, 2], gap="medium")
if view == explorer.LIST:
    with left:
        shown = explorer.part(rows)
        places = explorer.choose(shown, repr((question, len(shown), shown["Unit"].iloc[0])))
        units = list(dict.fromkeys(shown["Unit"].iloc[places]))
        explorer.everywhere(units)
    known = indicator(shown["Kunci"].iloc[places[0]]) if places else known
    with right:
        explorer.beside(chart.followed(series(cache.panel(data), known.key), known, units, source))
    taken = rows.drop(columns=compute.HIDDEN)
elif view == explorer.PIVOT:
    with left:
        down, across = explorer.axes()
        taken = compute.pivoted(rows, down, across)
        show.sortable(taken, dict.fromkeys(taken.columns[1:], known.decimals), "pivot", "Rata-rata menurut pilihan")
else:
    with left:
        x, y = explorer.two_indicators(table)
        taken = compute.pairs(rows, x, y)
        show.sortable(
            taken,
            {wording.labelled(one): one.decimals for one in (x, y)},
            "pasangan",
            "Dua indikator tiap unit dan periode",
        )
    with right:
        explorer.beside(chart.against(taken, x, y, source))
about = {"Tampilan": view, "Pilihan": compute.worded_question(question), "Sumber": source}
show.downloads(taken, "jelajah", about)
behind = partial(panel_values.values, data.dataset, series(cache.panel(data), known.key), known, about)
origins.ask(lambda: {MAIN: behind}, "jelajah")
