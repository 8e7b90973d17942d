"""Ringkasan's chart as anyone would first show it in Streamlit."""

from __future__ import annotations

import streamlit as st

from benchmarks.plain.charts import overview

st.title("Ringkasan")
st.plotly_chart(overview(), theme=None)
