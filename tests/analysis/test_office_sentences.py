"""What the survey, hours and cost results say, and that no sentence contradicts its numbers."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.competence import text as competence_text
from analysis.competence.compliance import compliance
from analysis.cost import text as cost_text
from analysis.cost.compute import at_past_prices, cost_per_point, training_cost
from analysis.cost.summary import BEFORE_AFTER, IMPUTATION, CostSummary
from analysis.interfaces.records import compliance_record, cost_record, skm_record, to_json
from analysis.survey import text as survey_text
from analysis.survey.compute import satisfaction
from analysis.survey.sample import Sample
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import indicator
from tests.analysis.office import nip, staff, trainings

IKM = indicator("ikm")


def forms(*answers: object) -> pd.DataFrame:
    rows = [list(each) if isinstance(each, list) else [each] * 9 for each in answers]
    period = pd.Series([pd.Period("2025Q1")] * len(rows), dtype=object)
    return pd.DataFrame(rows, columns=list(UNSUR)).astype(float).assign(unit="Loket", period=period, layanan="KTP")


def test_the_survey_in_words() -> None:
    """NRR 7 × 10/3, 3.5 and 11/3: 30.5 × 25/9; own indices 100, 75 and 78.125 give ± 33.84."""
    index, elements, weight, incomplete = survey_text.sentences(
        satisfaction(forms(4, 3, [3, None, 3, 4, 3, 3, 3, 3, 3]))
    )
    assert index == (
        "IKM survei 84,72, mutu B (Baik); selang kepercayaan 95% 50,88 sampai 100,00; n = 3 responden, Triwulan I 2025."
    )
    assert elements.startswith("Unsur terendah: Persyaratan (83,33), Waktu Penyelesaian (83,33), dan ")
    assert "Unsur tertinggi: Biaya/Tarif (91,67), Sistem, Mekanisme, dan Prosedur (87,50), dan " in elements
    assert weight == "Bobot 1/9; setiap responden dihitung sama."
    assert incomplete == "1 formulir tidak lengkap: jawaban kosong dilewati, bukan dianggap 0."


def test_a_survey_at_the_ceiling_is_warned_about() -> None:
    sentences = survey_text.sentences(satisfaction(forms(4, 4), pooling="layanan"))
    assert any("hampir tidak ada ruang naik" in sentence for sentence in sentences)
    assert any("setiap jenis layanan dihitung sama" in sentence for sentence in sentences)


def test_one_respondent_gets_no_interval_in_words() -> None:
    assert (
        "tidak dihitung (n terlalu kecil atau semua jawaban sama)" in survey_text.sentences(satisfaction(forms(3)))[0]
    )


def test_samples_in_words() -> None:
    quarter = pd.Period("2025Q1")
    results = [
        Sample("A", quarter, 277, 1000, 278),
        Sample("B", quarter, 278, 1000, 278),
        Sample("C", quarter, 9, None, None),
    ]
    assert survey_text.samples(results) == [
        "Responden kurang di 1 dari 2 unit dan triwulan (Krejcie–Morgan).",
        "Kecukupan responden 1 unit dan triwulan tidak diketahui: volume belum lengkap.",
    ]
    record = skm_record(satisfaction(forms(4, 3)), results)
    assert [one["enough"] for one in record["samples"]] == [False, True, None]
    assert record["samples"][0]["period"] == "2025-T1"


def test_the_hours_in_words() -> None:
    five = range(3, 8)
    pegawai = staff({"nip": nip(1)}, {"nip": nip(2)}, *({"nip": nip(one), "status": "PPPK"} for one in five))
    hours = [{"nip": nip(1), "jp": 20}, {"nip": nip(2), "jp": 12}, *({"nip": nip(one), "jp": 8} for one in five)]
    pelatihan = trainings(*hours)
    text = competence_text.sentences(compliance(pegawai, pelatihan, 2025))
    assert text[0] == "1 dari 2 PNS (50,0%) mencapai 20 JP pada 2025; kurang 8 JP lagi."
    assert text[1].startswith("Aturan: PNS paling sedikit 20 JP per tahun kalender (PP 11/2017")
    assert text[2] == "Bukan PNS, tidak ikut dihitung: 5 PPPK."
    assert text[3] == "PPPK: 5 orang, rata-rata 8,0 JP; 24 JP adalah batas atas, bukan kewajiban."
    assert not any("rata-rata" in one for one in competence_text.sentences(compliance(pegawai[:-1], pelatihan, 2025)))


def test_no_pns_on_the_list_in_words() -> None:
    text = competence_text.sentences(compliance(staff(), trainings({"nip": nip(1), "jp": 20}), 2025))
    assert text == [
        "Belum ada PNS yang bertugas sepanjang 2025 di daftar pegawai.",
        "1 peserta pelatihan tidak ada di daftar pegawai.",
    ]


def summary(effect: float, low: float, high: float, method: str = IMPUTATION) -> CostSummary:
    costs = training_cost(staff({"nip": nip(1)}), trainings({"nip": nip(1), "biaya": 1_000_000, "jp": 20}))
    return CostSummary(costs, cost_per_point(12e6, 6, effect, low, high, IKM), method, None, None)


def test_the_price_of_a_point_in_words() -> None:
    spent, point = cost_text.sentences(summary(4, 2, 8))
    assert spent == "Biaya pelatihan Rp1.000.000 untuk 1 keikutsertaan: Rp1.000.000 per peserta, Rp50.000 per JP."
    assert point == (
        "Bila karena pelatihan, tiap poin perbaikan IKM berbiaya Rp500.000 per unit kerja "
        "(selang 95%: Rp250.000 sampai Rp1.000.000; 6 unit). "
        "Dasarnya: dampak dibandingkan dengan unit yang belum dilatih."
    )


@given(st.integers(-200, 200), st.integers(1, 100), st.sampled_from([IMPUTATION, BEFORE_AFTER]))
def test_the_sentence_never_says_more_than_the_interval(tenths: int, half: int, method: str) -> None:
    effect = tenths / 10
    result = summary(effect, effect - half, effect + half, method)
    sentence = cost_text.sentences(result)[1]
    assert ("tidak membaik" in sentence) == (effect <= 0)
    assert ("tanpa batas atas" in sentence) == (effect > 0 >= effect - half)
    assert ("sampai Rp" in sentence) == (effect - half > 0)
    assert ("tidak dapat membedakan" in sentence) == (method == BEFORE_AFTER)


def test_an_unknown_interval_in_words() -> None:
    assert "n terlalu kecil" in cost_text.sentences(summary(4, math.nan, math.nan))[1]


def test_no_cost_and_no_effect_in_words() -> None:
    costs = training_cost(staff({"nip": nip(1)}), trainings({"nip": nip(1), "jp": 20}))
    assert cost_text.sentences(CostSummary(costs, None, None, None, None)) == [
        "Belum ada catatan biaya pelatihan; 1 keikutsertaan tanpa catatan biaya tidak ikut.",
        "Biaya per poin belum dapat dihitung: perlu unit dengan kinerja sebelum dan sesudah pelatihan.",
    ]


@pytest.mark.parametrize("effect", [4.0, -4.0])
def test_records_are_json_without_infinities(effect: float) -> None:
    record = json.loads(to_json(cost_record(summary(effect, effect - 5, effect + 5))))
    assert record["point"]["indicator"] == "ikm"
    assert record["point"]["high"] is None
    assert record["point"]["bounded"] is False
    assert record["minimum"] is None


def test_records_carry_the_agreed_keys() -> None:
    survey = json.loads(to_json(skm_record(satisfaction(forms(*[4, 3] * 5)))))
    assert {"ikm", "ikm_rounded", "mutu", "kinerja", "n", "weight", "nrr", "ci_low", "ci_high"} <= set(survey)
    assert survey["nrr"] == dict.fromkeys(UNSUR, 3.5)
    (one,) = survey["by"]
    assert {key: one[key] for key in ("unit", "period", "ikm", "n", "mutu")} == {
        "unit": "Loket", "period": "2025-T1", "ikm": 87.5, "n": 10, "mutu": "B"
    }  # fmt: skip
    assert (survey["lowest"], survey["highest"]) == (["U1", "U2", "U3"], ["U1", "U2", "U3"])
    hours = compliance_record(compliance(staff({"nip": nip(1)}), trainings({"nip": nip(1), "jp": 20}), 2025))
    assert {"year", "rule", "n_pns", "n_met", "share", "jp_missing", "units"} <= set(hours)
    assert hours["units"] == [{"unit": "Pelayanan", "n_pns": 1, "n_met": 1, "share": 1.0, "jp_missing": 0.0}]
    assert nip(1) not in json.dumps(hours)


def test_what_a_wish_would_cost_in_words() -> None:
    """Two million in two units gained 4 (2 to 8) points, so 250,000 a unit and point (125,000 to 500,000)."""
    point = cost_per_point(2_000_000, 2, 4.0, 2.0, 8.0, indicator("ikm"))
    assert cost_text.improvement(point, 2, 3) == (
        "Memperbaiki IKM 2,0 poin di 3 unit diperkirakan Rp1.500.000 (selang 95%: Rp750.000 sampai Rp3.000.000), "
        "bila sebanding dengan hasil sejauh ini."
    )
    unsure = cost_per_point(2_000_000, 2, 4.0, -1.0, 9.0, indicator("ikm"))
    assert "tanpa batas atas" in cost_text.improvement(unsure, 2, 3)
    worse = cost_per_point(2_000_000, 2, -4.0, -8.0, -2.0, indicator("ikm"))
    assert cost_text.improvement(worse, 2, 3).endswith("karena unit yang sudah dilatih tidak membaik.")
    unknown = cost_per_point(2_000_000, 2, 4.0, math.nan, math.nan, indicator("ikm"))
    assert "selangnya tidak dihitung" in cost_text.improvement(unknown, 2, 3)


def test_people_to_the_minimum_at_past_prices() -> None:
    """Prices of 10,000 and 30,000 a JP: quartiles 15,000, 20,000 and 25,000, times 5 × 20 JP."""
    rows = ({"nip": nip(0), "biaya": 100_000, "jp": 10}, {"nip": nip(0), "biaya": 300_000, "jp": 10})
    books = trainings(*({**row, "nama_pelatihan": name} for row, name in zip(rows, "AB", strict=True)))
    scenario = at_past_prices(100, 5, training_cost(staff({"nip": nip(0)}), books))
    assert scenario
    assert (scenario.low, scenario.middle, scenario.high) == (1_500_000, 2_000_000, 2_500_000)
    assert cost_text.people_to_minimum(scenario) == (
        "Membawa 5 PNS dari nol mencapai minimum JP (100 JP) diperkirakan Rp2.000.000 (Rp1.500.000 "
        "sampai Rp2.500.000, kuartil "
        "harga per JP 2 pelatihan yang pernah diikuti)."
    )
    assert at_past_prices(100, 5, training_cost(staff({"nip": nip(0)}), trainings({"nip": nip(0)}))) is None
