"""Is it real? Every check answers one of four questions, and no answer is better than the worst of its checks."""

from itertools import chain

import pandas as pd
import pytest

from analysis.impact.checks import excludes_zero
from analysis.impact.doubts import BEFORE, CHANCE, KEYS, WORST_FIRST, doubts, trend_before
from analysis.impact.text import event_title
from analysis.impact.verdict import Verdict, verdict_on
from analysis.impact.verdict_text import REASONS
from data.samples.truth import simulate_panel
from tests.analysis.verdict_panels import IKM, office

PANELS = [
    office(noise=1), office(effect=0, noise=1), office(effect=-5, noise=1, slope=0.2),
    *(simulate_panel(seed, effect=seed - 2, scenario=name) for seed in range(4) for name in ("random", "drift")),
]  # fmt: skip


@pytest.fixture(scope="module", params=range(len(PANELS)))
def verdict(request: pytest.FixtureRequest) -> Verdict:
    return verdict_on(PANELS[request.param], indicator=IKM)


def test_every_check_answers_one_question(verdict: Verdict) -> None:
    asked = [check.key for doubt in doubts(verdict) for check in doubt.checks]
    assert sorted(asked) == sorted(check.key for check in verdict.checks)
    known = list(chain.from_iterable(KEYS.values()))
    assert len(known) == len(set(known))
    assert set(known) == set(REASONS)


def test_an_answer_is_no_better_than_its_worst_check(verdict: Verdict) -> None:
    for doubt in doubts(verdict):
        worst = min((WORST_FIRST.index(check.outcome) for check in doubt.checks), default=1)
        assert WORST_FIRST.index(doubt.outcome) <= worst
        assert doubt.answer.endswith(".")
        assert "  " not in doubt.answer


def test_a_trend_that_excludes_zero_is_never_called_the_same(verdict: Verdict) -> None:
    by_question = {doubt.question: doubt for doubt in doubts(verdict)}
    if verdict.drift and excludes_zero(verdict.drift.difference):
        assert by_question[BEFORE].outcome != "pass"
        assert by_question[BEFORE].answer.startswith("Ya: ")
        assert "belum tampak berbeda" not in event_title(verdict)
    if by_question and not excludes_zero(verdict.estimates[0]):
        assert by_question[CHANCE].answer.startswith("Bisa saja")
        assert by_question[CHANCE].outcome != "pass"


def test_nothing_estimated_leaves_nothing_to_doubt() -> None:
    panel = office(noise=1).assign(first_treated=pd.NaT)
    assert doubts(verdict_on(panel, indicator=IKM)) == []


def test_the_title_and_the_question_agree(verdict: Verdict) -> None:
    if doubts(verdict):
        assert doubts(verdict)[0].outcome == trend_before(verdict)
