"""Static two-way fixed effects: the regression most readers know, shown beside the headline.

It compares newly trained units with units already trained, so it is wrong where the effect grows over time.
Source: Goodman-Bacon (2021), J. Econometrics 225; de Chaisemartin & D'Haultfœuille (2020), AER 110.
"""

from __future__ import annotations

import numpy as np

from analysis.impact.result import BoolArray, FloatArray, IntArray
from analysis.impact.twoway import residualise


def cell_weights(observed: BoolArray, relative: IntArray) -> FloatArray:
    """Weights (…, G, T) of the coefficient of "already trained" beside unit and period constants; NaN if collinear."""
    trained = (observed & (relative >= 0)).astype(float)
    residual = residualise(observed, trained)
    variation = (residual * trained).sum((-2, -1), keepdims=True)
    return residual / np.where(variation > 1e-9, variation, np.nan)
