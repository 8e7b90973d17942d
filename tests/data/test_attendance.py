"""Who completed a training: one answer, worked out by hand, in panel, regression, hours, cost and invitations."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis.competence.compliance import compliance
from analysis.competence.participation import participation
from analysis.cost.compute import cost_of_minimum, training_cost
from analysis.regression.compute import fit_regression
from analysis.report.content.trainings import trainings_in
from data.panel.attendance import completed
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator
from tests.analysis.office import nip, staff, trainings

MONTHS = pd.period_range("2025-01", "2025-12", freq="M")
IKM = (81.0, 82.0, 80.0)
UNIT_ROW = {"unit": "A", "nama_pelatihan": "Bimtek X", "mulai": "2025-02-20", "selesai": "2025-02-22", "jp": 20,
            "biaya": 1_000_000}  # fmt: skip


def office(*rows: dict[str, object], members: int = 2) -> Dataset:
    """Units A and B of so many PNS each, every month's IKM, and these training rows."""
    people = [{"nip": nip(number), "unit": "AB"[number // members]} for number in range(2 * members)]
    values = [
        {"unit": unit, "period": month, "indicator": "ikm", "value": IKM[place % 3], "n": np.nan, "file": "buku.xlsx",
         "sheet": "Kinerja", "row": place + 2}
        for unit in "AB" for place, month in enumerate(MONTHS)
    ]  # fmt: skip
    return replace(Dataset(), pegawai=staff(*people), pelatihan=trainings(*rows), kinerja=pd.DataFrame(values))


def test_one_of_two_who_refused_is_trained_nowhere() -> None:
    """Of two PNS one came to 20 JP for Rp1.000.000: 50 percent, 10 JP each, one of two at the minimum."""
    data = office(UNIT_ROW, {"nip": nip(1), **UNIT_ROW, "jp": None, "biaya": None, "kehadiran": "menolak"})
    panel = panel_of(data)
    after = panel[(panel["unit"] == "A") & (panel["period"] >= MONTHS[1])]
    assert set(zip(after["porsi_terlatih"], after["jp_per_pegawai"], strict=True)) == {(50.0, 10.0)}
    fit = fit_regression(series(panel, "ikm"), x=EXPOSURES[0], y=indicator("ikm"))
    assert set(fit.points["x"]) == {0.0, 10.0}
    hours = compliance(data.pegawai, data.pelatihan, 2025)
    assert [(unit.unit, unit.n_pns, unit.n_met, unit.jp_missing) for unit in hours.units] == [
        ("A", 2, 1, 20.0),
        ("B", 2, 0, 40.0),
    ]
    cost = training_cost(data.pegawai, data.pelatihan)
    assert (cost.n, cost.total, cost.per_participant, cost.per_jp) == (1, 1_000_000, 1_000_000, 50_000)
    assert cost_of_minimum(data.pegawai, data.pelatihan, 2025).per_person == 1_000_000
    calls = participation(data.pegawai, data.pelatihan)
    assert (calls.n, calls.people) == (2, 2)


def test_of_ten_members_five_refuse_and_every_count_says_five() -> None:
    refusals = [{"nip": nip(number), **UNIT_ROW, "kehadiran": "menolak"} for number in range(5)]
    data = office(UNIT_ROW, *refusals, members=10)
    assert set(panel_of(data).query("unit == 'A'")["porsi_terlatih"]) == {0.0, 50.0}
    assert compliance(data.pegawai, data.pelatihan, 2025).n_met == 5
    funnel = participation(data.pegawai, data.pelatihan).funnel
    assert (funnel.invited, funnel.completed, funnel.refused) == (10, 5, 5)
    table = trainings_in(data, MONTHS[1])
    assert table is not None
    assert [cell.value for cell in table.rows[0][2:]] == [5, 100, 1_000_000]


def test_where_all_the_staff_refused_no_unit_is_trained() -> None:
    refusals = [{"nip": nip(number), **UNIT_ROW, "kehadiran": "menolak"} for number in range(2)]
    panel = panel_of(office(UNIT_ROW, *refusals))
    assert panel["first_treated"].isna().all()
    assert set(panel["porsi_terlatih"]) == {0.0}


@pytest.mark.parametrize("outcome", ["menolak", "tidak hadir", "batal"])
@pytest.mark.parametrize("days", [("2025-02-20", "2025-02-22"), ("2025-02-20", None), (None, "2025-02-22"),
                                  ("2025-02-21", "2025-02-21"), (None, None)])  # fmt: skip
@pytest.mark.parametrize("name", ["Bimtek X", "bimtek x", " Bimtek  X "])
def test_a_person_s_own_row_is_recognised_however_it_is_written(
    outcome: str, days: tuple[str | None, str | None], name: str
) -> None:
    own = {"nip": nip(1), "nama_pelatihan": name, "mulai": days[0], "selesai": days[1], "kehadiran": outcome}
    data = office(UNIT_ROW, own)
    assert completed(data.pegawai, data.pelatihan)["nip"].tolist() == [nip(0)]


@pytest.mark.parametrize("own", [{"nama_pelatihan": "Bimtek Y"}, {"mulai": "2025-02-23", "selesai": "2025-02-24"}])
def test_a_refusal_of_another_training_or_another_day_changes_nothing(own: dict[str, object]) -> None:
    data = office(UNIT_ROW, {"nip": nip(1), **UNIT_ROW, **own, "kehadiran": "menolak"})
    assert panel_of(data)["porsi_terlatih"].max() == 100


OUTCOMES = ["selesai", None, "menolak", "tidak hadir", "batal", "no row of their own"]


@pytest.mark.parametrize("told", [*product(OUTCOMES, repeat=2)])
def test_every_account_counts_the_same_people(told: tuple[str | None, ...]) -> None:
    own = [{"nip": nip(place), **UNIT_ROW, "biaya": None, "kehadiran": outcome}
           for place, outcome in enumerate(told) if outcome != OUTCOMES[-1]]  # fmt: skip
    data = office(UNIT_ROW, *own)
    came = sum(outcome in ("selesai", None, OUTCOMES[-1]) for outcome in told)
    last = panel_of(data).query("unit == 'A'").iloc[-1]
    assert last["porsi_terlatih"] == 50 * came
    assert last["jp_per_pegawai"] == 10 * came
    assert compliance(data.pegawai, data.pelatihan, 2025).n_met == came
    cost = training_cost(data.pegawai, data.pelatihan)
    assert cost.n + cost.n_without_cost == came
    assert participation(data.pegawai, data.pelatihan).n == 2
