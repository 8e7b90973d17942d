"""Sheets with one column a period: "Januari", "Februari" … across the top, each unit once down the side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.periods import parse_period_cell
from data.ingest.tables.header import Header
from data.vocabulary.periods import commonest_frequency, frequency

ANY_YEAR = 2000
_YEAR = re.compile(r"19[5-9]\d|20\d\d")
FEWEST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class PeriodHeading:
    """A heading over the values of one period; `rest` is what else it says, which names the indicator."""

    header: Header
    period: pd.Period
    rest: tuple[str, ...]


def period_headings(headers: Sequence[Header], year: int | None = None) -> list[PeriodHeading]:
    """The headings that name a period of one length, in `year` where they name none; none where fewer than three do."""
    found = [heading for header in headers if (heading := _period_heading(header, year))]
    if not found:
        return []
    freq = commonest_frequency(heading.period for heading in found)
    alike = [heading for heading in found if frequency(heading.period) == freq]
    return alike if len({heading.period for heading in alike}) >= FEWEST_PERIODS else []


def _period_heading(header: Header, year: int | None) -> PeriodHeading | None:
    own_year = next((int(text) for text in header.path if _YEAR.fullmatch(text)), year)
    texts = [text for text in header.path if not _YEAR.fullmatch(text)]
    for text in (" ".join(texts), *texts):
        period = _period(text, own_year or ANY_YEAR)
        if period is not None:
            return PeriodHeading(header, period, tuple(each for each in texts if each not in text))
    if not texts and own_year:
        return PeriodHeading(header, parse_period_cell(float(own_year)), ())
    return None


@lru_cache(maxsize=10_000)
def _period(text: str, year: int) -> pd.Period | None:
    if text.isdecimal():
        return None
    try:
        return parse_period_cell(text, None, year)
    except Refused:
        return None


def names_period(text: str) -> bool:
    """Whether a heading alone names a month, triwulan or semester."""
    return _period(text, ANY_YEAR) is not None
