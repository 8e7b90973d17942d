"""A survey recap, one row a service, becomes one IKM for the unit and period, weighted by its respondents."""

from __future__ import annotations

import pandas as pd

from data.ingest.columns.cells import TableCells
from data.vocabulary.periods import period_text


def pooled_frame(cells: TableCells, rows: pd.DataFrame) -> pd.DataFrame:
    """unit, period, indicator "ikm", value, n, row (the first of the services pooled) of each unit and period."""
    weighted = rows.assign(total=rows["ikm"] * rows["jumlah_responden"])
    keys = [rows["unit"], rows["period"].map(period_text)]
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
