"""Pelatihan dan kepuasan: the simple regression of an indicator on training exposure, pooled over units and periods.

An association, not an effect: better units may train more. The interval is clustered by unit, because periods of one
unit resemble each other: ordinary intervals claim 95 % and hold about half of that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from sklearn.linear_model import LinearRegression

from analysis.assumptions import Check, classical_checks
from data.catalog import Exposure, Indicator

FEWEST_ROWS, FEWEST_UNITS = 12, 3
LEVEL = 0.95
LINE_STEPS = 50
NAN = float("nan")
POINT_COLUMNS = ["unit", "period", "x", "y", "fitted", "residual", "leverage"]
LINE_COLUMNS = ["x", "fitted", "low", "high"]


@dataclass(frozen=True, slots=True)
class Regression:
    """y = intercept + slope · x(`lag` periods earlier), over unit × period.

    `slope` is in y's unit per ONE unit of x (one JP per employee; one percentage point of staff trained). `ci_low`,
    `ci_high`, `t` and `p`: cluster-robust by unit, t with n_units − 1 degrees of freedom; `f`, `f_p` test the same
    covariance. `checks` are empty and all numbers NaN where `refusal`, an Indonesian sentence, says why.
    `points`: unit, period (of y), x, y, fitted, residual, leverage. `line`: x, fitted and the 95 % band low, high.
    """

    x: Exposure
    y: Indicator
    lag: int
    n: int
    n_units: int
    slope: float
    intercept: float
    ci_low: float
    ci_high: float
    t: float
    p: float
    r2: float
    f: float
    f_p: float
    checks: tuple[Check, ...]
    points: pd.DataFrame
    line: pd.DataFrame
    refusal: str | None = None


def regress(series: pd.DataFrame, *, x: Exposure, y: Indicator, lag: int = 0) -> Regression:
    """Regress `y` on `x` of `lag` periods before, in the same unit.

    `series` has columns unit, period, value (of y) and the exposure's own column, one frequency. A row counts when the
    unit has a row `lag` calendar periods earlier. Refused below 12 rows or 3 units, and where x or y never varies.
    """
    points = _lagged(series, x.key, lag)
    refusal = _refusal(points, x, y)
    if refusal:
        return _refused(points, x, y, lag, refusal)
    line = LinearRegression().fit(points[["x"]], points["y"])
    slope, intercept = float(line.coef_[0]), float(line.intercept_)
    points = _with_residuals(points, intercept + slope * points["x"])
    fit = sm.OLS(points["y"].to_numpy(), sm.add_constant(points["x"].to_numpy())).fit()
    robust = fit.get_robustcov_results("cluster", groups=points["unit"].factorize()[0], use_t=True)
    low, high = robust.conf_int(1 - LEVEL)[1]
    return Regression(
        x, y, lag, len(points), points["unit"].nunique(), slope, intercept,
        float(low), float(high), float(robust.tvalues[1]), float(robust.pvalues[1]), float(fit.rsquared),
        float(np.squeeze(robust.fvalue)), float(np.squeeze(robust.f_pvalue)),
        classical_checks(fit, points), points, _band(points, intercept, slope, robust.cov_params()),
    )  # fmt: skip


def _lagged(series: pd.DataFrame, key: str, lag: int) -> pd.DataFrame:
    """Rows unit, period, x, y: the value of a period beside the exposure of the period `lag` steps earlier."""
    earlier = series[["unit", "period", key]].rename(columns={key: "x"})
    earlier = earlier.assign(period=earlier["period"] + lag)
    rows = series[["unit", "period", "value"]].rename(columns={"value": "y"}).merge(earlier, on=["unit", "period"])
    return rows.dropna(subset=["x", "y"]).sort_values(["unit", "period"], ignore_index=True)


def _refusal(points: pd.DataFrame, x: Exposure, y: Indicator) -> str | None:
    n, units = len(points), points["unit"].nunique()
    if n < FEWEST_ROWS or units < FEWEST_UNITS:
        return (
            f"Regresi tidak dihitung: baru ada {n} pasangan data dari {units} unit; "
            f"perlu sedikitnya {FEWEST_ROWS} pasangan dari {FEWEST_UNITS} unit."
        )
    for column, label in (("x", x.label), ("y", y.label)):
        if _constant(points[column]):
            return f"Regresi tidak dihitung: {label} sama di semua unit dan periode, jadi tidak ada yang dibandingkan."
    return None


def _constant(values: pd.Series) -> bool:
    return bool(np.ptp(values) <= 1e-9 * max(values.abs().max(), 1.0))


def _refused(points: pd.DataFrame, x: Exposure, y: Indicator, lag: int, refusal: str) -> Regression:
    return Regression(
        x, y, lag, len(points), points["unit"].nunique(), *(NAN,) * 9, (),
        points.reindex(columns=POINT_COLUMNS), pd.DataFrame(columns=LINE_COLUMNS, dtype=float), refusal,
    )  # fmt: skip


def _with_residuals(points: pd.DataFrame, fitted: pd.Series) -> pd.DataFrame:
    apart = (points["x"] - points["x"].mean()) ** 2
    leverage = 1 / len(points) + apart / apart.sum()
    return points.assign(fitted=fitted, residual=points["y"] - fitted, leverage=leverage)[POINT_COLUMNS]


def _band(points: pd.DataFrame, intercept: float, slope: float, covariance: np.ndarray) -> pd.DataFrame:
    """The line over the seen range of x with the 95 % interval of the mean, t(units − 1)."""
    x = np.linspace(points["x"].min(), points["x"].max(), LINE_STEPS)
    basis = np.column_stack([np.ones_like(x), x])
    error = np.sqrt(np.einsum("ij,jk,ik->i", basis, covariance, basis))
    reach = stats.t.ppf((1 + LEVEL) / 2, points["unit"].nunique() - 1) * error
    fitted = intercept + slope * x
    return pd.DataFrame({"x": x, "fitted": fitted, "low": fitted - reach, "high": fitted + reach})
