"""The report as PPTX: 16:9, charts an office can edit, one thought a slide, a caption under each."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches, Pt

from analysis.cards import Card
from analysis.report.look import ACCENT, AUTHOR, FONT, GREY, INK, MUTED, PALE, SAMPLE
from analysis.report.packages import settled
from analysis.report.report import Chart, Report, Section, Table, text_of

WIDTH, HEIGHT, MARGIN, TOP, FOOT = 13.333, 7.5, 0.6, 1.35, 6.85
INNER = WIDTH - 2 * MARGIN
TITLE_ONLY = 5
WORDS, LARGE, SMALL, MANY_COLUMNS = 14, 14, 11, 9
CELL_MARGIN = 0.05
KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED, "dots": XL_CHART_TYPE.BAR_CLUSTERED, "course": XL_CHART_TYPE.LINE_MARKERS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


def to_pptx(report: Report) -> bytes:
    """The report as a deck: the answer, then each section's words, charts and tables, remarks and sources."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    properties = deck.core_properties
    properties.title, properties.author, properties.language = f"{report.title} {report.subtitle}", AUTHOR, "id-ID"
    _answer(deck, report)
    for section in report.sections:
        _section(deck, section, report)
    for table in filter(lambda table: table.rows, (report.remark_table, report.fact_table)):
        _tables(deck, table.title, (), (table,), report)
    content = io.BytesIO()
    deck.save(content)
    return settled(content.getvalue(), report.printed_at)


def _answer(deck: Deck, report: Report) -> None:
    slide = _slide(deck, f"{report.title} {report.subtitle}", report)
    _write(slide, Box(MARGIN, TOP, INNER, 1.6), [report.headline], 28, bold=True)
    _write(slide, Box(MARGIN, TOP + 1.6, INNER, 0.8), [report.basis], 14, colour=MUTED)
    for place, card in enumerate(report.cards):
        width = INNER / len(report.cards)
        _card(slide, card, Box(MARGIN + place * width, 4.3, width - 0.2, 2.2))


def _card(slide: Slide, card: Card, box: Box) -> None:
    _write(slide, Box(box.left, box.top, box.width, 0.4), [card.label], 16, colour=MUTED)
    _write(slide, Box(box.left, box.top + 0.4, box.width, 0.8), [card.value], 36, bold=True, colour=ACCENT)
    _write(slide, Box(box.left, box.top + 1.15, box.width, 1.2), [card.change or "", card.note], 14)


def _section(deck: Deck, section: Section, report: Report) -> None:
    """Words beside the chart where there is one, then the tables; else words above the first table."""
    for place, chart in enumerate(section.charts):
        slide = _slide(deck, section.title, report)
        if place == 0:
            _write(slide, Box(MARGIN, TOP, 4.6, FOOT - TOP - 0.1), section.sentences, 14)
        _chart(slide, chart, Box(MARGIN + 4.8, TOP, INNER - 4.8, FOOT - TOP - 0.4))
        _write(slide, Box(MARGIN + 4.8, FOOT - 0.4, INNER - 4.8, 0.35), [chart.caption], 12, colour=MUTED)
    words = () if section.charts else section.sentences
    _tables(deck, section.title, words, section.tables, report)


def _tables(deck: Deck, title: str, words: Sequence[str], tables: Sequence[Table], report: Report) -> None:
    """Slides of tables, rows continued on the next slide where they do not fit; columns nobody filled are named."""
    if words and not tables:
        _write(_slide(deck, title, report), Box(MARGIN, TOP, INNER, FOOT - TOP), words, 18)
    for place, table in enumerate(tables):
        said, shown = [*(words if place == 0 else ()), *_unfilled(table)], table.filled()
        taken = sum(_height(text, INNER, WORDS) + 0.08 for text in said) + (0.15 if said else 0)
        top = TOP + taken
        for rows in _pages(shown, top):
            slide = _slide(deck, title, report)
            if top > TOP:
                _write(slide, Box(MARGIN, TOP, INNER, taken), said, WORDS)
            _table(slide, shown, rows, Box(MARGIN, top, INNER, 0.4))
            top = TOP


def _unfilled(table: Table) -> list[str]:
    return [f"Kolom yang belum diisi: {', '.join(table.unfilled())}."] if table.unfilled() else []


def _pages(table: Table, top: float) -> Iterator[list[int]]:
    """Row numbers slide by slide; the first slide's rows start at `top` inches."""
    head = _row_height(table, [column.title for column in table.columns])
    page: list[int] = []
    left = FOOT - top - head
    for number, row in enumerate(table.rows):
        height = _row_height(table, [text_of(cell) for cell in row])
        if page and height > left:
            yield page
            page, left = [], FOOT - TOP - head
        page.append(number)
        left -= height
    yield page


