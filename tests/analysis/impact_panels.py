"""Panels of training and outcome drawn at random, or without noise, for the tests of the estimators."""

from collections.abc import Callable

import numpy as np
import pandas as pd

START = {"M": "2023-01", "Q": "2019Q1", "6M": "2015-01", "Y": "2010"}


def panel_of(value: np.ndarray, first: list[int | None], freq: str = "M") -> pd.DataFrame:
    """Rows of the panel for a G×T array of values (NaN: no row) and each unit's column of first training."""
    periods = pd.period_range(START[freq], periods=value.shape[1], freq=freq)
    rows = [
        (f"Unit {unit + 1:02d}", periods[t], value[unit, t], pd.NaT if when is None else periods[0] + when)
        for unit, when in enumerate(first)
        for t in range(value.shape[1])
        if not np.isnan(value[unit, t])
    ]
    frame = pd.DataFrame(rows, columns=["unit", "period", "value", "first_treated"])
    return frame.astype({"period": periods.dtype, "first_treated": periods.dtype})


def random_panel(
    seed: int, *, missing: float = 0.15, never: int = 3, freq: str = "M", same: bool = False
) -> pd.DataFrame:
    """6–12 units × 8–20 periods of unit and period constants, noise, waves of training and holes."""
    deal = np.random.default_rng(seed)
    n_units, n_periods = int(deal.integers(never + 4, never + 9)), int(deal.integers(8, 21))
    dates = deal.integers(3, n_periods - 2, n_units - never)
    first = [*map(int, dates), *[None] * never]
    value = deal.normal(0, 5, (n_units, 1)) + deal.normal(0, 2, n_periods) + deal.normal(0, 1, (n_units, n_periods))
    value += np.array([[2.0 if when is not None and t >= when else 0 for t in range(n_periods)] for when in first])
    holes = deal.random(value.shape) < missing
    return panel_of(np.where(holes, np.nan, 80 + value), first, freq)


def several(rows: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """One indicator's rows as the panel of all indicators, with these further columns."""
    dates = {name: rows[name].astype(object) for name in ("period", "first_treated")}
    usual = {"indicator": "ikm", "n": 100.0, "porsi_terlatih": 0.0, "jp_per_pegawai": 0.0}
    return rows.assign(**dates, **{**usual, **columns})


def noiseless(effect: Callable[[int], float], first: list[int | None], n_periods: int = 14) -> pd.DataFrame:
    """Values made of a unit constant, a period constant and `effect(periods since training)` only."""
    deal = np.random.default_rng(5)
    value = 70 + deal.normal(0, 6, (len(first), 1)) + deal.normal(0, 3, n_periods)
    for unit, when in enumerate(first):
        for t in range(n_periods if when is None else when, n_periods):
            value[unit, t] += effect(t - when)
    return panel_of(value, first)


def trained(rows: pd.DataFrame) -> pd.Series:
    """Which rows lie in or after the unit's first trained period."""
    return rows["first_treated"].notna() & (rows["period"] >= rows["first_treated"])


def comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Only the units, and then the periods, that have an untrained row."""
    rows = rows[rows["unit"].isin(rows.loc[~trained(rows), "unit"])]
    return rows[rows["period"].isin(rows.loc[~trained(rows), "period"])]


Estimator = Callable[[pd.DataFrame, np.ndarray], np.ndarray]


def own_spread_by_hand(rows: pd.DataFrame, estimator: Estimator) -> tuple[float, float]:
    """Bell & McCaffrey's variance and degrees of freedom from an estimator's weights with each unit left out."""
    y, here = rows["value"].to_numpy(), np.eye(len(rows))
    weights = estimator(rows, here)
    differences = []
    for unit in rows["unit"].unique():
        kept = (rows["unit"] != unit).to_numpy()
        differences.append(estimator(rows[kept], here[kept]) - weights)
    away = np.array(differences)
    products = away @ away.T
    scale = (weights @ weights) / np.trace(products)
    return float(((away @ y) ** 2).sum() * scale), float(np.trace(products) ** 2 / (products**2).sum())
