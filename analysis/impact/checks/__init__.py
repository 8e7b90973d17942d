"""What could be wrong with an estimate: each check asks one question: lolos, hati-hati or tidak lolos."""

from collections.abc import Iterator

from analysis.impact.checks import robustness, surroundings, trends
from analysis.impact.checks.check import Check, CheckInput, Context, excludes_zero
from analysis.impact.checks.family import multiplicity
from analysis.impact.checks.selection import selection
from analysis.impact.checks.trends import Drift, drift
from analysis.stats.multiple_testing import holm

__all__ = ["Check", "CheckInput", "Context", "Drift", "drift", "excludes_zero", "holm", "run_checks"]


def run_checks(case: CheckInput, measured: Drift) -> Iterator[Check]:
    """Every check that applies, the decisive and cheap ones first."""
    yield robustness.enough_data(case)
    yield trends.survives_drift(case, measured)
    yield selection(case)
    yield multiplicity(case)
    yield robustness.leave_one_unit_out(case)
    yield trends.pre_trend(case, measured.difference)
    yield case.anticipation or trends.anticipation(case)
    yield trends.placebo_date(case)
    yield surroundings.dates(case)
    yield surroundings.events(case)
    yield surroundings.persistence(case)
    optional = (surroundings.ceiling, surroundings.respondents, surroundings.compliance, robustness.placebo_outcomes)
    yield from (check for check in (ask(case) for ask in optional) if check is not None)
    yield robustness.randomisation(case)
