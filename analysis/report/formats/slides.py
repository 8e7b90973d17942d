"""The report as PPTX: 16:9, charts an office can edit, one thought a slide, a caption under each."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.slide import Slide
from pptx.util import Inches, Pt

from analysis.report.content.cover import ReportFigure
from analysis.report.content.report import Report, ReportCell, ReportTable, Section, text_of
from analysis.report.formats.deck_template import (
    CHART,
    COVER,
    FIGURES,
    TABLE,
    WIDTH,
    SlideDeck,
    add_feet,
    apply_theme,
    deck_template,
    drop_empty,
    own_deck,
    placeholder,
)
from analysis.report.formats.link import qr_png
from analysis.report.formats.look import AUTHOR, INK, MUTED
from analysis.report.formats.packages import settled
from analysis.report.formats.slide_charts import Box, draw_chart, draw_multiples
from analysis.report.formats.slide_tables import (
    CELL_MARGIN,
    INNER,
    MARGIN,
    SMALL,
    add_run,
    column_widths,
    draw_table,
    head_height,
    row_height,
    text_height,
    text_size,
    texts_of,
    wrapped,
)

WORDS, CAPTION = 14, 11
GAP, BULLETS, NOTE = 0.25, 3, 0.4
KICKER, BODY, FIRST_FIGURE, MOST_FIGURES = 13, 16, 20, 4
SIDE = 3.74


def to_pptx(report: Report) -> bytes:
    """The report as a deck: the month, what changed, remarks, then each part's charts and tables, pictures, sources."""
    stage = deck_template(report.template) if report.template else own_deck()
    properties = stage.deck.core_properties
    properties.title, properties.author, properties.language = f"{report.title} {report.subtitle}", AUTHOR, "id-ID"
    _opening(stage, report)
    if report.figures:
        _changes(stage, report)
    if report.remarks and not (report.figures and _fits_beside(stage, report)):
        _tables(stage, Section("Catatan", (), (report.remark_table,)), report)
    for section in (*report.body, *report.appendix):
        _section(stage, section, report)
    if report.attachments:
        _tables(stage, Section("Lampiran laporan", (), (report.attachment_table,)), report)
    for content, caption in report.pictures:
        _photo(_slide(stage, TABLE, "Lampiran", report), content, caption, _body(stage))
    _tables(stage, Section("Keterangan", (), (report.fact_table,)), report)
    if report.address:
        _photo(
            _slide(stage, TABLE, "Buka tampilan ini lagi", report), qr_png(report.address), report.address, _body(stage)
        )
    for slide in stage.deck.slides:
        drop_empty(slide)
    apply_theme(stage.deck)
    target = io.BytesIO()
    stage.deck.save(target)
    return settled(target.getvalue(), report.printed_at)


def _body(stage: SlideDeck) -> Box:
    """Where a slide's content stands, with room for a line below it."""
    return Box(MARGIN, stage.top, INNER, stage.foot - stage.top - NOTE)


def _opening(stage: SlideDeck, report: Report) -> None:
    """The month in a sentence over four figures; of a report without figures its headline over its cards."""
    if report.figures:
        slide = _slide(stage, FIGURES, report.finding or report.title, report, f"{report.title} · {report.subtitle}")
        shown = [(_named(one), one.value, (one.words, *_moves(one))) for one in report.figures[:MOST_FIGURES]]
    else:
        slide = _slide(stage, COVER, f"{report.title} {report.subtitle}", report)
        shown = [(card.label, card.value, (card.change or "", card.note)) for card in report.cards]
    for place, (name, value, details) in enumerate(shown):
        width = (INNER - 3 * GAP) / max(len(shown), 3)
        box = Box(MARGIN + place * (width + GAP), stage.top, width, 2.6)
        _figure(placeholder(slide, FIRST_FIGURE + place), slide, box, (name, value, details))
    low = Box(MARGIN, stage.top + 3.0, INNER, stage.foot - stage.top - 3.0)
    words = (report.headline, report.unchanged if report.figures else report.basis)
    _words(slide, BODY, low, words, 20)


