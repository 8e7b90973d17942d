"""Read .xls and .xlsb with calamine, and lay over its values what it does not tell."""

import datetime as dt
import io
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Any

import python_calamine

from .cell_values import percentage
from .limits import FileRefused, damaged, password_protected
from .marks import PERCENT, Marks
from .output import Cell, Encoded, Output

_CHUNK_ROWS = 5_000
_NUMBERS = {int, float}


def read_with_calamine(content: bytes, marks: Sequence[Marks], output: Output) -> None:
    """Send every sheet of the file with its marks laid over it; raises FileRefused where calamine cannot read it."""
    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            sheets = book.sheets_metadata
            for index, metadata in enumerate(sheets):
                if metadata.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    _send_sheet(book.get_sheet_by_index(index), metadata, marks[index], output)
                output.send("progress", (index + 1) / len(sheets))
    except python_calamine.PasswordError as error:
        raise password_protected() from error
    except (python_calamine.CalamineError, OSError, LookupError) as error:
        raise FileRefused(
            "rusak, terpotong, atau memuat terlalu banyak sel; buka di Excel, simpan sebagai .xlsx, lalu unggah lagi"
        ) from error


def _send_sheet(sheet: Any, metadata: Any, marks: Marks, output: Output) -> None:
    left, right, bottom = (sheet.start[1], *sheet.end[::-1]) if sheet.start else (0, -1, -1)
    overlay = _Overlay(marks, output)
    rows = sheet.iter_rows()  # from the sheet's first row, but only from its first filled column
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        columns = {index: _column(cells, output) for index, cells in enumerate(zip(*chunk, strict=True), left)}
        if columns and max(columns) != right:
            raise damaged()
        overlay.lay(columns, len(chunk))
        output.rows(len(chunk), columns)
    if output.height != bottom + 1:
        raise damaged()
    overlay.send_rest()
    hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()] or marks.merged
    output.sheet(sheet.name, hidden=hidden, merged=merged, hidden_rows=marks.hidden_rows)


class _Overlay:
    """The marked cells of a sheet, laid over its rows from top to bottom."""

    def __init__(self, marks: Marks, output: Output) -> None:
        self._marked = deque(sorted(marks.cells.items()))
        self._output = output

    def lay(self, columns: dict[int, list[Cell]], height: int) -> None:
        """Mark the cells of the next `height` rows."""
        top = self._output.height
        while self._marked and self._marked[0][0][0] < top + height:
            (row, column), mark = self._marked.popleft()
            cells = columns.setdefault(column, [None] * height)
            cells[row - top] = self._marked_value(cells[row - top], mark)

    def send_rest(self) -> None:
        """Send the rows below calamine's last that hold nothing but errors."""
        if self._marked:
            row, column = self._marked[-1][0][0], max(column for (_, column), _ in self._marked)
            self._output.check_place(row, column)
            columns: dict[int, list[Cell]] = {}
            height = row + 1 - self._output.height
            self.lay(columns, height)
            self._output.rows(height, columns)

    def _marked_value(self, value: Cell, mark: str) -> Cell:
        if mark != PERCENT:
            return self._output.reference(("error", mark))
        return self._output.reference(percentage(value)) if isinstance(value, float) else value


def _column(values: tuple[Any, ...], output: Output) -> list[Cell]:
    kinds = set(map(type, values))
    if kinds <= _NUMBERS:
        return list(map(float, values))
    distinct = set(values) if kinds.isdisjoint(_NUMBERS) else {v for v in values if type(v) not in _NUMBERS}
    encoded = {value: value if isinstance(value, str | bool) else _moment(value) for value in distinct}
    numbers = output.references(value for value in encoded.values() if value != "")
    cells = {value: numbers.get(shown) for value, shown in encoded.items()}
    if kinds.isdisjoint(_NUMBERS):
        return list(map(cells.__getitem__, values))
    return [float(value) if type(value) in _NUMBERS else cells[value] for value in values]


def _moment(value: dt.date | dt.time | dt.timedelta) -> Encoded:
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return "datetime", (value - dt.datetime.min) // dt.timedelta(microseconds=1)
    if isinstance(value, dt.date):
        return "date", value.toordinal()
    if isinstance(value, dt.time):
        since_midnight = dt.datetime.combine(dt.date.min, value) - dt.datetime.min
        return "time", since_midnight // dt.timedelta(microseconds=1)
    return "timedelta", value // dt.timedelta(microseconds=1)
