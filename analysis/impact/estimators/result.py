"""What every estimator hands back: one frozen result, or one Indonesian sentence that says why there is none."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from analysis.stats.intervals import half_width

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

ROUND_OFF = 1e-12
EVENT_COLUMNS = ("period", "estimate", "se", "ci_low", "ci_high", "n_units")


class ImpactError(ValueError):
    """A design that cannot answer the question; its text is one Indonesian sentence naming what is missing."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its standard error, 95 % interval and two-sided p value under Student's t with `dof`.

    `own_dof` are the degrees of freedom of the units' own spread; `learned` says that the noise was measured on units
    never trained instead (`analysis.impact.estimators.small_sample`).
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    p: float
    dof: float = float("nan")
    own_dof: float = float("nan")
    learned: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Impact:
    """Average effect of training on the trained, in the indicator's own unit.

    `dof`, `own_dof` and `learned` are those of the `Interval`. `n_units` counts the units used, `n_treated` those seen
    both before and after training, `n_never` those never trained within the data; `n_obs` the unit-periods used;
    `dropped_periods` the periods left out because no untrained unit was left in them. `event_study` has columns
    EVENT_COLUMNS: `period` relative to training (0 is the first trained period), `n_units` trained units seen there.
    `notes` are Indonesian sentences.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    p: float
    dof: float
    own_dof: float
    learned: bool
    n_units: int
    n_treated: int
    n_never: int
    n_periods: int
    n_obs: int
    method: str
    event_study: pd.DataFrame
    dropped_periods: int = 0
    notes: tuple[str, ...] = ()


def interval_and_p(estimate: float, se: float, dof: float, *, scale: float = 0.0) -> Interval:
    """95 % interval and p from Student's t; a zero standard error (noiseless data) gives p 0 or, at zero effect, 1.

    `scale` is the largest outcome: figures that are round-off beside it count as zero, not as tiny and certain.
    """
    estimate, se = (0.0 if abs(figure) < ROUND_OFF * scale else float(figure) for figure in (estimate, se))
    half = float(half_width(se, dof))
    p = float(estimate == 0) if se == 0 else float(2 * stdtr(dof, -abs(estimate / se)))
    return Interval(estimate, se, estimate - half, estimate + half, p, dof)


def event_frame(
    periods: IntArray, estimates: FloatArray, ses: FloatArray, dof: FloatArray | IntArray | int, n_units: IntArray
) -> pd.DataFrame:
    """One row a relative period, in the columns every method's event study shares."""
    half = half_width(ses, dof)
    columns = (periods, estimates, ses, estimates - half, estimates + half, n_units)
    return pd.DataFrame(dict(zip(EVENT_COLUMNS, columns, strict=True)))
