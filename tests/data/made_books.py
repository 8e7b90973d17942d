"""Books made for tests: rows as a person would type them, read as sheets or written as real files."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from data.ingest.load import Dataset, load_books
from data.workbooks import Book, Rows, Sheet

NIP = ("198501012010011001", "198602022011012002", "199003032021211003")
U_BARE = [f"U{number}" for number in range(1, 10)]
ANSWERS = ([4, 3, 4, 4, 3, 3, 4, 3, 2], [3, 3, 3, 4, 4, 4, 4, 2, 1])

Grid = Sequence[Sequence[Any]]


def sheet(rows: Grid, name: str = "Lembar", **more: Any) -> Sheet:
    """The rows as a read sheet: numbers as floats, rows of one width."""
    width = max(map(len, rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    cells = [[float(cell) if type(cell) is int else cell for cell in row] for row in padded]
    return Sheet(name, more.pop("hidden", False), Rows([list(column) for column in zip(*cells, strict=True)]), **more)


def loaded(
    monkeypatch: Any, *sheets: Sheet | Grid, answers: Mapping[str, str] | None = None, file: str = "buku.xlsx"
) -> Dataset:
    """The sheets as one book, loaded without a file."""
    made = tuple(each if isinstance(each, Sheet) else sheet(each, f"Lembar{at}") for at, each in enumerate(sheets, 1))
    monkeypatch.setattr("data.ingest.load.read_book", lambda content, name, progress: Book(name, "0" * 64, made))
    return load_books([(file, b"")], answers or {})


def workbook(*grids: Grid, merge: Sequence[str] = ()) -> bytes:
    """A real .xlsx with one sheet a grid; `merge` ranges are merged in the first sheet."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for at, grid in enumerate(grids, 1):
        page = book.create_sheet(f"Lembar{at}")
        for row in grid:
            page.append(list(row))
    for area in merge:
        book.worksheets[0].merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refused(dataset: Dataset) -> dict[str, str]:
    """Cell name → reason of every refused cell."""
    return {str(each.cell): each.reason for each in dataset.problems if each.severity == "refused" and each.cell}


def said(dataset: Dataset, severity: str) -> str:
    """All reasons of that severity as one text."""
    return "\n".join(each.reason for each in dataset.problems if each.severity == severity)


def kinerja(dataset: Dataset) -> dict[tuple[str, str, str], float]:
    """(unit, period, indicator) → value of every performance figure."""
    rows = dataset.kinerja
    keys = zip(rows["unit"], rows["period"].map(str), rows["indicator"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))
