"""The interval of an estimate that few units carry: whose noise measures it, and with how many degrees of freedom.

An estimate is a sum of weights × outcome. Where three of thirty units are trained, those three carry its error, however
many others there are: the jackknife then has about two degrees of freedom, not twenty-nine. The rule looks at the
design alone, never at the outcome:

- *own*: the jackknife over units, scaled so that its variance is unbiased under equal independent noise, with the
  degrees of freedom that its weights leave (Bell & McCaffrey 2002, Bias reduction in standard errors for linear
  regression with multi-stage samples, Survey Methodology 28; Imbens & Kolesár 2016, Robust standard errors in small
  samples, Review of Economics and Statistics 98).
- *learned*: the noise of never-trained units put through each unit's weights, as Conley & Taber (2011) and Ferman &
  Pinto (2019) learn it, here scaled by the noise measured in each trained unit itself, before and after training
  apart. Taken where it leaves more than twice the degrees of freedom, and never shorter than the own spread says.
"""

from dataclasses import dataclass, replace

import numpy as np

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray, Interval, interval_and_p
from analysis.impact.estimators.twoway import Weights, constants, left_out_weights, reachable, refuse_lone_unit
from analysis.impact.rules import ENOUGH_OWN, FEWEST_NEVER, GAIN

LONG_BLOCK, SHORT_BLOCK = 4, 2
BLOCK_INFORMATION = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """An estimate that is the sum of `weights` (G×T) × outcome.

    `replicates` (G) are the estimates without each unit; `gram` (G×G) the inner products of their weights' differences
    from `weights`.
    """

    estimate: float
    replicates: FloatArray
    weights: FloatArray
    gram: FloatArray


def linear_interval(weights: Weights, design: Design, *, gain: float = GAIN) -> Interval:
    """The interval of an estimate over all cells of the design. Raises ImpactError where all hangs on one unit.

    Where the design has blocks, a kecamatan stands wherever this module says unit.
    """
    own = weights(design.observed, design.relative)
    left_out = left_out_weights(weights, design)
    replicates = np.einsum("bgt,gt->b", left_out, design.outcome)
    refuse_lone_unit(design, replicates)
    away = (left_out - own).reshape(len(left_out), -1)
    estimate = float((own * design.outcome).sum())
    return interval(Linear(estimate, replicates, own, away @ away.T), design, design.observed, gain=gain)


def interval(linear: Linear, design: Design, cells: BoolArray, *, gain: float = GAIN) -> Interval:
    """The 95 % interval by the rule above for an estimate over `cells` (G×T) of the design.

    `dof` are its degrees of freedom, `own_dof` those of the units' own spread; `learned` says which one it is. The
    learned noise is taken where it has more than `gain` times the own degrees of freedom (infinity: never).
    """
    variance, dof = own_spread(linear)
    own = replace(interval_and_p(linear.estimate, variance**0.5, dof, scale=design.scale), own_dof=dof)
    few_never = design.block is not None or np.count_nonzero(~design.switchers) < FEWEST_NEVER
    if dof >= ENOUGH_OWN or few_never or not variance > 0:
        return own
    other, other_dof = learned_spread(linear.weights, design, cells)
    if not other_dof > gain * dof:
        return own
    wider = interval_and_p(linear.estimate, max(variance, other) ** 0.5, other_dof, scale=design.scale)
    return replace(wider, own_dof=dof, learned=True)


def own_spread(linear: Linear) -> tuple[float, float]:
    """Variance from the units' own spread, and its degrees of freedom (at most G − 1); NaN where a replicate is."""
    away = linear.replicates - linear.estimate
    trace = float(np.trace(linear.gram))
    if not trace > 0:
        return float("nan"), len(away) - 1.0
    dof = min(trace**2 / float((linear.gram**2).sum()), len(away) - 1.0)
    return float((away**2).sum() * (linear.weights**2).sum() / trace), dof


