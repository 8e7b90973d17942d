"""Sebelum–sesudah: each unit's mean before its training against its mean after, paired over units.

The unit, not the person or the month, is the observation: months of one unit are not independent of each other.
This difference holds everything that changed at the time, not training alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from analysis import wording
from analysis.intervals import mean_p, t_interval
from data.catalog import Indicator
from data.periods import NAMES, frequency

FEWEST_PAIRS = 3
DRAWS = 9_999
LEVEL = 0.95
NAN = float("nan")
NOWHERE = np.array([], dtype=np.int64)
NUMBERS = ("before", "after", "difference", "ci_low", "ci_high", "p", "boot_low", "boot_high", "effect_size")


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit's mean before and after, in the indicator's unit, and how many periods stand behind each."""

    unit: str
    before: float
    after: float
    n_before: int
    n_after: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A unit that has no pair, and the Indonesian reason."""

    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Paired comparison over units; everything in the indicator's unit except p and the effect size.

    `before`, `after`: means of the units' means; `difference` = after − before. `ci_low`, `ci_high`, `p`: 95 % paired t
    interval and two-sided p with n_units − 1 degrees of freedom. `boot_low`, `boot_high`: 95 % bootstrap interval that
    resamples units. `effect_size`: Hedges' g_av. Intervals, p and effect size are NaN below 3 pairs, and where all
    units changed by exactly the same amount. `n_periods`: different calendar periods used. No pair: all NaN.
    """

    indicator: Indicator
    window: int
    n_units: int
    n_periods: int
    before: float
    after: float
    difference: float
    ci_low: float
    ci_high: float
    p: float
    boot_low: float
    boot_high: float
    effect_size: float
    pairs: tuple[Pair, ...]
    excluded: tuple[Excluded, ...]
    periods: tuple[pd.Period, ...]


def compare(
    series: pd.DataFrame, indicator: Indicator, *, window: int = 6, units: Sequence[str] | None = None, seed: int = 0
) -> BeforeAfter:
    """Compare the `window` periods before each unit's first trained period with that period and the window − 1 after.

    `series` has columns unit, period, value, first_treated (Period or NaT) of one indicator at one frequency. Only
    `units` are looked at (None: all). A unit counts when it has at least one value on each side; every other unit is
    in `excluded`.
    """
    if window < 1:
        raise ValueError("Jendela sebelum–sesudah paling sedikit 1 periode.")
    found = sides(series, window, units)
    pairs = tuple(_pair(unit, *both) for unit, both in found.items() if not isinstance(both, str))
    excluded = tuple(Excluded(unit, why) for unit, why in found.items() if isinstance(why, str))
    used = [side["period"] for both in found.values() if not isinstance(both, str) for side in both]
    periods = tuple(sorted(set().union(*used)))
    return BeforeAfter(
        indicator=indicator,
        window=window,
        n_units=len(pairs),
        n_periods=len(periods),
        pairs=pairs,
        excluded=excluded,
        periods=periods,
        **_inference(pairs, seed),
    )


def sides(
    series: pd.DataFrame, window: int, units: Sequence[str] | None = None
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame] | str]:
    """Each unit's rows before and after its first trained period, or the Indonesian reason why it has no pair."""
    rows = series.dropna(subset=["value"])
    when = np.array([period.ordinal for period in rows["period"]], dtype=np.int64)
    order = when.argsort(kind="stable")
    rows, when = rows.take(order), when[order]
    places = {str(unit): np.asarray(place) for unit, place in rows.groupby("unit").indices.items()}
    asked = sorted(places) if units is None else sorted(set(units))
    return {unit: _sides(rows, when, places.get(unit, NOWHERE), window) for unit in asked}


def _sides(
    rows: pd.DataFrame, when: np.ndarray, places: np.ndarray, window: int
) -> tuple[pd.DataFrame, pd.DataFrame] | str:
    """A unit's rows before and after its first trained period, or why there is no such pair.

    `when`: each row's period as its ordinal; `places`: where the unit's rows stand.
    """
    if not len(places):
        return "tidak ada datanya"
    first = rows["first_treated"].iloc[places[0]]
    if pd.isna(first):
        return "belum terlatih sampai akhir data, jadi tidak punya masa sesudah"
    start, middle, end = (moment.ordinal for moment in (first - window, first, first + window))
    its = when[places]
    before = rows.take(places[(start <= its) & (its < middle)])
    after = rows.take(places[(middle <= its) & (its < end)])
    span = f"{window} {NAMES[frequency(first)]}"
    if before.empty:
        return f"tidak ada data dalam {span} sebelum mulai terlatih ({wording.period(first)})"
    if after.empty:
        return f"tidak ada data dalam {span} sejak mulai terlatih ({wording.period(first)})"
    return before, after


def _pair(unit: str, before: pd.DataFrame, after: pd.DataFrame) -> Pair:
    return Pair(unit, float(before["value"].mean()), float(after["value"].mean()), len(before), len(after))


def _inference(pairs: tuple[Pair, ...], seed: int) -> dict[str, float]:
    """The numbers of BeforeAfter by field name; NaN where they cannot be had."""
    numbers = dict.fromkeys(NUMBERS, NAN)
    if not pairs:
        return numbers
    before = np.array([pair.before for pair in pairs])
    after = np.array([pair.after for pair in pairs])
    changes = after - before
    numbers |= {"before": float(before.mean()), "after": float(after.mean()), "difference": float(changes.mean())}
    if len(pairs) < FEWEST_PAIRS or changes.std() <= 1e-9 * max(np.abs(after).max(), 1.0):
        return numbers
    ci_low, ci_high = t_interval(changes.mean(), changes.std(ddof=1) / np.sqrt(len(pairs)), len(pairs) - 1, LEVEL)
    boot_low, boot_high = bootstrap_interval(changes, seed)
    return numbers | {
        "ci_low": ci_low,
        "ci_high": ci_high,
        "p": mean_p(changes),
        "boot_low": boot_low,
        "boot_high": boot_high,
        "effect_size": hedges_g_av(before, after),
    }


def bootstrap_interval(changes: np.ndarray, seed: int) -> tuple[float, float]:
    """95 % expanded percentile interval of the mean; `changes` has shape (n,).

    The plain percentile interval is too short by about √((n − 1)/n) · z/t; the tails are moved out to match.
    Source: Hesterberg (2015), What Teachers Should Know About the Bootstrap, The American Statistician 69(4).
    """
    n = len(changes)
    draws = np.random.default_rng(seed).choice(changes, (DRAWS, n)).mean(axis=1)
    tail = ndtr(-np.sqrt(n / (n - 1)) * stdtrit(n - 1, (1 + LEVEL) / 2))
    low, high = np.quantile(draws, [tail, 1 - tail])
    return float(low), float(high)


def hedges_g_av(before: np.ndarray, after: np.ndarray) -> float:
    """Mean change ÷ average standard deviation of the two sides, small-sample corrected; both of shape (n,).

    NaN where the units do not differ on either side. Source: Lakens (2013), Calculating and reporting effect sizes,
    Frontiers in Psychology 4:863, equations 4 and 10.
    """
    spread = (before.std(ddof=1) + after.std(ddof=1)) / 2
    if spread <= 1e-9 * max(np.abs(after).max(), 1.0):
        return NAN
    correction = 1 - 3 / (4 * (len(before) + len(after)) - 9)
    return float(correction * (after - before).mean() / spread)
