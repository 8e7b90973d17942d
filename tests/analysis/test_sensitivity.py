"""The effect under other assumptions: each on an office built so that the assumption is the truth."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.impact.sensitivity import FIRST_PERIODS, SPILLED, Sensitivity, sensitivity
from analysis.impact.text import sensitivity_sentence
from analysis.impact.verdict import verdict_on
from data.samples.truth import simulate_city
from tests.analysis.test_checks import until_training
from tests.analysis.verdict_panels import IKM, office

STAGGERED = office(first=lambda unit: 10 + unit, effect=4)


def under(panel: pd.DataFrame) -> dict[str, Sensitivity]:
    verdict = verdict_on(panel, indicator=IKM, thorough=True)
    assert verdict.design is not None
    assert verdict.drift is not None
    return {one.key: one for one in sensitivity(verdict.design, verdict.drift, panel)}


def test_half_an_effect_that_spilled_over_is_put_back() -> None:
    reached = (until_training(STAGGERED) < 0) & (STAGGERED["period"] >= STAGGERED["first_treated"].min())
    found = under(STAGGERED.assign(value=STAGGERED["value"] + 4 * SPILLED * reached))["spillover"]
    assert found.found.estimate == pytest.approx(4)
    assert found.clear


def test_units_with_one_say_each_whatever_their_periods() -> None:
    """Unit k starts in month 10 + k and gains k: plainly (0 + 1 + … + 5) / 6, by cells less."""
    own = STAGGERED["unit"].str[-2:].astype(int) - 1
    panel = STAGGERED.assign(value=STAGGERED["value"] + (own - 4.0) * (until_training(STAGGERED) >= 0))
    assert verdict_on(panel, thorough=False).estimates[0].estimate < 2.5
    assert under(panel)["units"].found.estimate == pytest.approx(2.5)


def test_the_first_periods_alone() -> None:
    late = until_training(STAGGERED) >= FIRST_PERIODS
    assert under(STAGGERED.assign(value=STAGGERED["value"] + 9 * late))["first"].found.estimate == pytest.approx(4)


def test_a_jump_just_before_training_is_left_out_ahead() -> None:
    """Too small to fail the check of anticipation, so that the headline holds it."""
    noisy = office(first=lambda unit: 10 + unit, effect=4, noise=0.5)
    early = until_training(noisy).between(-3, -1)
    before, after = (under(panel)["ahead"] for panel in (noisy, noisy.assign(value=noisy["value"] + 0.2 * early)))
    assert before.found.estimate == pytest.approx(after.found.estimate)


def test_periods_set_aside_are_counted_again() -> None:
    mixed = STAGGERED.assign(share_after=0.5)
    late = office(first=lambda unit: 11 + unit, effect=4)["value"].to_numpy()
    found = under(mixed.assign(value=late))
    assert found["transition"].found.estimate < 4
    assert "ahead" not in found


@pytest.mark.parametrize("seed", range(5))
def test_every_assumption_gives_a_finite_interval_around_its_estimate(seed: int) -> None:
    panel = office(first=lambda unit: 10 + unit, noise=1, seed=seed)
    several = under(panel)
    assert several.keys() == {"ahead", "first", "without", "never", "units", "selection", "spillover", "lines"}
    for one in several.values():
        assert one.found.ci_low < one.found.estimate < one.found.ci_high
        assert one.clear == (one.found.ci_low * one.found.ci_high > 0)
    said = sensitivity_sentence(tuple(several.values()), verdict_on(panel, thorough=False).estimates[0])
    assert said.startswith("Andaian diubah satu per satu: 8 dari 8 perkiraan tetap searah")


def test_the_most_telling_unit_is_named() -> None:
    panel = office(first=lambda unit: 10 + unit, noise=0.1)
    jump = (panel["unit"] == "Unit 03") & (until_training(panel) >= 0)
    assert under(panel.assign(value=panel["value"] + 20 * jump))["without"].assumption.startswith("Tanpa Unit 03,")
    assert np.isfinite(under(panel)["without"].found.p)


@pytest.mark.parametrize("rollout", ["kecamatan", "across"])
def test_in_a_city_a_kecamatan_is_left_out_where_it_counts_as_one(rollout: str) -> None:
    several = under(simulate_city(3, kecamatan=6, units=6, rollout=rollout, shock=1.5, shock_rho=0.0, effect=4.0))
    assert re.match(r"Tanpa .+, (kecamatan|unit) yang paling menentukan", several["without"].assumption)
    assert all(one.found.ci_low < one.found.estimate < one.found.ci_high for one in several.values())


def test_only_the_never_trained_say_what_a_period_brought() -> None:
    """By hand: each trained cell's change from its unit's mean before, less the never-trained units' own change."""
    rng = np.random.default_rng(3)
    panel = STAGGERED.assign(value=STAGGERED["value"] + rng.normal(0, 1, len(STAGGERED)))
    grid = panel.pivot(index="unit", columns="period", values="value")
    start = panel.drop_duplicates("unit").set_index("unit")["first_treated"]
    free = grid[start.isna()].mean()
    gaps = [
        grid.loc[unit, grid.columns >= first] - free[grid.columns >= first]
        - (grid.loc[unit] - free)[grid.columns < first].mean()
        for unit, first in start.dropna().items()
    ]  # fmt: skip
    assert under(panel)["never"].found.estimate == pytest.approx(pd.concat(gaps).mean())
