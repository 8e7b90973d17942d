"""Reads the report's files back: every text a reader of the file can see."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from math import isfinite
from typing import Any

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream
from pypdf.generic._font import Font

from analysis.report.content.report import ReportChart

Rows = list[list[str]]


def pptx_tables(content: bytes) -> Rows:
    """Every row of every table of the deck, in order."""
    slides = Presentation(io.BytesIO(content)).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def docx_tables(content: bytes) -> Rows:
    """Every row of every table of the document, in order."""
    return [[cell.text for cell in row.cells] for table in Document(io.BytesIO(content)).tables for row in table.rows]


def docx_words(content: bytes) -> str:
    """Every paragraph outside tables."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def pptx_words(content: bytes) -> str:
    """Every text frame of the deck."""
    slides = Presentation(io.BytesIO(content)).slides
    return "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)


def xlsx_cells(content: bytes) -> dict[str, list[list[object]]]:
    """The values of every sheet."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def pdf_words(content: bytes) -> str:
    """The text of all pages on one line."""
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def pdf_tables(content: bytes) -> Rows:
    """Every row of every table as the PDF's tags give them to a screen reader, in order."""
    reader = PdfReader(io.BytesIO(content))
    marked = {page.indirect_reference.idnum: _marked(page) for page in reader.pages}
    return [[_words(cell, marked) for cell in _children(row)] for row in _tagged(_root(reader), "/TR")]


def pdf_tags(content: bytes) -> list[Any]:
    """Every tag of the PDF, as a screen reader meets them."""
    return list(_below(_root(PdfReader(io.BytesIO(content)))))


def smallest_letters(content: bytes) -> float:
    """The smallest font size on the pages, in points."""
    sizes: list[float] = []

    def note(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * matrix[3]))

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=note)
    return min(sizes)


def drawn_values(chart: ReportChart) -> list[tuple[float | None, ...]]:
    """What a native chart holds of the report's chart, series by series."""
    return [tuple(value if isfinite(value) else None for value in line.values) for line in chart.drawn]


def chart_values(content: bytes) -> list[list[tuple[float | None, ...]]]:
    """The numbers of every native chart of the deck, series by series."""
    slides = Presentation(io.BytesIO(content)).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    return [[tuple(series.values) for series in chart.plots[0].series] for chart in charts]


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]["/StructTreeRoot"]


def _children(node: Any) -> list[Any]:
    below = node.get("/K", [])
    return [child.get_object() for child in (below if isinstance(below, list) else [below])]


def _below(node: Any) -> Iterator[Any]:
    for child in _children(node):
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from _below(child)


def _tagged(node: Any, tag: str) -> Iterator[Any]:
    for child in _children(node):
        if isinstance(child, dict):
            yield from [child] if child.get("/S") == tag else _tagged(child, tag)


def _words(node: Any, marked: dict[int, dict[int, str]]) -> str:
    """The text of a tag, put together from the marked pieces of its pages."""
    found = []
    for child in _children(node):
        if isinstance(child, int):
            found.append(marked[node.raw_get("/Pg").idnum][child])
        elif child.get("/Type") == "/MCR":
            found.append(marked[child.raw_get("/Pg").idnum][child["/MCID"]])
        else:
            found.append(_words(child, marked))
    return "".join(found)


def _marked(page: PageObject) -> dict[int, str]:
    """The text of every marked piece of a page by its number."""
    fonts = {name: Font.from_font_resource(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: dict[int, str] = defaultdict(str)
    inside: list[int | None] = []
    font = None
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            inside.append(operands[1].get("/MCID") if len(operands) > 1 else None)
        elif operator == b"EMC":
            inside.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and inside and inside[-1] is not None:
            pieces = (
                operands if operator == b"Tj" else [piece for piece in operands[0] if isinstance(piece, bytes | str)]
            )
            found[inside[-1]] += "".join(_letters(piece, font) for piece in pieces)
    return found


def _letters(piece: Any, font: Any) -> str:
    raw = piece if isinstance(piece, bytes) else piece.original_bytes
    codes = [raw[place : place + 2].decode("utf-16-be") for place in range(0, len(raw), 2)]
    return "".join(font.character_map[code] for code in codes)
