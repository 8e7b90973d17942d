"""Spreadsheet files from anywhere, read safely into plain values: .xlsx, .xls, .xlsb, .ods, XML, HTML and CSV."""

from data.problems import BookError
from data.workbooks.book import (
    Book,
    CellError,
    CellValue,
    MissingFormulaValue,
    Percent,
    Rows,
    Sheet,
    cell_name,
    column_name,
)
from data.workbooks.reader import ReadCancelled, read_book

__all__ = [
    "Book",
    "BookError",
    "CellError",
    "CellValue",
    "MissingFormulaValue",
    "Percent",
    "ReadCancelled",
    "Rows",
    "Sheet",
    "cell_name",
    "column_name",
    "read_book",
]
