"""Funnel plot: how far from the common mean an institution of its size may lie by chance, instead of a league table.

Source: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24; more
spread than chance explains is taken as random effects, from z scores winsorised at a tenth on each side
(Spiegelhalter 2005, Handling over-dispersion of performance indicators, Quality & Safety in Health Care 14).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

WINSORISED = 0.1
INNER, OUTER = 0.95, 0.998


@dataclass(frozen=True, slots=True, eq=False)
class FunnelLimits:
    """The limits that k values with `ses` are held against: `centre`, and `tau`, the spread beyond chance."""

    centre: float
    tau: float
    values: np.ndarray
    ses: np.ndarray

    def half(self, level: float = OUTER) -> np.ndarray:
        """Half-widths (k) of the limits within which `level` of equal institutions lie."""
        return half_width_at(self.ses, self.tau, level)

    @property
    def outside(self) -> np.ndarray:
        """−1, 0 or +1 (k): below, inside or above the outer limits."""
        away = self.values - self.centre
        return (np.sign(away) * (np.abs(away) > self.half())).astype(int)


def half_width_at(ses: np.ndarray, tau: float, level: float) -> np.ndarray:
    """Half-widths of the limits at those standard errors."""
    return float(ndtri((1 + level) / 2)) * np.sqrt(ses**2 + tau**2)


def funnel(values: np.ndarray, ses: np.ndarray) -> FunnelLimits:
    """Limits for k values with standard errors above zero."""
    weight = 1 / ses**2
    centre = float((weight * values).sum() / weight.sum())
    z = (values - centre) / ses
    z = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    k = len(values)
    phi = float((z**2).mean())
    tau2 = (k * phi - (k - 1)) / (weight.sum() - (weight**2).sum() / weight.sum()) if k > 1 else 0.0
    return FunnelLimits(centre, max(tau2, 0.0) ** 0.5, values, ses)
