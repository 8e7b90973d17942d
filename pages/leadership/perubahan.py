"""Apa yang berubah bulan ini: each unit against its own ordinary variation, its last month and its last year."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.overview.changes import chart, compute, text
from analysis.provenance import monitored
from analysis.provenance.origin import Source
from analysis.targets import compute as targets_compute
from analysis.text import wording
from data.panel.build import series
from data.panel.whole_periods import whole_panel
from data.vocabulary.events import events_of
from data.vocabulary.periods import period_text
from pages.parts import cache, filters, show
from pages.parts.chart_card import chart_card

MOST_PICTURES = 6

data, today = cache.current(), date.today()
panel = cache.cached(data, whole_panel, today)
with filters.row(3):
    outcome = filters.an_outcome(panel)
    rows = series(panel, outcome.key)
    period = filters.period(list(rows["period"].unique()))
    units = filters.units(rows)
unit_changes = cache.cached(data, compute.changes_of, outcome, period_text(period), today)
charts = [one for one in unit_changes.charts if units is None or one.unit in units]
drawn = tuple(charts[:MOST_PICTURES])
if not charts:
    st.info("Unit yang dipilih belum punya angka periode ini; pilih unit atau periode lain.")
    st.stop()

targets = cache.cached(data, targets_compute.targets, period.year)
goals = tuple((target.office, target.target) for target in targets if target.indicator == outcome)
events, source = events_of(data.dataset), show.source(data)
about = {"Indikator": outcome.label, "Periode": wording.period(period), "Sumber": source}


def figure_sources() -> list[Source]:
    """Where each number of the page comes from."""
    told = {**about, "Hasil": text.headline(charts, period)}
    return [monitored.of_changes(data.dataset, rows, unit_changes, outcome, told)]


whole = cache.cached_chart(data, chart.all_units, tuple(charts), drawn, events, goals, source)
small = [cache.cached_chart(data, chart.picture, one, drawn, events, goals) for one in drawn]
chart_card(whole, "apa-yang-berubah", about, figure_sources, picks="unit", small=small)
if len(charts) > MOST_PICTURES:
    with st.expander(f"{len(charts) - MOST_PICTURES} unit lain, yang lebih dekat ke kebiasaannya"):
        show.table(whole.data, "Tiap unit dan kebiasaannya", whole.decimals)
with st.expander("Cara membaca gambar"):
    st.caption(show.plain(f"{chart.legend(drawn, events, goals)} · {text.FALSE_ALARM}"))
    show.downloads(pd.concat(map(chart.points_table, charts)), "batas-biasa", about)
show.notes([*text.notes(unit_changes), *rows.attrs["notes"]])
