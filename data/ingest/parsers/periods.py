"""Periods as books write them: "Januari 2025", "Jan-25", "TW I 2025", "Semester 2 Tahun 2025", 2025."""

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Literal

import pandas as pd

from data.ingest.parsers.dates import FIRST_YEAR, LAST_YEAR, MONTHS, parse_span
from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.text import clean
from data.vocabulary.periods import parse_period, period_of

Part = Literal["bulan", "triwulan", "semester"]
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBERS = ROMAN | {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}

_YEAR = r"(?:[ /,'-]*(?:tahun|thn|th)?\.?[ /,'-]*(?P<year>\d{4}|\d{2}))?"
_ORDER = "pertama|kedua|ketiga|keempat"
_QUARTER = re.compile(
    rf"(?:triwulan|triw|tw|tri wulan|kuartal|q|t)[. -]*(?:ke[ -]*)?(?P<number>iv|i{{1,3}}|[1-4]|{_ORDER})\b" + _YEAR
)
_HALF = re.compile(r"(?:semester|smt|sem|s)[. -]*(?:ke[ -]*)?(?P<number>ii?|[12]|pertama|kedua)\b" + _YEAR)
_MONTH = re.compile(r"(?:bulan )?(?P<name>[a-z]+)\.?" + _YEAR)
_MONTH_NUMBER = re.compile(r"(?:bulan|bln)[. ]*(?:ke[ -]*)?(?P<number>\d{1,2})\b" + _YEAR)
_SPAN = re.compile(
    r"(?:bulan )?(?P<first>[a-z]+)(?: (?P<first_year>\d{4}))? ?(?:-|s\.? ?/?d\.?|sampai(?: dengan)?) ?(?P<last>[a-z]+)"
    + _YEAR
)
_NUMERIC = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})|(?P<first>\d{4})[/.-](?P<second>0[1-9]|1[0-2])")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})[ /-]*(?P<rest>(?:t|q|s|tw|smt|sem|triwulan|semester)[. -]*(?:iv|i{1,3}|[1-4])|[a-z]+)"
)
_NO_PERIOD = "rentang bulan ini bukan triwulan, semester atau tahun"
_WHAT_TO_WRITE = "bukan periode yang dikenal; tulis misalnya Januari 2025, TW I 2025, Semester I 2025 atau 2025"


def parse_period_cell(value: object, part: Part | None = None, year: int | None = None) -> pd.Period:
    """The period in a cell. `part`: what a bare number counts; `year`: the year where the cell names none."""
    if isinstance(value, (datetime, date)):
        return period_of(value, {"triwulan": "Q", "semester": "6M"}.get(part or "", "M"))
    if isinstance(value, (int, float)):
        return _from_number(float(value), part, year)
    if not isinstance(value, str):
        raise Refused(_WHAT_TO_WRITE)
    text = re.sub(r"\s*\([^)]*\)", "", clean(value).casefold().replace("’", "'")).removeprefix("periode ").strip(" .:")
    if text.isdecimal() or (text in ROMAN and part):
        return _from_number(float(ROMAN.get(text, text)), part, year)
    return _from_text(text, year)


def _from_number(number: float, part: Part | None, year: int | None) -> pd.Period:
    if not number.is_integer():
        raise Refused(_WHAT_TO_WRITE)
    if 100 * FIRST_YEAR < number <= 100 * LAST_YEAR + 12:
        return _part_of(int(number) // 100, "bulan", int(number) % 100)
    if part is None or number >= FIRST_YEAR:
        return _year_period(int(number))
    return _part_of(_known_year(None, year), part, int(number))


def _year_period(year: int) -> pd.Period:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_WHAT_TO_WRITE)
    return period_of(date(year, 1, 1), "Y")


def _part_of(year: int, part: Part, number: int) -> pd.Period:
    length, freq = {"bulan": (1, "M"), "triwulan": (3, "Q"), "semester": (6, "6M")}[part]
    if not 1 <= number <= 12 // length:
        raise Refused(f"{part} {number} tidak ada: periksa periodenya")
    return period_of(date(year, length * (number - 1) + 1, 1), freq)


def _known_year(text: str | None, year: int | None) -> int:
    if text:
        return int(text) if len(text) == 4 else 2000 + int(text)
    if year is None:
        raise Refused("tahunnya tidak tertulis; tambahkan tahun, misalnya Januari 2025")
    return year


def _from_text(text: str, year: int | None) -> pd.Period:
    try:
        return parse_period(text)
    except ValueError:
        pass
    swapped = _YEAR_FIRST.fullmatch(text)
    if swapped:
        text = f"{swapped['rest']} {swapped['year']}"
    for reader in (_quarter_or_half, _numeric, _month, _span, _days):
        period = reader(text, year)
        if period is not None:
            return period
    raise Refused(_WHAT_TO_WRITE)


def _quarter_or_half(text: str, year: int | None) -> pd.Period | None:
    for pattern, part in ((_QUARTER, "triwulan"), (_HALF, "semester")):
        found = pattern.fullmatch(text)
        if found:
            return _part_of(_known_year(found["year"], year), part, NUMBERS[found["number"]])  # type: ignore[arg-type]
    alone = re.fullmatch(r"(?:tahun|thn|th)\.? ?(\d{4})", text)
    return _year_period(int(alone[1])) if alone else None


def _numeric(text: str, year: int | None) -> pd.Period | None:
    found = _NUMERIC.fullmatch(text)
    return found and _part_of(int(found["year"] or found["first"]), "bulan", int(found["month"] or found["second"]))


def _month(text: str, year: int | None) -> pd.Period | None:
    numbered = _MONTH_NUMBER.fullmatch(text)
    if numbered:
        return _part_of(_known_year(numbered["year"], year), "bulan", int(numbered["number"]))
    found = _MONTH.fullmatch(text)
    if not found or found["name"] not in MONTHS:
        return None
    return _part_of(_known_year(found["year"], year), "bulan", MONTHS[found["name"]])


def _span(text: str, year: int | None) -> pd.Period | None:
    """ "Januari - Maret 2025" is a triwulan, "Juli s.d. Desember 2025" a semester; other spans are none."""
    found = _SPAN.fullmatch(text)
    if not found or not {found["first"], found["last"]} <= MONTHS.keys():
        return None
    known = _known_year(found["year"], year)
    if found["first_year"] and int(found["first_year"]) != known:
        raise Refused(_NO_PERIOD)
    return _months(known, MONTHS[found["first"]], MONTHS[found["last"]])


def _days(text: str, year: int | None) -> pd.Period | None:
    """1 Januari s.d. 31 Maret 2025, from the first day of a month to the last of another."""
    try:
        first, last = parse_span(text)
    except Refused:
        return None
    if first.year != last.year or first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    return _months(first.year, first.month, last.month)


def _months(year: int, first: int, last: int) -> pd.Period:
    """The month, triwulan, semester or year from one month to another."""
    months = last - first + 1
    if months == 12:
        return _year_period(year)
    part: Part | None = {1: "bulan", 3: "triwulan", 6: "semester"}.get(months)  # type: ignore[assignment]
    if part is None or (first - 1) % months:
        raise Refused(_NO_PERIOD)
    return _part_of(year, part, (first - 1) // months + 1)
