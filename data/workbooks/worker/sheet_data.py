"""The rows of one .xlsx sheet: whole rows by pattern where they are plain, cell by cell where they are not."""

import re
from collections.abc import Callable

from .canonical import Rewriter, column_index
from .cells import CellReader
from .limits import damaged
from .markup import parse
from .output import Cell, Output
from .row_pattern import CELL_START, PLAIN_CELL, MatchedRows, RowPattern, hidden_rows
from .stream import Stream

_TOKEN = re.compile(
    rf'<c r="([A-Z]{{1,3}})([0-9]{{1,7}})"{CELL_START}(?:(?<=/>)|{PLAIN_CELL}|((?:[^<]++|<(?!/c))*+)</c>)'
    r'|<row r="([0-9]{1,7})"([^>]*+)>|</row>|\s+|(.+)',
    re.DOTALL,
)
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")

Token = tuple[str, str, str, str, str, str, str, str]
# a cell's letters, row, attributes, value, or else all that is inside; a row's number and attributes; what is neither


class SheetReader:
    """Reads one sheet and sends its rows while it reads."""

    def __init__(self, cells: CellReader, output: Output) -> None:
        self._cells = cells
        self._output = output
        self._pattern = RowPattern(cells)
        self._rewriter = Rewriter()
        self._hidden_rows: list[int] = []
        self._merged: dict[tuple[int, int, int, int], None] = {}

    def read(self, stream: Stream, after_chunk: Callable[[], None]) -> None:
        """Send the rows of the sheet's part; `after_chunk` is called as reading advances."""
        if stream.enter("sheetData"):
            for chunk in stream.items("row"):
                self._read_rows(chunk)
                after_chunk()
        parse(stream.rest(), self._after)

    def _after(self, element: str, attributes: dict[str, str]) -> None:
        if element == "mergeCell":
            area = _AREA.fullmatch(attributes.get("ref", ""))
            if area is None:
                raise damaged()
            first, top, last, bottom = area.groups()
            if last:
                self._merged[int(top) - 1, column_index(first), int(bottom) - 1, column_index(last)] = None

    def finish(self, name: str, hidden: bool) -> None:
        """End the sheet under its name."""
        self._output.sheet(
            name,
            hidden=hidden,
            merged=list(self._merged),
            hidden_rows=self._hidden_rows,
            formulas_without_value=self._cells.formulas_without_value,
        )

    def _read_rows(self, chunk: str) -> None:
        above = self._output.height
        rows = self._pattern.read(chunk, above) or self._by_cell(chunk, above) or self._rewritten(chunk, above)
        self._hidden_rows += rows.hidden
        self._output.rows(_filled_height(rows.columns), rows.columns)

    def _by_cell(self, chunk: str, above: int) -> MatchedRows | None:
        """Return the rows cell by cell; None where something is not spelled as nearly every program spells it."""
        found = _TOKEN.findall(chunk)
        if found and found[-1][-1]:
            return None
        formulas = self._cells.formulas_without_value
        try:
            tags = [token[5:7] for token in found if token[5]]
            rows = MatchedRows(self._place(found, above), hidden_rows(*zip(*tags, strict=True)) if tags else [])
        except (ValueError, IndexError):
            self._cells.formulas_without_value = formulas
            return None
        self._learn(found)
        return rows

    def _rewritten(self, chunk: str, above: int) -> MatchedRows:
        rows = self._by_cell(self._rewriter.rewrite(chunk, above), above)
        if rows is None:
            raise damaged()
        return rows

    def _place(self, found: list[Token], above: int) -> dict[int, list[Cell]]:
        filled = [token[:5] for token in found if token[3] or token[4]]
        columns: dict[str, list[Cell]] = {}
        height = int(filled[-1][1]) - above if filled else 0
        for letters, row, attributes, text, inside in filled:
            index = int(row) - above - 1
            if not 0 <= index < height:
                raise damaged()
            if letters not in columns:
                self._output.check_place(above + height - 1, column_index(letters))
                columns[letters] = [None] * height
            cell = self._cells.other(attributes, inside) if inside else self._cells.plain(attributes, text)
            columns[letters][index] = cell
        return {column_index(letters): column for letters, column in columns.items()}

    def _learn(self, found: list[Token]) -> None:
        """Teach the pattern the columns that have values, and the blank ones between them."""
        last = max((column_index(token[0]) for token in found if token[3]), default=-1)
        self._pattern.learn(
            {letters for letters in {token[0] for token in found} if 0 <= column_index(letters) <= last}
        )


def _filled_height(columns: dict[int, list[Cell]]) -> int:
    """Return the number of rows down to the last that has a value."""
    height = len(next(iter(columns.values()), ()))
    while height and all(column[height - 1] is None for column in columns.values()):
        height -= 1
    return height
