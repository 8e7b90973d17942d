"""What a report shows, section by section, made again from the rows of the books it read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from analysis.provenance.rows import TRAINED, book_rows, dataset_of
from analysis.provenance.shown import Draw, Part
from analysis.report.content.report import Number, Report, Section, Table, text_of
from analysis.text.cards import Card
from data.panel.as_of import as_of
from data.panel.dataset import FRAME_COLUMNS, Dataset

Make = Callable[[Dataset], Report]
VALUES = {kind: FRAME_COLUMNS[kind] for kind in ("kinerja", "skm", "layanan")}
SURVEYED = {**VALUES, "rtl": FRAME_COLUMNS["rtl"]}
READ: Mapping[str, Sequence[Mapping[str, Sequence[str]]]] = {
    "laporan": (
        {**VALUES, "target": FRAME_COLUMNS["target"]},
        {**VALUES, **TRAINED, "kejadian": FRAME_COLUMNS["kejadian"]},
        {"skm": VALUES["skm"]},
        TRAINED,
        {**VALUES, **TRAINED, "anggaran": FRAME_COLUMNS["anggaran"]},
        {"kejadian": FRAME_COLUMNS["kejadian"]},
    ),
    "laporan-skm": (*(VALUES,) * 3, SURVEYED, VALUES, SURVEYED),
}
"""The sheet kinds that each section of a report reads, in order."""
WORDS = (
    "Laporan disusun lagi dari baris-baris ini sebagaimana diketahui pada akhir periodenya, dengan target dan rencana "
    "yang diisi kantor; rumus tiap angka sama dengan di halamannya, dan artinya ada di Kamus dan metode."
)


def sections(dataset: Dataset, report: Report, make: Make, filters: Mapping[str, str]) -> list[Part]:
    """The cards and every section with a number in it; `make` writes the report from a dataset."""
    known = as_of(dataset, report.period)
    kinds = READ[report.name]
    cards = Part(
        report, WORDS, partial(book_rows, known, kinds[1]), _again(make), {"Jawaban": _answer, "Kartu": _cards}, filters
    )
    parts = [
        Part(report, WORDS, partial(book_rows, known, read), _again(make), _draws(place, one), filters)
        for place, (one, read) in enumerate(zip(report.sections, kinds, strict=True))
    ]
    return [cards, *parts]


def _draws(place: int, one: Section) -> dict[str, Draw]:
    tables = {
        f"{one.title}: {table.title}": partial(_drawn, place, number) for number, table in enumerate(_tables(one))
    }
    return {one.title: partial(_said, place), **tables}


def _again(make: Make) -> Callable[[pd.DataFrame], Report]:
    def again(table: pd.DataFrame) -> Report:
        return make(dataset_of(table))

    return again


def _answer(report: Report) -> Sequence[str]:
    return report.headline, report.basis


def _cards(report: Report) -> Sequence[Card]:
    return report.cards


def _said(place: int, report: Report) -> Sequence[str]:
    return report.sections[place].sentences


def _drawn(place: int, number: int, report: Report) -> pd.DataFrame:
    """One table of a section; those of its charts follow its own."""
    return _frame(_tables(report.sections[place])[number])


def _tables(one: Section) -> list[Table]:
    return [*one.tables, *(chart.table for chart in one.charts)]


def _frame(table: Table) -> pd.DataFrame:
    """The table with numbers as numbers; a column of anything else as text."""
    columns = [column.title or "Titik" for column in table.columns]
    rows = [[cell.value if isinstance(cell, Number) else text_of(cell) or None for cell in row] for row in table.rows]
    frame = pd.DataFrame(rows, columns=columns)
    numeric = [name for name, is_number in zip(columns, table.numeric, strict=True) if is_number]
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numeric})
