"""Kamus dan metode: what each indicator and each number means."""

from __future__ import annotations

import streamlit as st

from analysis import glossary
from pages.parts import show

for title, intro, rows in glossary.sections():
    st.subheader(title, anchor=False)
    if intro:
        st.markdown(intro)
    show.table(rows, alt=title)
