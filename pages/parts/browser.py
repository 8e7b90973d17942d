"""What Streamlit cannot be told from Python: its own English words, the page's language, pictures on paper."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

SCRIPT = Path(__file__).with_name("indonesia.html")


def speak_indonesian() -> None:
    """Put Streamlit's built-in words in Indonesian, whatever the browser's language."""
    with st.sidebar:
        st.html(SCRIPT, unsafe_allow_javascript=True)
