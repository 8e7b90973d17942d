"""Were trained units already moving differently before training, and does the effect outlive that difference?

Tests of the periods before use cells before training only (Borusyak, Jaravel & Spiess 2024, section 4.4), so that the
effect itself is never mistaken for a trend.
"""

from dataclasses import dataclass, replace

import numpy as np

from analysis.impact.checks import own_lines
from analysis.impact.checks.check import Check, CheckInput, Outcome, by_p
from analysis.impact.checks.refits import refit
from analysis.impact.checks.selection import noise_correlation
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.imputation import weights
from analysis.impact.estimators.result import FloatArray, Interval
from analysis.impact.rules import (
    FEW_UNITS,
    FEWEST_TESTABLE,
    LATE_CHANCE,
    LONGEST_ANTICIPATION,
    LONGEST_LEAD,
    RAMP_CHANCE,
    RAMP_CHANCE_FEW,
    STEP_CHANCE,
    WINDOWS,
)
from analysis.text import wording


@dataclass(frozen=True, slots=True)
class Drift:
    """Trained units on a trend of their own, in points a period.

    `difference` is how much faster than comparison units they moved before training; `breakdown` is the difference at
    which the whole effect vanishes. `step`, `late` and `ramp` are the effect beside a straight line of every unit's own
    (`own_lines`), for an effect that comes at once, from the fifth period, or little by little; `few` units pay less
    for the third.
    """

    difference: Interval
    breakdown: float
    step: Interval
    late: Interval
    ramp: Interval
    few: bool

    def survivor(self, sign: int) -> Interval | None:
        """An adjusted effect that still differs from zero on the side of `sign`, the sharpest one first."""
        ramp = RAMP_CHANCE_FEW if self.few else RAMP_CHANCE
        chances = ((self.step, STEP_CHANCE), (self.late, LATE_CHANCE), (self.ramp, ramp))
        return next((effect for effect, level in chances if effect.p < level and effect.estimate * sign > 0), None)


def drift(design: Design) -> Drift:
    """Measure the difference in trend before training, and the effect beside a line of every unit's own."""
    months, plain = _trend(design), refit(design)
    estimator = weights(design)
    per_point = float((estimator * months).sum())
    breakdown = float((estimator * design.outcome).sum()) / per_point if per_point else float("nan")
    free = own_lines.free_of_lines(design.observed, noise_correlation(design, plain.shared))
    beside = {name: own_lines.effect(design, shape, free) for name, shape in own_lines.shapes(design).items()}
    few = len(design.units) <= FEW_UNITS
    return Drift(trend_difference(design), breakdown, few=few, **beside)


def trend_difference(design: Design) -> Interval:
    """How much faster trained units moved than comparison units before training, a period."""
    return refit(design, _trend(design)[None]).slope(gain=1)


def _trend(design: Design) -> FloatArray:
    """G×T month × trained, centred so that large grids stay well conditioned."""
    n_periods = design.value.shape[1]
    return np.where(design.switchers[:, None], np.arange(n_periods) - n_periods / 2, 0.0)


def _window(design: Design, nearest: int, farthest: int) -> FloatArray:
    """G×T: 1 in the trained units' periods `farthest` to `nearest` before training."""
    relative = design.relative
    inside = (relative <= -nearest) & (relative >= -farthest)
    return (inside & design.switchers[:, None]).astype(float)


def survives_drift(case: CheckInput, measured: Drift) -> Check:
    """Fail where an effect that excludes zero no longer does once a difference in trend is taken out."""
    survivor = measured.survivor(case.sign)
    outcome: Outcome = "pass" if survivor else "fail" if case.sign else "warn"
    verb = "tetap dapat" if survivor else "tidak dapat"
    return Check(
        "drift", "Beda tren", outcome,
        f"Bila beda tren diperhitungkan, perkiraannya {_interval(case, survivor or measured.step)} dan {verb} "
        f"dibedakan dari nol; perkiraan itu menjadi nol bila unit yang sudah dilatih memang sudah bergerak "
        f"{wording.change(measured.breakdown, case.indicator)} per periode dibandingkan dengan unit pembanding.",
        "Unit yang sudah dilatih mungkin sudah membaik sendiri sebelum dilatih.",
    )  # fmt: skip


