"""The cheapest plan by hand and against trying every set."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cost import text as cost_text
from analysis.cost.compute import training_cost
from analysis.cost.minimum_cost_plan import Offer, cheapest, minimum_cost_plan
from analysis.cost.summary import CostSummary
from data.problems import NoAnswer
from tests.analysis.office import nip, staff, trainings

OFFERS = st.lists(
    st.builds(Offer, st.uuids().map(str), st.integers(1, 25).map(float), st.integers(0, 9).map(float)), max_size=7
)


def test_two_cheap_trainings_beat_one_dear_one() -> None:
    dear, cheap, webinar = Offer("Diklat", 20, 900_000), Offer("Bimtek", 16, 300_000), Offer("Webinar", 4, 50_000)
    assert cheapest([dear, cheap, webinar], 20) == (cheap, webinar)
    assert cheapest([dear, cheap, webinar], 4) == (webinar,)
    assert cheapest([dear, cheap, webinar], 0) == ()
    assert cheapest([cheap, webinar], 20.5) is None


def test_one_training_rather_than_two_at_the_same_price() -> None:
    whole, half, other = Offer("A", 20, 0), Offer("B", 10, 0), Offer("C", 10, 0)
    assert cheapest([half, other, whole], 20) == (whole,)


@given(OFFERS, st.integers(0, 400))
def test_no_other_set_is_cheaper(offers: list[Offer], tenths: int) -> None:
    need = tenths / 10
    sets = [each for size in range(len(offers) + 1) for each in combinations(offers, size)]
    enough = [each for each in sets if sum(offer.jp for offer in each) >= need]
    chosen = cheapest(offers, need)
    if not enough:
        assert chosen is None
        return
    assert chosen is not None
    assert sum(offer.jp for offer in chosen) >= need
    assert sum(offer.price for offer in chosen) == min(sum(offer.price for offer in each) for each in enough)


def test_an_office_by_hand() -> None:
    """One PNS needs 20 JP, one 4; the first takes both trainings, the second, who had Bimtek this year, the webinar."""
    pegawai = staff({"nip": nip(1)}, {"nip": nip(2)}, {"nip": nip(3), "status": "PPPK"})
    pelatihan = trainings(
        {"nip": nip(2), "nama_pelatihan": "Bimtek", "jp": 16, "biaya": 300_000},
        {"nip": nip(3), "nama_pelatihan": "Webinar", "jp": 4, "biaya": 50_000},
        {"nip": nip(1), "nama_pelatihan": "Diklat", "jp": 20, "biaya": 900_000, "selesai": "2024-05-05"},
    )
    result = minimum_cost_plan(pegawai, pelatihan, 2025)
    assert (result.people, result.uncovered, result.total) == (2, 0, 400_000)
    assert result.trainings.values.tolist() == [
        ["Webinar", 2, 4, 50_000, 100_000],
        ["Bimtek", 1, 16, 300_000, 300_000],
    ]
    assert str(result.period) == "2025"


def test_whom_nothing_covers_is_counted() -> None:
    result = minimum_cost_plan(staff({"nip": nip(1)}), trainings({"nip": nip(1), "jp": 5, "biaya": 1}), 2025)
    assert (result.n, result.uncovered, result.total) == (1, 1, 0)
    assert result.trainings.empty


def test_a_year_without_a_rule() -> None:
    with pytest.raises(NoAnswer, match="2016"):
        minimum_cost_plan(staff(), trainings(), 2016)


def test_a_plan_that_reaches_nobody_has_no_price() -> None:
    plan = minimum_cost_plan(staff({"nip": nip(1)}, {"nip": nip(2)}), trainings({"nip": nip(1), "jp": 5}), 2025)
    assert (plan.people, plan.uncovered) == (2, 2)
    assert "Rp" not in cost_text.closing_plan(plan)
    assert cost_text.closing(CostSummary(training_cost(staff(), trainings()), *[None] * 4), plan) == []
