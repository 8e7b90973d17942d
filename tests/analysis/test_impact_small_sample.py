"""Intervals that few units carry: hand-worked, beside plain loops, and held against offices whose truth is known."""

import numpy as np
import pytest

from analysis.impact.checks.refits import refit
from analysis.impact.estimators import Design, build_design, headline, weights
from analysis.impact.estimators.imputation import cell_weights
from analysis.impact.estimators.small_sample import learned_spread, linear_interval
from data.samples.truth import simulate_panel
from tests.analysis.impact_panels import panel_of, random_panel

OWN = float("inf")


def one_date(n_trained: int, n_never: int, seed: int = 0, n_periods: int = 24) -> Design:
    value = np.random.default_rng(seed).normal(80, 2, (n_trained + n_never, n_periods))
    return build_design(panel_of(value, [n_periods // 2] * n_trained + [None] * n_never))


@pytest.mark.parametrize(("n_trained", "n_never"), [(2, 2), (3, 6), (6, 3), (3, 27), (15, 15)])
def test_with_one_date_the_own_spread_is_that_of_two_means(n_trained: int, n_never: int) -> None:
    """Leaving a unit out moves its group's mean change by its distance from it ÷ (n − 1); traces by hand."""
    design = one_date(n_trained, n_never)
    change = design.value[:, 12:].mean(1) - design.value[:, :12].mean(1)
    groups, (a, b) = (change[:n_trained], change[n_trained:]), (n_trained - 1, n_never - 1)
    found = linear_interval(cell_weights, design, gain=OWN)
    assert found.dof == found.own_dof == pytest.approx((1 / a + 1 / b) ** 2 / (1 / a**3 + 1 / b**3))
    scale = (1 / n_trained + 1 / n_never) / (1 / a + 1 / b)
    squares = sum(((group - group.mean()) ** 2).sum() / (len(group) - 1) ** 2 for group in groups)
    assert found.se**2 == pytest.approx(scale * squares)


@pytest.mark.parametrize(
    ("n_trained", "n_never", "learned"), [(3, 6, False), (3, 27, True), (12, 18, False), (6, 3, False), (4, 96, True)]
)
def test_the_design_alone_says_whose_noise_is_taken(n_trained: int, n_never: int, learned: bool) -> None:
    for seed in range(5):
        found = headline(one_date(n_trained, n_never, seed))
        assert found.learned == learned
        assert found.dof >= found.own_dof


@pytest.mark.parametrize("seed", range(3))
def test_learned_noise_agrees_with_plain_loops(seed: int) -> None:
    design = build_design(simulate_panel(seed, units=20, never=16, effect=0))
    variance, dof = learned_spread(weights(design), design, design.observed)
    assert (variance, dof) == pytest.approx(learned_by_loops(design), rel=1e-9)


def learned_by_loops(design: Design) -> tuple[float, float]:
    """The same noise for complete panels of which each stretch has at least eight periods, unit by unit."""
    w, y, never = weights(design), design.value, np.flatnonzero(~design.trained)
    period = y[never].mean(0)
    noise = [y[c] - period - (y[c] - period).mean() for c in never]
    total, n, share, limits = 0.0, len(never), (w**2).sum(1), 1 / (len(never) - 1)
    for unit in range(len(y)):
        variance = sum((w[unit] @ e) ** 2 for e in noise) / (n - 1)
        if design.trained[unit]:
            first = int(design.first[unit])
            own, spare = blocks(y[unit] - period, first)
            usual = np.mean([blocks(e, first)[0] for e in noise])
            variance *= own / usual * (1 - 1 / n) / (1 + 1 / n)
            limits += (share[unit] / share.sum()) ** 2 / (0.9 * spare)
        total += variance
    return total, 1 / limits


def blocks(values: np.ndarray, first: int) -> tuple[float, int]:
    """Variance of the means of four periods around the mean of their stretch, and its degrees of freedom."""
    squares, spare = 0.0, 0
    for stretch in (values[:first], values[first:]):
        means = np.array([stretch[k : k + 4].mean() for k in range(0, len(stretch) - 3, 4)])
        squares, spare = squares + ((means - means.mean()) ** 2).sum(), spare + len(means) - 1
    return squares / spare, spare


@pytest.mark.parametrize("seed", range(8))
def test_both_ways_to_the_interval_agree(seed: int) -> None:
    """Weights refitted without each unit, and normal equations from which each unit is taken: gaps included."""
    panel = simulate_panel(seed, units=12 + 6 * (seed % 2), never=6 + 6 * (seed % 2), periods=24)
    design = build_design(panel.drop(index=panel.sample(frac=0.03, random_state=seed).index))
    one, other = headline(design), refit(design).effect()
    assert one.learned == other.learned
    assert [one.se, one.dof, one.own_dof, one.p] == pytest.approx([other.se, other.dof, other.own_dof, other.p])


@pytest.mark.parametrize("seed", range(4))
def test_a_larger_scale_makes_a_larger_interval_and_nothing_else(seed: int) -> None:
    panel = random_panel(seed, never=9)
    one, ten = (headline(build_design(panel.assign(value=panel["value"] * factor))) for factor in (1, 10))
    assert (10 * one.se, one.dof, one.learned) == pytest.approx((ten.se, ten.dof, ten.learned))


@pytest.mark.parametrize(("units", "trained"), [(30, 3), (30, 5), (9, 3)])
def test_few_trained_units_are_covered_as_promised(units: int, trained: int) -> None:
    """At least 93 %, where t(units − 1) held 81, 91 and 94 %."""
    found = [
        headline(build_design(simulate_panel(seed, units=units, never=units - trained, effect=0)))
        for seed in range(4000, 4150)
    ]
    assert np.mean([each.ci_low <= 0 <= each.ci_high for each in found]) >= 0.93
