"""Staff, trainings, the register of services, budget, events, goals and plans as offices write them."""

import pandas as pd
import pytest

from tests.data.made_books import NIP, kinerja, loaded, refused

PLAN = ["No", "Prioritas Unsur", "Program/Kegiatan", "Waktu", "Penanggung Jawab", "Status", "Deskripsi"]


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
