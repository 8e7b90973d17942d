"""Synthetic difference in differences: comparison units and periods weighted to resemble the trained before training.

Only for large offices: the weights are learnt from the data, and with few units or short series they fit noise.
Source: Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), American Economic Review 111, algorithms 1 and 3;
several waves are averaged by their number of trained cells (their appendix A).
"""

from dataclasses import dataclass

import numpy as np

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, IntArray, Interval, interval_and_p
from analysis.impact.estimators.small_sample import carried_by
from analysis.impact.estimators.twoway import jackknife_se

MIN_UNITS = 20
MIN_PERIODS = 24
MIN_NEVER = 2
NEGLIGIBLE = 1e-6


def balanced(design: Design) -> Design:
    """Only units seen in every period. Raises ImpactError below MIN_UNITS units, MIN_PERIODS periods, MIN_NEVER."""
    seen = design.observed.any(0)
    complete = design.keep(np.all(design.there[:, seen], axis=1))
    n_units, n_periods = len(complete.units), int(seen.sum())
    if n_units < MIN_UNITS or n_periods < MIN_PERIODS:
        raise ImpactError(
            f"Perlu paling sedikit {MIN_UNITS} unit berdata lengkap dan {MIN_PERIODS} periode; "
            f"baru ada {n_units} unit dan {n_periods} periode."
        )
    n_never = int(np.count_nonzero(~complete.switchers))
    if n_never < MIN_NEVER or not complete.switchers.any():
        raise ImpactError(f"Perlu {MIN_NEVER} unit yang belum dilatih; baru ada {n_never}.")
    return complete


@dataclass(frozen=True, slots=True, eq=False)
class TrainedWave:
    """One wave of training: who was trained (G), weights of comparison units (G, sum 1) and of periods (T).

    `contrast` is the mean of the trained periods minus the weighted mean of the periods before.
    """

    members: BoolArray
    comparison: FloatArray
    contrast: FloatArray
    n_after: int


def fit_waves(design: Design) -> tuple[TrainedWave, ...]:
    """Weights of every wave in a balanced design, learnt from the never trained and the periods before."""
    seen = np.flatnonzero(design.observed.any(0))
    waves = sorted(set(zip(design.first[design.switchers], design.transition[design.switchers], strict=True)))
    members = [(design.first == first) & (design.transition == late) for first, late in waves]
    return tuple(
        _fit(design, own, seen[seen < first - late], seen[seen >= first])
        for own, (first, late) in zip(members, waves, strict=True)
    )


def effect(waves: tuple[TrainedWave, ...], outcome: FloatArray, kept: BoolArray) -> float:
    """Average over waves, by trained cells, using only the units `kept` (G); comparison weights are scaled to one."""
    total, n_cells = 0.0, 0
    for wave in waves:
        changes = outcome @ wave.contrast
        members, comparison = wave.members & kept, wave.comparison * kept
        n = int(members.sum()) * wave.n_after
        if n and comparison.sum() > 0:
            total += n * (changes[members].mean() - comparison @ changes / comparison.sum())
            n_cells += n
    return total / n_cells if n_cells else float("nan")


def synthetic_did(design: Design) -> Interval:
    """Estimate for a balanced design with its weights held fixed under the unit jackknife."""
    waves, n = fit_waves(design), len(design.units)
    estimate = effect(waves, design.outcome, np.ones(n, dtype=bool))
    replicates = np.array([effect(waves, design.outcome, kept) for kept in ~np.eye(n, dtype=bool)])
    dof = float(carried_by(design.switchers.sum(), n))
    return interval_and_p(estimate, float(jackknife_se(estimate, replicates)), dof, scale=design.scale)


def _fit(design: Design, members: BoolArray, before: IntArray, after: IntArray) -> TrainedWave:
    never = ~design.switchers
    past, future = design.outcome[:, before], design.outcome[:, after]
    noise = float(np.diff(past[never], axis=1).std(ddof=1)) if len(before) > 1 else 0.0
    penalty = (members.sum() * len(after)) ** 0.25 * noise * np.sqrt(len(before))
    comparison = np.zeros(len(members))
    comparison[never] = simplex_fit(past[never].T, past[members].mean(0), penalty)
    contrast = np.zeros(design.value.shape[1])
    contrast[after] = 1 / len(after)
    tiny = NEGLIGIBLE * noise * np.sqrt(never.sum())
    contrast[before] = -simplex_fit(past[never], future[never].mean(1), tiny)
    return TrainedWave(members, comparison, contrast, len(after))


def simplex_fit(columns: FloatArray, target: FloatArray, penalty: float) -> FloatArray:
    """Weights ≥ 0 with sum 1 that bring columns @ weights + a constant closest to target, plus (penalty × norm)².

    With the sum fixed the squared distance is |B w|²; minimising |B v|² + (Σv − 1)² over v ≥ 0 gives a multiple of
    the same w, which non-negative least squares finds exactly.
    """
    from scipy.optimize import nnls  # takes long to load, and only this method asks for it

    n = columns.shape[1]
    gaps = (columns - columns.mean(0)) - (target - target.mean())[:, None]
    stacked = np.vstack([gaps, penalty * np.eye(n)])
    scale = np.sqrt((stacked**2).sum(0).mean()) or 1.0
    rows = np.vstack([stacked / scale, np.ones((1, n))])
    solution, _ = nnls(rows, np.append(np.zeros(len(stacked)), 1.0))
    return solution / solution.sum()
