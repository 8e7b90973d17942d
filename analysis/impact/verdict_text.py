"""The verdict in Indonesian. Every figure, direction and state in a sentence is read off the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.impact.checks import Check, CheckInput
from analysis.impact.checks.surroundings import AT_ONE_TIME
from analysis.impact.estimators.result import Impact, Interval
from analysis.text import wording
from analysis.text.sentences import transition
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency

State = Literal["insufficient", "none", "hint", "improved", "worsened"]

STATE_LABELS: dict[State, str] = {
    "insufficient": "Belum cukup data",
    "none": "Dampak belum terlihat",
    "hint": "Ada indikasi",
    "improved": "Dampak jelas: membaik",
    "worsened": "Dampak jelas: memburuk",
}
OUTCOME_LABELS = {"pass": "lolos", "warn": "hati-hati", "fail": "tidak lolos"}
STRENGTHS = {
    1: "sangat lemah. Hanya hubungan, tanpa nilai sebelum dan sesudah pelatihan.",
    2: "lemah. Sebelum dan sesudah pelatihan saja.",
    3: "cukup. Dibandingkan dengan {noun} yang belum ikut.",
    4: "kuat. Dibandingkan dengan {noun} yang belum ikut, dan lolos pengujian.",
    5: "sangat kuat. Urutan pelatihan diundi.",
}
MOVED_BEFORE = "unit itu sudah lebih dulu berubah"
REASONS = {
    "enough_data": "datanya masih sedikit",
    "drift": MOVED_BEFORE,
    "pre_trend": MOVED_BEFORE,
    "anticipation": MOVED_BEFORE,
    "placebo_date": MOVED_BEFORE,
    "selection": "unit dipilih saat nilainya rendah",
    "multiplicity": "banyak hal diperiksa sekaligus",
    "leave_one_out": "hasil bergantung pada satu unit",
    "dates": "semua unit dilatih pada satu waktu",
    "events": "bersamaan dengan kejadian lain",
    "autocorrelation": "nilai tiap periode saling mengikuti",
    "ceiling": "nilainya sudah mendekati batas tertinggi",
    "respondents": "respondennya sedikit",
    "compliance": "banyak yang diundang tidak ikut sampai selesai",
    "placebo_outcomes": "hal yang tidak dilatih ikut berubah",
    "randomisation": "undian ulang tanggal memberi hasil serupa",
}
MOST_NAMED = 2
AGAIN = {"M": 6, "Q": 2, "6M": 1, "Y": 1}


@dataclass(frozen=True, slots=True)
class About:
    """Whom a verdict's sentence speaks of: trainings, units, the last period, and whether all started at one time.

    `trainings` names what made the units count; it is empty where no training is known at all.
    """

    trainings: str
    trained: tuple[str, ...]
    untrained: int
    last: pd.Period
    one_wave: bool = False
    noun: str = "unit"

    @property
    def again(self) -> str:
        """When to look again: about half a year after the last period."""
        return wording.period(self.last + AGAIN[frequency(self.last)])


def insufficient_sentence(missing: Sequence[str], trainings: str = "pelatihan") -> str:
    """What is missing, and nothing about an effect."""
    if not trainings:
        return "Dampak belum dapat dinilai: buku pelatihan belum ada. Langkah berikut: unggah buku pelatihan."
    return f"Dampak {trainings} belum dapat dinilai: {wording.listing(missing)}."


def none_sentence(found: Interval, indicator: Indicator, detectable: float, about: About) -> str:
    """The range of the change, and always the change that could have been missed."""
    start = f"Dampak {about.trainings} pada {_inside(indicator)} belum terlihat"
    again = f"Langkah berikut: nilai lagi pada {about.again}."
    if not detectable > 0:
        return f"{start}: unit yang sudah dilatih bergerak persis sama dengan pembandingnya. {again}"
    decimals = _decimals(found, indicator)
    between = wording.changed_between(found.ci_low, found.ci_high, indicator, decimals)
    smallest = wording.with_unit(wording.number(detectable, wording.fine(decimals, detectable)), indicator.change_unit)
    return (
        f"{start}. Perubahannya, {between}, bisa saja kebetulan. "
        f"Ini bukan bukti pelatihan tidak berguna: perubahan di bawah {smallest} bisa luput. {again}"
    )


def hint_sentence(found: Interval, indicator: Indicator, checks: Sequence[Check], about: About) -> str:
    """The change, its direction, and why it is not sure yet."""
    reasons = list(dict.fromkeys(REASONS.get(one.key, one.name.lower()) for one in checks if one.outcome == "fail"))
    return (
        f"Ada tanda {_inside(indicator)} {wording.direction(found.ci_low, found.ci_high, indicator)}, "
        f"tetapi belum pasti: {wording.listing(reasons[:MOST_NAMED])}. "
        f"{change_words(found, indicator, about.trainings)}. "
        f"Langkah berikut: jangan jadikan dasar anggaran; nilai lagi pada {about.again}."
    )


def clear_sentence(found: Interval, indicator: Indicator, about: About) -> str:
    """The change, its direction, that all started at one time, where they did, and what to do next."""
    direction = wording.direction(found.ci_low, found.ci_high, indicator)
    step = _go_on(about) if direction == "membaik" else _talk(about)
    reserve = f" {AT_ONE_TIME}" if about.one_wave else ""
    return (
        f"Dampak jelas: {_inside(indicator)} {direction}. {change_words(found, indicator, about.trainings)}.{reserve} "
        f"Langkah berikut: {step}."
    )


def change_words(found: Interval, indicator: Indicator, trainings: str) -> str:
    """ "Sesudah ikut Pelatihan Pelayanan Prima, IKM naik 3,4 poin dibandingkan dengan perkiraan tanpa pelatihan …".

    For an interval that excludes zero: sizes without sign, the smaller bound first.
    """
    between = wording.changed_between(found.ci_low, found.ci_high, indicator, _decimals(found, indicator))
    return (
        f"Sesudah ikut {trainings}, {_inside(indicator)} {moved(found, indicator)} dibandingkan dengan perkiraan tanpa "
        f"pelatihan, kemungkinan besar {between}"
    )


def moved(found: Interval | Impact, indicator: Indicator) -> str:
    """ "naik 3,4 poin", "6,5 menit lebih cepat", with the decimals of the verdict's sentence."""
    return wording.changed(found.estimate, indicator, _decimals(found, indicator))


