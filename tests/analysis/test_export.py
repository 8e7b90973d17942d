"""Downloads: right in an Indonesian Excel, and no text that acts as a formula."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.text import files

FRAME = pd.DataFrame(
    {"Unit": ["=1+1", "@SUM(A1)", 'Seksi; "A"'], "Nilai": [1234.5, float("nan"), -2.25], "n": [1, 2, 3]}
).assign(Periode=[pd.Period("2025-01", "M"), pd.NaT, pd.Period("2025Q2", "Q")])


def test_csv_has_semicolons_decimal_commas_and_literal_text() -> None:
    lines = files.to_csv(FRAME).decode("utf-8-sig").splitlines()
    assert lines == [
        "Unit;Nilai;n;Periode",
        "'=1+1;1234,5;1;Januari 2025",
        "'@SUM(A1);;2;",
        '"Seksi; ""A""";-2,25;3;Triwulan II 2025',
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_csv_text_starts_a_formula(start: str) -> None:
    line = files.to_csv(pd.DataFrame({"A": [f"{start}cmd"]})).decode("utf-8-sig").split("\n", 1)[1]
    assert line.lstrip('"').startswith("'")


def test_xlsx_keeps_numbers_as_numbers_and_text_as_text() -> None:
    book = load_workbook(io.BytesIO(files.tables_xlsx({"Data": FRAME}, {"Sumber": "=data contoh"})))
    assert book.sheetnames == ["Data", "Keterangan"]
    sheet = book["Data"]
    assert [cell.value for cell in sheet[1]] == ["Unit", "Nilai", "n", "Periode"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (1234.5, files.pattern(2))
    assert sheet["B3"].value is None
    assert sheet["D4"].value == "Triwulan II 2025"
    assert [cell.value for cell in book["Keterangan"][2]] == ["Sumber", "=data contoh"]
    assert book["Keterangan"]["B2"].data_type == "s"


def test_xlsx_says_what_no_spreadsheet_has_a_number_for() -> None:
    rows = pd.DataFrame(
        {"Batas": [float("inf"), float("-inf"), 1.0], "Hari": [pd.Timestamp("2025-03-04 10:30"), None, pd.NaT]}
    )
    sheet = load_workbook(io.BytesIO(files.tables_xlsx({"Data": rows}, {})))["Data"]
    assert [cell.value for cell in sheet["A"]] == ["Batas", "∞", "−∞", 1]
    assert [cell.value for cell in sheet["B"]] == ["Hari", rows["Hari"][0], None, None]
