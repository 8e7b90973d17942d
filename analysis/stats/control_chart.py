"""XmR control chart of one unit's indicator: which of its months differ from the unit's ordinary variation.

Limits come from the months before training; once enough months followed its start, the later months have limits of
their own. Source: Shewhart (1931); Wheeler, Understanding Variation (1993); rules as NHS England, Making Data Count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Literal

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency

Signal = Literal["better", "worse", "usual"]
Rule = Literal["beyond limits", "eight on one side", "six in a row"]

FEWEST_POINTS = 6
RUN, TREND = 8, 6
RULES: tuple[Rule, ...] = ("beyond limits", "eight on one side", "six in a row")
FALSE_ALARM_INDEPENDENT, FALSE_ALARM_AUTOCORRELATED = 0.01, 0.09
SOURCE = "Peta kendali XmR (Shewhart; Wheeler, Understanding Variation, 1993)"

_RANGE_TO_LIMIT = 2.66
_YEAR = {"M": 12, "Q": 4, "6M": 2, "Y": 1}


@dataclass(frozen=True, slots=True)
class Phase:
    """Periods from first to last that share limits, in the indicator's unit; NaN where `n` values are too few.

    `reach` is the distance from the centre to either limit; `lower` and `upper` stay within what is possible.
    """

    first: pd.Period
    last: pd.Period
    centre: float
    reach: float
    lower: float
    upper: float
    n: int


@dataclass(frozen=True, slots=True)
class ControlChart:
    """One unit's values of one indicator up to the period asked about, the last; one signal and rule a value.

    `trained` is the unit's first trained period, or None. Values are in the indicator's unit.
    """

    unit: str
    indicator: Indicator
    periods: tuple[pd.Period, ...]
    values: tuple[float, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]
    rules: tuple[Rule | None, ...]
    trained: pd.Period | None
    source: str = SOURCE

    @property
    def n(self) -> int:
        """How many values are drawn."""
        return len(self.values)

    @property
    def period(self) -> pd.Period:
        """The period asked about."""
        return self.periods[-1]

    @property
    def value(self) -> float:
        """Its value."""
        return self.values[-1]

    @property
    def signal(self) -> Signal:
        """What its value says."""
        return self.signals[-1]

    @property
    def rule(self) -> Rule | None:
        """The rule behind the signal; None for usual variation."""
        return self.rules[-1]

    @property
    def limits(self) -> Phase:
        """The limits it is held against."""
        return self.phases[-1]

    def limits_at(self, place: int) -> Phase:
        """The limits that the value at a place is held against."""
        return next(phase for phase in self.phases if phase.first <= self.periods[place] <= phase.last)

    @property
    def previous(self) -> float:
        """The period before; NaN where it has no value."""
        return self._at(self.period - 1)

    @property
    def year_ago(self) -> float:
        """The same period of the year before; NaN where it has no value."""
        return self._at(self.period - _YEAR[frequency(self.period)])

    @property
    def distance(self) -> float:
        """How far the value lies from the centre, 1 at the limits; 0 without limits."""
        limits = self.limits
        return abs(self.value - limits.centre) / limits.reach if isfinite(limits.reach) else 0.0

    def _at(self, period: pd.Period) -> float:
        return self.values[self.periods.index(period)] if period in self.periods else nan


def control_chart(unit: str, rows: pd.DataFrame, known: Indicator) -> ControlChart:
    """Chart of one unit's rows (period, value, first_treated) in the order of time, without missing values."""
    index, values = pd.PeriodIndex(rows["period"]), rows["value"].to_numpy(dtype=float)
    periods, first = tuple(index), rows["first_treated"].iloc[0]
    trained = None if pd.isna(first) else first
    before = len(index) if trained is None else int((index.asi8 < trained.ordinal).sum())
    phases, found = [], []
    for months, base in phased(before, len(values)):
        centre, reach = limits(periods[base], values[base], known)
        phases.append(_phase(periods[months], centre, reach, base.stop - base.start, known))
        found.append(apply_rules(values[months], centre, reach))
    signs, which = (np.concatenate(parts) for parts in zip(*found, strict=True))
    better = signs * (1 if known.better == "higher" else -1)
    return ControlChart(
        unit=unit,
        indicator=known,
        periods=periods,
        values=tuple(values.tolist()),
        phases=tuple(phases),
        signals=tuple("better" if sign > 0 else "worse" if sign < 0 else "usual" for sign in better),
        rules=tuple(RULES[rule] if sign else None for sign, rule in zip(signs, which, strict=True)),
        trained=trained,
    )


def phased(before: int, n: int) -> list[tuple[slice, slice]]:
    """The places of each phase, and of the values its limits are from; `before` of `n` values came before training."""
    if before and n - before >= FEWEST_POINTS:
        return [(slice(0, before), slice(0, before)), (slice(before, n), slice(before, n))]
    return [(slice(0, n), slice(0, before or n))]


def limits(periods: Sequence[pd.Period], values: np.ndarray, known: Indicator) -> tuple[float, float]:
    """Mean and 2.66 × mean moving range, NaN below six values; a gap between periods gives no range.

    The reach is never below one step of what is recorded: one complaint more or less is no signal by itself.
    """
    if len(values) < FEWEST_POINTS:
        return nan, nan
    steps = np.diff([period.ordinal for period in periods])
    ranges = np.abs(np.diff(values))[steps == steps.min()]
    return float(values.mean()), max(_RANGE_TO_LIMIT * float(ranges.mean()), 10.0**-known.decimals)


def apply_rules(
    values: np.ndarray, centre: np.ndarray | float, reach: np.ndarray | float
) -> tuple[np.ndarray, np.ndarray]:
    """Of each value (..., n): −1 low, 1 high or 0, and the place of the first rule in RULES that says so.

    Centre and reach are numbers or of shape (..., 1); NaN ones leave the last rule alone.
    """
    deviations = values - centre
    sides = np.sign(deviations) * (np.abs(deviations) > 1e-9 * np.abs(centre))
    beyond = np.where(np.abs(deviations) > reach * (1 + 1e-9), sides, 0)
    steps = np.concatenate([np.zeros_like(values[..., :1]), np.sign(np.diff(values))], axis=-1)
    signs = np.stack([beyond, in_a_row(sides, RUN), in_a_row(steps, TREND - 1)])
    which = (signs != 0).argmax(axis=0)
    return np.take_along_axis(signs, which[None], axis=0)[0], which


def in_a_row(signs: np.ndarray, length: int) -> np.ndarray:
    """At each place of (..., n) the sign that it and the `length` − 1 before it share, else 0."""
    before = np.zeros((*signs.shape[:-1], length - 1))
    windows = sliding_window_view(np.concatenate([before, signs], axis=-1), length, axis=-1)
    return np.where((windows == signs[..., None]).all(axis=-1), signs, 0)


def _phase(periods: Sequence[pd.Period], centre: float, reach: float, n: int, known: Indicator) -> Phase:
    low, high = (-np.inf if known.low is None else known.low), (np.inf if known.high is None else known.high)
    lower, upper = np.clip([centre - reach, centre + reach], low, high)
    return Phase(periods[0], periods[-1], centre, reach, float(lower), float(upper), n)
