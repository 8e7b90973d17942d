"""Dose and response: by how much does the indicator move with each JP of training per employee?

Unit and period constants are taken out, so only changes of the dose within a unit count. The slope is an average of
effects at different doses with weights of its own, not the effect of going from none to some.
Source: Callaway, Goodman-Bacon & Sant'Anna (2024), Difference-in-differences with a continuous treatment (on what the
slope is and is not); MacKinnon, Nielsen & Webb (2023) for CRV3.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.impact.estimators.grid import read_grid
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, IntArray, Interval
from analysis.impact.estimators.small_sample import linear_interval
from analysis.impact.estimators.twoway import WHOLE, Groups, residualise

MIN_UNITS = 3
COLLINEAR = 1e-9


@dataclass(frozen=True, slots=True)
class DoseResponse:
    """Change of the indicator per additional JP per employee, with the units' own spread (`small_sample`)."""

    slope: Interval
    dof: float
    n_units: int
    n_periods: int
    n_obs: int


def dose_response(panel: pd.DataFrame) -> DoseResponse:
    """Slope of value on `jp_per_pegawai` beside unit and period constants, for a panel that has that column too.

    Raises ImpactError with fewer than MIN_UNITS units or where the dose does not vary beyond the constants.
    """
    if "jp_per_pegawai" not in panel.columns:
        raise ImpactError("Data panel tidak memuat kolom jp_per_pegawai.")
    complete = panel[panel["jp_per_pegawai"].notna() & panel["value"].notna()]
    design = read_grid(complete)
    n = len(design.units)
    if n < MIN_UNITS:
        raise ImpactError(f"Dosis dan tanggapan perlu paling sedikit {MIN_UNITS} unit; baru ada {n}.")
    dose = read_grid(complete.assign(value=complete["jp_per_pegawai"])).outcome

    def weights(observed: BoolArray, relative: IntArray) -> FloatArray:
        return slope_weights(observed, dose, design.groups)

    try:
        slope = linear_interval(weights, design, gain=float("inf"))
    except ImpactError as error:
        raise ImpactError("JP per pegawai tidak cukup berbeda antarunit dari waktu ke waktu.") from error
    n_periods = int(design.observed.any(0).sum())
    return DoseResponse(slope, slope.dof, n, n_periods, int(design.observed.sum()))


def slope_weights(observed: BoolArray, dose: FloatArray, groups: Groups = WHOLE) -> FloatArray:
    """Weights (…, G, T) of the coefficient of `dose` (…, G, T) beside unit and period constants; NaN if collinear."""
    inside = dose * observed
    residual = residualise(observed, inside, groups)
    total, own = ((inside * part).sum((-2, -1), keepdims=True) for part in (inside, residual))
    return residual / np.where(own > COLLINEAR * total, own, np.nan)
