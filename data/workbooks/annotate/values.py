"""A plain .xlsx with the values of a book that cannot be edited in place (.xls, .xlsb, .ods, .csv and the like)."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from data.workbooks import Book, CellError, CellValue, Percent, cell_name
from data.workbooks.annotate.xml import NOT_XML

ALIVE = ("=", "+", "-", "@", "\t", "\r")


def copy_of_values(book: Book) -> tuple[bytes, dict[str, str]]:
    """The copy, and the title each sheet has in it (Excel allows 31 characters and not all of them)."""
    copy = Workbook(write_only=True)
    titles: dict[str, str] = {}
    for sheet in book.sheets:
        target = copy.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.name)[:31] or "Lembar")
        titles[sheet.name] = target.title
        target.sheet_state = "hidden" if sheet.hidden else "visible"
        for _ in range(sheet.first_row - 1):
            target.append([])
        for row in sheet.rows:
            target.append([_cell(target, value) for value in row])
        for top, left, bottom, right in sheet.merged:
            places = cell_name(top + sheet.first_row - 1, left), cell_name(bottom + sheet.first_row - 1, right)
            target.merged_cells.add(":".join(places))
    written = io.BytesIO()
    copy.save(written)
    return written.getvalue(), titles


def _cell(sheet: WriteOnlyWorksheet, value: CellValue) -> Any:
    if isinstance(value, CellError):
        value = value.code
    if isinstance(value, Percent):
        share = WriteOnlyCell(sheet, value / 100)
        share.number_format = "0.00%"
        return share
    if isinstance(value, timedelta) or not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, NOT_XML.sub("", value))
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(ALIVE)
    return cell
