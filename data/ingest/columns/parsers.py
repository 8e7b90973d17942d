"""Which parser reads a column, by the type its contract gives it."""

from collections.abc import Callable, Mapping
from typing import Any

from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Parsed, Refused, parse_distinct
from data.ingest.parsers.remarks import redacted
from data.ingest.parsers.text import clean, key, shown
from data.ingest.schemas import Column

ColumnParser = Callable[[list[Any]], Parsed]
WORDS_BEHIND_NUMBERS = ("%", "persen", "poin", "menit", "berkas", "pengaduan", "aduan", "orang", "kali")


def parser_of(column: Column) -> ColumnParser:
    """The parser for a column of texts, remarks, numbers or fixed answers."""
    if column.type == "number":
        kind = number_kind(column)
        return lambda cells: number_column(cells, kind)
    if column.type == "remark":
        return lambda cells: parse_distinct(cells, lambda cell: redacted(str(cell)))
    if column.choices:
        return _choice_parser(column.choices)
    return lambda cells: parse_distinct(cells, lambda cell: clean(cell) if isinstance(cell, str) else shown(cell))


def number_kind(column: Column) -> NumberKind:
    """What the numbers of a contract's column may be."""
    return NumberKind(column.low, column.high, column.whole, column.words or WORDS_BEHIND_NUMBERS)


def _choice_parser(choices: Mapping[str, tuple[str, ...]]) -> ColumnParser:
    known = {key(spelling): answer for answer, spellings in choices.items() for spelling in (answer, *spellings)}

    def answer_of(cell: object) -> str:
        text = key(f"{cell:g}" if isinstance(cell, float) else str(cell))
        if text not in known:
            raise Refused(f"tidak dikenal; tulis salah satu dari: {', '.join(choices)}")
        return known[text]

    return lambda cells: parse_distinct(cells, answer_of)
