"""Kinerja per unit: each unit × indicator in the period, beside the period before and its target; the worst first."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.report.content.achievement import Achievement, reported, tone_of, unit_values
from analysis.report.content.figures import LENGTH, earlier, headline_figures
from analysis.report.content.report import (
    BLANK,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportLine,
    ReportTable,
    Section,
    Tone,
    number,
)
from analysis.targets import text as targets_text
from analysis.targets.compute import TargetPlan, capaian, with_goals
from analysis.text import wording
from data.panel.build import series
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import last_day

NAME, OFFICE, IN_A_TABLE = "Kinerja per unit", "Kantor", 4
WEIGHT: dict[Tone, int] = {"missed": 2, "near": 1}
MOST_ASKED, MOST_DRAWN = 3, 12


@dataclass(frozen=True, slots=True)
class UnitValue:
    """One unit's indicator: its value, the one before (NaN without), its target and capaian in percent."""

    indicator: Indicator
    value: float
    previous: float
    target: float | None
    achieved: float

    @property
    def tone(self) -> Tone:
        """How it stands to its target."""
        return tone_of(self.achieved)

    @property
    def decimals(self) -> int:
        """Those of the indicator, or as many as keep the value apart from its target."""
        least = self.indicator.decimals
        return least if self.target is None else wording.fine(least, self.value, self.target)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with its values by indicator key."""

    unit: str
    values: Mapping[str, UnitValue]

    @property
    def missed(self) -> tuple[UnitValue, ...]:
        """The values that miss their target, the farthest first."""
        off = (one for one in self.values.values() if one.tone in WEIGHT)
        return tuple(sorted(off, key=lambda one: one.achieved))


def unit_rows(
    panel: pd.DataFrame, period: pd.Period, plans: Mapping[str, TargetPlan], goals: pd.DataFrame
) -> tuple[UnitRow, ...]:
    """Every unit with a value in the period, worst first; `plans` are what was typed, `goals` the books' targets."""
    now, before = (unit_values(panel, one).to_dict("index") for one in (period, earlier(period)[0]))
    known, own = reported(panel), {str(unit): with_goals(plans, goals, period.year, str(unit)) for unit in now}
    rows = (_row(unit, known, now[unit], before.get(unit, {}), own[unit]) for unit in own)
    return tuple(sorted(rows, key=_urgency))


def worst(rows: Sequence[UnitRow]) -> tuple[str, int] | None:
    """Of several units the one that misses most, and how many targets; None where every target is reached."""
    return (rows[0].unit, len(rows[0].missed)) if rows and rows[0].missed else None


def unit_section(
    rows: Sequence[UnitRow], several: Sequence[Achievement], previous: Mapping[str, float], period: pd.Period
) -> Section:
    """The headline indicators unit by unit, with what to ask the worst units."""
    if not rows:
        return Section("Belum ada angka per unit", ("Belum ada angka per unit pada periode ini.",), name=NAME)
    shown = headline_figures(several)
    asked = tuple(_question(row) for row in rows if row.missed)[:MOST_ASKED]
    table = unit_table(rows, shown, previous, period, NAME, with_achieved=True)
    return Section(_finding(rows, shown), asked, (table,), name=NAME)


def multiples(
    rows: Sequence[UnitRow], several: Sequence[Achievement], panel: pd.DataFrame, period: pd.Period
) -> tuple[ReportChart, ...]:
    """The first indicator's last 13 periods in each unit, on one scale; none where there are fewer than two."""
    shown = headline_figures(several)
    if not shown or not 1 < len(rows) <= MOST_DRAWN:
        return ()
    known = shown[0].indicator
    values = series(panel, known.key).pivot(index="period", columns="unit", values="value").dropna(how="all")
    drawn = values[[last_day(one) <= last_day(period) for one in values.index]].tail(LENGTH)
    if len(drawn) < 2:
        return ()
    first, last = drawn.index[0], drawn.index[-1]
    chart = ReportChart(
        name="Grafik tiap unit",
        title=f"{wording.short_name(known)} tiap unit, {wording.period_range(first, last)}",
        kind="multiples",
        categories=tuple(map(wording.short_period, drawn.index)),
        lines=tuple(ReportLine(row.unit, tuple(map(float, drawn[row.unit]))) for row in rows if row.unit in drawn),
        decimals=known.decimals,
        caption=f"{wording.labelled(known)}; skala sama di semua petak, n = {len(rows)} unit.",
    )
    return (chart,)


def other_tables(
    rows: Sequence[UnitRow], several: Sequence[Achievement], previous: Mapping[str, float], period: pd.Period
) -> tuple[ReportTable, ...]:
    """The indicators that the first table has no room for, four a table, for the appendix."""
    shown = headline_figures(several)
    left = [one for one in several if one not in shown and math.isfinite(one.realised)]
    parts = [left[place : place + IN_A_TABLE] for place in range(0, len(left), IN_A_TABLE)]
    return tuple(
        unit_table(rows, part, previous, period, f"Indikator lain per unit {at}", with_achieved=False)
        for at, part in enumerate(parts, 1)
    )


