"""Which browser a visit comes from: server.py gives each a random cookie, which stays through a reload."""

from __future__ import annotations

import secrets
from threading import Event

import streamlit as st

COOKIE, OF_ONE_SESSION = "dampak_visit", "peramban"
shielded = Event()
"""Set once server.py serves the pages; `streamlit run app.py` alone has neither its headers nor its cookie."""


def cookie() -> str | None:
    """The cookie of this browser; None without server.py."""
    given = st.context.cookies.get(COOKIE)
    return given if isinstance(given, str) else None


def visit() -> str:
    """What this browser is known by until it is closed; without server.py, this one session until it is reloaded."""
    return cookie() or st.session_state.setdefault(OF_ONE_SESSION, secrets.token_urlsafe())
