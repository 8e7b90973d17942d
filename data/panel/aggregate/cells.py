"""The cells of the panel, counted from a dataset's records."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from data import settings
from data.memoize import memoize
from data.panel.aggregate import statements
from data.panel.aggregate.engines import Engine, engine_in_use
from data.panel.aggregate.on_duckdb import DuckDBEngine
from data.panel.aggregate.tables import RECORDS, in_its_kecamatan, record_tables
from data.panel.dataset import Dataset
from data.region import monthly_store
from data.region.folder import parts_of, versions_of
from data.vocabulary.holidays import FIRST_YEAR, LAST_YEAR
from data.vocabulary.ikm import UNSUR, ikm
from data.vocabulary.indicators import Counted
from data.vocabulary.periods import parse_period

DOUBTS = ("still_open", "contradict", "no_time", "no_standard", "too_coarse")
COUNTED_KINDS = ("layanan", "skm")
ORDER = ["nth", "indicator", "unit", "period"]
NOTHING = pd.DataFrame(columns=["kecamatan", "unit", "period", "indicator", "origin", "value", "n", "nth"])
NO_DOUBTS = pd.DataFrame(columns=list(DOUBTS), index=pd.DatetimeIndex([]))
TYPES = {**dict.fromkeys(("unit", "period", "indicator", "origin"), object), "value": float, "n": float}


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """`table`: unit, period (Period), indicator, origin (kinerja, skm or layanan), value, n; in the records' order.

    A value is NaN where nothing could be counted: an index without one of its elements, punctuality without a standard.
    `doubts`, by the month of completion (the index, a month's first day; NaT where still open): how many cases are
    still_open, contradict themselves, have no_time of day or no_standard, or are too_coarse to be judged.
    beyond_the_calendar: how many are promised in working days of years without holidays.
    """

    table: pd.DataFrame
    doubts: pd.DataFrame
    beyond_the_calendar: int


_counted: dict[tuple[Path, str], dict[tuple[str, str], Cells | None]] = {}
"""By folder and engine, what each kecamatan's version came to: as large as the panel, and replaced with it."""


@memoize()
def count_cells(dataset: Dataset, free: tuple[date, ...]) -> Cells:
    """What the dataset's cases and answers come to where `free` are the days off."""
    with closing(engine_in_use()) as engine:
        for name, table in record_tables(dataset, free, COUNTED_KINDS).items():
            engine.offer(name, table)
        return _together(_count_offered(engine).values())


def count_folder(folder: Path) -> Cells:
    """What the records in a folder written by `python -m data export` come to; see `folder.of_one_version`.

    The table holds the typed values too, and those that were collected month by month, both of the origin kinerja.
    Working days are those that each kecamatan counted when it exported, its own days off among them. Only kecamatan
    whose version this process has not counted yet are counted.
    """
    versions = versions_of(folder)
    before = _counted.get((folder, settings.engine()), {})
    new = {name: version for name, version in versions.items() if (name, version) not in before}
    fresh = _count_parts(folder, new) if new else {}
    now = {(name, version): before.get((name, version), fresh.get(name)) for name, version in versions.items()}
    _counted[folder, settings.engine()] = now
    collected = monthly_store.values(folder).assign(origin="kinerja")
    counted = _together([cells for cells in now.values() if cells])
    table = in_its_kecamatan(pd.concat([collected, counted.table], ignore_index=True))
    return replace(counted, table=table.astype(TYPES))


def _count_parts(folder: Path, versions: Mapping[str, str]) -> dict[str, Cells]:
    with closing(engine_in_use()) as engine:
        for kind in RECORDS:
            engine.offer_parts(kind, parts_of(folder, kind, versions))
        return _count_offered(engine, engine.answer("typed").assign(origin="kinerja"))


def values_of_each(dataset: Dataset, how: Counted, free: tuple[date, ...]) -> np.ndarray:
    """What every case or answer of the dataset gives to an indicator that is counted so; NaN: nothing."""
    with closing(DuckDBEngine()) as engine:
        for name, table in record_tables(dataset, free, COUNTED_KINDS).items():
            engine.offer(name, table)
        return engine.run(statements.values_of_each(how))["value"].to_numpy(float)


def _count_offered(engine: Engine, *typed: pd.DataFrame) -> dict[str, Cells]:
    """The cells of each kecamatan."""
    surveyed, arrived, completed = map(engine.answer, ("surveyed", "arrived", "completed"))
    years = pd.concat([arrived["period"], completed["period"]]).dropna().str[:4].astype(int)
    all_years_known = years.between(FIRST_YEAR, LAST_YEAR).all()
    beyond = {} if all_years_known else _beyond_the_calendar(engine.answer("promised"))
    counted = _long(arrived, "layanan"), _long(completed, "layanan"), _long(_with_index(surveyed), "skm")
    rows = _in_order(pd.concat([*typed, *counted]))
    doubts = completed.set_index(pd.to_datetime(completed["period"], format="%Y-%m"))[["kecamatan", *DOUBTS]]
    tables, doubted = ({str(name): own for name, own in frame.groupby("kecamatan")} for frame in (rows, doubts))
    return {
        name: Cells(tables.get(name, rows[:0]), doubted.get(name, doubts[:0])[list(DOUBTS)], beyond.get(name, 0))
        for name in {*tables, *doubted}
    }


def _together(several: Iterable[Cells]) -> Cells:
    parts = list(several)
    tables, doubts = [NOTHING, *(one.table for one in parts)], [NO_DOUBTS, *(one.doubts for one in parts)]
    table = pd.concat(tables).sort_values(["nth", "indicator", "kecamatan", "unit"], ignore_index=True)
    return Cells(table.astype(TYPES), pd.concat(doubts), sum(one.beyond_the_calendar for one in parts))


def _with_index(surveyed: pd.DataFrame) -> pd.DataFrame:
    """The IKM beside the elements' means that it is made of; NaN where nobody answered one of them."""
    nrr = pd.DataFrame({unsur: surveyed[f"nrr_{unsur.lower()}"] for unsur in UNSUR})
    return surveyed.assign(ikm=ikm(nrr), n_ikm=surveyed["n_nrr_u1"])


def _long(wide: pd.DataFrame, origin: str) -> pd.DataFrame:
    """One row a cell: a value's column and its n_… column become one indicator."""
    keys = [name.removeprefix("n_") for name in map(str, wide.columns) if name.startswith("n_")]
    groups = wide.reindex(columns=["kecamatan", "unit", "period", "nth"])
    return groups.take(np.tile(np.arange(len(wide)), len(keys))).assign(
        origin=origin,
        indicator=np.repeat(keys, len(wide)),
        value=np.concatenate([wide[key] for key in keys]),
        n=np.concatenate([wide[f"n_{key}"] for key in keys]),
    )


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """An engine's rows as the records stand, their periods no longer text."""
    rows = rows.dropna(subset=["unit", "period"]).sort_values(ORDER, ignore_index=True)
    periods = {text: parse_period(text) for text in rows["period"].unique()}
    return rows.assign(period=rows["period"].map(periods))


def _beyond_the_calendar(promised: pd.DataFrame) -> dict[str, int]:
    years = promised[["first_year", "last_year"]]
    outside = (years < FIRST_YEAR) | (years > LAST_YEAR)
    cases = promised[outside.any(axis=1)].groupby("kecamatan")["cases"].sum()
    return {str(name): int(count) for name, count in cases.items()}
