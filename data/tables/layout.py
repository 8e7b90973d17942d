"""Find the header blocks of a sheet, wherever they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.contracts import Contract
from data.sheets import Sheet
from data.tables.headings import Columns, Header, is_known, recognise
from data.values.text import clean, key

SEARCHED_FROM_TOP = 40
DEEPEST_HEADER = 3


@dataclass(frozen=True, slots=True)
class Table:
    """One table: 0-based rows of its header (`top` … `body` − 1) and of what stands below (`body` … `stop` − 1).

    `columns` maps canonical names to the headings that name them.
    """

    contract: Contract
    top: int
    body: int
    stop: int
    headers: tuple[Header, ...]
    columns: Columns

    @property
    def layout(self) -> str:
        """Equal for every table with these headings: what answers are remembered under."""
        names = "|".join(key(header.whole) for header in self.headers)
        return hashlib.sha256(f"{self.contract.kind}:{names}".encode()).hexdigest()[:12]

    @property
    def unused(self) -> list[Header]:
        """Headings that name no canonical column."""
        taken = {header.column for header in self.columns.values()}
        return [header for header in self.headers if header.column not in taken]


def find_tables(sheet: Sheet) -> list[Table]:
    """The sheet's tables from top to bottom."""
    tables: list[Table] = []
    for row in _candidates(sheet):
        floor = tables[-1].body if tables else 0
        table = _best_block(sheet, row, floor) if row >= floor else None
        if table:
            tables.append(table)
    stops = [*(table.top for table in tables[1:]), len(sheet.rows)][: len(tables)]
    return [replace(table, stop=stop) for table, stop in zip(tables, stops, strict=True)]


def _candidates(sheet: Sheet) -> Iterator[int]:
    """Rows that hold at least two known headings: any near the top, below that only rows of nothing but text."""
    for row, cells in enumerate(sheet.rows):
        if (row < SEARCHED_FROM_TOP or set(map(type, cells)) <= {str, type(None)}) and sum(
            map(_is_heading, cells)
        ) >= 2:
            yield row


def _is_heading(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) < 120 and is_known(cell)


def _best_block(sheet: Sheet, row: int, floor: int) -> Table | None:
    """The header block around a row of which most is understood; the shallowest of equally good ones."""
    best, most = None, 0.0
    for depth in range(1, DEEPEST_HEADER + 1):
        for top in range(max(floor, row - depth + 1), min(row, len(sheet.rows) - depth) + 1):
            headers = read_headers(sheet, top, top + depth)
            found = recognise(headers)
            if found and found[0] > most:
                most, contract, columns = found
                best = Table(contract, top, top + depth, len(sheet.rows), headers, columns)
    return best


def read_headers(sheet: Sheet, top: int, body: int) -> tuple[Header, ...]:
    """The headings of a block of rows; the text of a group stands over every column that it heads."""
    block = [[_text(cell) for cell in row] for row in sheet.rows[top:body]]
    width = max(map(len, block), default=0)
    block = [row + [""] * (width - len(row)) for row in block]
    for first_row, first_column, _, last_column in sheet.merged:
        if top <= first_row < body:
            span = slice(first_column, last_column + 1)
            block[first_row - top][span] = [block[first_row - top][first_column]] * len(block[first_row - top][span])
    for row, below in zip(block, block[1:], strict=False):
        _carry_right(row, below)
    paths = [tuple(dict.fromkeys(filter(None, texts))) for texts in zip(*block, strict=True)]
    return tuple(Header(column, path) for column, path in enumerate(paths) if path)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(cell) if isinstance(cell, str) else ""


def _carry_right(row: list[str], below: Sequence[str]) -> None:
    """An unmerged group heading is printed once, over the first of its columns."""
    for column in range(1, len(row)):
        if not row[column] and below[column] and row[column - 1] and below[column - 1]:
            row[column] = row[column - 1]
