"""The lot: repeatable, fair, recorded, and what makes the randomisation test exact."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.impact.estimators import build_design, randomise
from analysis.impact.randomisation_plan import (
    RandomisationPlan,
    assignment_compliance,
    draw_waves,
    is_genuine,
    plan_words,
)
from data.problems import NoAnswer

UNITS = [f"Kelurahan {name}" for name in "ABCDEFGHI"]


@given(st.integers(1, 4), st.integers(0, 4), st.integers(0, 10**6), st.permutations(UNITS))
def test_a_plan_is_a_deal_of_all_units_that_anyone_can_repeat(
    waves: int, comparison: int, seed: int, order: list[str]
) -> None:
    plan = draw_waves(UNITS, waves=waves, seed=seed, comparison=comparison)
    dealt = [unit for wave in (*plan.waves, plan.comparison) for unit in wave.units]
    assert sorted(dealt) == UNITS
    sizes = [len(wave.units) for wave in plan.waves]
    assert max(sizes) - min(sizes) <= 1
    assert draw_waves(order, waves=waves, seed=seed, comparison=comparison) == plan
    assert is_genuine(plan)


def test_a_plan_that_was_changed_by_hand_is_found_out() -> None:
    plan = draw_waves(UNITS, waves=2, seed=7)
    first, second = plan.waves
    swapped = (
        replace(first, units=(second.units[0], *first.units[1:])),
        replace(second, units=(first.units[0], *second.units[1:])),
    )
    assert not is_genuine(replace(plan, waves=swapped))
    assert not is_genuine(replace(plan, seed=8))
    assert not is_genuine(replace(plan, digest="0" * 64))
    assert not is_genuine(replace(plan, waves=(first, first)))


def test_every_unit_is_as_likely_to_wait() -> None:
    waits = Counter(unit for seed in range(900) for unit in draw_waves(UNITS, waves=2, seed=seed).comparison.units)
    assert set(waits) == set(UNITS)
    assert all(240 <= n <= 360 for n in waits.values())  # 300 expected, standard deviation 14


def test_the_draw_is_recorded_in_words() -> None:
    plan = draw_waves(UNITS, waves=2, seed=7)
    lines = plan_words(plan)
    assert lines[0].startswith("Gelombang 1: Kelurahan ")
    assert lines[2].startswith("Pembanding (dilatih terakhir): ")
    assert lines[-1] == f"Diundi dengan angka acuan 7; kode bukti undian {plan.digest[:12]}."


@pytest.mark.parametrize(
    ("units", "waves", "why"),
    [
        ([*UNITS, UNITS[0]], 2, "ditulis dua kali"),
        (UNITS[:4], 2, "4 unit tidak cukup untuk 2 gelombang dan 3 unit pembanding"),
        (UNITS, 0, "paling sedikit satu"),
    ],
)
def test_an_impossible_plan_is_refused_in_a_sentence(units: list[str], waves: int, why: str) -> None:
    with pytest.raises(NoAnswer, match=why):
        draw_waves(units, waves=waves, seed=1)


def started(plan: RandomisationPlan) -> dict[str, pd.Period | None]:
    """First trained months when every wave starts a quarter after the one before."""
    first = pd.Period("2026-01", "M")
    return {unit: first + 3 * wave.number for wave in plan.waves for unit in wave.units} | dict.fromkeys(
        plan.comparison.units
    )


@given(st.integers(0, 10**6), st.integers(1, 3))
def test_training_in_the_drawn_order_follows_the_plan(seed: int, begun: int) -> None:
    plan = draw_waves(UNITS, waves=3, seed=seed)
    starts = started(plan)
    later = {unit: None for wave in plan.waves[begun:] for unit in wave.units}
    assert assignment_compliance(plan, starts | later).followed
    last = pd.Period("2027-12", "M")
    assert assignment_compliance(plan, starts | dict.fromkeys(plan.comparison.units, last)).followed


@given(st.integers(0, 10**6), st.integers(0, 1))
def test_a_unit_out_of_the_drawn_order_is_named(seed: int, wave: int) -> None:
    plan = draw_waves(UNITS, waves=3, seed=seed)
    moved, starts = plan.waves[wave].units[0], started(plan)
    late = assignment_compliance(plan, starts | {moved: pd.Period("2026-12", "M")})
    skipped = assignment_compliance(plan, starts | {moved: None})
    eager = assignment_compliance(plan, starts | {plan.comparison.units[0]: pd.Period("2026-02", "M")})
    assert {late.followed, skipped.followed, eager.followed} == {False}
    assert moved in skipped.words
    assert plan.comparison.units[0] in eager.words


def test_a_plan_nobody_began_is_not_followed() -> None:
    plan = draw_waves(UNITS, waves=2, seed=1)
    assert assignment_compliance(plan, dict.fromkeys(UNITS)).words.endswith("belum ada unitnya yang dilatih.")


def test_with_drawn_dates_the_randomisation_test_is_exact_whatever_the_outcome() -> None:
    """Units on wild trends of their own, no effect: p is still uniform, because the lot decided who was trained."""
    rng = np.random.default_rng(5)
    months = pd.period_range("2025-01", periods=12, freq="M")
    wild = rng.normal(0, 3, (9, 1)) + rng.standard_t(2, (9, 1)) * np.arange(12) + rng.normal(0, 1, (9, 12))
    p_values = [randomise(build_design(panel(wild, months, seed)), draws=199).p for seed in range(400)]
    assert 0.025 <= np.mean(np.array(p_values) <= 0.05) <= 0.075
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.05)


def panel(values: np.ndarray, months: pd.PeriodIndex, seed: int) -> pd.DataFrame:
    plan = draw_waves(UNITS, waves=2, seed=seed)
    first = {unit: months[4 * wave.number] for wave in plan.waves for unit in wave.units}
    frame = pd.DataFrame(values, index=UNITS, columns=months).rename_axis("unit").reset_index()
    long = frame.melt(id_vars="unit", var_name="period", value_name="value").astype({"period": months.dtype})
    return long.assign(first_treated=pd.PeriodIndex(long["unit"].map(first), freq="M"))
