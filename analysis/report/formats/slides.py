"""The report as PPTX: 16:9, charts an office can edit, one thought a slide, a caption under each."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, isfinite
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches, Pt

from analysis.report.content.report import Report, ReportCell, ReportChart, ReportTable, Section, text_of
from analysis.report.formats.deck_template import WIDTH, SlideDeck, apply_theme, deck_template, plain_deck
from analysis.report.formats.link import qr_png
from analysis.report.formats.look import ACCENT, AUTHOR, FONT, GREY, INK, MUTED, PALE, SAMPLE, WHITE
from analysis.report.formats.packages import settled
from analysis.text.cards import Card

MARGIN = 0.6
INNER = WIDTH - 2 * MARGIN
TITLE, WORDS, LARGE, CAPTION, SMALL, MANY_COLUMNS = 26, 14, 14, 12, 11, 9
CELL_MARGIN, MOST_LABELS = 0.05, 9
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
    """The report as a deck: the answer, then each section's words, charts and tables, remarks, pictures and sources."""
    stage = deck_template(report.template) if report.template else plain_deck()
    properties = stage.deck.core_properties
    properties.title, properties.author, properties.language = f"{report.title} {report.subtitle}", AUTHOR, "id-ID"
    _answer(stage, report)
    for section in report.sections:
        _section(stage, section, report)
    for table in filter(lambda table: table.rows, (report.remark_table, report.attachment_table)):
        _tables(stage, table.title, (), (table,), report)
    for content, caption in report.pictures:
        _photo(
            _slide(stage, "Lampiran", report),
            content,
            caption,
            Box(MARGIN, stage.top, INNER, stage.foot - stage.top - 0.5),
        )
    _tables(stage, report.fact_table.title, (), (report.fact_table,), report)
    if report.address:
        slide = _slide(stage, "Buka tampilan ini lagi", report)
        _photo(
            slide, qr_png(report.address), report.address, Box(MARGIN, stage.top, INNER, stage.foot - stage.top - 1.0)
        )
    if stage.office:
        apply_theme(stage.deck)
    target = io.BytesIO()
    stage.deck.save(target)
    return settled(target.getvalue(), report.printed_at)


def _answer(stage: SlideDeck, report: Report) -> None:
    slide = _slide(stage, f"{report.title} {report.subtitle}", report)
    _write(slide, Box(MARGIN, stage.top, INNER, 1.6), [report.headline], 28, bold=True)
    _write(slide, Box(MARGIN, stage.top + 1.6, INNER, 0.8), [report.basis], 14, colour=MUTED)
    for place, card in enumerate(report.cards):
        width = INNER / len(report.cards)
        _card(slide, card, Box(MARGIN + place * width, stage.foot - 2.5, width - 0.2, 2.2))


def _card(slide: Slide, card: Card, box: Box) -> None:
    _write(slide, Box(box.left, box.top, box.width, 0.4), [card.label], 16, colour=MUTED)
    _write(slide, Box(box.left, box.top + 0.4, box.width, 0.8), [card.value], 36, bold=True, colour=ACCENT)
    _write(slide, Box(box.left, box.top + 1.15, box.width, 1.2), [card.change or "", card.note], 14)


def _section(stage: SlideDeck, section: Section, report: Report) -> None:
    """Words beside the chart where there is one, then the tables; else words above the first table."""
    for place, chart in enumerate(section.charts):
        slide = _slide(stage, section.title, report)
        if place == 0:
            _write(slide, Box(MARGIN, stage.top, 4.6, stage.foot - stage.top - 0.1), section.sentences, WORDS)
        foot = _height(chart.below, INNER - 4.8, CAPTION) + 0.2
        _chart(slide, chart, Box(MARGIN + 4.8, stage.top, INNER - 4.8, stage.foot - stage.top - foot))
        _write(slide, Box(MARGIN + 4.8, stage.foot - foot, INNER - 4.8, foot), [chart.below], CAPTION, colour=MUTED)
    words = () if section.charts else section.sentences
    _tables(stage, section.title, words, section.tables, report)


