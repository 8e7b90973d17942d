"""What a cell's number or text stands for: number formats (ECMA-376 part 1, 18.8.30), dates and finite numbers."""

import math
import re
from datetime import date, datetime
from typing import Literal

from .output import Encoded

Shown = Literal["date", "elapsed", "percent"]

_BUILT_IN: dict[int, Shown] = {
    **dict.fromkeys([*range(14, 23), 45, 47], "date"),
    46: "elapsed",
    **dict.fromkeys([9, 10], "percent"),
}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\]]*\]")
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)

_EPOCH_1900 = date(1899, 12, 30).toordinal()
_EPOCH_1904 = date(1904, 1, 1).toordinal()
_LAST_DAY = date(9999, 12, 31).toordinal()
_DAY_MILLISECONDS = 86_400_000
_DURATION = re.compile(r"(-?)P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?)?")
_DAY_ZERO = "1899-12-31"  # what XML Spreadsheet writes for a time of no day


def shown_as(format_id: int, code: str | None) -> Shown | None:
    """Tell whether a format shows a number as a date or time, elapsed time, a percentage, or a number (None)."""
    if code is None:
        return _BUILT_IN.get(format_id)
    code = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(code):
        return "elapsed"
    code = _BRACKETED.sub("", code)
    if "%" in code:
        return "percent"
    return "date" if code.lower() != "general" and _DATE_LETTER.search(code) else None


def as_shown(number: float, shown: Shown, since_1904: bool) -> Encoded | float:
    """Return the percentage or the moment a number stands for; a number outside the calendar stays a number."""
    return percentage(number) if shown == "percent" else _moment(number, shown, since_1904)


def percentage(share: float) -> Encoded:
    """Return a share as it is shown, 0.875 as 87.5 percent, in the 15 digits that Excel keeps."""
    return "percent", float(f"{share * 100:.15g}")


def _moment(number: float, shown: Shown, since_1904: bool) -> Encoded | float:
    """The date, time or duration a number stands for.

    Fractions of a day are rounded to Excel's own precision, the millisecond.
    """
    milliseconds = round(number * _DAY_MILLISECONDS)
    if shown == "elapsed":
        return "timedelta", milliseconds * 1000
    days, rest = divmod(milliseconds, _DAY_MILLISECONDS)
    if not days:
        return "time", rest * 1000
    ordinal = days + (_EPOCH_1904 if since_1904 else _EPOCH_1900 + (days < 60))
    if days < 0 or ordinal > _LAST_DAY or (days == 60 and not since_1904):
        return number
    return ("datetime", (ordinal - 1) * _DAY_MILLISECONDS * 1000 + rest * 1000) if rest else ("date", ordinal)


def iso_moment(text: str) -> Encoded:
    """Return the moment an ISO 8601 cell names, a date where it is midnight; raises ValueError where it names none."""
    if "T" not in text and ":" in text:
        text = f"{_DAY_ZERO}T{text}"
    instant = datetime.fromisoformat(text).replace(tzinfo=None)
    microseconds = (instant - datetime.min).seconds * 10**6 + instant.microsecond
    if str(instant.date()) in (_DAY_ZERO, "1899-12-30"):
        return "time", microseconds
    ordinal = instant.toordinal()
    return ("datetime", (ordinal - 1) * _DAY_MILLISECONDS * 1000 + microseconds) if microseconds else ("date", ordinal)


def duration(text: str) -> tuple[Literal["timedelta"], int]:
    """Return the time an ISO 8601 duration of days and less lasts; raises ValueError where it names none."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups()[1:])
    microseconds = round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 10**6)
    return "timedelta", -microseconds if match[1] else microseconds


def finite(text: str) -> float:
    """Return the number a text names; raises ValueError for anything else, infinity included."""
    number = float(text)
    if not math.isfinite(number) or "_" in text or not text.isascii():
        raise ValueError(text)
    return number
