"""The imports in use as one Dataset, as if their books had been read together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.ingest.parsers.text import row_ranges
from data.ingest.parsers.units import UnitNames
from data.panel.build import measured
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.problems import Problem
from data.store.blobs import digest
from data.store.database import imports, readings
from data.store.errors import DamagedStore
from data.store.merge import IMPORT, merged
from data.store.packing import unpack_frame, unpack_problems, unpack_questions, unpack_report
from data.vocabulary.indicators import INDICATORS

UNPACKED = "unpacked"
Merged = dict[str, tuple[pd.DataFrame, pd.DataFrame]]


def dataset_of(connection: Connection, ids: Sequence[int]) -> Dataset:
    """What these imports say together; a later one counts where two speak of the same thing.

    One book of the sample among them makes the whole a sample: made-up numbers are never shown unlabelled.
    """
    books = connection.execute(select(imports).where(imports.c.id.in_(ids)).order_by(imports.c.id)).all()
    names = _distinct_names(books)
    both = _merged(connection, names)
    frames: dict[str, Any] = {kind: counting.drop(columns=IMPORT) for kind, (counting, _) in both.items()}
    problems = [found for book in books for found in unpack_problems(book.report, names[book.id])]
    questions = {question.key: question for book in books for question in unpack_questions(book.report)}
    reports = tuple(unpack_report(book.report, names[book.id], book.sha256) for book in books)
    return Dataset(
        reports,
        (*problems, *_replacements(both)),
        tuple(questions.values()),
        any(report.is_sample for report in reports),
        **frames,
    )


def standing(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many values each import holds, and how many of them count."""
    both = _merged(connection, dict.fromkeys(ids, "")).values()
    counting = Counter(number for each, _ in both for number in each[IMPORT])
    replaced = Counter(number for _, each in both for number in each[IMPORT])
    return {number: (counting[number] + replaced[number], counting[number]) for number in ids}


def headline(dataset: Dataset) -> dict[str, Any]:
    """The numbers by which a change is told: `rows` by kind, and `means` of known indicators over units and periods."""
    rows = {kind: len(getattr(dataset, kind)) for kind in FRAME_COLUMNS}
    means = measured(dataset)[0].groupby("indicator")["value"].mean()
    return {"rows": rows, "means": {one.key: float(means[one.key]) for one in INDICATORS if one.key in means}}


def _merged(connection: Connection, names: dict[int, str]) -> Merged:
    frames: dict[str, dict[int, pd.DataFrame]] = {}
    for number, by_kind in _unpacked(connection, sorted(names)).items():
        for kind, frame in by_kind.items():
            file = pd.Series(names[number], frame.index, dtype=object)
            frames.setdefault(kind, {})[number] = frame.assign(file=file)
    units = UnitNames()
    return {kind: merged(kind, parts, units) for kind, parts in frames.items()}


def _unpacked(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, pd.DataFrame]]:
    """Each import's frames by kind, unpacked once in the connection's short life: what was read never changes."""
    known = connection.info.setdefault(UNPACKED, {})
    new = [number for number in ids if number not in known]
    known |= {number: {} for number in new}
    for row in connection.execute(select(readings).where(readings.c.import_id.in_(new))):
        if digest(row.parquet) != row.sha256:
            raise DamagedStore
        known[row.import_id][row.kind] = unpack_frame(row.kind, row.parquet)
    return {number: known[number] for number in ids}


def _distinct_names(books: Sequence[Any]) -> dict[int, str]:
    """A book and its correction often bear the same name: then the import's number tells them apart."""
    repeated = pd.Series([book.file for book in books], dtype=object).duplicated(keep=False)
    return {
        book.id: f"{book.file} (impor {book.id})" if again else book.file
        for book, again in zip(books, repeated, strict=True)
    }


def _replacements(both: Merged) -> Iterator[Problem]:
    """One note for all rows of a sheet that a later import replaced."""
    for _, replaced in both.values():
        for (file, sheet), rows in replaced.groupby(["file", "sheet"], sort=False)["row"]:
            numbers = row_ranges(sorted(set(rows.tolist())))
            reason = f"baris {numbers} digantikan impor yang lebih baru"
            yield Problem(str(file), str(sheet), None, None, None, None, reason, "note")
