"""Cell text as people mean it: odd blanks and dashes gone, and a key under which spellings are equal."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from data.workbooks import Percent

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONG_NUMBER = re.compile(r"\d(?:[ .'-]?\d){14,}")
NONE_WORDS = frozenset({"", "-", "--", "---", "n/a", "na", "null", "none", "#n/a", "tidak ada data", "kosong", "."})


@lru_cache(maxsize=200_000)
def clean(text: str) -> str:
    """The text with every kind of blank as one space, dashes as "-", invisible characters and outer blanks removed."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(DASHES)
    return " ".join(plain.split())


def is_blank(value: object) -> bool:
    """True for an empty cell and for the ways to write "nothing here": "-", "n/a" and the like."""
    if isinstance(value, str):
        return len(value) < 20 and not value.isdecimal() and clean(value).casefold() in NONE_WORDS
    return value is None


@lru_cache(maxsize=200_000)
def key(text: str) -> str:
    """The text's letters, digits and % in small letters, words parted by one blank: equal for one name's spellings."""
    return re.sub(r"[^a-z0-9%]+", " ", clean(text).casefold()).strip()


def shown(value: object) -> str | None:
    """A cell's value as the user sees it in the book; None for an empty cell."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M").removesuffix(" 00:00")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Percent):
        return f"{shown(float(value))}%"
    if isinstance(value, float):
        return shown(f"{value:.0f}") if abs(value) >= 1e14 else f"{value:.15g}".replace(".", ",")
    return _LONG_NUMBER.sub(_last_four, clean(str(value))[:120])


def _last_four(found: re.Match[str]) -> str:
    """A number as long as a NIP or NIK is personal wherever it stands; only its last four digits are shown."""
    return "•" * 14 + re.sub(r"\D", "", found[0])[-4:]


def row_ranges(rows: Sequence[int]) -> str:
    """Ascending numbers as Indonesian text, runs drawn together: "7, 12–15"."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)
