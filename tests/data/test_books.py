"""Whole books: each real layout read completely, every refusal with its place, every doubt asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.books import Dataset, default_sources, load_books
from data.dataset import FRAME_COLUMNS, empty_frame
from data.sheets import CellError
from tests.data.made_books import loaded, refused, said, sheet, workbook

NIP = ("198501012010011001", "198602022011012002", "199003032021211003")
U_BARE = [f"U{number}" for number in range(1, 10)]
ANSWERS = ([4, 3, 4, 4, 3, 3, 4, 3, 2], [3, 3, 3, 4, 4, 4, 4, 2, 1])


def kinerja(dataset: Dataset) -> dict[tuple[str, str, str], float]:
    rows = dataset.kinerja
    keys = zip(rows["unit"], rows["period"].map(str), rows["indicator"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


def test_empty_dataset_has_typed_frames() -> None:
    dataset = Dataset()
    for kind, columns in FRAME_COLUMNS.items():
        assert list(getattr(dataset, kind).columns) == [*columns, "file", "sheet", "row"]
    assert empty_frame("pelatihan")["mulai"].dtype == "datetime64[us]"


def test_wide_kinerja_becomes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["LAPORAN KINERJA", None], [],
            ["No", "Unit Kerja", "Bulan", "IKM", "Lama\nLayanan (menit)", "Jumlah Responden", "Apel (%)"],
            [1, "Kel. Asem Rowo", "Januari 2025", "81,35", 30, 48, "97,5%"],
            [2, "KELURAHAN ASEMROWO", "Feb-25", 82.5, "1 jam 30 menit", 50, "98"],
        ],
    )  # fmt: skip
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 81.35,
        ("Kelurahan Asemrowo", "2025-01", "lama_layanan"): 30,
        ("Kelurahan Asemrowo", "2025-01", "Apel (%)"): 97.5,
        ("Kelurahan Asemrowo", "2025-02", "ikm"): 82.5,
        ("Kelurahan Asemrowo", "2025-02", "lama_layanan"): 90,
        ("Kelurahan Asemrowo", "2025-02", "Apel (%)"): 98,
    }
    assert dataset.kinerja.loc[dataset.kinerja["indicator"] == "ikm", "n"].tolist() == [48, 50]
    assert dataset.kinerja["row"].tolist() == [4, 4, 4, 5, 5, 5]
    (report,) = dataset.files[0].sheets
    assert (report.kind, report.header_row, report.rows, report.accepted, report.refused) == ("kinerja", 3, 2, 2, 0)
    assert report.columns["lama_layanan"] == {"header": "Lama Layanan (menit)", "column": "E"}


@pytest.mark.parametrize(
    ("headers", "cells", "expected"),
    [
        (["Tahun", "Bulan"], [2025, "Maret"], "2025-03"),
        (["Tahun", "Bulan"], [2025, 3], "2025-03"),
        (["Bulan", "Tahun"], ["Mar", "2025"], "2025-03"),
        (["Tahun", "Triwulan"], [2025, "II"], "2025Q2"),
        (["Tahun", "Semester"], [2025, 2], "2025-07"),
        (["Tahun"], [2025], "2025"),
        (["Periode"], ["TW II 2025"], "2025Q2"),
        (["Periode"], [datetime(2025, 3, 1)], "2025-03"),
        (["Periode"], ["2025-S2"], "2025-07"),
        (["Periode"], [2025], "2025"),
    ],
)
def test_periods_in_one_column_or_several(
    monkeypatch: pytest.MonkeyPatch, headers: list, cells: list, expected: str
) -> None:
    dataset = loaded(monkeypatch, [["Unit", *headers, "IKM"], ["Kelurahan Asemrowo", *cells, 80]])
    assert kinerja(dataset) == {("Kelurahan Asemrowo", expected, "ikm"): 80}


def test_year_and_unit_from_the_title_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [["REKAP KINERJA TAHUN 2025"], ["Unit Kerja :", "Kel. Tambak Sarioso"], ["Bulan", "IKM"], ["Mei", 80]],
    )
    assert kinerja(dataset) == {("Kelurahan Tambak Sarioso", "2025-05", "ikm"): 80}
    assert "tahun 2025 diambil dari judul" in said(dataset, "note")
    assert "unit “Kelurahan Tambak Sarioso” diambil dari judul" in said(dataset, "note")


def test_one_column_a_month_with_the_indicator_in_the_title(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["REKAP NILAI IKM TAHUN 2025"],
            ["No", "Kelurahan", "Januari", "Februari", "Maret", "Rata-rata"],
            [1, "Asemrowo", 80, "81,5", None, 80.75],
            [2, "Genting Kalianak", 70, 71, 172, 71],
        ],
    )
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80, ("Kelurahan Asemrowo", "2025-02", "ikm"): 81.5,
        ("Kelurahan Genting Kalianak", "2025-01", "ikm"): 70, ("Kelurahan Genting Kalianak", "2025-02", "ikm"): 71,
    }  # fmt: skip
    assert list(refused(dataset)) == ["E4"]


def test_one_group_of_columns_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["TAHUN 2025"],
            ["Unit", "TW I", None, "TW II", None, "TW III", None],
            [None, "IKM", "Pengaduan", "IKM", "Pengaduan", "IKM", "Pengaduan"],
            ["Kelurahan Asemrowo", 80, 3, 81, 2, 82, 1],
        ],
    )
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", f"2025Q{quarter}", key): value
        for quarter, (ikm, pengaduan) in enumerate(((80, 3), (81, 2), (82, 1)), 1)
        for key, value in (("ikm", ikm), ("pengaduan", pengaduan))
    }


def test_indicator_in_a_column_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [["Unit", "Tahun", "Bulan", "Indikator", "Satuan", "Target", "Realisasi"],
         ["Kelurahan Asemrowo", 2025, 1, "Nilai IKM", "indeks", 85, "81,2"],
         ["Kelurahan Asemrowo", 2025, 1, "Kehadiran Apel", "%", 100, 97],
         ["Kelurahan Asemrowo", 2025, 1, "IKM", "indeks", 85, 10]],
    )  # fmt: skip
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 81.2, ("Kelurahan Asemrowo", "2025-01", "Kehadiran Apel"): 97,
    }  # fmt: skip
    assert list(refused(dataset)) == ["G4"]


def test_survey_of_the_annex_with_its_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    """L1: the unit and the period above, the foot below, a legend that tells U8 from U9, and a signature."""
    rows = [
        ["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN"],
        ["DAN PER UNSUR PELAYANAN"],
        ["UNIT PELAYANAN : Kelurahan Asemrowo"],
        ["Periode", ":", "Triwulan I 2025"],
        [],
        ["NO. RESP", "NILAI UNSUR PELAYANAN"],
        [None, *U_BARE],
        [1, *ANSWERS[0]],
        [2, *ANSWERS[1]],
        [],
        ["Σ Nilai / Unsur", 7, 6, 7, 8, 7, 7, 8, 5, 3],
        ["NRR / Unsur", "3,500", "3,000", "3,500", "4,000", "3,500", "3,500", "4,000", "2,500", "1,500"],
        ["NRR Tertimbang / Unsur", "0,389", "0,333", "0,389", "0,444", "0,389", "0,389", "0,444", "0,278", "0,167"],
        ["IKM UNIT PELAYANAN", *[None] * 8, "80,56"],
        ["Keterangan: U8 = Sarana dan Prasarana"],
        ["U9 = Penanganan Pengaduan"],
        [None, None, None, "Surabaya, 2 April 2025"],
        [None, None, None, "Lurah"],
    ]
    dataset = loaded(monkeypatch, rows)
    assert dataset.skm["unit"].unique().tolist() == ["Kelurahan Asemrowo"]
    assert dataset.skm["period"].map(str).unique().tolist() == ["2025Q1"]
    assert dataset.skm[["U7", "U8", "U9"]].to_numpy().tolist() == [[4, 2, 3], [4, 1, 2]]
    assert said(dataset, "refused") == said(dataset, "warning") == ""
    assert "baris 16–18 bukan baris data" in said(dataset, "note")
    rows[10][1] = 9
    rows[13][9] = "82,00"
    dataset = loaded(monkeypatch, rows)
    warned = {each.cell: each.reason for each in dataset.problems if each.severity == "warning"}
    assert warned == {
        "B11": "kaki tabel tidak cocok: baris-baris yang terbaca menghasilkan 7",
        "J14": "kaki tabel tidak cocok: baris-baris yang terbaca menghasilkan 80,56",
    }


def test_survey_with_a_profile_and_a_foot_whose_labels_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """L2 and L3."""
    labelled = [*U_BARE[:7], "U8 (Sarana & Prasarana)", "U9 (Pengaduan)"]
    dataset = loaded(
        monkeypatch,
        [
            ["Unit Pelayanan", "Kelurahan Tambak Sarioso"], ["Periode", "Semester I 2025"],
            ["NO. RESPONDEN", "PROFIL", None, "NILAI UNSUR PELAYANAN", *[None] * 8],
            [None, "USIA", "JENIS KELAMIN", *labelled],
            [1, 30, "L", *ANSWERS[0]], [2, 41, "P", *ANSWERS[1]],
            ["Nilai", "/Unsur", None, 7, 6, 7, 8, 7, 7, 8, 5, 4], ["NRR /", "Unsur"], ["NRR", "tertbg/", "unsur"],
        ],
    )  # fmt: skip
    assert dataset.skm[["U8", "U9"]].to_numpy().tolist() == [[2, 3], [1, 2]]
    assert dataset.skm["period"].map(str).unique().tolist() == ["2025-01"]
    assert [(each.cell, each.severity) for each in dataset.problems if each.cell] == [("L7", "warning")]


def test_survey_by_the_names_of_the_elements_and_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """L5 without numbers: every element by its name, the period from the day of the answer."""
    names = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Sarana", "Pengaduan"]
    dataset = loaded(
        monkeypatch,
        [
            ["No", "Tanggal", "Unit", "Jenis Layanan", *names, "Saran"],
            [1, "13/01/2025", "Asemrowo", "KTP-el", *ANSWERS[0], "bagus"],
            [2, "2/2/2025", "Asemrowo", "KK", *ANSWERS[1], None],
        ],
    )
    assert dataset.skm["period"].map(str).tolist() == ["2025-01", "2025-02"]
    assert dataset.skm[["U8", "U9"]].to_numpy().tolist() == [[2, 3], [1, 2]]
    assert dataset.skm["layanan"].tolist() == ["KTP-el", "KK"]


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


@pytest.mark.parametrize(
    ("headers", "answers", "why"),
    [
        (U_BARE, [5, 4, 5, 5, 5, 4, 5, 5, 5], "skala 1–5"),
        ([*U_BARE, "U10"], [*ANSWERS[0], 4], "lebih dari 9 unsur"),
    ],
)
def test_other_forms_are_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, headers: list[str], answers: list[int], why: str
) -> None:
    dataset = loaded(monkeypatch, [["Unit", "Periode", *headers], *[["Asemrowo", "TW I 2025", *answers]] * 5])
    assert dataset.skm.empty
    assert why in said(dataset, "refused")
    assert dataset.files[0].sheets[0].refused == 5


def test_a_web_form_on_a_scale_of_five_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """L6: the questions are whole sentences."""
    asked = ["kesesuaian persyaratan", "kemudahan prosedur", "kecepatan waktu", "kewajaran biaya", "kesesuaian produk",
             "kompetensi petugas", "perilaku petugas", "kualitas sarana", "penanganan pengaduan"]  # fmt: skip
    headers = [
        "Cap waktu",
        "1. Nama Lengkap",
        *(f"{at}. Bagaimana pendapat Saudara tentang {what}?" for at, what in enumerate(asked, 2)),
    ]
    dataset = loaded(monkeypatch, [["Unit: Kelurahan Asemrowo"], headers, [datetime(2025, 1, 5), "A", *[5] * 9]])
    assert "skala 1–5" in said(dataset, "refused")
    assert dataset.skm.empty


def test_stray_values_outside_the_scale_are_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Unit", "Periode", *U_BARE[:7], "U8 Pengaduan", "U9 Sarana"],
        *[["Asemrowo", "TW I 2025", *ANSWERS[0]]] * 30,
    ]
    rows[4] = ["Asemrowo", "TW I 2025", 5, 0, None, "-", "tiga", 3, "3,0", 4, 4]
    dataset = loaded(monkeypatch, rows)
    assert list(refused(dataset)) == ["C5", "D5", "G5"]
    assert len(dataset.skm) == 30
    assert dataset.skm.loc[3, ["U6", "U7"]].tolist() == [3, 3]


def test_recap_by_service_gives_one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """L8: the index of each service, weighted by its respondents."""
    dataset = loaded(
        monkeypatch,
        [
            ["Unit Pelayanan : Kelurahan Asemrowo"],
            ["Periode : Triwulan II 2025"],
            [
                "No",
                "Jenis Layanan",
                "Jumlah Responden",
                "Persentase",
                "Total Persepsi",
                "Nilai Interval Konversi",
                "Mutu Layanan",
                "Kinerja",
            ],
            [1, "KTP-el", 30, "75%", 900, 80, "B", "Baik"],
            [2, "KK", 10, "25%", 300, 90, "A", "Sangat Baik"],
            ["Jumlah", None, 40],
        ],
    )
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025Q2", "ikm"): 82.5}
    assert dataset.kinerja["n"].tolist() == [40]
    assert "ditimbang menurut jumlah respondennya" in said(dataset, "note")


def test_recap_by_service_and_element(monkeypatch: pytest.MonkeyPatch) -> None:
    """L4: NRR of the nine elements, the index and the number of respondents of each service."""
    names = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
    dataset = loaded(
        monkeypatch,
        [
            ["Unit Pelayanan : Kelurahan Asemrowo"],
            ["NO. RES", "Jenis Layanan", "Periode Pelaksanaan", *names, "IKM", "Kategori / Mutu", "Jumlah Responden"],
            [1, "KTP-el", "Semester I 2025", *[3.2] * 9, 80, "B", 20],
            [2, "KK", "Semester I 2025", *[3.6] * 9, 90, "A", 20],
            ["Nilai Per Unsur", None, None, *[3.4] * 9],
            ["IKM IP", None, None, 85],
        ],
    )
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): 85}
    assert dataset.skm.empty


def test_staff_and_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["No", "NIP", "NAMA", "STATUS", "UNIT KERJA", "JABATAN", "TMT"],
            [1, "19850101 201001 1 001", "Pegawai Satu", "pns", "Kel. Asemrowo", "Staf", "1 Januari 2010"],
            [2, NIP[2], "Pegawai Dua", "P3K", "Kel. Asemrowo", "Staf", None],
        ],
        [
            [
                "No",
                "NIP",
                "Nama Pegawai",
                "Nama Diklat / Pelatihan",
                "Jenis Diklat",
                "Tanggal Pelaksanaan",
                "Jumlah Jam",
                "Biaya (Rp)",
                "Status",
                "Post Test",
            ],
            [
                1,
                NIP[0],
                "Pegawai Satu",
                "Pelayanan Prima",
                "Klasikal",
                "12–14 Februari 2025",
                "24 JP",
                "1.250.000",
                "Lulus",
                88,
            ],
            [2, NIP[2], "Pegawai Dua", "Pelayanan Prima", "Klasikal", "13/03/2025", 10, "-", "Tidak Hadir", None],
        ],
    )
    assert dataset.pegawai[["nip", "status"]].to_numpy().tolist() == [[NIP[0], "PNS"], [NIP[2], "PPPK"]]
    assert dataset.pegawai["mulai"].tolist() == [pd.Timestamp(2010, 1, 1), pd.NaT]
    first, second = dataset.pelatihan.to_dict("records")
    assert (first["nama_pelatihan"], first["bentuk"], first["kehadiran"]) == ("Pelayanan Prima", "Klasikal", "selesai")
    assert (first["mulai"], first["selesai"]) == (pd.Timestamp(2025, 2, 12), pd.Timestamp(2025, 2, 14))
    assert (first["jp"], first["biaya"], first["nilai_post"]) == (24, 1_250_000, 88)
    assert second["kehadiran"] == "tidak hadir"
    assert pd.isna(second["selesai"])
    assert "nama" not in dataset.pegawai


def test_a_named_person_without_nip_is_no_whole_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["NIP", "Nama", "Unit", "Nama Pelatihan", "Tanggal Mulai"],
            [None, "Seluruh pegawai", "Kel. Asemrowo", "Pelayanan Prima", "13 Mei 2025"],
            [None, "Pegawai Satu", "Kel. Asemrowo", "Pelayanan Prima", "13 Mei 2025"],
            ["123", "Pegawai Dua", "Kel. Asemrowo", "Pelayanan Prima", "13 Mei 2025"],
        ],
    )
    assert dataset.pelatihan[["unit", "row"]].to_numpy().tolist() == [["Kelurahan Asemrowo", 2]]
    assert refused(dataset) == {
        "A3": "NIP kosong, padahal barisnya tentang seorang pegawai", "A4": "NIP harus 18 digit, ini 3 digit",
    }  # fmt: skip


def test_numeric_nips_are_refused_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(monkeypatch, [["NIP", "Unit"], *[[float(NIP[0]) + each, "Kel. Asemrowo"] for each in range(5)]])
    assert dataset.pegawai.empty
    assert {each.value for each in dataset.problems} == {"•" * 14 + "1008"} or all(
        str(each.value).startswith("•" * 14) for each in dataset.problems if each.value
    )
    assert len(refused(dataset)) == 5


def test_register_of_services(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            [
                "No. Register",
                "Nama Pemohon",
                "Unit",
                "Jenis Layanan",
                "Tanggal Masuk",
                "Tanggal Selesai",
                "Standar Waktu",
                "Status",
            ],
            ["001", "A", "Asemrowo", "KTP-el", "13/01/2025 08:00", "13/01/2025 08:40", "1x24 jam", "Selesai"],
            ["002", "B", "Asemrowo", "KIA", "14/01/2025 08:00", None, "7 hari kerja", "Dikembalikan"],
            ["003", "C", "Asemrowo", "KIA", "15/01/2025", "16/01/2025", "segera", "Proses"],
        ],
    )
    assert dataset.layanan["standar_menit"].tolist()[0] == 1440
    assert dataset.layanan["standar_hari_kerja"].tolist()[1] == 7
    assert dataset.layanan["dikembalikan"].tolist() == [False, True, False]
    assert dataset.layanan["selesai"].isna().tolist() == [False, True, False]
    assert list(refused(dataset)) == ["G4"]


def test_every_refused_cell_has_its_place_value_and_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [[], ["Unit", "Periode", "IKM"], ["Kel. Asemrowo", "Januari 2025", "delapan"], ["Kel. Asemrowo", None, 80],
         [None, "Februari 2025", 80], ["Kel. Asemrowo", "Foo", 80], ["Kel. Asemrowo", "Maret 2025", 120.5]],
    )  # fmt: skip
    found = [(each.row, each.column, each.cell, each.value) for each in dataset.problems if each.severity == "refused"]
    assert sorted(found, key=lambda each: str(each[2])) == [
        (5, "Unit", "A5", None), (4, "Periode", "B4", None), (6, "Periode", "B6", "Foo"), (3, "IKM", "C3", "delapan"),
        (7, "IKM", "C7", "120,5"),
    ]  # fmt: skip
    assert kinerja(dataset) == {}
    assert dataset.files[0].sheets[0].refused == 3


def test_several_tables_in_a_sheet_each_with_its_own_title(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [["Unit Kerja : Kelurahan Asemrowo"], ["Bulan", "IKM"], ["Januari 2025", 80], ["Februari 2025", 81], [],
         ["Unit Kerja : Kelurahan Tambak Sarioso"], ["Bulan", "IKM"], ["Januari 2025", 70], [],
         ["NIP", "Unit"], [NIP[0], "Kel. Asemrowo"]],
    )  # fmt: skip
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80, ("Kelurahan Asemrowo", "2025-02", "ikm"): 81,
        ("Kelurahan Tambak Sarioso", "2025-01", "ikm"): 70,
    }  # fmt: skip
    assert [report.header_row for report in dataset.files[0].sheets] == [2, 7, 10]
    assert len(dataset.pegawai) == 1


def test_tables_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [["Unit", "Bulan", "IKM", None, "Unit", "Bulan", "Pengaduan"],
         ["Asemrowo", "Januari 2025", 80, None, "Asemrowo", "Januari 2025", 3],
         ["Asemrowo", "Februari 2025", 81, None, None, None, None]],
    )  # fmt: skip
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80, ("Kelurahan Asemrowo", "2025-02", "ikm"): 81,
        ("Kelurahan Asemrowo", "2025-01", "pengaduan"): 3,
    }  # fmt: skip
    assert said(dataset, "refused") == ""


def test_a_header_repeated_on_every_printed_page(monkeypatch: pytest.MonkeyPatch) -> None:
    header = ["No", "Unit", "Bulan", "IKM"]
    dataset = loaded(
        monkeypatch,
        [
            ["TAHUN 2025"],
            header,
            ["1", "2", "3", "4"],
            [1, "Asemrowo", "Januari", 80],
            header,
            [2, "Asemrowo", "Februari", 81],
        ],
    )
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80, ("Kelurahan Asemrowo", "2025-02", "ikm"): 81,
    }  # fmt: skip


def test_merged_cells_hold_for_all_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Unit", "Bulan", "IKM"],
        ["Asemrowo", "Januari 2025", 80],
        [None, "Februari 2025", 81],
        [None, "Maret 2025", 82],
    ]
    dataset = loaded(monkeypatch, sheet(rows, merged=((1, 0, 2, 0),)))
    assert len(dataset.kinerja) == 2
    assert refused(dataset) == {"A4": "Unit kosong; isi di setiap baris"}


def test_hidden_sheets_and_rows_are_read_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80]]
    dataset = loaded(monkeypatch, sheet(rows, hidden=True, hidden_rows=frozenset({1})))
    assert len(dataset.kinerja) == 1
    assert "lembar tersembunyi; tetap dibaca" in said(dataset, "note")
    assert "baris 2 tersembunyi; tetap dibaca" in said(dataset, "note")


def test_unknown_and_nameless_columns_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(monkeypatch, [["NIP", "Unit", "Zodiak", None], [NIP[0], "Asemrowo", "Leo", "x"]])
    assert "kolom tidak dikenali dan tidak dibaca: “Zodiak”" in said(dataset, "note")
    assert "kolom D berisi data tanpa judul" in said(dataset, "note")


def test_a_twin_heading_is_told_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(monkeypatch, [["Unit", "Bulan", "IKM", "Nilai IKM"], ["Asemrowo", "Januari 2025", 80, 90]])
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): 80}
    assert "judul kolom ganda" in said(dataset, "warning")


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


def test_rows_said_twice_count_once_and_contradictions_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80], ["Asemrowo", "Februari 2025", 81]]
    second = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80], ["Asemrowo", "Februari 2025", 85]]
    dataset = loaded(monkeypatch, first, second)
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): 80}
    assert "baris 2 mengulang lembar “Lembar1” berkas buku.xlsx; dihitung sekali" in said(dataset, "note")
    against = [each for each in dataset.problems if each.severity == "refused"]
    assert [(each.sheet, each.row, each.value) for each in against] == [("Lembar1", 3, "81"), ("Lembar2", 3, "85")]
    assert "bertentangan dengan baris 3 lembar “Lembar2”" in against[0].reason


def test_the_fuller_of_two_agreeing_training_rows_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    header = ["NIP", "Nama Pelatihan", "Tanggal Mulai", "JP", "Biaya"]
    row = [NIP[0], "Pelayanan Prima", "13 Mei 2025"]
    dataset = loaded(
        monkeypatch, [header, [*row, 10, None], [*row, 10, 5000], [NIP[1], *row[1:], 10, 1], [NIP[1], *row[1:], 12, 1]]
    )
    assert dataset.pelatihan["biaya"].tolist() == [5000]
    assert said(dataset, "refused").count("bertentangan") == 2
    (report,) = dataset.files[0].sheets
    assert (report.rows, report.accepted, report.refused) == (4, 2, 2)


def test_excel_errors_and_unsaved_formulas_are_refused(tmp_path: Path) -> None:
    content = workbook(
        [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", "=1+1"], ["Asemrowo", "Februari 2025", 80]]
    )
    dataset = load_books([("rumus.xlsx", content)], {})
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-02", "ikm"): 80}
    assert "rumus" in refused(dataset)["C2"]


@pytest.mark.parametrize(
    ("grids", "sentence"),
    [
        ([[]], "Berkas buku.xlsx kosong"),
        ([[["apa", "saja"], [1, 2]]], "tidak berisi lembar yang dikenal"),
        ([[["NIP", "Nama Pelatihan", "JP"], [NIP[0], "A", 10]]], "Tanggal Mulai atau Tanggal Selesai tidak ditemukan"),
    ],
)
def test_a_useless_book_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, grids: list, sentence: str) -> None:
    dataset = loaded(monkeypatch, *grids)
    assert sentence in str(dataset.files[0].error)
    assert str(dataset.files[0].error).endswith(".")


def test_one_bad_book_leaves_the_others_alone() -> None:
    good = workbook([["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80]])
    dataset = load_books([("rusak.xlsx", b"bukan buku"), ("baik.xlsx", good), ("baik lagi.xlsx", good)], {})
    assert [report.error is None for report in dataset.files] == [False, True, True]
    assert len(dataset.kinerja) == 1
    assert "isinya sama persis dengan berkas baik.xlsx" in said(dataset, "note")


def test_merged_two_row_headings_in_a_real_file() -> None:
    content = workbook(
        [
            ["LAPORAN KINERJA TAHUN 2025"],
            ["No", "Unit Kerja", "Bulan", "Waktu", None],
            [None, None, None, "Lama Layanan", "Tepat Waktu"],
            [1, "Asemrowo", "Januari", 30, "87,5%"],
        ],
        merge=["A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"],
    )
    dataset = load_books([("buku.xlsx", content)], {})
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "lama_layanan"): 30, ("Kelurahan Asemrowo", "2025-01", "tepat_waktu"): 87.5,
    }  # fmt: skip


def test_forms_budget_events_and_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["NIP", "Nama Pelatihan", "Saat", "Motivasi", "Percaya Diri", "Perilaku (Atasan)"],
            [NIP[0], "Pelayanan Prima", "Pra", 3, "3,5", None],
            [NIP[0], "Pelayanan Prima", "pasca pelatihan", 4, 4, 80],
            [NIP[0], "Pelayanan Prima", "3 bulan", 4, "tinggi", 80],
        ],
        [["ANGGARAN TAHUN 2025"], ["Program", "Pagu", "Realisasi"], ["Pelatihan ASN", "Rp100.000.000", "95.500.000"]],
        [
            ["Tanggal", "Kejadian", "Unit"],
            ["13 Mei 2024", "Adminduk 1x24 jam", "Semua"],
            ["2 Juni 2025", "Renovasi loket", "Asemrowo"],
        ],
        [["Indikator", "Tahun", "Target", "Arah"], ["IKM", 2025, "88,5", "Maximize"], ["Apel", 2025, 95, "naik"]],
    )
    assert [report.kind for report in dataset.files[0].sheets] == ["evaluasi", "anggaran", "kejadian", "target"]
    assert dataset.evaluasi["saat"].tolist() == ["sebelum", "sesudah", "3 bulan"]
    assert dataset.evaluasi["percaya_diri"].tolist()[:2] == [3.5, 4]
    assert list(refused(dataset)) == ["E4"]
    assert dataset.anggaran[["tahun", "pagu", "realisasi"]].to_numpy().tolist() == [[2025, 100_000_000, 95_500_000]]
    assert dataset.kejadian[["nama", "unit"]].to_numpy().tolist() == [
        ["Adminduk 1x24 jam", None],
        ["Renovasi loket", "Kelurahan Asemrowo"],
    ]
    assert dataset.target[["indikator", "target", "arah"]].to_numpy().tolist() == [
        ["ikm", 88.5, "naik"],
        ["Apel", 95, "naik"],
    ]


PLAN = ["No", "Prioritas Unsur", "Program/Kegiatan", "Waktu", "Penanggung Jawab", "Status", "Deskripsi"]


def test_the_follow_up_plan_with_its_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["RENCANA TINDAK LANJUT SKM TAHUN 2026"],
            PLAN,
            [1, "Waktu Penyelesaian", "Menambah loket", "TW II", "Kasi Pelayanan", "Sudah", "Loket 3 dibuka"],
            [2, "Sarana dan Prasarana", "Kursi tunggu", "Triwulan 3", "Sekretaris", "belum", None],
            [3, "Prosedur", "Papan alur", "kapan-kapan", "Sekretaris", "belum", None],
            [4, "Prosedur", None, "I", "Sekretaris", "belum", None],
        ],
    )
    assert [report.kind for report in dataset.files[0].sheets] == ["rtl"]
    assert dataset.rtl[["tahun", "waktu", "status"]].to_numpy().tolist() == [
        [2026, "II", "sudah"], [2026, "III", "belum"], [2026, None, "belum"],
    ]  # fmt: skip
    assert set(refused(dataset)) == {"D5", "C6"}


def test_a_survey_keeps_who_answered_but_no_names_and_no_remarks(monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["Nama", "No HP", "Jenis Kelamin", "Usia", "Pendidikan", "Pekerjaan", "Unit", "Periode", "Saran"]
    rows = [
        ["Warga Satu", "0811", "laki-laki", 41.0, "S-1", "Swasta", "Asemrowo", "Triwulan I 2026", "cepat"],
        ["Warga Dua", "0812", "X", "20-30", None, "PNS", "Asemrowo", "Triwulan I 2026", None],
    ]
    elements = [f"U{n}" for n in range(1, 8)] + ["U8 (Pengaduan)", "U9 (Sarana)"]
    dataset = loaded(
        monkeypatch, [head + elements, *(row + answers for row, answers in zip(rows, ANSWERS, strict=True))]
    )
    profile = dataset.skm[["jenis_kelamin", "usia", "pendidikan", "pekerjaan"]]
    assert profile.astype(object).where(profile.notna(), None).to_numpy().tolist() == [
        ["L", "41", "S-1", "Swasta"], [None, "20-30", None, "PNS"],
    ]  # fmt: skip
    assert list(refused(dataset)) == ["C3"]
    assert not dataset.skm.isin(["Warga Satu", "0811", "cepat"]).any(axis=None)


def test_default_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    assert all(path.suffix == ".xlsx" for path in default_sources())
    for name in ("b.xls", "a.XLSX", "~$a.xlsx", "catatan.txt"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setenv("DAMPAK_DATA", str(tmp_path))
    assert [path.name for path in default_sources()] == ["a.XLSX", "b.xls"]


def test_the_committed_sample_is_labelled_and_read_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    dataset = load_books(default_sources(), {})
    assert dataset.is_sample
    assert dataset.questions == ()
    assert all(sheet.refused == 0 for report in dataset.files for sheet in report.sheets)


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


HEADINGS = (
    "NIP",
    "Unit",
    "Nama Pelatihan",
    "Tanggal Mulai",
    "JP",
    "Bulan",
    "Tahun",
    "IKM",
    "Tepat Waktu (%)",
    "U8",
    "Mulai",
    "Januari",
    "Februari",
    "Maret",
    "2024",
    "Indikator",
    "Realisasi",
    "Standar Waktu",
    "Tanggal Masuk",
    "Tanggal Selesai",
    "Jumlah Responden",
    "Jenis Layanan",
    "No",
    "Jumlah",
    *U_BARE,
)
CELLS = st.one_of(
    st.none(), st.sampled_from(HEADINGS), st.text(max_size=12), st.floats(), st.booleans(), st.datetimes(), st.dates(),
    st.times(), st.timedeltas(), st.just(CellError("#N/A")),
    st.sampled_from(["13/02/2025", "02/13/2025", "1.234", "87,5%", "Jan-25", "TW I 2025", "12–14 Mei 2025", "15 menit",
                     "Kalianak", "Kel. Asemrowo", NIP[0], "Ya", "-", "Σ Nilai", "Rata-rata", "IKM UNIT", "(1)"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    header=st.lists(st.sampled_from(HEADINGS), max_size=14), rows=st.lists(st.lists(CELLS, max_size=14), max_size=12)
)
def test_any_sheet_is_read_or_refused_without_an_exception(
    monkeypatch: pytest.MonkeyPatch, header: list[str], rows: list[list[Any]]
) -> None:
    dataset = loaded(monkeypatch, [header, *rows])
    for report in dataset.files[0].sheets:
        assert report.accepted + report.refused == report.rows
    assert all(problem.reason for problem in dataset.problems)


def test_a_row_of_figures_without_unit_and_period_is_refused_not_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["Unit", "Bulan", "IKM", "Pengaduan"],
            ["Asemrowo", "Januari 2025", 80, 1],
            [None, None, 81, 2],
            ["Asemrowo", "Maret 2025", 82, 3],
        ],
    )
    assert refused(dataset) == {"A3": "Unit kosong; isi di setiap baris"}


def test_a_sheet_of_labels_speaks_for_the_whole_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """L5: the unit and the period stand in a sheet of their own."""
    info = [["Parameter", "Isi Data"], ["Nama Unit", "Kelurahan Asemrowo"], ["Periode Survei", "Januari - Maret 2025"]]
    answers = [["No", *U_BARE[:7], "U8 (Sarana & Prasarana)", "U9 (Pengaduan)"], [1, *ANSWERS[0]]]
    dataset = loaded(monkeypatch, info, answers)
    assert dataset.skm["unit"].tolist() == ["Kelurahan Asemrowo"]
    assert dataset.skm["period"].map(str).tolist() == ["2025Q1"]


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


def test_an_end_before_its_start_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["NIP", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai"], [NIP[0], "A", "14/05/2025", "13/05/2025"]]
    dataset = loaded(monkeypatch, rows)
    assert refused(dataset) == {"D2": "lebih awal daripada Tanggal Mulai"}
    assert dataset.pelatihan.empty


def test_odd_nips_are_read_and_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ("198501012010013001", "198501012010151001", "198501011995011001")
    dataset = loaded(monkeypatch, [["NIP", "Unit"], *([nip, "Asemrowo"] for nip in (*odd, *NIP))])
    assert len(dataset.pegawai) == 6
    warned = [each.reason for each in dataset.problems if each.severity == "warning"]
    assert [any(word in reason for reason in warned) for word in ("ke-15", "ke-13", "umur")] == [True] * 3
    assert len(warned) == 3


def test_a_misspelt_unit_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], ["Kelurahan Asemrowoo", "Januari 2025", 80]]
    dataset = loaded(monkeypatch, rows)
    assert ("Kelurahan Asemrowoo", "2025-01", "ikm") in kinerja(dataset)
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: "Kelurahan Asemrowo"})
    assert ("Kelurahan Asemrowo", "2025-01", "ikm") in kinerja(answered)


def test_a_nip_in_the_wrong_column_is_still_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(monkeypatch, [["Unit", "Bulan", "IKM"], ["Asemrowo", f"NIP {NIP[0]}", 80]])
    (problem,) = [each for each in dataset.problems if each.severity == "refused"]
    assert problem.value == "NIP " + "•" * 14 + "1001"


def test_the_index_of_a_recap_and_the_printed_one_agree_to_two_decimals(monkeypatch: pytest.MonkeyPatch) -> None:
    recap = [
        ["Unit", "Periode", "Jenis Layanan", "IKM", "Jumlah Responden"],
        *(["Asemrowo", "TW I 2025", *r] for r in (("A", 80, 1), ("B", 81, 2))),
    ]
    dataset = loaded(monkeypatch, recap, [["Unit", "Periode", "IKM"], ["Asemrowo", "TW I 2025", 80.67]])
    assert list(kinerja(dataset).values()) == [pytest.approx(80.67, abs=0.005)]
    assert said(dataset, "refused") == ""


def test_a_header_of_three_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["LAPORAN TAHUN 2025"],
            ["No", "Unit Kerja", "Bulan", "Capaian Kinerja", None, None],
            [None, None, None, "Kepuasan", "Waktu", None],
            [None, None, None, "IKM", "Lama Layanan (jam)", "Tepat Waktu (%)"],
            [1, "Asemrowo", "Januari", 80, 1.5, 90],
        ],
    )
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80,
        ("Kelurahan Asemrowo", "2025-01", "lama_layanan"): 90,
        ("Kelurahan Asemrowo", "2025-01", "tepat_waktu"): 90,
    }
    assert "lama dalam jam diubah menjadi menit" in said(dataset, "note")


def test_recap_of_hours_by_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recap that a bangkom application prints: a title, a date, and the office's own figures for the year."""
    dataset = loaded(
        monkeypatch,
        [
            ["REKAP PENGEMBANGAN KOMPETENSI"],
            [],
            ["Update terakhir: 12 Maret 2025"],
            [],
            [
                "#",
                "PERANGKAT DAERAH",
                "JUMLAH PEGAWAI",
                "JUMLAH PEGAWAI JP >= 20",
                "JUMLAH PEGAWAI JP < 20",
                "PERSENTASE",
                "TOTAL JP",
                "RATA-RATA JP",
            ],
            [1, "Kelurahan Asemrowo", 10, 4, 6, "40%", 150, 15],
        ],
    )
    assert {key[1:]: value for key, value in kinerja(dataset).items()} == {
        ("2025", "JUMLAH PEGAWAI"): 10,
        ("2025", "JUMLAH PEGAWAI JP >= 20"): 4,
        ("2025", "JUMLAH PEGAWAI JP < 20"): 6,
        ("2025", "PERSENTASE"): 40,
        ("2025", "TOTAL JP"): 150,
        ("2025", "RATA-RATA JP"): 15,
    }


