"""Ringkasan's chart as anyone would first show it in Streamlit."""

import streamlit as st

from benchmarks.plain.charts import overview

st.title("Ringkasan")
st.plotly_chart(overview(), theme=None)
