"""The template asks for what the contracts read, and what is typed into it comes back."""

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.__main__ import main
from data.ingest.load import load_books
from data.ingest.schemas import contract
from data.ingest.template import EXAMPLES, TEMPLATE_KINDS, TITLE_ROWS, sheet_title, template_bytes, template_columns
from data.panel.dataset import FRAME_COLUMNS
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import INDICATORS

ONLY_THE_GUIDE = [("Petunjuk", "note")]


@pytest.fixture(scope="module")
def filled() -> bytes:
    return template_bytes(examples=True)


def sheet(content: bytes, kind: str):
    return openpyxl.load_workbook(io.BytesIO(content))[sheet_title(contract(kind))]


def test_the_empty_template_is_read_as_empty_tables_without_a_complaint() -> None:
    dataset = load_books([("templat.xlsx", template_bytes())])
    assert [(s.kind, s.rows) for s in dataset.files[0].sheets] == [(kind, 0) for kind in TEMPLATE_KINDS]
    assert [(p.sheet, p.severity) for p in dataset.problems] == ONLY_THE_GUIDE
    assert dataset.questions == ()


def test_the_examples_are_accepted_without_a_complaint(filled: bytes) -> None:
    dataset = load_books([("templat.xlsx", filled)])
    assert [(s.kind, s.accepted, s.refused) for s in dataset.files[0].sheets] == [
        (kind, 1, 0) for kind in TEMPLATE_KINDS
    ]
    assert [(p.sheet, p.severity) for p in dataset.problems] == ONLY_THE_GUIDE
    assert dataset.questions == ()


def test_what_is_typed_comes_back(filled: bytes) -> None:
    dataset = load_books([("templat.xlsx", filled)])
    figures = dataset.kinerja.set_index("indicator")
    for known in INDICATORS:
        assert figures.loc[known.key, "value"] == EXAMPLES["kinerja"][known.key]
    assert set(figures["period"]) == {pd.Period("2026-10", "M")}
    person, training = dataset.pegawai.iloc[0], dataset.pelatihan.iloc[0]
    assert person["nip"] == training["nip"] == EXAMPLES["pegawai"]["nip"]
    for name in ("nama_pelatihan", "bidang", "bentuk", "mulai", "selesai", "jp", "biaya", "kehadiran", "nilai_post"):
        assert training[name] == EXAMPLES["pelatihan"][name]
    case = dataset.layanan.iloc[0]
    assert (case["selesai"] - case["masuk"], case["standar_menit"]) == (pd.Timedelta(minutes=40), 60)
    assert dataset.skm.iloc[0][["U4", "U9"]].tolist() == [4, 3]
    assert dataset.skm.iloc[0]["period"] == pd.Period("2026Q3", "Q")
    for kind in ("evaluasi", "anggaran", "target", "kejadian", "rtl"):
        row, typed = getattr(dataset, kind).iloc[0], EXAMPLES[kind] | {"nip": None}
        typed |= {"indikator": "ikm"} if kind == "target" else {}
        assert all(
            row[name] == typed[name] or (pd.isna(row[name]) and typed[name] is None) for name in FRAME_COLUMNS[kind]
        )


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_everything_the_contract_needs_is_asked_for(kind: str) -> None:
    asked = {column.name for column in template_columns(kind)}
    assert asked == set(EXAMPLES[kind])
    assert all(asked & set(group) for group in contract(kind).needs if group != ("unsur",))


def test_all_nine_elements_of_the_survey_are_asked_for() -> None:
    assert set(UNSUR) <= {column.name for column in template_columns("skm")}


def test_every_indicator_of_the_catalogue_is_asked_for() -> None:
    assert {known.key for known in INDICATORS} <= {column.name for column in template_columns("kinerja")}


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_every_header_has_a_note_and_every_choice_a_drop_down(kind: str, filled: bytes) -> None:
    read = sheet(filled, kind)
    headers = [cell for cell in read[TITLE_ROWS + 1] if cell.value]
    assert [cell.value for cell in headers] == [column.label for column in template_columns(kind)]
    assert all(cell.comment and cell.comment.text for cell in headers)
    covered = {str(area).split(":")[0] for rule in read.data_validations.dataValidation for area in rule.sqref.ranges}
    for cell, column in zip(headers, template_columns(kind), strict=True):
        if column.type in ("choice", "flag", "unit"):
            assert f"{cell.column_letter}{TITLE_ROWS + 2}" in covered


def test_nip_and_period_columns_are_text_so_that_excel_does_not_change_them(filled: bytes) -> None:
    assert sheet(filled, "pelatihan").column_dimensions["A"].number_format == "@"
    assert sheet(filled, "kinerja").column_dimensions["B"].number_format == "@"


def test_an_own_indicator_is_a_new_column(filled: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled))
    read = book["Kinerja"]
    place = read.max_column + 1
    read.cell(TITLE_ROWS + 1, place, "Jumlah Kunjungan")
    read.cell(TITLE_ROWS + 2, place, 17)
    written = io.BytesIO()
    book.save(written)
    figures = load_books([("templat.xlsx", written.getvalue())]).kinerja.set_index("indicator")
    assert figures.loc["Jumlah Kunjungan", "value"] == 17


def test_the_command_writes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "baru" / "templat.xlsx"
    assert main(["template", "--out", str(target)]) == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert openpyxl.load_workbook(target).sheetnames[0] == "Petunjuk"


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "--out", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "sudah dipakai file atau folder lain" in said
