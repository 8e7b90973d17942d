"""Reading a spreadsheet file: its rows as users get them; its sheets in this process, for tests of many files."""

import io
import marshal
import struct

from data.workbooks import CellValue, Sheet, read_book
from data.workbooks.reader import _Received
from data.workbooks.worker.limits import LIMITS
from data.workbooks.worker.main import read
from data.workbooks.worker.output import Output


def rows_of(content: bytes, index: int = 0) -> list[list[CellValue]]:
    return list(read_book(content, "buku.xlsx").sheets[index].rows)


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets as read_book gives them."""
    buffer = io.BytesIO()
    read(content, Output(buffer, LIMITS))
    received, data = _Received(None), memoryview(buffer.getvalue())
    while data:
        (length,) = struct.unpack_from("<I", data)
        kind, *payload = marshal.loads(data[4 : 4 + length])
        received.take(kind, payload)
        data = data[4 + length :]
    return received.sheets
