"""What calamine does not tell of a sheet: cells that show an error or a percentage, hidden rows, merged ranges."""

from typing import NamedTuple

PERCENT = "%"


class Marks(NamedTuple):
    """Marks of one sheet by 0-based place: the error that a cell shows, or PERCENT where it shows a percentage."""

    cells: dict[tuple[int, int], str]
    hidden_rows: list[int]
    merged: list[tuple[int, int, int, int]]


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


def error_text(code: int) -> str:
    """Return what Excel prints for an error's code in a binary workbook ([MS-XLSB] 2.5.97.2)."""
    return _ERRORS.get(code, "#N/A")
