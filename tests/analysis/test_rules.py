"""The table of rules is what the checks ask and what the method page prints."""

from pathlib import Path

from analysis.impact.checks import Context, drift, run_checks
from analysis.impact.rules import RULES, markdown
from analysis.impact.verdict_text import REASONS
from tests.analysis.verdict_panels import case_of, office

METHOD = Path(__file__).resolve().parents[2] / "docs" / "method.md"


def test_the_method_page_prints_the_rules() -> None:
    page = METHOD.read_text(encoding="utf-8")
    assert f"<!-- rules: analysis/impact/rules.py -->\n{markdown()}<!-- end of rules -->" in page


def test_every_check_is_a_rule_and_every_rule_a_check() -> None:
    context = Context(placebos={"Biaya": office(effect=0, noise=1, seed=3)}, invited=20, attended=19)
    case = case_of(office(noise=1, first=lambda unit: 10 + unit).assign(n=80), context=context)
    asked = [(check.key, check.name) for check in run_checks(case, drift(case.design))]
    assert asked == [(rule.key, rule.name) for rule in RULES]
    assert set(REASONS) == {rule.key for rule in RULES}
