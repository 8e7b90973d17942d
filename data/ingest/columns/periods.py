"""The period of each row: from one column, from several (tahun + bulan …), or from the title above the table."""

from calendar import monthrange
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.days import read_spans
from data.ingest.columns.titles import Title
from data.ingest.parsers.dates import LAST_YEAR
from data.ingest.parsers.parsing import Parsed, Refused, missing, objects, parse_distinct
from data.ingest.parsers.periods import Part, parse_period_cell
from data.ingest.parsers.text import clean, is_blank
from data.ingest.tables import Header
from data.vocabulary.periods import period_of, period_text

PARTS: dict[str, Part | None] = {
    "bulan": "bulan", "triwulan": "triwulan", "semester": "semester", "periode": None, "tahun": None,
}  # fmt: skip
DATE_YEAR, DAY_AS_YEAR = "tahunnya benar", "tanggalnya sebenarnya tahun"


def read_periods(cells: TableCells, title: Title) -> np.ndarray:
    """The period of each data row; the finest column decides, the year coming from its own column or the title."""
    name = next((name for name in PARTS if cells.named(name)), None)
    days = None if name and cells.table.contract.kind == "kinerja" else read_spans(cells, "tanggal")
    if days is not None:
        return objects([None if pd.isna(day) else period_of(day, "M") for day in days[0].astype(object)])
    if name is None:
        return _from_title(cells, title)
    header = cells.table.columns[name]
    raw = _settle_typed_months(cells, header)
    years = objects([None] * len(cells)) if name == "tahun" else _years(cells, raw, title)
    pairs = [None if is_blank(cell) else (cell, year) for cell, year in zip(raw, years, strict=True)]
    parsed = parse_distinct(pairs, lambda pair: parse_period_cell(pair[0], PARTS[name], pair[1]))
    return cells.take(header, cells.table.contract.column(name), parsed)


def read_years(cells: TableCells, title: Title) -> np.ndarray:
    """The year of each data row as a whole number, from its own column or the title."""
    years = cells.parse("tahun", lambda raw: parse_distinct(raw, lambda cell: parse_period_cell(cell).year))
    if years is None and title.year is None:
        cells.refuse_all("tahunnya tidak tertulis; tulis tahun di judul tabel, misalnya TAHUN 2025")
    if years is None:
        place = title.place("year")
        cells.findings.whole(f"tahun {title.year} diambil dari {place}, karena tabelnya tidak punya kolom tahun")
        return objects([title.year] * len(cells))
    return years


def ask_year(cells: TableCells) -> int | None:
    """The year of a book that names none, as the office says: asked once for all its sheets."""
    answer = cells.findings.ask_about_book("tahun", f"Data di file {cells.findings.file} tahun berapa?")
    return int(answer) if answer and answer.isdecimal() else None


def _years(cells: TableCells, raw: list[Any], title: Title) -> np.ndarray:
    """The year of each row: its own column's, else the title's."""
    years = cells.parse("tahun", lambda cells: parse_distinct(cells, lambda cell: parse_period_cell(cell).year))
    if years is not None:
        return years
    yearless = [_lacks_year(cell) for cell in set(raw) if not is_blank(cell)]
    if not any(yearless) or (title.year is None and not all(yearless)):
        return objects([None] * len(cells))
    if title.year is None:
        return objects([ask_year(cells)] * len(cells))
    place = title.place("year")
    cells.findings.whole(f"tahun {title.year} diambil dari {place}, karena periodenya tertulis tanpa tahun")
    return objects([title.year] * len(cells))


def _lacks_year(cell: object) -> bool:
    if isinstance(cell, str):
        return sum(map(str.isdigit, cell)) < 2 or (cell.isdecimal() and int(cell) <= 12)
    return isinstance(cell, float) and cell <= 12


