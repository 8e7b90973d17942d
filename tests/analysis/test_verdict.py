"""The five states on hand-made panels, and properties that hold for every panel: no sentence beyond its numbers."""

import re
import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.impact.checks import Check, Context
from analysis.impact.estimators import ImpactError, build_design, estimate_effect, headline
from analysis.impact.estimators.result import Interval
from analysis.impact.verdict import PanelQuestion, Verdict, comparable_panel, judge_family, verdict_on
from analysis.impact.verdict_text import About, clear_sentence, hint_sentence, none_sentence
from benchmarks.calibration import CELLS, judge_draw
from data.samples.truth import simulate_panel
from data.vocabulary.indicators import Indicator, custom_indicator
from tests.analysis.impact_panels import random_panel
from tests.analysis.verdict_panels import IKM, MINUTES, numbers, office

SIMULATED = st.builds(
    simulate_panel,
    st.integers(0, 2**16),
    units=st.integers(6, 12),
    effect=st.floats(-6, 6),
    scenario=st.sampled_from(["random", "worst", "drift", "all_treated", "refusals", "growing"]),
    sigma=st.floats(0.3, 4),
)
KNOWN = st.sampled_from([IKM, MINUTES, custom_indicator("Skor")])
ABOUT = About("Pelatihan Pelayanan Prima", ("A", "B", "C"), 3, pd.Period("2026-10", "M"))
BETTER = {"improved": "membaik", "worsened": "memburuk"}


# the five states


def test_a_clear_rise_of_a_score_is_an_improvement() -> None:
    verdict = verdict_on(office(noise=1), indicator=IKM)
    assert verdict.state == "improved"
    assert verdict.sentence.startswith("Dampak jelas: IKM membaik. Sesudah ikut pelatihan, IKM naik 5,")
    assert verdict.missing == ()
    assert {check.outcome for check in verdict.checks} <= {"pass", "warn"}


def test_a_clear_rise_of_service_time_is_for_the_worse() -> None:
    verdict = verdict_on(office(noise=1), indicator=MINUTES)
    assert verdict.state == "worsened"
    assert verdict.sentence.startswith("Dampak jelas: lama layanan memburuk. Sesudah ikut pelatihan, lama layanan 5,")
    assert " menit lebih lama dibandingkan dengan perkiraan tanpa pelatihan" in verdict.sentence
    assert "bahas sebabnya dengan unit yang sudah dilatih sebelum menambah peserta" in verdict.sentence


def test_a_clear_fall_of_service_time_is_an_improvement() -> None:
    verdict = verdict_on(office(effect=-5, noise=1), indicator=MINUTES)
    assert verdict.state == "improved"
    assert re.search(r"lama layanan [45],\d menit lebih cepat", verdict.sentence)


def test_no_effect_is_not_seen_and_the_smallest_that_could_have_been_is_said() -> None:
    verdict = verdict_on(office(effect=0, noise=1), indicator=IKM)
    assert verdict.state == "none"
    assert re.search(r"perubahan di bawah 1,\d poin bisa luput", verdict.sentence)


def test_a_trend_of_the_trained_alone_is_an_indication_at_most() -> None:
    verdict = verdict_on(office(effect=0, slope=0.3), indicator=IKM)
    assert verdict.state == "hint"
    assert "tetapi belum pasti: unit itu sudah lebih dulu berubah" in verdict.sentence
    assert verdict.breakdown_drift == pytest.approx(0.3)


def test_without_noise_the_effect_is_the_effect() -> None:
    verdict = verdict_on(office(effect=5), indicator=IKM)
    assert verdict.state == "improved"
    assert "naik 5,0 poin dibandingkan" in verdict.sentence


# not enough data, and what is missing


@pytest.mark.parametrize(
    ("panel", "missing"),
    [
        (office(comparison=0), "perlu 2 unit pembanding lagi"),
        (office(comparison=1), "perlu 1 unit pembanding lagi"),
        (office(trained=2), "perlu 1 unit yang sudah dilatih lagi"),
        (office(trained=0), "perlu 3 unit yang sudah dilatih lagi"),
        (office(first=2), "perlu 1 bulan lagi data sebelum pelatihan"),
        (office(first=0), "perlu 3 bulan lagi data sebelum pelatihan"),
        (office(first=22), "perlu 1 bulan lagi data sesudah pelatihan"),
        (office(first=10, periods=12, freq="Q"), "perlu 1 triwulan lagi data sesudah pelatihan"),
        (office().assign(value=80.0), "perlu nilai indikator yang bervariasi; semua nilainya sama"),
        (office().assign(value=np.nan), "perlu nilai indikator per unit dan periode"),
    ],
)
def test_what_is_missing_is_said(panel: pd.DataFrame, missing: str) -> None:
    verdict = verdict_on(panel, indicator=IKM)
    assert (verdict.state, verdict.missing) == ("insufficient", (missing,))
    assert verdict.sentence == f"Dampak pelatihan belum dapat dinilai: {missing}."
    assert (verdict.checks, verdict.estimates) == ((), ())


