"""Tables of a deck: how high their rows are, and cells that look alike made once."""

import textwrap
from collections.abc import Hashable, Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches, Pt

from analysis.report.content.report import Number, ReportTable, Tone, text_of
from analysis.report.formats.deck_template import WIDTH, placeholder
from analysis.report.formats.look import FONT, INK, MUTED, PALE, TINT
from analysis.report.formats.slide_charts import Box

MARGIN = 0.567
INNER = WIDTH - 2 * MARGIN
LARGE, SMALL, MANY_COLUMNS, MANY_ROWS = 13, 11, 7, 8
CELL_MARGIN, TABLE_PLACE = 0.04, 14
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without lines or bands, as every presentation program knows it."""


def texts_of(table: ReportTable) -> Iterator[list[str]]:
    """The texts of every row, those of the headings first."""
    yield from _heads(table)
    yield from ([text_of(cell) for cell in row] for row in table.rows)


def head_height(table: ReportTable) -> float:
    """Inches that the headings take."""
    return sum(row_height(table, texts) for texts in _heads(table))


def row_height(table: ReportTable, texts: Sequence[str]) -> float:
    """Inches that a row of these texts takes."""
    if not table.columns:
        return 0.0
    cells = zip(texts, column_widths(table), strict=True)
    return 2 * CELL_MARGIN + max(text_height(text, width - 0.12, text_size(table)) for text, width in cells)


def text_size(table: ReportTable) -> int:
    """Points of a cell's letters."""
    return SMALL if len(table.columns) > MANY_COLUMNS or MANY_ROWS < len(table.rows) < 2 * MANY_ROWS else LARGE


def text_height(text: str, width: float, size: int) -> float:
    """Inches a text takes at that size."""
    return len(wrapped(text, width, size)) * size * 1.2 / 72


def wrapped(text: str, width: float, size: int) -> list[str]:
    """The text in lines of that many inches: Arial's letters are about half as wide as high."""
    return textwrap.wrap(text, max(int(130 * width / size), 1)) or [""]


def column_widths(table: ReportTable) -> list[float]:
    """Inches of each column."""
    whole = sum(column.width for column in table.columns)
    return [column.width / whole * INNER for column in table.columns]


def draw_table(slide: Slide, table: ReportTable, rows: Sequence[int], box: Box) -> float:
    """The rows as a table under its headings; where it ends, in inches."""
    heads = _heads(table)
    shown = [*heads, *([text_of(cell) for cell in table.rows[number]] for number in rows)]
    place = placeholder(slide, TABLE_PLACE)
    shape = (slide.shapes.add_table(len(shown), len(table.columns), *box.emu) if place is None
             else place.insert_table(len(shown), len(table.columns)))  # fmt: skip
    shape.left, shape.top, shape.width, _ = box.emu
    shape.name = table.title
    grid = shape.table
    _unstyle(grid)
    _fill_cells(grid, table, shown, [*[None] * len(heads), *rows])
    for at, (column, width) in enumerate(zip(table.columns, column_widths(table), strict=True)):
        grid.columns[at].width = Inches(width)
        if column.group and (at == 0 or table.columns[at - 1].group != column.group):
            span = sum(other.group == column.group for other in table.columns)
            _join(grid, at, at + span - 1, column.group, table)
    heights = [row_height(table, texts) for texts in shown]
    for row, height in enumerate(heights):
        grid.rows[row].height = Inches(height)
    return box.top + sum(heights)


def add_run(paragraph: Any, text: str, size: int, *, bold: bool, colour: str) -> None:
    """The text as a run a line, in the report's language and face."""
    for place, line in enumerate(text.split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = RGBColor.from_string(colour)
        run.font._element.set("lang", "id-ID")


def _heads(table: ReportTable) -> list[list[str]]:
    """One row of headings, or two where columns share some."""
    groups = [column.group for column in table.columns]
    return [*([groups] if any(groups) else []), [column.title for column in table.columns]]


def _unstyle(grid: Any) -> None:
    """No table style of its own: lines and tints are the cells'."""
    grid._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    grid.horz_banding = False


def _join(grid: Any, first: int, last: int, words: str, table: ReportTable) -> None:
    """The heading that columns share, over all of them."""
    for at in range(first, last + 1):
        grid.cell(0, at).text_frame.text = ""
    grid.cell(0, first).merge(grid.cell(0, last))
    paragraph = grid.cell(0, first).text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    add_run(paragraph, words, text_size(table), bold=True, colour=INK)


def _fill_cells(grid: Any, table: ReportTable, shown: Sequence[Sequence[str]], numbers: Sequence[int | None]) -> None:
    """Each row of texts by its number in the table (None: headings); cells that look alike are copied."""
    looks: dict[Hashable, Any] = {}
    for row, texts, number in zip(grid.rows, shown, numbers, strict=True):
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            look = _look(table, number, place)
            form = place, look, text.count("\n")
            if form in looks:
                _fill_alike(cell, text, looks[form])
            else:
                looks[form] = cell._tc
                _fill(cell, text, text_size(table), look, right=table.numeric[place])


def _fill_alike(cell: _Cell, text: str, filled: Any) -> None:
    """The cell as one that is filled already, with a text of its own of as many lines."""
    copy = deepcopy(filled)
    for part, line in zip(copy.iter(qn("a:t")), text.split("\n"), strict=True):
        part.text = line
    cell._tc.getparent().replace(cell._tc, copy)


class _Look(NamedTuple):
    head: bool
    tone: Tone
    last: bool


def _look(table: ReportTable, number: int | None, place: int) -> _Look:
    value = table.rows[number][place] if number is not None else ""
    last = number is not None and table.total and number == len(table.rows) - 1
    return _Look(number is None, value.tone if isinstance(value, Number) else "", last)


def _fill(cell: _Cell, text: str, size: int, look: _Look, *, right: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(CELL_MARGIN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    missed = look.tone in ("near", "missed")
    if missed:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(TINT)
    _underline(cell, INK if look.head else PALE)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    quiet = look.head or look.tone == "quiet"
    add_run(paragraph, text, size, bold=look.last or missed, colour=MUTED if quiet else INK)


def _underline(cell: _Cell, colour: str) -> None:
    """A thin line under the cell."""
    line, fill, paint = (OxmlElement(name) for name in ("a:lnB", "a:solidFill", "a:srgbClr"))
    line.set("w", "9525")
    paint.set("val", colour)
    fill.append(paint)
    line.append(fill)
    cell._tc.get_or_add_tcPr().insert(0, line)
