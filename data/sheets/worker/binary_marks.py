"""What calamine does not tell of .xls and .xlsb sheets: cells that show an error, and hidden rows.

Both formats are sequences of records, [MS-XLS] 2.4 and [MS-XLSB] 2.4; only the few records needed are looked into.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from .archive import Archive
from .compound_file import read_stream
from .limits import damaged
from .output import Output
from .package import relations_of

WORKBOOK = "xl/workbook.bin"
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}

Record = tuple[int, bytes]


class Marks(NamedTuple):
    """Marks of one sheet: error texts by 0-based (row, column), and 0-based hidden rows."""

    errors: dict[tuple[int, int], str]
    hidden_rows: list[int]


def xls_marks(content: bytes) -> list[Marks]:
    """Return the marks of each sheet of an .xls file, in the workbook's order; raises Refused for a damaged one."""
    stream = read_stream(content, "Workbook", "Book")
    try:
        sheets = [struct.unpack_from("<I", data)[0] for kind, data in _xls_records(stream, 0) if kind == 0x85]
        return [_xls_sheet(stream, start) for start in sheets]
    except (struct.error, IndexError) as error:
        raise damaged() from error


def _xls_records(stream: bytes, position: int) -> Iterator[Record]:
    """Yield the records of one substream, those of substreams inside it left out."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        depth += (kind in (0x809, 0x409, 0x209, 0x09)) - (kind == 0x0A)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _xls_sheet(stream: bytes, start: int) -> Marks:
    marks = Marks({}, [])
    for kind, data in _xls_records(stream, start):
        if kind == 0x205 and data[7:8] == b"\1":  # BoolErr
            marks.errors[struct.unpack_from("<HH", data)] = _error(data[6])
        elif kind in (0x06, 0x206, 0x406) and data[12:14] == b"\xff\xff" and data[6:7] == b"\2":  # Formula
            marks.errors[struct.unpack_from("<HH", data)] = _error(data[8])
        elif kind == 0x208 and len(data) >= 16 and data[12] & 0x20:  # Row
            marks.hidden_rows.append(struct.unpack_from("<H", data)[0])
    return marks


def _error(code: int) -> str:
    return _ERRORS.get(code, "#N/A")


def xlsb_marks(archive: Archive, output: Output) -> list[Marks]:
    """Return the marks of each sheet of an .xlsb archive, in the workbook's order.

    Raises Refused for a damaged archive, and for a cell so far out that calamine would ask for hundreds of gigabytes.
    """
    relations = relations_of(archive, WORKBOOK).get("worksheet", {})
    try:
        bundles = [data for kind, data in _xlsb_records(archive.read(WORKBOOK)) if kind == 156]
        parts = [relations.get(_wide_string(data, 8)) for data in bundles]
        return [_xlsb_sheet(archive.read(part), output) if part else Marks({}, []) for part in parts]
    except (struct.error, IndexError) as error:
        raise damaged() from error


def _xlsb_records(part: bytes) -> Iterator[Record]:
    position = 0
    while position < len(part):
        kind, position = _variable_integer(part, position, 2)
        length, position = _variable_integer(part, position, 4)
        yield kind, part[position : position + length]
        position += length


def _variable_integer(part: bytes, position: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and the position behind it."""
    number = 0
    for shift in range(0, 7 * most, 7):
        byte = part[position]
        position += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return number, position


def _xlsb_sheet(part: bytes, output: Output) -> Marks:
    marks = Marks({}, [])
    row = last_row = last_column = 0
    for kind, data in _xlsb_records(part):
        if kind == 0:  # RowHdr
            row = struct.unpack_from("<I", data)[0]
            if len(data) > 11 and data[11] & 0x10:
                marks.hidden_rows.append(row)
        elif 2 <= kind <= 11:  # cells with a value
            column = struct.unpack_from("<I", data)[0]
            last_row, last_column = max(last_row, row), max(last_column, column)
            if kind in (3, 11):  # CellError, FmlaError
                marks.errors[row, column] = _error(data[8])
    output.check_place(last_row, last_column)
    return marks


def _wide_string(data: bytes, position: int) -> str:
    (length,) = struct.unpack_from("<I", data, position)
    return data[position + 4 : position + 4 + 2 * length].decode("utf-16-le", "replace")
