"""Mutu data: what was read from which file, sheet and rows; what was refused and why."""

import streamlit as st

from analysis.stewardship import quality
from pages.parts import cache, filters, show

data = cache.current()
st.subheader("Yang terbaca", anchor=False)
show.reading(data)

st.subheader("Yang perlu diperbaiki atau dicek", anchor=False)
problem_table = quality.problems(data.dataset)
if problem_table.empty:
    st.success("Tidak ada sel yang perlu diperbaiki.", icon=":material/check_circle:")
else:
    shown = filters.problems(problem_table)
    show.table(shown[quality.ON_SCREEN], alt="Sel yang perlu diperbaiki atau dicek, dan sebabnya")
    show.downloads(shown, "mutu-data", {"Sumber": show.source(data)})
show.notes(cache.panel(data).attrs["notes"])
