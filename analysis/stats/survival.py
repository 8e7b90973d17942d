"""Durations of which some are still running: Kaplan–Meier, its quantiles and their intervals."""

from dataclasses import dataclass
from math import inf, nan

import numpy as np
from scipy.special import ndtri

_TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Survival:
    """Kaplan–Meier estimate; arrays of shape (number of distinct completion times,).

    times; at_risk: cases running just before; done: completions at that time; running: estimated share still running
    after it; se: its Greenwood standard error.
    """

    times: np.ndarray
    at_risk: np.ndarray
    done: np.ndarray
    running: np.ndarray
    se: np.ndarray


def kaplan_meier(durations: np.ndarray, completed: np.ndarray) -> Survival:
    """Share of cases still running after each time; durations ≥ 0 of shape (n,), completed bool of shape (n,).

    An open case counts as running for as long as it was seen, no longer and no shorter.
    Source: Kaplan & Meier (1958), Nonparametric estimation from incomplete observations, JASA 53(282).
    """
    times, done = np.unique(durations[completed], return_counts=True)
    at_risk = len(durations) - np.searchsorted(np.sort(durations), times)
    running = np.cumprod(1 - done / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = running**2 * np.cumsum(done / (at_risk * (at_risk - done)))
    return Survival(times, at_risk, done, running, np.sqrt(np.where(running > 0, variance, 0.0)))


def quantile(curve: Survival, share: float) -> float:
    """Time by which `share` (0–1) of the cases are done; NaN where too many are still open to say."""
    return _first_time(curve.times, curve.running <= 1 - share + _TIE, nan)


def quantile_interval(curve: Survival, share: float, level: float = 0.95) -> tuple[float, float]:
    """Interval of that quantile: where the log(−log) band of the curve crosses it.

    Where too many cases are open the upper end is infinite, and the lower one NaN where not even that can be said.

    Source: Brookmeyer & Crowley (1982), A confidence interval for the median survival time, Biometrics 38(1).
    """
    low, high = _band(curve, float(ndtri(0.5 + level / 2)))
    return _first_time(curve.times, low <= 1 - share + _TIE, nan), _first_time(
        curve.times, high <= 1 - share + _TIE, inf
    )


def _first_time(times: np.ndarray, reached: np.ndarray, otherwise: float) -> float:
    return float(times[reached.argmax()]) if reached.any() else otherwise


def _band(curve: Survival, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper pointwise band of the curve; where every case is done both are 0."""
    running = np.clip(curve.running, 1e-300, 1 - 1e-15)
    width = z * curve.se / np.abs(running * np.log(running))
    return tuple(np.where(curve.running > 0, running ** np.exp(sign * width), 0.0) for sign in (1, -1))  # type: ignore[return-value]
