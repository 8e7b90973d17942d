"""Each check fails on a panel built to fail it and passes on a plain one; the fits agree with slower ways."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.impact.checks import Check, CheckInput, Context, drift, holm, own_lines, run_checks
from analysis.impact.checks.family import multiplicity
from analysis.impact.checks.refits import refit
from analysis.impact.checks.robustness import enough_data, leave_one_unit_out, placebo_outcomes, randomisation
from analysis.impact.checks.selection import autocorrelation, regression_to_the_mean, selection
from analysis.impact.checks.surroundings import ceiling, compliance, dates, events, persistence, respondents
from analysis.impact.checks.trends import anticipation, placebo_date, pre_trend, survives_drift, trend_difference
from analysis.impact.estimators import build_design
from analysis.impact.estimators.imputation import cell_weights
from analysis.impact.estimators.twoway import leave_one_out
from data.samples.truth import ar1, simulate_panel
from data.vocabulary.events import Event
from data.vocabulary.indicators import custom_indicator
from tests.analysis.verdict_panels import case_of, office


def outcome(
    check: Callable[[CheckInput], Check | None], panel: pd.DataFrame, context: Context | None = None
) -> str | None:
    found = check(case_of(panel, context=context))
    return found.outcome if found else None


def changed(panel: pd.DataFrame, where: pd.Series, by: float) -> pd.DataFrame:
    return panel.assign(value=panel["value"] + by * where)


def until_training(panel: pd.DataFrame) -> pd.Series:
    """Periods since training, negative before; far negative for comparison units."""
    first = panel["first_treated"]
    since = [-999 if pd.isna(f) else (p - f).n for p, f in zip(panel["period"], first, strict=True)]
    return pd.Series(since, index=panel.index)


PLAIN = office(noise=1, first=lambda unit: 10 + unit)


def test_a_plain_office_passes_every_check() -> None:
    context = Context(placebos={"Biaya": office(effect=0, noise=1, seed=3)}, invited=20, attended=19)
    case = case_of(PLAIN.assign(n=80), context=context)
    outcomes = {check.key: check.outcome for check in run_checks(case, drift(case.design))}
    assert set(outcomes.values()) == {"pass"}
    assert len(outcomes) == 16


def test_every_check_says_its_numbers_and_its_meaning_in_a_sentence() -> None:
    case = case_of(PLAIN)
    for check in run_checks(case, drift(case.design)):
        assert check.name
        assert check.detail.endswith(".")
        assert check.meaning.endswith(".")
        assert "nan" not in check.detail


# trends


def test_drift_fails_where_trained_units_only_went_on_as_before() -> None:
    case = case_of(office(effect=0, slope=0.4, noise=0.5))
    assert survives_drift(case, drift(case.design)).outcome == "fail"
    assert pre_trend(case, trend_difference(case.design)).outcome == "fail"


@pytest.mark.parametrize("growth", [0.0, 0.5])
def test_an_effect_on_top_of_a_trend_survives_it(growth: float) -> None:
    case = case_of(office(effect=6, growth=growth, slope=0.1, noise=0.4))
    assert survives_drift(case, drift(case.design)).outcome == "pass"


@given(st.floats(-2, 2), st.floats(-9, 9))
def test_without_noise_trend_and_effect_are_told_apart_exactly(slope: float, effect: float) -> None:
    measured = drift(case_of(office(effect=effect, slope=slope)).design)
    assert measured.difference.estimate == pytest.approx(slope, abs=1e-8)
    assert measured.step.estimate == pytest.approx(effect, abs=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_the_breakdown_drift_is_the_trend_at_which_the_effect_vanishes(seed: int) -> None:
    panel = simulate_panel(seed).drop(index=[5, 99])
    case = case_of(panel)
    month = panel["period"].astype("int64") * panel["first_treated"].notna()
    without = changed(panel, month, -drift(case.design).breakdown)
    assert case_of(without).headline.estimate == pytest.approx(0, abs=1e-8)
    assert case.headline.estimate != pytest.approx(0, abs=0.1)


def test_anticipation_fails_where_the_last_months_before_differ() -> None:
    early = until_training(PLAIN).between(-3, -1)
    assert outcome(anticipation, changed(PLAIN, early, 4)) == "fail"


def test_a_placebo_date_fails_where_the_change_came_half_a_year_early() -> None:
    early = until_training(PLAIN).between(-5, -1)
    assert outcome(placebo_date, changed(PLAIN, early, 4)) == "fail"


def test_the_windows_find_a_bump_without_a_slope() -> None:
    panel = office(noise=0.5, first=lambda unit: 14 + unit)
    bump = until_training(panel).between(-9, -7) * 1.0
    case = case_of(changed(panel, bump, 4))
    assert pre_trend(case, trend_difference(case.design)).outcome == "fail"


def test_with_five_trained_units_the_trend_before_cannot_be_tested() -> None:
    case = case_of(office(trained=5, comparison=5, slope=0.5, noise=0.5))
    check = pre_trend(case, trend_difference(case.design))
    assert check.outcome == "warn"
    assert check.detail == "Tidak dapat diuji: baru 5 unit yang sudah dilatih, perlu 6."


def test_tests_of_the_periods_before_never_see_the_effect() -> None:
    small, large = case_of(office(effect=0, noise=1)), case_of(office(effect=50, noise=1))
    assert anticipation(small).detail == anticipation(large).detail
    assert placebo_date(small).detail == placebo_date(large).detail


@pytest.mark.parametrize(("units", "trained"), [(9, 6), (30, 8)])
def test_under_no_trend_the_tests_of_the_periods_before_seldom_fail(units: int, trained: int) -> None:
    outcomes = []
    for seed in range(60):
        case = case_of(simulate_panel(seed, units=units, never=units - trained, effect=0))
        outcomes.append(pre_trend(case, trend_difference(case.design)).outcome)
    assert outcomes.count("fail") <= 0.02 * len(outcomes)
    assert outcomes.count("warn") <= 0.08 * len(outcomes)


@given(st.lists(st.booleans(), min_size=2, max_size=20), st.floats(0, 0.9))
def test_whitening_leaves_independent_noise_whatever_is_missing(seen: list[bool], correlation: float) -> None:
    rows = np.flatnonzero(seen)
    covariance = correlation ** np.abs(rows[:, None] - rows).astype(float)
    whiten = own_lines.whitening(np.array(seen), correlation)[np.ix_(rows, rows)]
    assert whiten @ covariance @ whiten.T == pytest.approx(np.eye(len(rows)), abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("shape", ["step", "late", "ramp"])
def test_the_effect_beside_own_lines_agrees_with_a_regression_on_dummies(seed: int, shape: str) -> None:
    """Generalised least squares with one level and line a unit, one dummy a period, and the noise's covariance."""
    panel = simulate_panel(seed, units=8, never=3, periods=24)
    design = build_design(panel.drop(index=panel.sample(frac=0.05, random_state=seed).index))
    course, rho = own_lines.shapes(design)[shape], 0.5
    unit, period = np.nonzero(design.observed)
    columns = [course[unit, period], *(unit == g for g in range(8)), *((unit == g) * period for g in range(8))]
    columns += [period == t for t in range(1, 23)]
    covariance = (unit[:, None] == unit) * rho ** np.abs(period[:, None] - period).astype(float)
    fitted = sm.GLS(design.value[unit, period], np.column_stack(columns).astype(float), covariance).fit()
    free = own_lines.free_of_lines(design.observed, rho)
    assert own_lines.effect(design, course, free).estimate == pytest.approx(fitted.params[0], abs=1e-8)


