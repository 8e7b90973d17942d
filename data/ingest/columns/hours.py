"""Sums of JP by person and period: each becomes one participation over the whole period, named as the sum it is."""

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.parsers import number_kind
from data.ingest.columns.periods import ask_year
from data.ingest.columns.pivot import in_years
from data.ingest.columns.titles import Title
from data.ingest.parsers.numbers import number_column
from data.ingest.parsers.parsing import objects
from data.ingest.tables import hours_headings
from data.ingest.tables.pivot import ANY_YEAR
from data.panel.attendance import HOURS_SUM
from data.vocabulary.periods import first_day, last_day, period_text

FILLED = ["nama_pelatihan", "mulai", "selesai"]


def has_hours_by_period(cells: TableCells) -> bool:
    """Whether the headings of a recap of JP name the periods of its sums."""
    return cells.table.contract.kind == "rekap_jp" and bool(hours_headings(cells.table.headers))


def summed_hours(cells: TableCells, people: pd.DataFrame, title: Title) -> pd.DataFrame:
    """One row a person and period with JP; `people` keep their places in the body as their index."""
    whole = people if "period" in people else _by_headings(cells, people, title)
    rows = whole[whole["jp"] > 0].dropna(subset=["period"])
    cells.findings.whole("jumlah JP tanpa nama dan hari pelatihan: dihitung sebagai JP, bukan kapan unitnya dilatih")
    spans = [(f"{HOURS_SUM} {period_text(each)}", first_day(each), last_day(each)) for each in rows["period"]]
    return rows.drop(columns="period").assign(**pd.DataFrame(spans, rows.index, FILLED))


def _by_headings(cells: TableCells, people: pd.DataFrame, title: Title) -> pd.DataFrame:
    column, parts = cells.table.contract.column("jp"), []
    for header, period in hours_headings(cells.table.headers):
        hours = cells.take(header, column, number_column(cells.raw(header), number_kind(column)))
        year = (title.year or ask_year(cells)) if period.year == ANY_YEAR else period.year
        when = objects([None] * len(cells)) if year is None else in_years(period, objects([year] * len(cells)))
        parts.append(people.assign(jp=hours[people.index], period=when[people.index]))
    if any(part["period"].isna().any() for part in parts):
        cells.refuse_all("tahunnya belum ditulis. Jawab pertanyaan tentang tahun file ini")
    _compare_sums(cells, people, np.nansum([part["jp"] for part in parts], axis=0))
    return pd.concat(parts).sort_index(kind="stable")


def _compare_sums(cells: TableCells, people: pd.DataFrame, sums: np.ndarray) -> None:
    """Warn of every printed sum that the periods beside it do not give."""
    header = cells.named("jp")
    if header is None or "jp" not in people:
        return
    for place in people.index[np.abs(people["jp"].to_numpy() - sums) > 0.01]:
        found = f"{sums[people.index.get_loc(place)]:g}".replace(".", ",")
        reason = f"jumlahnya tidak cocok: JP di sebelahnya berjumlah {found}; periksa angkanya"
        row = cells.body.rows[place]
        cells.findings.cell(row, header.column, header.text, cells.raw(header)[place], reason, "warning")
