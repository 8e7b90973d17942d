"""Which parser reads a column, by the type its contract gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from data.contracts import Column
from data.values.numbers import NumberKind, number_column
from data.values.parsing import Parsed, Refused, parse_distinct
from data.values.text import clean, key, shown


def text_column(cells: Sequence[object]) -> Parsed:
    """Texts with their blanks mended; a number or a day as it is shown."""
    return parse_distinct(cells, lambda cell: clean(cell) if isinstance(cell, str) else shown(cell))


def choice_column(choices: Mapping[str, tuple[str, ...]]) -> Callable[[Sequence[object]], Parsed]:
    """A parser for a column of fixed answers."""
    known = {key(spelling): answer for answer, spellings in choices.items() for spelling in (answer, *spellings)}

    def answer_of(cell: object) -> str:
        text = f"{cell:g}" if isinstance(cell, float) else str(cell)
        if key(text) not in known:
            raise Refused(f"bukan salah satu dari: {', '.join(choices)}")
        return known[key(text)]

    return lambda cells: parse_distinct(cells, answer_of)


def number_kind(column: Column) -> NumberKind:
    """What the numbers of a contract's column may be."""
    percent = ("%", "persen", "poin", "menit", "berkas", "pengaduan", "aduan")
    return NumberKind(column.low, column.high, column.whole, column.words or percent)


def number_parser(column: Column) -> Callable[[Sequence[object]], Parsed]:
    """A parser for a column of numbers."""
    return lambda cells: number_column(cells, number_kind(column))
