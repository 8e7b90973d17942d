"""From a workbook to the command line's JSON: survey, hours and cost, against answers worked out by hand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from analysis.interfaces.command_line import main
from tests.analysis.office import nip

WORKED_TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)
ELEMENTS = (
    "Persyaratan", "Prosedur", "Waktu Pelayanan", "Biaya/Tarif", "Produk Layanan", "Kompetensi Pelaksana",
    "Perilaku Pelaksana", "Penanganan Pengaduan", "Sarana dan Prasarana",
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The published survey of 29 forms with its foot, five employees, and four rows of training."""
    workbook = Workbook()
    survey = workbook.active
    assert survey is not None
    answers = [[4] * (total - 87) + [3] * (116 - total) for total in WORKED_TOTALS]
    fill(survey, [
        ["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN"],
        ["UNIT PELAYANAN : Kelurahan Asemrowo"],
        ["Periode : Triwulan I 2025"],
        ["NO. RESP", *(f"U{place}\n({name})" for place, name in enumerate(ELEMENTS, start=1))],
        *([number + 1, *(column[number] for column in answers)] for number in range(29)),
        ["Σ Nilai / Unsur", *WORKED_TOTALS],
        ["NRR / Unsur", *(round(total / 29, 3) for total in WORKED_TOTALS)],
    ])  # fmt: skip
    fill(workbook.create_sheet("Pegawai"), [
        ["NIP", "Nama", "Status", "Unit Kerja"],
        [nip(1), "Pegawai Satu", "PNS", "Kelurahan Asemrowo"],
        [nip(2), "Pegawai Dua", "PNS", "Kelurahan Asemrowo"],
        [nip(3), "Pegawai Tiga", "PNS", "Seksi Pembangunan"],
        ["199001012021211004", "Pegawai Empat", "PPPK", "Seksi Pembangunan"],
        ["", "Pegawai Lima", "Tenaga Kontrak", "Seksi Pembangunan"],
    ])  # fmt: skip
    fill(workbook.create_sheet("Riwayat"), [
        ["NIP", "Nama Diklat", "Tanggal Mulai", "Tanggal Selesai", "JP", "Biaya", "Kehadiran"],
        [nip(1), "Pelayanan Prima", "12 Februari 2025", "14 Peb 2025", "20 JP", "Rp1.000.000", "Selesai"],
        [nip(2), "Pelayanan Prima", "12 Februari 2025", "14 Peb 2025", "12", "600.000", "Hadir"],
        [nip(3), "Pelayanan Prima", "12 Februari 2025", "14 Peb 2025", "20 JP", None, "Menolak"],
        ["199001012021211004", "Arsip", "03/03/2025", "15/03/2025", 30, 400000, "Selesai"],
    ])  # fmt: skip
    path = tmp_path / "buku.xlsx"
    workbook.save(path)
    return path


def fill(sheet: Any, rows: Sequence[Sequence[object]]) -> None:
    for row in rows:
        sheet.append(list(row))


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code = main([*arguments, "--json"])
    out, err = capsys.readouterr()
    assert (code, err) in {(0, ""), (1, "")}
    return json.loads(out)


@pytest.mark.parametrize(("weight", "index"), [("1/9", 91.48), ("0,111", 91.38), ("0.11", 90.56)])
def test_published_survey(book: Path, capsys: pytest.CaptureFixture[str], weight: str, index: float) -> None:
    result = answer(capsys, "skm", str(book), "--weight", weight)
    assert (result["ikm_rounded"], result["mutu"], result["n"]) == (index, "A", 29)
    assert (result["lowest"], result["highest"]) == (["U3", "U2", "U5"], ["U4", "U9", "U7"])
    assert result["nrr"]["U9"] == pytest.approx(115 / 29)
    assert [(row["unit"], row["period"], row["n"]) for row in result["by"]] == [("Kelurahan Asemrowo", "2025-T1", 29)]
    assert result["ci_low"] < result["ikm"] < result["ci_high"]


def test_a_printed_sum_that_the_forms_do_not_give_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = Workbook()
    fill(workbook.active, [
        ["UNIT PELAYANAN : Kelurahan Asemrowo"],
        ["Periode : Triwulan I 2025"],
        ["NO. RESP", *(f"U{place} ({name})" for place, name in enumerate(ELEMENTS, start=1))],
        *([number, *[3] * 9] for number in range(1, 11)),
        ["Σ Nilai / Unsur", 39, *[30] * 8],
    ])  # fmt: skip
    workbook.save(tmp_path / "skm.xlsx")
    result = answer(capsys, "skm", str(tmp_path / "skm.xlsx"))
    assert (result["ikm"], result["n"], result["ci_low"], result["ci_high"]) == (75, 10, None, None)
    (note,) = result["notes"]
    assert "B14" in note
    assert "30" in note


def test_hours_of_the_year(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of three PNS one reached 20 JP; 12 of 20 leave 8 missing, a refusal 20; the PPPK's 30 hours judge nobody."""
    result = answer(capsys, "compliance", str(book), "--year", "2025")
    assert (result["year"], result["n_pns"], result["n_met"], result["jp_missing"]) == (2025, 3, 1, 28)
    assert result["share"] == pytest.approx(1 / 3)
    assert {row["unit"]: (row["n_pns"], row["n_met"]) for row in result["units"]} == {
        "Kelurahan Asemrowo": (2, 1),
        "Seksi Pembangunan": (1, 0),
    }
    assert "20 JP" in result["rule"]
    assert result["ceiling"]["n_above"] == 1


def test_cost_of_the_trainings(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2 million for three participants; 62 JP; the one PNS at 20 JP cost the PNS's 1.6 million."""
    result = answer(capsys, "cost", str(book), "--year", "2025")
    assert (result["total"], result["n"], result["n_without_cost"]) == (2_000_000, 3, 0)
    assert result["per_participant"] == pytest.approx(2e6 / 3)
    assert result["per_jp"] == pytest.approx(2e6 / 62)
    assert (result["minimum"]["total"], result["minimum"]["per_person"]) == (1_600_000, 1_600_000)
    assert result["point"] is None
    assert result["scenario"]["jp"] == 28


@pytest.mark.parametrize(
    ("arguments", "saying"),
    [
        (["compliance", "--year", "2016"], "Belum ada aturan JP minimum PNS untuk tahun 2016."),
        (["cost", "--indicator", "tidak ada"], "Indikator “tidak ada” tidak ada di data."),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(
    book: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], saying: str
) -> None:
    assert main([arguments[0], str(book), *arguments[1:]]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(saying)


def test_a_book_without_a_survey(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = Workbook()
    fill(workbook.active, [["NIP", "Status", "Unit Kerja"], [nip(1), "PNS", "Kelurahan Asemrowo"]])
    workbook.save(tmp_path / "pegawai.xlsx")
    assert main(["skm", str(tmp_path / "pegawai.xlsx")]) == 2
    assert capsys.readouterr().err.startswith("Belum ada responden SKM")


def test_the_text_answers_are_sentences(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["skm"], ["compliance", "--year", "2025"], ["cost"]):
        main([arguments[0], str(book), *arguments[1:]])
        lines = capsys.readouterr().out.strip().splitlines()
        assert lines
        assert all(line.endswith(".") for line in lines)
