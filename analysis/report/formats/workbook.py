"""The report as XLSX: one sheet a table, real numbers with their formats, charts from the cells, no live formula."""

import io
import textwrap
from collections.abc import Iterator
from math import ceil, floor, isfinite, log10
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.report.content.report import Number, Report, ReportCell, ReportChart, ReportTable, Section, text_of
from analysis.report.formats.look import ACCENT, AUTHOR, GREY, GROUND, INK, MUTED, PALE, SAMPLE, TINT
from analysis.report.formats.packages import settled
from analysis.text import files
from data.workbooks.annotate.values import sheet_name

CHARACTERS, PAGE, MOST_LABELS, HIGHEST = 16, 110, 9, 409
FIRST = "Ringkasan"

TEXT = {"text_wrap": True, "valign": "top", "quote_prefix": True}
DRAWN = {"bars": "bar", "dots": "bar", "course": "line", "multiples": "line"}


def to_xlsx(report: Report) -> bytes:
    """The report as a workbook: a sheet of sentences, a sheet a table, a sheet of what everything rests on."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{report.title} {report.subtitle}", "author": AUTHOR, "created": report.printed_at})
    _sentences(book, report)
    for table in filter(lambda table: table.rows, (report.figure_table, report.change_table)):
        _table(book, table, report)
    for section in report.sections:
        for table in section.tables:
            _table(book, table, report)
        for chart in section.charts:
            _chart(book, chart, report)
    for table in filter(lambda table: table.rows, (report.remark_table, report.attachment_table, report.fact_table)):
        _table(book, table, report)
    book.close()
    return settled(content.getvalue(), report.printed_at)


def _sentences(book: Workbook, report: Report) -> None:
    sheet = _sheet(book, FIRST)
    sheet.set_column(0, 0, PAGE)
    for row, (text, style) in enumerate(_lines(report)):
        sheet.set_row(row, _height([(text, PAGE * 10 / style.get("font_size", 11))]))
        sheet.write_string(row, 0, text, book.add_format(TEXT | style))


def _lines(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    yield report.title, {"bold": True, "font_size": 15}
    yield report.subtitle, {"font_size": 12}
    if report.is_sample:
        yield "DATA CONTOH", {"bold": True, "font_color": f"#{SAMPLE}"}
    if report.finding:
        yield report.finding, {"bold": True, "font_size": 13}
    yield report.headline, {"bold": True}
    yield report.basis, {"font_color": f"#{MUTED}"}
    for section in report.sections:
        yield from _section_lines(section)
    yield report.caption, {"font_color": f"#{MUTED}"}


def _section_lines(section: Section) -> Iterator[tuple[str, dict[str, Any]]]:
    about = f"{section.name}: " if section.name and section.name != section.title else ""
    yield f"{about}{section.title}", {"bold": True, "font_size": 12, "bottom": 1}
    for sentence in section.sentences:
        yield sentence, {}


def _table(book: Workbook, table: ReportTable, report: Report, said: str = "") -> None:
    """A header row that stays, filters on it, and below the rows what is `said` of them and the report's caption."""
    sheet, last = _sheet(book, table.title), len(table.rows) + 2
    widths = [max(column.width * CHARACTERS, 7) for column in table.columns]
    head = TEXT | {"bold": True, "bg_color": f"#{GROUND}", "bottom": 1}
    right = {True: {"align": "right"}, False: {}}
    titles = _titles(table)
    _set_row(sheet, 0, titles, widths)
    for place, _ in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
    if table.rows:
        heads = [{"header": title, "header_format": book.add_format(head | right[numeric])}
                 for title, numeric in zip(titles, table.numeric, strict=True)]  # fmt: skip
        options = {"columns": heads, "style": None, "name": f"Tabel{len(book.worksheets())}"}
        sheet.add_table(0, 0, len(table.rows), len(titles) - 1, options)
    for row, cells in enumerate(table.rows, 1):
        _set_row(sheet, row, [text_of(cell) for cell in cells], widths)
        for place, cell in enumerate(cells):
            _cell(book, sheet, row, place, cell)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for row, text in enumerate(filter(None, (said, table.note, report.caption)), last):
        sheet.set_row(row, _height([(text, sum(widths))]))
        sheet.merge_range(row, 0, row, len(table.columns) - 1, "")
        sheet.write_string(row, 0, text, book.add_format(TEXT | {"font_color": f"#{MUTED}"}))


