"""Static two-way fixed effects: the regression most readers know, shown beside the headline.

It compares newly trained units with units already trained, so it is wrong where the effect grows over time.
Source: Goodman-Bacon (2021), J. Econometrics 225; de Chaisemartin & D'Haultfœuille (2020), AER 110.
"""

from analysis.impact.estimators.dose import slope_weights
from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray
from analysis.impact.estimators.twoway import WHOLE, Groups


def cell_weights(observed: BoolArray, relative: IntArray, groups: Groups = WHOLE) -> FloatArray:
    """Weights (…, G, T) of the coefficient of "already trained" beside unit and period constants; NaN if collinear."""
    return slope_weights(observed, (relative >= 0).astype(float), groups)