def _settle_typed_months(cells: TableCells, header: Header) -> list[Any]:
    """Excel turns a typed "Jan-25" into 25 January of the current year; where that shows, the office must say."""
    raw = cells.raw(header)
    typed = {cell for cell in set(raw) if isinstance(cell, datetime)}
    days, years = {cell.day for cell in typed}, {cell.year for cell in typed}
    if len(days) != 1 or len(years) != 1 or not 20 <= min(days) <= 30 or all(map(_is_month_end, typed)):
        return raw
    example, year = min(typed), 2000 + min(days)
    sentence = (
        f"Kolom “{header.text}” lembar “{cells.findings.sheet}” berisi {example:%d/%m/%Y}, mungkin karena Excel "
        f"mengubah “bulan-{min(days)}”. Tahun {example.year} atau {year}?"
    )
    answer = cells.findings.ask(f"{cells.table.layout}:tanggal-bulan", sentence, (DATE_YEAR, DAY_AS_YEAR))
    if answer is None:
        reason = "tahunnya meragukan; jawab dulu pertanyaan tentang kolom ini"
        refused = {place: reason for place, cell in enumerate(raw) if cell in typed}
        cells.take(header, cells.table.contract.column("periode"), Parsed(objects(raw), refused))
    return [_as_meant(cell, answer) if isinstance(cell, datetime) else cell for cell in raw]


def _is_month_end(day: datetime) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _as_meant(day: datetime, answer: str | None) -> datetime | None:
    if answer is None:
        return None
    return day.replace(year=2000 + day.day, day=1) if answer == DAY_AS_YEAR else day


def _from_title(cells: TableCells, title: Title) -> np.ndarray:
    of_rows = _from_rows_above(cells, title)
    if of_rows is not None:
        return of_rows
    period = _of_title(cells, title)
    if period is None:
        cells.refuse_all("periode tidak tertulis di tabel maupun judulnya; jawab dulu pertanyaan tentang periode")
        return objects([None] * len(cells))
    place = "nama file" if {"period", "year"} & title.from_file else "judul"
    reason = f"diambil dari {place} atau jawaban, karena tabelnya tidak punya kolom periode"
    cells.findings.whole(f"periode {period_text(period)} {reason}")
    return objects([period] * len(cells))


def _from_rows_above(cells: TableCells, title: Title) -> np.ndarray | None:
    """The period of each row by the last row above that names a period and nothing more; None without such rows."""
    between = [row for row in cells.body.other if row < max(cells.body.rows, default=0)]
    named = {row: period for row in between if (period := _of_row(cells, row, title.year)) is not None}
    if not named:
        return None
    where = cells.findings.row_ranges(sorted(named))
    cells.findings.whole(f"periode diambil dari baris {where} untuk baris di bawahnya")
    places = np.searchsorted(sorted(named), cells.body.rows)
    of_rows = [_told(title.period, title.year), *(named[row] for row in sorted(named))]
    periods = objects([of_rows[place] for place in places])
    for place in np.flatnonzero(missing(periods)).tolist():
        cells.findings.row(cells.body.rows[place], "periodenya tidak tertulis; tulis di baris di atasnya")
    cells.dropped |= missing(periods)
    return periods


def _of_row(cells: TableCells, row: int, year: int | None) -> pd.Period | None:
    texts = [cell for cell in cells.sheet.rows[row] if not is_blank(cell)]
    return _told(clean(texts[0]), year) if len(texts) == 1 and isinstance(texts[0], str) else None


def _of_title(cells: TableCells, title: Title) -> pd.Period | None:
    """The period of the title, its year asked where it has none; or as the office says. A file's year alone is none."""
    if title.month and not title.period:
        return _of_number(cells, title, title.month)
    of_year = f"tahun {title.year}" if title.year and title.place("year") == "judul" else None
    period = _told(title.period or of_year, title.year)
    if period is not None:
        return period
    if title.period and title.year is None and _told(title.period, LAST_YEAR) is not None:
        return _told(title.period, ask_year(cells))
    sentence = f"Periode data pada lembar “{cells.findings.sheet}” apa? Tulis misalnya 2025-10 atau 2025-T4."
    return _told(cells.findings.ask_about_sheet("periode", sentence), None)


def _of_number(cells: TableCells, title: Title, month: int) -> pd.Period | None:
    """The month that a sheet's number counts, once the office has said of which year."""
    file, sheet, year = cells.findings.file, cells.findings.sheet, str(title.year) if title.year else None
    sentence = f"Lembar bernomor di file {file}, seperti “{sheet}”, dibaca sebagai bulan. Datanya tahun berapa?"
    answer = cells.findings.ask_about_book("bulan", sentence, year)
    return _told(f"bulan {month}", int(answer)) if answer and answer.isdecimal() else None


def _told(text: str | None, year: int | None) -> pd.Period | None:
    try:
        return parse_period_cell(text, None, year)
    except Refused:
        return None