def _titles(table: ReportTable) -> list[str]:
    """Headings in one row, each once, as a table of Excel wants them."""
    found: list[str] = []
    for place, column in enumerate(table.columns, 1):
        title = column.full_title or f"Kolom {place}"
        found.append(title if title not in found else f"{title} {place}")
    return found


def _set_row(sheet: Worksheet, row: int, texts: list[str], widths: list[float]) -> None:
    sheet.set_row(row, _height(list(zip(texts, widths, strict=True))))


def _height(cells: list[tuple[str, float]]) -> float:
    """Points a row needs for its texts, each in a column that many letters wide; Excel knows no higher than 409."""
    return min(16 * max(len(textwrap.wrap(text, max(int(width * 0.9), 1))) or 1 for text, width in cells), HIGHEST)


def _cell(book: Workbook, sheet: Worksheet, row: int, place: int, cell: ReportCell) -> None:
    if isinstance(cell, Number):
        sheet.write_number(row, place, cell.value, _number_format(book, cell))
    elif cell:
        sheet.write_string(row, place, cell, book.add_format(TEXT))


def _number_format(book: Workbook, number: Number) -> Format:
    signed = files.pattern(number.decimals, "+" if number.signed else "")
    missed = {"bg_color": f"#{TINT}", "bold": True} if number.tone in ("near", "missed") else {}
    quiet = {"font_color": f"#{MUTED}"} if number.tone == "quiet" else {}
    return book.add_format({"num_format": signed, "valign": "top"} | missed | quiet)


def _chart(book: Workbook, chart: ReportChart, report: Report) -> None:
    """The chart's numbers as a sheet of their own, with the native chart beside them."""
    table = chart.table
    _table(book, table, report, chart.below)
    sheet, drawn = book.worksheets()[-1], book.add_chart({"type": DRAWN[chart.kind]})
    for place, _ in enumerate(chart.drawn, 1):
        drawn.add_series(_series(chart, sheet.name, place))
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"none": len(chart.lines) == 1, "position": "bottom"})
    drawn.set_size({"width": 760, "height": 420})
    if chart.kind in ("course", "multiples"):
        drawn.set_x_axis({"interval_unit": ceil(len(chart.categories) / MOST_LABELS)})
        drawn.set_y_axis({"min": _foot(chart), "major_gridlines": {"visible": True, "line": {"color": f"#{PALE}"}}})
    else:
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    sheet.insert_chart(0, len(table.columns) + 1, drawn, {"description": chart.alt})


def _foot(chart: ReportChart) -> float:
    """A round number below everything the chart draws, near enough that its lines are seen to move."""
    values = [value for line in chart.lines for value in line.values if isfinite(value)]
    step = 10 ** floor(log10((max(values) - min(values)) or 1))
    return floor(min(values) / step) * step


def _series(chart: ReportChart, sheet: str, place: int) -> dict[str, Any]:
    """The chart's line number `place`, from 1, as the cells that hold it and its look."""
    last = len(chart.categories)
    cells = {
        "name": [sheet, 0, place],
        "categories": [sheet, 1, 0, last, 0],
        "values": [sheet, 1, place, last, place],
    }
    if place > len(chart.lines):
        return cells | _signs(chart)
    if chart.kind == "multiples":
        return cells
    colour = {"color": f"#{GREY if place < len(chart.lines) else ACCENT}"}
    if chart.kind == "course":
        return cells | {"line": colour, "marker": {"type": "circle", "size": 8, "fill": colour, "border": colour}}
    return cells | {"fill": colour, "data_labels": {"value": True}}


def _signs(chart: ReportChart) -> dict[str, Any]:
    """Diamonds without a line, each over its sign."""
    signs = {mark.place: mark.sign for mark in chart.marks}
    custom = [{"value": signs[place]} if place in signs else {"delete": True} for place in range(len(chart.categories))]
    ink = {"color": f"#{INK}"}
    return {
        "line": {"none": True},
        "marker": {"type": "diamond", "size": 10, "fill": ink, "border": ink},
        "data_labels": {"value": True, "position": "below", "custom": custom, "font": {"bold": True}},
    }


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(sheet_name(book, name))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet
