"""The period of each row: from one column, from several (tahun + bulan …), or from the title above the table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.periods import period_of
from data.reading.cells import TableCells
from data.reading.days import read_spans
from data.reading.titles import Title
from data.values.parsing import Parsed, Refused, objects, parse_distinct
from data.values.periods import Part, parse_period_cell
from data.values.text import is_blank

PARTS: dict[str, Part | None] = {
    "bulan": "bulan", "triwulan": "triwulan", "semester": "semester", "periode": None, "tahun": None,
}  # fmt: skip


def read_periods(cells: TableCells, title: Title) -> np.ndarray:
    """The period of each data row; the finest column decides, the year coming from its own column or the title."""
    days = read_spans(cells, "tanggal")
    if days is not None:
        return objects([None if pd.isna(day) else period_of(day, "M") for day in days[0].astype(object)])
    name = next((name for name in PARTS if cells.named(name)), None)
    if name is None:
        return _from_title(cells, title)
    years = objects([None] * len(cells)) if name == "tahun" else _years(cells, title)
    periods = cells.parse(name, lambda raw: _parse_with_year(raw, years, PARTS[name]))
    assert periods is not None
    return periods


def _parse_with_year(raw: list[Any], years: np.ndarray, part: Part | None) -> Parsed:
    pairs = [None if is_blank(cell) else (cell, year) for cell, year in zip(raw, years, strict=True)]
    return parse_distinct(pairs, lambda pair: parse_period_cell(pair[0], part, pair[1]))


def _years(cells: TableCells, title: Title) -> np.ndarray:
    """The year of each row: its own column's, else the title's."""
    years = cells.parse("tahun", lambda raw: parse_distinct(raw, lambda cell: parse_period_cell(cell).year))
    return objects([title.year] * len(cells)) if years is None else years


def _from_title(cells: TableCells, title: Title) -> np.ndarray:
    text = title.period or (title.year and f"tahun {title.year}")
    if text is None:
        sentence = f"Periode data pada lembar “{cells.findings.sheet}” apa? Tulis misalnya 2025-10 atau 2025-T4."
        text = cells.findings.ask_about_sheet("periode", sentence)
    try:
        period = parse_period_cell(text, None, title.year)
    except Refused:
        cells.refuse_all("periode tidak tertulis di tabel maupun judulnya; jawab dulu pertanyaan tentang periode")
        return objects([None] * len(cells))
    cells.findings.whole(f"periode “{text}” diambil dari judul, karena tabelnya tidak punya kolom periode")
    return objects([period] * len(cells))
