"""Every doubt is asked, nothing doubtful is used before the answer, and the answer is used."""

from datetime import datetime

import pandas as pd
import pytest

from tests.data.made_books import ANSWERS, NIP, U_BARE, kinerja, loaded, refused, said


def test_bare_u8_and_u9_are_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Periode", *U_BARE], *(["Asemrowo", "TW I 2025", *answers] for answers in ANSWERS)]
    dataset = loaded(monkeypatch, rows)
    assert dataset.skm["U7"].tolist() == [4, 4]
    assert dataset.skm[["U8", "U9"]].isna().all(axis=None)
    (question,) = dataset.questions
    assert said(dataset, "warning").count("belum dipakai") == 2
    answered = loaded(monkeypatch, rows, answers={question.key: question.options[1]})
    assert answered.skm[["U8", "U9"]].to_numpy().tolist() == [[2, 3], [1, 2]]
    assert answered.questions == ()


def test_a_missing_column_is_asked_for_and_the_answer_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["NIP", "Nama", "Judul Bimbingan", "Tanggal Mulai", "JP"],
        [NIP[0], "A", "Pelayanan Prima", "13/01/2025", 10],
    ]
    dataset = loaded(monkeypatch, rows)
    assert dataset.pelatihan.empty
    assert dataset.pegawai.empty
    assert "kolom Nama Pelatihan tidak ditemukan; judul yang terlihat: “NIP”" in str(dataset.files[0].error)
    (question,) = dataset.questions
    assert "Judul Bimbingan" in question.options
    answered = loaded(monkeypatch, rows, answers={question.key: "Judul Bimbingan"})
    assert answered.pelatihan["nama_pelatihan"].tolist() == ["Pelayanan Prima"]
    assert answered.questions == ()


def test_a_doubtful_heading_is_asked_about_and_not_applied_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["NIP", "Nama Pelatihan", "Tanggal Mulai", "Jumlah Jamm"], [NIP[0], "Pelayanan Prima", "13/01/2025", 10]]
    dataset = loaded(monkeypatch, rows)
    assert dataset.pelatihan["jp"].isna().all()
    (question,) = dataset.questions
    assert question.sentence == "Kolom “Jumlah Jamm” pada lembar “Lembar1” mungkin JP?"
    assert loaded(monkeypatch, rows, answers={question.key: "Jumlah Jamm"}).pelatihan["jp"].tolist() == [10]
    assert loaded(monkeypatch, rows, answers={question.key: "tidak ada"}).questions == ()


def test_an_ambiguous_day_column_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["NIP", "Nama Pelatihan", "Tanggal Mulai"], [NIP[0], "A", "03/02/2025"], [NIP[1], "A", "05/04/2025"]]
    dataset = loaded(monkeypatch, rows)
    assert dataset.pelatihan.empty
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: "hari/bulan/tahun"})
    assert answered.pelatihan["mulai"].tolist() == [pd.Timestamp(2025, 2, 3), pd.Timestamp(2025, 4, 5)]
    swapped = loaded(monkeypatch, rows, answers={question.key: "bulan/hari/tahun"})
    assert swapped.pelatihan["mulai"].tolist() == [pd.Timestamp(2025, 3, 2), pd.Timestamp(2025, 5, 4)]


def test_a_day_column_with_evidence_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["NIP", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai"], [NIP[0], "A", "03/02/2025", "13/02/2025"]]
    dataset = loaded(monkeypatch, rows)
    assert dataset.pelatihan["mulai"].tolist() == [pd.Timestamp(2025, 2, 3)]
    assert dataset.questions == ()


def test_mixed_evidence_leaves_the_unclear_cells_out(monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["13/02/2025", "02/13/2025", "03/04/2025"]
    dataset = loaded(monkeypatch, [["NIP", "Nama Pelatihan", "Tanggal Mulai"], *([NIP[0], d, d] for d in days)])
    assert dataset.pelatihan["mulai"].tolist() == [pd.Timestamp(2025, 2, 13)] * 2
    assert list(refused(dataset)) == ["C4"]
    assert len(dataset.questions) == 1


def test_months_that_excel_turned_into_days_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], *(["Asemrowo", datetime(2026, month, 25), 80] for month in (1, 2, 3))]
    dataset = loaded(monkeypatch, rows)
    assert dataset.kinerja.empty
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: question.options[1]})
    assert answered.kinerja["period"].map(str).tolist() == ["2025-01", "2025-02", "2025-03"]


