"""Marks of .xlsb sheets, whose parts are sequences of records ([MS-XLSB] 2.4); plain ones are passed over in one go."""

import re
import struct
from collections.abc import Iterator

from .archive import Archive
from .cell_values import shown_as
from .limits import damaged
from .marks import PERCENT, Marks, error_text
from .output import Output
from .package import relations_of

WORKBOOK = "xl/workbook.bin"
_ROW, _ERROR, _FORMULA_ERROR, _MERGED = 0, 3, 11, 176
_SHEET, _FORMAT, _STYLE, _STYLES, _STYLES_END = 156, 44, 47, 617, 618
_VALUES = range(2, 12)
_NUMBERS = (2, 5, 9)  # CellRk, CellReal, FmlaNum
_BLANK = rb"\x01\x08.{8}"
_CELL = rb"(?:[\x02\x07]\x0c.{12}|\x04\x09.{9}|\x05\x10.{16})"  # numbers, texts and booleans
_SHOWN = b"[%s]" % b"".join(
    b"\\x%02x-\\x%02x" % (low, low + 15) for low in range(0, 256, 32)
)  # the bit 0x10 is not set
_VISIBLE_ROW = rb"\x00(?=.%%s.{7}%s)(?:\x11.{17}|\x19.{25}|\x21.{33})" % _SHOWN

XlsbRecord = tuple[int, bytes]
_Patterns = tuple[re.Pattern[bytes], re.Pattern[bytes]]


def xlsb_marks(archive: Archive, output: Output) -> list[Marks]:
    """Return the marks of each sheet of an .xlsb archive, in the workbook's order.

    Raises FileRefused for a damaged archive, and for a cell so far out that calamine would ask for hundreds of
    gigabytes.
    """
    relations = relations_of(archive, WORKBOOK)
    sheets = relations.get("worksheet", {})
    try:
        percents = {style for part in relations.get("styles", {}).values() for style in _percents(archive.read(part))}
        bundles = [data for kind, data in _records(archive.read(WORKBOOK)) if kind == _SHEET]
        parts = [sheets.get(_wide_string(data, 8)) for data in bundles]
        return [_sheet(archive.read(part), percents, output) if part else Marks({}, [], []) for part in parts]
    except (struct.error, IndexError) as error:
        raise damaged() from error


def _records(part: bytes) -> Iterator[XlsbRecord]:
    position = 0
    while position < len(part):
        kind, start, position = _record(part, position)
        yield kind, part[start:position]


def _record(part: bytes, position: int) -> tuple[int, int, int]:
    """Return the kind of the record at a position, and where its data start and end."""
    kind, position = _variable_integer(part, position, 2)
    length, position = _variable_integer(part, position, 4)
    return kind, position, position + length


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


def _percents(styles: bytes) -> set[int]:
    """Return the cell styles that show a percentage."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False
    for kind, data in _records(styles):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _wide_string(data, 2)
        elif kind == _STYLE and inside:
            formats.append(struct.unpack_from("<H", data, 2)[0])
        inside = kind == _STYLES or (inside and kind != _STYLES_END)
    return {style for style, number in enumerate(formats) if shown_as(number, codes.get(number)) == "percent"}


def _sheet(part: bytes, percents: set[int], output: Output) -> Marks:
    marks = Marks({}, [], [])
    plain = _plain(percents)
    row = last_row = last_column = position = 0
    while position < len(part):
        kind, start, position = _record(part, position)
        if kind == _ROW:
            row = _integer(part, start)
            if position - start > 11 and part[start + 11] & 0x10:
                marks.hidden_rows.append(row)
        elif kind in _VALUES:
            last_column = max(last_column, _integer(part, start))
            if mark := _mark(kind, part[start:position], percents):
                marks.cells[row, _integer(part, start)] = mark
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", part, start)
            marks.merged.append((top, left, bottom, right))
        row, column, position = _pass_over(plain, part, row, position)
        last_row, last_column = max(last_row, row), max(last_column, column)
    output.check_place(last_row, last_column)
    return marks


def _pass_over(plain: _Patterns, part: bytes, row: int, position: int) -> tuple[int, int, int]:
    """Return the row, the last column worth counting and the position behind the plain records at a position."""
    rows, cells = plain
    if passed := rows.match(part, position):
        row = max([row, *(_integer(last, 0) for last in passed.groups() if last)])
    position = passed.end() if passed else position
    if (passed := cells.match(part, position)) and passed[1]:
        return row, _integer(passed[1], 0), passed.end()
    return row, 0, position


def _plain(percents: set[int]) -> _Patterns:
    """Return the patterns of what needs no mark: rows of narrow sheets, the groups being the last rows; cells.

    A narrow sheet has so few columns that it may have all of Excel's rows; of cells the group is the last's column.
    """
    marked = b"|".join(re.escape(style.to_bytes(3, "little")) for style in sorted(percents))
    unmarked = b"(?!%s)" % marked if marked else b""
    narrow = b"(?=..[\\x00-\\x16]\\0\\0\\0%s)%s" % (unmarked, _CELL)
    filled = _VISIBLE_ROW % b"(....)" + b"(?:%s)*+%s" % (_BLANK, narrow)
    rows = b"(?:%s|%s|%s|%s)*+" % (filled, _VISIBLE_ROW % b"(....)", _BLANK, narrow)
    cells = b"(?:%s|(?=..(....)%s)%s)*+" % (_BLANK, unmarked, _CELL)
    return re.compile(rows, re.DOTALL), re.compile(cells, re.DOTALL)


def _mark(kind: int, cell: bytes, percents: set[int]) -> str:
    if kind in (_ERROR, _FORMULA_ERROR):
        return error_text(cell[8])
    return PERCENT if kind in _NUMBERS and _integer(cell, 4) & 0xFFFFFF in percents else ""


def _integer(data: bytes, position: int) -> int:
    return int(struct.unpack_from("<I", data, position)[0])


def _wide_string(data: bytes, position: int) -> str:
    length = _integer(data, position)
    return data[position + 4 : position + 4 + 2 * length].decode("utf-16-le", "replace")
