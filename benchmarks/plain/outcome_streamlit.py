"""Pelatihan dan kepuasan as anyone would first write it in Streamlit: one choice, one chart, nothing else."""

import streamlit as st

from benchmarks.plain.charts import LAGS, training_and_outcome

st.title("Pelatihan dan kepuasan")
lag = st.segmented_control("Tenggang", LAGS, default=0, required=True)
st.plotly_chart(training_and_outcome(lag), theme=None)
