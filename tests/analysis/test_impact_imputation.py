"""The imputation estimator and two-way fixed effects against regressions with one dummy a unit and a period."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from analysis.impact.estimators import (
    Impact,
    ImpactError,
    build_design,
    counterfactual,
    estimate_effect,
    headline,
    weights,
)
from tests.analysis.impact_panels import comparable, noiseless, own_spread_by_hand, panel_of, random_panel, trained

SEEDS = range(24)
KEYS = ("unit", "period")


def dummies(rows: pd.DataFrame) -> np.ndarray:
    return np.hstack([pd.get_dummies(rows[name]).to_numpy(float) for name in KEYS])


def imputed_by_regression(rows: pd.DataFrame, y: np.ndarray) -> np.ndarray:
    """Fit unit and period dummies to the untrained rows, predict the trained ones, average what can be predicted.

    `y` has a row for each of `rows`; its columns are estimated side by side, so that an identity gives the weights.
    """
    columns, after = dummies(rows), trained(rows).to_numpy()
    known, wanted = columns[~after], columns[after]
    fitted = np.linalg.lstsq(known, y[~after], rcond=None)[0]
    projector = np.linalg.pinv(known) @ known
    predictable = np.abs(wanted @ projector - wanted).max(1) < 1e-8
    return (y[after] - wanted @ fitted)[predictable].mean(0)


def two_way_by_regression(rows: pd.DataFrame, y: np.ndarray) -> np.ndarray:
    columns = np.column_stack([trained(rows), dummies(rows)])
    return np.linalg.lstsq(columns, y, rcond=None)[0][0]


SECOND = {"imputation": imputed_by_regression, "twfe": two_way_by_regression}


@pytest.mark.parametrize("method", SECOND)
@pytest.mark.parametrize("seed", SEEDS)
def test_estimate_and_interval_agree_with_dummy_regressions(method: str, seed: int) -> None:
    rows = comparable(random_panel(seed, missing=0.2 if seed % 2 else 0)).reset_index(drop=True)
    result = estimate_effect(rows, method=method)
    assert result.estimate == pytest.approx(SECOND[method](rows, rows["value"].to_numpy()), abs=1e-8)
    variance, dof = own_spread_by_hand(rows, SECOND[method])
    assert not result.learned
    assert (result.se, result.dof) == pytest.approx((np.sqrt(variance), dof), abs=1e-7)


def test_two_units_trained_and_two_not_by_hand() -> None:
    """Changes 4,5 and 6,5 against 1,5 and 1,5: variances 2/2 and 0; 2 degrees of freedom."""
    value = np.array([[1.0, 2.0, 6.0], [2.0, 3.0, 9.0], [1.0, 2.0, 3.0], [5.0, 6.0, 7.0]])
    result = estimate_effect(panel_of(value, [2, 2, None, None]))
    assert result.estimate == pytest.approx(4)
    assert (result.n_units, result.n_treated, result.n_never, result.n_periods, result.n_obs) == (4, 2, 2, 3, 12)
    assert (result.dof, result.se) == pytest.approx((2, 1))
    assert result.ci_low == pytest.approx(4 - 4.30265272991)
    assert result.p == pytest.approx(1 - 4 / np.sqrt(18))


@pytest.mark.parametrize("freq", ["M", "Q", "6M", "Y"])
def test_frequency_changes_nothing_but_the_labels(freq: str) -> None:
    months, others = (estimate_effect(random_panel(3, freq=name)) for name in ("M", freq))
    assert (months.estimate, months.se) == (others.estimate, others.se)
    pd.testing.assert_frame_equal(months.event_study, others.event_study)


def test_growing_effect_is_recovered_exactly_where_two_way_fixed_effects_lose_it() -> None:
    rows = noiseless(lambda since: 1.0 + since, [4, 6, 9, None, None])
    true = np.mean([1.0 + since for start in (4, 6, 9) for since in range(14 - start)])
    result = estimate_effect(rows)
    assert result.estimate == pytest.approx(true, abs=1e-10)
    after = result.event_study.query("period >= 0")
    assert after["estimate"].to_numpy() == pytest.approx(after["period"].to_numpy() + 1.0, abs=1e-9)
    assert estimate_effect(rows, method="twfe").estimate < true - 1


def test_noiseless_data_without_effect_has_no_effect_and_no_significance() -> None:
    for method in ("imputation", "twfe", "cs"):
        result = estimate_effect(noiseless(lambda since: 0.0, [4, 4, 9, None, None, None]), method=method)
        assert (result.estimate, result.se, result.p) == (0, 0, 1)


def test_counterfactual_is_the_value_minus_the_effect() -> None:
    rows = noiseless(lambda since: 3.0, [4, 6, None, None])
    design = build_design(rows)
    assert design.value - counterfactual(design) == pytest.approx(np.where(design.relative >= 0, 3.0, 0.0), abs=1e-9)


def test_weights_apply_to_any_outcome_and_ignore_the_constants() -> None:
    design = build_design(random_panel(11))
    w = weights(design)
    assert (w * design.outcome).sum() == pytest.approx(headline(design).estimate)
    assert np.abs(w.sum(0)).max() < 1e-12
    assert np.abs(w.sum(1)).max() < 1e-12
    assert (w * (design.relative >= 0)).sum() == pytest.approx(1)


def test_the_light_form_equals_the_full_one() -> None:
    rows = random_panel(12)
    full, light = estimate_effect(rows), headline(build_design(rows))
    assert (full.estimate, full.se, full.p) == (light.estimate, light.se, light.p)


def figures(result: Impact) -> np.ndarray:
    return np.array([result.estimate, result.se, result.ci_low, result.ci_high])


def estimated(rows: pd.DataFrame, method: str) -> np.ndarray:
    """The figures of a panel; one that the method has to refuse is no case of a property."""
    try:
        return figures(estimate_effect(rows, method=method))
    except ImpactError:
        reject()


METHODS = st.sampled_from(["imputation", "twfe", "cs"])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), METHODS, st.integers(0, 100))
def test_order_of_rows_changes_nothing(seed: int, method: str, shuffle: int) -> None:
    rows = random_panel(seed)
    expected = estimated(rows, method)
    shuffled = rows.sample(frac=1, random_state=shuffle)
    assert figures(estimate_effect(shuffled, method=method)) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), METHODS, st.floats(-50, 50), st.floats(0.1, 10))
def test_scaling_scales_and_a_common_constant_drops_out(seed: int, method: str, shift: float, scale: float) -> None:
    rows = random_panel(seed)
    expected = scale * estimated(rows, method)
    moved = rows.assign(value=rows["value"] * scale + shift)
    assert figures(estimate_effect(moved, method=method)) == pytest.approx(expected, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["imputation", "twfe", "cs"]), st.integers(0, 100))
def test_unit_and_period_constants_drop_out(seed: int, method: str, other: int) -> None:
    rows = random_panel(seed, missing=0 if method == "cs" else 0.15)
    expected, deal = estimated(rows, method), np.random.default_rng(other)
    constants = [
        rows[name].map({key: deal.normal(0, 20) for key in rows[name].unique()}) for name in ("unit", "period")
    ]
    moved = rows.assign(value=rows["value"] + sum(constants).astype(float))
    assert figures(estimate_effect(moved, method=method)) == pytest.approx(expected, abs=1e-7)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(2, 9), min_size=2, max_size=6), st.floats(-5, 5), st.floats(-1, 1))
def test_any_known_effect_without_noise_is_recovered(dates: list[int], level: float, growth: float) -> None:
    rows = noiseless(lambda since: level + growth * since, [*dates, None, None])
    true = np.mean([level + growth * since for start in dates for since in range(14 - start)])
    for method in ("imputation", "cs"):
        assert estimate_effect(rows, method=method).estimate == pytest.approx(true, abs=1e-8)
