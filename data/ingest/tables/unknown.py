"""The table of a sheet in which no heading is known: where its headings and its cells stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.ingest.parsers.text import is_blank
from data.ingest.tables.header import Header
from data.ingest.tables.layout import SEARCHED_FROM_TOP, read_headers
from data.workbooks import Sheet

FEWEST_COLUMNS, FEWEST_ROWS = 2, 2
SAMPLE_ROWS = 200
FULL_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """Headings, and the 0-based row where the cells below them start."""

    sheet: Sheet
    headers: tuple[Header, ...]
    body: int

    def cells(self, header: Header) -> list[Any]:
        """The first filled cells under a heading."""
        column = self.sheet.column(header.column, self.body, self.body + SAMPLE_ROWS)
        return [cell for cell in column if not is_blank(cell)]


def unknown_table(sheet: Sheet) -> UnknownTable | None:
    """The first rows of texts as wide as what stands below, and its cells; None where the sheet holds no table."""
    top = list(sheet.rows[: SEARCHED_FROM_TOP + FEWEST_ROWS])
    filled = [sum(not is_blank(cell) for cell in row) for row in top]
    for row in range(min(len(top) - FEWEST_ROWS, SEARCHED_FROM_TOP)):
        below = filled[row + 1 : row + 1 + FEWEST_ROWS]
        if _is_header(top[row]) and min(below) >= FEWEST_COLUMNS and filled[row] >= FULL_ENOUGH * max(below):
            body = row + _depth(top[row:])
            return UnknownTable(sheet, read_headers(sheet, row, body), body)
    return None


def _depth(rows: Sequence[Sequence[object]]) -> int:
    """2 where a second row of texts, with other than texts below it, names columns that the first leaves open; else 1.

    `rows` begin with the first row of headings.
    """
    first, second, third = rows[:3]
    open_columns = [at for at, cell in enumerate(first) if is_blank(cell)]
    names_them = any(at < len(second) and not is_blank(second[at]) for at in open_columns)
    return 1 + (names_them and _is_header(second) and not _is_header(third))


def _is_header(cells: Sequence[object]) -> bool:
    texts = [cell for cell in cells if not is_blank(cell)]
    return len(texts) >= FEWEST_COLUMNS and all(isinstance(cell, str) for cell in texts)
