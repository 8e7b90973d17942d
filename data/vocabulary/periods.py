"""Months, quarters (triwulan), half-years (semester) and years as pandas Periods: parse, print, compare.

A half-year is a Period of frequency "6M" that starts in January or July; pandas would let it start anywhere,
so half-years are only made here.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

import pandas as pd
from pandas.api.typing import NaTType

FREQUENCIES = ("M", "Q", "6M", "Y")
NAMES = {"M": "bulan", "Q": "triwulan", "6M": "semester", "Y": "tahun"}

_PATTERN = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|T(?P<quarter>[1-4])|S(?P<half>[12])))?")


def parse_period(text: str) -> pd.Period:
    """The period written as 2025-10, 2025-T4, 2025-S1 or 2025; ValueError, in Indonesian, for anything else."""
    found = _PATTERN.fullmatch(text.strip().upper())
    if not found or (found["month"] and not 1 <= int(found["month"]) <= 12):
        raise ValueError(f"“{text}” bukan periode; tulis seperti 2025-10, 2025-T4, 2025-S1 atau 2025.")
    year = int(found["year"])
    if found["month"]:
        return period_of(date(year, int(found["month"]), 1), "M")
    if found["quarter"]:
        return period_of(date(year, 3 * int(found["quarter"]), 1), "Q")
    if found["half"]:
        return period_of(date(year, 6 * int(found["half"]), 1), "6M")
    return period_of(date(year, 1, 1), "Y")


def period_text(period: pd.Period | NaTType) -> str:
    """The inverse of parse_period; an empty text for NaT."""
    if not isinstance(period, pd.Period):
        return ""
    suffix = {
        "M": f"-{period.month:02d}",
        "Q": f"-T{(period.month + 2) // 3}",
        "6M": f"-S{(period.month + 5) // 6}",
        "Y": "",
    }
    return f"{period.year}{suffix[frequency(period)]}"


def period_of(day: date, freq: str) -> pd.Period:
    """The period of frequency M, Q, 6M or Y that contains the day."""
    month = day.month if freq != "6M" else (1 if day.month <= 6 else 7)
    return pd.Period(year=day.year, month=month, freq=freq)


def frequency(period: pd.Period) -> str:
    """M, Q, 6M or Y."""
    return str(period.freqstr).split("-")[0]


@cache
def first_day(period: pd.Period) -> pd.Timestamp:
    """Midnight of the period's first day."""
    return period.start_time


@cache
def last_day(period: pd.Period) -> pd.Timestamp:
    """Midnight of the period's last day."""
    return period.end_time.normalize()


def commonest_frequency(periods: Iterable[pd.Period]) -> str:
    """The frequency most of the periods have; the finer one when two are equally common."""
    counts = Counter(period.freqstr for period in periods)
    return max(FREQUENCIES, key=lambda freq: sum(n for known, n in counts.items() if known.split("-")[0] == freq))


def period_span(first: pd.Period, last: pd.Period) -> list[pd.Period]:
    """Every period from the first to the last, both included."""
    return list(pd.period_range(first, last, freq=first.freq))


def months_of(period: pd.Period) -> list[pd.Period]:
    """The months of which the period consists."""
    return period_span(period_of(period.start_time.date(), "M"), period_of(last_day(period).date(), "M"))
