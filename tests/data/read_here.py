"""Reading a spreadsheet file in this process, for tests of many well-made files."""

from __future__ import annotations

import io
import marshal
import struct

from data.workbooks import Sheet
from data.workbooks.reader import _Received
from data.workbooks.worker.limits import LIMITS
from data.workbooks.worker.main import read
from data.workbooks.worker.output import Output


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
