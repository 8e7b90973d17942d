"""Unit and period constants plus a few regressors fitted by least squares, refitted without each unit in turn.

The estimator of `estimators.imputation` with room for a trend: one set of normal equations a unit, summed; a
unit is left out by subtracting its own, so that all leave-one-out fits are one batch of small solves.
"""

from dataclasses import dataclass

import numpy as np

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, IntArray, Interval
from analysis.impact.estimators.small_sample import Linear, interval
from analysis.impact.estimators.twoway import residualise
from analysis.impact.rules import GAIN

UNIDENTIFIED = 1e-9
ROUND_OFF = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Refits:
    """Fits of value ~ unit + period + K regressors over some cells, as a rule those before training.

    `cells` (G×T) were fitted over; `outcome` (G×T) and `columns` (G×T×(T+K)) are the values and the regressors minus
    each unit's own mean over those cells; `periods` are the columns that have a constant. `grams` (1+C)×(T+K)² are the
    normal equations and `coefficients` (1+C)×(T+K) their solution: for all units, then without each of the C units, or
    kecamatan where the design has blocks; NaN where a regressor cannot be told from the constants. `shared` (G×T) are
    the period constants, up to one constant a unit.
    """

    design: Design
    cells: BoolArray
    outcome: FloatArray
    columns: FloatArray
    periods: IntArray
    grams: FloatArray
    coefficients: FloatArray
    shared: FloatArray

    def effects(self) -> FloatArray:
        """(1+C) mean effects over all trained periods: the full one, then without each unit (kecamatan)."""
        after = self._after()
        gap = self._without_each((self.outcome * after).sum(1))
        load = self._without_each(np.einsum("gt,gtk->gk", after, self.columns))
        return self._clean((gap - (load * self.coefficients).sum(1)) / self._without_each(after.sum(1)))

    def effect(self) -> Interval:
        """Mean effect over all trained periods, by the rule for few units."""
        after = self._after()
        n = self._without_each(after.sum(1))[:, None]
        load = self._without_each(np.einsum("gt,gtk->gk", after, self.columns)) / n
        direct = self._direct(after)
        features = np.concatenate([self._inside(), direct[..., None]], axis=2)
        linear = self._linear(features, np.hstack([-self._solved(load), 1 / n]), self.effects())
        return interval(linear, self.design, self.design.observed)

    def slopes(self) -> FloatArray:
        """(1+C)×K coefficients of the regressors."""
        return self._clean(self.coefficients[:, self.design.value.shape[1] :])

    def slope(self, number: int = 0, *, gain: float = GAIN) -> Interval:
        """Coefficient of one of the regressors, by the rule for few units."""
        asked = np.zeros_like(self.coefficients)
        asked[:, self.design.value.shape[1] + number] = 1
        linear = self._linear(self._inside(), self._solved(asked), self.slopes()[:, number])
        return interval(linear, self.design, self.cells, gain=gain)

    def _without_each(self, parts: FloatArray) -> FloatArray:
        return _without_each(parts, self.design.clusters)

    def _direct(self, after: BoolArray) -> FloatArray:
        """G×T weights that the values enter the sum of all gaps with, before the common period constants."""
        if self.design.block is not None:
            return residualise(self.cells, after.astype(float), self.design.groups)
        mean = self.cells / np.maximum(self.cells.sum(1, keepdims=True), 1)
        return after - mean * after.sum(1, keepdims=True)

    def _linear(self, features: FloatArray, parameters: FloatArray, estimates: FloatArray) -> Linear:
        return _linear(features, parameters, estimates, self.design.clusters)

    def _after(self) -> BoolArray:
        return self.design.observed & (self.design.relative >= 0)

    def _inside(self) -> FloatArray:
        return self.columns * self.cells[..., None]

    def _solved(self, moments: FloatArray) -> FloatArray:
        return _solve(self.grams, moments, self.periods, self.design.value.shape[1])

    def _clean(self, estimates: FloatArray) -> FloatArray:
        """Round-off set to zero, so that noiseless data has no effect rather than a tiny, certain one."""
        return np.where(np.abs(estimates) < ROUND_OFF * np.abs(self.outcome).max(), 0.0, estimates)


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
    return normal_equations(design, cells, outcome, columns)