def test_everything_that_is_missing_is_listed() -> None:
    verdict = verdict_on(office(trained=2, comparison=1), indicator=IKM)
    missing = "perlu 1 unit yang sudah dilatih lagi dan perlu 1 unit pembanding lagi"
    assert verdict.sentence == f"Dampak pelatihan belum dapat dinilai: {missing}."


def test_three_units_must_be_seen_before_and_after_themselves() -> None:
    panel = office(trained=6, first=lambda unit: 1 if unit < 3 else 22)
    verdict = verdict_on(panel, indicator=IKM)
    assert verdict.missing == ("perlu 3 unit dengan 3 periode sebelum dan sesudah pelatihan sekaligus",)


def test_all_trained_in_one_month_cannot_be_judged() -> None:
    verdict = verdict_on(simulate_panel(3, scenario="one_date"), indicator=IKM)
    assert verdict.missing == ("perlu 2 unit pembanding lagi",)
    assert verdict.level.number == 2


def test_a_malformed_panel_is_refused_in_a_sentence() -> None:
    panel = office()
    with pytest.raises(ImpactError, match="lebih dari satu nilai"):
        verdict_on(pd.concat([panel, panel.head(1)]))


# weak data


@pytest.mark.parametrize(
    ("panel", "why"),
    [(office(comparison=2, noise=0.5), "hanya 2 unit pembanding"), (office(first=5, noise=0.5), "kurang dari 6")],
)
def test_weak_data_gives_an_indication_at_most(panel: pd.DataFrame, why: str) -> None:
    verdict = verdict_on(panel, indicator=IKM)
    assert verdict.state == "hint"
    assert next(check for check in verdict.checks if check.key == "enough_data").detail.lower().count(why) == 1


def test_periods_without_comparison_are_left_out_and_counted_aloud() -> None:
    panel = office(trained=9, comparison=0, first=lambda unit: 8 + unit, noise=0.5, periods=24)
    verdict = verdict_on(panel, indicator=IKM)
    assert verdict.design is not None
    assert int(verdict.design.observed.any(0).sum()) == 14  # units 7, 8 and 9 start in columns 14, 15 and 16
    assert "6 unit sudah dilatih (6 waktu mulai), 3 belum" in verdict.basis
    assert "10 bulan tidak dipakai" in verdict.basis


# the numbers of the sentence are the numbers of the result


def assert_says_what_it_found(verdict: Verdict, indicator: Indicator) -> None:
    found, said = verdict.estimates[0], numbers(verdict.sentence)
    bounds = [found.ci_low, found.ci_high]
    if verdict.state == "none":
        expected = [*map(abs, bounds), verdict.minimum_detectable]
    else:
        expected = [abs(found.estimate), *sorted(map(abs, bounds))]
        assert bool(re.search(r" naik |lebih lama", verdict.sentence)) == (found.estimate > 0)
        assert bool(re.search(r" turun |lebih cepat", verdict.sentence)) == (found.estimate < 0)
    assert said == pytest.approx(expected, abs=0.0501)
    assert (f" {indicator.change_unit} " in verdict.sentence) == bool(indicator.change_unit)


@settings(max_examples=60, deadline=None)
@given(SIMULATED, KNOWN)
def test_no_sentence_contradicts_its_numbers(panel: pd.DataFrame, indicator: Indicator) -> None:
    verdict = verdict_on(panel, indicator=indicator, thorough=False)
    assume(verdict.estimates)
    found = verdict.estimates[0]
    assert_says_what_it_found(verdict, indicator)
    assert (verdict.state == "none") == (found.ci_low <= 0 <= found.ci_high)
    for_the_better = (found.estimate > 0) == (indicator.better == "higher")
    if verdict.state in BETTER:
        assert verdict.sentence.split(".")[0].startswith("Dampak jelas: ")
        assert verdict.sentence.split(".")[0].endswith(f" {BETTER[verdict.state]}")
        assert (verdict.state == "improved") == for_the_better
        assert all(check.outcome != "fail" for check in verdict.checks)
    else:
        assert "Dampak jelas" not in verdict.sentence
    if verdict.state == "hint":
        assert verdict.sentence.startswith("Ada tanda ")
        assert f" {'membaik' if for_the_better else 'memburuk'}, tetapi belum pasti: " in verdict.sentence
        assert any(check.outcome == "fail" for check in verdict.checks)


