"""The verdict in Indonesian. Every figure, direction and state in a sentence is read off the numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analysis.impact.checks import Check, CheckInput
from analysis.impact.checks.surroundings import AT_ONE_TIME
from analysis.impact.estimators.result import Impact, Interval
from analysis.text import wording
from data.vocabulary.indicators import Indicator

State = Literal["insufficient", "none", "hint", "improved", "worsened"]

STATE_LABELS: dict[State, str] = {
    "insufficient": "Belum cukup data",
    "none": "Belum terlihat perubahan yang dapat dibedakan dari kebetulan",
    "hint": "Ada indikasi",
    "improved": "Dampak jelas: membaik",
    "worsened": "Dampak jelas: memburuk",
}
OUTCOME_LABELS = {"pass": "lulus", "warn": "waspada", "fail": "gagal"}
COMPARED = "di unit yang dilatih dibanding unit pembanding"
MAX_DECIMALS = 6


def insufficient_sentence(missing: Sequence[str]) -> str:
    """What is missing, and nothing about an effect."""
    return f"Belum cukup data: {wording.listing(missing)}."


def none_sentence(found: Interval, indicator: Indicator, detectable: float) -> str:
    """The estimate with its interval, and always the effect that could have been found."""
    decimals = _decimals(found, indicator)
    estimate = wording.with_unit(wording.signed(found.estimate, decimals), indicator.change_unit)
    between = wording.interval(found.ci_low, found.ci_high, decimals)
    smallest = wording.with_unit(wording.number(detectable, decimals), indicator.change_unit)
    return (
        f"Belum terlihat perubahan {_inside(indicator)} yang dapat dibedakan dari kebetulan: perkiraan "
        f"{estimate} (selang 95% {between}) {COMPARED}. Dengan data ini baru perubahan sekitar {smallest} atau lebih "
        f"yang dapat ditemukan."
    )


def hint_sentence(found: Interval, indicator: Indicator, checks: Sequence[Check]) -> str:
    """The change, its direction, and the checks that keep it from being clear."""
    failed = [check.name.lower() for check in checks if check.outcome == "fail"]
    toward = wording.direction(found.estimate, indicator)
    return (
        f"Ada indikasi {toward}: {change_words(found, indicator)}. Belum jelas karena tidak lolos pemeriksaan "
        f"{wording.listing(failed)}."
    )


def clear_sentence(found: Interval, indicator: Indicator, *, one_wave: bool = False) -> str:
    """The change and its direction; and that all started at one time, where they did."""
    said = f"Dampak jelas: {wording.direction(found.estimate, indicator)}. {change_words(found, indicator)}."
    return f"{said} {AT_ONE_TIME}" if one_wave else said


def change_words(found: Interval, indicator: Indicator) -> str:
    """ "IKM naik 3,4 poin (selang 95% 1,2 sampai 5,6) di unit yang dilatih dibanding unit pembanding".

    For an interval that excludes zero: sizes without sign, the smaller bound first.
    """
    low, high = sorted((abs(found.ci_low), abs(found.ci_high)))
    between = wording.interval(low, high, _decimals(found, indicator))
    return f"{wording.short_name(indicator)} {moved(found, indicator)} (selang 95% {between}) {COMPARED}"


def moved(found: Interval | Impact, indicator: Indicator) -> str:
    """ "naik 3,4 poin", with the decimals of the verdict's sentence."""
    size = wording.number(abs(found.estimate), _decimals(found, indicator))
    return f"{wording.movement(found.estimate)} {wording.with_unit(size, indicator.change_unit)}"


def _inside(indicator: Indicator) -> str:
    """The name as it stands inside a sentence: abbreviations keep their capitals."""
    name = wording.short_name(indicator)
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def _decimals(found: Interval | Impact, indicator: Indicator) -> int:
    """One decimal less than the indicator is kept in (at least 1), more where a bound would be rounded to zero."""
    figures = [abs(x) for x in (found.estimate, found.ci_low, found.ci_high) if x != 0]
    fewest = max(indicator.decimals - 1, 1)
    return next((d for d in range(fewest, MAX_DECIMALS) if all(x >= 0.5 * 10**-d for x in figures)), MAX_DECIMALS)


def basis_words(case: CheckInput) -> str:
    """What stands behind the verdict: units, starts, span, and the periods set aside, counted aloud."""
    ready, design = case.readiness, case.design
    span = wording.period_range(design.periods[0], design.periods[-1])
    starts = "satu waktu mulai" if case.one_wave else f"{len(set(design.first[design.switchers]))} waktu mulai"
    words = f"{ready.n_trained} unit terlatih ({starts}) dan {ready.n_comparison} unit pembanding, {span}"
    if ready.dropped_periods:
        aside = wording.periods(ready.dropped_periods, design.periods[0])
        words += f"; {aside} tidak dipakai karena terlalu sedikit unit yang belum dilatih sebagai pembanding"
    return words + "."
