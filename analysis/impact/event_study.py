"""The effect month by month around training, and the trained units' course before it.

Both sides stand on one baseline, the average untrained period, so that a drift that began before training runs through
the picture as a straight line instead of hiding in the choice of a reference period.
Source: Borusyak, Jaravel & Spiess (2024), section 4.4 (leads on untreated cells only); Roth (2026), Interpreting
event-studies from recent difference-in-differences methods (why the two sides must share their baseline).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.impact.design import NEVER, Design
from analysis.impact.result import BoolArray, FloatArray, IntArray, event_frame
from analysis.impact.twoway import constants, jackknife_se, reachable, residualise

MAX_LEADS = 12
Course = Callable[[BoolArray, IntArray, FloatArray, IntArray], FloatArray]


def event_study(design: Design, course: Course) -> pd.DataFrame:
    """Estimates of `course` at each relative period seen in at least two trained units, jackknife and t(G−1)."""
    periods, n_units = _relative_periods(design)
    observed, relative, outcome = design.observed, design.relative, design.outcome
    estimates = course(observed, relative, outcome, periods)
    others = ~np.eye(len(design.units), dtype=bool)
    replicates = np.array([course(observed & kept[:, None], relative, outcome, periods) for kept in others])
    ses = jackknife_se(estimates, replicates)
    known = ~np.isnan(ses)
    dof = len(design.units) - 1
    return event_frame(periods[known], estimates[known], ses[known], dof, n_units[known])


def _relative_periods(design: Design) -> tuple[IntArray, IntArray]:
    """Relative periods to show, at most MAX_LEADS before training, and how many trained units are seen in each."""
    seen = design.observed & design.switchers[:, None] & (design.relative >= -MAX_LEADS)
    periods, n_units = np.unique(design.relative[seen], return_counts=True)
    return periods[n_units > 1], n_units[n_units > 1]


def imputed_course(observed: BoolArray, relative: IntArray, outcome: FloatArray, periods: IntArray) -> FloatArray:
    """Leads by least squares on the untrained cells, centred at their mean; lags as mean gaps to the counterfactual."""
    untreated = observed & (relative < 0)
    unit, period = constants(untreated, (outcome * untreated)[None])
    gaps = outcome - unit[0][:, None] - period[0]
    lags = _means(gaps, relative, observed & (relative >= 0) & reachable(untreated), periods[periods >= 0])
    leads = periods[periods < 0]
    course, cells = binned_least_squares(untreated, relative, outcome, leads)
    return np.concatenate([(course - np.average(course, weights=cells))[-len(leads) :] if len(leads) else leads, lags])


def two_way_course(observed: BoolArray, relative: IntArray, outcome: FloatArray, periods: IntArray) -> FloatArray:
    """Dynamic two-way fixed effects: one coefficient a relative period, measured from the period before training."""
    course, _ = binned_least_squares(observed, relative, outcome, periods)
    return (course - course[-len(periods) :][periods == -1].mean())[-len(periods) :]


def binned_least_squares(
    cells: BoolArray, relative: IntArray, outcome: FloatArray, periods: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Coefficients of relative periods beside unit and period constants, defined up to a common shift; cells in each.

    A first bin gathers what lies before `periods` where there is any. NaN where the cells cannot tell the bins apart
    (no unit that is never trained and no earlier period: any straight line would fit).
    """
    trained = cells & (relative > -NEVER // 2)
    bins = [trained & (relative == period) for period in periods]
    earlier = trained & (relative < min(periods, default=0))
    if earlier.any():
        bins.insert(0, earlier)
    columns = np.array(bins, dtype=float).reshape(len(bins), *cells.shape)
    flat = residualise(cells, columns).reshape(len(bins), -1)
    course, _, rank, _ = np.linalg.lstsq(flat @ flat.T, flat @ outcome.ravel(), rcond=1e-9)
    identified = 1.0 if rank >= len(bins) - 1 else np.nan
    return np.asarray(course * identified, dtype=float), columns.sum((1, 2))


def _means(gaps: FloatArray, relative: IntArray, cells: BoolArray, lags: IntArray) -> FloatArray:
    size = int(max(lags, default=-1)) + 1
    inside = cells & (relative < size)
    sums = np.bincount(relative[inside], gaps[inside], size)
    counts = np.bincount(relative[inside], minlength=size)
    return (sums / np.where(counts, counts, np.nan))[lags]
