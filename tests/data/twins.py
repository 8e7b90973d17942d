"""One sheet written in every format, so that what is read of each can be held against the others."""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
import xlwt
from odf import opendocument, table, text

from data.workbooks import CellError, Percent
from tests.data.hostile.packages import xlsb_of

NA = CellError("#N/A")
PERCENT, DAY, INSTANT, CLOCK = 10, 14, 22, 21  # Excel's built-in formats

Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Drawn:
    """Cells by 0-based place, merged areas whose first cell alone has a value, and hidden rows."""

    cells: dict[tuple[int, int], Any]
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = field(default_factory=frozenset)


def stored(value: Any) -> Any:
    """What a format's writer is handed: a share for a percentage."""
    return round(value / 100, 9) if isinstance(value, Percent) else value


def format_of(value: Any) -> int:
    """The built-in number format that shows a value as what it is."""
    if isinstance(value, datetime):
        return INSTANT
    return (
        PERCENT if isinstance(value, Percent) else DAY if isinstance(value, date) else CLOCK * isinstance(value, time)
    )


def serial(value: Any) -> Any:
    """The number Excel keeps for a moment."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return (moment - datetime(1899, 12, 30)).total_seconds() / 86_400
    return None if value == NA else stored(value)


def as_xlsx(drawn: Drawn) -> bytes:
    """Written by XlsxWriter."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        formats = {number: book.add_format({"num_format": number}) for number in (PERCENT, DAY, INSTANT, CLOCK)}
        for top, left, bottom, right in drawn.merged:
            sheet.merge_range(top, left, bottom, right, "")
        for (row, column), value in drawn.cells.items():
            if value == NA:
                sheet.write_formula(row, column, "=NA()", None, "#N/A")
            else:
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(row, column, serial(value), formats.get(format_of(value)))
        for row in drawn.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
    return buffer.getvalue()


def as_xls(drawn: Drawn) -> bytes:
    """Written by xlwt."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    codes = {PERCENT: "0.00%", DAY: "dd/mm/yyyy", INSTANT: "dd/mm/yyyy hh:mm:ss", CLOCK: "hh:mm:ss"}
    styles = {number: xlwt.easyxf(num_format_str=code) for number, code in codes.items()} | {
        0: xlwt.Style.default_style
    }
    for (row, column), value in drawn.cells.items():
        if value == NA:
            sheet.row(row).set_cell_error(column, "#N/A!")
        else:
            sheet.write(row, column, serial(value), styles[format_of(value)])
    for top, left, bottom, right in drawn.merged:
        sheet.merged_ranges.append((top, bottom, left, right))
    for row in drawn.hidden:
        sheet.row(row).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_xlsb(drawn: Drawn) -> bytes:
    """Written record by record."""
    formats = [0, PERCENT, DAY, INSTANT, CLOCK]
    cells = {place: (serial(value), formats.index(format_of(value))) for place, value in drawn.cells.items()}
    return xlsb_of(cells, drawn.merged, drawn.hidden, formats)


def as_ods(drawn: Drawn) -> bytes:
    """Written by odfpy: what is blank is repeated, as LibreOffice writes it."""
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Data")
    document.spreadsheet.addElement(sheet)
    covering = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in drawn.merged}
    rows = sorted({row for row, _ in drawn.cells} | drawn.hidden | {row for row, _ in covering})
    above = -1
    for row in rows:
        if row > above + 1:
            blank = table.TableRow(numberrowsrepeated=row - above - 1)
            blank.addElement(table.TableCell(numbercolumnsrepeated=1024))
            sheet.addElement(blank)
        above = row
        sheet.addElement(_ods_row(drawn, row, covering))
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _ods_row(drawn: Drawn, row: int, covering: dict[tuple[int, int], tuple[int, int]]) -> Any:
    line = table.TableRow(**({"visibility": "collapse"} if row in drawn.hidden else {}))
    left = -1
    columns = {column for at, column in drawn.cells if at == row} | {column for at, column in covering if at == row}
    for column in sorted(columns):
        if column > left + 1:
            line.addElement(table.TableCell(numbercolumnsrepeated=column - left - 1))
        left = column
        spans = covering.get((row, column))
        extra = {"numberrowsspanned": spans[0], "numbercolumnsspanned": spans[1]} if spans else {}
        line.addElement(_ods_cell(drawn.cells.get((row, column)), extra))
    line.addElement(table.TableCell(numbercolumnsrepeated=1024 - left - 1))
    return line


def _ods_cell(value: Any, extra: dict[str, int]) -> Any:
    if isinstance(value, bool):
        return table.TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **extra)
    if isinstance(value, float):
        kind = "percentage" if isinstance(value, Percent) else "float"
        return table.TableCell(
            valuetype=kind, value=repr(stored(float(value)) if kind == "float" else stored(value)), **extra
        )
    if isinstance(value, time):
        return table.TableCell(valuetype="time", timevalue=value.strftime("PT%HH%MM%SS"), **extra)
    if isinstance(value, date):
        return table.TableCell(valuetype="date", datevalue=value.isoformat(), **extra)
    if value is None:
        return table.TableCell(**extra)
    error = value == NA
    cell = table.TableCell(valuetype="string", **({"formula": "of:=NA()"} if error else {}), **extra)
    cell.addElement(text.P(text="#N/A" if error else value))
    return cell


WRITERS = {"xls": as_xls, "xlsb": as_xlsb, "ods": as_ods}