def test_old_unit_names_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], ["Kelurahan Kalianak", "Januari 2025", 80], ["Asemrowo", "Januari 2025", 81]]
    dataset = loaded(monkeypatch, rows)
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): 81}
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: question.options[0]})
    assert ("Kelurahan Genting Kalianak", "2025-01", "ikm") in kinerja(answered)
    kept = loaded(monkeypatch, rows, answers={question.key: question.options[1]})
    assert ("Kelurahan Kalianak", "2025-01", "ikm") in kinerja(kept)


def test_fractions_under_a_percent_heading_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Unit", "Bulan", "Tepat Waktu (%)"],
        ["Asemrowo", "Januari 2025", 0.875],
        ["Asemrowo", "Februari 2025", 1.0],
    ]
    dataset = loaded(monkeypatch, rows)
    assert dataset.kinerja.empty
    (question,) = dataset.questions
    fractions = loaded(monkeypatch, rows, answers={question.key: question.options[0]})
    assert fractions.kinerja["value"].tolist() == [87.5, 100]
    percents = loaded(monkeypatch, rows, answers={question.key: question.options[1]})
    assert percents.kinerja["value"].tolist() == [0.875, 1]
    mixed = loaded(
        monkeypatch, [rows[0], rows[1], ["Asemrowo", "Februari 2025", "88%"], ["Asemrowo", "Maret 2025", 90]]
    )
    assert mixed.kinerja["value"].tolist() == [88, 90]
    assert list(refused(mixed)) == ["C2"]


def test_typed_days_that_may_be_swapped_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["13/02/2025", "14/02/2025", "25/03/2025", datetime(2025, 3, 2), datetime(2025, 4, 5), datetime(2025, 6, 7)]
    rows = [["NIP", "Nama Pelatihan", "Tanggal Mulai"], *([NIP[0], f"A{at}", day] for at, day in enumerate(days))]
    dataset = loaded(monkeypatch, rows)
    assert len(dataset.pelatihan) == 3
    assert list(refused(dataset)) == ["C5", "C6", "C7"]
    (question,) = dataset.questions
    swapped = loaded(monkeypatch, rows, answers={question.key: question.options[1]})
    assert swapped.pelatihan["mulai"].tolist()[3:] == [pd.Timestamp(2025, m, d) for m, d in ((2, 3), (5, 4), (7, 6))]
    assert len(loaded(monkeypatch, rows, answers={question.key: question.options[0]}).pelatihan) == 6


def test_a_survey_without_unit_and_period_asks_for_this_very_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["No", *U_BARE[:7], "U8 Sarana", "U9 Pengaduan"], [1, *ANSWERS[0]]]
    dataset = loaded(monkeypatch, rows)
    assert dataset.skm.empty
    unit, period = dataset.questions
    assert unit.key.startswith("0" * 12)
    assert unit.options == ()
    answered = loaded(monkeypatch, rows, answers={unit.key: "Kel. Asem Rowo", period.key: "2025-T2"})
    assert answered.skm[["unit"]].to_numpy().tolist() == [["Kelurahan Asemrowo"]]
    assert answered.skm["period"].map(str).tolist() == ["2025Q2"]


def test_a_misspelt_unit_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], ["Kelurahan Asemrowoo", "Januari 2025", 80]]
    dataset = loaded(monkeypatch, rows)
    assert ("Kelurahan Asemrowoo", "2025-01", "ikm") in kinerja(dataset)
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: "Kelurahan Asemrowo"})
    assert ("Kelurahan Asemrowo", "2025-01", "ikm") in kinerja(answered)


def test_trainings_of_part_of_a_unit_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Nama Pelatihan", "Tanggal", "Jumlah Peserta"], ["Asemrowo", "Pelayanan Prima", "13 Mei 2025", 4]]
    dataset = loaded(monkeypatch, rows)
    assert dataset.pelatihan.empty
    (question,) = dataset.questions
    whole = loaded(monkeypatch, rows, answers={question.key: question.options[0]})
    assert len(whole.pelatihan) == 1
    assert "baris 2 tanpa NIP dibaca sebagai pelatihan seluruh pegawai unit" in said(whole, "note")
    assert loaded(monkeypatch, rows, answers={question.key: question.options[1]}).pelatihan.empty


def test_a_year_that_stands_nowhere_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari", 80]]
    dataset = loaded(monkeypatch, rows)
    assert "tahunnya tidak tertulis" in refused(dataset)["B2"]
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: "2025"})
    assert answered.kinerja["period"].map(str).tolist() == ["2025-01"]
