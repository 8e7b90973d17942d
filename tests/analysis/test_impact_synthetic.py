"""Synthetic difference in differences: its weights against a general optimiser, its estimate against known truth."""

import io
import pkgutil

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from analysis.impact.estimators import ImpactError, build_design, estimate_effect
from analysis.impact.estimators.grid import read_grid
from analysis.impact.estimators.synthetic import balanced, effect, fit_waves, simplex_fit
from tests.analysis.impact_panels import panel_of


def office(
    seed: int, *, noise: float = 1.0, n_units: int = 24, n_periods: int = 30, chosen: bool = False
) -> pd.DataFrame:
    """Units that follow two common factors to different degrees; the first eight are trained in two waves, effect 3.

    `chosen`: those eight follow the factors more closely than most, so that plain differences mislead.
    """
    deal = np.random.default_rng(seed)
    factors = np.vstack([np.cumsum(deal.normal(0, 1, n_periods)), np.sin(np.arange(n_periods))])
    loads = deal.uniform(0, 1, (n_units, 2))
    if chosen:
        loads[:8] = 0.6 + 0.3 * loads[:8]
    value = 80 + deal.normal(0, 3, (n_units, 1)) + loads @ factors + noise * deal.normal(0, 1, (n_units, n_periods))
    first = [18 if unit < 4 else 22 if unit < 8 else None for unit in range(n_units)]
    for unit in range(8):
        value[unit, first[unit] :] += 3.0
    return panel_of(value, first)


@pytest.mark.parametrize("seed", range(50))
def test_simplex_weights_are_as_good_as_a_general_optimiser_finds(seed: int) -> None:
    deal = np.random.default_rng(seed)
    columns, penalty = deal.normal(0, 2, (12, 7)), float(deal.uniform(0.1, 2))
    target = columns @ deal.dirichlet(np.ones(7)) + deal.normal(0, 1, 12) + 5

    def distance(weights: np.ndarray) -> float:
        residual = columns @ weights - target
        return float(((residual - residual.mean()) ** 2).sum() + penalty**2 * (weights**2).sum())

    weights = simplex_fit(columns, target, penalty)
    start = np.full(7, 1 / 7)
    sum_to_one = {"type": "eq", "fun": lambda w: w.sum() - 1}
    general = minimize(distance, start, bounds=[(0, 1)] * 7, constraints=sum_to_one, tol=1e-14)
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()
    assert distance(weights) <= general.fun + 1e-8
    assert weights == pytest.approx(general.x, abs=1e-3)


def test_units_on_common_factors_are_matched_where_plain_differences_are_not() -> None:
    offices = [office(seed, noise=0.02, chosen=True) for seed in range(12)]
    miss = {m: np.abs([estimate_effect(rows, method=m).estimate - 3 for rows in offices]) for m in ("sdid", "twfe")}
    assert np.median(miss["sdid"]) < 0.1
    assert np.median(miss["twfe"]) > 5 * np.median(miss["sdid"])


def test_parallel_units_without_noise_give_the_effect_exactly() -> None:
    value = 80 + np.arange(24)[:, None] + np.sin(np.arange(30))
    value[:5, 20:] += 2
    result = estimate_effect(panel_of(value, [20] * 5 + [None] * 19), method="sdid")
    assert result.estimate == pytest.approx(2, abs=1e-8)


def test_left_out_estimates_use_the_same_weights_on_fewer_units() -> None:
    design = balanced(build_design(office(9)))
    waves = fit_waves(design)
    n = len(design.units)
    replicates = []
    for left in range(n):
        total, cells = 0.0, 0
        for wave in waves:
            changes = (design.value * wave.contrast).sum(1)
            mine = [unit for unit in range(n) if wave.members[unit] and unit != left]
            others = [unit for unit in range(n) if unit != left]
            scale = sum(wave.comparison[unit] for unit in others)
            compared = sum(wave.comparison[unit] * changes[unit] for unit in others) / scale
            total += sum(changes[unit] - compared for unit in mine) * wave.n_after
            cells += len(mine) * wave.n_after
        replicates.append(total / cells)
    result = estimate_effect(office(9), method="sdid")
    spread = (n - 1) / n * ((np.array(replicates) - result.estimate) ** 2).sum()
    assert result.se == pytest.approx(np.sqrt(spread), abs=1e-10)
    assert effect(waves, design.outcome, np.ones(n, dtype=bool)) == pytest.approx(result.estimate)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    results = [estimate_effect(office(seed), method="sdid") for seed in range(40)]
    covered = [result.ci_low <= 3 <= result.ci_high for result in results]
    assert np.mean(covered) >= 0.85
    assert np.mean([result.estimate for result in results]) == pytest.approx(3, abs=0.25)


@pytest.mark.parametrize(("n_units", "n_periods"), [(19, 30), (24, 23)])
def test_small_offices_are_refused_with_the_counts(n_units: int, n_periods: int) -> None:
    rows = office(1, n_units=n_units, n_periods=n_periods)
    with pytest.raises(ImpactError, match=f"baru ada {n_units} unit dan {n_periods} periode"):
        estimate_effect(rows, method="sdid")


def test_the_published_effect_of_californias_tobacco_programme() -> None:
    """Arkhangelsky et al. (2021), table 1: −15.6 packs per head; the data comes with their R package's port."""
    raw = pd.read_csv(io.BytesIO(pkgutil.get_data("synthdid", "data/california_prop99.csv")), sep=None, engine="python")
    wide = raw.pivot(index="State", columns="Year", values="PacksPerCapita")
    first = [19 if state == "California" else None for state in wide.index]
    design = read_grid(panel_of(wide.to_numpy(), first, "Y"))
    (wave,) = fit_waves(design)
    assert round(effect((wave,), design.outcome, np.ones(39, dtype=bool)), 1) == -15.6
    weights = dict(zip(wide.index, wave.comparison.round(3), strict=True))
    assert {state: weights[state] for state in ("Nevada", "New Hampshire", "Connecticut")} == {
        "Nevada": 0.124, "New Hampshire": 0.105, "Connecticut": 0.078,
    }  # fmt: skip
    assert dict(zip(wide.columns, -wave.contrast, strict=True))[1988] == pytest.approx(0.427, abs=5e-4)


def test_units_with_holes_are_set_aside() -> None:
    rows = office(1).drop(index=[5, 300])
    assert estimate_effect(rows, method="sdid").n_units == 22


def test_a_single_untrained_unit_leaves_nothing_to_weight() -> None:
    rows = office(1)
    dates = {f"Unit {unit:02d}": pd.Period("2024-10", "M") + (unit % 7 if unit > 1 else 7) for unit in range(1, 25)}
    with pytest.raises(ImpactError, match="Perlu 2 unit yang belum dilatih; baru ada 1"):
        estimate_effect(rows.assign(first_treated=rows["unit"].map(dates).astype("period[M]")), method="sdid")