def unit_table(
    rows: Sequence[UnitRow], several: Sequence[Achievement], previous: Mapping[str, float], period: pd.Period,
    title: str, *, with_achieved: bool,
) -> ReportTable:  # fmt: skip
    """Target above, then the units, the office below several; per indicator this period, the one before, capaian.

    `previous`: what the office came to in the period before, by indicator key.
    """
    held, together = any(one.plan.target for one in several), len(rows) > 1
    with_achieved = with_achieved and held
    keys = [one.indicator.key for one in several]
    body = [(row.unit, *_cells([row.values[key] for key in keys], with_achieved)) for row in rows]
    goals = [_goal_row(several, period, with_achieved)] if held else []
    office = [(OFFICE, *_cells([_office(one, previous) for one in several], with_achieved))] if together else []
    columns = _columns(several, period, with_achieved)
    return ReportTable(title, columns, (*goals, *body, *office), _note(rows, keys, held), total=together)


def _columns(several: Sequence[Achievement], period: pd.Period, with_achieved: bool) -> tuple[ReportColumn, ...]:
    now, before = (wording.short_period(one).removesuffix(f" {one.year}") for one in (period, earlier(period)[0]))
    columns = [ReportColumn("Unit", 2.6)]
    for one in several:
        group = wording.labelled_short(one.indicator)
        columns += [ReportColumn(now, 0.95, group), ReportColumn(before, 0.95, group)]
        columns += [ReportColumn("capai %", 0.95, group, spare=True)] if with_achieved else []
    return tuple(columns)


def _office(one: Achievement, previous: Mapping[str, float]) -> UnitValue:
    """The office's own value beside that of the period before."""
    before = previous.get(one.indicator.key, math.nan)
    return UnitValue(one.indicator, one.realised, before, one.plan.target, one.achieved)


def _row(
    unit: str, known: Sequence[Indicator], now: Mapping[Hashable, float], before: Mapping[Hashable, float],
    own: Mapping[str, TargetPlan],
) -> UnitRow:  # fmt: skip
    values = {}
    for one in known:
        plan = TargetPlan() if one.adds_up else own.get(one.key, TargetPlan())
        achieved = capaian(now[one.key], plan.target, plan.better or one.better)
        values[one.key] = UnitValue(one, now[one.key], before.get(one.key, math.nan), plan.target, achieved)
    return UnitRow(unit, values)


def _urgency(row: UnitRow) -> tuple[int, float, str]:
    reached = [one.achieved for one in row.values.values() if math.isfinite(one.achieved)]
    return -sum(WEIGHT[one.tone] for one in row.missed), min(reached, default=math.inf), row.unit


def _finding(rows: Sequence[UnitRow], shown: Sequence[Achievement]) -> str:
    """ "6 dari 36 sasaran unit meleset; 3 di Seksi Pembangunan", of the indicators shown."""
    keys = {one.indicator.key for one in shown}
    tones = [one.tone for row in rows for key, one in row.values.items() if key in keys]
    held, off = sum(map(bool, tones)), sum(tone in WEIGHT for tone in tones)
    first, whose = worst(rows), "sasaran unit" if len(rows) > 1 else "sasaran"
    if not held:
        return f"{wording.count(len(rows))} unit, belum ada target"
    if first is None or not off:
        return f"Semua {held} {whose} tercapai"
    return f"{off} dari {held} {whose} meleset" + (f"; {first[1]} di {first[0]}" if len(rows) > 1 else "")


def _question(row: UnitRow) -> str:
    """What to ask the head of a unit: "Seksi Pembangunan: lama layanan 50,5 menit (target 38,0), …"."""
    said = (
        f"{wording.inside(wording.short_name(one.indicator))} "
        f"{wording.measure(one.value, one.indicator, one.decimals)} (target {wording.number(one.target, one.decimals)})"
        for one in row.missed
    )
    return f"{row.unit}: {', '.join(said)}."


def _cells(values: Sequence[UnitValue], with_achieved: bool) -> list[ReportCell]:
    cells: list[ReportCell] = []
    for one in values:
        now = number(one.value, one.decimals, tone=one.tone)
        cells += [now, number(one.previous, one.indicator.decimals, tone="quiet")]
        cells += [number(one.achieved, 0, tone=one.tone)] if with_achieved else []
    return cells


def _goal_row(several: Sequence[Achievement], period: pd.Period, with_achieved: bool) -> tuple[ReportCell, ...]:
    blanks = [BLANK] * (1 + with_achieved)
    goals = ([number(one.plan.target, one.indicator.decimals), *blanks] for one in several)
    return f"Target {period.year}", *(cell for part in goals for cell in part)


def _note(rows: Sequence[UnitRow], keys: Sequence[str], held: bool) -> str:
    """How to read the signs, and which units have a target of their own."""
    if not held:
        return ""
    goals = {key: [row.values[key].target for row in rows] for key in keys}
    usual = {key: max(set(values), key=values.count) for key, values in goals.items()}
    own = [
        f"Target {wording.short_name(one.indicator)} {row.unit} {wording.number(one.target, one.indicator.decimals)}."
        for row in rows for key in keys
        if (one := row.values[key]).target != usual[key] and one.target
    ]  # fmt: skip
    return " ".join(
        [f"▼ dan ▽ meleset, ● tercapai. {targets_text.scale()[0].upper()}{targets_text.scale()[1:]}.", *own]
    )
