"""Ringkasan kota: who needs support, said in one sentence, and every kecamatan within the limits of chance."""

from datetime import date
from functools import partial

import streamlit as st

from analysis.city import chart, compute, text
from analysis.overview.changes import compute as changes
from analysis.provenance import monitored
from analysis.text import wording
from data.panel.build import series
from data.panel.whole_periods import whole_panel
from pages.parts import cache, filters, sections, show
from pages.parts.chart_card import chart_card

data = sections.several_kecamatan()
panel = cache.cached(data, whole_panel, date.today())
with filters.row():
    outcome = filters.an_outcome(panel)
rows = series(panel, outcome.key)
kecamatan_levels = compute.levels(rows, outcome)
if kecamatan_levels is None:
    sections.missing(text.FEW)
    st.stop()
source, last = show.source(data), rows["period"].max()
about = {"Indikator": outcome.label, "Sumber": source}
st.header(show.plain(text.levels_sentence(kecamatan_levels)), anchor=False)
with st.container(horizontal=True):
    for one in kecamatan_levels.support[: text.MOST_NAMED]:
        sections.to_kecamatan(one.kecamatan)
figure_sources = partial(monitored.of_levels, data.dataset, rows, kecamatan_levels, about)
chart_card(chart.funnel(kecamatan_levels, source), "ringkasan-kota", about, lambda: [figure_sources()])
month = changes.charted(compute.courses(rows), outcome, last)
st.subheader(show.plain(f"Berubah dibandingkan dengan kecamatan lain, {wording.period(last)}"), anchor=False)
for line in text.moved_lines(month):
    st.markdown(show.plain(line))
chart_card(chart.courses(rows, kecamatan_levels, source), "perjalanan-kecamatan", about, lambda: [figure_sources()])
