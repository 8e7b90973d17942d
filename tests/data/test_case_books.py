"""Every small book of an office's own layout gives its figures, a question or a refusal, in whatever format it is."""

import csv
import io
from typing import Any

import pandas as pd
import pytest

from data.ingest.load import Dataset, load_books
from data.workbooks import Book, Sheet
from tests.data.case_books import CaseBook, Figures, case_books
from tests.data.read_here import sheets_of
from tests.data.twins import WRITERS, as_xlsx

BOOKS = list(case_books())


def told(dataset: Dataset, kind: str) -> Figures:
    if kind == "layanan":
        return {(case["unit"], str(case["row"])): length for case in dataset.layanan.to_dict("records")
                if (length := minutes(case)) is not None}  # fmt: skip
    if kind == "pelatihan":
        return {((row["nip"] or row["unit"])[-4:], row["nama_pelatihan"], f"{row['mulai']:%Y-%m-%d}"): row["jp"]
                for row in dataset.pelatihan.to_dict("records")}  # fmt: skip
    rows = dataset.kinerja
    keys = zip(rows["unit"], rows["period"].map(str), rows["indicator"], strict=True)
    return dict(zip(keys, rows["value"], strict=True)) | {(unit, "SKM"): 1.0 for unit in dataset.skm["unit"]}


def minutes(case: dict[Any, Any]) -> float | None:
    if not pd.isna(case["lama_menit"]):
        return float(case["lama_menit"])
    timed = all(not pd.isna(case[end]) and case[end] != case[end].normalize() for end in ("masuk", "selesai"))
    return (case["selesai"] - case["masuk"]).total_seconds() / 60 if timed else None


def as_csv(book: CaseBook) -> bytes:
    """Saved with semicolons and decimal commas; nothing where the file could not hold the cells' types or merges."""
    if book.merged or not all(isinstance(cell, str) or type(cell) is float for cell in book.drawn.cells.values()):
        return b""
    buffer = io.StringIO()
    shown = ([f"{cell:.15g}".replace(".", ",") if isinstance(cell, int | float) else cell for cell in row]
             for row in book.rows)  # fmt: skip
    csv.writer(buffer, delimiter=";").writerows(shown)
    return buffer.getvalue().encode()


def loaded(monkeypatch: pytest.MonkeyPatch, book: CaseBook, sheets: list[Sheet]) -> Dataset:
    read = Book(book.file, "0" * 64, tuple(sheets))
    monkeypatch.setattr("data.ingest.load.read_book", lambda content, name, progress: read)
    return load_books([(book.file, b"")], {})


@pytest.mark.parametrize("book", BOOKS, ids=[book.name for book in BOOKS])
def test_a_book_gives_its_figures_or_says_why_not(monkeypatch: pytest.MonkeyPatch, book: CaseBook) -> None:
    sheets = sheets_of(as_xlsx(book.drawn))
    dataset = loaded(monkeypatch, book, sheets)
    assert told(dataset, book.kind) == pytest.approx(book.right, abs=1e-9)
    refused = [problem for problem in dataset.problems if problem.severity == "refused"]
    assert bool(book.right) != bool(dataset.questions or refused)
    for write in WRITERS.values():
        (twin,), (found,) = sheets, sheets_of(write(book.drawn))
        assert list(found.rows) == list(twin.rows)
        assert set(found.merged) == set(twin.merged)
    if text := as_csv(book):
        assert told(loaded(monkeypatch, book, sheets_of(text)), book.kind) == pytest.approx(book.right, abs=1e-9)


def test_there_are_books_enough() -> None:
    assert len(BOOKS) >= 60
    assert len({book.name for book in BOOKS}) == len(BOOKS)
