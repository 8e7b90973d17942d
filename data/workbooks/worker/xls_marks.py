"""Marks of .xls sheets, whose workbook is one stream of records ([MS-XLS] 2.4); only the few needed are looked into."""

import struct
from collections.abc import Iterator
from itertools import count

from .cell_values import shown_as
from .compound_file import read_stream
from .limits import damaged
from .marks import PERCENT, Marks, error_text

_BEGINS = (0x809, 0x409, 0x209, 0x09)
_END, _SHEET, _FORMAT, _XF, _ROW = 0x0A, 0x85, 0x41E, 0xE0, 0x208
_NUMBER, _RK, _SEVERAL_RK, _BOOLEAN_OR_ERROR = 0x203, 0x27E, 0xBD, 0x205
_FORMULAS = (0x06, 0x206, 0x406)
_PLACE = struct.Struct("<HHH")  # row, column, style

XlsRecord = tuple[int, bytes]


def xls_marks(content: bytes) -> list[Marks]:
    """Return the marks of each sheet of an .xls file, in the workbook's order; raises FileRefused for a damaged one."""
    stream = read_stream(content, "Workbook", "Book")
    try:
        general = list(_records(stream, 0))
        percents = _percent_styles(general, wide=stream[4:6] == b"\0\6")
        starts = [struct.unpack_from("<I", data)[0] for kind, data in general if kind == _SHEET]
        return [_sheet(stream, start, percents) for start in starts]
    except (struct.error, IndexError) as error:
        raise damaged() from error


def _records(stream: bytes, position: int) -> Iterator[XlsRecord]:
    """Yield the records of one substream, those of substreams inside it left out."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        depth += (kind in _BEGINS) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _percent_styles(records: list[XlsRecord], *, wide: bool) -> set[int]:
    """Return the styles that show a percentage; `wide` tells Excel 97's texts from those of Excel 5."""
    codes = {struct.unpack_from("<H", data)[0]: _code(data, wide) for kind, data in records if kind == _FORMAT}
    formats = [struct.unpack_from("<H", data, 2)[0] for kind, data in records if kind == _XF]
    return {style for style, number in enumerate(formats) if shown_as(number, codes.get(number)) == "percent"}


def _code(data: bytes, wide: bool) -> str:
    if not wide:
        return data[3:].decode("cp1252", "replace")
    return data[5:].decode("utf-16-le" if data[4] & 1 else "latin-1", "replace")


def _sheet(stream: bytes, start: int, percents: set[int]) -> Marks:
    marks = Marks({}, [], [])
    for kind, data in _records(stream, start):
        if kind == _ROW and len(data) >= 16 and data[12] & 0x20:
            marks.hidden_rows.append(struct.unpack_from("<H", data)[0])
        elif kind == _SEVERAL_RK:
            row, first = struct.unpack_from("<HH", data)
            for column, (style,) in zip(count(first), struct.iter_unpack("<H4x", data[4:-2]), strict=False):
                if style in percents:
                    marks.cells[row, column] = PERCENT
        elif mark := _cell_mark(kind, data, percents):
            row, column, _ = _PLACE.unpack_from(data)
            marks.cells[row, column] = mark
    return marks


def _cell_mark(kind: int, data: bytes, percents: set[int]) -> str:
    if kind == _BOOLEAN_OR_ERROR:
        return error_text(data[6]) if data[7] == 1 else ""
    if kind in _FORMULAS and data[12:14] == b"\xff\xff":  # the result is no number
        return error_text(data[8]) if data[6] == 2 else ""
    if kind in (_NUMBER, _RK, *_FORMULAS):
        return PERCENT if _PLACE.unpack_from(data)[2] in percents else ""
    return ""
