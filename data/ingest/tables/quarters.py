"""Plans with one column a triwulan, TW I to TW IV, in which a sign marks when something is to be done."""

import re
from collections.abc import Sequence

from data.ingest.tables.header import Header, spellings

FEWEST_QUARTERS = 2
_NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_QUARTER = re.compile(r"(?:(?:tw|triwulan) ?)?(i{1,3}|iv)|(?:tw|triwulan) ?([1-4])")


def quarter_headings(headers: Sequence[Header]) -> dict[str, Header]:
    """Triwulan (I to IV) → its heading; empty where fewer than two are named."""
    found = {quarter: header for header in headers if (quarter := _quarter(header))}
    return found if len(found) >= FEWEST_QUARTERS else {}


def _quarter(header: Header) -> str | None:
    for text in spellings(header.path):
        match = _QUARTER.fullmatch(text)
        if match:
            return (match[1] or _NUMERALS[match[2]]).upper()
    return None
