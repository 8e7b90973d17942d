"""Kamus dan metode: what each indicator and each number means."""

from __future__ import annotations

import streamlit as st

from analysis import glossary
from data.vocabulary.events import events_of
from pages.parts import cache, show

for title, entries in glossary.sections(events_of(cache.current().dataset)).items():
    st.subheader(title, anchor=False)
    show.entries(entries)
