"""Reads the report's files back: every text a reader of the file can see."""

from __future__ import annotations

import io
import re

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

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
