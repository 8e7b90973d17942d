"""Ringkasan's kind of page as anyone would first write it in Streamlit: one slider, three charts, nothing else."""

from __future__ import annotations

import streamlit as st

from benchmarks.plain.charts import LONGEST, three_charts

st.title("Tiga grafik")
window = st.slider("Jendela", 1, LONGEST, 6)
for figure in three_charts(window):
    st.plotly_chart(figure, theme=None)
