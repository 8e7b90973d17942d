"""Read books into one Dataset."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from data import settings
from data.ingest.answers import remembered_answers
from data.ingest.columns.findings import Findings
from data.ingest.columns.offers import offer_mapping, was_mapped
from data.ingest.columns.sheet import book_title, read_sheet
from data.ingest.columns.titles import Title, of_numbered_sheets, read_file_name
from data.ingest.duplicates import drop_duplicates, drop_told_sums
from data.ingest.parsers.people import masked_file_name
from data.ingest.parsers.units import UnitNames
from data.ingest.people import mask_people
from data.panel.dataset import FRAME_COLUMNS, Dataset, FileReport, Question, SheetReport, empty_frame
from data.problems import BookError, Problem
from data.workbooks import Book, Sheet, read_book

__all__ = ["Dataset", "FileReport", "Question", "SheetReport", "default_sources", "load_books"]

SAMPLE_MARK, TITLE_ROWS = "DATA CONTOH", 10
SAMPLE = Path(__file__).resolve().parent.parent / "sample"
BOOK_ENDINGS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".csv"}

BookSource = Path | tuple[str, bytes]
Progress = Callable[[float], None]


def default_sources() -> list[Path]:
    """The books in the folder $DAMPAK_DATA, or else the committed sample."""
    folder = settings.books_folder() or SAMPLE
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in BOOK_ENDINGS and path.name[:2] != "~$")


def load_books(
    sources: Sequence[BookSource],
    answers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Dataset:
    """Everything the books hold. A book that cannot be used is told in its FileReport's `error`; the others count.

    `answers` maps the keys of questions (`Dataset.questions` of an earlier load) to the options chosen; None means
    those remembered from earlier loads. `progress` receives the share read so far, 0 … 1; what it raises ends the load,
    and the child process that is reading.
    """
    load = _Load(remembered_answers() if answers is None else answers)
    reports = [load.add(source, _part(progress, at, len(sources))) for at, source in enumerate(sources)]
    before = len(load.problems)
    frames: dict[str, Any] = {kind: load.frame(kind) for kind in FRAME_COLUMNS}
    reports = [_recounted(report, load.problems[before:]) for report in reports]
    is_sample = any(report.is_sample for report in reports)
    questions, settled = _parted(load.questions.values())
    return Dataset(tuple(reports), tuple(load.problems), questions, is_sample, settled=settled, **frames)


def _parted(questions: Iterable[Question]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Those without an answer, and those with one."""
    asked = tuple(questions)
    return tuple(one for one in asked if one.answer is None), tuple(one for one in asked if one.answer is not None)


def says_it_is_a_sample(book: Book) -> bool:
    """Whether a title line of any sheet begins with the mark of made-up books, in whatever format it was saved."""
    tops = (row for sheet in book.sheets for row in itertools.islice(sheet.rows, TITLE_ROWS))
    return any(str(cell).startswith(SAMPLE_MARK) for row in tops for cell in row)


def _part(progress: Progress | None, at: int, of: int) -> Progress:
    """Tells `progress` the share of the whole, given the share of its part number `at`."""
    return lambda share: progress((at + share) / of) if progress else None


