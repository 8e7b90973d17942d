"""Randomisation inference against every deal there is, and against refits of dealt panels."""

from itertools import combinations

import numpy as np
import pytest

from analysis.impact.estimators import Design, build_design, estimate_effect, randomise
from analysis.impact.estimators.design import NEVER
from tests.analysis.impact_panels import noiseless, panel_of, random_panel


def refit(design: Design, first: np.ndarray) -> float:
    """Estimate of the panel rebuilt with other training dates."""
    dates = [None if column == NEVER else int(column) for column in first]
    return estimate_effect(panel_of(design.value, dates)).estimate


@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("missing", [0, 0.1])
def test_dealt_estimates_are_refits_of_the_dealt_panel(seed: int, missing: float) -> None:
    design = build_design(random_panel(seed, missing=missing))
    result = randomise(design, draws=3, seed=seed)
    units = np.tile(np.arange(len(design.units)), (3, 1))
    deals = np.random.default_rng(seed).permuted(units, axis=1)
    assert result.estimates[0] == pytest.approx(refit(design, design.first[deals[0]]), abs=1e-8)


def test_p_comes_close_to_counting_every_deal() -> None:
    value = np.random.default_rng(1).normal(0, 1, (6, 10)) + np.array([1.2, 0.6, 0, 0, 0, 0])[:, None] * (
        np.arange(10) >= 5
    )
    design = build_design(panel_of(value, [5, 5, 5, None, None, None]))
    trios = [np.isin(np.arange(6), trio) for trio in combinations(range(6), 3)]
    every = np.array([refit(design, np.where(trained, 5, NEVER)) for trained in trios])
    exact = (np.abs(every) >= abs(every[0]) - 1e-12).mean()
    result = randomise(design, draws=4000)
    assert 0.1 < exact < 0.9
    assert result.p == pytest.approx(exact, abs=0.03)


def test_the_observed_deal_counts_so_p_is_never_zero() -> None:
    design = build_design(noiseless(lambda since: 9.0, [4, 5, 6, 7, 8, None, None, None]))
    result = randomise(design, draws=99)
    assert result.p >= 0.01
    assert result.p <= 0.05


def test_a_seed_fixes_the_draws() -> None:
    design = build_design(random_panel(2))
    first, again, other = (randomise(design, draws=50, seed=seed) for seed in (7, 7, 8))
    assert first.p == again.p
    assert (first.estimates == again.estimates).all()
    assert (first.estimates != other.estimates).any()


def test_deals_without_an_answer_are_not_counted() -> None:
    design = build_design(random_panel(13, missing=0.5, never=2))
    result = randomise(design, draws=200)
    assert result.draws == len(result.estimates) <= 200
    assert np.isfinite(result.estimates).all()


def test_p_is_uniform_where_training_does_nothing() -> None:
    deal = np.random.default_rng(3)
    first = [5, 6, 7, 8, None, None, None]
    ps = [randomise(build_design(panel_of(deal.normal(0, 1, (7, 12)), first)), draws=99, seed=k).p for k in range(300)]
    assert np.mean(np.array(ps) <= 0.2) == pytest.approx(0.2, abs=0.07)
    assert np.mean(ps) == pytest.approx(0.5, abs=0.05)
