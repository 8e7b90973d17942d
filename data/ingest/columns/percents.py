"""What numbers stand for under an indicator that is a share: percents, fractions of one, or counts; never guessed.

A sign in the heading, beside the indicator or in a cell says percent, and so does a decimal, for cases are whole.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Parsed
from data.workbooks import Percent

FRACTION, PERCENT = "pecahan (0,875 berarti 87,5%)", "sudah persen (0,875 berarti 0,875%)"
SHARE, COUNT = "persen (7 berarti 7%)", "jumlah (7 berarti 7 berkas layanan)"
OPEN, MIXED = "belum dijawab", "pecahan di antara persen"
TYPICAL_PERCENT = 10
REFUSED = {
    OPEN: "persen, pecahan, atau jumlah? jawab dulu pertanyaan tentang kolom ini",
    COUNT: "jumlah, bukan persen. Isi persennya, atau tulis “Jumlah …” di judulnya bila memang jumlah",
    MIXED: "kurang dari 1 di kolom persen: tulis dengan tanda %, misalnya 87,5% atau 0,875%",
}
_ANY = NumberKind(words=("%", "persen"))


def meaning_of(cells: TableCells, name: str, what: str, raw: Sequence[Any], *, is_said: bool) -> str:
    """What the unsigned ones of these cells stand for, as they show or the office says; OPEN until it does.

    `name` is what the answer is remembered under, `what` what the question calls the figures; `is_said`: the book says
    that they are percents.
    """
    signed = np.array([says_percent(cell) for cell in raw], dtype=bool)
    numbers = number_column(raw, _ANY).values
    bare, filled = numbers[~signed & (numbers > 0)], numbers[numbers > 0]
    is_count = not (is_said or signed.any() or (filled % 1).any())
    if bare.size and filled.max() <= 1:
        options = (FRACTION, PERCENT, COUNT) if is_count else (FRACTION, PERCENT)
        return _asked(cells, name, f"Angka {what} pada lembar “{cells.findings.sheet}” paling besar 1", options)
    if bare.size and is_count:
        return _asked(cells, name, f"Angka {what} pada lembar “{cells.findings.sheet}” bulat", (SHARE, COUNT))
    is_mixed = (bare < 1).any() and np.median(filled[filled >= 1]) > TYPICAL_PERCENT
    return MIXED if is_mixed else PERCENT


def _asked(cells: TableCells, name: str, shown: str, options: Sequence[str]) -> str:
    return cells.findings.ask(f"{cells.table.layout}:{name}:persen", f"{shown}. Apa artinya?", options) or OPEN


def says_percent(cell: object) -> bool:
    """Whether a cell itself says that its number is a percent."""
    return isinstance(cell, Percent) or (isinstance(cell, str) and ("%" in cell or "persen" in cell.casefold()))


def settle_percents(raw: Sequence[Any], parsed: Parsed, meaning: str) -> None:
    """Bring the unsigned numbers of a column to percents; those that have no certain meaning are refused."""
    numbers = parsed.values
    bare = ~np.isnan(numbers) & ~np.array([says_percent(cell) for cell in raw], dtype=bool)
    if meaning == FRACTION:
        numbers[bare] *= 100
        parsed.remarks.append("angka antara 0 dan 1 dikalikan 100 menjadi persen")
    elif meaning in REFUSED:
        doubtful = bare & (numbers > 0) & (numbers < 1) if meaning == MIXED else bare
        parsed.refused |= dict.fromkeys(np.flatnonzero(doubtful).tolist(), REFUSED[meaning])
        numbers[doubtful] = np.nan
