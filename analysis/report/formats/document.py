"""The report as DOCX: headings, real tables with repeated headers, captioned pictures, a signature block to fill in."""

import io
from collections.abc import Iterator
from copy import deepcopy
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

from analysis.report.content.report import Number, Report, ReportCell, ReportTable, Section, Tone, text_of
from analysis.report.formats.link import qr_png
from analysis.report.formats.look import ACCENT, AUTHOR, FONT, GREY, GROUND, INK, MUTED, SAMPLE, TINT
from analysis.report.formats.packages import settled
from analysis.report.formats.typeset import chart_pictures

LONG, SHORT, MARGIN = Cm(29.7), Cm(21.0), Cm(2.0)
WIDE = 9
PICTURE, CODE, LOGO, TAB, TALLEST = Cm(16), Cm(2.5), Cm(2), Cm(2.2), 21.0
TOGETHER = 16
"""Rows, headings included, up to which a table stands on one page."""
BLANK_LINE, COPIES = "……………………", 2
AIR = {"top": "30", "left": "50", "bottom": "30", "right": "50"}
"""Between a cell's lines and its words, in twentieths of a point, in the order Word wants."""


def to_docx(report: Report) -> bytes:
    """The report as an official letter's text on A4; a table of many columns stands on pages turned sideways."""
    text = Document()
    _prepare(text, report)
    _letterhead(text, report)
    _opening(text, report)
    pictures = iter(chart_pictures(report))
    for section in report.body:
        _section(text, section, pictures)
    _signatures(text, report)
    text.add_heading("Lampiran: keterangan", 1)
    _table(text, report.fact_table)
    for section in report.appendix:
        _section(text, section, pictures)
    _attachments(text, report)
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
    _colour(foot.add_run(f"{report.caption} · halaman "), MUTED, 8)
    _page_number(foot)


def _letterhead(text: Text, report: Report) -> None:
    """The office's letterhead over a double rule, then what an official letter carries: number, nature, subject."""
    for place, words in enumerate(report.letterhead):
        paragraph = text.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        if place == 0 and report.logo:
            paragraph.add_run().add_picture(io.BytesIO(report.logo), height=LOGO)
            paragraph.add_run().add_break()
        _colour(paragraph.add_run(words), INK, 16 if place == 1 else 11).bold = place == 1
        if place == len(report.letterhead) - 1:
            _rule(paragraph)
    if report.letterhead:
        for name in ("Nomor", "Sifat", "Lampiran"):
            _particular(text, name, BLANK_LINE).space_after = Pt(0)
        _particular(text, "Hal", f"{report.title} {report.subtitle}")


def _particular(text: Text, name: str, words: str) -> Any:
    """A line of an official letter's head, its words below those of the others; the line's format."""
    form = text.add_paragraph(f"{name}\t: {words}").paragraph_format
    form.tab_stops.add_tab_stop(TAB)
    return form


def _rule(paragraph: Any) -> None:
    """A double line under the paragraph."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "4"), ("color", INK)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _opening(text: Text, report: Report) -> None:
    text.add_heading(report.title.upper(), 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    text.add_paragraph(report.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if report.is_sample:
        _colour(text.add_paragraph().add_run("DATA CONTOH"), SAMPLE, 11).bold = True
    _colour(text.add_paragraph().add_run(report.finding or report.headline), INK, 14).bold = True
    if report.finding:
        text.add_paragraph(report.headline)
    if not report.figures:
        _colour(text.add_paragraph().add_run(report.basis), MUTED, 10)
    for card in report.cards:
        paragraph = text.add_paragraph(style="List Bullet")
        _colour(paragraph.add_run(f"{card.label}: {card.value}"), ACCENT, 12).bold = True
        paragraph.add_run(f" ({', '.join(filter(None, [card.change, card.note]))})")
    if report.figures:
        _month(text, report)
    if report.remarks:
        text.add_heading("Catatan", 1)
        _table(text, report.remark_table)
    if report.address:
        _picture(text, qr_png(report.address), f"Kode QR: {report.address}", width=CODE)


def _month(text: Text, report: Report) -> None:
    """The office's figures, and what changed."""
    _table(text, report.figure_table)
    text.add_heading("Apa yang berubah bulan ini", 1)
    for change in report.changes:
        text.add_paragraph(f"{'▲' if change.rises else '▼'} {change.line}")
    text.add_paragraph(report.unchanged)


