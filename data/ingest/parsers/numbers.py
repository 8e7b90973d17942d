"""Numbers as offices type them: decimal commas, dots for thousands, units behind them.

"1.234" can be 1234 or 1,234. The column decides: a column of whole numbers reads thousands; else the bounds, else what
the rest of the column shows, else the Indonesian habit (thousands); every such decision is remarked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from data.ingest.parsers.parsing import Parsed, Refused, kinds_of, parse_distinct
from data.ingest.parsers.text import clean
from data.workbooks import Percent

_SHAPE = re.compile(
    r"(?:rp\.? ?)?(?P<sign>[-+]?)(?P<digits>\d[\d.,]*?)(?P<tail>,-|[.,])? ?(?P<word>[a-z/%][a-z./% ]*)?"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
TIME_WORDS = frozenset(("hari kerja", "hari", "jam", "menit", "mnt", "minggu", "detik", "bulan"))
_NO_NUMBER = "bukan angka; tulis angkanya saja, misalnya 87,5"
_ODD_MARKS = "bukan angka: tanda titik atau komanya janggal; tulis misalnya 1.250,5"


@dataclass(frozen=True)
class NumberKind:
    """What a column's numbers may be: bounds (None: open), whole or not, and the words that may follow them."""

    low: float | None = None
    high: float | None = None
    whole: bool = False
    words: tuple[str, ...] = ()

    @cached_property
    def bounds(self) -> str:
        """The bounds in Indonesian."""
        low, high = (None if bound is None else f"{bound:g}" for bound in (self.low, self.high))
        if low and high:
            return f"{low} sampai {high}"
        return f"{low} atau lebih" if low else f"{high} atau kurang" if high else "angka yang wajar"


def number_column(cells: Sequence[Any], kind: NumberKind) -> Parsed:
    """The numbers of a column as float64; out-of-bounds and unreadable cells refused."""
    plain = {float, int, type(None)} | ({Percent} if "%" in kind.words else set())
    parsed = Parsed(np.array(cells, dtype=float)) if kinds_of(cells) <= plain else _from_mixed(cells, kind)
    outside = np.flatnonzero(_outside(parsed.values, kind))
    parsed.refused |= dict.fromkeys(
        outside.tolist(), f"di luar batas: harus {kind.bounds}; periksa lagi" if outside.size else ""
    )
    parsed.values[outside] = np.nan
    return parsed


def _from_mixed(cells: Sequence[Any], kind: NumberKind) -> Parsed:
    texts = [clean(cell) for cell in dict.fromkeys(cells) if isinstance(cell, str)]
    thousands = dot_is_thousands(texts, kind)
    parsed = parse_distinct(cells, lambda cell: parse_number(cell, kind, thousands))
    unclear = next((text for text in texts if _AMBIGUOUS.fullmatch(_digits(text))), None)
    if unclear:
        meaning = "pemisah ribuan" if parse_number(unclear, kind, thousands) >= 1000 else "tanda desimal"
        parsed.remarks.append(f"tanda pada angka seperti “{unclear}” dibaca sebagai {meaning}")
    parsed.values = parsed.values.astype(float)
    return parsed


def _outside(numbers: np.ndarray, kind: NumberKind) -> np.ndarray:
    low, high = (-np.inf if kind.low is None else kind.low), (np.inf if kind.high is None else kind.high)
    return (numbers < low) | (numbers > high) | np.isinf(numbers)


def dot_is_thousands(texts: Sequence[str], kind: NumberKind) -> bool:
    """Whether a lone dot before three digits parts thousands in a column of these (clean) texts."""
    if kind.whole:
        return True
    if kind.high is not None and kind.high < 1000:
        return False
    digits = [_digits(text) for text in texts]
    comma_decimals = any("," in text for text in digits)
    dot_decimals = any(re.fullmatch(r"\d+\.\d+", text) and not _GROUPED["."].fullmatch(text) for text in digits)
    return comma_decimals or not dot_decimals


def parse_number(value: object, kind: NumberKind, thousands: bool = True) -> float:
    """One number, its bounds not tested; Refused with an Indonesian reason for anything else."""
    if isinstance(value, Percent) and "%" not in kind.words:
        raise Refused("berformat persen; ubah format selnya menjadi Angka lalu periksa nilainya")
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, (date, time, timedelta)):
        raise Refused("tanggal atau jam, bukan angka; ubah format selnya menjadi Angka lalu ketik ulang")
    found = _SHAPE.fullmatch(clean(str(value)).casefold())
    if not found:
        raise Refused(_NO_NUMBER)
    word = (found["word"] or "").strip(" .")
    if word in TIME_WORDS and word not in kind.words:
        raise Refused(f"bersatuan “{word}”. Tulis satuan itu di judul kolom, lalu angkanya saja")
    if word and word not in kind.words:
        raise Refused(f"bukan angka kolom ini: “{word}” bukan satuannya. Periksa angka dan judul kolomnya")
    size = _plain(found["digits"], kind.whole, thousands)
    return -size if found["sign"] == "-" else size


def _digits(text: str) -> str:
    found = _SHAPE.fullmatch(text.casefold())
    return found["digits"] if found else ""


def _plain(digits: str, whole: bool, thousands: bool) -> float:
    """The size that digits with dots and commas stand for."""
    marks = {mark for mark in ".," if mark in digits}
    if len(marks) == 2:
        return _both_marks(digits)
    if not marks:
        return float(digits)
    mark = marks.pop()
    grouped = _GROUPED[mark].fullmatch(digits) and not digits.startswith("0")
    if grouped and (digits.count(mark) > 1 or (whole if mark == "," else thousands)):
        return float(digits.replace(mark, ""))
    if digits.count(mark) > 1:
        raise Refused(_ODD_MARKS)
    return float(digits.replace(",", "."))


def _both_marks(digits: str) -> float:
    """1.234,56 or 1,234.56: the last mark is the decimal one, the others part groups of three."""
    last = max(digits.rfind("."), digits.rfind(","))
    whole_part, fraction = digits[:last], digits[last + 1 :]
    group = "." if digits[last] == "," else ","
    if not _GROUPED[group].fullmatch(whole_part):
        raise Refused(_ODD_MARKS)
    return float(f"{whole_part.replace(group, '')}.{fraction}")
