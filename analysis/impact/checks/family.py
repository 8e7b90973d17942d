"""Ask twenty questions of one data set and one will look like a finding: the price of asking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.impact.checks.check import Check, CheckInput, Outcome
from analysis.text import wording

SIGNIFICANT = 0.05


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p values in the order given. Source: Holm (1979), Scandinavian Journal of Statistics 6."""
    order = np.argsort(p_values)
    steps = np.array(p_values, dtype=float)[order] * np.arange(len(p_values), 0, -1)
    adjusted = np.empty(len(p_values))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return tuple(adjusted.tolist())


def multiplicity(case: CheckInput) -> Check:
    """Fail where the interval excludes zero but the p value, adjusted for all questions asked, is above 0.05."""
    n = 1 + len(case.context.other_p_values)
    adjusted = holm((case.headline.p, *case.context.other_p_values))[0]
    outcome: Outcome = "fail" if case.sign and adjusted > SIGNIFICANT else "pass"
    return Check(
        "multiplicity", "Banyaknya pertanyaan", outcome,
        f"{n} pertanyaan diajukan pada data ini; sesudah koreksi Holm {wording.p_value(adjusted)}.",
        "Makin banyak pertanyaan, makin besar peluang satu jawaban tampak berarti karena kebetulan.",
    )  # fmt: skip