@pytest.mark.parametrize(("growth", "from_period"), [(0.0, 4), (0.5, 0)])
def test_late_and_growing_effects_survive_a_line_of_every_units_own(growth: float, from_period: int) -> None:
    panel = office(effect=0, growth=growth, noise=0.5, first=lambda unit: 10 + unit)
    late = (until_training(panel) >= from_period) & (from_period > 0)
    case = case_of(changed(panel, late, 4))
    assert survives_drift(case, drift(case.design)).outcome == "pass"


# selection


def test_regression_to_the_mean_is_about_the_bias_it_stands_for() -> None:
    shifts, estimates = [], []
    for seed in range(60):
        case = case_of(simulate_panel(seed, units=60, never=20, effect=0, scenario="worst"))
        shifts.append(regression_to_the_mean(case.design, case.fits.coefficients[0, :36]))
        estimates.append(case.headline.estimate)
    assert np.mean(shifts) == pytest.approx(np.mean(estimates), abs=0.12)
    assert np.mean(estimates) > 0.25


def test_selection_fails_where_an_effect_is_no_more_than_the_return_of_the_unlucky() -> None:
    seeds = range(400)
    panels = (simulate_panel(seed, units=40, never=20, effect=0, scenario="worst", sigma=5) for seed in seeds)
    lucky = next(panel for panel in panels if case_of(panel).headline.ci_low > 0)
    assert outcome(selection, lucky) == "fail"


