"""`python -m data check`: what would be accepted and refused, cell by cell, as text or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.books import Dataset, load_books
from data.command_line import books_in_use
from data.problems import Problem

WORDS = {"refused": "ditolak", "warning": "peringatan", "note": "catatan"}


def add_check(commands: Any) -> None:
    """Register the sub-command."""
    check = commands.add_parser("check", help="periksa buku: apa yang diterima dan ditolak, sel demi sel")
    check.add_argument(
        "books", nargs="*", type=Path, metavar="BUKU", help="berkas Excel; tanpa ini: buku yang sedang dipakai"
    )
    check.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    check.set_defaults(run=cmd_check)


def cmd_check(args: argparse.Namespace) -> int:
    """Print the findings; 0 when all is good, 1 with refused cells, 2 when a file could not be used."""
    dataset = load_books(args.books) if args.books else books_in_use()
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
    }


def _lines(dataset: Dataset) -> Iterator[str]:
    for report in dataset.files:
        for sheet in report.sheets:
            counts = f"{sheet.accepted} baris diterima, {sheet.refused} ditolak"
            yield f"{report.name} · {sheet.sheet} · {sheet.kind}: {counts}"
    for problem in dataset.problems:
        yield f"{WORDS[problem.severity]}: {_place(problem)}: {_shown(problem)}{problem.reason}"
    for question in dataset.questions:
        yield f"pertanyaan: {question.sentence}"


def _place(problem: Problem) -> str:
    parts = (problem.file, problem.sheet, problem.cell or (problem.row and f"baris {problem.row}"), problem.column)
    return ", ".join(str(part) for part in parts if part)


def _shown(problem: Problem) -> str:
    return f"“{problem.value}” " if problem.value else ""
