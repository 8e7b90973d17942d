"""Read books into one Dataset."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from data.dataset import FRAME_COLUMNS, Dataset, FileReport, Question, SheetReport, empty_frame
from data.problems import BookError, Problem
from data.reading.findings import Findings
from data.reading.table import read_table
from data.sheets import Book, Sheet, read_book
from data.tables import find_tables
from data.values.units import UnitNames

__all__ = ["Dataset", "FileReport", "Question", "SheetReport", "default_sources", "load_books"]

SAMPLE = Path(__file__).resolve().parent / "sample"
BOOK_ENDINGS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"}

Source = Path | tuple[str, bytes]


def default_sources() -> list[Path]:
    """The books in the folder $DAMPAK_DATA, or else the committed sample."""
    folder = Path(os.environ.get("DAMPAK_DATA") or SAMPLE)
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in BOOK_ENDINGS and path.name[:2] != "~$")


def load_books(sources: Sequence[Source], answers: Mapping[str, str] | None = None) -> Dataset:
    """Everything the books hold. A book that cannot be used is told in its FileReport's `error`; the others still count.

    `answers` maps the keys of questions (Dataset.questions of an earlier load) to the options chosen.
    """
    load = _Load(answers or {})
    reports = tuple(load.add(source) for source in sources)
    frames = {
        kind: pd.concat(parts, ignore_index=True) if parts else empty_frame(kind) for kind, parts in load.frames.items()
    }
    is_sample = bool(sources) and all(
        isinstance(source, Path) and source.resolve().parent == SAMPLE for source in sources
    )
    return Dataset(reports, tuple(load.problems), tuple(load.questions.values()), is_sample, **frames)


class _Load:
    """Collects what the books give while they are read one after the other."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.units = UnitNames()
        self.frames: dict[str, list[pd.DataFrame]] = {kind: [] for kind in FRAME_COLUMNS}
        self.problems: list[Problem] = []
        self.questions: dict[str, Question] = {}

    def add(self, source: Source) -> FileReport:
        """Read one book."""
        name, content = (source.name, source) if isinstance(source, Path) else source
        try:
            book = read_book(content, name)
        except BookError as error:
            return FileReport(name, "", (), str(error))
        reports = tuple(report for sheet in book.sheets for report in self._add_sheet(book, sheet))
        return FileReport(name, book.sha256, reports, None if reports else _nothing_known(book))

    def _add_sheet(self, book: Book, sheet: Sheet) -> Iterable[SheetReport]:
        findings = Findings(book.name, book.sha256, sheet.name, sheet.first_row)
        start = 0
        for table in find_tables(sheet):
            frame, report = read_table(sheet, table, start, findings, self.answers, self.units)
            self.frames[report.kind].append(frame)
            start = table.stop
            yield report
        self.problems += findings.problems
        self.questions |= findings.questions


def _nothing_known(book: Book) -> str:
    if not any(len(sheet.rows) for sheet in book.sheets):
        return f"Berkas {book.name} kosong; isi datanya lalu unggah lagi."
    return f"Berkas {book.name} tidak berisi lembar yang dikenal (pegawai, pelatihan, kinerja, layanan atau SKM); periksa judul kolomnya."
