"""What stays with a visitor when a page is loaded again: books and data on trial, answers, words not yet saved."""

from typing import Any

import streamlit as st

from data.access import Person
from pages.parts import access, visits

WITHOUT_COOKIE = "draf"


def kept() -> dict[str, Any]:
    """Everything kept for this browser and whoever is signed in there; without a cookie it goes with the page."""
    if browser := visits.cookie():
        return visits.kept_for(browser, access.who().name)
    return st.session_state.setdefault(WITHOUT_COOKIE, {})


def keep(key: str) -> None:
    """What was typed or chosen in the widget of that key, from the moment that its callback runs."""
    kept()[key] = st.session_state[key]


def ask_name(key: str, placeholder: str, label: str = "Nama Anda") -> Person:
    """Who acts: asked where nobody signs in, else said."""
    person = access.who()
    if not person.typed:
        st.caption(f"{label}: {person.name}")
        return person
    name = kept().get(key, "")
    return access.signed(
        st.text_input(label, name, key=key, max_chars=80, placeholder=placeholder, on_change=keep, args=(key,))
    )
