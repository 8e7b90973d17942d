"""`python -m data cells`: what the reader sees in a book, cell by cell."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from data.problems import BookError
from data.workbooks.book import CellError, CellValue, Percent, Sheet, cell_name
from data.workbooks.reader import read_book

TYPES = {str: "text", bool: "boolean", datetime: "datetime", date: "date", time: "time", timedelta: "duration"}


def add_cells(commands: Any) -> None:
    """Register the sub-command."""
    cells = commands.add_parser("cells", help="tampilkan isi buku sel demi sel, seperti yang terbaca")
    cells.add_argument("book", type=Path, metavar="BUKU", help="file Excel")
    cells.add_argument("--sheet", metavar="LEMBAR", help="hanya lembar ini")
    cells.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    cells.set_defaults(run=cmd_cells)


def cmd_cells(args: argparse.Namespace) -> int:
    """Print every cell that has a value; 0, or 2 when the book or the sheet cannot be used."""
    try:
        sheets = _chosen(read_book(args.book, args.book.name).sheets, args.sheet, args.book.name)
    except BookError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if args.json:
        told = [{"name": sheet.name, "cells": list(told_cells(sheet))} for sheet in sheets]
        sys.stdout.write(json.dumps({"sheets": told}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(line for sheet in sheets for line in _lines(sheet))
    return 0


def told_cells(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Yield each filled cell as {cell, type, value, format}, row by row.

    `type` is text, number, boolean, date, datetime, time, duration or error. A date's and a time's value is ISO 8601, a
    duration's its seconds, an error's what Excel prints. `format` is "percent" where a number is shown as a percentage,
    its value being the one shown (87.5 for 87,5%), else None.
    """
    for row, cells in enumerate(sheet.rows, sheet.first_row - 1):
        for column, value in enumerate(cells):
            if value is not None:
                kind, shown = _told(value)
                percent = "percent" if isinstance(value, Percent) else None
                yield {"cell": cell_name(row, column), "type": kind, "value": shown, "format": percent}


def _told(value: CellValue) -> tuple[str, Any]:
    if isinstance(value, CellError):
        return "error", value.code
    if isinstance(value, float):
        return "number", float(value)
    if isinstance(value, timedelta):
        return "duration", value.total_seconds()
    return TYPES[type(value)], value.isoformat() if isinstance(value, date | time) else value


def _chosen(sheets: tuple[Sheet, ...], name: str | None, book: str) -> list[Sheet]:
    chosen = [sheet for sheet in sheets if name in (None, sheet.name)]
    if not chosen:
        names = " | ".join(sheet.name for sheet in sheets)
        raise BookError(f"File {book} tidak punya lembar “{name}”; pilih {names}.")
    return chosen


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"{sheet.name}\n"
    for cell in told_cells(sheet):
        value = str(cell["value"]).replace("\n", "⏎")
        yield f"  {cell['cell']:<8} {cell['type']:<8} {value}{'%' if cell['format'] else ''}\n"
