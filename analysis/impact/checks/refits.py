"""Unit and period constants plus a few regressors fitted by least squares, refitted without each unit in turn.

The estimator of `analysis.impact.estimators.imputation` with room for a trend: one set of normal equations a unit, summed; a
unit is left out by subtracting its own, so that all leave-one-out fits are one batch of small solves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, Interval, t_interval
from analysis.impact.estimators.twoway import jackknife_se

UNIDENTIFIED = 1e-9
ROUND_OFF = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Refits:
    """Fits of value ~ unit + period + K regressors over some cells, as a rule those before training.

    `outcome` (G×T) and `columns` (G×T×(T+K)) are the values and the regressors minus each unit's own mean over those
    cells. `coefficients` is (1+G)×(T+K): the full fit, then the fit without each unit; NaN where a regressor
    cannot be told from the constants.
    """

    design: Design
    outcome: FloatArray
    columns: FloatArray
    coefficients: FloatArray

    def effects(self, horizon: int | None = None) -> FloatArray:
        """(1+G) mean effects over the first `horizon` trained periods (None: all): the full one, then without each."""
        relative = self.design.relative
        cells = self.design.observed & (relative >= 0) & (relative < (horizon or relative.shape[1]))
        gap = _without_each((self.outcome * cells).sum(1))
        load = _without_each(np.einsum("gt,gtk->gk", cells, self.columns))
        return self._clean((gap - (load * self.coefficients).sum(1)) / _without_each(cells.sum(1)))

    def effect(self, horizon: int | None = None) -> Interval:
        """Mean effect over the first `horizon` trained periods with unit jackknife and t(G−1)."""
        return jackknife_interval(self.effects(horizon))

    def slopes(self) -> FloatArray:
        """(1+G)×K coefficients of the regressors."""
        return self._clean(self.coefficients[:, self.design.value.shape[1] :])

    def joint_p(self) -> float:
        """p of all K regressors being zero: Hotelling's T² on the jackknife covariance, F(K, G−K)."""
        full, away = self.slopes()[0], self.slopes()[1:] - self.slopes()[0]
        n, k = away.shape
        covariance = (n - 1) / n * away.T @ away
        if not full.any() and not covariance.any():
            return 1.0
        if not np.isfinite(covariance).all() or np.linalg.matrix_rank(covariance) < k:
            return float("nan")
        t2 = float(full @ np.linalg.solve(covariance, full))
        return float(fdtrc(k, n - k, t2 * (n - k) / (k * (n - 1))))

    def _clean(self, estimates: FloatArray) -> FloatArray:
        """Round-off set to zero, so that noiseless data has no effect rather than a tiny, certain one."""
        return np.where(np.abs(estimates) < ROUND_OFF * np.abs(self.outcome).max(), 0.0, estimates)


def jackknife_interval(estimates: FloatArray) -> Interval:
    """Interval from (1+G) estimates: the full one first, then those without each unit; t(G−1)."""
    full = float(estimates[0])
    return t_interval(full, float(jackknife_se(full, estimates[1:])), len(estimates) - 2)


def refit(design: Design, regressors: FloatArray | None = None, cells: BoolArray | None = None) -> Refits:
    """Fit regressors K×G×T (None: none) over `cells` (None: those before training).

    Every period needs at least two units in `cells`, so that each can be left out. Raises ImpactError where all
    comparison hangs on one unit.
    """
    n_units, n_periods = design.value.shape
    cells = design.observed & (design.relative < 0) if cells is None else cells
    regressors = np.empty((0, n_units, n_periods)) if regressors is None else regressors
    outcome = _demean(design.outcome[..., None], cells)[..., 0]
    dummies = np.broadcast_to(np.eye(n_periods), (n_units, n_periods, n_periods))
    columns = _demean(np.concatenate([dummies, np.moveaxis(regressors, 0, -1)], axis=2), cells)
    inside = columns * cells[..., None]
    grams = _without_each(inside.mT @ inside)
    moments = _without_each(np.einsum("gtk,gt->gk", inside, outcome))
    return Refits(design, outcome, columns, _solve(grams, moments, np.flatnonzero(cells.any(0))[1:], n_periods))


def _demean(values: FloatArray, cells: BoolArray) -> FloatArray:
    share = cells / np.maximum(cells.sum(1, keepdims=True), 1)
    return values - np.einsum("gt,gtk->gk", share, values)[:, None, :]


def _without_each(parts: FloatArray) -> FloatArray:
    """Sum over units, then the sum without each unit, along a new first axis of length 1+G."""
    total = parts.sum(0)
    return np.concatenate([total[None], total - parts])


def _solve(grams: FloatArray, moments: FloatArray, periods: np.ndarray, n_periods: int) -> FloatArray:
    """Coefficients with the first period's constant at 0: periods are eliminated first, then the K regressors."""
    border = np.concatenate([moments[:, periods, None], grams[:, periods, n_periods:]], axis=2)
    try:
        solved = np.linalg.solve(grams[:, periods[:, None], periods], border)
    except np.linalg.LinAlgError as error:
        raise ImpactError("Pembanding bertumpu pada satu unit saja; perlu 1 unit pembanding lagi.") from error
    cross = grams[:, n_periods:, :][:, :, periods]
    left = np.concatenate([moments[:, n_periods:, None], grams[:, n_periods:, n_periods:]], axis=2) - cross @ solved
    slopes = _slopes(left[..., 0], left[..., 1:], grams[:, n_periods:, n_periods:])
    coefficients = np.zeros_like(moments)
    coefficients[:, periods] = solved[..., 0] - np.einsum("bpk,bk->bp", solved[..., 1:], slopes)
    coefficients[:, n_periods:] = slopes
    return coefficients


def _slopes(moments: FloatArray, grams: FloatArray, raw: FloatArray) -> FloatArray:
    """Solve the K×K systems; NaN where a regressor has (next to) no variation of its own left."""
    if grams.shape[-1] == 0:
        return moments
    scale = np.sqrt(np.maximum(np.diagonal(raw, axis1=1, axis2=2), np.finfo(float).tiny))
    scaled = grams / (scale[:, :, None] * scale[:, None, :])
    known = np.linalg.eigvalsh(scaled)[:, 0] > UNIDENTIFIED
    safe = np.where(known[:, None, None], scaled, np.eye(grams.shape[-1]))
    slopes = np.linalg.solve(safe, (moments / scale)[..., None])[..., 0] / scale
    return np.where(known[:, None], slopes, np.nan)
