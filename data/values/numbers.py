"""Numbers as offices type them: decimal commas, dots for thousands, units behind them.

"1.234" can be 1234 or 1,234. The column decides: a column of whole numbers reads thousands; else the bounds, else what
the rest of the column shows, else the Indonesian habit (thousands); every such decision is remarked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from data.values.parsing import Parsed, Refused, parse_distinct
from data.values.text import clean

_SHAPE = re.compile(
    r"(?:rp\.? ?)?(?P<sign>[-+]?)(?P<digits>\d[\d.,]*?)(?P<tail>,-|[.,])? ?(?P<word>[a-z/%][a-z./% ]*)?"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.]\d{3}")
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}


@dataclass(frozen=True, slots=True)
class NumberKind:
    """What a column's numbers may be: bounds (None: open), whole or not, and the words that may follow them."""

    low: float | None = None
    high: float | None = None
    whole: bool = False
    words: tuple[str, ...] = ()


def number_column(cells: Sequence[object], kind: NumberKind) -> Parsed:
    """The numbers of a column as floats; out-of-bounds and unreadable cells refused."""
    texts = [clean(cell) for cell in dict.fromkeys(cells) if isinstance(cell, str)]
    thousands = dot_is_thousands(texts, kind)
    parsed = parse_distinct(cells, lambda cell: within(parse_number(cell, kind, thousands), kind))
    unclear = [text for text in texts if _AMBIGUOUS.fullmatch(_digits(text))]
    if unclear:
        read = parse_number(unclear[0], kind, thousands)
        meaning = "pemisah ribuan" if read >= 1000 else "tanda desimal"
        parsed.remarks.append(f"titik pada angka seperti “{unclear[0]}” dibaca sebagai {meaning}")
    return parsed


def dot_is_thousands(texts: Sequence[str], kind: NumberKind) -> bool:
    """Whether a lone dot before three digits parts thousands in this column."""
    if kind.whole:
        return True
    if kind.high is not None and kind.high < 1000:
        return False
    digits = [_digits(text) for text in texts]
    comma_decimals = any("," in text for text in digits)
    dot_decimals = any(
        text.count(".") == 1 and not _GROUPED["."].fullmatch(text) and "," not in text for text in digits
    )
    return comma_decimals or not dot_decimals


def parse_number(value: object, kind: NumberKind = NumberKind(), thousands: bool = True) -> float:
    """One number; Refused with an Indonesian reason for anything else."""
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, (date, time, timedelta)):
        raise Refused("tanggal atau jam, bukan angka; ubah format selnya menjadi Angka")
    if not isinstance(value, str):
        raise Refused("bukan angka")
    found = _SHAPE.fullmatch(clean(value).casefold())
    if not found:
        raise Refused("bukan angka")
    word = (found["word"] or "").strip(" .")
    if word and word not in kind.words:
        raise Refused(f"bukan angka: “{word}” di belakangnya tidak dikenal")
    size = _plain(found["digits"], kind.whole, thousands)
    return -size if found["sign"] == "-" else size


def within(number: float, kind: NumberKind) -> float:
    """The number itself; Refused where it lies outside the column's bounds."""
    if (kind.low is not None and number < kind.low) or (kind.high is not None and number > kind.high):
        raise Refused(f"di luar batas {_bounds(kind)}")
    return number


def _bounds(kind: NumberKind) -> str:
    if kind.low is None or kind.high is None:
        return f"{'paling kecil' if kind.high is None else 'paling besar'} {kind.low if kind.high is None else kind.high:g}"
    return f"{kind.low:g} sampai {kind.high:g}"


def _digits(text: str) -> str:
    found = _SHAPE.fullmatch(text.casefold())
    return found["digits"] if found else ""


def _plain(digits: str, whole: bool, thousands: bool) -> float:
    """The size that digits with dots and commas stand for."""
    last = max(digits.rfind("."), digits.rfind(","))
    marks = {mark for mark in ".," if mark in digits}
    if not marks:
        return float(digits)
    if len(marks) == 2:
        return _both_marks(digits, last)
    mark = marks.pop()
    grouped = _GROUPED[mark].fullmatch(digits) and not digits.startswith("0")
    if grouped and (digits.count(mark) > 1 or (whole if mark == "," else thousands)):
        return float(digits.replace(mark, ""))
    if digits.count(mark) > 1:
        raise Refused("bukan angka: tanda titik atau komanya janggal")
    return float(digits.replace(",", "."))


def _both_marks(digits: str, last: int) -> float:
    """1.234,56 or 1,234.56: the last mark is the decimal one, the others part groups of three."""
    whole_part, fraction = digits[:last], digits[last + 1 :]
    group = "." if digits[last] == "," else ","
    if not _GROUPED[group].fullmatch(whole_part):
        raise Refused("bukan angka: tanda titik atau komanya janggal")
    return float(f"{whole_part.replace(group, '')}.{fraction}")
