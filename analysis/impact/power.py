"""The smallest effect this data could have found, and what more would be needed to find a given one."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analysis.impact.checks.refits import Refits, refit
from analysis.impact.estimators.design import Design
from analysis.text import wording
from data.settings import worthwhile_changes
from data.vocabulary.indicators import Indicator

POWER, CONFIDENCE = 0.80, 0.95
MAX_MORE = 60
SHARES = (1.0, 0.75, 0.5, 0.25)
ROUND_OFF = 1e-9


def minimum_detectable(se: float, dof: float) -> float:
    """Smallest true effect found with 80 % power by a two-sided 5 % t test, in the indicator's unit.

    Source: Bloom (1995), Minimum detectable effects, Evaluation Review 19.
    """
    return float(stdtrit(dof, (1 + CONFIDENCE) / 2) + stdtrit(dof, POWER)) * se


def smallest_worth(indicator: Indicator, level: float) -> float:
    """The smallest change worth having: the office's own setting, else a twentieth of the indicator's scale, else a
    tenth of its level before training."""
    own = worthwhile_changes().get(indicator.key)
    if own is not None:
        return own
    if indicator.low is None or indicator.high is None:
        return abs(level) / 10
    return (indicator.high - indicator.low) / 20


@dataclass(frozen=True, slots=True)
class Needed:
    """What would bring the smallest effect that can be found down to `target`, each number on its own.

    0 where the data already suffices, None where not even MAX_MORE would do.
    """

    target: float
    comparison_units: int | None
    periods: int | None


def needed(fits: Refits, target: float) -> Needed:
    """What it takes to find an effect of size |target| with the headline's fits.

    The jackknife splits the variance by unit: the comparison units' part falls with their number (a kecamatan that
    holds both kinds cannot be split: more units are then no remedy); the whole falls with more periods after training
    as that of a difference of two means does. An extrapolation, not a promise.
    """
    found, replicates, comparison = fits.effect(), fits.effects(), ~fits.design.switchers
    spread = (replicates[1:] - replicates[0]) ** 2
    alone = fits.design.block is None
    shared, variance = spread[comparison].sum() / max(spread.sum(), ROUND_OFF) if alone else 0.0, found.se**2
    n, (before, after) = int(comparison.sum()), _typical_periods(fits.design)

    def with_units(more: int) -> float:
        return minimum_detectable(sqrt(variance * (1 - shared * more / (n + more))), found.dof)

    def with_periods(more: int) -> float:
        share = (1 / before + 1 / (after + more)) / (1 / before + 1 / after)
        return minimum_detectable(sqrt(variance * share), found.dof)

    return Needed(abs(target), _fewest(with_units, abs(target)), _fewest(with_periods, abs(target)))


def ladder(design: Design) -> list[Needed]:
    """What it takes to find the smallest change found now, and three quarters, a half and a quarter of it."""
    fits = refit(design)
    found = fits.effect()
    smallest = minimum_detectable(found.se, found.dof)
    return [needed(fits, share * smallest) for share in SHARES]


def _typical_periods(design: Design) -> tuple[float, float]:
    """Median periods in which a trained unit is seen before and from training."""
    seen, relative, trained = design.observed, design.relative, design.switchers
    before, after = (seen & (relative < 0)).sum(1)[trained], (seen & (relative >= 0)).sum(1)[trained]
    return float(np.median(before)), float(np.median(after))


def _fewest(detectable: Callable[[int], float], target: float) -> int | None:
    return next((more for more in range(MAX_MORE + 1) if detectable(more) <= target * (1 + ROUND_OFF)), None)


def needed_words(need: Needed, like: pd.Period) -> str:
    """ "3 unit pembanding lagi, atau 6 bulan lagi"; empty where nothing is needed or nothing plausible would do."""
    ways = []
    if need.comparison_units:
        ways.append(f"{wording.count(need.comparison_units)} unit pembanding lagi")
    if need.periods:
        ways.append(f"{wording.periods(need.periods, like)} lagi")
    return ", atau ".join(ways)
