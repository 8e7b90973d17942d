"""Real files of other projects: what calamine can read is read, to the same values; the rest gets a sentence."""

import io
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from data.workbooks import Book, BookError, CellError, Percent, read_book

pytestmark = pytest.mark.slow
SENTENCE = re.compile(r"File [^\n]+\.")
READERS = 2

CALAMINE = """
import pickle, sys, python_calamine
for path in sys.argv[1:]:
    try:
        book = python_calamine.load_workbook(path)
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        answer = {name: (sheet.start, sheet.to_python()) for name, sheet in sheets.items()}
    except BaseException as error:
        answer = repr(error)
    pickle.dump(answer, sys.stdout.buffer)
    sys.stdout.flush()
"""


def ours(path: Path) -> Book | str:
    try:
        return read_book(path, path.name)
    except BookError as error:
        return str(error)


def theirs(paths: list[Path]) -> dict[Path, Any]:
    """What calamine itself makes of each file: {sheet: (start, rows)}, or a text where it fails or falls."""
    answers: dict[Path, Any] = {}
    while left := [path for path in paths if path not in answers]:
        run = subprocess.run([sys.executable, "-c", CALAMINE, *map(str, left)], capture_output=True, check=False)
        stream = io.BytesIO(run.stdout)
        for path in left:
            try:
                answers[path] = pickle.load(stream)
            except EOFError:
                answers[path] = "calamine fell"
                break
    return answers


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[Path, tuple[Book | str, Any]]:
    paths = sorted(path for path in (shared / "corpus").rglob("*") if path.is_file())
    expected = theirs(paths)
    with ThreadPoolExecutor(READERS) as pool:
        return {path: (book, expected[path]) for path, book in zip(paths, pool.map(ours, paths), strict=True)}


def test_what_calamine_reads_is_read(corpus: dict[Path, tuple[Book | str, Any]]) -> None:
    """A book without any worksheet has nothing to be read."""
    readable = {path: book for path, (book, calamine) in corpus.items() if isinstance(calamine, dict) and calamine}
    refused = {path.name: book for path, book in readable.items() if isinstance(book, str)}
    assert len(readable) > 200
    assert len(refused) <= len(readable) * 0.003, refused


def test_the_rest_is_answered_in_one_sentence(corpus: dict[Path, tuple[Book | str, Any]]) -> None:
    sentences = [book for book, _ in corpus.values() if isinstance(book, str)]
    assert sentences
    assert [said for said in sentences if not SENTENCE.fullmatch(said)] == []


def filled(rows: Any, top: int, left: int) -> dict[tuple[int, int], Any]:
    places = ((r + top, c + left, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    return {(r, c): alike(value) for r, c, value in places if value not in (None, "")}


def alike(value: Any) -> Any:
    """Every number a float, every midnight a date."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return float(value) if type(value) is int else value


EXPLAINED: dict[str, Callable[[Any, Any], bool]] = {
    "calamine empties cells that show an error": lambda ours, theirs: isinstance(ours, CellError),
    "29 February 1900 never was": lambda ours, theirs: ours == 60 + 1 / 3,
    "a percentage is the number shown": lambda ours, theirs: (
        isinstance(ours, Percent) and ours == pytest.approx(100 * theirs)
    ),
}


def test_every_book_is_read_to_the_cells_of_an_independent_reader(corpus: dict[Path, tuple[Book | str, Any]]) -> None:
    compared, unexplained = 0, []
    for path, (book, calamine) in corpus.items():
        if isinstance(book, Book) and isinstance(calamine, dict):
            for sheet in book.sheets:
                start, rows = calamine[sheet.name]
                expected, found = filled(rows, *(start or (0, 0))), filled(sheet.rows, 0, 0)
                pairs = {place: (found.get(place), expected.get(place)) for place in expected.keys() | found.keys()}
                compared += len(pairs)
                unexplained += [
                    (path.name, sheet.name, place, pair)
                    for place, pair in pairs.items()
                    if pair[0] != pair[1] and not any(explains(*pair) for explains in EXPLAINED.values())
                ]
    assert unexplained == []
    assert compared > 20_000
