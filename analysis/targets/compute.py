"""Targets: what an indicator came to against its goal, and what noise can explain."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite, isnan, nan, sqrt
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from data.access import Person
from data.ingest.answers import remember_answers, remembered_answers
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Better, Indicator, capaian, indicator

Standing = Literal["jelas di atas target", "belum pasti", "jelas di bawah target", "belum cukup data"]

FEWEST_FOR_TARGET = 4
DIRECTIONS: dict[object, Better] = {"naik": "higher", "turun": "lower"}
FALSE_ALARM_INDEPENDENT = 0.002
FALSE_ALARM_AUTOCORRELATED = 0.025
MET = 100.0
SOURCE = "Permen PANRB 8/2021, lampiran BAB VI"

_RANGE_TO_SIGMA, _THREE_SIGMA_TAIL = 1.128, 0.00135


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale of capaian: its word, the colour it is shown in, and the least capaian in percent."""

    word: str
    colour: Literal["hijau", "kuning", "merah"]
    least: float


SCALES = {
    "tiga warna": (Step("hijau", "hijau", 100), Step("kuning", "kuning", 80), Step("merah", "merah", -inf)),
    "lima tingkat": (
        Step("sangat baik", "hijau", 91), Step("baik", "hijau", 76), Step("cukup", "kuning", 66),
        Step("kurang", "merah", 51), Step("sangat kurang", "merah", -inf),
    ),
}  # fmt: skip
"""The scales an office may choose: its dashboard's three colours, or the five steps of an LKjIP."""
SCALE_KEY = "skala capaian"
NO_STEP = "tidak dapat dihitung"


def chosen_scale() -> str:
    """The scale this office has chosen for every page and file; the first where it has not."""
    chosen = remembered_answers().get(SCALE_KEY, "")
    return chosen if chosen in SCALES else next(iter(SCALES))


def choose_scale(name: str, by: Person) -> None:
    """Let that scale count for this office from now on; BookError where it cannot be kept."""
    remember_answers({SCALE_KEY: name}, by)


def step_of(percent: float) -> Step | None:
    """The step of the office's scale that a capaian stands on; None where there is none."""
    return None if isnan(percent) else next(step for step in SCALES[chosen_scale()] if percent >= step.least)


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """One unit's mean of a year against its target.

    low and high: the mean ± the noise it may carry (the t equivalent of three standard errors, widened for months that
    resemble each other). false_alarm: chance of a clear standing when the true mean is exactly the target, for
    independent and for strongly autocorrelated months (0.5).
    """

    indicator: Indicator
    office: str
    year: int
    target: float
    better: Better
    mean: float
    low: float
    high: float
    n: int
    false_alarm: tuple[float, float] = (FALSE_ALARM_INDEPENDENT, FALSE_ALARM_AUTOCORRELATED)
    source: str = SOURCE

    @property
    def unit(self) -> str:
        """Unit of the mean and the target."""
        return self.indicator.unit

    @property
    def period(self) -> pd.Period:
        """The year of the target."""
        return pd.Period(str(self.year), freq="Y")

    @property
    def achieved(self) -> float:
        """Capaian in percent."""
        return capaian(self.mean, self.target, self.better)

    @property
    def met(self) -> bool:
        """Whether the target was reached or passed."""
        return self.achieved >= MET

    @property
    def step(self) -> Step | None:
        """The step of the office's scale; None without a value or with a target of nothing."""
        return step_of(self.achieved)

    @property
    def standing(self) -> Standing:
        """Where the mean stands beside the target, as far as chance does not explain it."""
        return standing(self.low, self.high, self.target)

    @property
    def clearly_missed(self) -> bool:
        """Whether the mean stands on the wrong side of the target, farther than chance explains."""
        return self.standing == ("jelas di bawah target" if self.better == "higher" else "jelas di atas target")


@dataclass(frozen=True, slots=True)
class TargetPlan:
    """What the office says about an indicator: its aim, target, what helped, what hindered, what comes next.

    `better` is the goal's own direction; None: the indicator's.
    """

    aim: str = ""
    target: float | None = None
    helped: str = ""
    hindered: str = ""
    next_step: str = ""
    better: Better | None = None


def with_goals(
    plans: Mapping[str, TargetPlan], goals: pd.DataFrame, year: int, unit: str | None
) -> dict[str, TargetPlan]:
    """The plans, and where they name no target that of the year's goal in the books; `plans` by indicator key.

    `goals`: columns indikator, tahun, target, arah, unit; a unit's own goal counts before that of all. Left out are
    those of counts, which a report adds up.
    """
    found = dict(plans)
    if goals.empty:
        return found
    ours = goals[(goals["tahun"] == year) & (goals["unit"].isna() | (goals["unit"] == unit))].sort_values("unit")
    for goal in ours.drop_duplicates("indikator").to_dict("records"):
        known, plan = indicator(goal["indikator"]), plans.get(goal["indikator"], TargetPlan())
        if plan.target is None and not known.adds_up:
            found[known.key] = replace(plan, target=float(goal["target"]), better=DIRECTIONS.get(goal["arah"]))
    return found