def test_figures_by_service_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "Jenis Layanan", "Volume"], *(["Asemrowo", "Mei 2025", s, 3] for s in ("KTP-el", "KK"))]
    dataset = loaded(monkeypatch, rows)
    assert "dirinci per jenis layanan" in said(dataset, "refused")
    assert dataset.kinerja.empty
    assert len(loaded(monkeypatch, rows[:2]).kinerja) == 1


def test_trainings_of_part_of_a_unit_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Nama Pelatihan", "Tanggal", "Jumlah Peserta"], ["Asemrowo", "Pelayanan Prima", "13 Mei 2025", 4]]
    dataset = loaded(monkeypatch, rows)
    assert dataset.pelatihan.empty
    (question,) = dataset.questions
    whole = loaded(monkeypatch, rows, answers={question.key: question.options[0]})
    assert len(whole.pelatihan) == 1
    assert "baris 2 tanpa NIP dibaca sebagai pelatihan seluruh pegawai unit" in said(whole, "note")
    assert loaded(monkeypatch, rows, answers={question.key: question.options[1]}).pelatihan.empty


def test_two_days_in_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    training = [
        ["NIP", "Nama Pelatihan", "Tanggal"],
        [NIP[0], "A", "13 Mei 2025\n15 Mei 2025"],
        [NIP[1], "A", "13-14 Mei 2025"],
    ]
    dataset = loaded(monkeypatch, training)
    assert dataset.pelatihan["selesai"].dt.day.tolist() == [15, 14]
    assert "dua tanggal dalam satu sel" in said(dataset, "note")
    register = [["Unit", "Tanggal Masuk", "Tanggal Selesai"], ["Asemrowo", "13 Mei 2025\n14 Mei 2025", "15 Mei 2025"]]
    assert refused(loaded(monkeypatch, register)) == {"B2": "berisi lebih dari satu tanggal; tulis satu saja"}


