"""Interrupted time series: each trained unit against its own trend and season, then averaged over the units.

It needs no comparison unit, and so cannot see what happened to everybody at the same time.
Source: Lopez Bernal, Cummins & Gasparrini (2017), Interrupted time series regression for the evaluation of public
health interventions, Int. J. Epidemiology 46; Newey & West (1987) for each unit's own standard error.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.event_study import observed_relative_periods
from analysis.impact.estimators.result import FloatArray, ImpactError, IntArray, Interval, event_frame, interval_and_p

HARMONICS = 2
MIN_SIDE = 3
CYCLES_FOR_SEASON = 2


@dataclass(frozen=True, slots=True, eq=False)
class UnitSeries:
    """One unit's step at training beside its trend and, where two years can tell it apart, its season.

    `departure` (T) is value minus trend and season.
    """

    unit: str
    step: float
    se: float
    p: float
    n_before: int
    n_after: int
    seasonal: bool
    departure: FloatArray


def unit_series(design: Design) -> tuple[UnitSeries, ...]:
    """Step of every trained unit with at least MIN_SIDE values on each side of training, Newey–West and t."""
    before = (design.observed & (design.relative < 0)).sum(1)
    after = (design.observed & (design.relative >= 0)).sum(1)
    usable = np.flatnonzero((before >= MIN_SIDE) & (after >= MIN_SIDE) & (before + after > MIN_SIDE * 2))
    return tuple(_fit(design, int(unit)) for unit in usable)


def combine(series: tuple[UnitSeries, ...], *, scale: float = 0.0) -> Interval:
    """Mean step with the spread between units as its uncertainty, t(units − 1). Raises ImpactError below two units."""
    if len(series) < 2:
        raise ImpactError(
            f"Deret waktu perlu paling sedikit dua unit yang sudah dilatih dengan {MIN_SIDE} periode "
            "sebelum dan sesudah pelatihan."
        )
    steps = np.array([one.step for one in series])
    se = float(steps.std(ddof=1) / np.sqrt(len(steps)))
    return interval_and_p(float(steps.mean()), se, len(steps) - 1, scale=scale)


def course(design: Design, series: tuple[UnitSeries, ...]) -> pd.DataFrame:
    """Mean departure from trend and season at each relative period of the units in `series`, t over the units seen."""
    departures = np.array([one.departure for one in series])
    periods, n_units = observed_relative_periods(design)
    at = [departures[design.relative == period] for period in periods]
    at = [values[~np.isnan(values)] for values in at]
    means = np.array([values.mean() for values in at])
    ses = np.array([values.std(ddof=1) / np.sqrt(len(values)) for values in at])
    return event_frame(periods, means, ses, n_units - 1, n_units)


def _fit(design: Design, unit: int) -> UnitSeries:
    from statsmodels.regression.linear_model import OLS  # takes long to load, and the headline does without

    seen = design.observed[unit]
    time = np.flatnonzero(seen)
    after = design.relative[unit, seen] >= 0
    plain = np.column_stack([after, np.ones(len(time)), time]).astype(float)
    season = harmonics(time, periods_a_year(design.periods))
    columns = np.column_stack([plain, season])
    seasonal = season.shape[1] > 0 and len(time) >= CYCLES_FOR_SEASON * periods_a_year(design.periods)
    seasonal = seasonal and np.linalg.matrix_rank(columns) == columns.shape[1]
    lags = int(4 * (len(time) / 100) ** (2 / 9))
    model = OLS(design.value[unit, seen], columns if seasonal else plain)
    fit = model.fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True)
    departure = np.full(len(seen), np.nan)
    departure[seen] = fit.resid + fit.params[0] * after
    n_after = int(after.sum())
    return UnitSeries(
        design.units[unit], fit.params[0], fit.bse[0], fit.pvalues[0], len(time) - n_after, n_after, seasonal, departure
    )


def periods_a_year(periods: pd.PeriodIndex) -> int:
    """How many of these periods make a year: 12, 4, 2 or 1."""
    return {"M": 12, "Q": 4}.get(periods.freqstr[0], 2 if periods.freqstr == "6M" else 1)


def harmonics(time: IntArray, cycle: int, pairs: int = HARMONICS) -> FloatArray:
    """Sine and cosine columns of a yearly season with `cycle` periods; without the ones that are constant."""
    angles = [2 * np.pi * k * np.asarray(time) / cycle for k in range(1, min(pairs, cycle // 2) + 1)]
    waves = [wave for angle in angles for wave in (np.cos(angle), np.sin(angle)) if np.abs(wave).max() > 1e-9]
    return np.column_stack(waves) if waves else np.empty((len(time), 0))


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Rate after ÷ rate expected without the change, 95 % interval, and the dispersion its width was scaled with."""

    estimate: float
    ci_low: float
    ci_high: float
    dispersion: float
    n_periods: int


def rate_ratio(
    counts: ArrayLike, exposure: ArrayLike, after: ArrayLike, *, cycle: int = 1, overdispersed: bool = True
) -> RateRatio:
    """Step change of a count series: Poisson regression on step, trend and season with log(exposure) as offset.

    `counts`, `exposure` (people at risk) and `after` (0 or 1) have one entry a period, in order; `cycle` is the number
    of periods a year (1: no season). `overdispersed` scales the errors by Pearson's chi-square, as quasi-Poisson does.
    """
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    step = np.asarray(after, dtype=float)
    time = np.arange(1, len(step) + 1)
    columns = np.column_stack([step, np.ones(len(step)), time, harmonics(time, cycle)])
    model = GLM(np.asarray(counts, dtype=float), columns, Poisson(), offset=np.log(exposure))
    fit = model.fit(scale="X2" if overdispersed else 1.0)
    low, high = np.exp(fit.conf_int()[0])
    return RateRatio(float(np.exp(fit.params[0])), float(low), float(high), float(fit.scale), len(step))
