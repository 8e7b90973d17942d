"""Days and spans of days as Indonesian offices write them; nothing is guessed.

Day before month is the country's habit, but a book that passed through a computer with American settings may hold
month before day. `order_evidence` says what a column shows; the order itself is the caller's to give, and where nobody
can give it, only cells that have one meaning are read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from data.ingest.parsers.parsing import Refused, kinds_of, parse_distinct
from data.ingest.parsers.text import clean

Order = Literal["dmy", "mdy"]
Span = tuple[datetime, datetime]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb pebruari februari february peb", "mar maret march mrt", "apr april",
            "mei may", "jun juni june", "jul juli july", "agu agt ags agust agustus aug august",
            "sep sept september", "okt oktober oct october", "nov nop nopember november",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

FIRST_YEAR, LAST_YEAR = 1950, 2100
FIRST_SERIAL, LAST_SERIAL = 18264, 73415  # 1950-01-01 and 2100-12-31 as Excel counts days
EPOCH = datetime(1899, 12, 30)

_TIME = (
    r"(?:[ ,t]+(?:pukul|jam)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?:wib|wita|wit|z|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|gmt|utc))?)?"
)
_PATTERNS = tuple(
    re.compile(pattern + _TIME)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<a>\d{1,2}) ?[-/. ] ?(?P<b>\d{1,2}) ?[-/. ] ?(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})[-/. ]*(?P<name>[a-z]+)[-/. ,']*(?P<year>\d{4}|\d{2})",
        r"(?P<name>[a-z]+)[. ]+(?P<day>\d{1,2})(?:,| )\s*(?P<year>\d{4})",
    )
)
_DIGITS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: (\d{1,2}):(\d{2}))?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(?:\d{4}|\d{2})(?!\d)")
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?)"
    r"\b\s*[,/]?\s*"
)
_LEAD = re.compile(r"^(?:tgl\.?|tanggal|hari)\s*:?\s*")
_TO = re.compile(r"\s*(?:\bs\.?\s?/?\s?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|-)\s*")
_AND = re.compile(r"\s*(?:\n|;|,|&|\bdan\b)\s*")


@dataclass(slots=True)
class Spans:
    """A column of days: first and last moment of each cell as datetime64[us] (NaT where blank or refused)."""

    first: np.ndarray
    last: np.ndarray
    refused: dict[int, str]


def span_column(cells: Sequence[Any], order: Order | None) -> Spans:
    """The days of a column; with no order, cells that could mean two days are refused."""
    if kinds_of(cells) <= {datetime, type(None)}:
        return _from_moments(_moments(cells))
    parsed = parse_distinct(cells, (lambda cell: parse_span(cell, order)) if order else _only_meaning)
    places, distinct = pd.factorize(parsed.values)
    first, last = (_moments([*(span[end] for span in distinct), None])[places] for end in (0, 1))
    return Spans(first, last, parsed.refused)


def _moments(values: Sequence[datetime | None]) -> np.ndarray:
    return pd.DatetimeIndex(list(values)).to_numpy().astype("datetime64[us]")


def _from_moments(moments: np.ndarray) -> Spans:
    years = moments.astype("datetime64[Y]").astype(int) + 1970
    odd = np.flatnonzero(~np.isnat(moments) & ((years < FIRST_YEAR) | (years > LAST_YEAR)))
    moments = moments.copy()
    moments[odd] = np.datetime64("NaT")
    return Spans(moments, moments, {place: _odd_year(years[place]) for place in odd.tolist()})


def parse_span(value: object, order: Order = "dmy") -> Span:
    """First and last moment in a cell; equal for a single day. Refused, with an Indonesian reason, otherwise."""
    if isinstance(value, datetime):
        return _checked(value), value
    if isinstance(value, date):
        return parse_span(datetime.combine(value, time()), order)
    if isinstance(value, (int, float)):
        return _from_serial(value)
    if not isinstance(value, str):
        raise Refused("jam tanpa tanggal; tulis juga tanggalnya")
    moment = _from_digits(value, order)
    return (moment, moment) if moment else _from_text(value, order)


def order_evidence(cells: Sequence[object]) -> Counter[str]:
    """How many distinct numeric day texts can only be "dmy", only "mdy", or both ("either")."""
    if str not in kinds_of(cells):
        return Counter()
    return Counter(
        "dmy" if int(first) > 12 else "mdy" if int(second) > 12 else "either"
        for cell in set(cells)
        if isinstance(cell, str)
        for first, second in _NUMERIC.findall(cell)
        if first != second
    )


def _only_meaning(cell: object) -> Span:
    """The span of a cell that means the same, or anything at all, in one order only."""
    meanings: set[Span] = set()
    refusal = Refused("")
    for order in get_args(Order):
        try:
            meanings.add(parse_span(cell, order))
        except Refused as reason:
            refusal = reason
    if len(meanings) > 1:
        raise Refused("bisa hari/bulan atau bulan/hari; jawab dulu pertanyaan tentang urutan tanggal kolom ini")
    if not meanings:
        raise refusal
    return meanings.pop()


def _from_serial(number: float) -> Span:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise Refused("angka, bukan tanggal; tulis misalnya 12/02/2025")
    moment = EPOCH + timedelta(seconds=round(number * 86400))
    return moment, moment


def _from_digits(text: str, order: Order) -> datetime | None:
    """The commonest style, 12/02/2025 08:15, read at once; None for every other one."""
    found = _DIGITS.fullmatch(text)
    if not found:
        return None
    first, second, year, hour, minute = map(int, found.groups("0"))
    day, month = (first, second) if order == "dmy" else (second, first)
    try:
        return _checked(datetime(year, month, day, hour, minute))
    except ValueError:
        return None


def _from_text(value: str, order: Order) -> Span:
    lines = [clean(line).casefold() for line in value.splitlines() if line.strip()]
    text = _LEAD.sub("", _WEEKDAY.sub("", "\n".join(lines)))
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _from_serial(float(text.replace(",", ".")))
    whole = _moment(text.replace("\n", " "), order)
    if whole:
        return whole, whole
    span = _ends(text.replace("\n", " "), _TO, order) or _ends(text, _AND, order)
    if span is None:
        raise Refused(_why_not(text))
    if span[0] > span[1]:
        raise Refused("tanggal awalnya sesudah tanggal akhirnya; tulis tahun keduanya")
    return span


def _why_not(text: str) -> str:
    month_only = re.fullmatch(r"([a-z]+)[ '-]*\d{2,4}", text)
    if month_only and month_only[1] in MONTHS:
        return "hanya bulan dan tahun; tulis juga tanggalnya"
    return "bukan tanggal yang dikenal; tulis misalnya 12/02/2025 atau 12 Februari 2025"


def _moment(text: str, order: Order) -> datetime | None:
    """The moment that the whole text says, or None."""
    for pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return _build({name: part for name, part in found.groupdict().items() if part}, order)
    return None


def _build(part: dict[str, str], order: Order) -> datetime | None:
    if "name" in part and part["name"] not in MONTHS:
        return None
    if "a" in part:
        day, month = (part["a"], part["b"]) if order == "dmy" else (part["b"], part["a"])
    else:
        day, month = part["day"], part.get("month") or str(MONTHS[part["name"]])
    minute, second = (int(part.get(name, 0)) for name in ("minute", "second"))
    try:
        moment = datetime(_full_year(part["year"]), int(month), int(day), _hour(part), minute, second)
    except ValueError:
        raise Refused(_impossible(int(day), int(month))) from None
    return _checked(moment)


def _hour(part: dict[str, str]) -> int:
    """The hour of the day, 12 AM being midnight and 12 PM noon."""
    hour = int(part.get("hour", 0))
    return hour % 12 + 12 * (part["half"] == "p") if "half" in part and hour <= 12 else hour


def _impossible(day: int, month: int) -> str:
    if not 1 <= month <= 12:
        return f"bulan {month} tidak ada"
    return f"tanggal {day} tidak ada pada bulan itu" if not 1 <= day <= 28 else "jamnya tidak ada"


def _checked(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Refused(_odd_year(moment.year))
    return moment


def _odd_year(year: int) -> str:
    return f"tahun {year} tidak mungkin (di luar {FIRST_YEAR}–{LAST_YEAR})"


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 50 else 1900)


def _ends(text: str, separator: re.Pattern[str], order: Order) -> Span | None:
    """First and last day of "12-14 Februari 2025", "30 Jan s.d. 2 Feb 2025", "12, 13 dan 14 Mei 2025"."""
    for found in reversed(list(separator.finditer(text))):
        last = _try_moment(text[found.end() :], order)
        start = text[: found.start()]
        first = last and _complete(separator.split(start)[0] if separator is _AND else start, last, order)
        if last and first:
            return first, last
    return None


def _try_moment(text: str, order: Order) -> datetime | None:
    try:
        return _moment(text.strip(), order)
    except Refused:
        return None


def _complete(text: str, like: datetime, order: Order) -> datetime | None:
    """The day in `text`, its missing month and year taken from `like`."""
    plain = text.strip()
    for candidate in (plain, f"{plain} {like.year}", f"{plain}/{like.year}", f"{like.year}-{like.month}-{plain}"):
        moment = _try_moment(candidate, order)
        if moment:
            return moment
    return None
