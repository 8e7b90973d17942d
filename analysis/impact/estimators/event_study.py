"""The effect month by month around training, and the trained units' course before it.

Both sides stand on one baseline, the average untrained period, so that a drift that began before training runs through
the picture as a straight line instead of hiding in the choice of a reference period.
Source: Borusyak, Jaravel & Spiess (2024), section 4.4 (leads on untreated cells only); Roth (2026), Interpreting
event studies from recent difference-in-differences methods (why the two sides must share their baseline).
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray, event_frame
from analysis.impact.estimators.small_sample import carried_by
from analysis.impact.estimators.twoway import CHUNK, constants, jackknife_se, reachable

MAX_LEADS = 12
PathEstimator = Callable[[Design, BoolArray, IntArray], FloatArray]


def event_study(design: Design, course: PathEstimator) -> pd.DataFrame:
    """Estimates of `course` at each relative period seen in at least two trained units; jackknife and `carried_by`.

    `course(design, kept, periods)` gives (B, K) estimates for B choices of units `kept` (B, G) at K relative periods.
    """
    periods, n_units = observed_relative_periods(design)
    n = int(design.clusters.max()) + 1
    kept = design.clusters != np.arange(-1, n)[:, None]
    size = max(1, CHUNK // max(design.value[rows].size for rows in design.groups))
    courses = np.concatenate([course(design, kept[i : i + size], periods) for i in range(0, n + 1, size)])
    ses = jackknife_se(courses[0], courses[1:])
    known = ~np.isnan(ses)
    dof = carried_by(n_units[known], n)
    return event_frame(periods[known], courses[0][known], ses[known], dof, n_units[known])


def observed_relative_periods(design: Design) -> tuple[IntArray, IntArray]:
    """Relative periods to show, at most MAX_LEADS before training, and how many trained units are seen in each."""
    seen = design.observed & design.switchers[:, None] & (design.relative >= -MAX_LEADS)
    periods, n_units = np.unique(design.relative[seen], return_counts=True)
    return periods[n_units > 1], n_units[n_units > 1]


def imputed_course(design: Design, kept: BoolArray, periods: IntArray) -> FloatArray:
    """Leads by least squares on the untrained cells, centred at their mean; lags as mean gaps to the counterfactual."""
    untreated = design.observed & (design.relative < 0)
    leads, lags = periods[periods < 0], periods[periods >= 0]
    bins, coefficients, cells = binned_least_squares(design, untreated, kept)
    centre = (coefficients * cells).sum(1, keepdims=True) / cells.sum(1, keepdims=True)
    before = (coefficients - centre)[:, np.isin(bins, leads)]
    return np.hstack([before, _mean_gaps(design, untreated, kept, lags)])


def two_way_course(design: Design, kept: BoolArray, periods: IntArray) -> FloatArray:
    """Dynamic two-way fixed effects: one coefficient a relative period, measured from the last one before training."""
    bins, coefficients, _ = binned_least_squares(design, design.observed, kept)
    last = np.flatnonzero(bins < 0)[-1]
    return (coefficients - coefficients[:, [last]])[:, np.isin(bins, periods)]


def binned_least_squares(design: Design, cells: BoolArray, kept: BoolArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """Coefficients of relative periods beside unit and period constants on `cells` (G, T), defined up to a shift.

    Only units seen before and after training have bins; the others serve as comparison. Returns N relative periods,
    the first of which pools all before MAX_LEADS, coefficients (B, N) and cells (B, N) in each. NaN where the cells
    cannot tell the bins apart.
    """
    trained = cells & design.switchers[:, None]
    since = np.maximum(design.relative, -MAX_LEADS - 1)
    bins = np.unique(since[trained])
    columns = (trained & (since == bins[:, None, None])).astype(float)
    counts = kept @ columns.sum(2).T
    outcome = design.outcome * cells
    gram, right = _over_groups(
        design, kept, lambda rows, chosen: _normal(columns[:, rows], outcome[rows], cells[rows], chosen)
    )
    coefficients = (np.linalg.pinv(gram, rcond=1e-9, hermitian=True) @ right[..., None])[..., 0]
    rank = np.linalg.matrix_rank(gram, hermitian=True, rtol=1e-9)
    identified = rank >= (counts > 0).sum(1) - 1
    return bins, np.where(identified[:, None], coefficients, np.nan), counts


def _normal(
    columns: FloatArray, outcome: FloatArray, cells: BoolArray, kept: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Normal equations (B, N, N) and (B, N) of `columns` (N, G, T), unit and period constants taken out."""
    by_unit = kept[:, None, :] * columns.sum(2)
    by_period = np.tensordot(kept.astype(float), columns, axes=(1, 1))
    unit, period = constants(cells & kept[:, :, None], by_unit, by_period)
    gram = np.eye(len(columns)) * by_unit.sum(2)[:, None] - unit @ by_unit.mT - period @ by_period.mT
    direct = kept @ np.einsum("ngt,gt->gn", columns, outcome)
    return gram, direct - _inner(unit, kept * outcome.sum(1)) - _inner(period, kept @ outcome)


def _inner(constant: FloatArray, sums: FloatArray) -> FloatArray:
    """Inner products (B, N) of constants (B, N, M) with sums (B, M)."""
    return (constant @ sums[..., None])[..., 0]


def _mean_gaps(design: Design, untreated: BoolArray, kept: BoolArray, lags: IntArray) -> FloatArray:
    """Mean gap (B, K) between value and counterfactual at each lag; NaN where no counterfactual is known."""

    def at_lags(rows: IntArray | slice, chosen: BoolArray) -> tuple[FloatArray, FloatArray]:
        outcome, relative, known = design.outcome[rows], design.relative[rows], untreated[rows] & chosen[:, :, None]
        unit, period = constants(known, (outcome * known).sum(2)[:, None], (outcome * known).sum(1)[:, None])
        trained = design.observed[rows] & (relative >= 0) & chosen[:, :, None] & reachable(known)
        gaps = np.where(trained, outcome - unit.mT - period, 0)
        lag = (relative.reshape(-1, 1) == lags).astype(float)
        return gaps.reshape(len(chosen), -1) @ lag, trained.reshape(len(chosen), -1) @ lag

    sums, counts = _over_groups(design, kept, at_lags)
    return sums / np.where(counts, counts, np.nan)


def _over_groups(
    design: Design, kept: BoolArray, part: Callable[[IntArray | slice, BoolArray], tuple[FloatArray, FloatArray]]
) -> tuple[FloatArray, FloatArray]:
    """Sums (B, …) over the groups of rows of what `part` gives for each choice of their units, each counted once."""
    sums: list[FloatArray] = []
    for rows in design.groups:
        chosen, place = np.unique(kept[:, rows], axis=0, return_inverse=True)
        found = [one[place.ravel()] for one in part(rows, chosen)]
        sums = [total + one for total, one in zip(sums, found, strict=True)] if sums else found
    return sums[0], sums[1]
