"""From the rows behind a number to the number, by nothing but the columns of their table.

Each method reads the table as it is exported: `Nilai` and the columns named in its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.stats.survival import kaplan_meier, quantile
from data.panel.lineage import COUNTED_IKM, MEAN, MEDIAN, SUM, WRITTEN
from data.vocabulary.ikm import UNSUR, ikm

CHANGES = ("selisih unit", "selisih orang", "kemiringan", "imputasi")
BEFORE, AFTER = "sebelum", "sesudah"
FREE = ("Unit", "Periode")
HOW: Mapping[str, Callable[[pd.DataFrame], float]] = {
    WRITTEN: lambda rows: rows["Nilai"].iloc[-1],
    MEAN: lambda rows: rows["Nilai"].mean(),
    MEDIAN: lambda rows: rows["Nilai"].median(),
    SUM: lambda rows: rows["Nilai"].sum(),
    COUNTED_IKM: lambda rows: float(ikm(rows[list(UNSUR)].mean().to_frame().T).iloc[0]),
}


@dataclass(frozen=True, slots=True)
class Method:
    """How to make a number from its rows: `name` in METHODS, its options, and the formula in Indonesian words."""

    name: str
    words: str
    options: Mapping[str, Any]

    @property
    def signed(self) -> bool:
        """Whether the number is a change, which is said with its sign."""
        return self.name in CHANGES

    def compute(self, rows: pd.DataFrame) -> float:
        """The number, from the rows alone."""
        return float(METHODS[self.name](rows, **self.options))


def cells(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """The value of each group of rows, formed as its column `Cara` says."""
    return pd.Series({key: HOW[group["Cara"].iloc[0]](group) for key, group in rows.groupby(by)}, dtype=float)


def _mean_of_units(rows: pd.DataFrame) -> float:
    values = cells(rows, list(FREE))
    return float(values.groupby(level=0).mean().mean())


def _difference(rows: pd.DataFrame) -> float:
    after, before = (_mean_of_units(rows[rows["Sisi"] == side]) for side in (AFTER, BEFORE))
    return after - before


def _ratio_of_cells(rows: pd.DataFrame, top: str, bottom: str, factor: float) -> float:
    sums = cells(rows, ["Indikator", *FREE]).groupby(level=0).sum()
    return factor * float(sums[top] / sums[bottom])


def _persons(rows: pd.DataFrame) -> pd.Series:
    """Each person's mean over the occasions, a mean each."""
    return rows.groupby(["Orang", "Kejadian"])["Nilai"].mean().groupby(level=0).mean()


def _persons_difference(rows: pd.DataFrame) -> float:
    sides = {side: _persons(rows[rows["Sisi"] == side]) for side in (BEFORE, AFTER)}
    return float((sides[AFTER] - sides[BEFORE]).mean())


def _hours(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("Orang")["JP"].sum()


def _index(rows: pd.DataFrame, weight: str, elements: tuple[str, ...], apart: bool) -> float:
    """The index of all elements, or the mean answer to one; services in equal parts where `apart`."""
    answers = rows.groupby("Layanan" if apart else (lambda _: ""))[list(UNSUR)].mean().mean()
    return float(ikm(answers.to_frame().T, weight).iloc[0]) if len(elements) > 1 else float(answers[elements[0]])


def _line(rows: pd.DataFrame) -> tuple[float, float]:
    slope, intercept = np.polyfit(rows["X"], rows["Nilai"], 1)
    return float(slope), float(intercept)


def _r_squared(rows: pd.DataFrame) -> float:
    return float(np.corrcoef(rows["X"], rows["Nilai"])[0, 1] ** 2)


def _imputed(rows: pd.DataFrame) -> float:
    """Unit and period constants fitted on the untrained cells; the mean gap of the trained cells they reach."""
    constants = pd.get_dummies(rows[list(FREE)].astype(str), dtype=float)
    free = (rows["Terlatih"] == 0).to_numpy()
    basis, values = constants.to_numpy(), rows["Nilai"].to_numpy(dtype=float)
    reached = (rows["Ikut"] == 1).to_numpy()
    fitted = basis @ np.linalg.lstsq(basis[free], values[free], rcond=None)[0]
    return float((values - fitted)[reached].mean())


METHODS: Mapping[str, Callable[..., float]] = {
    "rata-rata unit": _mean_of_units,
    "selisih unit": _difference,
    "rasio sel": _ratio_of_cells,
    "persen": lambda rows: 100 * rows["Nilai"].mean(),
    "jumlah": lambda rows: rows["Nilai"].sum(),
    "bagi": lambda rows, divisor: rows["Nilai"].sum() / divisor,
    "rasio": lambda rows, factor: factor * rows["Nilai"].sum() / rows["Pembagi"].sum(),
    "kuantil": lambda rows, share: quantile(
        kaplan_meier(rows["Nilai"].to_numpy(dtype=float), rows["Selesai"].to_numpy() == 1), share
    ),
    "indeks": _index,
    "jawaban terbaik": lambda rows: 100 * (rows[list(UNSUR)].stack() == 4).mean(),
    "banyak baris": len,
    "persen JP": lambda rows, minimum: 100 * (_hours(rows) >= minimum).mean(),
    "kurang JP": lambda rows, minimum: (minimum - _hours(rows)).clip(lower=0).sum(),
    "rata-rata JP": lambda rows: _hours(rows).mean(),
    "biaya per orang": lambda rows, minimum: rows["Nilai"].sum() / (_hours(rows) >= minimum).sum(),
    "rata-rata orang": lambda rows: _persons(rows).mean(),
    "selisih orang": _persons_difference,
    "kemiringan": lambda rows, step: step * _line(rows)[0],
    "konstanta": lambda rows: _line(rows)[1],
    "R2": lambda rows: 100 * _r_squared(rows),
    "imputasi": _imputed,
}