def _row_height(table: Table, texts: Sequence[str]) -> float:
    cells = zip(texts, _widths(table), strict=True)
    return 2 * CELL_MARGIN + max(_height(text, width - 0.12, _size(table)) for text, width in cells)


def _size(table: Table) -> int:
    return SMALL if len(table.columns) > MANY_COLUMNS else LARGE


def _height(text: str, width: float, size: int) -> float:
    """Inches a text takes at that size: Arial's letters are about half as wide as high."""
    lines = textwrap.wrap(text, max(int(130 * width / size), 1)) or [""]
    return len(lines) * size * 1.2 / 72


def _widths(table: Table) -> list[float]:
    whole = sum(column.width for column in table.columns)
    return [column.width / whole * INNER for column in table.columns]


def _table(slide: Slide, table: Table, rows: Sequence[int], box: Box) -> None:
    shape = slide.shapes.add_table(
        len(rows) + 1, len(table.columns), *map(Inches, (box.left, box.top, box.width, box.height))
    )
    shape.name = table.title
    grid = shape.table
    for place, width in enumerate(_widths(table)):
        grid.columns[place].width = Inches(width)
        texts = [table.columns[place].title, *(text_of(table.rows[number][place]) for number in rows)]
        for row, text in enumerate(texts):
            _fill(grid.cell(row, place), text, _size(table), head=row == 0, right=table.numeric[place])
    for row, number in enumerate(rows, 1):
        grid.rows[row].height = Inches(_row_height(table, [text_of(cell) for cell in table.rows[number]]))


def _fill(cell: _Cell, text: str, size: int, *, head: bool, right: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(PALE if head else "FFFFFF")
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(CELL_MARGIN)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _run(paragraph, text, size, bold=head, colour=INK)


def _chart(slide: Slide, chart: Chart, box: Box) -> None:
    data: Any = CategoryChartData(number_format="#,##0" + ("." + "0" * chart.decimals if chart.decimals else ""))
    data.categories = chart.categories
    for line in chart.lines:
        data.add_series(line.name, line.values)
    left, top, width, height = map(Inches, (box.left, box.top, box.width, box.height))
    frame: Any = slide.shapes.add_chart(KINDS[chart.kind], left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    _style(frame.chart, chart)


def _style(native: NativeChart, chart: Chart) -> None:
    native.font.size, native.font.name = Pt(12), FONT
    native.has_title = True
    native.chart_title.text_frame.text = chart.title
    native.has_legend = len(chart.lines) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(PALE)
    (_course if chart.kind == "course" else _bars)(native)


def _bars(native: NativeChart) -> None:
    native.value_axis.minimum_scale, native.value_axis.visible = 0, False
    native.value_axis.has_major_gridlines = False
    native.category_axis.reverse_order = True
    plot = native.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 40, 0, True
    plot.data_labels.position, plot.data_labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    for series, colour in zip(plot.series, (GREY, ACCENT)[-len(plot.series) :], strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _course(native: NativeChart) -> None:
    """A line whose first and last values are written at it."""
    series = native.plots[0].series[0]
    series.smooth = False
    series.format.line.color.rgb = RGBColor.from_string(ACCENT)
    _mark(series, ACCENT)
    for place in (0, len(series.values) - 1):
        series.points[place].data_label.position = XL_LABEL_POSITION.ABOVE


def _mark(series: Any, colour: str) -> None:
    marker = series.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 9
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    marker.format.line.color.rgb = RGBColor.from_string(colour)


def _slide(deck: Deck, title: str, report: Report) -> Slide:
    """A slide with its title above and the report's caption below."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = map(Inches, (MARGIN, 0.35, INNER, 0.8))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _run(frame.paragraphs[0], title, 26, bold=True, colour=INK)
    _write(slide, Box(MARGIN, FOOT, INNER, 0.4), [report.caption], 11, colour=SAMPLE if report.is_sample else MUTED)
    return slide


def _write(slide: Slide, box: Box, texts: Sequence[str], size: int, *, bold: bool = False, colour: str = INK) -> None:
    frame = slide.shapes.add_textbox(*map(Inches, (box.left, box.top, box.width, box.height))).text_frame
    frame.word_wrap = True
    for place, text in enumerate(filter(None, texts)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 3)
        _run(paragraph, text, size, bold=bold, colour=colour)


def _run(paragraph: Any, text: str, size: int, *, bold: bool, colour: str) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor.from_string(colour)
    run.font._element.set("lang", "id-ID")
