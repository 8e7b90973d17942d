"""The report as DOCX: headings, real tables with repeated headers, captioned pictures, a signature block to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as Text
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from PIL import Image

from analysis.report.content.report import Report, ReportTable, Section, text_of
from analysis.report.formats.link import qr_png
from analysis.report.formats.look import ACCENT, AUTHOR, FONT, INK, MUTED, PALE, SAMPLE
from analysis.report.formats.packages import settled
from analysis.report.formats.typeset import chart_pictures

LONG, SHORT, MARGIN = Cm(29.7), Cm(21.0), Cm(2.0)
WIDE = 9
PICTURE, CODE, TALLEST = Cm(16), Cm(3), 21.0


def to_docx(report: Report) -> bytes:
    """The report as a text document on A4; a table of many columns stands on pages turned sideways."""
    text = Document()
    _prepare(text, report)
    _opening(text, report)
    pictures = iter(chart_pictures(report))
    for section in report.sections:
        _section(text, section, pictures)
    text.add_heading("Catatan", 1)
    _table(text, report.remark_table) if report.remarks else text.add_paragraph("Tidak ada catatan.")
    _attachments(text, report)
    _signatures(text, report)
    text.add_heading("Keterangan", 1)
    _table(text, report.fact_table)
    content = io.BytesIO()
    text.save(content)
    return settled(content.getvalue(), report.printed_at)


def _prepare(text: Text, report: Report) -> None:
    """Language, fonts, colours, margins and the foot of every page."""
    properties = text.core_properties
    properties.title, properties.author, properties.language = f"{report.title} {report.subtitle}", AUTHOR, "id-ID"
    properties.comments = ""
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
        style: Any = text.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(INK)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    text.styles["Normal"].element.get_or_add_rPr().append(language)
    _turn(text.sections[0], sideways=False)
    foot = text.sections[0].footer.paragraphs[0]
    _colour(foot.add_run(f"{report.caption} · Halaman "), SAMPLE if report.is_sample else MUTED, 8)
    _page_number(foot)


def _opening(text: Text, report: Report) -> None:
    text.add_heading(report.title, 0)
    text.add_paragraph(report.subtitle)
    if report.is_sample:
        _colour(text.add_paragraph().add_run("DATA CONTOH"), SAMPLE, 12).bold = True
    _colour(text.add_paragraph().add_run(report.headline), INK, 14).bold = True
    _colour(text.add_paragraph().add_run(report.basis), MUTED, 10)
    for card in report.cards:
        paragraph = text.add_paragraph(style="List Bullet")
        _colour(paragraph.add_run(f"{card.label}: {card.value}"), ACCENT, 12).bold = True
        paragraph.add_run(f" ({', '.join(filter(None, [card.change, card.note]))})")
    if report.address:
        _picture(text, qr_png(report.address), f"Kode QR: {report.address}", width=CODE)


def _section(text: Text, section: Section, pictures: Iterator[bytes]) -> None:
    """Pictures after the tables, or before the turn of the page where a wide table needs one."""
    turned = any(len(table.columns) > WIDE for table in section.tables)
    if turned:
        _pictures(text, section, pictures)
        _turn(text.add_section(), sideways=True)
    text.add_heading(section.title, 1)
    for sentence in section.sentences:
        text.add_paragraph(sentence)
    for table in section.tables:
        text.add_heading(table.title, 2)
        _table(text, table)
    if turned:
        _turn(text.add_section(), sideways=False)
    else:
        _pictures(text, section, pictures)


def _pictures(text: Text, section: Section, contents: Iterator[bytes]) -> None:
    """Pictures with their text in place of sight; title and caption stand inside them."""
    for chart in section.charts:
        _picture(text, next(contents), chart.alt, width=PICTURE)


def _attachments(text: Text, report: Report) -> None:
    """The attached pictures, each over its caption, none higher than a page."""
    if report.attachments:
        text.add_heading("Lampiran", 1)
        _table(text, report.attachment_table)
    for content, caption in report.pictures:
        width, height = Image.open(io.BytesIO(content)).size
        _picture(text, content, caption, width=min(PICTURE, Cm(TALLEST * width / height)))
        _colour(text.add_paragraph().add_run(caption), MUTED, 9)


def _picture(text: Text, content: bytes, alt: str, *, width: int) -> None:
    shape = text.add_picture(io.BytesIO(content), width=width)
    shape._inline.docPr.set("descr", alt)


def _table(text: Text, table: ReportTable) -> None:
    page = text.sections[-1]
    room = int(page.page_width or SHORT) - 2 * MARGIN
    whole = sum(column.width for column in table.columns)
    widths = [int(room * column.width / whole) for column in table.columns]
    grid: Any = text.add_table(len(table.rows) + 1, len(table.columns), "Table Grid")
    grid.autofit = False
    for place, width in enumerate(widths):
        grid.columns[place].width = width
    lines = [[column.title for column in table.columns], *([text_of(cell) for cell in row] for row in table.rows)]
    for number, texts in enumerate(lines):
        for place, cell in enumerate(grid.rows[number].cells):
            cell.width = widths[place]
            _fill(cell, texts[place], head=number == 0, right=table.numeric[place], size=8 if len(texts) > 6 else 9)
    _mark(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row in grid.rows:
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
    text.add_paragraph()


def _fill(cell: _Cell, words: str, *, head: bool, right: bool, size: int) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    _colour(paragraph.add_run(words), INK, size).bold = head
    if head:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), PALE)
        cell._tc.get_or_add_tcPr().append(shade)


def _signatures(text: Text, report: Report) -> None:
    grid = text.add_table(1, len(report.signatures))
    for cell, title in zip(grid.rows[0].cells, report.signatures, strict=True):
        cell.text = f"{title}\n\n\n\n\n……………………………………"
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _mark(grid.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")


def _turn(section: Any, *, sideways: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if sideways else (SHORT, LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _colour(run: Any, colour: str, size: int) -> Any:
    run.font.color.rgb, run.font.size = RGBColor.from_string(colour), Pt(size)
    return run


def _mark(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
