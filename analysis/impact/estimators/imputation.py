"""The imputation estimator: predict each trained unit without training, and average the gaps.

Unit and period constants are fitted on the untrained cells only; the effect of a trained cell is its value minus the
two constants, and the estimate is the plain mean over all trained cells whose constants are known. Unlike two-way
fixed effects it stays right when the effect grows or differs between waves.
Source: Borusyak, Jaravel & Spiess (2024), Revisiting event-study designs, Review of Economic Studies 91.
"""

from functools import partial

import numpy as np

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray, Interval
from analysis.impact.estimators.small_sample import linear_interval
from analysis.impact.estimators.twoway import (
    WHOLE,
    Groups,
    Weights,
    constants,
    known_by_group,
    reachable,
    residualise,
)


def cell_weights(observed: BoolArray, relative: IntArray, groups: Groups = WHOLE) -> FloatArray:
    """Weights (…, G, T) of the estimate; all NaN where no trained cell has a known counterfactual."""
    untreated = observed & (relative < 0)
    effects = observed & (relative >= 0) & known_by_group(untreated, groups)
    n_effects = effects.sum((-2, -1), keepdims=True)
    target = effects / np.where(n_effects, n_effects, np.nan)
    return residualise(untreated, target, groups)


def weights_in(design: Design) -> Weights:
    """`cell_weights` with the period constants of the design."""
    return partial(cell_weights, groups=design.groups)


def weights(design: Design) -> FloatArray:
    """G×T weights w with estimate = Σ w × outcome, for any outcome on the same cells (placebos, drifts)."""
    return weights_in(design)(design.observed, design.relative)


def headline(design: Design) -> Interval:
    """Estimate and interval by the rule for few units. Raises ImpactError without comparison."""
    return linear_interval(weights_in(design), design)


def counterfactual(design: Design) -> FloatArray:
    """G×T value each unit would have had without training; NaN where its constants are not known."""
    untreated = design.observed & (design.relative < 0)
    expected = np.empty_like(design.value)
    for rows in design.groups:
        cells = untreated[rows]
        known = design.outcome[rows] * cells
        unit, period = constants(cells, known.sum(1)[None], known.sum(0)[None])
        expected[rows] = np.where(reachable(cells), unit.T + period, np.nan)
    return expected
