"""Which browser a visit comes from: server.py gives each a random cookie, which stays through a reload.

And what is kept for it in memory: books and data on trial, answers, words not yet saved.
"""

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import streamlit as st

from data.panel.dataset import FRAME_COLUMNS, Dataset

COOKIE, OF_ONE_SESSION = "dampak_visit", "peramban"
LONGEST_KEPT, MOST_BROWSERS, MOST_BYTES = 8 * 3600.0, 1000, 256 * 2**20
shielded = Event()
"""Set once server.py serves the pages; `streamlit run app.py` alone has neither its headers nor its cookie."""


@dataclass(slots=True)
class _Drafts:
    """What is kept for one browser, by account, and when it was last asked for."""

    of: dict[str, dict[str, Any]] = field(default_factory=dict)
    latest: float = 0.0


_drafts: dict[str, _Drafts] = {}


def cookie() -> str | None:
    """The cookie of this browser; None without server.py."""
    given = st.context.cookies.get(COOKIE)
    return given if isinstance(given, str) else None


def visit() -> str:
    """What this browser is known by until it is closed; without server.py, this one session until it is reloaded."""
    return cookie() or st.session_state.setdefault(OF_ONE_SESSION, secrets.token_urlsafe())


def kept_for(browser: str, account: str) -> dict[str, Any]:
    """Everything kept for that browser and account."""
    if browser not in _drafts:
        make_room()
    drafts = _drafts.setdefault(browser, _Drafts())
    drafts.latest = time.time()
    return drafts.of.setdefault(account, {})


def forget(browser: str) -> None:
    """Let go of everything kept for that browser, under every account."""
    _drafts.pop(browser, None)


def make_room() -> None:
    """Let go of what was last asked for hours ago, and beyond the limits of the oldest, browsers with nothing first."""
    sizes = {browser: held_bytes(drafts.of) for browser, drafts in list(_drafts.items())}
    newest_first = sorted(sizes, key=lambda browser: (sizes[browser] > 0, _drafts[browser].latest), reverse=True)
    total = 0
    for place, browser in enumerate(newest_first):
        total += sizes[browser]
        old = time.time() - _drafts[browser].latest > LONGEST_KEPT
        if old or place >= MOST_BROWSERS or (place and total > MOST_BYTES):
            forget(browser)


def held_bytes(value: Any) -> int:
    """Bytes of the files, texts and data somewhere in `value`; a text counts a byte a letter."""
    match value:
        case bytes() | str():
            return len(value)
        case Mapping():
            return held_bytes(list(value.values()))
        case Sequence():
            return sum(map(held_bytes, value))
        case object(dataset=Dataset() as dataset):
            return sum(int(getattr(dataset, kind).memory_usage().sum()) for kind in FRAME_COLUMNS)
    return 0
