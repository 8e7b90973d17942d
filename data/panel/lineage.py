"""The rows behind the panel: for each unit and period of an indicator, what was written or counted there."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.once import once
from data.panel.dataset import SOURCE_COLUMNS, Dataset
from data.panel.service_cases import minutes_taken, on_time
from data.vocabulary.holidays import days_off
from data.vocabulary.ikm import UNSUR

CELL = ["unit", "period"]
WRITTEN, COUNTED_IKM, MEAN, MEDIAN, SUM = "tertulis", "IKM", "rata-rata", "median", "jumlah"
COLUMNS = [*CELL, "how", "value", *UNSUR, *SOURCE_COLUMNS]


def rows_behind(dataset: Dataset, key: str) -> pd.DataFrame:
    """Every row that makes a value of that indicator in the panel.

    Columns: unit, period (Period), how (WRITTEN: the value itself; MEAN, MEDIAN, SUM of `value` over the unit and
    period; COUNTED_IKM: the index of U1…U9), value, U1…U9, file, sheet, row. Where a value was written, the rows that
    it could have been counted from are left out, as in the panel. Found once for as long as the dataset lives and the
    days off stay; not to be changed.
    """
    return _behind(dataset, key, days_off())


@once
def _behind(dataset: Dataset, key: str, free: tuple[date, ...]) -> pd.DataFrame:
    written = _written(dataset.kinerja, key)
    counted = pd.concat([_answers(dataset.skm, key), _cases(dataset.layanan, key, free)])
    known = pd.MultiIndex.from_frame(written[CELL])
    new = counted[~pd.MultiIndex.from_frame(counted[CELL]).isin(known)]
    parts = [part.reindex(columns=COLUMNS) for part in (written, new) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _written(kinerja: pd.DataFrame, key: str) -> pd.DataFrame:
    rows = kinerja[kinerja["indicator"] == key].dropna(subset=["value"])
    return rows.drop_duplicates(CELL, keep="last").assign(how=WRITTEN)


def _answers(skm: pd.DataFrame, key: str) -> pd.DataFrame:
    """Respondents with any answer for the index; with an answer to the element for its mean."""
    rows, element = skm.dropna(subset=CELL), key.removeprefix("nrr_").upper()
    if key == "ikm":
        return rows[rows[list(UNSUR)].notna().any(axis=1)].assign(how=COUNTED_IKM)
    if element not in UNSUR or not key.startswith("nrr_"):
        return rows.iloc[:0].assign(how=MEAN, value=0.0)
    return rows.drop(columns=list(UNSUR)).assign(how=MEAN, value=rows[element]).dropna(subset=["value"])


def _cases(layanan: pd.DataFrame, key: str, free: tuple[date, ...]) -> pd.DataFrame:
    """Cases by the month they were completed in, for volume and returned files by the month they came in."""
    if layanan.empty:
        return layanan.reindex(columns=COLUMNS)
    counted = {
        "lama_layanan": ("selesai", MEDIAN, minutes_taken(layanan)),
        "tepat_waktu": ("selesai", MEAN, 100.0 * on_time(layanan, holidays=free)),
        "berkas_dikembalikan": ("masuk", MEAN, 100.0 * layanan["dikembalikan"].astype(float)),
        "volume": ("masuk", SUM, pd.Series(1.0, index=layanan.index)),
    }
    if key not in counted:
        return layanan.iloc[:0].reindex(columns=COLUMNS)
    day, how, value = counted[key]
    rows = layanan.assign(period=layanan[day].dt.to_period("M").astype(object), how=how, value=value)
    return rows.dropna(subset=[*CELL, "value"])