def normal_equations(
    design: Design, cells: BoolArray, outcome: FloatArray, columns: FloatArray, *, lines: bool = False
) -> Refits:
    """The fits of `outcome` (G×T) on `columns` (G×T×(T+K)), already freed of what belongs to each unit alone.

    One period's constant cannot be told from the units' own; where units have `lines` of their own, two.
    """
    apart = np.zeros(cells.shape)
    if design.block is not None:
        outcome, columns, apart = _inside_blocks(design, cells, outcome, columns)
    inside = columns * cells[..., None]
    grams = _without_each(inside.mT @ inside, design.clusters)
    moments = _without_each(np.einsum("gtk,gt->gk", inside, outcome), design.clusters)
    periods = np.flatnonzero(cells.any(0))[1 : -1 if lines else None]
    periods = periods if design.block is None else periods[:0]
    solved = _solve(grams, moments, periods, cells.shape[1])
    return Refits(design, cells, outcome, columns, periods, grams, solved, apart + solved[0, : cells.shape[1]])


def _inside_blocks(
    design: Design, cells: BoolArray, outcome: FloatArray, columns: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Outcome and regressors less the period constants of each kecamatan, and the outcome's constants (G×T).

    Frisch & Waugh (1933): what is fitted afterwards is what would have been fitted beside those constants.
    """
    n_periods = cells.shape[1]
    freed = np.concatenate([columns, outcome[..., None]], axis=2)
    apart = np.zeros(cells.shape)
    for rows in design.groups:
        dummies = columns[rows][..., :n_periods]
        inside = dummies * cells[rows][..., None]
        moments = np.einsum("gtp,gtk->pk", inside, freed[rows][..., n_periods:])
        fitted = np.linalg.pinv(np.einsum("gtp,gtq->pq", inside, inside), rcond=UNIDENTIFIED, hermitian=True) @ moments
        freed[rows, :, n_periods:] -= dummies @ fitted
        apart[rows] = fitted[:, -1]
    return freed[..., -1], freed[..., :-1], apart


def _linear(features: FloatArray, parameters: FloatArray, estimates: FloatArray, clusters: IntArray) -> Linear:
    """Weights that are features (G×T×Q) × parameters (1+C)×Q, those of a unit (kecamatan) left out being zero."""
    own = parameters[1:]
    change = own - parameters[0]
    grams = _by_cluster(features.mT @ features, clusters)
    others = change @ np.einsum("gpq,gq->pg", grams, own)
    gram = change @ grams.sum(0) @ change.T - others - others.T
    gram[np.diag_indices(len(gram))] += np.einsum("gp,gpq,gq->g", own, grams, own)
    return Linear(float(estimates[0]), estimates[1:], features @ parameters[0], gram)


def _demean(values: FloatArray, cells: BoolArray) -> FloatArray:
    share = cells / np.maximum(cells.sum(1, keepdims=True), 1)
    return values - np.einsum("gt,gtk->gk", share, values)[:, None, :]


def _without_each(parts: FloatArray, clusters: IntArray) -> FloatArray:
    """Sum over units, then the sum without each unit (kecamatan), along a new first axis of length 1+C."""
    total = parts.sum(0)
    return np.concatenate([total[None], total - _by_cluster(parts, clusters)])


def _by_cluster(parts: FloatArray, clusters: IntArray) -> FloatArray:
    if clusters.max() + 1 == len(parts):
        return parts
    sums = np.zeros((clusters.max() + 1, *parts.shape[1:]))
    np.add.at(sums, clusters, parts)
    return sums


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
