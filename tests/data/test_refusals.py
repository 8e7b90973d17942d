"""Every refusal has its place and reason; nothing is skipped, counted twice or shown that should not be."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ingest.load import load_books
from data.workbooks import CellError
from tests.data.made_books import ANSWERS, NIP, U_BARE, kinerja, loaded, refused, said, sheet, workbook

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
        "A3": "NIP kosong, padahal barisnya tentang seorang pegawai; isi NIP-nya",
        "A4": "NIP harus 18 digit, ini 3 digit; salin lagi dari data kepegawaian",
    }


def test_numeric_nips_are_refused_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = loaded(monkeypatch, [["NIP", "Unit"], *[[float(NIP[0]) + each, "Kel. Asemrowo"] for each in range(5)]])
    assert dataset.pegawai.empty
    assert {each.value for each in dataset.problems} == {"•" * 14 + "1008"} or all(
        str(each.value).startswith("•" * 14) for each in dataset.problems if each.value
    )
    assert len(refused(dataset)) == 5


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


def test_rows_said_twice_count_once_and_contradictions_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80], ["Asemrowo", "Februari 2025", 81]]
    second = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80], ["Asemrowo", "Februari 2025", 85]]
    dataset = loaded(monkeypatch, first, second)
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): 80}
    assert "baris 2 mengulang lembar “Lembar1” file buku.xlsx; dihitung sekali" in said(dataset, "note")
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


def test_figures_by_service_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without weights no mean can be made; nor of the office's own figures, nor of a service that stands twice."""
    rows = [["Unit", "Bulan", "Jenis Layanan", "IKM"], *(["Asemrowo", "Mei 2025", s, 80] for s in ("KTP-el", "KK"))]
    dataset = loaded(monkeypatch, rows)
    assert "dirinci per jenis layanan tanpa kolom Jumlah Responden" in said(dataset, "refused")
    assert dataset.kinerja.empty
    assert len(loaded(monkeypatch, rows[:2]).kinerja) == 1
    own = [[*row, extra] for row, extra in zip(rows, ("Skor Apel", 3, 4), strict=True)]
    assert "tanpa cara hitung" in said(loaded(monkeypatch, own), "refused")
    twice = [[*row, n] for row, n in zip([*rows, rows[1]], ("Volume", 3, 4, 5), strict=True)]
    dataset = loaded(monkeypatch, [[*row[:3], row[4]] for row in twice])
    assert refused(dataset) == dict.fromkeys(("C2", "C4"), "layanan ini tertulis lebih dari sekali di periode itu")
    assert dataset.kinerja["value"].tolist() == [4]


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
