"""The effect beside a straight line of every unit's own, with the correlation of its noise taken out.

y = unit level + unit line · t + period constant + β · shape(periods since training). Within each unit the rows are
whitened for AR(1) noise, gaps included, and freed of the unit's level and line; what is left is fitted by least
squares with one constant a period, and again without each unit in turn. A line of its own lets every unit drift as it
likes; three shapes let the effect come at once, late, or little by little.
Source: Prais & Winsten (1954) for the whitening; Wooldridge (2010), Econometric Analysis of Cross Section and Panel
Data, section 11.7, for unit-specific trends; St. Clair, Cook & Hallberg (2014), Am. J. of Evaluation 35, for the
comparative interrupted time series.
"""

import numpy as np

from analysis.impact.checks.refits import normal_equations
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, Interval
from analysis.impact.rules import LATE_FROM, MOST_CORRELATION, RAMP_LENGTH

NAN = float("nan")
NO_INTERVAL = Interval(NAN, NAN, NAN, NAN, NAN)


def shapes(design: Design) -> dict[str, FloatArray]:
    """G×T courses that an effect may take from training on: at once, from the fifth period, or growing over twelve."""
    since = np.where(design.trained[:, None], design.relative, -1)
    return {
        "step": (since >= 0).astype(float),
        "late": (since >= LATE_FROM).astype(float),
        "ramp": np.clip((since + 1) / RAMP_LENGTH, 0, 1),
    }


def effect(design: Design, shape: FloatArray, free: FloatArray) -> Interval:
    """The size of the effect that takes this course, by the units' own spread; NaN where it cannot be told.

    `free` is what `free_of_lines` gives for the design's cells.
    """
    columns = np.concatenate([free, free @ shape[..., None]], axis=2)
    outcome = (free @ design.outcome[..., None])[..., 0]
    try:
        return normal_equations(design, design.observed, outcome, columns, lines=True).slope(gain=float("inf"))
    except ImpactError:
        return NO_INTERVAL


def free_of_lines(observed: BoolArray, correlation: float) -> FloatArray:
    """G×T×T matrices that whiten each unit's rows and take its level and its line out of them."""
    n_periods = observed.shape[1]
    patterns, pattern = np.unique(observed, axis=0, return_inverse=True)
    whiten = np.array([whitening(seen, min(correlation, MOST_CORRELATION)) for seen in patterns])
    time = np.arange(n_periods) / n_periods - 0.5
    lines = whiten @ np.column_stack([np.ones(n_periods), time])
    return (whiten - lines @ (np.linalg.pinv(lines) @ whiten))[pattern]


def whitening(seen: BoolArray, correlation: float) -> FloatArray:
    """T×T: each seen row less what the seen one before it says about it, scaled to one variance; unseen rows zero."""
    rows = np.flatnonzero(seen)
    matrix = np.zeros((len(seen), len(seen)))
    if not len(rows):
        return matrix
    carried = correlation ** np.diff(rows)
    scale = 1 / np.sqrt(1 - carried**2)
    matrix[rows[0], rows[0]] = 1
    matrix[rows[1:], rows[1:]] = scale
    matrix[rows[1:], rows[:-1]] = -carried * scale
    return matrix