def test_a_blank_end_is_filled_by_the_span_of_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    header = ["NIP", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai"]
    dataset = loaded(
        monkeypatch, [header, [NIP[0], "A", "13-15 Mei 2025", None], [NIP[1], "A", "13 Mei 2025", "16 Mei 2025"]]
    )
    assert dataset.pelatihan["selesai"].dt.day.tolist() == [15, 16]


def test_a_year_that_stands_nowhere_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari", 80]]
    dataset = loaded(monkeypatch, rows)
    assert "tahunnya tidak tertulis" in refused(dataset)["B2"]
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: "2025"})
    assert answered.kinerja["period"].map(str).tolist() == ["2025-01"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("PERIODE 1 JANUARI S.D. 31 MARET 2025", "2025Q1"),
        ("Triwulan I (Januari-Maret) Tahun 2025", "2025Q1"),
        ("BULAN MEI 2025", "2025-05"),
        ("SEMESTER II TAHUN 2025", "2025-07"),
    ],
)
def test_periods_in_a_title(monkeypatch: pytest.MonkeyPatch, title: str, expected: str) -> None:
    dataset = loaded(monkeypatch, [["DATA KINERJA"], [title], ["Unit", "IKM"], ["Asemrowo", 80]])
    assert kinerja(dataset) == {("Kelurahan Asemrowo", expected, "ikm"): 80}


def test_a_weighted_mean_below_the_table_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    labelled = [*U_BARE[:7], "U8 Sarana", "U9 Pengaduan"]
    rows = [
        ["Unit", "Periode", *labelled],
        ["Asemrowo", "TW I 2025", *[4] * 9],
        ["NRR Tertimbang / Unsur", None, *["0,444"] * 9],
    ]
    assert said(loaded(monkeypatch, rows), "warning") == ""
    rows[2][3] = "0,333"
    assert [each.cell for each in loaded(monkeypatch, rows).problems if each.severity == "warning"] == ["D3"]
