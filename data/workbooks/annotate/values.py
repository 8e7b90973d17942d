"""A plain .xlsx with the values of a book that cannot be edited in place (.xls, .xlsb, .ods, .csv and the like)."""

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.workbooks import Book, CellError, CellValue, Percent, Sheet
from data.workbooks.annotate.xml import NOT_XML

ALIVE = ("=", "+", "-", "@", "\t", "\r")
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
RESERVED = re.compile(r"[\[\]:*?/\\\n]")
LONGEST_TEXT, LONGEST_NAME = 32_767, 31
LOOKS: dict[type, dict[str, Any]] = {
    Percent: {"num_format": "0.00%"}, datetime: {"num_format": "yyyy-mm-dd h:mm:ss"},
    date: {"num_format": "yyyy-mm-dd"}, time: {"num_format": "h:mm:ss"}, timedelta: {"num_format": "[h]:mm:ss"},
    str: {"quote_prefix": True},
}  # fmt: skip


def copy_of_values(book: Book) -> tuple[bytes, dict[str, str]]:
    """The copy, and the title each sheet has in it (Excel allows 31 characters and not all of them)."""
    written, titles = io.BytesIO(), dict[str, str]()
    with Workbook(written, OPTIONS) as copy:
        looks = {kind: copy.add_format(look) for kind, look in LOOKS.items()}
        for sheet in book.sheets:
            page = copy.add_worksheet(sheet_name(copy, sheet.name))
            titles[sheet.name] = page.name
            _fill(page, sheet, looks)
        if seen := next((titles[sheet.name] for sheet in book.sheets if not sheet.hidden), None):
            copy.get_worksheet_by_name(seen).activate()
    return written.getvalue(), titles


def sheet_name(book: Workbook, name: str) -> str:
    """The name as Excel takes it: 31 letters, none of them reserved, and each name once whatever its capitals."""
    plain = RESERVED.sub(" ", name).strip(" '")[:LONGEST_NAME].strip(" '") or "Lembar"
    taken = {sheet.name.casefold() for sheet in book.worksheets()}
    others = (f"{plain[: LONGEST_NAME - 4]} {count}" for count in range(2, len(taken) + 3))
    return next(one for one in (plain, *others) if one.casefold() not in taken)


def _fill(page: Worksheet, sheet: Sheet, looks: Mapping[type, Format]) -> None:
    """Merged areas first: what stands below a merged cell is kept."""
    if sheet.hidden:
        page.hide()
    for top, left, bottom, right in sheet.merged:
        with suppress(OverlappingRange):
            page.merge_range(top + sheet.first_row - 1, left, bottom + sheet.first_row - 1, right, "")
    for row, values in enumerate(sheet.rows, sheet.first_row - 1):
        for column, value in enumerate(values):
            _write(page, row, column, value, looks)


def _write(page: Worksheet, row: int, column: int, value: CellValue, looks: Mapping[type, Format]) -> None:
    look = looks.get(type(value))
    if isinstance(value, CellError):
        page.write_string(row, column, value.code)
    elif isinstance(value, str):
        text = NOT_XML.sub("", value)[:LONGEST_TEXT]
        page.write_string(row, column, text, look if value.startswith(ALIVE) else None)
    else:
        page.write(row, column, value / 100 if isinstance(value, Percent) else value, look)