def _named(one: ReportFigure) -> str:
    return f"{one.name} ({one.unit})" if one.unit else one.name


def _moves(one: ReportFigure) -> list[str]:
    return [f"{move.text} {move.since}" for move in one.moves]


def _figure(place: Any, slide: Slide, box: Box, words: tuple[str, str, Sequence[str]]) -> None:
    """A figure's name, value and details, in its placeholder where the layout has one."""
    shape = place if place is not None else slide.shapes.add_textbox(*box.emu)
    frame = shape.text_frame
    frame.word_wrap = True
    name, value, details = words
    add_run(frame.paragraphs[0], name, 16, bold=True, colour=INK)
    add_run(frame.add_paragraph(), value, 40, bold=True, colour=INK)
    for detail in filter(None, details):
        add_run(frame.add_paragraph(), detail, 14, bold=False, colour=MUTED)


def _changes(stage: SlideDeck, report: Report) -> None:
    """What changed beyond ordinary variation, then the figures the first slide has no room for."""
    others = tuple(f"{one.name}: {one.measured} ({one.moved})" for one in report.figures[MOST_FIGURES:])
    slide = _slide(stage, COVER, "Apa yang berubah bulan ini", report, report.subtitle)
    lines = [f"{'▲' if one.rises else '▼'} {one.line}" for one in report.changes] or [report.unchanged]
    body, beside = _body(stage), bool(report.remarks) and _fits_beside(stage, report)
    width = body.width - SIDE - GAP if beside else body.width
    _words(slide, BODY, replace(body, width=width), (*lines, *others), 18)
    if beside:
        left, head = WIDTH - MARGIN - SIDE, 0.35
        _write(slide, Box(left, body.top, SIDE, head), ["Catatan"], WORDS, bold=True)
        _write(slide, Box(left, body.top + head, SIDE, body.height - head), _remarks(report), WORDS)


def _remarks(report: Report) -> list[str]:
    """Every remark, who wrote it below it."""
    return [text for one in report.remarks for text in (one.text, one.signed)]


def _fits_beside(stage: SlideDeck, report: Report) -> bool:
    """Whether the remarks have room beside what changed, the figures that they speak of."""
    return sum(text_height(text, SIDE, WORDS) + WORDS / 144 for text in _remarks(report)) < _body(stage).height - 0.5


def _section(stage: SlideDeck, section: Section, report: Report) -> None:
    """Charts beside three sentences each, then the tables; without charts three sentences stand above the tables."""
    for place, chart in enumerate(section.charts):
        slide = _slide(stage, CHART, section.title, report, section.name)
        said = section.sentences[place * BULLETS : (place + 1) * BULLETS]
        width = INNER - SIDE - 2 * GAP if said else INNER
        foot = text_height(chart.below, width, CAPTION) + 0.15
        box = Box(MARGIN, stage.top, width, stage.foot - stage.top - foot)
        draw = draw_multiples if chart.kind == "multiples" else draw_chart
        draw(slide, chart, box)
        _write(slide, Box(MARGIN, stage.foot - foot, width, foot), [chart.below], CAPTION, colour=MUTED)
        _words(slide, BODY, Box(WIDTH - MARGIN - SIDE, stage.top, SIDE, stage.foot - stage.top), said, 18)
    _tables(stage, replace(section, sentences=() if section.charts else section.sentences), report)


