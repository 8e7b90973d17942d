"""Units of several kecamatan: the design decides whether kecamatan are compared, or units inside them."""

import numpy as np
import pandas as pd
import pytest

from analysis import judge
from analysis.impact.checks.refits import refit
from analysis.impact.estimators import ImpactError, build_design, estimate_effect, headline, randomise
from analysis.impact.estimators.grid import read_grid
from analysis.impact.estimators.kecamatan import BETWEEN, WITHIN
from analysis.impact.verdict import comparable_panel, verdict_on
from data.panel.timestamps import with_timestamps
from data.samples.truth import Rollout, simulate_city
from tests.analysis.impact_panels import trained

WORDS = {"kecamatan": BETWEEN, "across": WITHIN}


def city(seed: int, rollout: Rollout, missing: float = 0.0, kecamatan: int = 9, effect: float = 3.0) -> pd.DataFrame:
    panel = simulate_city(seed, kecamatan=kecamatan, units=4, periods=24, effect=effect, rollout=rollout)
    return panel[np.random.default_rng(seed).random(len(panel)) >= missing].reset_index(drop=True)


def effect_by_dummies(rows: pd.DataFrame) -> float:
    """Unit and kecamatan × period constants fitted on untrained rows; mean gap of the trained rows they reach."""
    after = trained(rows).to_numpy()
    cell = rows["kecamatan"] + rows["period"].astype(str)
    x = pd.get_dummies(pd.concat([rows["unit"], cell], keys=["u", "c"]).unstack(0)).to_numpy(float)
    y = rows["value"].to_numpy()
    fitted, *_ = np.linalg.lstsq(x[~after], y[~after], rcond=None)
    basis = np.linalg.svd(x[~after])[2][: np.linalg.matrix_rank(x[~after])]
    reached = np.abs(x - x @ basis.T @ basis).max(1) < 1e-9
    return float((y - x @ fitted)[after & reached].mean())


def own_spread(rows: pd.DataFrame, estimate: float) -> list[float]:
    names = sorted(rows["kecamatan"].unique())
    return [effect_by_dummies(rows[rows["kecamatan"] != name]) - estimate for name in names]


@pytest.mark.parametrize("rollout", ["kecamatan", "across"])
def test_the_design_is_found_and_said(rollout: Rollout) -> None:
    verdict = verdict_on(city(1, rollout))
    assert WORDS[rollout] in verdict.basis
    assert verdict.design is not None
    assert verdict.design.counted_by == "kecamatan"
    assert WORDS[rollout] in estimate_effect(city(1, rollout)).notes


@pytest.mark.parametrize("seed", range(12))
def test_inside_kecamatan_every_estimate_is_that_of_a_regression_on_dummies(seed: int) -> None:
    panel = comparable_panel(build_design(city(seed, "across", missing=0.15)))
    design = build_design(panel)
    found, fits = headline(design), refit(design)
    expected = effect_by_dummies(panel)
    assert found.estimate == pytest.approx(expected, abs=1e-9)
    without_each = np.array(own_spread(panel, expected))
    assert fits.effects()[1:] - fits.effects()[0] == pytest.approx(without_each, abs=1e-9)
    for name in ("estimate", "se", "dof", "p"):
        assert getattr(fits.effect(), name) == pytest.approx(getattr(found, name), rel=1e-8)
        assert getattr(estimate_effect(panel), name) == pytest.approx(getattr(found, name), rel=1e-8)


def test_equal_kecamatan_make_the_plain_cluster_jackknife() -> None:
    panel = simulate_city(3, kecamatan=5, units=4, periods=24, rollout="across")
    start = panel["period"].min() + 12
    first = np.where(np.tile([True, True, False, False], 5).repeat(24), start, pd.NaT)
    panel = panel.assign(first_treated=pd.Series(first).astype(panel["period"].dtype))
    value = panel["value"].to_numpy().reshape(5, 4, 24)
    change = value[:, :, 12:].mean(2) - value[:, :, :12].mean(2)
    gaps = change[:, :2].mean(1) - change[:, 2:].mean(1)
    found = headline(build_design(panel))
    assert found.estimate == pytest.approx(gaps.mean())
    assert found.se == pytest.approx(gaps.std(ddof=1) / np.sqrt(5))
    assert found.dof == pytest.approx(4)


