"""Twenty hours a year for PNS, counted by hand; PPPK never judged; everyone left out is stated."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.competence import text as competence_text
from analysis.competence.compliance import Held, compliance, held_of, latest_year
from data.panel.dataset import Dataset
from data.problems import NoAnswer
from data.vocabulary.regulations import jp_rule
from tests.analysis.office import nip, staff, trainings


def test_hand_worked_office() -> None:
    pegawai = staff(
        {"nip": nip(1)},
        {"nip": nip(2)},
        {"nip": nip(3), "unit": "Umum"},
        {"nip": nip(4), "unit": "Umum", "status": "PPPK"},
        {"nip": nip(5), "unit": "Umum", "status": "non-ASN"},
        {"nip": nip(6), "unit": "Umum", "mulai": "2025-06-01"},
        {"nip": nip(7), "unit": "Umum", "selesai": "2025-09-30"},
    )
    pelatihan = trainings(
        {"nip": nip(1), "jp": 16},
        {"nip": nip(1), "jp": 4, "selesai": "2025-12-31"},
        {"nip": nip(2), "jp": 12},
        {"nip": nip(2), "jp": 30, "selesai": "2026-01-01"},
        {"nip": nip(3), "jp": 40, "kehadiran": "tidak hadir"},
        {"nip": nip(4), "jp": 30},
        {"nip": nip(6), "jp": 40},
    )
    result = compliance(pegawai, pelatihan, 2025)
    assert (result.n_pns, result.n_met, result.jp_missing) == (3, 1, 8 + 20)
    assert result.share == pytest.approx(1 / 3)
    assert result.mean_jp == pytest.approx((20 + 12 + 0) / 3)
    assert [(u.unit, u.n_pns, u.n_met, u.share, u.jp_missing) for u in result.units] == [
        ("Pelayanan", 2, 1, 0.5, 8.0),
        ("Umum", 1, 0, 0.0, 20.0),
    ]
    assert (result.apart.joined, result.apart.left, result.apart.others) == (1, 1, {"PPPK": 1, "non-ASN": 1})
    assert result.ceiling is not None
    assert (result.ceiling.n, result.ceiling.n_above, result.ceiling.mean_jp) == (1, 1, 30.0)
    assert (result.n, result.unit, str(result.period)) == (3, "JP", "2025")
    assert "Pasal 203 ayat (4)" in result.source


def test_pppk_without_any_hour_changes_no_figure() -> None:
    pegawai = staff({"nip": nip(1)})
    more = staff({"nip": nip(1)}, {"nip": nip(2), "status": "PPPK"})
    pelatihan = trainings({"nip": nip(1), "jp": 20})
    alone, joined = compliance(pegawai, pelatihan, 2025), compliance(more, pelatihan, 2025)
    assert (
        (alone.share, alone.jp_missing, alone.units)
        == (joined.share, joined.jp_missing, joined.units)
        == (1, 0, alone.units)
    )
    assert joined.ceiling is not None
    assert joined.ceiling.n_above == 0


def test_a_whole_unit_training_counts_for_the_staff_of_that_day() -> None:
    pegawai = staff(
        {"nip": nip(1)}, {"nip": nip(2), "selesai": "2025-12-31"}, {"nip": nip(3), "unit": "Umum"},
        {"nip": nip(4), "mulai": "2025-03-15"},
    )  # fmt: skip
    result = compliance(pegawai, trainings({"unit": "Pelayanan", "jp": 20}), 2025)
    assert [(u.unit, u.n_pns, u.n_met) for u in result.units] == [("Pelayanan", 2, 2), ("Umum", 1, 0)]
    assert result.apart.joined == 1


def test_one_person_s_absence_from_a_whole_unit_training_stands() -> None:
    pegawai = staff({"nip": nip(1)}, {"nip": nip(2)})
    pelatihan = trainings({"unit": "Pelayanan", "jp": 20}, {"nip": nip(2), "jp": 20, "kehadiran": "menolak"})
    assert compliance(pegawai, pelatihan, 2025).n_met == 1


def test_a_row_entered_twice_counts_once() -> None:
    pelatihan = trainings({"nip": nip(1), "jp": 10}, {"nip": nip(1), "jp": 10})
    assert compliance(staff({"nip": nip(1)}), pelatihan, 2025).mean_jp == 10


def test_a_person_who_moved_is_counted_once_in_the_last_unit() -> None:
    pegawai = staff(
        {"nip": nip(1), "mulai": "2020-01-01", "selesai": "2025-04-30"},
        {"nip": nip(1), "unit": "Umum", "mulai": "2025-05-01"},
    )
    result = compliance(pegawai, trainings({"nip": nip(1), "jp": 20}), 2025)
    assert [(u.unit, u.n_pns, u.n_met) for u in result.units] == [("Umum", 1, 1)]
    assert result.apart.joined == result.apart.left == 0


def test_who_moved_without_an_end_date_is_trained_with_the_new_unit_only() -> None:
    pegawai = staff({"nip": nip(1), "mulai": "2020-01-01"}, {"nip": nip(1), "unit": "Umum", "mulai": "2024-05-01"})
    pelatihan = trainings({"unit": "Pelayanan", "jp": 20}, {"unit": "Umum", "jp": 8, "nama_pelatihan": "Arsip"})
    result = compliance(pegawai, pelatihan, 2025)
    assert (result.mean_jp, result.gaps.units_without_staff) == (8, 1)


def test_gaps_are_counted() -> None:
    pelatihan = trainings(
        {"nip": nip(1)}, {"nip": nip(1), "nama_pelatihan": "B", "selesai": None, "jp": 9}, {"nip": nip(9), "jp": 8}
    )
    pelatihan = pd.concat([pelatihan, trainings({"unit": "Umum", "jp": 5})], ignore_index=True)
    gaps = compliance(staff({"nip": nip(1)}), pelatihan, 2025).gaps
    assert (gaps.without_jp, gaps.without_date, gaps.unknown_people, gaps.units_without_staff) == (1, 1, 1, 1)


def test_blank_attendance_counts_as_attended() -> None:
    assert compliance(staff({"nip": nip(1)}), trainings({"nip": nip(1), "jp": 20, "kehadiran": None}), 2025).n_met == 1


def test_a_blank_status_is_read_from_the_nip_and_counted() -> None:
    pegawai = staff({"nip": nip(1), "status": None}, {"nip": "199001012021211001", "status": None})
    result = compliance(pegawai, trainings({"nip": nip(1), "jp": 20}), 2025)
    assert (result.n_pns, result.share, result.apart.others) == (1, 1.0, {"PPPK": 1})
    assert result.gaps.status_from_nip == 2


def test_part_time_pppk_are_pppk() -> None:
    result = compliance(staff({"nip": nip(1), "status": "PPPK Paruh Waktu"}), trainings(), 2025)
    assert result.ceiling is not None
    assert result.ceiling.n == 1


def test_nip_is_masked_and_the_neediest_stand_first() -> None:
    pegawai = staff({"nip": nip(1)}, {"nip": nip(2)})
    people = compliance(pegawai, trainings({"nip": nip(1), "jp": 5}), 2025).people
    assert people["nip"].tolist() == ["••••••••••••••1002", "••••••••••••••1001"]
    assert people["missing"].tolist() == [20, 15]


def test_nobody_on_the_staff_list() -> None:
    result = compliance(staff(), trainings({"nip": nip(1), "jp": 20}), 2025)
    assert (result.n_pns, result.n_met, result.units, result.ceiling) == (0, 0, (), None)
    assert math.isnan(result.share)
    assert result.gaps.unknown_people == 1


def test_a_year_without_a_rule_is_refused() -> None:
    with pytest.raises(NoAnswer, match="Belum ada aturan JP minimum PNS untuk tahun 2016"):
        compliance(staff({"nip": nip(1)}), trainings(), 2016)


def test_latest_year() -> None:
    assert latest_year(trainings({"nip": nip(1)}, {"nip": nip(1), "selesai": "2026-02-01"})) == 2026
    assert latest_year(trainings()) is None


@given(st.lists(st.floats(0, 60), max_size=12))
def test_the_rule_holds_for_any_hours(hours: list[float]) -> None:
    pegawai = staff(*({"nip": nip(place)} for place in range(len(hours))))
    pelatihan = trainings(*({"nip": nip(place), "jp": jp} for place, jp in enumerate(hours)))
    result = compliance(pegawai, pelatihan, 2025)
    assert result.n_pns == len(hours)
    assert result.n_met == sum(jp >= 20 for jp in hours)
    assert result.jp_missing == pytest.approx(sum(max(20 - jp, 0) for jp in hours))
    assert (result.jp_missing == 0) == (result.n_met == result.n_pns)


@pytest.mark.parametrize(
    ("status", "year", "jp", "kind"), [("PNS", 2025, 20, "minimum"), ("PPPK", 2025, 24, "maximum")]
)
def test_rules_in_force(status: str, year: int, jp: float, kind: str) -> None:
    rule = jp_rule(status, year)
    assert rule is not None
    assert (rule.jp, rule.kind) == (jp, kind)


def test_no_rule_before_its_year() -> None:
    assert jp_rule("PPPK", 2017) is None


def test_empty_frames_of_object_dtype_are_read() -> None:
    empty = trainings().astype(object)
    assert compliance(staff({"nip": nip(1)}).astype(object), empty, 2025).jp_missing == 20
    assert isinstance(compliance(staff(), empty, 2025).people, pd.DataFrame)


@pytest.mark.parametrize(
    ("first", "last", "year", "held"),
    [
        ("2025-01", "2025-10", 2025, Held(10, True)),
        ("2023-11", "2025-10", 2023, Held(2, False)),
        ("2023-11", "2025-10", 2024, Held(12, False)),
        ("2025-03", "2025-05", 2025, Held(3, True)),
        ("2024-01", "2024-12", 2025, Held(0, False)),
    ],
)
def test_months_of_the_year_that_the_books_speak_of(first: str, last: str, year: int, held: Held) -> None:
    periods = list(pd.period_range(first, last, freq="M"))
    kinerja = pd.DataFrame({"period": pd.Series(periods, dtype=object)})
    assert held_of(Dataset(kinerja=kinerja, pelatihan=trainings()), year) == held


def test_an_unfinished_year_is_said_beside_what_would_be_on_track() -> None:
    """Ten of twelve months: 16,7 of 20 JP would be on track; 20 and 17 JP are, 5 are not."""
    people = [nip(1), nip(2), nip(3)]
    rows = [{"nip": who, "jp": jp} for who, jp in zip(people, (20, 17, 5), strict=True)]
    result = compliance(staff(*({"nip": who} for who in people)), trainings(*rows), 2025, Held(10, True))
    assert (result.n_met, result.n_on_track, result.expected_jp) == (1, 2, pytest.approx(16.667, abs=0.001))
    assert competence_text.card(result).note == "1 dari 3 PNS, 10 bulan berjalan · PPPK tidak wajib 20 JP"
    assert competence_text.sentences(result)[1] == (
        "Data baru mencakup 10 dari 12 bulan 2025: 2 dari 3 PNS sudah 16,7 JP, yang sejalan dengan itu."
    )


def test_a_past_year_half_held_is_no_running_one() -> None:
    result = compliance(staff({"nip": nip(1)}), trainings({"nip": nip(1), "jp": 20}), 2025, Held(2, False))
    assert competence_text.card(result).note.startswith("1 dari 1 PNS, tercakup 2 dari 12 bulan")
