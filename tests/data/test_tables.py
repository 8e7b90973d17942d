"""Headings are found wherever they stand, and only exact names count."""

import pandas as pd
import pytest

from data.ingest.tables import Body, Table, figure_headings, filled_cells, find_body, find_tables
from data.ingest.tables.header import Header
from data.ingest.tables.headings import recognise, spellings
from data.ingest.tables.layout import read_headers
from data.workbooks import Sheet
from tests.data.made_books import Grid, sheet


def tables(made: Sheet) -> list[Table]:
    return find_tables(made, filled_cells(made), {})


def body(made: Sheet) -> Body:
    (table,) = tables(made)
    return find_body(made, table, filled_cells(made))


def kind_of(*headings: str) -> str | None:
    found = recognise([Header(column, (text,)) for column, text in enumerate(headings)], {})
    return found.contract.kind if found and not found.missing else None


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (("NIP", "Nama", "Unit Kerja"), "pegawai"),
        (("NO", "NAMA", "NIP LAMA", "NIP BARU", "GOLRU", "PANGKAT", "SATKER", "JABATAN", "TGL LAHIR"), "pegawai"),
        (("nip_baru", "nama", "jabatan_nama", "unor_nama"), "pegawai"),
        (
            (
                "nama",
                "nip",
                "jabatan",
                "unit_kerja",
                "nama_pelatihan",
                "penyelenggara",
                "tanggal_mulai",
                "tanggal_selesai",
                "jp",
            ),
            "pelatihan",
        ),
        (
            ("NIP", "namaKursus", "jumlahJam", "institusiPenyelenggara", "tanggalKursus", "tanggalSelesaiKursus"),
            "pelatihan",
        ),
        (("Unit", "Nama Diklat / Pelatihan", "Tgl Mulai"), "pelatihan"),
        (("Unit", "Bulan", "IKM"), "kinerja"),
        (("Kelurahan", "Tahun", "Triwulan", "Kehadiran Apel"), "kinerja"),
        (("Unit", "Jenis Layanan", "Tanggal Masuk", "Tanggal Selesai"), "layanan"),
        (("Unit", "Periode", *(f"U{number}" for number in range(1, 10))), "skm"),
        (("No", "Jenis Layanan", "Jumlah Responden", "Nilai Interval Konversi", "Unit"), "rekap_skm"),
        (("NIP", "Unit", "Nama Pelatihan", "JP"), None),
        (("Tanggal", "Uraian", "Keterangan"), None),
        (("NO", "Jam", "Uraian", "Tempat", "Penanggung Jawab", "Keterangan"), None),
    ],
)
def test_kinds(headings: tuple[str, ...], kind: str | None) -> None:
    assert kind_of(*headings) == kind


def test_a_training_is_never_taken_for_a_name() -> None:
    found = recognise([Header(0, ("NIP",)), Header(1, ("Nama Diklat / Pelatihan",)), Header(2, ("Tgl Mulai",))], {})
    assert found is not None
    assert found.columns["nama_pelatihan"].column == 1
    assert "nama" not in found.columns


def test_spellings_of_a_heading() -> None:
    assert spellings(("Waktu", "Lama Layanan\n(menit)")) == (
        "waktu lama layanan menit", "lama layanan menit", "waktu lama layanan", "lama layanan",
    )  # fmt: skip
    assert "nama lengkap" in spellings(("1. Nama Lengkap",))


@pytest.mark.parametrize("above", range(15))
def test_the_header_may_stand_in_any_of_the_first_rows(above: int) -> None:
    grid: Grid = [*[["PEMERINTAH KOTA"]] * above, ["No", "Unit", "Bulan", "IKM"], [1, "A", "Mei 2025", 80]]
    (table,) = tables(sheet(grid))
    assert (table.top, table.body, table.stop) == (above, above + 1, above + 2)


def test_a_table_far_below_another() -> None:
    grid: Grid = [
        ["NIP", "Unit"],
        *[["198501012010011001", "A"]] * 60,
        [],
        ["Lampiran"],
        ["Unit", "Bulan", "IKM"],
        ["A", "B", 1],
    ]
    assert [(table.contract.kind, table.top) for table in tables(sheet(grid))] == [("pegawai", 0), ("kinerja", 63)]


def test_groups_are_carried_over_their_columns_merged_or_not() -> None:
    grid: Grid = [["No", "Tanggal", None, "JP"], [None, "Mulai", "Selesai", None]]
    expected = [("No",), ("Tanggal", "Mulai"), ("Tanggal", "Selesai"), ("JP",)]
    assert [header.path for header in read_headers(sheet(grid), 0, 2)] == expected
    merged = sheet(grid, merged=((0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3)))
    assert [header.path for header in read_headers(merged, 0, 2)] == expected


def test_rows_are_sorted_into_data_foot_and_other() -> None:
    grid: Grid = [
        ["No", "Unit", "Bulan", "IKM"], ["(1)", "(2)", "(3)", "(4)"], [1, "A", "Mei 2025", 80], [],
        ["KELOMPOK B"], [2, "B", "Mei 2025", 81], ["Jumlah", None, None, 161], [None, "Rata-rata", None, 80.5],
        [None, None, None, "Surabaya, 2 Juni 2025"], [None, None, None, "NIP. 19850101"],
    ]  # fmt: skip
    assert body(sheet(grid)) == Body(rows=[2, 5], foot=[6, 7], other=[4, 8, 9])


def test_a_training_whose_name_begins_like_a_sum_is_data() -> None:
    grid: Grid = [
        ["Nama Pelatihan", "NIP", "Tanggal Mulai"],
        ["Nilai-Nilai BerAKHLAK", "198501012010011001", "1 Mei 2025"],
    ]
    assert body(sheet(grid)).rows == [1]


def test_respondents_one_two_three_are_no_column_numbers() -> None:
    grid: Grid = [["No", *(f"U{number}" for number in range(1, 10))], [1, 1, 2, 3, 4, 4, 4, 4, 4, 4], [2, *[4] * 9]]
    assert len(body(sheet(grid)).rows) == 2


def test_headings_of_periods() -> None:
    made = [
        Header(column, path) for column, path in enumerate((("Unit",), ("Januari", "IKM"), ("Peb",), ("Maret 2024",)))
    ]
    found = figure_headings(made, 2025)
    assert [heading.period for heading in found] == [
        pd.Period(month, "M") for month in ("2025-01", "2025-02", "2024-03")
    ]
    assert [heading.rest for heading in found] == [("IKM",), (), ()]
    assert figure_headings(made[:2], 2025) == []
    years = [Header(column, (str(year),)) for column, year in enumerate((2023, 2024, 2025))]
    assert [heading.period for heading in figure_headings(years)] == [
        pd.Period(year, "Y") for year in ("2023", "2024", "2025")
    ]


def test_the_layout_is_known_by_its_headings_alone() -> None:
    first, second = (sheet([["Unit", "Bulan", "IKM"], ["A", month, 80]]) for month in ("Mei 2025", "Juni 2025"))
    other = sheet([["Unit", "Bulan", "IKM", "Apel"], ["A", "Mei 2025", 80, 1]])
    assert tables(first)[0].layout == tables(second)[0].layout != tables(other)[0].layout
