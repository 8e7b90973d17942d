"""The words beside a verdict hold its numbers: sign, size, unit, direction, state, over random verdicts."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.impact import text as impact_text
from analysis.impact.estimators import DoseResponse, Interval
from analysis.impact.power import MAX_MORE, Needed
from analysis.impact.verdict import Verdict, verdict_on
from analysis.text import wording
from data.samples.truth import simulate_panel
from data.vocabulary.indicators import Indicator, custom_indicator
from tests.analysis.verdict_panels import IKM, MINUTES, numbers, office

KNOWN = st.sampled_from([IKM, MINUTES, custom_indicator("Skor")])
FINITE = st.floats(-500, 500).filter(lambda x: abs(x) > 1e-3)
MONTH = pd.Period("2025-01", "M")


def assert_moves(text: str, verdict: Verdict) -> None:
    """The text names the headline's movement and size in the indicator's unit where zero is excluded, else neither."""
    found, unit = verdict.estimates[0], verdict.indicator.change_unit
    moves = verdict.state in ("hint", "improved", "worsened")
    assert bool(re.search(r"\bnaik\b|lebih lama", text)) == (moves and found.estimate > 0)
    assert bool(re.search(r"\bturun\b|lebih cepat", text)) == (moves and found.estimate < 0)
    if moves:
        assert numbers(text) == pytest.approx([abs(found.estimate)], abs=0.0501)
        assert f" {unit}" in text


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**16),
    st.floats(-6, 6),
    st.sampled_from(["random", "worst", "drift", "all_treated"]),
    KNOWN,
)
def test_titles_claim_what_the_verdict_claims(seed: int, effect: float, scenario: str, known: Indicator) -> None:
    verdict = verdict_on(simulate_panel(seed, effect=effect, scenario=scenario), indicator=known, thorough=False)
    if not verdict.estimates:
        return
    title, event = impact_text.headline(verdict), impact_text.event_title(verdict)
    assert_moves(impact_text.brief(verdict), verdict)
    assert_moves(event, verdict)
    assert wording.inside(wording.short_name(known)) in wording.inside(title)
    assert ("belum pasti" in title) == (verdict.state == "hint")
    assert ("belum terlihat" in title) == ("belum jelas" in event) == (verdict.state == "none")
    assert len(event.split()) <= 10
    assert max(len(text.split()) for text in (title, impact_text.brief(verdict))) <= 20
    for sentence in impact_text.further(verdict):
        assert "jelas" not in sentence
        assert not re.search(r"\b(karena|akibat|menyebabkan|berkat)\b", sentence)
    speed = numbers(impact_text.breakdown_sentence(verdict))
    if verdict.drift:
        measured = verdict.drift.difference
        expected = [verdict.breakdown_drift, measured.estimate, measured.ci_low, measured.ci_high]
        assert speed == pytest.approx(expected, abs=0.0501)
    assert numbers(impact_text.power_sentence(verdict)) == pytest.approx([verdict.minimum_detectable], abs=0.0501)


@pytest.mark.parametrize("panel", [office(noise=1), office(effect=0, noise=1), office(effect=-5, noise=1, slope=0.2)])
def test_the_forests_title_counts_its_rows(panel: pd.DataFrame) -> None:
    verdict = verdict_on(panel, indicator=IKM)
    same, total, sure = map(int, re.findall(r"\d+", impact_text.forest_title(verdict)))
    signs = [np.sign(one.estimate) for one in verdict.estimates]
    assert total == len(signs)
    assert same == signs.count(signs[0])
    assert sure == sum(
        one.ci_low > 0 or one.ci_high < 0 for one in verdict.estimates if np.sign(one.estimate) == signs[0]
    )


COUNTS = st.none() | st.integers(0, MAX_MORE)


@given(st.floats(0.05, 500), COUNTS, COUNTS, KNOWN)
def test_what_is_needed_is_said_in_full(
    target: float, units: int | None, periods: int | None, known: Indicator
) -> None:
    sentence = impact_text.needed_sentence(Needed(target, units, periods), known, MONTH)
    assert numbers(sentence) == pytest.approx([target], abs=0.0501)
    assert ("sudah cukup" in sentence) == (0 in (units, periods))
    if 0 not in (units, periods):
        assert (f"perlu {units} unit pembanding lagi" in sentence) == (units is not None)
        assert (f"{periods} bulan lagi" in sentence) == (periods is not None)
        assert ("belum cukup" in sentence) == (units is periods is None)


@given(FINITE, st.floats(0, 2), KNOWN)
def test_a_dose_has_its_sign_size_and_doubt(slope: float, share: float, known: Indicator) -> None:
    half = abs(slope) * share
    found = Interval(slope, half / 2, slope - half, slope + half, 0.1)
    sentence = impact_text.dose_sentence(DoseResponse(found, 8, 9, 24, 200), known)
    step = impact_text.DOSE_STEP
    size, low, high = numbers(sentence)
    assert size == pytest.approx(step * abs(slope), abs=0.0501)
    assert (low, high) == pytest.approx((step * found.ci_low, step * found.ci_high), abs=0.0501)
    assert ("yang naik " in sentence, "yang turun " in sentence) == (slope > 0, slope < 0)
    assert ("memuat nol" in sentence) == (found.ci_low <= 0 <= found.ci_high)
    assert "beriringan" in sentence
