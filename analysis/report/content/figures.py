"""The cover of a report: the office's figures of the period, how they moved, and the month in one sentence."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.report.content.achievement import Achievement, achievements, of_unit
from analysis.report.content.cover import Move, ReportFigure
from analysis.report.content.report import Number
from analysis.targets.compute import TargetPlan
from analysis.text import wording
from data.panel.build import WORKLOAD, pooled, series
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency, last_day

Before = Mapping[pd.Period, Mapping[str, float]]
MOST, LENGTH = 4, 13
YEAR = {"M": 12, "Q": 4, "6M": 2, "Y": 1}


def headline_figures(several: Sequence[Achievement]) -> list[Achievement]:
    """At most four indicators with a value, those with a target first; the volume of work is never one."""
    return [one for one in _ranked(several) if one.indicator.key != WORKLOAD][:MOST]


def _ranked(several: Sequence[Achievement]) -> list[Achievement]:
    return sorted((one for one in several if math.isfinite(one.realised)), key=lambda one: not one.plan.target)


def figures(
    several: Sequence[Achievement], before: Before, panel: pd.DataFrame, unit: str | None
) -> tuple[ReportFigure, ...]:
    """The cover's figures, the headline ones first, with their moves since the periods of `before`."""
    first = headline_figures(several)
    others = [one for one in _ranked(several) if one not in first]
    return tuple(_figure(one, panel, unit, before) for one in (*first, *others))


def earlier(period: pd.Period) -> tuple[pd.Period, ...]:
    """The period before and the same one a year ago; once where they are one."""
    return tuple(dict.fromkeys((period - 1, period - YEAR[frequency(period)])))


def finding(several: Sequence[Achievement], worst: tuple[str, int] | None) -> str:
    """ "4 dari 4 target kantor tercapai; Seksi Pembangunan meleset di 3 indikator."; "" without targets."""
    held = [one for one in several if one.tone]
    if not held:
        return ""
    met = sum(one.tone == "met" for one in held)
    first = f"{met} dari {len(held)} target tercapai"
    return f"{first}; {worst[0]} meleset di {worst[1]} indikator." if worst else f"{first}."


def move(now: float, then: float, since: str, known: Indicator, plan: TargetPlan) -> Move:
    """The change of a value, its direction as printed and whether that is better."""
    difference = now - then
    least = known.decimals if known.adds_up else wording.change_decimals(known)
    decimals = wording.fine(least, now, then, difference)
    way = wording.movement(difference, decimals)
    rises = None if way == "tetap" else way == "naik"
    better = None if rises is None else rises == ((plan.better or known.better) == "higher")
    return Move(Number(difference, decimals, signed=True).text, since, rises, better)


def values_before(panel: pd.DataFrame, period: pd.Period, unit: str | None) -> Before:
    """What each indicator came to in the period before and a year ago, by period and indicator key."""
    return {
        since: {one.indicator.key: one.realised for one in achievements(panel, since, unit, {})}
        for since in earlier(period)
    }


def _figure(one: Achievement, panel: pd.DataFrame, unit: str | None, before: Before) -> ReportFigure:
    known, plan = one.indicator, one.plan
    then = ((since, values[known.key]) for since, values in before.items() if known.key in values)
    moves = [
        move(one.realised, value, f"dari {wording.short_period(since)}", known, plan)
        for since, value in then
        if math.isfinite(value)
    ]
    course = _course(panel, known, unit, one.basis[-1])
    return ReportFigure(
        name=wording.short_name(known),
        value=wording.number(one.realised, known.decimals),
        unit=wording.unit_beside_name(known),
        target=wording.number(plan.target, len(f"{plan.target:g}".partition(".")[2])) if plan.target else "",
        achieved=wording.percent(one.achieved / 100) if plan.target else "",
        missed=one.tone in ("near", "missed"),
        moves=tuple(moves),
        course=tuple(map(float, course)),
        goal=plan.target,
        span=(wording.short_period(course.index[0]), wording.short_period(course.index[-1])),
    )


def _course(panel: pd.DataFrame, known: Indicator, unit: str | None, last: pd.Period) -> pd.Series:
    """The office's values of the last 13 periods of the indicator's frequency, by period."""
    rows = of_unit(series(panel, known.key), unit).dropna(subset=["value"])
    return pooled(rows[rows["period"].map(last_day) <= last_day(last)], known).tail(LENGTH)
