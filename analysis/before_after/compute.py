"""Sebelum dan sesudah: each unit's mean before its training against its mean after, paired over units.

The unit, not the person or the month, is the observation: months of one unit are not independent of each other.
This difference holds everything that changed at the time, not training alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from analysis.stats.intervals import mean_p, t_interval
from analysis.text import wording
from data.panel.exposure import event_time
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency

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
    `n_transition` values of the pairs' units are of the period in which they became trained, a mixture that stands on
    neither side; `whole_period`: it counts as after, because without it there would be too few pairs.
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
    n_transition: int = 0
    whole_period: bool = False


def compare(
    series: pd.DataFrame, indicator: Indicator, *, window: int = 6, units: Sequence[str] | None = None, seed: int = 0
) -> BeforeAfter:
    """Compare the `window` periods before each unit's training with the `window` periods after it.

    `series` has columns unit, period, value, first_treated (Period or NaT) of one indicator at one frequency; with a
    column `share_after` the period of training may stand on neither side (`data.panel.exposure.event_time`). Only
    `units` are looked at (None: all). A unit counts when it has at least one value on each side; every other unit is
    in `excluded`.
    """
    if window < 1:
        raise ValueError("Bulan sebelum dan sesudah paling sedikit 1 periode.")
    windows = _windows(series, window, units)
    rows, both = windows.rows, windows.pairs
    value = rows["value"].to_numpy()
    pairs = tuple(_pair(unit, value[before], value[after]) for unit, (before, after) in both.items())
    excluded = tuple(Excluded(unit, why) for unit, why in windows.found.items() if isinstance(why, str))
    used = [place for side in both.values() for places in side for place in places]
    periods = tuple(sorted(set(rows["period"].iloc[used])))
    return BeforeAfter(
        indicator=indicator,
        window=window,
        n_units=len(pairs),
        n_periods=len(periods),
        pairs=pairs,
        excluded=excluded,
        periods=periods,
        n_transition=int((rows["transition"] & rows["unit"].isin(both)).sum()),
        whole_period=windows.whole_period,
        **_inference(pairs, seed),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Windows:
    """The rows with a value in time's order, and where each unit's before and after stand in them, or why not."""

    rows: pd.DataFrame
    found: dict[str, tuple[np.ndarray, np.ndarray] | str]
    whole_period: bool = False

    @property
    def pairs(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {unit: side for unit, side in self.found.items() if not isinstance(side, str)}


def sides(
    series: pd.DataFrame, window: int, units: Sequence[str] | None = None
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame] | str]:
    """Each unit's rows before and after its first trained period, or the Indonesian reason why it has no pair."""
    windows = _windows(series, window, units)
    return {
        unit: side if isinstance(side, str) else (windows.rows.take(side[0]), windows.rows.take(side[1]))
        for unit, side in windows.found.items()
    }


def _windows(series: pd.DataFrame, window: int, units: Sequence[str] | None) -> _Windows:
    """Periods of transition are set aside, unless that leaves too few pairs where counting them as after would not."""
    aside = _placed(event_time(series.dropna(subset=["value"])), window, units)
    if len(aside.pairs) >= FEWEST_PAIRS or not aside.rows["transition"].any():
        return aside
    whole = _placed(series.dropna(subset=["value"]).assign(mixed=False, transition=False), window, units)
    return replace(whole, whole_period=True) if len(whole.pairs) > len(aside.pairs) else aside


def _placed(rows: pd.DataFrame, window: int, units: Sequence[str] | None) -> _Windows:
    when = np.array([period.ordinal for period in rows["period"]], dtype=np.int64)
    order = when.argsort(kind="stable")
    rows, when = rows.take(order), when[order]
    places = {str(unit): np.asarray(place) for unit, place in rows.groupby("unit").indices.items()}
    asked = sorted(places) if units is None else sorted(set(units))
    firsts, mixed = rows["first_treated"].to_numpy(dtype=object), rows["mixed"].to_numpy(dtype=bool)
    return _Windows(rows, {unit: _sides(firsts, when, mixed, places.get(unit, NOWHERE), window) for unit in asked})


def _sides(
    firsts: np.ndarray, when: np.ndarray, mixed: np.ndarray, places: np.ndarray, window: int
) -> tuple[np.ndarray, np.ndarray] | str:
    """Where a unit's rows before and after its first trained period stand, or why there is no such pair.

    `firsts`, `when`, `mixed`: each row's first trained period, its own period as its ordinal, and whether a period of
    transition lies before that, from which the periods before are counted; `places`: the unit's rows.
    """
    if not len(places):
        return "tidak ada datanya"
    first = firsts[places[0]]
    if pd.isna(first):
        return "belum dilatih sampai akhir data, jadi tidak punya masa sesudah"
    aside = int(mixed[places[0]])
    start, last, middle, end = (
        moment.ordinal for moment in (first - window - aside, first - aside, first, first + window)
    )
    its = when[places]
    before = places[(start <= its) & (its < last)]
    after = places[(middle <= its) & (its < end)]
    span = f"{window} {NAMES[frequency(first)]}"
    if not len(before):
        return f"tidak ada data dalam {span} sebelum mulai dilatih ({wording.period(first)})"
    if not len(after):
        return f"tidak ada data dalam {span} sejak mulai dilatih ({wording.period(first)})"
    return before, after


def _pair(unit: str, before: np.ndarray, after: np.ndarray) -> Pair:
    return Pair(unit, float(before.mean()), float(after.mean()), len(before), len(after))


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
