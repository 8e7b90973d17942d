"""Interval arithmetic shared by the result modules."""

from __future__ import annotations

from math import nan, sqrt

import pandas as pd
from scipy.stats import t


def t_interval(centre: float, se: float, df: float, level: float = 0.95) -> tuple[float, float]:
    """centre ± t·se; NaN where df is not positive or se unknown."""
    if not df > 0 or not se >= 0:
        return nan, nan
    half = float(t.ppf(0.5 + level / 2, df)) * se
    return centre - half, centre + half


def mean_interval(values: pd.Series) -> tuple[float, float]:
    """95% t interval of the mean of the known values; NaN below two of them."""
    known = values.dropna()
    return t_interval(float(known.mean()), float(known.std()) / sqrt(max(len(known), 1)), len(known) - 1)
