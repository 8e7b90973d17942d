"""Is it real? The checks of a verdict gathered under four plain questions, each answered from the verdict's figures."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.impact.checks import Check, excludes_zero
from analysis.impact.checks.check import Outcome
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import REASONS, moved
from analysis.text import wording
from data.vocabulary.periods import NAMES, frequency

BEFORE, CHANCE, OTHER, ONE_UNIT = (
    "Sudah berubah sebelum dilatih?", "Kebetulan?", "Karena hal lain?", "Karena satu unit saja?",
)  # fmt: skip
KEYS = {
    BEFORE: ("pre_trend", "drift", "anticipation", "placebo_date"),
    CHANCE: ("multiplicity", "randomisation", "autocorrelation", "respondents"),
    OTHER: ("events", "dates", "placebo_outcomes", "selection", "ceiling", "compliance"),
    ONE_UNIT: ("leave_one_out", "enough_data"),
}
WORST_FIRST: tuple[Outcome, ...] = ("fail", "warn", "pass")
RARE = 0.001


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question a reader would ask: its worst outcome, a plain Indonesian answer, the checks behind it."""

    question: str
    outcome: Outcome
    answer: str
    checks: tuple[Check, ...]


def doubts(verdict: Verdict) -> list[Doubt]:
    """The four questions in their order; none where nothing was estimated."""
    return [_doubt(question, verdict) for question in KEYS] if verdict.drift else []


def trend_before(verdict: Verdict) -> Outcome:
    """Whether trained units moved like the others before: what the checks found, and never passed by an interval
    that excludes zero."""
    return _worst(BEFORE, verdict)


def _doubt(question: str, verdict: Verdict) -> Doubt:
    checks = tuple(check for check in verdict.checks if check.key in KEYS[question])
    outcome = _worst(question, verdict)
    return Doubt(question, outcome, ANSWERS[question](verdict, outcome, checks), checks)


def _worst(question: str, verdict: Verdict) -> Outcome:
    found = {check.outcome for check in verdict.checks if check.key in KEYS[question]}
    if _is_open(question, verdict):
        found.add("warn")
    return next((one for one in WORST_FIRST if one in found), "warn")


def _is_open(question: str, verdict: Verdict) -> bool:
    """What no single check grades: a difference in trend that excludes zero, a change that does not."""
    if question == BEFORE:
        return _moved_before(verdict)
    return question == CHANCE and not excludes_zero(verdict.estimates[0])


def _before(verdict: Verdict, *_: object) -> str:
    """Whether the trained units moved otherwise before, and what is left once that is taken off."""
    assert verdict.drift is not None
    assert verdict.design is not None
    found, noun = verdict.drift.difference, NAMES[frequency(verdict.design.periods[0])]
    speed = wording.changed(found.estimate, verdict.indicator, wording.fine(2, found.estimate))
    apart = f"Ya: unit itu sudah {speed} per {noun} dibandingkan dengan unit yang belum ikut."
    lead = apart if _moved_before(verdict) else "Tidak terlihat jelas: geraknya mirip unit yang belum ikut."
    sign = 1 if verdict.estimates[0].estimate > 0 else -1
    kept = verdict.drift.survivor(sign)
    rest = f"masih {moved(kept, verdict.indicator)}" if kept else "tidak lagi pasti"
    return f"{lead} Bila beda itu diperhitungkan, perubahannya {rest}."


def _moved_before(verdict: Verdict) -> bool:
    return verdict.drift is not None and excludes_zero(verdict.drift.difference)


def _chance(verdict: Verdict, outcome: Outcome, _: tuple[Check, ...]) -> str:
    """How often chance alone would give as much, by the p value after all questions asked."""
    p = verdict.adjusted_p
    often = "kurang dari 0,1%" if p < RARE else wording.percent(p)
    lead = "Kecil kemungkinannya" if outcome == "pass" else "Bisa saja"
    return f"{lead}: tanpa dampak apa pun, perubahan sebesar ini muncul dengan peluang {often}."


def _other(_: Verdict, outcome: Outcome, checks: tuple[Check, ...]) -> str:
    """What else came at the same time, in the words of the checks that did not pass."""
    reasons = [REASONS[check.key] for check in checks if check.outcome != "pass"]
    if reasons:
        return f"{'Mungkin' if outcome == 'warn' else 'Bisa jadi'}: {wording.listing(reasons)}."
    by_key = {check.key: check.detail for check in checks}
    unmoved = "hal yang tidak dilatih tidak ikut berubah. " if "placebo_outcomes" in by_key else ""
    return f"Tidak terlihat{f': {unmoved}' if unmoved else '. '}{by_key.get('events', '')}".strip()


def _one_unit(verdict: Verdict, outcome: Outcome, checks: tuple[Check, ...]) -> str:
    """How far the estimate goes when one unit is left out."""
    lead = {"pass": "Tidak", "warn": "Mungkin sebagian", "fail": "Bisa jadi"}[outcome]
    details = [check.detail for check in checks if check.key == "leave_one_out" or check.outcome != "pass"]
    return f"{lead}. {' '.join(details)}"


ANSWERS: dict[str, Callable[[Verdict, Outcome, tuple[Check, ...]], str]] = {
    BEFORE: _before, CHANCE: _chance, OTHER: _other, ONE_UNIT: _one_unit,
}  # fmt: skip
