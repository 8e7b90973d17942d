"""Hours by form, way, field and the 10 : 20 : 70 mix, counted by hand."""

import math

import pytest

from analysis.competence.sources import NOT_FILLED, UNRECOGNISED, competence
from data.vocabulary.regulations import FORMS, form_of
from tests.analysis.office import nip, staff, trainings

PEGAWAI = staff({"nip": nip(1)}, {"nip": nip(2)})
PELATIHAN = trainings(
    {"nip": nip(1), "bentuk": "Bimtek", "jp": 30},
    {"nip": nip(2), "bentuk": "Bimbingan Teknis", "jp": 30},
    {"nip": nip(1), "bentuk": "coaching", "jp": 20, "nama_pelatihan": "B", "bidang": "TI"},
    {"nip": nip(1), "bentuk": "Magang Perguruan Tinggi", "jp": 20, "nama_pelatihan": "C", "bidang": None},
    {"nip": nip(2), "bentuk": "Yoga", "nama_pelatihan": "D"},
    {"nip": nip(2), "bentuk": "Seminar", "jp": 99, "nama_pelatihan": "E", "kehadiran": "tidak hadir"},
)


def test_by_hand() -> None:
    result = competence(PEGAWAI, PELATIHAN)
    assert (result.n, result.people, result.jp, result.without_jp) == (5, 2, 100, 1)
    assert result.by_form[["group", "n", "people", "jp", "share"]].values.tolist() == [
        ["Bimbingan Teknis", 2, 2, 60, 0.6],
        ["Coaching", 1, 1, 20, 0.2],
        ["Magang", 1, 1, 20, 0.2],
        [UNRECOGNISED, 1, 1, 0, 0],
    ]
    assert dict(result.mix[["group", "share"]].values.tolist()) == {
        "formal (10)": 0.6, "dari orang lain (20)": 0.2, "sambil bekerja (70)": 0.2, UNRECOGNISED: 0,
    }  # fmt: skip
    assert dict(result.by_way[["group", "jp"]].values.tolist()) == {"klasikal": 80, "nonklasikal": 20, UNRECOGNISED: 0}
    assert dict(result.by_field[["group", "jp"]].values.tolist()) == {"pelayanan": 60, "TI": 20, NOT_FILLED: 20}
    assert result.unrecognised == ("Yoga",)


def test_no_training_at_all() -> None:
    result = competence(PEGAWAI, trainings())
    assert (result.n, result.jp, result.unrecognised) == (0, 0, ())
    assert result.by_form.empty


def test_hours_unknown_everywhere_give_no_share() -> None:
    result = competence(PEGAWAI, trainings({"nip": nip(1), "bentuk": "Seminar"}))
    assert math.isnan(result.by_form["share"][0])


def test_siasn_s_twenty_five_forms_and_formal_education() -> None:
    assert len(FORMS) == 26
    assert sum(form.way == "klasikal" for form in FORMS) == 13
    assert sum(form.way == "nonklasikal" for form in FORMS) == 12
    assert {form.part for form in FORMS} == {10, 20, 70}


@pytest.mark.parametrize(
    ("text", "name"), [("8", "Bimbingan Teknis"), (16, "E-Learning"), (" e-learning ", "E-Learning")]
)
def test_codes_and_other_names(text: object, name: str) -> None:
    form = form_of(text)
    assert form is not None
    assert form.name == name


@pytest.mark.parametrize("text", [None, "", "27", "Yoga"])
def test_other_texts_are_no_form(text: object) -> None:
    assert form_of(text) is None
