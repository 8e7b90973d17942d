"""`python -m data check`: what would be accepted and refused, cell by cell, as text or JSON."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.command_line import add_answers, books_in_use, known_answers
from data.ingest.load import Dataset, Question, load_books
from data.ingest.parsers.text import row_ranges
from data.problems import Problem

MOST_VALUES = 3
WORDS = {"refused": "perlu diperbaiki", "warning": "perlu dicek", "note": "catatan"}


def add_check(commands: Any) -> None:
    """Register the sub-command."""
    check = commands.add_parser("check", help="periksa buku: apa yang terbaca dan yang perlu diperbaiki, sel demi sel")
    check.add_argument(
        "books", nargs="*", type=Path, metavar="BUKU", help="file Excel; tanpa ini: buku yang sedang dipakai"
    )
    check.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    add_answers(check)
    check.set_defaults(run=cmd_check)


def cmd_check(args: argparse.Namespace) -> int:
    """Print the findings; 0 when all is good, 1 with refused cells, 2 when a file could not be used."""
    dataset = load_books(args.books, known_answers(args)) if args.books else books_in_use()
    lines = [json.dumps(as_json(dataset), ensure_ascii=False, indent=2)] if args.json else list(_lines(dataset))
    sys.stdout.write("\n".join(lines) + "\n")
    errors = [report.error for report in dataset.files if report.error]
    sys.stderr.write("".join(f"{error}\n" for error in errors))
    if errors or not dataset.files:
        return 2
    return int(any(problem.severity == "refused" for problem in dataset.problems))


def as_json(dataset: Dataset) -> dict[str, Any]:
    """The files, problems and questions of a load as plain values."""
    files = [
        {
            "name": report.name,
            "sha256": report.sha256,
            "sheets": [asdict(sheet) for sheet in report.sheets],
            "error": report.error,
        }
        for report in dataset.files
    ]
    return {
        "files": files,
        "problems": [asdict(problem) for problem in dataset.problems],
        "questions": [asdict(question) for question in dataset.questions],
        "settled": [asdict(question) for question in dataset.settled],
    }


def _lines(dataset: Dataset) -> Iterator[str]:
    for report in dataset.files:
        for sheet in report.sheets:
            refused = f"{sheet.refused} baris dan {dataset.refused_cells(report.name, sheet)} sel perlu diperbaiki"
            counts = f"{sheet.accepted} baris diterima, {refused}"
            yield f"{report.name} · {sheet.sheet} · {sheet.kind}: {counts}"
    for alike in _alike(dataset.problems):
        yield f"{WORDS[alike[0].severity]}: {_place(alike)}: {_shown(alike)}{alike[0].reason}"
    for question in dataset.questions:
        hints = f"{_options(question)}{_looks(question)}"
        yield f"pertanyaan: {question.sentence}{hints} Jawab dengan --answer “{question.key}=…”"
    for question in dataset.settled:
        answer = f"Dijawab: {question.answer}.{_options(question)}"
        yield f"dapat diubah: {question.sentence} {answer} Ubah dengan --answer “{question.key}=…”"


def _looks(question: Question) -> str:
    """What a heading most likely is, and what its cells look like."""
    likely = f" Mungkin: {question.proposed}." if question.proposed else ""
    return f"{likely} Contoh isi: {'; '.join(question.examples)}." if question.examples else likely


def _options(question: Question) -> str:
    return f" Pilihan: {' | '.join(question.options)}." if question.options else ""


def _alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    """The findings, those of one column for one reason together, where the first of them stands."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for at, one in enumerate(problems):
        own = None if one.cell else at
        groups.setdefault((one.file, one.sheet, one.column, one.severity, one.reason, own), []).append(one)
    return list(groups.values())


def _place(alike: Sequence[Problem]) -> str:
    first = alike[0]
    where = first.cell or (first.row and f"baris {first.row}")
    if len(alike) > 1:
        where = f"{len(alike)} sel di baris {row_ranges(sorted({one.row for one in alike if one.row}))}"
    return ", ".join(str(part) for part in (first.file, first.sheet, where, first.column) if part)


def _shown(alike: Sequence[Problem]) -> str:
    """What stands in the cells, as far as a line can hold it."""
    values = list(dict.fromkeys(f"“{one.value}”" for one in alike if one.value))
    more = f" dan {len(values) - MOST_VALUES} isi lain" if len(values) > MOST_VALUES else ""
    return f"{', '.join(values[:MOST_VALUES])}{more} " if values else ""
