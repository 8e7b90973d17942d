"""Apa yang berubah bulan ini: each unit against its own ordinary variation, its last month and its last year."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis import office, wording
from analysis.changes import chart, compute, origin, text
from analysis.changes.whole_periods import whole_panel
from analysis.origins.shown import groups
from analysis.summary import outcomes_in
from data.events import events_of
from data.panel import series
from pages.parts import cache, filters, origins, show

MOST_PICTURES = 10
COLOURS = {"better": "blue", "worse": "red", "usual": "gray"}

data, today = cache.current(), date.today()
panel = cache.remembered(data, whole_panel, today)
judged = panel[panel["indicator"].isin([one.key for one in outcomes_in(panel)])]
with filters.row():
    known = filters.an_indicator(judged)
    if known is None:
        show.nothing_yet()
        st.stop()
    rows = series(panel, known.key)
    period = filters.period(list(rows["period"].unique()))
    units = filters.units(rows)
found = cache.remembered(data, compute.changes_of, known, period, today)
charts = [one for one in found.charts if units is None or one.unit in units]
if not charts:
    st.info("Unit yang dipilih belum punya angka periode ini; pilih unit atau periode lain.")
    st.stop()

goals = {
    one.office: one.target for one in cache.remembered(data, office.targets, period.year) if one.indicator == known
}
events, source = events_of(data.dataset), show.source(data)
st.header(show.plain(text.headline(charts, period)), anchor=False)
st.caption(show.plain(f"{wording.labelled(known)}, tiap unit dibandingkan dengan kebiasaannya sendiri"))
with st.grid(3, min_column_width=270, gap="small"):
    for one, picture in zip(charts, chart.pictures(charts[:MOST_PICTURES], events, goals), strict=False):
        with st.container(gap="xxsmall"):
            st.markdown(f"**{show.plain(picture.title)}**  \n:{COLOURS[one.signal]}[{show.plain(picture.subtitle)}]")
            st.plotly_chart(picture.figure, theme=None, config=show.PICTURE, alt=picture.alt)
st.caption(show.plain(f"{chart.legend(charts[:MOST_PICTURES], events, goals)} · {text.FALSE_ALARM} {source}"))
with st.expander(f"Lihat tabel: {wording.count(len(charts))} unit"):
    show.sortable(chart.units_table(charts), chart.decimals(known), "perubahan", "Tiap unit dan kebiasaannya")
about = {
    "Indikator": known.label,
    "Periode": wording.period(period),
    "Hasil": text.headline(charts, period),
    "Sumber": source,
}
show.downloads(pd.concat(map(chart.points_table, charts)), "apa-yang-berubah", about)
origins.ask(lambda: groups(origin.changed(data.dataset, rows, found, known, about)), "apa-yang-berubah")
show.notes([*text.notes(found), *rows.attrs["notes"]])
