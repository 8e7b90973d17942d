"""Does the answer hang on one unit, on the test chosen, or show up where nothing can have happened?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analysis import wording
from analysis.checks.check import Case, Check, Outcome
from analysis.checks.family import holm
from analysis.impact.design import build_design
from analysis.impact.imputation import headline
from analysis.impact.randomisation import randomise
from analysis.impact.result import ImpactError

SIGNIFICANT = 0.05


def enough_data(case: Case) -> Check:
    """Fail where there are only 2 comparison units or fewer than 6 periods before: an indication at most."""
    reasons = case.readiness.weak
    counts = f"{case.readiness.n_trained} unit terlatih dan {case.readiness.n_comparison} unit pembanding"
    detail = f"{wording.listing(reasons)}; ini memberi indikasi saja." if reasons else f"{counts}."
    return Check(
        "enough_data", "Banyaknya data", "fail" if reasons else "pass", detail[0].upper() + detail[1:],
        "Dengan data yang sedikit, kebetulan mudah tampak sebagai pengaruh.",
    )  # fmt: skip


def leave_one_unit_out(case: Case) -> Check:
    """Fail where leaving one unit out halves the estimate or turns its sign; warn where the interval would reach 0."""
    full, *others = case.fits.effects()
    share = np.array(others) / full if full else np.full(len(others), np.nan)
    weakest = int(np.argmin(share))
    half_width = stdtrit(len(others) - 1, 0.975) * case.headline.se
    loses = bool(case.sign) and abs(share[weakest] * full) <= half_width
    outcome: Outcome = "fail" if share[weakest] < 0.5 else "warn" if loses or np.isnan(full) else "pass"
    decimals = wording.change_decimals(case.indicator)
    lowest, highest = wording.signed(min(others), decimals), wording.signed(max(others), decimals)
    return Check(
        "leave_one_out", "Tanpa satu unit", outcome,
        f"Tanpa salah satu unit, perkiraan antara {lowest} dan {highest}; paling berubah tanpa "
        f"{case.design.units[weakest]}.",
        "Kesimpulan seharusnya tidak bergantung pada satu unit.",
    )  # fmt: skip


def randomisation(case: Case) -> Check:
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


def placebo_outcomes(case: Case) -> Check | None:
    """Fail where an outcome that training cannot move moved too (Holm over those given); None without any."""
    p_values = {label: _p(panel) for label, panel in case.context.placebos.items()}
    tested = {label: p for label, p in p_values.items() if p is not None}
    if not tested:
        return None
    adjusted = dict(zip(tested, holm(tuple(tested.values())), strict=True))
    moved = [label for label, p in adjusted.items() if p <= SIGNIFICANT]
    shown = wording.listing([f"{label} ({wording.p_value(p)})" for label, p in adjusted.items()])
    return Check(
        "placebo_outcomes", "Hasil semu", "fail" if moved else "pass",
        f"{'Ikut bergerak' if moved else 'Tidak ada yang ikut bergerak'}: {shown}.",
        "Hal yang tidak dapat diubah pelatihan seharusnya tidak ikut berubah.",
    )  # fmt: skip


def _p(panel: pd.DataFrame) -> float | None:
    try:
        return headline(build_design(panel)).p
    except ImpactError:
        return None