def pre_trend(case: CheckInput, slope: Interval) -> Check:
    """Slope and three windows of the periods before training, by their smallest p; passing proves little, failing much.

    The slope counts as one of two tests and each window as one of six (Bonferroni). With fewer than FEWEST_TESTABLE
    trained units the check cannot be made: it would find next to nothing, and is never passed.
    """
    fits = refit(case.design, np.array(_windows_before(case)))
    windows = [fits.slope(number, gain=1).p for number in range(WINDOWS)]
    p = min(1.0, 2 * min(slope.p, WINDOWS * min(windows))) if np.isfinite([slope.p, *windows]).all() else float("nan")
    few = case.readiness.n_trained < FEWEST_TESTABLE
    tested = (
        f"Beda tren {_interval(case, slope)} per periode ({wording.p_value(slope.p)}); periode yang paling berbeda "
        f"{wording.p_value(min(windows))}; sebagai beberapa uji {wording.p_value(p)}."
    )
    n_trained = case.readiness.n_trained
    untestable = f"Tidak dapat diuji: baru {n_trained} unit yang sudah dilatih, perlu {FEWEST_TESTABLE}."
    return Check(
        "pre_trend", "Tren sebelum pelatihan", "warn" if few else by_p(p), untestable if few else tested,
        "Sebelum dilatih, unit yang sudah dilatih dan pembanding seharusnya bergerak sejajar.",
    )  # fmt: skip


def _windows_before(case: CheckInput) -> list[FloatArray]:
    width = max(int(case.readiness.before) // 4, 1)
    return [_window(case.design, width * k + 1, width * (k + 1)) for k in range(WINDOWS)]


def anticipation(case: CheckInput) -> Check:
    """Were the last three periods before training already unlike the ones before them?"""
    n = lead(case)
    return _window_check(
        case, n, "anticipation", "Antisipasi", f"{n} periode terakhir sebelum pelatihan",
        "Perubahan yang muncul sebelum pelatihan bukan hasil pelatihan.",
    )  # fmt: skip


def lead(case: CheckInput) -> int:
    """How many periods before training are looked at for anticipation: three, or a third of those there are."""
    return max(min(LONGEST_ANTICIPATION, int(case.readiness.before) // 3), 1)


def set_aside(early: Check) -> Check:
    """The failed check of anticipation, once its periods count on neither side."""
    return replace(early, detail=f"{early.detail} Periode itu disisihkan: tidak dihitung sebagai sebelum atau sesudah.")


def placebo_date(case: CheckInput) -> Check:
    """The same question asked of a made-up training date, halfway through the periods before (LONGEST_LEAD at most)."""
    n = max(min(LONGEST_LEAD, int(case.readiness.before) // 2), 1)
    return _window_check(
        case, n, "placebo_date", "Tanggal semu", f"pelatihan semu {n} periode lebih awal",
        "Pada tanggal yang dibuat-buat seharusnya tidak terlihat apa-apa.",
    )  # fmt: skip


def _window_check(case: CheckInput, n: int, key: str, name: str, what: str, meaning: str) -> Check:
    found = refit(case.design, _window(case.design, 1, n)[None]).slope(gain=1)
    detail = f"Untuk {what}: {_interval(case, found)} ({wording.p_value(found.p)})."
    return Check(key, name, by_p(found.p), detail, meaning)


def _interval(case: CheckInput, found: Interval) -> str:
    decimals = wording.fine(wording.change_decimals(case.indicator), found.estimate, found.ci_low, found.ci_high)
    between = wording.interval(found.ci_low, found.ci_high, decimals)
    return f"{wording.change(found.estimate, case.indicator, decimals)} (selang 95% {between})"