FINITE = st.floats(-1e4, 1e4).filter(lambda x: abs(x) > 1e-5)


@given(FINITE, st.floats(0.01, 0.99), KNOWN)
def test_an_interval_that_excludes_zero_never_reads_as_touching_it(
    estimate: float, share: float, known: Indicator
) -> None:
    half = abs(estimate) * share
    found = Interval(estimate, half / 2, estimate - half, estimate + half, 0.01)
    assume(min(abs(found.ci_low), abs(found.ci_high)) > 1e-5)
    failed = (Check("drift", "Beda tren", "fail", "", ""),)
    for sentence in (clear_sentence(found, known, ABOUT), hint_sentence(found, known, failed, ABOUT)):
        assert all(number > 0 for number in numbers(sentence))
    assert len(numbers(none_sentence(found, known, half, ABOUT))) == 3


# invariances


@settings(max_examples=20, deadline=None)
@given(SIMULATED, st.floats(-20, 20), st.randoms(use_true_random=False))
def test_levels_shared_shocks_and_the_order_of_rows_change_nothing(panel: pd.DataFrame, shift: float, deal) -> None:
    moved = panel.assign(value=panel["value"] + shift + panel["period"].dt.month * 0.7)
    moved = moved.iloc[deal.sample(range(len(moved)), len(moved))]
    before, after = verdict_on(panel, thorough=False), verdict_on(moved, thorough=False)
    assert (before.state, before.sentence) == (after.state, after.sentence)


@settings(max_examples=20, deadline=None)
@given(SIMULATED)
def test_turning_the_scale_round_turns_the_verdict_round(panel: pd.DataFrame) -> None:
    lower = replace(IKM, better="lower")
    turned = {"improved": "worsened", "worsened": "improved"}
    up, down = verdict_on(panel, indicator=IKM, thorough=False), verdict_on(panel, indicator=lower, thorough=False)
    assert down.state == turned.get(up.state, up.state)
    mirrored = verdict_on(panel.assign(value=125 - panel["value"]), indicator=lower, thorough=False)
    assert mirrored.state == up.state


RANK = {"worsened": -2, "none": 0, "improved": 2}


def rank(verdict: Verdict) -> int:
    return RANK.get(verdict.state, int(np.sign(verdict.estimates[0].estimate)) if verdict.estimates else 0)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**16), st.sampled_from(["random", "worst", "drift"]))
def test_a_larger_effect_never_gives_a_weaker_verdict(seed: int, scenario: str) -> None:
    panel = simulate_panel(seed, effect=0, scenario=scenario)
    trained = (panel["period"] >= panel["first_treated"]).astype(float)
    verdicts = [verdict_on(panel.assign(value=panel["value"] + c * trained), thorough=False) for c in range(-8, 9)]
    ranks = [rank(verdict) for verdict in verdicts]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("seed", range(12))
