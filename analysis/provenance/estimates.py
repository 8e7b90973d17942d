"""Origins of estimates: the values of the panel they were made from, each with the rows it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.before_after.compute import compare
from analysis.impact.estimators import counterfactual
from analysis.impact.report import Evidence
from analysis.impact.verdict import Verdict
from analysis.provenance.methods import Method
from analysis.provenance.origin import Origin, Questions, together
from analysis.provenance.panel_values import comparison
from analysis.text import wording
from data.ingest.parsers.text import row_ranges
from data.panel.dataset import Dataset
from data.panel.lineage import rows_behind

if TYPE_CHECKING:
    from analysis.regression.compute import Regression

LINE = "garis lurus kuadrat terkecil (OLS) dari kolom Nilai atas kolom X"
ADJUSTED = "; X dan Nilai di sini sudah dikurangi bagian yang dijelaskan kejadian lain"
IMPUTED = (
    "tetapan unit dan tetapan periode ditaksir (kuadrat terkecil) dari baris dengan Terlatih = 0; angka ini rata-rata "
    "selisih Nilai dari jumlah kedua tetapan pada baris dengan Ikut = 1"
)


def regression(dataset: Dataset, result: Regression, filters: Mapping[str, str], adjusted: bool = False) -> Questions:
    """Coefficient, constant and R² of the simple regression; `adjusted` where events were taken out of X and Y."""
    if result.refusal:
        return {}
    words = LINE + (ADJUSTED if adjusted else "")
    decimals, unit = max(wording.change_decimals(result.y), 2), result.y.unit
    step = f"per {wording.number(result.x.step, 0)} {result.x.unit}"
    found = {
        f"Koefisien {step}": (
            Method("kemiringan", f"kemiringan {words}, {step}", {"step": result.x.step}),
            result.slope * result.x.step, result.y.change_unit, decimals,
        ),
        "Konstanta": (Method("konstanta", f"nilai di X = 0 pada {words}", {}), result.intercept, unit, decimals),
        "Koefisien determinasi (R²)": (
            Method("R2", f"kuadrat korelasi X dan Nilai pada {words}", {}), 100 * result.r2, "%", 1,
        ),
    }  # fmt: skip
    chosen = {**filters, "X": result.x.label, "Jeda": f"{result.lag} periode"}
    return {label: partial(_regression, dataset, result, chosen, label, *numbers) for label, numbers in found.items()}


def impact(dataset: Dataset, verdict: Verdict, filters: Mapping[str, str]) -> Questions:
    """The headline effect of training."""
    if not verdict.estimates or verdict.design is None:
        return {}
    return {"Pengaruh pelatihan": partial(_impact, dataset, verdict, filters)}


def evidence(dataset: Dataset, weighed: Evidence, filters: Mapping[str, str]) -> Questions:
    """The headline effect, and the raw comparison beside it."""
    raw = compare(weighed.rows, weighed.verdict.indicator)
    return together(impact(dataset, weighed.verdict, filters), comparison(dataset, weighed.rows, raw, filters))


def _regression(
    dataset: Dataset, result: Regression, filters: Mapping[str, str], label: str, method: Method, value: float,
    unit: str, decimals: int,
) -> Origin:  # fmt: skip
    points = result.points[["unit", "period", "x", "y"]].rename(columns={"x": "X", "y": "Nilai"})
    rows = _with_places(dataset, result.y.key, points)
    return Origin(f"{label}, {wording.short_name(result.y)}", method, filters, value, unit, decimals, rows)


def _impact(dataset: Dataset, verdict: Verdict, filters: Mapping[str, str]) -> Origin:
    assert verdict.design is not None
    design, indicator = verdict.design, verdict.indicator
    unit, period = np.nonzero(design.observed)
    trained = design.relative >= 0
    cells = pd.DataFrame(
        {
            "unit": np.array(design.units, dtype=object)[unit],
            "period": design.periods[period].astype(object),
            "Nilai": design.value[unit, period],
            "Terlatih": trained[unit, period].astype(int),
            "Ikut": (trained & np.isfinite(counterfactual(design)))[unit, period].astype(int),
        }
    )
    rows = _with_places(dataset, indicator.key, cells)
    question, decimals = f"Pengaruh pelatihan, {wording.short_name(indicator)}", wording.change_decimals(indicator)
    method, value = Method("imputasi", IMPUTED, {}), verdict.estimates[0].estimate
    return Origin(question, method, filters, value, indicator.change_unit, decimals, rows)


def _with_places(dataset: Dataset, key: str, cells: pd.DataFrame) -> pd.DataFrame:
    """One line a value of the panel: where its rows stand, as text, then unit, period and the other columns."""
    behind = rows_behind(dataset, key).groupby(["unit", "period"], sort=False)
    places = behind.agg(
        Berkas=("file", _several), Lembar=("sheet", _several), Baris=("row", lambda rows: row_ranges(sorted(set(rows))))
    )
    typed = cells.assign(period=cells["period"].astype(object))
    rows = typed.merge(places.reset_index().astype({"period": object}), on=["unit", "period"], how="left")
    named = rows.rename(columns={"unit": "Unit", "period": "Periode"})
    first = ["Berkas", "Lembar", "Baris", "Unit", "Periode"]
    return named[[*first, *named.columns.difference(first, sort=False)]]


def _several(names: pd.Series) -> str:
    return "; ".join(sorted(set(names)))
