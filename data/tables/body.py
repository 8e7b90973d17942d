"""Which rows below a header are data, and which are blank, sums, separators or the foot with its signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from data.sheets import Sheet
from data.tables.layout import Table
from data.values.text import clean, is_blank

_FOOT = re.compile(
    r"(?:σ|∑|jumlah\b|jml\b|total\b|sub ?total\b|nilai\b|nrr\b|ikm\b|rata ?-? ?rata|rerata\b|mutu\b|kategori per|keterangan\b|"
    r"catatan\b|mengetahui\b|\*+\))",
    re.IGNORECASE,
)
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?: ?=.*)?")


@dataclass(frozen=True, slots=True)
class Body:
    """0-based rows of a table: `rows` are data; `foot` are sums and means, `other` carry text but no data."""

    rows: list[int]
    foot: list[int]
    other: list[int]


def find_body(sheet: Sheet, table: Table) -> Body:
    """Sort the rows below the header into data, foot and other; blank rows are in none of them."""
    start = table.body + _column_number_row(sheet, table)
    filled = {header.column: _filled(sheet, header.column, start, table.stop) for header in table.headers}
    like_data = _like_data(table, filled, table.stop - start)
    any_cell = _any_cell(sheet, start, table.stop)
    foot = {row for row, label in _foot_labels(sheet, start, table.stop) if _is_foot(table, filled, row, label)}
    data = [row for row in np.flatnonzero(like_data) if row not in foot]
    rest = [row for row in np.flatnonzero(any_cell & ~like_data) if row not in foot]
    return Body(
        [int(row) + start for row in data], [row + start for row in sorted(foot)], [int(row) + start for row in rest]
    )


def _filled(sheet: Sheet, column: int, start: int, stop: int) -> np.ndarray:
    return np.array([cell is not None and cell != "" for cell in sheet.column(column, start, stop)], dtype=bool)


def _any_cell(sheet: Sheet, start: int, stop: int) -> np.ndarray:
    """Rows in which any cell at all holds something."""
    found = np.zeros(stop - start, dtype=bool)
    for column in range(sheet.width):
        found |= _filled(sheet, column, start, stop)
    return found


def _like_data(table: Table, filled: dict[int, np.ndarray], height: int) -> np.ndarray:
    """Rows that fill one of the needed columns and one column more; without needed columns, half of the columns."""
    meant = [
        filled[header.column] for name, header in table.columns.items() if table.contract.column(name).type != "ignored"
    ]
    count = np.sum([*meant, *(filled[header.column] for header in table.unused)], axis=0)
    needed = [
        filled[table.columns[name].column] for group in table.contract.needs for name in group if name in table.columns
    ]
    if not needed:
        return count >= max(2, len(meant) / 2)
    return np.logical_or.reduce(needed) & (count >= 2) if height else np.zeros(0, dtype=bool)


def _foot_labels(sheet: Sheet, start: int, stop: int) -> list[tuple[int, int]]:
    """Row, counted from `start`, and column of every first text that says the row sums up those above."""
    found, blank_so_far = [], np.ones(stop - start, dtype=bool)
    for column in range(min(sheet.width, 6)):
        cells = sheet.column(column, start, stop)
        labels = {cell for cell in set(cells) if isinstance(cell, str) and _FOOT.match(clean(cell))}
        if labels:
            found += [(row, column) for row, cell in enumerate(cells) if cell in labels and blank_so_far[row]]
        blank_so_far &= ~_filled(sheet, column, start, stop)
    return found


def _is_foot(table: Table, filled: dict[int, np.ndarray], row: int, label: int) -> bool:
    """A row so labelled is a foot unless it fills every needed group; a label is no unit, NIP, day or period."""
    no_text = {header.column for name, header in table.columns.items() if table.contract.column(name).type != "text"}
    groups = [[table.columns[name].column for name in group if name in table.columns] for group in table.contract.needs]
    present = [
        any(filled[col][row] and not (col == label and col in no_text) for col in group) for group in groups if group
    ]
    return not present or not all(present)


def _column_number_row(sheet: Sheet, table: Table) -> int:
    """1 where the row under the header only numbers the columns (1, 2, 3 …), else 0."""
    if table.body >= table.stop:
        return 0
    texts = [
        clean(f"{cell:g}" if isinstance(cell, float) else str(cell))
        for cell in sheet.rows[table.body]
        if not is_blank(cell)
    ]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in found if match]
    consecutive = all(later == earlier + 1 for earlier, later in zip(numbers, numbers[1:], strict=False))
    return int(len(numbers) == len(texts) >= 3 and consecutive and numbers[0] == 1)
