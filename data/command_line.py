"""What the command lines share: the books asked for, the exit code, whole-number options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from data.books import Dataset, default_sources, load_books
from data.problems import BookError

GOOD, WITH_REFUSALS, UNUSABLE = 0, 1, 2


def usable_books(paths: Sequence[Path]) -> Dataset:
    """The named books, or the office's own where none is named; BookError when one of them cannot be used at all."""
    dataset = load_books(paths or default_sources())
    errors = [report.error for report in dataset.files if report.error]
    if errors:
        raise BookError(" ".join(errors))
    if not dataset.files:
        raise BookError("Belum ada buku: sebutkan berkas Excel-nya, atau isi folder yang ditunjuk DAMPAK_DATA.")
    return dataset


def exit_code(dataset: Dataset) -> int:
    """0 when every row was accepted, 1 when some were refused."""
    return WITH_REFUSALS if any(problem.severity == "refused" for problem in dataset.problems) else GOOD


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: whole numbers from `low` to `high`, both included."""

    def parse(text: str) -> int:
        if not (text.isdecimal() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"isi bilangan bulat {low} sampai {high}, bukan “{text}”")
        return int(text)

    return parse
