"""What changed this month in Indonesian: a headline, a sentence a chart, what deserves attention, the JSON record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import pandas as pd

from analysis.overview.changes.compute import Changes, Concern
from analysis.stats.control_chart import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    FEWEST_POINTS,
    ControlChart,
    Signal,
)
from analysis.text import wording
from data.vocabulary.periods import NAMES, frequency, period_text

SIGNALS: dict[Signal, str] = {"better": "membaik", "worse": "memburuk", "usual": "variasi biasa"}
TOO_EARLY = "belum cukup data"
NO_LIMITS = f"batas biasa belum dapat dihitung: perlu {FEWEST_POINTS} nilai"
FALSE_ALARM = (
    f"Bila tidak ada yang berubah, tiap bulan {round(100 * FALSE_ALARM_INDEPENDENT)} dari 100 grafik tetap bertanda; "
    f"sampai {round(100 * FALSE_ALARM_AUTOCORRELATED)} dari 100 bila bulan yang berurutan saling mirip."
)


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """One line of "Perlu perhatian": a short name to click, what is the matter, and the choices that show it.

    `choices` are those of the page Apa yang berubah: indikator, bulan, unit.
    """

    name: str
    detail: str
    choices: dict[str, str]


def headline(charts: Sequence[ControlChart], period: pd.Period) -> str:
    """ "Oktober 2026: 1 unit membaik, 8 unit dalam variasi biasa"."""
    said = Counter(map(verdict, charts))
    order = (SIGNALS["worse"], SIGNALS["better"], SIGNALS["usual"], TOO_EARLY)
    within = {SIGNALS["usual"]: "unit dalam"}
    parts = [f"{wording.count(said[word])} {within.get(word, 'unit')} {word}" for word in order if said[word]]
    return f"{wording.period(period)}: {', '.join(parts) or 'belum ada angka'}"


def verdict(chart: ControlChart) -> str:
    """membaik, memburuk, variasi biasa, or that there are no limits yet."""
    return SIGNALS[chart.signal] if chart.rule or isfinite(chart.limits.centre) else TOO_EARLY


def compared(chart: ControlChart) -> str:
    """ "91,8; bulan lalu 88,1, setahun lalu 86,4"."""
    values = (chart.value, chart.previous, chart.year_ago)
    decimals = max(chart.indicator.decimals, _apart(chart, -1, chart.indicator.decimals))
    value, previous, year_ago = (wording.number(one, decimals) for one in values)
    return f"{value}; {NAMES[frequency(chart.period)]} lalu {previous}, setahun lalu {year_ago}"


def why(chart: ControlChart, place: int = -1) -> str:
    """What makes a value a signal, or what is usual: "di atas batas biasa, antara 80,12 dan 91,88"."""
    limits, value, noun = chart.limits_at(place), chart.values[place], NAMES[frequency(chart.period)]
    decimals = _apart(chart, place, wording.change_decimals(chart.indicator))
    centre, lower, upper = (wording.number(one, decimals) for one in (limits.centre, limits.lower, limits.upper))
    side = "atas" if value > limits.centre else "bawah"
    match chart.rules[place]:
        case "beyond limits":
            return f"di {side} batas biasa, antara {lower} dan {upper}"
        case "eight on one side":
            return f"delapan {noun} berturut-turut di {side} rata-rata {centre}"
        case "six in a row":
            return f"enam {noun} berturut-turut {wording.movement(value - chart.values[place - 1])}"
        case _:
            return f"biasanya antara {lower} dan {upper}" if isfinite(limits.centre) else NO_LIMITS


def _apart(chart: ControlChart, place: int, least: int) -> int:
    """The fewest decimals at which a value differs from what its rule holds it against."""
    limits, value = chart.limits_at(place), chart.values[place]
    match chart.rules[place]:
        case "beyond limits":
            return wording.fine(least, value, limits.upper if value > limits.centre else limits.lower)
        case "eight on one side":
            return wording.fine(least, value, limits.centre)
        case "six in a row":
            return wording.fine(least, value, chart.values[place - 1])
        case _:
            return wording.fine(least, value)


def sentence(chart: ControlChart) -> str:
    """ "Kelurahan Asemrowo, IKM membaik: 91,8; bulan lalu 88,1, setahun lalu 86,4; delapan bulan …"."""
    name = wording.short_name(chart.indicator)
    return f"{chart.unit}, {name} {verdict(chart)}: {compared(chart)}; {why(chart)}."


def summary(found: Changes) -> list[str]:
    """The month as a command prints it: how many, then each signal, the worse ones first."""
    units, indicators = (
        len({chart.unit for chart in found.charts}),
        len({chart.indicator.key for chart in found.charts}),
    )
    signals = (*found.worse, *found.better)
    counts = f"{len(found.worse)} memburuk, {len(found.better)} membaik"
    about = f"{wording.period(found.period)}, {units} unit dan {indicators} indikator"
    rest = f"{wording.count(len(found.charts) - len(signals))} dalam variasi biasa"
    return [f"{about}: {counts}, {rest}.", *map(sentence, signals)]


def notes(found: Changes) -> list[str]:
    """What is not among the charts, and why."""
    unfinished = [f"{wording.period(one)} belum selesai, jadi angkanya tidak dibandingkan." for one in found.unfinished]
    by_indicator: dict[str, list[str]] = {}
    for unit, known in found.silent:
        by_indicator.setdefault(wording.short_name(known), []).append(unit)
    month = wording.period(found.period)
    silent = [f"Belum ada angka {name} {month}: {wording.listing(units)}." for name, units in by_indicator.items()]
    return [*unfinished, *silent]


def lines(several: Sequence[Concern]) -> tuple[AttentionLine, ...]:
    """The lines of "Perlu perhatian", worst first."""
    return tuple(AttentionLine(one.unit, _detail(one), _choices(one)) for one in several)


def nothing_to_tell(found: Changes, with_targets: bool) -> str:
    """What stands where no line does: that all is usual, as far as that can be known yet."""
    if all(verdict(chart) == TOO_EARLY for chart in found.charts):
        return f"{NO_LIMITS[:1].upper()}{NO_LIMITS[1:]}."
    missed = ", dan tidak ada yang jelas meleset dari target" if with_targets else ""
    return f"Tidak ada unit di luar kebiasaannya{missed}."


def record(found: Changes) -> dict[str, Any]:
    """The month as JSON: one entry a unit and indicator, most urgent first; `month` as 2026-10."""
    return {"month": period_text(found.period), "changes": [_record(chart) for chart in found.charts]}


def _record(chart: ControlChart) -> dict[str, Any]:
    limits = chart.limits
    return {
        "unit": chart.unit,
        "indicator": chart.indicator.key,
        "period": period_text(chart.period),
        "value": chart.value,
        "previous": chart.previous,
        "year_ago": chart.year_ago,
        "signal": chart.signal,
        "rule": chart.rule,
        "centre": limits.centre,
        "lower": limits.lower,
        "upper": limits.upper,
        "n": limits.n,
    }


def _detail(one: Concern) -> str:
    name, decimals = wording.short_name(one.indicator), wording.change_decimals(one.indicator)
    if one.chart:
        pair, decimals = (one.chart.value, one.chart.previous), _apart(one.chart, -1, decimals)
        now, before = (wording.measure(value, one.indicator, decimals) for value in pair)
        return f"{name} {now}; sebelumnya {before}"
    assert one.target
    pair = (one.target.mean, one.target.target)
    places = wording.fine(decimals, *pair)
    mean, target = wording.measure(one.target.mean, one.indicator, places), wording.number(one.target.target, places)
    return f"{name} {mean} ({one.target.year}); target {target}"


def _choices(one: Concern) -> dict[str, str]:
    return {"indikator": one.indicator.label, "bulan": wording.period(one.period), "unit": one.unit}
