"""The rows behind the panel: for each unit and period of an indicator, what was written or counted there."""

from datetime import date

import pandas as pd

from data.memoize import memoize
from data.panel.aggregate.cells import values_of_each
from data.panel.dataset import SOURCE_COLUMNS, Dataset
from data.vocabulary.holidays import days_off
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import indicator

CELL = ["unit", "period"]
WRITTEN, COUNTED_IKM, MEAN, MEDIAN, SUM = "tertulis", "IKM", "rata-rata", "median", "jumlah"
HOW = {"mean": MEAN, "median": MEDIAN, "sum": SUM}
LINEAGE_COLUMNS = [*CELL, "how", "value", *UNSUR, *SOURCE_COLUMNS]


@memoize(beside=days_off)
def rows_behind(dataset: Dataset, key: str) -> pd.DataFrame:
    """Every row that makes a value of that indicator in the panel.

    Columns: unit, period (Period), how (WRITTEN: the value itself; MEAN, MEDIAN, SUM of `value` over the unit and
    period; COUNTED_IKM: the index of U1…U9), value, U1…U9, file, sheet, row. Where a value was written, the rows that
    it could have been counted from are left out, as in the panel. Found once for as long as the dataset lives and the
    days off stay; not to be changed.
    """
    written = _written(dataset.kinerja, key)
    counted = _counted(dataset, key, days_off())
    known = pd.MultiIndex.from_frame(written[CELL])
    new = counted[~pd.MultiIndex.from_frame(counted[CELL]).isin(known)]
    parts = [part.reindex(columns=LINEAGE_COLUMNS) for part in (written, new) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=LINEAGE_COLUMNS)


def _written(kinerja: pd.DataFrame, key: str) -> pd.DataFrame:
    rows = kinerja[kinerja["indicator"] == key].dropna(subset=["value"])
    return rows.drop_duplicates(CELL, keep="last").assign(how=WRITTEN)


def _counted(dataset: Dataset, key: str, free: tuple[date, ...]) -> pd.DataFrame:
    """The cases or answers that the indicator is counted from; for the IKM, respondents with any answer."""
    if key == "ikm":
        answers = dataset.skm.dropna(subset=CELL)
        return answers[answers[list(UNSUR)].notna().any(axis=1)].assign(how=COUNTED_IKM)
    counted = indicator(key).counted
    records = dataset.skm if counted and counted.by == "jawaban" else dataset.layanan
    if counted is None or records.empty:
        return records.iloc[:0].reindex(columns=LINEAGE_COLUMNS)
    rows = records.assign(how=HOW[counted.how], value=values_of_each(dataset, counted, free))
    if counted.by == "jawaban":
        return rows.drop(columns=list(UNSUR)).dropna(subset=[*CELL, "value"])
    months = rows[counted.by].dt.to_period("M").astype(object)
    return rows.assign(period=months).dropna(subset=[*CELL, "value"])
