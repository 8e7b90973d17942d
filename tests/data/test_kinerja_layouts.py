"""Kinerja however an office lays it out: wide, a column a month, a group a quarter, an indicator a row."""

import io

import pytest
import xlsxwriter

from data.ingest.load import load_books
from tests.data.made_books import kinerja, loaded, refused, said


def test_wide_kinerja_becomes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [
            ["LAPORAN KINERJA", None],
            [],
            ["No", "Unit Kerja", "Bulan", "IKM", "Lama\nLayanan (menit)", "Jumlah Responden", "Apel (%)"],
            [1, "Kel. Asem Rowo", "Januari 2025", "81,35", 30, 48, "97,5%"],
            [2, "KELURAHAN ASEMROWO", "Feb-25", 82.5, "1 jam 30 menit", 50, "98"],
        ],
    )
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
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 81.2,
        ("Kelurahan Asemrowo", "2025-01", "Kehadiran Apel"): 97,
    }
    assert list(refused(dataset)) == ["G4"]


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