@pytest.mark.parametrize("seed", range(4))
def test_between_kecamatan_the_verdict_is_that_of_their_means(seed: int) -> None:
    panel = city(seed, "kecamatan")
    means = panel.groupby(["kecamatan", "period"], as_index=False).agg(
        value=("value", "mean"), first_treated=("first_treated", "first")
    )
    means = means.rename(columns={"kecamatan": "unit"}).assign(period=means["period"].astype(panel["period"].dtype))
    means["first_treated"] = means["first_treated"].astype(panel["period"].dtype)
    one, other = verdict_on(panel), verdict_on(means)
    assert one.state == other.state
    assert one.estimates[0].estimate == pytest.approx(other.estimates[0].estimate)
    assert one.estimates[0].se == pytest.approx(other.estimates[0].se)


def test_a_missing_value_does_not_move_its_kecamatan() -> None:
    panel = city(2, "kecamatan", effect=0)
    level = panel.groupby("unit")["value"].transform("first")
    flat = panel.assign(value=level + panel["period"].map(lambda period: period.month))
    holes = flat.drop(flat[flat["unit"] == flat["unit"].iloc[0]].index[3:7])
    np.testing.assert_allclose(read_grid(holes).value, read_grid(flat).value)


def test_a_kecamatan_trained_bit_by_bit_counts_from_when_it_is_and_not_in_between() -> None:
    panel = simulate_city(5, kecamatan=6, units=6, periods=24)
    start = panel["period"].min()
    dates = {f"Kecamatan {k}": None if k > 3 else start + 9 + k for k in range(1, 7)}
    first = panel["kecamatan"].map(dates).astype(object)
    late = panel["unit"].isin(["Unit 01", "Unit 02"])
    first[late] = start + 13
    grid = read_grid(panel.assign(first_treated=first.astype(panel["period"].dtype)))
    assert grid.rollout == BETWEEN
    assert grid.first[:3].tolist() == [13, 11, 12]
    assert grid.transition.tolist() == [3, 0, 0, 0, 0, 0]
    assert grid.observed[0].tolist() == [column not in (10, 11, 12) for column in range(24)]


def test_two_kecamatan_are_too_few() -> None:
    verdict = verdict_on(city(1, "across", kecamatan=2))
    assert verdict.state == "insufficient"
    assert "kecamatan" in verdict.sentence


def test_dates_are_dealt_out_inside_each_kecamatan() -> None:
    design = build_design(city(4, "across"))
    found = randomise(design, draws=199)
    assert found.estimate == pytest.approx(headline(design).estimate)
    assert abs(found.estimates.mean()) < 0.5


def test_methods_without_constants_by_kecamatan_say_so() -> None:
    with pytest.raises(ImpactError, match="kecamatannya"):
        estimate_effect(city(1, "across"), method="cs")


def test_a_unit_belongs_to_one_kecamatan() -> None:
    panel = city(1, "across")
    panel.loc[0, "kecamatan"] = "Kecamatan 2"
    with pytest.raises(ImpactError, match="lebih dari satu kecamatan"):
        verdict_on(panel)
    with pytest.raises(ImpactError, match="isi kolom kecamatan"):
        verdict_on(panel.assign(kecamatan=panel["kecamatan"].where(panel["unit"] != "Unit 05")))


def test_a_notebook_may_give_the_kecamatan() -> None:
    panel = city(1, "across")
    answer = judge(with_timestamps(panel.drop(columns="effect")))
    assert WITHIN in answer.summary()
    assert answer.estimates[0].estimate == pytest.approx(verdict_on(panel).estimates[0].estimate)
