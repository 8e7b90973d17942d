"""Randomisation inference: how often would dates of training dealt out by lot give an effect this large?"""

from dataclasses import dataclass

import numpy as np

from analysis.impact.estimators.design import Design, relative_periods, set_aside
from analysis.impact.estimators.imputation import weights_in
from analysis.impact.estimators.result import FloatArray, IntArray
from analysis.impact.estimators.twoway import Weights, in_batches


@dataclass(frozen=True, slots=True, eq=False)
class Randomisation:
    """`p` counts the observed deal in; `draws` of the deals could be estimated, with `estimates` as their values."""

    p: float
    estimate: float
    draws: int
    estimates: np.ndarray
    seed: int


def randomise(design: Design, *, draws: int = 999, seed: int = 0, weights: Weights | None = None) -> Randomisation:
    """Deal the units' training dates (never included) out anew `draws` times and compare |estimate|.

    Where units are compared inside their kecamatan, the dates of each kecamatan are dealt out among its own units.

    p = (1 + number at least as large) / (1 + draws), exact when training was truly assigned by lot among the units.
    Source: Fisher (1935), The Design of Experiments; Phipson & Smyth (2010) for the ones that are added.
    """
    weights = weights or weights_in(design)
    dealt = _deal(design, np.random.default_rng(seed), draws)
    own = weights(design.observed, design.relative)
    estimate = float((own * design.outcome).sum())
    if all((design.there[rows] == design.there[rows][0]).all() for rows in design.groups):
        estimates = _exchanged(own, design.outcome, dealt)
    else:
        first, transition, n_periods = design.first[dealt], design.transition[dealt], design.value.shape[1]
        observed = design.there & ~set_aside(first, transition, n_periods)
        relative = relative_periods(first, transition, n_periods)
        estimates = in_batches(weights, design.outcome, observed, relative)
    estimates = estimates[~np.isnan(estimates)]
    as_large = int((np.abs(estimates) >= abs(estimate) * (1 - 1e-12)).sum())
    return Randomisation((1 + as_large) / (1 + len(estimates)), estimate, len(estimates), estimates, seed)


def _deal(design: Design, deal: np.random.Generator, draws: int) -> IntArray:
    """(draws, G): whose date each unit is dealt."""
    dealt = np.tile(np.arange(len(design.units)), (draws, 1))
    for rows in design.groups:
        dealt[:, rows] = deal.permuted(dealt[:, rows], axis=1)
    return dealt


def _exchanged(own: FloatArray, outcome: FloatArray, dealt: IntArray) -> FloatArray:
    """Estimates where all units are seen in the same periods: weights then go with the date, whoever is dealt it."""
    products = own @ outcome.T
    return products[dealt, np.arange(len(outcome))].sum(1)
