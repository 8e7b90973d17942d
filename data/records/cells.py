"""The cells of the panel, counted from a dataset's records."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import pandas as pd

from data.dataset import Dataset
from data.holidays import FIRST_YEAR, LAST_YEAR, days_off
from data.periods import parse_period
from data.records.on_duckdb import DuckDBEngine
from data.records.tables import calendar_of, record_tables

ORDER = ["origin", "nth", "indicator", "unit", "period"]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """`table`: unit, period (Period), indicator, origin (kinerja, skm or layanan), value, n; in the records' order.

    A value is NaN where nothing could be counted: an index without one of its elements, punctuality without a standard.
    `doubts`: how many cases are still_open, contradict themselves, have no_standard, are promised in working days
    beyond_the_calendar, or are too_coarse to be judged.
    """

    table: pd.DataFrame
    doubts: dict[str, int]


DaysOff = tuple[date, ...]
_counted: WeakKeyDictionary[Dataset, tuple[DaysOff, Cells]] = WeakKeyDictionary()


def count_cells(dataset: Dataset) -> Cells:
    """What the dataset's records come to; counted once for as long as the dataset lives and the days off stay."""
    free = days_off()
    known = _counted.get(dataset)
    if known is None or known[0] != free:
        known = _counted[dataset] = free, _count(dataset, free)
    return known[1]


def _count(dataset: Dataset, free: DaysOff) -> Cells:
    with closing(DuckDBEngine()) as engine:
        for name, table in record_tables(dataset).items():
            engine.offer(name, table)
        engine.offer("kalender", calendar_of(engine.answer("span"), free))
        table = pd.concat([engine.answer("streamed"), engine.answer("completed")])
        doubts = engine.answer("doubts").fillna(0).astype(int).iloc[0].to_dict()
        doubts["beyond_the_calendar"] = _beyond_the_calendar(engine.answer("promised"))
    return Cells(_in_order(table), {str(name): count for name, count in doubts.items()})


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    rows = table.dropna(subset=["unit", "period"]).sort_values(ORDER, ignore_index=True)
    periods = {text: parse_period(text) for text in rows["period"].unique()}
    rows["period"] = rows["period"].map(periods)
    return rows.astype(dict.fromkeys(("unit", "period", "indicator", "origin"), object))


def _beyond_the_calendar(promised: pd.DataFrame) -> int:
    years = promised[["first_year", "last_year"]]
    outside = (years < FIRST_YEAR) | (years > LAST_YEAR)
    return int(promised.loc[outside.any(axis=1), "cases"].sum())
