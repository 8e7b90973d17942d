"""The rows of one .xlsx sheet: whole rows by pattern where they are plain, cell by cell where they are not."""

import re
from collections.abc import Callable

from .canonical import Rewriter, column_index
from .cells import CellReader
from .limits import damaged
from .output import Cell, Output
from .row_pattern import RowPattern
from .stream import Stream

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*+)>(?:(?<=/>)|<v>([^<]*+)</v></c>|(.*?)</c>)',
    re.DOTALL,
)
_HIDDEN_ROW = re.compile(r'<row r="([0-9]{1,7})"[^>]* hidden="(?:1|true)"')
_MERGED = re.compile(r'mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')

FoundCell = tuple[str, str, str, str, str]  # letters, row, attributes, value, or else all that is inside


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
        for text in stream.rest():
            for first, top, last, bottom in _MERGED.findall(text):
                place = int(top) - 1, column_index(first), int(bottom) - 1, column_index(last)
                self._merged[place] = None

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
        columns = None if "<!" in chunk else self._pattern.read(chunk, above)
        if columns is None:
            chunk, found = self._find_cells(chunk)
            columns = self._place(found, above)
            self._pattern.learn({cell[0] for cell in found})
        if "hidden=" in chunk:
            self._hidden_rows += [int(row) - 1 for row in _HIDDEN_ROW.findall(chunk)]
        self._output.rows(_filled_height(columns), columns)

    def _find_cells(self, chunk: str) -> tuple[str, list[FoundCell]]:
        found = _CELL.findall(chunk)
        if len(found) != chunk.count("<c") or _oddly_spelled(chunk):
            chunk = self._rewriter.rewrite(chunk, self._output.height)
            found = _CELL.findall(chunk)
        return chunk, found

    def _place(self, found: list[FoundCell], above: int) -> dict[int, list[Cell]]:
        filled = [cell for cell in found if cell[3] or cell[4]]
        columns: dict[str, list[Cell]] = {}
        height = int(filled[-1][1]) - above if filled else 0
        for letters, row, attributes, text, inside in filled:
            index = int(row) - above - 1
            if not 0 <= index < height:
                raise damaged()
            if letters not in columns:
                self._output.check_place(above + height - 1, column_index(letters))
                columns[letters] = [None] * height
            columns[letters][index] = self._value(attributes, text, inside)
        return {column_index(letters): column for letters, column in columns.items()}

    def _value(self, attributes: str, text: str, inside: str) -> Cell:
        try:
            return self._cells.plain(attributes, text) if text else self._cells.other(attributes, inside)
        except (ValueError, IndexError) as error:
            raise damaged() from error


def _oddly_spelled(rows: str) -> bool:
    """Tell whether rows have comments, CDATA, a namespace prefix, or are hidden without saying their number."""
    unnumbered = "hidden=" in rows and rows.count("<row") != rows.count('<row r="')
    return unnumbered or "<!" in rows or ":row" in rows


def _filled_height(columns: dict[int, list[Cell]]) -> int:
    """Return the number of rows down to the last that has a value."""
    height = len(next(iter(columns.values()), ()))
    while height and all(column[height - 1] is None for column in columns.values()):
        height -= 1
    return height