def test_the_light_form_reaches_the_same_state(seed: int) -> None:
    panel = simulate_panel(seed, effect=seed % 4 * 1.5, scenario=("random", "drift", "worst")[seed % 3])
    light, full = verdict_on(panel, indicator=IKM, thorough=False), verdict_on(panel, indicator=IKM)
    assert light.state == full.state
    assert light.estimates[0].estimate == full.estimates[0].estimate
    assert full.estimates[0].method == "imputation"
    assert len(full.estimates) > len(light.estimates) == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_headline_is_the_imputation_estimate(seed: int) -> None:
    panel = simulate_panel(seed).drop(index=[3, 40, 77])
    expected, found = headline(build_design(panel)), verdict_on(panel, thorough=False).estimates[0]
    assert (found.estimate, found.se, found.p) == pytest.approx((expected.estimate, expected.se, expected.p), rel=1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_every_ragged_panel_gets_a_state_and_finite_numbers(seed: int) -> None:
    """Months missing, units that leave, quarters, semesters and years."""
    missing, freq = (0.05, 0.2, 0.4, 0.6)[seed % 4], ("M", "Q", "6M", "Y")[seed // 4 % 4]
    panel = random_panel(seed, missing=missing, never=seed % 5, freq=freq)
    gone = (panel["unit"] == panel["unit"].iloc[-1]) & (panel["period"] > panel["period"].min() + 6)
    verdict = verdict_on(panel[~gone], indicator=IKM, thorough=seed % 10 == 0)
    assert verdict.state in ("insufficient", "none", "hint", "improved", "worsened")
    assert bool(verdict.missing) == (verdict.state == "insufficient") == (not verdict.estimates)
    assert all(np.isfinite([found.ci_low, found.ci_high]).all() for found in verdict.estimates[:1])


# evidence, families, speed


def test_one_date_is_said_and_caps_the_evidence_unless_lots_were_drawn() -> None:
    panel = office(noise=1)
    verdict = verdict_on(panel, indicator=IKM)
    assert (verdict.state, verdict.level.number) == ("improved", 3)
    assert "tidak dapat dipisahkan dari pelatihan. Langkah berikut: " in verdict.sentence
    assert "6 unit sudah dilatih (satu waktu mulai), 3 belum" in verdict.basis
    assert verdict_on(panel, context=Context(randomised=True), thorough=False).level.number == 5


def test_a_drawn_order_of_training_is_the_strongest_evidence() -> None:
    panel = office(noise=1, first=lambda unit: 10 + unit)
    assert verdict_on(panel, thorough=False).level.number == 4
    assert verdict_on(panel, context=Context(randomised=True), thorough=False).level.number == 5
    assert verdict_on(office(effect=0, noise=1), thorough=False).level.number == 3


def test_many_questions_of_one_data_set_are_paid_for() -> None:
    seed = next(s for s in range(200) if 0.02 < verdict_on(office(effect=0.9, noise=1, seed=s)).estimates[0].p < 0.05)
    marginal = office(effect=0.9, noise=1, seed=seed)
    empty = {f"lain {k}": office(effect=0, noise=1, seed=k) for k in range(9)}
    verdicts = judge_family(
        {name: PanelQuestion(panel, IKM, Context()) for name, panel in {"satu": marginal, **empty}.items()}
    )
    assert next(c for c in verdicts["satu"].checks if c.key == "multiplicity").outcome == "fail"
    assert verdicts["satu"].state == "hint"


@pytest.mark.parametrize(("units", "seconds"), [(9, 2.0), (300, 10.0)])
def test_a_thorough_verdict_is_quick(units: int, seconds: float) -> None:
    panel = simulate_panel(1, units=units, never=units // 3)
    started = time.process_time()
    verdict_on(panel, indicator=IKM)
    assert time.process_time() - started < seconds


@pytest.mark.parametrize("name", ["none", "drift"])
def test_an_office_without_effect_is_seldom_called_clear(name: str) -> None:
    """A small form of `python -m benchmarks.calibration`: at most 5 % false alarms."""
    cell = next(cell for cell in CELLS if cell.name == name)
    states = [judge_draw(seed, 9, cell.options).state for seed in range(60)]
    assert sum(state in BETTER for state in states) <= 3


@pytest.mark.parametrize("thorough", [True, False])
def test_what_changed_just_before_training_is_set_aside_and_said(thorough: bool) -> None:
    """Trained units move two months ahead: the estimate is that without those months, and never clear."""
    panel = office(noise=1, first=lambda unit: 10 + unit, effect=4)
    since = [-99 if pd.isna(f) else (p - f).n for p, f in zip(panel["period"], panel["first_treated"], strict=True)]
    ahead = panel.assign(value=panel["value"] + 4.0 * np.isin(since, [-2, -1]))
    verdict = verdict_on(ahead, indicator=IKM, thorough=thorough)
    gone = ahead[~np.isin(since, [-3, -2, -1])]
    assert verdict.estimates[0].estimate == pytest.approx(headline(build_design(gone)).estimate)
    assert verdict.state == "hint"
    assert "18 nilai disisihkan: 3 bulan sebelum pelatihan" in verdict.basis
    failed = next(check for check in verdict.checks if check.outcome == "fail")
    assert (failed.key, "Periode itu disisihkan" in failed.detail) == ("anticipation", True)
    assert verdict.design is not None
    again = estimate_effect(comparable_panel(verdict.design))
    assert (again.estimate, again.se) == pytest.approx((verdict.estimates[0].estimate, verdict.estimates[0].se))
