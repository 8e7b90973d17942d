"""Costs by hand; the effect's interval carried into rupiah per point, with no bound where it reaches zero."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.competence.compliance import compliance
from analysis.cost.compute import (
    absorption,
    cost_of_minimum,
    cost_per_point,
    cost_to_close,
    return_on_training,
    training_cost,
)
from analysis.cost.summary import EffectEstimate, point_price
from data.vocabulary.indicators import indicator
from tests.analysis.office import nip, staff, trainings

IKM, MINUTES = indicator("ikm"), indicator("lama_layanan")
PEGAWAI = staff(*({"nip": nip(number)} for number in range(4)))
PELATIHAN = trainings(
    {"nip": nip(0), "biaya": 1_000_000, "jp": 20},
    {"nip": nip(1), "biaya": 500_000, "jp": 10},
    {"nip": nip(2), "biaya": 300_000},
    {"nip": nip(3), "jp": 5},
    {"nip": nip(3), "biaya": 900_000, "jp": 40, "kehadiran": "tidak hadir", "nama_pelatihan": "Zoom"},
)


def test_rates_by_hand() -> None:
    """1.8 million over three participants; per JP 1.5 million over 30, the two that state both."""
    result = training_cost(PEGAWAI, PELATIHAN)
    assert (result.total, result.n, result.n_without_cost) == (1_800_000, 3, 1)
    assert (result.per_participant, result.per_jp) == (600_000, 50_000)
    assert result.by_training.values.tolist() == [["Pelayanan Prima", 3, 1_800_000, 600_000, 50_000]]


def test_a_whole_unit_training_costs_its_price_once() -> None:
    result = training_cost(PEGAWAI, trainings({"unit": "Pelayanan", "biaya": 2_000_000, "jp": 10}))
    assert (result.total, result.n, result.per_participant, result.per_jp) == (2_000_000, 4, 500_000, 50_000)


def test_the_price_of_a_whole_unit_training_is_shared_by_those_who_came() -> None:
    rows = ({"unit": "Pelayanan", "biaya": 2_000_000}, {"nip": nip(0), "kehadiran": "menolak"})
    result = training_cost(PEGAWAI, trainings(*rows))
    assert (result.total, result.n) == (2_000_000, 3)


def test_unknown_costs_are_not_free() -> None:
    result = training_cost(PEGAWAI, trainings({"nip": nip(0), "jp": 5}))
    assert (result.n, result.n_without_cost) == (0, 1)
    assert math.isnan(result.total)
    assert math.isnan(result.per_participant)
    assert math.isnan(result.per_jp)


def test_cost_of_one_person_at_the_minimum() -> None:
    pegawai = staff(*({"nip": nip(number)} for number in range(3)), {"nip": nip(3), "status": "PPPK"})
    result = cost_of_minimum(pegawai, PELATIHAN, 2025)
    assert (result.total, result.n_met, result.per_person, result.n_without_cost) == (1_800_000, 1, 1_800_000, 0)
    assert math.isnan(cost_of_minimum(pegawai, PELATIHAN, 2026).per_person)


def test_reaching_the_minimum_at_unknown_cost_is_not_free() -> None:
    result = cost_of_minimum(staff({"nip": nip(0)}), trainings({"nip": nip(0), "jp": 24}), 2025)
    assert (result.n_met, result.n_without_cost) == (1, 1)
    assert math.isnan(result.total)
    assert math.isnan(result.per_person)


def test_cost_per_point_carries_the_interval() -> None:
    """12 million over 6 units is 2 million each: ÷ 4 (2 to 8) points."""
    result = cost_per_point(12e6, 6, 4, 2, 8, IKM)
    assert (result.per_point, result.low, result.high, result.bounded) == (500_000, 250_000, 1_000_000, True)


def test_only_money_spent_by_the_last_period_judged_counts() -> None:
    """Two units, the last months judged March and June: a course in April is late for the first alone."""
    until = {"Pelayanan": pd.Period("2025-03", "M").end_time, "Umum": pd.Period("2025-06", "M").end_time}
    people = [{"nip": nip(number), "unit": unit} for number, unit in enumerate(("Pelayanan", "Umum", "Lain"))]
    held = [
        {"nip": nip(number), "biaya": 10.0 ** (number + month), "selesai": f"2025-{month:02d}-10"}
        for number in range(3)
        for month in (3, 4, 7)
    ]
    point = point_price(staff(*people), trainings(*held), EffectEstimate("imputation", 2.0, 1.0, 3.0, until), IKM)
    assert point is not None
    assert (point.cost, point.later, point.n_units) == (1e3 + 1e4 + 1e5, 1e4 + 1e7 + 1e8, 2)


def test_no_bound_where_nothing_may_have_been_gained() -> None:
    result = cost_per_point(12e6, 6, 4, -1, 8, IKM)
    assert (result.per_point, result.low, result.high, result.bounded) == (500_000, 250_000, math.inf, False)


def test_no_price_for_a_loss() -> None:
    result = cost_per_point(12e6, 6, -4, -8, -1, IKM)
    assert (result.per_point, result.low, result.high) == (math.inf, math.inf, math.inf)


def test_shorter_is_better() -> None:
    result = cost_per_point(10e6, 1, -10, -20, -5, MINUTES)
    assert (result.gain, result.gain_low, result.gain_high) == (10, 5, 20)
    assert (result.per_point, result.low, result.high) == (1e6, 0.5e6, 2e6)


def test_an_interval_that_cannot_be_had_stays_unknown() -> None:
    result = cost_per_point(10e6, 1, 5, math.nan, math.nan, IKM)
    assert result.per_point == 2e6
    assert math.isnan(result.low)
    assert math.isnan(result.high)


@pytest.mark.parametrize(("cost", "units"), [(-1, 3), (1, 0)])
def test_impossible_costs_are_refused(cost: float, units: int) -> None:
    with pytest.raises(ValueError, match="sedikitnya satu unit"):
        cost_per_point(cost, units, 4, 2, 8, IKM)


@given(st.floats(0, 1e9), st.integers(1, 50), st.floats(-20, 20), st.floats(0, 10))
def test_the_price_lies_in_its_interval(cost: float, units: int, effect: float, half: float) -> None:
    result = cost_per_point(cost, units, effect, effect - half, effect + half, IKM)
    assert result.low <= result.per_point <= result.high
    assert result.bounded == (effect - half > 0)


def test_return_by_hand() -> None:
    """Gain 4 (2 to 8) points × 6 units × Rp1 million × 1 year = 24 million on 12 million: BCR 2, ROI 100%."""
    result = return_on_training(cost_per_point(12e6, 6, 4, 2, 8, IKM), 1e6)
    assert (result.benefit, result.bcr, result.bcr_low, result.bcr_high) == (24e6, 2, 1, 4)
    assert (result.roi, result.roi_low, result.roi_high) == (100, 0, 300)
    with pytest.raises(ValueError, match="biaya lebih dari nol"):
        return_on_training(cost_per_point(0, 6, 4, 2, 8, IKM), 1e6)


def test_absorption() -> None:
    anggaran = pd.DataFrame(
        [
            (2025, "Diklat", 100e6, 80e6),
            (2025, "Diklat", 20e6, 10e6),
            (2025, "Magang", 0.0, 0.0),
            (2025, "X", 5e6, None),
        ],
        columns=["tahun", "program", "pagu", "realisasi"],
    )
    result = absorption(anggaran)
    assert result is not None
    assert (result.pagu, result.realisasi, result.share, result.n) == (120e6, 90e6, 0.75, 3)
    assert result.by_programme["share"].tolist()[0] == 0.75
    assert math.isnan(result.by_programme["share"].tolist()[1])
    assert absorption(anggaran[3:]) is None


def test_closing_the_gap_at_past_prices() -> None:
    """Missing 10 + 20 + 15 JP; one training at Rp50,000 a JP."""
    status = compliance(PEGAWAI, PELATIHAN, 2025)
    result = cost_to_close(status, training_cost(PEGAWAI, PELATIHAN))
    assert result is not None
    assert (result.jp, result.people, result.low, result.middle, result.high) == (45, 3, 2.25e6, 2.25e6, 2.25e6)
    assert cost_to_close(status, training_cost(PEGAWAI, trainings())) is None
