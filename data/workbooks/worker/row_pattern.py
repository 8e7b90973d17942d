"""Whole rows at once: one pattern made of the columns a sheet has, several times faster than cell by cell.

A row that has only the columns seen before, in order, spelled the way nearly every program spells them, gives all its
cells in a single match. Its quantifiers are possessive: the pattern never goes back, so its time is linear.
"""

import re
from collections.abc import Sequence
from operator import ge
from typing import NamedTuple

from .canonical import column_index
from .cells import CellReader
from .markup import attributes_of
from .output import Cell

CELL_START = r'([^>]*+>(?:<is><t(?: xml:space="preserve")?+>)?+)'
PLAIN_CELL = r"(?:<f(?:>|\s[^>]*+>)(?:[^<]++</f>)?+)?+(?:<v>(?!<))?+([^<]*+)</(?:v|t></is)></c>"
_CELL = rf'(?:<c r="{{letters}}\1"{CELL_START}(?:(?<=/>)|{PLAIN_CELL}))?+'
_FILLERS = r'(?:<c r="[A-Z]{{1,3}}\1"[^>]*+(?<=/)>)*+'
_ROW = rf'<row r="([0-9]++)"([^>]*+)>(?:(?<=/>)|{{cells}}{_FILLERS}</row>)|((?s:.+))'
_WIDEST = 300
_MOST_BLANK_ROWS = 100_000


class MatchedRows(NamedTuple):
    """Cells by column, and the 0-based rows that are hidden."""

    columns: dict[int, list[Cell]]
    hidden: list[int]


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

    def read(self, rows: str, above: int) -> MatchedRows | None:
        """Return the rows below row `above`; None unless all that is written is as expected."""
        found = self._pattern.findall(rows) if self._pattern else []
        if not found or found[-1][-1]:
            return None
        numbers, tags, *parts, _ = zip(*found, strict=True)
        places = [int(number) - above - 1 for number in numbers]
        if places[0] < 0 or places[-1] > len(places) + _MOST_BLANK_ROWS or any(map(ge, places, places[1:])):
            return None
        try:
            columns = map(self._cells.column, parts[::2], parts[1::2])
            spread = {index: _spread(cells, places) for index, cells in zip(self._columns, columns, strict=True)}
            return MatchedRows(spread, hidden_rows(numbers, tags))
        except (ValueError, IndexError):
            return None


def hidden_rows(numbers: Sequence[str], tags: Sequence[str]) -> list[int]:
    """Return the 0-based rows that are hidden, given their numbers and what else their tags say."""
    hidden = {tag for tag in set(tags) if attributes_of(tag).get("hidden") in ("1", "true")}
    return [int(number) - 1 for number, tag in zip(numbers, tags, strict=True) if tag in hidden] if hidden else []


def _spread(cells: list[Cell], places: list[int]) -> list[Cell]:
    """Return the cells at their places in a column, blank between them."""
    if len(places) == places[-1] + 1:
        return cells
    column: list[Cell] = [None] * (places[-1] + 1)
    for place, cell in zip(places, cells, strict=True):
        column[place] = cell
    return column
