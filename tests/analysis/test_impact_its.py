"""Interrupted time series against normal equations and Newey–West sums written out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.impact.estimators import Design, ImpactError, build_design, estimate_effect
from analysis.impact.estimators.its import harmonics, periods_a_year, rate_ratio, unit_series
from tests.analysis.impact_panels import noiseless, panel_of


def office(seed: int, n_periods: int = 30, freq: str = "M", missing: float = 0.0) -> pd.DataFrame:
    """Five trained and two untrained units with trends, a yearly wave and noise."""
    deal = np.random.default_rng(seed)
    first = [int(when) for when in deal.integers(9, n_periods - 9, 5)] + [None, None]
    time = np.arange(n_periods)
    value = (
        80 + deal.normal(0, 0.2, (7, 1)) * time + 2 * np.cos(2 * np.pi * time / 12) + deal.normal(0, 1, (7, n_periods))
    )
    value[:5] += 3.0 * (time >= np.array(first[:5])[:, None])
    return panel_of(np.where(deal.random(value.shape) < missing, np.nan, value), first, freq)


def step_by_hand(design: Design, unit: int, cycle: int) -> tuple[float, float]:
    """Step and its Newey–West error with Bartlett weights, from sums over lags."""
    time = np.flatnonzero(design.observed[unit])
    y, after = design.value[unit, time], (time >= design.first[unit]).astype(float)
    columns = [after, np.ones(len(time)), time]
    if cycle > 1 and len(time) >= 2 * cycle:
        waves = [f(2 * np.pi * k * time / cycle) for k in (1, 2) if 2 * k <= cycle for f in (np.cos, np.sin)]
        columns += [wave for wave in waves if np.abs(wave).max() > 1e-9]
    x = np.column_stack(columns)
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    scores = x * (y - x @ beta)[:, None]
    n, k = x.shape
    lags = int(4 * (n / 100) ** (2 / 9))
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (cross + cross.T)
    return beta[0], float(np.sqrt((inverse @ middle @ inverse)[0, 0] * n / (n - k)))


@pytest.mark.parametrize("freq", ["M", "Q", "6M", "Y"])
@pytest.mark.parametrize("seed", range(13))
def test_units_and_their_mean_agree_with_sums_written_out(seed: int, freq: str) -> None:
    rows = office(seed, freq=freq, missing=0.1 if seed % 2 else 0)
    design = build_design(rows)
    series = unit_series(design)
    cycle = periods_a_year(design.periods)
    by_hand = [step_by_hand(design, design.units.index(one.unit), cycle) for one in series]
    assert [one.step for one in series] == pytest.approx([step for step, _ in by_hand], abs=1e-8)
    assert [one.se for one in series] == pytest.approx([se for _, se in by_hand], abs=1e-8)
    steps = np.array([step for step, _ in by_hand])
    result = estimate_effect(rows, method="its")
    assert result.estimate == pytest.approx(steps.mean(), abs=1e-8)
    assert result.se == pytest.approx(steps.std(ddof=1) / np.sqrt(len(steps)), abs=1e-8)
    assert (result.dof, result.n_units, result.n_treated, result.n_never) == (len(steps) - 1, *[len(steps)] * 2, 0)


def test_own_trend_and_season_are_not_taken_for_an_effect() -> None:
    time = np.arange(36)
    trends = np.array([0.3, -0.2, 0.1, 0.0])[:, None] * time + np.sin(2 * np.pi * time / 12)
    step = np.array([[14], [16], [18], [99]]) <= time
    result = estimate_effect(panel_of(70 + trends + 2.5 * step, [14, 16, 18, None]), method="its")
    assert result.estimate == pytest.approx(2.5, abs=1e-9)
    course = result.event_study
    assert course["estimate"].to_numpy() == pytest.approx(np.where(course["period"] >= 0, 2.5, 0.0), abs=1e-8)


def test_short_series_go_without_season() -> None:
    series = unit_series(build_design(office(1, n_periods=20)))
    assert not any(one.seasonal for one in series)
    assert all(one.seasonal for one in unit_series(build_design(office(1))))


def test_units_with_too_little_on_a_side_are_left_out() -> None:
    result = estimate_effect(noiseless(lambda since: 2.0, [2, 5, 6, 12, None, None]), method="its")
    assert result.n_units == 2
    with pytest.raises(ImpactError, match="paling sedikit dua unit yang sudah dilatih dengan 3 periode"):
        estimate_effect(noiseless(lambda since: 2.0, [2, 5, 12, None, None]), method="its")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(-3, 3), st.floats(-50, 50), st.integers(0, 99))
def test_level_and_trend_drop_out_and_order_does_not_matter(seed: int, slope: float, level: float, order: int) -> None:
    rows = office(seed)
    time = rows["period"].astype("int64") - rows["period"].astype("int64").min()
    moved = rows.assign(value=rows["value"] + slope * time + level).sample(frac=1, random_state=order)
    before, after = (estimate_effect(frame, method="its") for frame in (rows, moved))
    assert (after.estimate, after.se) == pytest.approx((before.estimate, before.se), abs=1e-7)


@pytest.mark.parametrize(("freq", "cycle"), [("M", 12), ("Q", 4), ("6M", 2), ("Y", 1)])
def test_a_year_has_its_periods(freq: str, cycle: int) -> None:
    assert periods_a_year(pd.period_range("2020-01", periods=3, freq=freq)) == cycle


def test_harmonics_repeat_each_year_and_keep_no_constant_column() -> None:
    months = harmonics(np.arange(24), 12)
    assert months.shape == (24, 4)
    assert months[:12] == pytest.approx(months[12:])
    assert harmonics(np.arange(8), 4).shape == (8, 3)
    assert harmonics(np.arange(8), 2).shape == (8, 1)
    assert harmonics(np.arange(8), 1).shape == (8, 0)


@pytest.mark.filterwarnings("ignore:Perfect separation")
def test_a_rate_without_noise_is_recovered() -> None:
    time, people = np.arange(1, 41), np.linspace(90_000, 110_000, 40)
    after = (time > 20).astype(int)
    ratio = rate_ratio(people * np.exp(-6 + 0.01 * time) * 0.8**after, people, after)
    assert ratio.estimate == pytest.approx(0.8, abs=1e-8)
    assert ratio.n_periods == 40
