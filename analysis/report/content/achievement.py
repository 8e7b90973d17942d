"""What each indicator came to in the reported period, and how near that is to the office's target."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.report.content.report import Tone
from analysis.targets.compute import TargetPlan, step_of
from data.memoize import memoize
from data.panel.build import indicators_in, pooled
from data.vocabulary.indicators import ELEMENTS, Indicator, capaian
from data.vocabulary.periods import commonest_frequency, first_day, frequency, last_day

TONES: dict[str, Tone] = {"hijau": "met", "kuning": "near", "merah": "missed"}


@dataclass(frozen=True, slots=True)
class Achievement:
    """One indicator in one period, in its unit; `achieved` in percent of the target, NaN without one.

    `realised` is the mean of the units' means, or the sum where the indicator adds up; NaN without a value. `basis`
    holds the periods the value is from: those within the reported period, else the one longer period that contains it.
    `unused` counts the values within the reported period of another frequency than the indicator's commonest.
    """

    indicator: Indicator
    plan: TargetPlan
    realised: float
    n_units: int
    basis: tuple[pd.Period, ...]
    unused: int = 0

    @property
    def achieved(self) -> float:
        """Capaian in percent; NaN without a target or a value."""
        return capaian(self.realised, self.plan.target, self.plan.better or self.indicator.better)

    @property
    def tone(self) -> Tone:
        """How it stands to its target, by the colour of its step; empty without a target or a value."""
        return tone_of(self.achieved)

    @property
    def status(self) -> str:
        """The word of the office's scale; empty without a target or a value."""
        step = step_of(self.achieved)
        return step.word if step else ""


def tone_of(achieved: float) -> Tone:
    """How a capaian in percent stands on the office's scale; empty for NaN."""
    step = step_of(achieved)
    return TONES[step.colour] if step else ""


def achievements(
    panel: pd.DataFrame, period: pd.Period, unit: str | None, plans: Mapping[str, TargetPlan]
) -> tuple[Achievement, ...]:
    """Every reported indicator in `period`, of one unit or (None) all; `plans` by indicator key."""
    known = reported(panel)
    usual, near = usual_frequencies(panel), _near_by_indicator(panel, period, unit)
    return tuple(
        _achievement(near[one.key], usual[one.key], one, period, plans.get(one.key, TargetPlan())) for one in known
    )


@memoize()
def usual_frequencies(panel: pd.DataFrame) -> dict[str, str]:
    """Of each indicator the frequency that most of its values have."""
    return {str(key): commonest_frequency(periods) for key, periods in panel.groupby("indicator")["period"]}


def reported(panel: pd.DataFrame) -> list[Indicator]:
    """The panel's indicators but for the survey's elements, which have a table of their own."""
    return [one for one in indicators_in(panel) if one not in ELEMENTS]


def unit_values(panel: pd.DataFrame, period: pd.Period) -> pd.DataFrame:
    """Every unit's value of every reported indicator in `period`: units × indicator keys, NaN where there is none."""
    usual, near = usual_frequencies(panel), _near_by_indicator(panel, period)
    used = ((one, _used(near[one.key], usual[one.key], period)[0]) for one in reported(panel))
    return pd.DataFrame({one.key: pooled(rows, one, by="unit") for one, rows in used})


def _near_by_indicator(panel: pd.DataFrame, period: pd.Period, unit: str | None = None) -> Mapping[str, pd.DataFrame]:
    """Each indicator's known values of periods inside `period` and of those that contain it, of one unit or of all."""
    near = of_unit(_near(panel, period), unit).dropna(subset=["value"])
    return defaultdict(lambda: near[:0], {str(key): rows for key, rows in near.groupby("indicator")})


def _used(rows: pd.DataFrame, usual: str, period: pd.Period) -> tuple[pd.DataFrame, pd.Series]:
    """One indicator's values that count in the period, those of its commonest frequency; the periods of the others."""
    fits = rows["period"].map(frequency) == usual
    used = rows[fits]
    return used[in_period(used["period"], period)], rows.loc[~fits, "period"]


def _achievement(rows: pd.DataFrame, usual: str, known: Indicator, period: pd.Period, plan: TargetPlan) -> Achievement:
    """`rows`: the indicator's values in and around the period, `usual`: the frequency of most of its values."""
    used, others = _used(rows, usual, period)
    each = used.groupby("unit")["value"]
    realised = used["value"].sum(min_count=1) if known.adds_up else each.mean().mean()
    basis = tuple(sorted(set(used["period"])))
    unused = sum(is_within(one, period) for one in others) if basis else 0
    return Achievement(known, plan, float(realised), each.ngroups, basis, unused)


def of_unit(rows: pd.DataFrame, unit: str | None) -> pd.DataFrame:
    """The rows of one unit; all rows for None."""
    return rows if unit is None else rows[rows["unit"] == unit]


def in_period(periods: pd.Series, period: pd.Period) -> pd.Series:
    """Mask of the periods inside `period`; where there is none, of those that contain it."""
    known = periods.unique()
    inside = [one for one in known if is_within(one, period)]
    return periods.isin(inside or [one for one in known if is_within(period, one)])


def _near(panel: pd.DataFrame, period: pd.Period) -> pd.DataFrame:
    """The rows of periods inside `period` and of those that contain it."""
    place, periods = _distinct_periods(panel)
    return panel[np.array([is_within(one, period) or is_within(period, one) for one in periods], dtype=bool)[place]]


@memoize()
def _distinct_periods(panel: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Where each row's period stands among the distinct ones, and these."""
    place, periods = pd.factorize(panel["period"].to_numpy(dtype=object))
    return place, periods


def is_within(one: pd.Period, period: pd.Period) -> bool:
    """Whether all days of the one lie in the other."""
    return first_day(one) >= first_day(period) and last_day(one) <= last_day(period)
