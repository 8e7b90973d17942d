"""Kamus dan metode: what each indicator and each number means, and on which scale this office reads its targets."""

from functools import partial

import streamlit as st

from analysis.stewardship import glossary
from analysis.targets import text as targets_text
from analysis.targets.compute import SCALES, choose_scale, chosen_scale
from data import store
from data.problems import BookError
from data.vocabulary.events import events_of
from pages.parts import access, cache, sections, show

SCALE, REFUSED = "skala_capaian", "skala_tidak_tersimpan"


def keep() -> None:
    """Let the scale that was chosen count on every page and in every report; what went wrong is said on the page."""
    try:
        with store.agreeing():
            choose_scale(st.session_state[SCALE], access.who())
    except BookError as wrong:
        st.session_state[REFUSED] = str(wrong)


def scale() -> None:
    """The scale on which this office reads its targets."""
    scales = list(SCALES)
    st.radio("Warna atau tingkat capaian di semua halaman dan laporan", scales, index=scales.index(chosen_scale()),
             key=SCALE, on_change=keep, disabled=not access.may("data"))  # fmt: skip
    st.caption(f"Yang berlaku: {targets_text.scale()}.")
    show.errors([st.session_state.pop(REFUSED, None)])


entries = glossary.sections(events_of(cache.current().dataset))
sections.tabs(
    {
        **{title: partial(show.entries, several) for title, several in entries.items()},
        "Skala capaian kantor ini": scale,
    }
)