def _section(text: Text, section: Section, pictures: Iterator[bytes]) -> None:
    """Pictures after the tables, or before the turn of the page where a wide table needs one."""
    tables = [table.filled() for table in section.tables]
    turned = any(len(table.columns) > WIDE and not any(column.group for column in table.columns) for table in tables)
    if turned:
        _pictures(text, section, pictures)
        _turn(text.add_section(), sideways=True)
    if section.name and section.name != section.title:
        above = text.add_paragraph()
        above.paragraph_format.keep_with_next = True
        _colour(above.add_run(section.name.upper()), ACCENT, 9).bold = True
    text.add_heading(section.title, 1)
    for place, sentence in enumerate(section.sentences):
        paragraph = text.add_paragraph(sentence, style="List Bullet" if place else None)
        paragraph.paragraph_format.keep_with_next = bool(tables) and sentence is section.sentences[-1]
    for table in tables:
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
    groups = [column.group for column in table.columns]
    heads = [*([groups] if any(groups) else []), [column.title for column in table.columns]]
    lines = [*heads, *([text_of(cell) for cell in row] for row in table.rows)]
    room, whole = int(text.sections[-1].page_width or SHORT) - 2 * MARGIN, sum(column.width for column in table.columns)
    widths = [int(room * column.width / whole) for column in table.columns]
    grid: Any = text.add_table(len(lines), len(table.columns))
    grid.autofit = False
    _rule_rows(grid)
    for place, width in enumerate(widths):
        grid.columns[place].width = width
    together = len(lines) if len(lines) <= TOGETHER else len(heads) + 2
    looks: dict[tuple[int, bool, bool, Tone], Any] = {}
    for number, (row, texts) in enumerate(zip(grid.rows, lines, strict=True)):
        body, kept = number - len(heads), number < together - 1
        for place, cell in enumerate(row.cells):
            tone: Tone = _tone(table.rows[body][place]) if body >= 0 else ""
            look = place, body < 0, kept, tone
            if look in looks:
                _fill_alike(cell, texts[place], looks[look])
                continue
            cell.width, looks[look] = widths[place], cell._tc
            _fill(cell, texts[place], head=body < 0, right=table.numeric[place], size=_size(texts), tone=tone)
            cell.paragraphs[0].paragraph_format.keep_with_next = kept
        if body < 0:
            _mark(row._tr.get_or_add_trPr(), "w:tblHeader")
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
    if any(groups):
        _join(grid, groups)
    after = text.add_paragraph()
    _colour(after.add_run(table.note), MUTED, 8)


def _rule_rows(grid: Any) -> None:
    """A thin line below each row, none between columns, and a little air around the words."""
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", GREY)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    for side, width in AIR.items():
        air = OxmlElement(f"w:{side}")
        air.set(qn("w:w"), width)
        air.set(qn("w:type"), "dxa")
        margins.append(air)
    layout = grid._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _size(texts: list[str]) -> int:
    return 7 if len(texts) > WIDE else 8 if len(texts) > 6 else 9


def _tone(cell: ReportCell) -> Tone:
    return cell.tone if isinstance(cell, Number) else ""


def _join(grid: Any, groups: list[str]) -> None:
    """The headings that columns share, each over all of its columns."""
    cells = grid.rows[0].cells
    for first, name in enumerate(groups):
        if name and (first == 0 or groups[first - 1] != name):
            last = first + groups[first:].count(name) - 1
            for cell in cells[first : last + 1]:
                cell.text = ""
            whole = cells[first].merge(cells[last])
            whole.text = ""
            _fill(whole, name, head=True, right=False, size=8)


def _fill(cell: _Cell, words: str, *, head: bool, right: bool, size: int, tone: str = "") -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    missed = tone in ("near", "missed")
    _colour(paragraph.add_run(words), MUTED if tone == "quiet" else INK, size).bold = head or missed
    if head or missed:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), GROUND if head else TINT)
        cell._tc.get_or_add_tcPr().append(shade)


def _fill_alike(cell: _Cell, words: str, filled: Any) -> None:
    """The cell as one that is filled already, with words of its own: a copy costs a fifth of another one made."""
    copy = deepcopy(filled)
    copy.p_lst[0].r_lst[0].text = words
    cell._tc.getparent().replace(cell._tc, copy)


def _signatures(text: Text, report: Report) -> None:
    """Who signs, over lines to fill in, and to whom copies go."""
    grid = text.add_table(1, len(report.signatures))
    for cell, title in zip(grid.rows[0].cells, report.signatures, strict=True):
        cell.text = f"{title}\n\n\n\n\n{BLANK_LINE}\nNama, pangkat, NIP"
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _mark(grid.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")
    if report.letterhead:
        text.add_paragraph("\nTembusan:").paragraph_format.keep_with_next = True
        for _ in range(COPIES):
            text.add_paragraph(BLANK_LINE, style="List Number")


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