class _Load:
    """Collects what the books give while they are read one after the other."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.units = UnitNames()
        self.frames: dict[str, list[pd.DataFrame]] = {kind: [] for kind in FRAME_COLUMNS}
        self.problems: list[Problem] = []
        self.questions: dict[str, Question] = {}
        self.first_name: dict[str, str] = {}

    def add(self, source: BookSource, progress: Progress) -> FileReport:
        """Read one book."""
        given, content = (source.name, source) if isinstance(source, Path) else source
        name = masked_file_name(given)
        try:
            masked = mask_people(read_book(content, name, progress=_part(progress, 0, 2)))
        except BookError as error:
            return FileReport(name, "", (), str(error))
        book, name = masked.book, masked.book.name
        if book.sha256 in self.first_name:
            return self._twin(book, self.first_name[book.sha256])
        self.first_name[book.sha256] = name
        start = len(self.problems)
        self.problems += masked.problems
        title = book_title(book.sheets, self.answers).completed_by(read_file_name(name))
        titles = of_numbered_sheets([sheet.name for sheet in book.sheets], title)
        reports: list[SheetReport] = []
        unread: list[Sheet] = []
        for at, (sheet, of_sheet) in enumerate(zip(book.sheets, titles, strict=True), len(book.sheets)):
            progress(at / (2 * len(book.sheets)))
            tables = self._add_sheet(book, sheet, of_sheet)
            unread += [] if tables and not was_mapped(sheet, self.answers) else [sheet]
            reports += tables
        for sheet in unread:
            self._offer_mapping(book, sheet, needed=not reports)
        useless = None if reports else _useless(book, self.problems[start:])
        return FileReport(name, book.sha256, tuple(reports), useless, says_it_is_a_sample(book), masked.titles)

    def _twin(self, book: Book, twin: str) -> FileReport:
        reason = f"isinya sama persis dengan file {twin}; hanya dibaca sekali"
        self.problems.append(Problem(book.name, "", None, None, None, None, reason, "note"))
        return FileReport(book.name, book.sha256, ())

    def _add_sheet(self, book: Book, sheet: Sheet, title: Title) -> list[SheetReport]:
        findings = Findings(book.name, book.sha256, sheet.name, sheet.first_row, self.answers)
        readings = list(read_sheet(sheet, findings, self.units, title))
        for reading in readings:
            for kind, frame in reading.frames.items():
                self.frames[kind].append(frame)
        self.problems += findings.problems
        self.questions |= findings.questions
        return [reading.report for reading in readings]

    def _offer_mapping(self, book: Book, sheet: Sheet, *, needed: bool) -> None:
        findings = Findings(book.name, book.sha256, sheet.name, sheet.first_row, self.answers)
        is_open = {name for name, question in self.questions.items() if question.answer is None}
        offer_mapping(sheet, findings, needed=needed, is_open=is_open)
        self.questions |= findings.questions

    def frame(self, kind: str) -> pd.DataFrame:
        """All accepted rows of a kind, told once each."""
        parts = [part for part in self.frames[kind] if len(part)]
        whole = pd.concat(parts, ignore_index=True) if parts else empty_frame(kind)
        kept, problems = drop_duplicates(kind, whole)
        self.problems += problems
        if kind == "pelatihan":
            kept, problems = drop_told_sums(kept)
            self.problems += problems
        return kept


def _recounted(report: FileReport, contradictions: Sequence[Problem]) -> FileReport:
    """The report with whole rows that contradict others counted as refused, each in the table it stands in."""
    rows = [each for each in contradictions if each.file == report.name and each.row and each.column is None]
    if not rows:
        return report
    sheets = list(report.sheets)
    for problem in rows:
        above = [
            at for at, each in enumerate(sheets) if each.sheet == problem.sheet and each.header_row < (problem.row or 0)
        ]
        table = sheets[above[-1]]
        sheets[above[-1]] = replace(table, accepted=table.accepted - 1, refused=table.refused + 1)
    return replace(report, sheets=tuple(sheets))


def _useless(book: Book, problems: Sequence[Problem]) -> str:
    """Why a book without a single usable table cannot be used."""
    if not any(len(sheet.rows) for sheet in book.sheets):
        return f"File {book.name} kosong; isi datanya lalu unggah lagi."
    near = next((problem for problem in problems if problem.severity == "refused"), None)
    if near:
        return f"File {book.name}, lembar {near.sheet}: {near.reason}."
    kinds = "pegawai, pelatihan, kinerja, layanan atau SKM"
    way_out = "jawab pertanyaan tentang judul kolomnya, atau isi templat"
    return f"File {book.name} tidak berisi lembar yang dikenal ({kinds}); {way_out}."
