"""Apa yang berubah bulan ini: each unit against its own ordinary variation, its last month and its last year."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis.overview.changes import chart, compute, text
from analysis.provenance import monitored
from analysis.targets import compute as targets_compute
from analysis.text import wording
from data.panel.build import series
from data.panel.whole_periods import whole_panel
from data.vocabulary.events import events_of
from data.vocabulary.periods import period_text
from pages.parts import cache, filters, provenance, show
from pages.parts.chart_card import PICTURE

MOST_PICTURES = 6
COLOURS = {"better": "blue", "worse": "red", "usual": "gray"}

data, today = cache.current(), date.today()
panel = cache.cached(data, whole_panel, today)
with filters.row(3):
    known = filters.an_outcome(panel)
    rows = series(panel, known.key)
    period = filters.period(list(rows["period"].unique()))
    units = filters.units(rows)
found = cache.cached(data, compute.changes_of, known, period_text(period), today)
charts = [one for one in found.charts if units is None or one.unit in units]
drawn = tuple(charts[:MOST_PICTURES])
if not charts:
    st.info("Unit yang dipilih belum punya angka periode ini; pilih unit atau periode lain.")
    st.stop()

targets = cache.cached(data, targets_compute.targets, period.year)
goals = tuple((target.office, target.target) for target in targets if target.indicator == known)
events, source = events_of(data.dataset), show.source(data)
st.header(show.plain(text.headline(charts, period)), anchor=False)
st.caption(show.plain(f"{wording.labelled(known)}, tiap unit dibandingkan dengan kebiasaannya sendiri"))
with st.grid(3, min_column_width=270, key="peta_kendali"):
    for one in drawn:
        picture = cache.cached_chart(data, chart.picture, one, drawn, events, goals)
        with st.container(gap=None):
            said = f":small[:{COLOURS[one.signal]}[{show.plain(picture.subtitle)}]]"
            st.markdown(f"**{show.plain(picture.title)}**  \n{said}")
            st.plotly_chart(picture.figure, theme=None, config=PICTURE, alt=picture.alt)
with st.expander("Cara membaca gambar"):
    st.caption(show.plain(f"{chart.legend(drawn, events, goals)} · {text.FALSE_ALARM} {source}"))
if len(charts) > MOST_PICTURES:
    more = len(charts) - MOST_PICTURES
    st.caption(f"{wording.count(more)} unit lain, yang lebih dekat ke kebiasaannya, ada di tabel.")
with st.expander("Lihat tabel"):
    show.table(chart.units_table(charts), "Tiap unit dan kebiasaannya", chart.decimals(known))
about = {
    "Indikator": known.label,
    "Periode": wording.period(period),
    "Hasil": text.headline(charts, period),
    "Sumber": source,
}
show.downloads(pd.concat(map(chart.points_table, charts)), "apa-yang-berubah", about)
provenance.origin_button(lambda: [monitored.of_changes(data.dataset, rows, found, known, about)], "apa-yang-berubah")
show.notes([*text.notes(found), *rows.attrs["notes"]])
