"""Ask twenty questions of one data set and one will look like a finding: the price of asking."""

from analysis.impact.checks.check import Check, CheckInput, Outcome
from analysis.impact.rules import SIGNIFICANT
from analysis.stats.multiple_testing import holm
from analysis.text import wording


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
