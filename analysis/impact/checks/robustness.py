"""Does the answer hang on one unit, on the test chosen, or show up where nothing can have happened?"""

import numpy as np
import pandas as pd

from analysis.impact.checks.check import Check, CheckInput, Outcome, by_p
from analysis.impact.estimators.grid import build_design
from analysis.impact.estimators.imputation import headline
from analysis.impact.estimators.randomisation import randomise
from analysis.impact.estimators.result import ImpactError
from analysis.impact.rules import LEAST_DOF, LEAST_LEFT, SIGNIFICANT
from analysis.stats.intervals import half_width
from analysis.stats.multiple_testing import holm
from analysis.text import wording


def enough_data(case: CheckInput) -> Check:
    """Fail where few units or periods carry the estimate, so that it can be an indication at most.

    That is 2 comparison units, fewer than 6 periods before, or fewer than LEAST_DOF degrees of freedom in the units'
    own spread.
    """
    reasons, noun = case.readiness.weak, case.design.noun
    if case.headline.own_dof < LEAST_DOF:
        reasons += (f"dampak bertumpu pada terlalu sedikit {case.design.counted_by} ({_dof(case.headline.own_dof)})",)
    counts = f"{case.readiness.n_trained} {noun} yang sudah dilatih dan {case.readiness.n_comparison} {noun} pembanding"
    detail = f"{wording.listing(reasons)}; ini memberi indikasi saja." if reasons else f"{counts}."
    return Check(
        "enough_data", "Banyaknya data", "fail" if reasons else "pass", detail[0].upper() + detail[1:],
        "Dengan data yang sedikit, kebetulan mudah tampak sebagai dampak.",
    )  # fmt: skip


def _dof(dof: float) -> str:
    return f"derajat bebas {wording.number(dof, 1)}"


def leave_one_unit_out(case: CheckInput) -> Check:
    """Warn where leaving one unit (kecamatan) out carries the estimate across the interval's half-width, so that the
    answer would change; fail where an effect that excludes zero is halved or turned."""
    full, others = case.fits.effects()[0], case.fits.effects()[1:]
    reach = half_width(case.headline.se, case.headline.dof)
    changes = bool(((np.abs(others) > reach) != bool(case.sign)).any())
    halved = bool(case.sign) and float((others / full).min()) < LEAST_LEFT
    decimals, one = wording.change_decimals(case.indicator), case.design.counted_by
    lowest, highest = wording.signed(others.min(), decimals), wording.signed(others.max(), decimals)
    return Check(
        "leave_one_out", f"Tanpa satu {one}", "fail" if halved else "warn" if changes else "pass",
        f"Tanpa salah satu {one}, perkiraan antara {lowest} dan {highest}; paling berubah tanpa "
        f"{case.design.cluster_names[int(np.abs(others - full).argmax())]}.",
        f"Kesimpulan seharusnya tidak bergantung pada satu {one}.",
    )  # fmt: skip


def randomisation(case: CheckInput) -> Check:
    """Fail where dealing the training dates out by lot and the jackknife interval disagree at the 5 % level."""
    p = randomise(case.design, seed=case.context.seed).p
    agree = (p <= SIGNIFICANT) == bool(case.sign)
    outcome: Outcome = "pass" if agree else "fail" if case.sign else "warn"
    return Check(
        "randomisation", "Uji acak", outcome,
        f"Bila tanggal pelatihan diundi ulang, {wording.p_value(p)}; "
        f"{'sejalan' if agree else 'tidak sejalan'} dengan selang 95%.",
        "Cara menguji yang lain seharusnya memberi jawaban yang sama.",
    )  # fmt: skip


def placebo_outcomes(case: CheckInput) -> Check | None:
    """By the smallest p of outcomes that training cannot move (Holm over those given); None without any."""
    p_values = {label: _p(panel) for label, panel in case.context.placebos.items()}
    tested = {label: p for label, p in p_values.items() if p is not None}
    if not tested:
        return None
    adjusted = dict(zip(tested, holm(tuple(tested.values())), strict=True))
    worst = by_p(min(adjusted.values()))
    shown = wording.listing([f"{label} ({wording.p_value(p)})" for label, p in adjusted.items()])
    return Check(
        "placebo_outcomes", "Hasil semu", worst,
        f"{'Tidak ada yang ikut bergerak' if worst == 'pass' else 'Ada yang ikut bergerak'}: {shown}.",
        "Hal yang tidak dapat diubah pelatihan seharusnya tidak ikut berubah.",
    )  # fmt: skip


def _p(panel: pd.DataFrame) -> float | None:
    try:
        return headline(build_design(panel)).p
    except ImpactError:
        return None
