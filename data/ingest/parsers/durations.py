"""Lengths of time as service standards write them: "15 menit", "1x24 jam", "7 hari kerja"."""

import re
from dataclasses import dataclass
from datetime import time, timedelta

from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.text import clean

MINUTES = {
    "detik": 1 / 60, "menit": 1.0, "mnt": 1.0, "min": 1.0, "jam": 60.0, "j": 60.0, "hari": 1440.0, "hr": 1440.0,
    "hari kalender": 1440.0, "minggu": 10080.0,
}  # fmt: skip
WORKING_DAYS = "hari kerja"
_WORDS = "|".join(sorted((WORKING_DAYS, *MINUTES), key=len, reverse=True))
_PART = re.compile(
    rf"(?:(?P<times>\d+) ?[x×*] ?)?(?P<size>\d+(?:[.,]\d+)?) ?\(?(?P<word>{_WORDS})\b\.?\)?,?(?: dan)? ?"
)
_ABOUT = re.compile(r"^(?:±|\+/-|sekitar|selama|rata-rata) ?")
_AT_MOST = re.compile(r"^(?:maks(?:imal|imum)?\.?|paling lama|paling lambat|<=|≤|<|kurang dari) ?")
UP_TO = re.compile(r"^\d+(?:[.,]\d+)? ?(?:-|s\.?/?d\.?|sampai) ?(?=\d)")
_NOT_A_LENGTH = "bukan lama waktu; tulis misalnya 15 menit, 1x24 jam atau 7 hari kerja"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in minutes, or in working days (hari kerja); the other is None."""

    minutes: float | None = None
    working_days: float | None = None


def parse_duration(value: object, unit: str | None = None) -> Duration:
    """A cell's length of time; a bare number is in `unit` (menit, jam, hari, hari kerja). Refused otherwise."""
    if isinstance(value, timedelta):
        return Duration(value.total_seconds() / 60)
    if isinstance(value, time):
        return Duration(value.hour * 60 + value.minute + value.second / 60)
    if isinstance(value, (int, float)):
        return _with_unit(float(value), unit)
    if not isinstance(value, str):
        raise Refused(_NOT_A_LENGTH)
    text = UP_TO.sub("", _ABOUT.sub("", _AT_MOST.sub("", clean(value).casefold())))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return _with_unit(_number(text), unit)
    return _from_parts(text)


def is_bound(text: str) -> bool:
    """Whether a text only bounds a length, as a promise does: "paling lama 2 jam", "1-2 jam"."""
    plain = clean(text).casefold()
    return bool(_AT_MOST.match(plain) or UP_TO.match(plain))


def _with_unit(size: float, unit: str | None) -> Duration:
    if unit is None:
        raise Refused("lama waktu tanpa satuan; tulis misalnya 15 menit, 1x24 jam atau 7 hari kerja")
    if size < 0:
        raise Refused("lama waktu kurang dari nol: periksa tanda minusnya")
    return Duration(working_days=size) if unit == WORKING_DAYS else Duration(size * MINUTES[unit])


def _from_parts(text: str) -> Duration:
    """The sum of parts such as "1 jam 30 menit"; working days stand alone."""
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        raise Refused(_NOT_A_LENGTH)
    sizes = [(_number(part["size"]) * int(part["times"] or 1), part["word"]) for part in parts]
    if all(word == WORKING_DAYS for _, word in sizes):
        return Duration(working_days=sum(size for size, _ in sizes))
    if any(word == WORKING_DAYS for _, word in sizes):
        raise Refused("hari kerja bercampur dengan satuan lain; tulis satu satuan saja")
    return Duration(sum(size * MINUTES[word] for size, word in sizes))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
