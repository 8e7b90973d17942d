"""Each layout that offices really use is read completely."""

from __future__ import annotations

import io
from datetime import datetime

import pandas as pd
import pytest
import xlsxwriter

from data.books import load_books
from tests.data.made_books import ANSWERS, NIP, U_BARE, kinerja, loaded, refused, said, sheet, workbook

PLAN = ["No", "Prioritas Unsur", "Program/Kegiatan", "Waktu", "Penanggung Jawab", "Status", "Deskripsi"]


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


def test_a_sheet_of_labels_speaks_for_the_whole_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """L5: the unit and the period stand in a sheet of their own."""
    info = [["Parameter", "Isi Data"], ["Nama Unit", "Kelurahan Asemrowo"], ["Periode Survei", "Januari - Maret 2025"]]
    answers = [["No", *U_BARE[:7], "U8 (Sarana & Prasarana)", "U9 (Pengaduan)"], [1, *ANSWERS[0]]]
    dataset = loaded(monkeypatch, info, answers)
    assert dataset.skm["unit"].tolist() == ["Kelurahan Asemrowo"]
    assert dataset.skm["period"].map(str).tolist() == ["2025Q1"]


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


def test_figures_by_service_become_one_a_unit_and_period(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: IKM (80 × 10 + 90 × 30) ÷ 40 = 87,5; minutes (20 × 100 + 40 × 300) ÷ 400 = 35; counts added."""
    head = ["Unit", "Bulan", "Jenis Layanan", "IKM", "Jumlah Responden", "Lama Layanan (menit)", "Volume", "Pengaduan"]
    rows = [
        ["Asemrowo", "Mei 2025", "KTP-el", 80, 10, 20, 100, 1],
        ["Asemrowo", "Mei 2025", "KK", 90, 30, 40, 300, 2],
        ["Asemrowo", "Mei 2025", "Semua layanan", 85, 40, 30, 400, 3],
        ["Asemrowo", "April 2025", "Semua layanan", 60, 7, 50, 9, 1],
        ["Asemrowo", "Juni 2025", "KK", 70, 5, None, 8, 0],
        ["Asemrowo", "Juni 2025", "KTP-el", 75, None, 9, 2, 0],
    ]
    dataset = loaded(monkeypatch, [head, *rows])
    assert {key[1:]: value for key, value in kinerja(dataset).items()} == {
        ("2025-05", "ikm"): 87.5, ("2025-05", "lama_layanan"): 35, ("2025-05", "volume"): 400,
        ("2025-05", "pengaduan"): 3, ("2025-04", "ikm"): 60, ("2025-04", "lama_layanan"): 50,
        ("2025-04", "volume"): 9, ("2025-04", "pengaduan"): 1, ("2025-06", "lama_layanan"): 9,
        ("2025-06", "volume"): 10, ("2025-06", "pengaduan"): 0,
    }  # fmt: skip
    assert dataset.kinerja.loc[dataset.kinerja["indicator"] == "ikm", "n"].tolist() == [40, 7]
    assert "baris 4 menjumlahkan layanan lain" in said(dataset, "note")
    assert "2025-06 tidak dapat digabung" in said(dataset, "refused")


def test_units_that_stand_in_rows_above_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["KINERJA TAHUN 2025"],
            ["No", "Bulan", "IKM"],
            ["A.", "KELURAHAN GENTING KALIANAK"],
            [1, "Januari", 80],
            [2, "Februari", 81],
            ["Unit: Kel. Asem Rowo"],
            [1, "Januari", 70],
            ["Kecamatan Asemrowo, 2 Januari 2026"],
        ],
    )
    assert kinerja(dataset) == {
        ("Kelurahan Genting Kalianak", "2025-01", "ikm"): 80,
        ("Kelurahan Genting Kalianak", "2025-02", "ikm"): 81,
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 70,
    }
    assert "unit “Kelurahan Asemrowo” diambil dari baris 6" in said(dataset, "note")
    assert "baris 8 bukan baris data" in said(dataset, "note")


def test_a_row_above_fills_only_blank_units_and_an_old_name_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Unit", "Bulan", "IKM"], ["Kelurahan Genting"], [None, "Mei 2025", 80], ["Seksi Umum", "Mei 2025", 81],
        ["Kelurahan Asemrowo"], ["Seksi Umum", "Juni 2025", 82],
    ]  # fmt: skip
    dataset = loaded(monkeypatch, rows)
    assert kinerja(dataset) == {("Seksi Umum", "2025-05", "ikm"): 81, ("Seksi Umum", "2025-06", "ikm"): 82}
    assert "“Kelurahan Genting”: nama kelurahan lama" in said(dataset, "refused")
    (question,) = dataset.questions
    answered = loaded(monkeypatch, rows, answers={question.key: "Kelurahan Genting Kalianak"})
    assert len(answered.kinerja) == 3
    no_column = [row[1:] if len(row) > 1 else row for row in (rows[0], rows[2], rows[1], rows[3])]
    assert "unit tidak tertulis" in said(loaded(monkeypatch, no_column), "refused")


def test_a_plan_with_one_column_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    head = [*PLAN[:3], "Waktu", None, None, None, "Penanggung Jawab"]
    rows = [
        [1, "Waktu", "Tambah loket", None, "V", "√", None, "Kasi Pelayanan"],
        [2, "Biaya", "Pasang tarif", None, None, None, None, "Kasi Pelayanan"],
        [3, "Sarana", "Kursi", 1, "Rp5", None, None, "Sekretaris"],
    ]
    for quarters in (["TW I", "TW II", "TW III", "TW IV"], ["I", "II", "III", "IV"]):
        grid = [["RENCANA TINDAK LANJUT TAHUN 2026"], head, [None] * 3 + quarters + [None], *rows]
        dataset = loaded(monkeypatch, grid)
        assert [report.kind for report in dataset.files[0].sheets] == ["rtl"]
        assert dataset.rtl[["program", "waktu", "row"]].to_numpy().tolist() == [
            ["Tambah loket", "II", 4], ["Tambah loket", "III", 4], ["Kursi", "I", 6],
        ]  # fmt: skip
        assert set(refused(dataset)) == {"D5", "E6"}


def test_a_format_in_percent_is_read_as_it_is_shown_without_a_question() -> None:
    rows = [["Unit", "Bulan", "Tepat Waktu (%)", "Jumlah Responden"], ["Asemrowo", "Mei 2025", 0.875, 0.4]]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page, shown = book.add_worksheet(), book.add_format({"num_format": "0,0%"})
        for at, row in enumerate(rows):
            page.write_row(at, 0, row, shown if at else None)
    dataset = load_books([("persen.xlsx", file.getvalue())], {})
    assert dataset.kinerja["value"].tolist() == [87.5]
    assert dataset.questions == ()
    assert list(refused(dataset)) == ["D2"]
    assert dataset.problems[-1].value == "40%"
