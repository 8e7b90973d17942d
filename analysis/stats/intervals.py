"""Interval arithmetic shared by the result modules."""

from dataclasses import dataclass
from math import inf, nan, sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

_ROUND_OFF = 1e-12


@dataclass(frozen=True, slots=True)
class Share:
    """A share 0–1 of n cases with its 95% Wilson interval; NaN without cases."""

    value: float
    ci_low: float
    ci_high: float
    n: int


def half_width(se: Any, df: ArrayLike, level: float = 0.95) -> Any:
    """t·se: how far a two-sided interval of Student's t reaches from its centre; element by element for arrays."""
    return stdtrit(df, 0.5 + level / 2) * se


def t_interval(centre: float, se: float, df: float, level: float = 0.95) -> tuple[float, float]:
    """centre ± t·se; NaN where df is not positive, or where equal values leave no spread to judge by."""
    if not df > 0 or not se > _ROUND_OFF * max(abs(centre), 1):
        return nan, nan
    half = float(half_width(se, df, level))
    return centre - half, centre + half


def mean_interval(values: pd.Series) -> tuple[float, float]:
    """95% t interval of the mean of the known values; NaN below two different ones."""
    known = values.dropna()
    return t_interval(float(known.mean()), float(known.std()) / sqrt(max(len(known), 1)), len(known) - 1)


def mean_p(values: ArrayLike) -> float:
    """p of Student's two-sided test that the mean of these values, not all equal, is zero."""
    known = np.asarray(values, dtype=float)
    n = len(known)
    return float(2 * stdtr(n - 1, -abs(known.mean()) / (known.std(ddof=1) / sqrt(n))))


def ratio_interval(numerator: pd.Series, denominator: pd.Series, level: float = 0.95) -> tuple[float, float]:
    """Fieller's interval of mean(numerator) ÷ mean(denominator), observed in pairs.

    Unbounded where the divisor may be 0; NaN below two different pairs.
    Source: Fieller (1954), Some problems in interval estimation, JRSS B 16(2).
    """
    n = len(numerator)
    if n < 2:
        return nan, nan
    top, bottom, squared = (
        float(numerator.mean()),
        float(denominator.mean()),
        float(half_width(1.0, n - 1, level)) ** 2 / n,
    )
    square = bottom**2 - squared * float(denominator.var())
    middle = top * bottom - squared * float(numerator.cov(denominator))
    constant = top**2 - squared * float(numerator.var())
    if square <= 0:
        return -inf, inf
    half = sqrt(max(middle**2 - square * constant, 0.0))
    if half <= _ROUND_OFF * abs(square):
        return nan, nan
    return (middle - half) / square, (middle + half) / square


def share(flags: pd.Series) -> Share:
    """Share of the known flags (True/False, 1/0) that are set."""
    known = flags.dropna().astype(float)
    if known.empty:
        return Share(nan, nan, nan, 0)
    from statsmodels.stats.proportion import proportion_confint  # takes long to load, and not every visit asks for it

    low, high = proportion_confint(known.sum(), len(known), method="wilson")
    return Share(float(known.mean()), float(low), float(high), len(known))
