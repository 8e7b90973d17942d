"""Read .xls and .xlsb with calamine."""

import datetime as dt
import io
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Any

import python_calamine

from .binary_marks import Marks
from .limits import Refused
from .output import Cell, Encoded, Output
from .sniff import password_protected

_CHUNK_ROWS = 5_000


def read_with_calamine(content: bytes, marks: Sequence[Marks], output: Output) -> None:
    """Send every sheet of the file with its marks laid over it; raises Refused where calamine cannot read it."""
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
        raise Refused(
            "rusak, terpotong, atau memuat terlalu banyak sel; buka di Excel, simpan sebagai .xlsx, lalu unggah lagi"
        ) from error


def _send_sheet(sheet: Any, metadata: Any, marks: Marks, output: Output) -> None:
    top, left = sheet.start or (0, 0)
    output.rows(top, {})
    errors = deque(sorted(marks.errors.items()))
    rows = sheet.iter_rows()
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        columns: dict[int, list[Cell]] = {
            index: [_encode(value, output) for value in column]
            for index, column in enumerate(zip(*chunk, strict=True), left)
        }
        while errors and errors[0][0][0] < output.height + len(chunk):
            (row, column), error = errors.popleft()
            columns[column][row - output.height] = output.reference(("error", error))
        output.rows(len(chunk), columns)
    hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    output.sheet(sheet.name, hidden=hidden, merged=merged, hidden_rows=marks.hidden_rows)


def _encode(value: Any, output: Output) -> Cell:
    if isinstance(value, str):
        return output.reference(value) if value else None
    if isinstance(value, bool):
        return output.reference(value)
    if isinstance(value, int | float):
        return float(value)
    return output.reference(_moment(value))


def _moment(value: dt.date | dt.time | dt.timedelta) -> Encoded:
    if isinstance(value, dt.datetime):
        return "datetime", (value - dt.datetime.min) // dt.timedelta(microseconds=1)
    if isinstance(value, dt.date):
        return "date", value.toordinal()
    if isinstance(value, dt.time):
        since_midnight = dt.datetime.combine(dt.date.min, value) - dt.datetime.min
        return "time", since_midnight // dt.timedelta(microseconds=1)
    return "timedelta", value // dt.timedelta(microseconds=1)