def test_no_luck_no_return_to_the_mean() -> None:
    case = case_of(office())
    assert regression_to_the_mean(case.design, case.fits.coefficients[0, :24]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("rho", [0.0, 0.4, 0.7])
def test_autocorrelation_is_estimated_without_much_bias(rho: float) -> None:
    noise = ar1(np.random.default_rng(1), (400, 24), 1.0, rho)
    residuals = noise - noise.mean(1, keepdims=True)
    assert autocorrelation(residuals, np.ones((400, 24), bool)) == pytest.approx(rho, abs=0.05)


# robustness


def test_few_comparison_units_or_periods_before_are_too_few() -> None:
    assert outcome(enough_data, office(comparison=2)) == "fail"
    assert outcome(enough_data, office(first=5)) == "fail"


def test_leaving_one_unit_out_fails_where_one_unit_carries_the_effect() -> None:
    panel = office(effect=0.05, noise=0.02, trained=3, comparison=8)
    one = (panel["unit"] == "Unit 01") & (panel["period"] >= panel["first_treated"])
    case = case_of(changed(panel, one, 0.3))
    sure = replace(case, headline=replace(case.headline, ci_low=0.01))
    assert leave_one_unit_out(sure).outcome == "fail"
    assert "paling berubah tanpa Unit 01" in leave_one_unit_out(sure).detail


def test_randomisation_fails_where_dealing_the_dates_anew_disagrees() -> None:
    """3 + 3 units trained on one date can be dealt 20 ways, two of them as extreme: p is 0.1 at the very best."""
    assert outcome(randomisation, office(trained=3, comparison=3, noise=0.5)) == "fail"


def test_placebo_outcomes_fail_where_what_training_cannot_move_moves() -> None:
    moved, still = office(effect=4, noise=1, seed=8), office(effect=0, noise=1, seed=3)
    check = placebo_outcomes(case_of(PLAIN, context=Context(placebos={"Biaya": moved, "Sarana": still})))
    assert check is not None
    assert check.outcome == "fail"
    assert check.detail.startswith("Ada yang ikut bergerak: Biaya (p")
    assert outcome(placebo_outcomes, PLAIN, Context(placebos={"Sarana": still})) == "pass"
    assert placebo_outcomes(case_of(PLAIN)) is None


# surroundings


@pytest.mark.parametrize(("share", "expected"), [(0, "pass"), (3, "warn"), (6, "fail")])
def test_events_fail_where_training_falls_with_one(share: int, expected: str) -> None:
    context = Context(events=(Event(date(2023, 1, 20), "Aplikasi baru", ""),))
    panel = office(first=lambda unit: 12 if unit < share else 17)
    assert outcome(events, panel, context) == expected


def test_an_event_of_one_unit_coincides_with_that_units_training_only() -> None:
    panel = office(first=lambda unit: 12)
    one = panel.loc[panel["first_treated"].notna(), "unit"].iloc[0]
    everywhere = Context(events=(Event(date(2023, 1, 20), "Banjir", ""),))
    there = Context(events=(Event(date(2023, 1, 20), "Banjir", "", unit=one),))
    assert (outcome(events, panel, everywhere), outcome(events, panel, there)) == ("fail", "pass")


@pytest.mark.parametrize(
    ("first", "expected"), [(12, "warn"), (lambda unit: 12 + unit % 2, "warn"), (lambda unit: 12 + unit % 3, "pass")]
)
def test_one_date_or_two_neighbouring_months_are_one_time(first: int | Callable[[int], int], expected: str) -> None:
    assert outcome(dates, office(first=first, noise=1)) == expected


def test_in_longer_periods_neighbours_are_two_times() -> None:
    assert outcome(dates, office(first=lambda unit: 12 + unit % 2, noise=1, freq="Q")) == "pass"


def test_an_event_outside_the_data_is_no_matter() -> None:
    assert outcome(events, office(), Context(events=(Event(date(2031, 1, 1), "Nanti", ""),))) == "pass"


@pytest.mark.parametrize(("level", "expected"), [(70, "pass"), (92.5, "warn"), (96, "fail")])
def test_ceiling_fails_where_there_is_no_room_to_rise(level: float, expected: str) -> None:
    assert outcome(ceiling, office(level=level, effect=0, noise=0.1, slope=0)) == expected
    assert ceiling(case_of(office(), indicator=custom_indicator("Skor"))) is None


@pytest.mark.parametrize(("n", "expected"), [(30.4, "pass"), (30, "warn"), (10, "fail"), (np.nan, None)])
def test_respondents_fail_where_values_rest_on_a_handful(n: float, expected: str | None) -> None:
    assert outcome(respondents, PLAIN.assign(n=n)) == expected


def test_autocorrelation_is_a_caution_where_values_wander() -> None:
    panel = office(periods=60, first=30)
    wander = np.random.default_rng(2).normal(size=(9, 60)).cumsum(1).ravel()
    assert outcome(persistence, panel.assign(value=panel["value"] + wander)) == "warn"
    assert outcome(persistence, office(noise=1)) == "pass"


@pytest.mark.parametrize(("attended", "expected"), [(17, "pass"), (16, "warn"), (10, "fail"), (None, None)])
def test_compliance_fails_where_half_stayed_away(attended: int | None, expected: str | None) -> None:
    assert outcome(compliance, PLAIN, Context(invited=20, attended=attended)) == expected


# many questions


def test_holm_on_numbers_by_hand() -> None:
    assert holm((0.01, 0.04, 0.03)) == pytest.approx((0.03, 0.06, 0.06))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(p_values: list[float]) -> None:
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


def test_multiplicity_fails_where_the_finding_does_not_survive_the_number_of_questions() -> None:
    case = case_of(PLAIN)
    marginal = replace(case, headline=replace(case.headline, p=0.02), context=Context(other_p_values=(0.4, 0.5, 0.6)))
    assert multiplicity(marginal).outcome == "fail"
    assert multiplicity(replace(marginal, context=Context())).outcome == "pass"


# the fits


@pytest.mark.parametrize("seed", range(6))
def test_fits_without_each_unit_agree_with_the_estimator(seed: int) -> None:
    panel = simulate_panel(seed, units=10, never=4)
    design = build_design(panel.drop(index=panel.sample(frac=0.03, random_state=seed).index))
    found = refit(design).effects()
    assert found[0] == pytest.approx((cell_weights(design.observed, design.relative) * design.outcome).sum(), abs=1e-10)
    assert found[1:] == pytest.approx(leave_one_out(cell_weights, design), abs=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_a_fitted_trend_agrees_with_ordinary_least_squares(seed: int) -> None:
    panel = simulate_panel(seed, units=8, never=3, periods=24)
    case = case_of(panel)
    before = panel[panel["first_treated"].isna() | (panel["period"] < panel["first_treated"])]
    trend = before["period"].astype("int64") * before["first_treated"].notna()
    dummies = pd.get_dummies(before[["unit"]].assign(period=before["period"].astype(str)), drop_first=True, dtype=float)
    fitted = sm.OLS(before["value"], sm.add_constant(dummies.assign(trend=trend))).fit()
    assert drift(case.design).difference.estimate == pytest.approx(fitted.params["trend"], abs=1e-9)


def test_a_regressor_that_is_no_more_than_a_constant_is_unknown_not_wrong() -> None:
    design = case_of(office(noise=1)).design
    same_for_all = np.broadcast_to(np.arange(24.0), design.value.shape)[None]
    assert np.isnan(refit(design, same_for_all).slopes()).all()
    assert np.isnan(refit(design, same_for_all).slope().p)


def test_the_page_on_method_explains_every_check() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    context = Context(placebos={"Biaya": office(effect=0, noise=1, seed=3)}, invited=20, attended=19)
    case = case_of(PLAIN.assign(n=80), context=context)
    explained = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")}
    assert {check.name for check in run_checks(case, drift(case.design))} <= explained
