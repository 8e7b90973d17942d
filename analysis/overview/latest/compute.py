"""The office's figure of each indicator period by period, up to the last one that is over and fully recorded."""

from dataclasses import dataclass
from datetime import date
from math import nan

import pandas as pd

from analysis.targets.compute import MET, capaian, with_goals
from data.panel.build import outcomes_in, pooled, series
from data.panel.dataset import Dataset
from data.panel.whole_periods import whole_panel
from data.vocabulary.indicators import Better, Indicator
from data.vocabulary.periods import commonest_frequency, frequency

MOST_FIGURES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Latest:
    """One indicator of the whole office: `course`, indexed by period and ending with the last whole one.

    Each value is the mean of the units', or their sum where the indicator adds up. `target` is the year's goal for all
    units (None: there is none), `n_units` how many units the last value is from.
    """

    indicator: Indicator
    course: pd.Series
    n_units: int
    target: float | None
    better: Better

    @property
    def period(self) -> pd.Period:
        """The last whole period."""
        return self.course.index[-1]

    @property
    def value(self) -> float:
        """The last value."""
        return float(self.course.iloc[-1])

    @property
    def change(self) -> float:
        """The difference from the period just before; NaN where that has no figure."""
        return self.value - float(self.course.get(self.period - 1, nan))

    @property
    def met(self) -> bool | None:
        """Whether the target was reached; None without one."""
        return None if self.target is None else capaian(self.value, self.target, self.better) >= MET


def latest_figures(dataset: Dataset, today: date) -> tuple[Latest, ...]:
    """The first service indicators of the catalogue that have a figure, at most `MOST_FIGURES`."""
    panel = whole_panel(dataset, today)
    known = outcomes_in(panel)[:MOST_FIGURES]
    return tuple(latest(series(panel, one.key), one, dataset.target) for one in known)


def latest(rows: pd.DataFrame, known: Indicator, goals: pd.DataFrame) -> Latest:
    """One indicator's series (unit, period, value), of which the commonest kind of period counts."""
    rows = rows.dropna(subset=["value"])
    usual = commonest_frequency(rows["period"])
    rows = rows[rows["period"].map(frequency) == usual]
    course = pooled(rows, known)
    plan = with_goals({}, goals, course.index[-1].year, None).get(known.key)
    target, better = (plan.target, plan.better) if plan else (None, None)
    n_units = int((rows["period"] == course.index[-1]).sum())
    return Latest(known, course, n_units, target, better or known.better)
