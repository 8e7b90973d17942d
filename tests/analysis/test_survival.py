"""Kaplan–Meier by hand, against a library, and against counting when nothing is open."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from analysis.stats.survival import kaplan_meier, quantile, quantile_interval

CASES = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


def split(cases: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    durations, completed = zip(*cases, strict=True)
    return np.array(durations, dtype=float), np.array(completed)


def test_by_hand() -> None:
    """Done at 1, 2, 4; open at 2 and 3: 4/5, then 3/4 of it, then (one left) 0."""
    curve = kaplan_meier(np.array([1.0, 2, 2, 3, 4]), np.array([True, True, False, False, True]))
    assert curve.times.tolist() == [1, 2, 4]
    assert curve.at_risk.tolist() == [5, 4, 1]
    assert curve.running == pytest.approx([0.8, 0.6, 0.0])
    assert (quantile(curve, 0.2), quantile(curve, 0.5), quantile(curve, 0.9)) == (1, 4, 4)


def test_dropping_open_cases_would_shorten_the_median() -> None:
    durations = np.array([1.0, 2, 3, 30, 30, 30])
    completed = durations < 30
    curve = kaplan_meier(durations, completed)
    assert quantile(curve, 0.5) == 3
    assert np.median(durations[completed]) == 2
    assert math.isnan(quantile(curve, 0.9))


@given(CASES)
def test_agrees_with_statsmodels(cases: list[tuple[int, bool]]) -> None:
    durations, completed = split(cases)
    curve = kaplan_meier(durations, completed)
    if not completed.any():
        assert len(curve.times) == 0
        return
    other = SurvfuncRight(durations, completed.astype(int))
    assert curve.times.tolist() == list(other.surv_times)
    assert curve.running == pytest.approx(other.surv_prob)
    inside = curve.running > 1e-9
    assert curve.se[inside] == pytest.approx(other.surv_prob_se[inside])


@given(st.lists(st.floats(0, 1000, width=16), min_size=20, max_size=60, unique=True), st.sampled_from([0.5, 0.9]))
def test_interval_agrees_with_statsmodels(durations: list[float], share: float) -> None:
    times = np.array(durations)
    curve = kaplan_meier(times, np.ones(len(times), dtype=bool))
    with np.errstate(divide="ignore", invalid="ignore"):  # the log–log interval of a share of 0 or 1
        other = SurvfuncRight(times, np.ones(len(times))).quantile_ci(share)
    assert quantile_interval(curve, share)[0] == other[0]
    assert quantile_interval(curve, share)[1] in (other[1], times.max())


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_with_nothing_open_the_quantile_is_counted(durations: list[int]) -> None:
    curve = kaplan_meier(np.array(durations, dtype=float), np.ones(len(durations), dtype=bool))
    for share in (0.25, 0.5, 0.9):
        by_count = next(
            time for time in sorted(durations) if sum(d <= time for d in durations) >= share * len(durations) - 1e-9
        )
        assert quantile(curve, share) == by_count


@given(CASES, st.sampled_from([0.5, 0.9]))
def test_the_quantile_lies_in_its_interval(cases: list[tuple[int, bool]], share: float) -> None:
    curve = kaplan_meier(*split(cases))
    low, high = quantile_interval(curve, share)
    assert math.isnan(low) or low <= high
    assert math.isnan(quantile(curve, share)) or low <= quantile(curve, share) <= high


def test_a_jump_over_the_quantile_is_its_own_interval() -> None:
    durations = np.repeat([1.0, 2.0, 3.0], [200, 700, 100])
    assert quantile_interval(kaplan_meier(durations, durations < 9), 0.5) == (2, 2)


def test_nothing_completed() -> None:
    curve = kaplan_meier(np.array([5.0, 6.0]), np.array([False, False]))
    assert math.isnan(quantile(curve, 0.5))
    low, high = quantile_interval(curve, 0.5)
    assert math.isnan(low)
    assert high == math.inf
