"""Kecamatan side by side: pooled effects and funnel limits against numbers worked by hand, and against known truth."""

import numpy as np
import pandas as pd
import pytest

from analysis.city import chart, text
from analysis.city.compute import Effects, effects, levels
from analysis.stats.funnel import funnel
from analysis.stats.pooling import pool
from data.samples.truth import Rollout, simulate_city
from data.vocabulary.indicators import indicator

IKM = indicator("ikm")
MANY = np.full(3, 1e6)


def city(
    seed: int, rollout: Rollout, spread: float = 1.5, kecamatan: int = 31
) -> tuple[pd.DataFrame, dict[str, float]]:
    """A city whose effect of training is 2 on average, and the effect of each kecamatan."""
    panel = simulate_city(seed, kecamatan=kecamatan, units=6, rollout=rollout).assign(n=100.0)
    names = sorted(panel["kecamatan"].unique())
    true = dict(zip(names, np.random.default_rng(seed).normal(2, spread, len(names)), strict=True))
    after = panel["first_treated"].notna() & (panel["period"] >= panel["first_treated"])
    return panel.assign(value=panel["value"] + np.where(after, panel["kecamatan"].map(true), 0)), true


def test_three_effects_are_pooled_as_by_hand() -> None:
    """0, 2 and 7, each with standard error 1: mean 3, Q = 26, τ² = (26 − 2) ÷ 2 = 12, shrinkage 1 ÷ 13."""
    found = pool(np.array([0.0, 2.0, 7.0]), np.ones(3), MANY)
    assert found is not None
    assert (found.mean, found.tau**2) == pytest.approx((3, 12))
    assert found.shrinkage == pytest.approx(np.full(3, 1 / 13))
    assert found.pooled == pytest.approx([3 / 13, 27 / 13, 87 / 13])
    assert found.q_p == pytest.approx(np.exp(-13))
    half = 4.302652729911275 * np.sqrt(13 / 3)
    assert (found.mean_low, found.mean_high) == pytest.approx((3 - half, 3 + half))


def test_equal_effects_are_drawn_wholly_to_their_mean() -> None:
    found = pool(np.array([1.0, 1.2, 0.8]), np.ones(3), MANY)
    assert found is not None
    assert found.tau == 0
    assert found.pooled == pytest.approx([1, 1, 1])
    assert pool(np.ones(2), np.ones(2), np.ones(2)) is None


def test_an_error_that_all_share_moves_the_mean_alone() -> None:
    alone = pool(np.array([0.0, 2.0, 7.0]), np.ones(3), MANY)
    shared = pool(np.array([0.0, 2.0, 7.0]), np.full(3, np.sqrt(2)), MANY, shared=1.0)
    assert alone is not None
    assert shared is not None
    assert shared.tau == pytest.approx(alone.tau)
    assert shared.mean_high - shared.mean > alone.mean_high - alone.mean


@pytest.mark.parametrize("rollout", ["kecamatan", "across"])
def test_effects_of_kecamatan_are_recovered_with_the_coverage_that_is_said(rollout: Rollout) -> None:
    covered, errors = [], []
    for seed in range(8):
        panel, true = city(seed, rollout)
        for one in effects(panel, IKM).effects:
            covered.append(one.low <= true[one.kecamatan] <= one.high)
            errors.append((one.own.estimate - true[one.kecamatan], one.pooled - true[one.kecamatan]))
    own, pooled = np.sqrt((np.array(errors) ** 2).mean(0))
    assert np.mean(covered) > 0.93
    assert pooled < own


def test_one_kecamatan_that_carries_the_mean_is_named() -> None:
    panel, true = city(1, "across", spread=0, kecamatan=5)
    after = panel["first_treated"].notna() & (panel["period"] >= panel["first_treated"])
    change = panel["kecamatan"].map(dict(zip(true, [0, 0, 12, 0, 0], strict=True))) - 2
    found = effects(panel.assign(value=panel["value"] + np.where(after, change, 0)), IKM)
    assert found.carried_by == "Kecamatan 3"
    assert "Tanpa Kecamatan 3" in text.effects_sentence(found)
    assert "berbeda antarkecamatan" in text.effects_sentence(found)


def test_limits_are_those_of_chance_where_nothing_more_is_seen() -> None:
    """Centre 10; standard errors 1 and ½: limits at 3,09 of them."""
    found = funnel(np.array([10.0, 10.5, 9.5, 10.2, 9.8]), np.array([1.0, 0.5, 0.5, 1.0, 1.0]))
    assert (found.centre, found.tau) == pytest.approx((10, 0))
    assert found.half()[:2] == pytest.approx([3.0902, 1.5451], abs=1e-4)
    assert not found.outside.any()


@pytest.mark.parametrize("spread", [0.0, 5.0])
def test_limits_grow_with_what_kecamatan_differ_by_and_few_fall_outside(spread: float) -> None:
    deal = np.random.default_rng(7)
    outside = [
        funnel(deal.normal(80, np.hypot(spread, 1), 31), np.ones(31)).outside.astype(bool).sum() for _ in range(200)
    ]
    assert np.mean(outside) / 31 < 0.012


def test_who_needs_support_is_low_and_not_rising() -> None:
    panel = simulate_city(3, kecamatan=20, units=6, shock=0.3).assign(n=50.0)
    low, rising = "Kecamatan 04", "Kecamatan 09"
    month = (panel["period"] - panel["period"].min()).map(lambda step: step.n)
    down = panel["kecamatan"].isin([low, rising]) * -15.0
    up = np.where(panel["kecamatan"] == rising, 0.8 * (month - 24).clip(0), 0)
    found = levels(panel.assign(value=panel["value"] + down + up - 0.12 * month), IKM)
    assert found is not None
    assert [one.kecamatan for one in found.support] == [low]
    assert {one.kecamatan for one in found.levels if one.place} >= {low}
    assert low in text.levels_sentence(found)
    assert found.levels == tuple(sorted(found.levels, key=lambda one: one.kecamatan)), "by name, never by rank"


def test_pictures_do_not_grow_with_the_city() -> None:
    panel, _ = city(2, "across", kecamatan=40)
    found, side = effects(panel, IKM), levels(panel, IKM)
    assert side is not None
    assert len(chart.effects(found, "").data) > 30
    assert chart.effects(found, "").figure.layout.height < 800
    assert chart.funnel(side, "").figure.layout.height < 500


def test_too_few_kecamatan_are_said() -> None:
    panel, _ = city(1, "across", kecamatan=2)
    assert levels(panel, IKM) is None
    found: Effects = effects(panel, IKM)
    assert found.pooled is None
    assert "perlu 3" in text.effects_sentence(found)