def strength(number: int, noun: str = "unit") -> str:
    """How the units were compared, in words: "Kekuatan bukti: kuat. …"."""
    return f"Kekuatan bukti: {STRENGTHS[number].format(noun=noun)}"


def _go_on(about: About) -> str:
    return f"latih {about.untrained} {about.noun} yang belum" if about.untrained else "pertahankan, lalu nilai lagi"


def _talk(about: About) -> str:
    who = wording.listing(about.trained) if len(about.trained) <= MOST_NAMED else f"{about.noun} yang sudah dilatih"
    return f"bahas sebabnya dengan {who} sebelum menambah peserta"


def _inside(indicator: Indicator) -> str:
    return wording.inside(wording.short_name(indicator))


def _decimals(found: Interval | Impact, indicator: Indicator) -> int:
    """One decimal less than the indicator is kept in (at least 1), more where a sign or an order would be lost."""
    return wording.fine(max(indicator.decimals - 1, 1), found.estimate, found.ci_low, found.ci_high)


def basis_words(case: CheckInput) -> str:
    """What stands behind the verdict: units, starts, span, and the periods set aside, counted aloud."""
    ready, design = case.readiness, case.design
    span = wording.period_range(design.periods[0], design.periods[-1])
    starts = "satu waktu mulai" if case.one_wave else f"{len(set(design.first[design.switchers]))} waktu mulai"
    words = f"{ready.n_trained} {design.noun} sudah dilatih ({starts}), {ready.n_comparison} belum, {span}"
    if ready.dropped_periods:
        aside = wording.periods(ready.dropped_periods, design.periods[0])
        words += f"; {aside} tidak dipakai karena terlalu sedikit {design.noun} yang belum dilatih sebagai pembanding"
    ahead = wording.periods(ready.anticipation, design.periods[0]) if ready.anticipation else ""
    aside = transition(design.transitions, whole_period=ready.whole_period, ahead=ahead)
    return " ".join(filter(None, [f"{words}.", aside, design.rollout]))
