"""Kamus dan metode: what each indicator and each number means."""

from __future__ import annotations

import streamlit as st

from analysis import glossary
from pages.parts import show

for title, entries in glossary.sections().items():
    st.subheader(title, anchor=False)
    show.entries(entries)
