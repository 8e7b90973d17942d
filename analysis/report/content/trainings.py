"""The trainings a report lists; those of few participants are told together, so that a row speaks of nobody."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.report.content.report import BLANK, ReportCell, ReportColumn, ReportTable, number
from analysis.text.disclosure import few, hidden
from data.panel.attendance import completed
from data.panel.dataset import Dataset
from data.vocabulary.periods import last_day

TRAINING_COLUMNS = (
    ReportColumn("Pelatihan", 3), ReportColumn("Bidang", 1.5), ReportColumn("Peserta"), ReportColumn("JP"),
    ReportColumn("Biaya (Rp)"),
)  # fmt: skip
COST_COLUMNS = (
    ReportColumn("Pelatihan", 3), ReportColumn("Keikutsertaan", 1.35), ReportColumn("Biaya (Rp)"),
    ReportColumn("Per peserta (Rp)"), ReportColumn("Per JP (Rp)"),
)  # fmt: skip


def trainings_in(dataset: Dataset, period: pd.Period, *, internal: bool = False) -> ReportTable | None:
    """Trainings completed in the period: participants, hours, cost (of few where `internal`); None without any."""
    people = completed(dataset.pegawai, dataset.pelatihan)
    rows = people[people["date"].between(period.start_time, last_day(period))]
    if rows.empty:
        return None
    groups = rows.fillna({"bidang": BLANK}).groupby(["nama_pelatihan", "bidang"], sort=True)
    sums = groups[["jp", "biaya"]].sum(min_count=1).assign(n=groups.size()).reset_index()
    small = hidden(sums["n"], sums["n"]) & (not internal)
    cells = [
        _training(str(one.nama_pelatihan), str(one.bidang), one.n, one.jp, one.biaya, internal)
        for one in _rows(sums[~small])
    ]
    n, jp, biaya = (_sum(sums.loc[small, name]) for name in ("n", "jp", "biaya"))
    pooled = [_training(_together(sums[small]), BLANK, n, jp, biaya)] if small.any() else []
    return ReportTable("Pelatihan periode ini", TRAINING_COLUMNS, (*cells, *pooled))


def _training(
    name: str, field: str, n: float, jp: float, biaya: float, internal: bool = False
) -> tuple[ReportCell, ...]:
    if few(int(n)) and not internal:
        return name, field, "kurang dari 5", BLANK, BLANK
    return name, field, number(n, 0), number(jp, 0), number(biaya, 0)


def cost_table(by_training: pd.DataFrame, *, internal: bool = False) -> ReportTable:
    """What each training cost; `by_training`: columns nama_pelatihan, n, total, per_participant, per_jp.

    Five participants or more are behind it all, or it is `internal`: then no training is told together with others.
    """
    small = hidden(by_training["n"], by_training["n"]) & (not internal)
    cells = [
        _cost(str(row.nama_pelatihan), row.n, row.total, row.per_participant, row.per_jp)
        for row in _rows(by_training[~small])
    ]
    n, total = by_training.loc[small, ["n", "total"]].sum()
    pooled = [_cost(_together(by_training[small]), n, total, total / n, None)] if small.any() else []
    return ReportTable("Biaya", COST_COLUMNS, (*cells, *pooled))


def _cost(name: str, *values: float | None) -> tuple[ReportCell, ...]:
    return name, *(number(value, 0) for value in values)


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The frame's rows, their cells by name."""
    return frame.itertuples()


def _together(small: pd.DataFrame) -> str:
    """What the row of the trainings told together is called: its name where it is only one."""
    names = small["nama_pelatihan"]
    return str(names.iloc[0]) if len(names) == 1 else f"{len(names)} pelatihan berpeserta sedikit (digabung)"


def _sum(values: pd.Series) -> float:
    """NaN where no value is known: unknown is not free."""
    return float(values.sum(min_count=1))
