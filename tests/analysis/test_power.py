"""Smallest effects against hand-worked numbers, against simulated offices, and in the right order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.impact.checks import excludes_zero
from analysis.impact.estimators import Interval
from analysis.impact.power import MAX_MORE, Needed, ladder, minimum_detectable, needed, needed_words, smallest_worth
from analysis.impact.verdict import verdict_on
from data.problems import BookError
from data.samples.truth import simulate_panel
from tests.analysis.verdict_panels import IKM, MINUTES, case_of, office

JANUARY = pd.Period("2025-01", "M")


def test_smallest_effect_by_hand() -> None:
    """t(8): 2.3060 for 5 % two-sided, 0.8889 for 80 % power, from a printed table."""
    assert minimum_detectable(1.0, 8) == pytest.approx(2.3060 + 0.8889, abs=1e-4)
    assert minimum_detectable(0.5, 10**6) == pytest.approx(0.5 * (1.95996 + 0.84162), abs=1e-4)


@given(st.floats(0.01, 100), st.integers(4, 300))
def test_less_spread_or_more_units_find_smaller_effects(se: float, dof: int) -> None:
    assert minimum_detectable(se / 2, dof) == pytest.approx(minimum_detectable(se, dof) / 2)
    assert minimum_detectable(se, dof + 1) < minimum_detectable(se, dof)


def test_an_effect_of_that_size_is_found_four_times_in_five() -> None:
    quiet = [case_of(simulate_panel(seed, units=20, never=8, effect=0)).headline.se for seed in range(40)]
    effect = minimum_detectable(float(np.mean(quiet)), 19)
    found = [
        excludes_zero(case_of(simulate_panel(seed, units=20, never=8, effect=effect)).headline) for seed in range(250)
    ]
    assert 0.72 <= np.mean(found) <= 0.88


def need(panel: pd.DataFrame, target: float) -> Needed:
    case = case_of(panel)
    return needed(case.fits, target)


def test_nothing_more_is_needed_for_what_can_already_be_found() -> None:
    case = case_of(office(noise=1))
    enough = minimum_detectable(case.headline.se, case.headline.dof) * 1.01
    assert needed(case.fits, -enough) == Needed(enough, 0, 0)


@pytest.mark.parametrize("seed", range(5))
def test_smaller_effects_need_more(seed: int) -> None:
    panel = simulate_panel(seed)
    found = case_of(panel).headline
    detectable = minimum_detectable(found.se, found.dof)
    needs = [need(panel, detectable * share) for share in (0.95, 0.9, 0.85, 0.8, 0.1)]
    for kind in ("comparison_units", "periods"):
        more = [getattr(each, kind) if getattr(each, kind) is not None else MAX_MORE + 1 for each in needs]
        assert more == sorted(more)
    assert (needs[-1].comparison_units, needs[-1].periods) == (None, None)


def test_the_number_of_comparison_units_said_to_be_needed_is_about_right() -> None:
    """Offices given the units they are said to need can then find the target, on the whole."""
    few = [case_of(simulate_panel(seed, units=9, never=3, effect=0)) for seed in range(120)]
    target = 0.8 * detectable([case.headline for case in few])
    more = [needed(case.fits, target).comparison_units for case in few]
    typical = int(np.median([MAX_MORE + 1 if m is None else m for m in more]))
    assert 1 <= typical <= 4
    units = 9 + typical
    grown = [case_of(simulate_panel(seed, units=units, never=3 + typical, effect=0)).headline for seed in range(120)]
    assert detectable(grown) == pytest.approx(target, rel=0.12)


def detectable(found: list[Interval]) -> float:
    """The smallest effect found by an office with the typical error of these."""
    se, dof = np.sqrt(np.mean([each.se**2 for each in found])), np.mean([each.dof for each in found])
    return minimum_detectable(float(se), float(dof))


@pytest.mark.parametrize(
    ("units", "periods", "words"),
    [
        (3, 6, "3 unit pembanding lagi, atau 6 bulan lagi"),
        (None, 6, "6 bulan lagi"),
        (3, None, "3 unit pembanding lagi"),
        (None, None, ""),
        (0, 0, ""),
    ],
)
def test_needs_in_words(units: int | None, periods: int | None, words: str) -> None:
    assert needed_words(Needed(2.0, units, periods), JANUARY) == words


@pytest.mark.parametrize("seed", range(4))
def test_the_ladder_starts_at_what_is_found_already_and_climbs(seed: int) -> None:
    case = case_of(simulate_panel(seed, units=9, never=3, effect=0))
    steps = ladder(case.design)
    assert steps[0].target == pytest.approx(minimum_detectable(case.headline.se, case.headline.dof))
    assert (steps[0].comparison_units, steps[0].periods) == (0, 0)
    assert [step.target / steps[0].target for step in steps] == pytest.approx([1, 0.75, 0.5, 0.25])
    more = [MAX_MORE + 1 if step.comparison_units is None else step.comparison_units for step in steps]
    assert more == sorted(more)


def test_the_office_says_which_change_is_worth_having(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twentieth of 25–100 where it says nothing; power is then asked about its own size, never about the estimate."""
    monkeypatch.delenv("DAMPAK_PERUBAHAN", raising=False)
    assert smallest_worth(IKM, 80) == 3.75
    monkeypatch.setenv("DAMPAK_PERUBAHAN", "ikm=2;lama_layanan=1,5")
    assert (smallest_worth(IKM, 80), smallest_worth(MINUTES, 30)) == (2, 1.5)
    found = verdict_on(office(noise=1), indicator=IKM)
    assert found.needed is not None
    assert found.needed.target == 2 != found.estimates[0].estimate
    monkeypatch.setenv("DAMPAK_PERUBAHAN", "ikm dua")
    with pytest.raises(BookError, match="tulis seperti ikm=2"):
        smallest_worth(IKM, 80)
