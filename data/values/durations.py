"""Lengths of time as service standards write them: "15 menit", "1x24 jam", "7 hari kerja"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from data.values.parsing import Refused
from data.values.text import clean

MINUTES = {
    "detik": 1 / 60, "menit": 1.0, "mnt": 1.0, "min": 1.0, "jam": 60.0, "j": 60.0, "hari": 1440.0, "hr": 1440.0,
    "hari kalender": 1440.0, "minggu": 10080.0,
}  # fmt: skip
_PART = re.compile(
    r"(?:(?P<times>\d+) ?[x×*] ?)?(?P<size>\d+(?:[.,]\d+)?) ?\(?(?P<word>hari kerja|hari kalender|detik|menit|mnt|min|jam|j|hari|hr|minggu)\b\)?,?(?: dan)? ?"
)
_LEAD = re.compile(r"^(?:maks(?:imal|imum)?\.?|paling lama|paling lambat|±|\+/-|<=|≤|<|kurang dari|sekitar|selama) ?")
_UP_TO = re.compile(r"^\d+(?:[.,]\d+)? ?(?:-|s\.?/?d\.?|sampai) ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in minutes, or in working days (hari kerja), never both."""

    minutes: float | None = None
    working_days: float | None = None


def parse_duration(value: object, unit: str | None = None) -> Duration:
    """A cell's length of time; a bare number is in `unit` (menit, jam, hari, hari kerja). Refused otherwise."""
    if isinstance(value, timedelta):
        return Duration(value.total_seconds() / 60)
    if isinstance(value, time) and not isinstance(value, datetime):
        return Duration(value.hour * 60 + value.minute + value.second / 60)
    if isinstance(value, (int, float)):
        return _with_unit(float(value), unit)
    if not isinstance(value, str):
        raise Refused("bukan lama waktu; tulis misalnya 15 menit, 1x24 jam atau 7 hari kerja")
    text = _UP_TO.sub("", _LEAD.sub("", clean(value).casefold()))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return _with_unit(_number(text), unit)
    return _from_parts(text)


def _with_unit(size: float, unit: str | None) -> Duration:
    if unit is None:
        raise Refused("lama waktu tanpa satuan; tulis misalnya 15 menit, 1x24 jam atau 7 hari kerja")
    return Duration(working_days=size) if unit == "hari kerja" else Duration(size * MINUTES[unit])


def _from_parts(text: str) -> Duration:
    """The sum of parts such as "1 jam 30 menit"; working days stand alone."""
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        raise Refused("bukan lama waktu; tulis misalnya 15 menit, 1x24 jam atau 7 hari kerja")
    sizes = [(_number(part["size"]) * int(part["times"] or 1), part["word"]) for part in parts]
    if any(word == "hari kerja" for _, word in sizes):
        if len(sizes) > 1:
            raise Refused("hari kerja bercampur dengan satuan lain")
        return Duration(working_days=sizes[0][0])
    return Duration(sum(size * MINUTES[word] for size, word in sizes))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