def _tables(stage: SlideDeck, title: str, words: Sequence[str], tables: Sequence[ReportTable], report: Report) -> None:
    """Slides of tables, rows continued on the next slide where they do not fit; columns nobody filled are named."""
    if words and not tables:
        _write(_slide(stage, title, report), Box(MARGIN, stage.top, INNER, stage.foot - stage.top), words, 18)
    for place, table in enumerate(tables):
        said, shown = [*(words if place == 0 else ()), *_unfilled(table)], _continued(table.filled(), stage)
        taken = sum(_height(text, INNER, WORDS) + 0.08 for text in said) + (0.15 if said else 0)
        top = stage.top + taken
        for rows in _pages(shown, top, stage):
            slide = _slide(stage, title, report)
            if top > stage.top:
                _write(slide, Box(MARGIN, stage.top, INNER, taken), said, WORDS)
            _table(slide, shown, rows, Box(MARGIN, top, INNER, 0.4))
            top = stage.top


def _photo(slide: Slide, content: bytes, caption: str, box: Box) -> None:
    """A picture as large as its box allows, in the middle, over its caption."""
    shape: Any = slide.shapes.add_picture(io.BytesIO(content), Inches(0), Inches(0))
    scale = min(Inches(box.width) / shape.width, Inches(box.height) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.left, shape.top = Inches(box.left) + (Inches(box.width) - shape.width) // 2, Inches(box.top)
    shape._element.nvPicPr.cNvPr.set("descr", caption)
    _write(slide, Box(box.left, box.top + box.height + 0.05, box.width, 0.4), [caption], 14)


def _unfilled(table: ReportTable) -> list[str]:
    return [f"Kolom yang belum diisi: {', '.join(table.unfilled())}."] if table.unfilled() else []


def _continued(table: ReportTable, stage: SlideDeck) -> ReportTable:
    """The table with each row that is higher than a slide continued in rows below it."""
    room = stage.foot - stage.top - _row_height(table, [column.title for column in table.columns]) - 2 * CELL_MARGIN
    most = int(room / _height("", 1, _size(table)))
    return replace(table, rows=tuple(part for row in table.rows for part in _parts(table, row, most)))


def _parts(table: ReportTable, row: Sequence[ReportCell], most: int) -> Iterator[tuple[ReportCell, ...]]:
    """The row itself, or rows of at most so many lines each that together hold its texts."""
    lines = [_lines(text_of(cell), width - 0.12, _size(table)) for cell, width in zip(row, _widths(table), strict=True)]
    highest = max(map(len, lines))
    if highest <= most:
        yield tuple(row)
        return
    for first in range(0, highest, most):
        yield tuple(" ".join(line[first : first + most]) for line in lines)


def _pages(table: ReportTable, top: float, stage: SlideDeck) -> Iterator[list[int]]:
    """Row numbers slide by slide; the first slide's rows start at `top` inches."""
    head = _row_height(table, [column.title for column in table.columns])
    page: list[int] = []
    left = stage.foot - top - head
    for number, row in enumerate(table.rows):
        height = _row_height(table, [text_of(cell) for cell in row])
        if page and height > left:
            yield page
            page, left = [], stage.foot - stage.top - head
        page.append(number)
        left -= height
    yield page


def _row_height(table: ReportTable, texts: Sequence[str]) -> float:
    cells = zip(texts, _widths(table), strict=True)
    return 2 * CELL_MARGIN + max(_height(text, width - 0.12, _size(table)) for text, width in cells)


def _size(table: ReportTable) -> int:
    return SMALL if len(table.columns) > MANY_COLUMNS else LARGE


def _height(text: str, width: float, size: int) -> float:
    """Inches a text takes at that size."""
    return len(_lines(text, width, size)) * size * 1.2 / 72


def _lines(text: str, width: float, size: int) -> list[str]:
    """The text in lines of that many inches: Arial's letters are about half as wide as high."""
    return textwrap.wrap(text, max(int(130 * width / size), 1)) or [""]


def _widths(table: ReportTable) -> list[float]:
    whole = sum(column.width for column in table.columns)
    return [column.width / whole * INNER for column in table.columns]


def _table(slide: Slide, table: ReportTable, rows: Sequence[int], box: Box) -> None:
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
    cell.fill.fore_color.rgb = RGBColor.from_string(PALE if head else WHITE)
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(CELL_MARGIN)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _run(paragraph, text, size, bold=head, colour=INK)


def _chart(slide: Slide, chart: ReportChart, box: Box) -> None:
    data: Any = CategoryChartData(number_format="#,##0" + ("." + "0" * chart.decimals if chart.decimals else ""))
    data.categories = chart.categories
    for line in chart.drawn:
        data.add_series(line.name, [value if isfinite(value) else None for value in line.values])
    left, top, width, height = map(Inches, (box.left, box.top, box.width, box.height))
    frame: Any = slide.shapes.add_chart(KINDS[chart.kind], left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    _style(frame.chart, chart)


def _style(native: NativeChart, chart: ReportChart) -> None:
    native.font.size, native.font.name = Pt(12), FONT
    native.has_title = True
    native.chart_title.text_frame.text = chart.title
    native.has_legend = len(chart.lines) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(PALE)
    _course(native, chart) if chart.kind == "course" else _bars(native)


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


def _course(native: NativeChart, chart: ReportChart) -> None:
    """A line whose first and last values are written at it; a second series without a line marks what happened."""
    first, *marks = native.plots[0].series
    first.smooth = False
    first.format.line.color.rgb = RGBColor.from_string(ACCENT)
    _mark(first, XL_MARKER_STYLE.CIRCLE, ACCENT)
    for place in (0, len(first.values) - 1):
        first.points[place].data_label.position = XL_LABEL_POSITION.ABOVE
    for series in marks:
        _signs(series, chart)
    _every(native, ceil(len(chart.categories) / MOST_LABELS))


def _signs(series: Any, chart: ReportChart) -> None:
    """Each mark's sign under its point."""
    series.smooth = False
    series.format.line.fill.background()
    _mark(series, XL_MARKER_STYLE.DIAMOND, INK)
    for mark in chart.marks:
        label = series.points[mark.place].data_label
        label.text_frame.text, label.position = mark.sign, XL_LABEL_POSITION.BELOW
        label.text_frame.paragraphs[0].runs[0].font.bold = True


def _every(native: NativeChart, step: int) -> None:
    """Write every `step`-th category under its tick, the first one among them."""
    axis = native.category_axis._element
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = OxmlElement(name)
        skip.set("val", str(step))
        axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _mark(series: Any, shape: Any, colour: str) -> None:
    marker = series.marker
    marker.style, marker.size = shape, 9
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    marker.format.line.color.rgb = RGBColor.from_string(colour)


def _slide(stage: SlideDeck, title: str, report: Report) -> Slide:
    """A slide with its title above and the report's caption below."""
    slide = stage.deck.slides.add_slide(stage.layout)
    for shape in list(slide.placeholders):
        if shape != slide.shapes.title:
            shape._element.getparent().remove(shape._element)
    _title(slide.shapes.title, title, office=stage.office)
    _write(
        slide, Box(MARGIN, stage.foot, INNER, 0.4), [report.caption], 11, colour=SAMPLE if report.is_sample else MUTED
    )
    return slide


def _title(shape: Any, title: str, *, office: bool) -> None:
    """The slide's title, in the office's own place and letters where it has some."""
    if office:
        shape.text_frame.text = title
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(TITLE)
        return
    shape.left, shape.top, shape.width, shape.height = map(Inches, (MARGIN, 0.35, INNER, 0.8))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _run(frame.paragraphs[0], title, TITLE, bold=True, colour=INK)


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
