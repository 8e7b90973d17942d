"""Survey recaps become one IKM for the unit and period: of services by their respondents, of elements by their mean."""

import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.schemas.unsur import UNSUR
from data.vocabulary.periods import period_text
from data.vocabulary.regulations import SKM_SCALE

SKM_HIGHEST = 4


def pooled_frame(cells: TableCells, rows: pd.DataFrame) -> pd.DataFrame:
    """unit, period, indicator "ikm", value, n, row (the first of the services pooled) of each unit and period."""
    keys = [rows["unit"], rows["period"].map(period_text)]
    if "jumlah_responden" not in rows:
        return _single_indices(cells, rows, keys)
    weighted = rows.assign(total=rows["ikm"] * rows["jumlah_responden"])
    pooled = weighted.groupby(keys, sort=False).agg(
        unit=("unit", "first"),
        period=("period", "first"),
        total=("total", "sum"),
        n=("jumlah_responden", "sum"),
        row=("row", "first"),
    )
    if (pooled["n"] == 0).any():
        cells.findings.whole("rekap tanpa responden tidak dibaca", "warning")
    pooled = pooled[pooled["n"] > 0]
    if len(pooled):
        cells.findings.whole("IKM dihitung dari rekap per layanan, ditimbang menurut jumlah respondennya")
    return pooled.assign(indicator="ikm", value=pooled["total"] / pooled["n"]).reset_index(drop=True)


def _single_indices(cells: TableCells, rows: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The index of each unit and period that has one row; several cannot be weighted."""
    repeated = pd.MultiIndex.from_arrays(keys).duplicated(keep=False)
    for place in rows.index[repeated]:
        cells.findings.row(cells.body.rows[place], "unit dan periode ini berulang; tulis jumlah respondennya")
    cells.dropped[rows.index[repeated]] = True
    return rows[~repeated].assign(indicator="ikm", value=rows["ikm"], n=float("nan"))


def index_frame(cells: TableCells, rows: pd.DataFrame) -> pd.DataFrame:
    """unit, period, indicator "ikm", value, n (not printed), row of each unit and period whose nine elements are there.

    A mean of 1–4 counts 25 times, one already converted (25–100) as it is; each element weighs 1/9 (Permen PANRB
    14/2017, lampiran).
    """
    elements = rows.dropna(subset=["unsur", "nilai"])
    keys = [elements["unit"], elements["period"].map(period_text)]
    found = elements.groupby(keys, sort=False).agg(
        unit=("unit", "first"),
        period=("period", "first"),
        different=("unsur", "nunique"),
        total=("unsur", "size"),
        low=("nilai", "min"),
        high=("nilai", "max"),
        mean=("nilai", "mean"),
        row=("row", "first"),
    )
    on_four, converted = found["high"] <= SKM_HIGHEST, found["low"] >= SKM_SCALE
    whole = (found["different"] == len(UNSUR)) & (found["total"] == len(UNSUR)) & (on_four | converted)
    if not whole.all() or found.empty:
        cells.findings.whole("rekap unsur tidak lengkap; tulis kesembilan unsur, nilainya 1–4 atau 25–100", "refused")
    elif len(found):
        cells.findings.whole("IKM dihitung dari nilai rata-rata kesembilan unsur, bobotnya sama")
    value = found["mean"].where(converted, found["mean"] * SKM_SCALE)
    return found.assign(indicator="ikm", value=value, n=float("nan"))[whole].reset_index(drop=True)
