"""Pelatihan dan kepuasan: the simple regression of an indicator on training exposure, pooled over units and periods.

An association, not an effect: better units may train more. The interval is clustered by unit, because periods of one
unit resemble each other: ordinary intervals claim 95 % and hold about half of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.linear_model import LinearRegression
from statsmodels.regression.linear_model import OLS, RegressionResults
from statsmodels.tools.tools import add_constant

from analysis.regression.assumptions import FEWEST_UNITS, AssumptionCheck, classical_checks, exposed_units
from analysis.regression.slopes import Agreement, Comparison, Slope, compare_lines, errors_on_other_units
from analysis.stats.event_controls import partial_out
from analysis.stats.intervals import half_width
from data.panel.exposure import event_time
from data.vocabulary.events import Event
from data.vocabulary.exposures import Exposure
from data.vocabulary.indicators import Indicator

FEWEST_ROWS = 12
LEVEL = 0.95
LINE_STEPS = 50
NAN = float("nan")
POINT_COLUMNS = ["unit", "period", "x", "y", "fitted", "residual", "leverage"]
LINE_COLUMNS = ["x", "fitted", "low", "high"]


@dataclass(frozen=True, slots=True)
class Regression:
    """y = intercept + slope · x(`lag` periods earlier), over unit × period.

    `slope` is in y's unit per ONE unit of x (one JP per employee; one percentage point of staff trained). `ci_low`,
    `ci_high`, `t`, `p`, `f`, `f_p`: cluster-robust by unit, t with n_units − 1 degrees of freedom; NaN where fewer than
    3 units were ever trained or the points lie on the line exactly. `checks` are empty and all numbers NaN where
    `refusal`, an Indonesian sentence, says why.
    `points`: unit, period (of y), x, y, fitted, residual, leverage. `line`: x, fitted and the 95 % band low, high.
    `slopes`: the same slope, pooled first, inside and between units and periods (none where refused); `agreement`:
    whether they say the same. `loo_error`, `loo_error_mean_only`: how far, in y's unit, a unit's values lie on average
    from what the other units' line, or their mean, predicts.
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
    checks: tuple[AssumptionCheck, ...]
    points: pd.DataFrame
    line: pd.DataFrame
    refusal: str | None = None
    slopes: tuple[Slope, ...] = ()
    agreement: Agreement = "unknown"
    loo_error: float = NAN
    loo_error_mean_only: float = NAN

    def slope_of(self, name: Comparison) -> Slope:
        """The slope of one comparison."""
        return next(slope for slope in self.slopes if slope.name == name)


def fit_regression(
    series: pd.DataFrame, *, x: Exposure, y: Indicator, lag: int = 0, events: Sequence[Event] = ()
) -> Regression:
    """Regress `y` on `x` of `lag` periods before, in the same unit.

    `series` has columns unit, period, value (of y) and the exposure's own column, one frequency. A row counts when the
    unit has a row `lag` calendar periods earlier. `events` are taken out of both first, as one dummy each would; r2 is
    then the share of what they leave. Refused below 12 rows or 3 units, and where x or y never varies.
    """
    pairs = _lagged(series, x.key, lag)
    points = partial_out(pairs, events, ["x", "y"])
    refusal = _refusal(points, x, y)
    if refusal:
        return _refused(points, x, y, lag, refusal)
    line = LinearRegression().fit(points[["x"]], points["y"])
    slope, intercept = float(line.coef_[0]), float(line.intercept_)
    points = _with_residuals(points, intercept + slope * points["x"])
    fit = OLS(points["y"].to_numpy(), add_constant(points["x"].to_numpy())).fit()
    covariance = _covariance(fit, points)
    inference = _slope_inference(slope, float(np.sqrt(covariance[1, 1])), points["unit"].nunique() - 1)
    pooled = Slope("pooled", slope, inference["ci_low"], inference["ci_high"], inference["p"], len(points))
    slopes, agreement = compare_lines(pairs, events, pooled, inferred=exposed_units(points) >= FEWEST_UNITS)
    loo_error, loo_error_mean_only = errors_on_other_units(points)
    return Regression(
        x=x,
        y=y,
        lag=lag,
        n=len(points),
        n_units=points["unit"].nunique(),
        slope=slope,
        intercept=intercept,
        r2=float(fit.rsquared),
        checks=classical_checks(fit, points),
        points=points,
        line=_band(points, intercept, slope, covariance),
        slopes=slopes,
        agreement=agreement,
        loo_error=loo_error,
        loo_error_mean_only=loo_error_mean_only,
        **inference,  # type: ignore[arg-type]
    )


def _lagged(series: pd.DataFrame, key: str, lag: int) -> pd.DataFrame:
    """Rows unit, period, x, y: the value of a period beside the exposure of the period `lag` steps earlier.

    A value of the period of transition (`data.panel.exposure.event_time`) is left out: it is half of each side.
    """
    earlier = series[["unit", "period", key]].rename(columns={key: "x"})
    earlier = earlier.assign(period=earlier["period"] + lag)
    values = event_time(series).loc[lambda rows: ~rows["transition"], ["unit", "period", "value"]]
    rows = values.rename(columns={"value": "y"}).merge(earlier, on=["unit", "period"])
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


def _covariance(fit: RegressionResults, points: pd.DataFrame) -> np.ndarray:
    """Covariance (2, 2) of intercept and slope, robust to any dependence within a unit.

    All NaN where it would pretend: fewer than 3 units ever trained, or points that lie on the line exactly.
    """
    exact = fit.ssr <= 1e-18 * np.square(fit.model.endog).sum()
    if exact or exposed_units(points) < FEWEST_UNITS:
        return np.full((2, 2), NAN)
    robust = fit.get_robustcov_results("cluster", groups=points["unit"].factorize()[0])
    return np.asarray(robust.cov_params())


def _slope_inference(slope: float, error: float, degrees: int) -> dict[str, float]:
    """95 % interval and uji t of the slope; uji F, which with one predictor is t² and has the same p."""
    t = slope / error
    p = float(2 * stats.t.sf(abs(t), degrees))
    reach = float(half_width(error, degrees, LEVEL))
    return {"ci_low": slope - reach, "ci_high": slope + reach, "t": t, "p": p, "f": t**2, "f_p": p}


def _with_residuals(points: pd.DataFrame, fitted: pd.Series) -> pd.DataFrame:
    apart = (points["x"] - points["x"].mean()) ** 2
    leverage = 1 / len(points) + apart / apart.sum()
    return points.assign(fitted=fitted, residual=points["y"] - fitted, leverage=leverage)[POINT_COLUMNS]


def _band(points: pd.DataFrame, intercept: float, slope: float, covariance: np.ndarray) -> pd.DataFrame:
    """The line over the seen range of x with the 95 % interval of the mean, t(units − 1)."""
    x = np.linspace(points["x"].min(), points["x"].max(), LINE_STEPS)
    basis = np.column_stack([np.ones_like(x), x])
    error = np.sqrt(np.einsum("ij,jk,ik->i", basis, covariance, basis).clip(min=0.0))
    reach = half_width(error, points["unit"].nunique() - 1, LEVEL)
    fitted = intercept + slope * x
    return pd.DataFrame({"x": x, "fitted": fitted, "low": fitted - reach, "high": fitted + reach})
