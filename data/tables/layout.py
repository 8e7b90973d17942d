"""Find the header blocks of a sheet, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from data.contracts import Contract
from data.sheets import Sheet
from data.tables.headings import Header, is_known, layout_of, recognise
from data.values.parsing import kinds_of, missing, objects
from data.values.text import clean

SEARCHED_FROM_TOP = 40
DEEPEST_HEADER = 3
FEWEST_COLUMNS = 2
TITLE_CELLS = 2
LONGEST_HEADING = 150


@dataclass(frozen=True, slots=True)
class Table:
    """One table: 0-based rows of its header (`top` … `body` − 1) and of what stands below (`body` … `stop` − 1).

    `columns` maps canonical names to the headings that name them; `missing` are needs that no heading meets.
    """

    contract: Contract
    top: int
    body: int
    stop: int
    headers: tuple[Header, ...]
    columns: Mapping[str, Header]
    missing: tuple[tuple[str, ...], ...] = ()
    understood: float = 0.0

    @property
    def layout(self) -> str:
        """The same for every table with these headings: what answers about it are remembered under."""
        return layout_of(self.headers)

    @property
    def unused(self) -> list[Header]:
        """Headings that name no canonical column."""
        taken = {header.column for header in self.columns.values()}
        return [header for header in self.headers if header.column not in taken]


def filled_cells(sheet: Sheet) -> np.ndarray:
    """Rows × columns of booleans: which cells hold anything."""
    filled = np.empty((len(sheet.rows), sheet.width), dtype=bool)
    for column in range(sheet.width):
        filled[:, column] = ~missing(objects(sheet.column(column)))
    return filled


def find_tables(sheet: Sheet, filled: np.ndarray, answers: Mapping[str, str]) -> list[Table]:
    """The sheet's tables from top to bottom; where there is none, the one that comes nearest, its `missing` not empty.

    `filled` is what `filled_cells` says of the sheet.
    """
    tables: list[Table] = []
    nearest: Table | None = None
    for row in _candidates(sheet, filled.sum(axis=1)):
        floor = tables[-1].body if tables else 0
        block = _best_block(sheet, row, floor, answers) if row >= floor else None
        if block and not block.missing:
            tables.append(block)
        elif block and (nearest is None or block.understood > nearest.understood):
            nearest = block
    stops = [*(table.top for table in tables[1:]), len(sheet.rows)][: len(tables)]
    return [replace(table, stop=stop) for table, stop in zip(tables, stops, strict=True)] or [nearest] * bool(nearest)


def _candidates(sheet: Sheet, counts: np.ndarray) -> Iterator[int]:
    """Rows with at least two known headings: any near the top, below that only text just under a blank or title row."""
    near_top = np.arange(len(counts)) < SEARCHED_FROM_TOP
    after_gap = np.zeros_like(near_top)
    for back in range(1, DEEPEST_HEADER + 1):
        after_gap[back:] |= counts[:-back] <= TITLE_CELLS
    for row in np.flatnonzero((near_top | after_gap) & (counts >= FEWEST_COLUMNS)).tolist():
        cells = sheet.rows[row]
        text_only = kinds_of(cells) <= {str, type(None)}
        if (text_only or row < SEARCHED_FROM_TOP) and sum(map(_is_heading, cells)) >= FEWEST_COLUMNS:
            yield row


def _is_heading(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) < LONGEST_HEADING and is_known(cell)


def _best_block(sheet: Sheet, row: int, floor: int, answers: Mapping[str, str]) -> Table | None:
    """The header block around a row of which most is understood; the shallowest of equally good ones."""
    best: Table | None = None
    for depth in range(1, DEEPEST_HEADER + 1):
        for top in range(max(floor, row - depth + 1), min(row, len(sheet.rows) - depth) + 1):
            block = _block(sheet, top, top + depth, answers)
            if block and (best is None or block.understood > best.understood):
                best = block
    return best


def _block(sheet: Sheet, top: int, body: int, answers: Mapping[str, str]) -> Table | None:
    headers = read_headers(sheet, top, body)
    found = recognise(headers, answers)
    if found is None or found.understood < FEWEST_COLUMNS:
        return None
    return Table(
        found.contract, top, body, len(sheet.rows), headers, found.columns, found.missing, found.understood
    )  # fmt: skip


def read_headers(sheet: Sheet, top: int, body: int) -> tuple[Header, ...]:
    """The headings of a block of rows; the text of a group stands over every column that it heads."""
    block = [[_text(cell) for cell in row] for row in sheet.rows[top:body]]
    width = max(map(len, block), default=0)
    block = [row + [""] * (width - len(row)) for row in block]
    for first_row, first_column, _, last_column in sheet.merged:
        if top <= first_row < body:
            row = block[first_row - top]
            for column in range(first_column, min(last_column + 1, width)):
                row[column] = row[first_column]
    for row, below in pairwise(block):
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
