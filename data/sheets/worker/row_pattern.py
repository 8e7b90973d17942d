"""Whole rows at once: one pattern made of the columns a sheet has, several times faster than cell by cell.

A row that has only the columns seen before, in order, spelled the way nearly every program spells them, gives all its
cells in a single match. Its quantifiers are possessive: the pattern never goes back, so its time is linear.
"""

import re

from .canonical import column_index
from .cells import CellReader
from .output import Cell

_ROW = r'<row r="([0-9]++)"[^>]*+>{cells}</row>'
_CELL = (
    r'(?:<c r="{letters}[0-9]++"([^>]*+)>'
    r"(?:(?:<f(?:>|\s[^>]*+>)(?:[^<]++</f>)?+)?+<v>([^<]++)</v></c>|(?<=/>))"
    r")?+"
)
_WIDEST = 300


class RowPattern:
    """The pattern of one sheet's rows."""

    def __init__(self, cells: CellReader) -> None:
        self._cells = cells
        self._known: set[str] = set()
        self._columns: list[int] = []
        self._pattern: re.Pattern[str] | None = None

    def learn(self, letters: set[str]) -> None:
        """Extend the pattern by columns that rows were found to have."""
        if letters <= self._known or len(letters | self._known) > _WIDEST:
            return
        self._known |= letters
        ordered = sorted(self._known, key=column_index)
        self._columns = [column_index(name) for name in ordered]
        self._pattern = re.compile(_ROW.format(cells="".join(_CELL.format(letters=name) for name in ordered)))

    def read(self, rows: str, above: int) -> dict[int, list[Cell]] | None:
        """Return the cells of rows by column; None unless the rows follow row `above` and are all as expected."""
        if self._pattern is None or "_" in rows:
            return None
        found = self._pattern.findall(rows)
        if not found or len(found) != rows.count("<row"):
            return None
        numbers, *parts = zip(*found, strict=True)
        if list(map(int, numbers)) != list(range(above + 1, above + 1 + len(numbers))):
            return None
        try:
            return dict(zip(self._columns, map(self._cells.column, parts[::2], parts[1::2]), strict=True))
        except (ValueError, IndexError):
            return None