def _tables(stage: SlideDeck, section: Section, report: Report) -> None:
    """The sentences, then tables below each other; rows that do not fit go on on the next slide."""
    slide, top = None, stage.foot
    words = section.sentences[: 1 if len(section.tables) > 1 else BULLETS]
    for table in section.tables or ((ReportTable("", (), ()),) if words else ()):
        shown = _continued(table.brief().filled(), stage)
        said = [*words, *_unfilled(table)]
        taken = sum(text_height(text, INNER, WORDS) + 0.1 for text in said)
        whole = taken + sum(row_height(shown, texts) for texts in texts_of(shown)) + NOTE * bool(shown.note)
        if slide is None or top + whole > stage.foot:
            slide, top = _slide(stage, TABLE, section.title, report, section.name), stage.top
        if said:
            _write(slide, Box(MARGIN, top, INNER, taken), said, WORDS)
        top += taken + 0.1 * bool(said)
        for number, rows in enumerate(_pages(shown, top, stage) if shown.columns else ()):
            if number:
                slide, top = _slide(stage, TABLE, section.title, report, section.name), stage.top
            top = draw_table(slide, shown, rows, Box(MARGIN, top, INNER, 0.4)) + GAP
        if shown.note:
            _write(
                slide,
                Box(MARGIN, min(top - GAP + 0.05, stage.foot - 0.3), INNER, 0.3),
                [shown.note],
                CAPTION,
                colour=MUTED,
            )
            top += NOTE
        words = ()


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
    room = stage.foot - stage.top - head_height(table) - 2 * CELL_MARGIN
    most = int(room / text_height("", 1, text_size(table)))
    return replace(table, rows=tuple(part for row in table.rows for part in _parts(table, row, most)))


def _parts(table: ReportTable, row: Sequence[ReportCell], most: int) -> Iterator[tuple[ReportCell, ...]]:
    """The row itself, or rows of at most so many lines each that together hold its texts."""
    lines = [
        wrapped(text_of(cell), width - 0.12, text_size(table))
        for cell, width in zip(row, column_widths(table), strict=True)
    ]
    highest = max(map(len, lines))
    if highest <= most:
        yield tuple(row)
        return
    for first in range(0, highest, most):
        yield tuple(" ".join(line[first : first + most]) for line in lines)


def _pages(table: ReportTable, top: float, stage: SlideDeck) -> Iterator[list[int]]:
    """Row numbers slide by slide; the first slide's rows start at `top` inches."""
    head = head_height(table)
    page: list[int] = []
    left = stage.foot - top - head
    for number, row in enumerate(table.rows):
        height = row_height(table, [text_of(cell) for cell in row])
        if page and height > left:
            yield page
            page, left = [], stage.foot - stage.top - head
        page.append(number)
        left -= height
    yield page


def _slide(stage: SlideDeck, layout: str, title: str, report: Report, kicker: str = "") -> Slide:
    """A slide of that layout with its title, the part's name above it, and the report's caption below."""
    slide = stage.deck.slides.add_slide(stage.layouts[layout])
    slide.shapes.title.text_frame.text = title
    above = placeholder(slide, KICKER)
    if above is not None:
        above.text_frame.text = kicker.upper()
    if not add_feet(slide, report.caption):
        _write(slide, Box(MARGIN, stage.foot + 0.05, INNER, 0.4), [report.caption], 11, colour=MUTED)
    return slide


def _words(slide: Slide, number: int, box: Box, texts: Sequence[str], size: int) -> None:
    """Paragraphs in the placeholder of that number, else in a box of their own; smaller where they would not fit."""
    place, said = placeholder(slide, number), [text for text in texts if text]
    if not said:
        return
    while size > SMALL and sum(text_height(text, box.width - 0.3, size) + size / 120 for text in said) > box.height:
        size -= 1
    if place is None:
        _write(slide, box, said, size)
        return
    place.left, place.top, place.width, place.height = box.emu
    for at, text in enumerate(said):
        paragraph = place.text_frame.paragraphs[0] if at == 0 else place.text_frame.add_paragraph()
        add_run(paragraph, text, size, bold=False, colour=INK)


def _write(slide: Slide, box: Box, texts: Sequence[str], size: int, *, bold: bool = False, colour: str = INK) -> None:
    frame = slide.shapes.add_textbox(*map(Inches, (box.left, box.top, box.width, box.height))).text_frame
    frame.word_wrap = True
    for place, text in enumerate(filter(None, texts)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 3)
        add_run(paragraph, text, size, bold=bold, colour=colour)
