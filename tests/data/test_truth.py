"""Simulated panels hold the effect they are said to hold."""

import time
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from data.samples.truth import CEILING, FLOOR, SampleScenario, Truth, simulate_panel, truth_of

SCENARIOS = get_args(SampleScenario)


def trained(panel: pd.DataFrame) -> pd.Series:
    return panel["first_treated"].notna() & (panel["period"] >= panel["first_treated"])


def imputed_effect(panel: pd.DataFrame) -> float:
    """Two-way means fitted to untrained cells only, then the mean gap of the trained ones: independent of analysis."""
    value = panel.pivot(index="unit", columns="period", values="value").to_numpy()
    done = trained(panel).to_numpy().reshape(value.shape)
    unit, month = np.nonzero(~done)
    design = np.zeros((len(unit), sum(value.shape)))
    design[np.arange(len(unit)), unit] = 1
    design[np.arange(len(unit)), value.shape[0] + month] = 1
    fitted = np.linalg.lstsq(design, value[unit, month], rcond=None)[0]
    counterfactual = fitted[: value.shape[0], None] + fitted[value.shape[0] :]
    return float((value - counterfactual)[done].mean())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_shape_and_types(scenario: SampleScenario) -> None:
    panel = simulate_panel(1, units=12, periods=24, scenario=scenario, never=4)
    assert list(panel.columns) == ["unit", "period", "value", "first_treated", "effect"]
    assert len(panel) == 12 * 24
    assert panel["period"].dtype == panel["first_treated"].dtype == pd.PeriodDtype("M")
    assert panel["period"].min() == pd.Period("2023-11", "M")
    assert panel["value"].between(FLOOR, CEILING).all()
    assert panel.groupby("unit")["first_treated"].nunique().max() <= 1
    assert (panel.loc[~trained(panel), "effect"] == 0).all()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_same_seed_same_panel_other_seed_another(scenario: SampleScenario) -> None:
    pd.testing.assert_frame_equal(simulate_panel(7, scenario=scenario), simulate_panel(7, scenario=scenario))
    assert not simulate_panel(7, scenario=scenario)["value"].equals(simulate_panel(8, scenario=scenario)["value"])


def test_truth_counts_units_and_the_mean_effect() -> None:
    assert truth_of(simulate_panel(3, effect=2.5)) == Truth(2.5, n_units=9, n_treated=6, n_never=3, n_periods=36)
    assert truth_of(simulate_panel(3, effect=0.0, scenario="drift")).att == 0
    assert truth_of(simulate_panel(3, never=9)) == Truth(0.0, n_units=9, n_treated=0, n_never=9, n_periods=36)


def test_the_effect_is_the_whole_difference_to_the_untrained_world() -> None:
    with_, without = simulate_panel(5, effect=4.0), simulate_panel(5, effect=0.0)
    np.testing.assert_allclose(with_["value"] - without["value"], with_["effect"], atol=1e-9)
    assert set(with_.loc[trained(with_), "effect"].round(9)) == {4.0}


def test_the_ceiling_eats_effect_and_the_truth_says_so() -> None:
    panel = simulate_panel(5, effect=30.0)
    assert panel["value"].max() == CEILING
    assert truth_of(panel).att < 25


def test_scenarios_differ_as_they_should() -> None:
    assert simulate_panel(2, scenario="all_treated")["first_treated"].notna().all()
    one_date = simulate_panel(2, scenario="one_date")["first_treated"]
    assert one_date.notna().all()
    assert one_date.nunique() == 1
    assert simulate_panel(2)["first_treated"].nunique() > 1
    assert 0 < truth_of(simulate_panel(2, scenario="refusals")).att < 3
    growing = simulate_panel(2, scenario="growing", effect=1.0, growth=0.5)
    one = growing[growing["unit"] == growing.loc[trained(growing), "unit"].iloc[0]]
    np.testing.assert_allclose(one.loc[trained(one), "effect"].iloc[:3], [1.0, 1.5, 2.0])


def test_the_worst_units_go_first() -> None:
    panel = simulate_panel(4, units=30, never=10, scenario="worst", effect=0.0)
    just_before = panel["period"].isin(panel["period"].unique()[9:12])
    levels = panel[just_before].groupby("unit").agg(value=("value", "mean"), first=("first_treated", "first"))
    ranked = levels.sort_values("value")["first"]
    assert ranked.iloc[:20].is_monotonic_increasing
    assert ranked.iloc[20:].isna().all()


def test_a_simple_estimator_recovers_the_truth_on_average() -> None:
    panels = [simulate_panel(seed, scenario="random") for seed in range(60)]
    errors = [imputed_effect(panel) - truth_of(panel).att for panel in panels]
    assert abs(np.mean(errors)) < 0.3
    assert 0.6 < np.std(errors) < 1.2


def test_drift_fools_the_simple_estimator() -> None:
    found = [imputed_effect(simulate_panel(seed, scenario="drift", effect=0.0)) for seed in range(60)]
    assert 1.2 < np.mean(found) < 2.8


def test_an_unknown_scenario_is_named() -> None:
    with pytest.raises(ValueError, match="best"):
        simulate_panel(1, scenario="best")  # type: ignore[arg-type]


def test_thousands_can_be_simulated() -> None:
    simulate_panel(0)
    started = time.perf_counter()
    for seed in range(50):
        simulate_panel(seed)
    assert (time.perf_counter() - started) / 50 < 0.02
