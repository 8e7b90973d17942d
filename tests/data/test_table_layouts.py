"""Where tables stand in a sheet, and what stands above them: titles, repeated, merged and tall headers, units."""

import pytest

from data.ingest.load import load_books
from tests.data.made_books import ANSWERS, NIP, U_BARE, kinerja, loaded, refused, said, sheet, workbook


def test_several_tables_in_a_sheet_each_with_its_own_title(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(
        monkeypatch,
        [["Unit Kerja : Kelurahan Asemrowo"], ["Bulan", "IKM"], ["Januari 2025", 80], ["Februari 2025", 81], [],
         ["Unit Kerja : Kelurahan Tambak Sarioso"], ["Bulan", "IKM"], ["Januari 2025", 70], [],
         ["NIP", "Unit"], [NIP[0], "Kel. Asemrowo"]],
    )  # fmt: skip
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80,
        ("Kelurahan Asemrowo", "2025-02", "ikm"): 81,
        ("Kelurahan Tambak Sarioso", "2025-01", "ikm"): 70,
    }
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
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80,
        ("Kelurahan Asemrowo", "2025-02", "ikm"): 81,
        ("Kelurahan Asemrowo", "2025-01", "pengaduan"): 3,
    }
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
        ("Kelurahan Asemrowo", "2025-01", "ikm"): 80,
        ("Kelurahan Asemrowo", "2025-02", "ikm"): 81,
    }


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
            [None, None, None, "Lama Layanan (menit)", "Tepat Waktu"],
            [1, "Asemrowo", "Januari", 30, "87,5%"],
        ],
        merge=["A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"],
    )
    dataset = load_books([("buku.xlsx", content)], {})
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025-01", "lama_layanan"): 30,
        ("Kelurahan Asemrowo", "2025-01", "tepat_waktu"): 87.5,
    }


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
