"""What changed in one month: every unit's indicators held against their own ordinary variation and their targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.stats.control_chart import ControlChart, control_chart
from analysis.targets.compute import TargetStatus
from analysis.text import wording
from data.panel.build import outcomes_in, series
from data.panel.dataset import Dataset
from data.panel.whole_periods import whole_panel
from data.problems import NoAnswer
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import last_day, months_of, parse_period, period_of

URGENCY = {"worse": 0, "better": 1, "usual": 2}
MOST_CONCERNS = 4


@dataclass(frozen=True, slots=True)
class Changes:
    """The control charts of one month, most urgent first; `period` is the month asked about.

    `silent`: unit and indicator that have figures, but none of that month. `unfinished`: periods left out because they
    are not over, or not recorded to their end.
    """

    period: pd.Period
    charts: tuple[ControlChart, ...]
    silent: tuple[tuple[str, Indicator], ...]
    unfinished: tuple[pd.Period, ...]

    @property
    def worse(self) -> tuple[ControlChart, ...]:
        """Those that got worse beyond ordinary variation."""
        return tuple(chart for chart in self.charts if chart.signal == "worse")

    @property
    def better(self) -> tuple[ControlChart, ...]:
        """Those that got better beyond ordinary variation."""
        return tuple(chart for chart in self.charts if chart.signal == "better")


@dataclass(frozen=True, slots=True)
class Concern:
    """What deserves attention: a chart beyond its limits, or (`target`) a unit clearly off its target of the year."""

    unit: str
    indicator: Indicator
    period: pd.Period
    chart: ControlChart | None = None
    target: TargetStatus | None = None


def changes(
    dataset: Dataset, month: pd.Period | None = None, today: date | None = None, panel: pd.DataFrame | None = None
) -> Changes:
    """Every unit and outcome in `month` (None: the last whole one), figures of later months unknown.

    An indicator that is measured by triwulan, semester or year counts in the month its period ends. NoAnswer where no
    figure is of that month, or it is unfinished on `today` (None: the computer's day). `panel`: the dataset's, where it
    is known already.
    """
    today = today or date.today()
    panel = whole_panel(dataset, today, panel)
    known = outcomes_in(panel)
    ends = {one.key: {_month(period): period for period in series(panel, one.key)["period"].unique()} for one in known}
    last = max((end for by_end in ends.values() for end in by_end), default=None)
    if last is None:
        raise NoAnswer("Belum ada angka kinerja untuk dibandingkan: unggah buku kinerja kantor Anda.")
    month = month or last
    asked = [(one, ends[one.key][month]) for one in known if month in ends[one.key]]
    if not asked:
        raise NoAnswer(_no_figures(month, last, panel.attrs["unfinished"]))
    unfinished = panel.attrs["unfinished"]
    each = [charted(series(panel, one.key), one, period, unfinished) for one, period in asked]
    return _together(month, each, unfinished)


def changes_of(dataset: Dataset, known: Indicator, period: str, today: date) -> Changes:
    """The units of one indicator in one of its own periods, written as `period_text` does."""
    panel = whole_panel(dataset, today)
    return charted(series(panel, known.key), known, parse_period(period), panel.attrs["unfinished"])


def charted(rows: pd.DataFrame, known: Indicator, period: pd.Period, unfinished: Sequence[pd.Period] = ()) -> Changes:
    """The charts of the units in one indicator's series (unit, period, value, first_treated), up to `period`."""
    rows = rows[rows["period"] <= period].dropna(subset=["value"]).sort_values(["unit", "period"])
    there = set(rows.loc[rows["period"] == period, "unit"])
    by_unit = [(str(unit), of_unit) for unit, of_unit in rows.groupby("unit", sort=False)]
    charts = [control_chart(unit, part, known) for unit, part in by_unit if unit in there]
    silent = tuple((unit, known) for unit, _ in by_unit if unit not in there)
    return Changes(period, tuple(sorted(charts, key=_urgency)), silent, tuple(unfinished))


def concerns(found: Changes, targets: Sequence[TargetStatus]) -> tuple[Concern, ...]:
    """At most four, worst first: those worse and beyond their limits, then those clearly off their year's target."""
    beyond = [
        Concern(chart.unit, chart.indicator, chart.period, chart=chart)
        for chart in found.worse
        if chart.rule == "beyond limits"
    ]
    named = {(one.unit, one.indicator.key) for one in beyond}
    missed = [one for one in targets if _is_missed(one, found) and (one.office, one.indicator.key) not in named]
    off = [
        Concern(one.office, one.indicator, found.period, target=one) for one in sorted(missed, key=_gap, reverse=True)
    ]
    return (*beyond, *off)[:MOST_CONCERNS]


def _is_missed(one: TargetStatus, found: Changes) -> bool:
    return one.clearly_missed and one.year == found.period.year


def _gap(one: TargetStatus) -> float:
    """How far the year's mean lies from its target, in widths of its own noise."""
    return abs(one.mean - one.target) / (one.high - one.low or 1.0)


def _together(month: pd.Period, several: Sequence[Changes], unfinished: Sequence[pd.Period]) -> Changes:
    charts = sorted((chart for one in several for chart in one.charts), key=_urgency)
    silent = tuple(pair for one in several for pair in one.silent)
    return Changes(month, tuple(charts), silent, tuple(unfinished))


def _urgency(chart: ControlChart) -> tuple[int, float, str]:
    return URGENCY[chart.signal], -chart.distance, chart.unit


def _month(period: pd.Period) -> pd.Period:
    """The last month of a period."""
    return period_of(last_day(period).date(), "M")


def _no_figures(month: pd.Period, last: pd.Period, unfinished: Sequence[pd.Period]) -> str:
    running = any(month in months_of(period) for period in unfinished)
    why = "belum selesai" if running else "tidak ada angkanya"
    return f"{wording.period(month)} {why}, jadi tidak dapat dibandingkan. Pakai {wording.period(last)}."