def learned_spread(weights: FloatArray, design: Design, cells: BoolArray) -> tuple[float, float]:
    """Variance from the never-trained units' noise and its degrees of freedom; (NaN, 0) where it cannot be learned."""
    never = ~design.switchers
    inside = cells[never]
    used = cells.any(0)
    if not (inside.sum(0)[used] > 1).all() or not reachable(inside[:, used]).all():
        return float("nan"), 0.0
    known = design.outcome[never] * inside
    unit, period = constants(inside, known.sum(1)[None], known.sum(0)[None])
    noise = (known - unit.T - period) * inside
    share = (weights**2).sum(1)
    size = share * _through(weights, noise, inside)
    ratio, spare = _own_noise(design, cells, (design.outcome - period) * cells, noise, inside)
    size[~never] *= ratio
    parts = (share[~never] / share.sum()) ** 2 / np.maximum(BLOCK_INFORMATION * spare, np.finfo(float).tiny)
    return float(size.sum()), float(1 / (1 / (never.sum() - 1) + parts.sum()))


def _through(weights: FloatArray, noise: FloatArray, inside: BoolArray) -> FloatArray:
    """Variance (G) of never-trained noise under each unit's weights, for a sum of squared weights of one."""
    seen = inside.astype(float)
    squares = ((weights @ noise.T) ** 2).sum(1)
    spread = weights**2 @ seen.T - (weights @ seen.T) ** 2 / np.maximum(seen.sum(1), 1)
    room = spread.sum(1) * (1 - 1 / len(noise))
    return np.divide(squares, room, out=np.zeros(len(weights)), where=room > 0)


def _own_noise(
    design: Design, cells: BoolArray, residuals: FloatArray, noise: FloatArray, inside: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """How noisy each trained unit is beside the never trained over the same periods, and on how many spare blocks."""
    n = len(noise)
    own_error = (1 - 1 / n) / (1 + 1 / n)
    ratios, spares = [], []
    for unit in np.flatnonzero(design.switchers):
        after = design.relative[unit] >= 0
        spread, spare = np.zeros(n + 1), np.zeros(n + 1)
        for side in (after, ~after):
            stretch = np.vstack([cells[unit], inside & cells[unit]]) & side
            squares, blocks = _blocks(np.vstack([residuals[unit], noise]), stretch)
            spread, spare = spread + squares, spare + blocks
        usual = spread[1:].sum() / max(spare[1:].sum(), 1)
        ratios.append(spread[0] / max(spare[0], 1) / usual * own_error if usual > 0 else 1.0)
        spares.append(spare[0])
    return np.array(ratios), np.array(spares)


def _blocks(values: FloatArray, stretch: BoolArray) -> tuple[FloatArray, IntArray]:
    """Squares of block means around their mean, row by row, and the blocks less one; blocks of 4 seen periods, or 2."""
    n = stretch.sum(1)
    size = np.where(n < 2 * LONG_BLOCK, SHORT_BLOCK, LONG_BLOCK)
    blocks = n // size
    number = (stretch.cumsum(1) - 1) // size[:, None]
    present = np.arange(int(blocks.max(initial=0)))[:, None, None] == np.where(stretch, number, -1)
    means = (present * values).sum(2).T / size[:, None]
    whole = np.arange(means.shape[1]) < blocks[:, None]
    centre = (means * whole).sum(1) / np.maximum(blocks, 1)
    return (((means - centre[:, None]) * whole) ** 2).sum(1), np.maximum(blocks - 1, 0)


def carried_by(n_trained: IntArray, n_units: int) -> FloatArray:
    """Degrees of freedom of a difference between the means of `n_trained` and of all other units, at most units − 1.

    The units' shares in its variance as Satterthwaite (1946) counts them; for the points of an event study.
    """
    trained = n_trained.astype(float)
    rest = np.maximum(n_units - trained, 1)
    return np.minimum((1 / trained + 1 / rest) ** 2 / (1 / trained**3 + 1 / rest**3), n_units - 1)
