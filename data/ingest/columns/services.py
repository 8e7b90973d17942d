"""Performance figures split by service become one figure a unit and period, where the sheet says enough for that."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.kinerja import KNOWN, long_frame
from data.ingest.parsers.text import key
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import period_text

TOTALS = frozenset({"jumlah", "total", "semua", "semua layanan", "seluruh layanan", "seluruhnya", "rata rata"})


def is_split(cells: TableCells, rows: pd.DataFrame) -> bool:
    """Whether figures of one unit and period stand in several rows, one a service."""
    if cells.named("layanan") is None or "period" not in rows:
        return False
    return bool(pd.MultiIndex.from_arrays([rows["unit"], rows["period"].map(period_text)]).has_duplicates)


def pooled_services(
    cells: TableCells, rows: pd.DataFrame, indicators: Mapping[str, np.ndarray], respondents: np.ndarray | None
) -> pd.DataFrame:
    """One row a unit, period and indicator: counts added up, the IKM weighted by respondents, the rest by cases.

    What the sheet does not say enough for is refused: figures without weights, a service written twice.
    """
    services = _services(cells, rows)
    weights = {name: weight for name in indicators if (weight := _weights(name, indicators, respondents)) is not None}
    for name in indicators.keys() - weights.keys():
        _refuse_unweighted(cells, name)
    long = long_frame(services, {name: indicators[name] for name in weights}, respondents)
    long["weight"] = [weights[name][place] for name, place in zip(long["indicator"], long.index, strict=True)]
    pooled = _pooled(long)
    _refuse_unknown(cells, pooled[pooled["value"].isna()])
    if len(pooled):
        cells.findings.whole(
            "angka per jenis layanan digabung per unit dan periode: jumlah ditambahkan, IKM ditimbang menurut "
            "responden, yang lain menurut volume"
        )
    return pooled.dropna(subset=["value"])


def _services(cells: TableCells, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without those that sum up others of their unit and period, and without services that stand twice."""
    header = cells.table.columns["layanan"]
    texts = pd.Series([key(str(cell or "")) for cell in cells.raw(header)]).loc[rows.index]
    groups = pd.MultiIndex.from_arrays([rows["unit"], rows["period"].map(period_text)])
    is_total = texts.isin(TOTALS).to_numpy()
    totals = rows[is_total & groups.isin(groups[~is_total])]
    if len(totals):
        where = cells.findings.row_ranges([cells.body.rows[place] for place in totals.index])
        cells.findings.whole(f"baris {where} menjumlahkan layanan lain; tidak dihitung lagi")
    services = rows.drop(index=totals.index)
    identity = pd.MultiIndex.from_arrays([services["unit"], services["period"].map(period_text), texts[services.index]])
    twice = services[identity.duplicated(keep=False)]
    for place in twice.index:
        cells.refuse(place, header, cells.raw(header)[place], "layanan ini tertulis lebih dari sekali di periode itu")
    cells.dropped[twice.index] = True
    return services.drop(index=twice.index)


def _weights(name: str, indicators: Mapping[str, np.ndarray], respondents: np.ndarray | None) -> np.ndarray | None:
    if indicator(name).adds_up:
        return np.ones(len(indicators[name]))
    return respondents if name == "ikm" else indicators.get("volume") if name in KNOWN else None


def _refuse_unweighted(cells: TableCells, name: str) -> None:
    lacking = "kolom Jumlah Responden" if name == "ikm" else "kolom Volume Layanan" if name in KNOWN else "cara hitung"
    header = cells.named(name)
    reason = f"dirinci per jenis layanan tanpa {lacking}; buat satu baris untuk tiap unit dan periode"
    cells.findings.column(header.text if header else name, reason, "refused")


def _refuse_unknown(cells: TableCells, groups: pd.DataFrame) -> None:
    for name, unit, period, row in zip(*(groups[each] for each in ("indicator", "unit", "period", "row")), strict=True):
        which = f"{indicator(name).label} {unit} {period_text(period)}"
        reason = f"{which} tidak dapat digabung: ada layanan yang penimbangnya kosong"
        cells.findings.row(row - cells.findings.first_row, reason)


def _pooled(long: pd.DataFrame) -> pd.DataFrame:
    """The weighted mean of every group, the sum of counts; NaN where a weight is missing or all are nought."""
    weighted = long.assign(total=long["value"] * long["weight"], n=long["n"].where(long["indicator"] == "ikm"))
    keys = [long["unit"], long["period"].map(period_text), long["indicator"]]
    groups = weighted.groupby(keys, sort=False)
    pooled = groups[["unit", "period", "indicator", "row"]].first()
    sums = groups[["total", "weight", "n"]].sum(min_count=1)
    complete = groups["total"].count() == groups.size()
    averaged = np.array([not indicator(name).adds_up for name in pooled["indicator"]], dtype=bool)
    divisor = sums["weight"].where(averaged, 1.0).where(complete).replace(0.0, np.nan)
    return pooled.assign(value=sums["total"] / divisor, n=sums["n"]).reset_index(drop=True)