def target_status(rows: pd.DataFrame, known: Indicator, year: int, target: float, better: Better) -> TargetStatus:
    """Hold one unit's rows (unit, period, value) of that year against its target."""
    by_period = sorted(zip(rows["period"], rows["value"], strict=True), key=lambda cell: cell[0].ordinal)
    values = np.array([value for period, value in by_period if period.year == year and pd.notna(value)], dtype=float)
    mean = float(values.mean()) if len(values) else nan
    half = mean_noise(values, least=sqrt(mean) if _is_count(known) and mean > 0 else 0.0)
    name = str(rows["unit"].iloc[0]) if len(rows) else ""
    return TargetStatus(known, name, year, target, better, mean, mean - half, mean + half, len(values))


def target_statuses(panel: pd.DataFrame, target: pd.DataFrame) -> tuple[TargetStatus, ...]:
    """Every unit against every target, in columns indikator, tahun, target, arah (naik, turun; blank: known), unit.

    A target with a unit is that unit's own; one without is for every unit that has none of its own.
    """
    own = set(zip(target["indikator"], target["tahun"], target["unit"], strict=True))
    by_key = {key: series(panel, str(key)) for key in target["indikator"].unique()}
    goals = target.to_dict("records")
    return tuple(status for goal in goals for status in _against(by_key[goal["indikator"]], goal, own))


def standing(low: float, high: float, target: float) -> Standing:
    """Above or below where all of low to high lies on that side of the target; NaN ends: too little data.

    For a single survey low and high may be its confidence interval.
    """
    if not (isfinite(low) and isfinite(high)):
        return "belum cukup data"
    return "jelas di atas target" if low > target else "jelas di bawah target" if high < target else "belum pasti"


def mean_noise(values: np.ndarray, least: float = 0.0) -> float:
    """How far the mean of these values may lie from the truth by noise alone; NaN below four values.

    t quantile at three-sigma level × standard error. The spread is the largest of standard deviation, mean moving range
    ÷ 1.128, and `least`; lag-one autocorrelation, where positive, widens it by √((1 + r) ÷ (1 − r)). Measured on
    40,000 stable series of 4 to 36 values: beyond it lie 0.1% of independent ones and at most 2.2% at autocorrelation
    0.5.
    """
    n = len(values)
    if n < FEWEST_FOR_TARGET:
        return nan
    spread = max(float(values.std(ddof=1)), float(np.abs(np.diff(values)).mean()) / _RANGE_TO_SIGMA, least)
    r = _autocorrelation(values)
    return float(stdtrit(n - 1, 1 - _THREE_SIGMA_TAIL)) * spread * sqrt((1 + r) / (1 - r) / n)


def _is_count(known: Indicator) -> bool:
    """Whole numbers without an upper end: few equal counts vary at least as Poisson's law has it."""
    return known.decimals == 0 and known.low == 0 and known.high is None


def _autocorrelation(values: np.ndarray) -> float:
    """Lag-one autocorrelation with its small-sample bias taken back, kept within 0–0.8."""
    deviations = values - values.mean()
    total = float((deviations**2).sum())
    r = float((deviations[1:] * deviations[:-1]).sum()) / total if total > 0 else 0.0
    return float(np.clip(r + (1 + 3 * r) / len(values), 0, 0.8))


def _against(rows: pd.DataFrame, goal: dict[Hashable, Any], own: set[tuple[Any, ...]]) -> list[TargetStatus]:
    """Every unit the goal is for; `own` names the targets of single units: indikator, tahun, unit."""
    known = indicator(str(goal["indikator"]))
    better = DIRECTIONS.get(goal["arah"], known.better)
    units = rows.groupby("unit", sort=True)
    about = goal["indikator"], goal["tahun"]
    everyone = pd.isna(goal["unit"])
    meant = [part for office, part in units if (everyone and (*about, office) not in own) or goal["unit"] == office]
    return [target_status(part, known, int(goal["tahun"]), float(goal["target"]), better) for part in meant]


def targets(dataset: Dataset, year: int | None) -> tuple[TargetStatus, ...]:
    """Every unit against every target of that year; None: of the newest year with targets that has figures."""
    every = target_statuses(panel_of(dataset), dataset.target)
    asked = year or max((one.year for one in every if one.n), default=None)
    return tuple(one for one in every if one.year == asked)


def target_years(dataset: Dataset) -> list[int]:
    """Years with targets, the newest first."""
    return sorted(set(dataset.target["tahun"]), reverse=True)
