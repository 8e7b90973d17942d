"""The office's figures of the last whole period in Indonesian: a card each, and the line above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import pandas as pd

from analysis.competence.compliance import Compliance
from analysis.competence.text import state
from analysis.overview.latest.compute import Latest
from analysis.text import wording


@dataclass(frozen=True, slots=True)
class Metric:
    """A card: `change` and `note` stand beside each other below the value, `met` marks the target (None: no mark)."""

    label: str
    value: str
    change: str
    note: str
    met: bool | None
    course: tuple[float, ...] = ()


def metric(one: Latest, main: pd.Period) -> Metric:
    """The last value, its change since the period before, its target; its period where that is not the `main` one."""
    decimals = min(one.indicator.decimals, 1)
    change = wording.signed(one.change, decimals) if isfinite(one.change) else ""
    when = "" if one.period == main else wording.short_period(one.period)
    target = "" if one.target is None else f"target {exactly(one.target)}"
    note = ", ".join(filter(None, (when, target))) or "tanpa target"
    name, course = wording.short_name(one.indicator), tuple(one.course) if len(one.course) > 1 else ()
    return Metric(name, wording.measure(one.value, one.indicator, decimals), change, note, one.met, course)


def hours_metric(result: Compliance) -> Metric:
    """How many PNS have reached the year's minimum of JP; marked by who is on track for the months so far."""
    jp = wording.number(result.rule.jp, 0)
    value = f"{wording.count(result.n_met)} dari {wording.count(result.n_pns)}"
    note = state(result).removeprefix(", ") or str(result.year)
    return Metric(f"PNS sudah {jp} JP", value, "", note, result.n_on_track == result.n_pns)


def exactly(target: float) -> str:
    """A target with the decimals it was set with, at most two."""
    return wording.number(target, next((places for places in (0, 1) if round(target, places) == target), 2))


def span(several: Sequence[Latest], unfinished: Sequence[pd.Period], n_units: int) -> str:
    """ "Oktober 2026 terhadap September · 9 unit · November 2026 belum selesai"."""
    main = main_period(several)
    before = wording.period(main - 1).removesuffix(f" {main.year}")
    against = f" terhadap {before}" if len(several[0].course) > 1 else ""
    running = [f"{wording.listing([*map(wording.period, unfinished)])} belum selesai"] if unfinished else []
    return " · ".join([f"{wording.period(main)}{against}", f"{wording.count(n_units)} unit", *running])


def main_period(several: Sequence[Latest]) -> pd.Period:
    """The period of the first indicator, which the others are measured against."""
    return several[0].period


def headline(one: Latest) -> str:
    """What an office without trainings reads first: "IKM Oktober 2026 82,7, naik 1,2 dari September 2026"."""
    decimals = min(one.indicator.decimals, 1)
    moved = ""
    if isfinite(one.change):
        size = wording.changed(one.change, one.indicator, decimals)
        moved = f", {size} dari {wording.period(one.period - 1)}"
    value = wording.measure(one.value, one.indicator, decimals)
    return f"{wording.short_name(one.indicator)} {wording.period(one.period)} {value}{moved}."
