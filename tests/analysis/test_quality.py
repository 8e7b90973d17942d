"""What was read and what was refused, as tables."""

import pandas as pd

from analysis.stewardship import quality
from analysis.text import files, wording
from data.panel.dataset import Dataset, FileReport, SheetReport, empty_frame
from data.problems import Problem

SHEET = SheetReport("2025", "kinerja", 5, 3, 2, 1, {"unit": {"header": "Unit Kerja", "column": "B"}})
UNUSED = SheetReport("Lain", "anggaran", 1, 0, 0, 0, {})
ROWS = pd.DataFrame({"file": ["a.xlsx"] * 3, "sheet": ["2025", "2025", "2024"], "row": [7, 9, 30]})
DATA = Dataset(
    files=(FileReport("a.xlsx", "aa", (SHEET, UNUSED)), FileReport("b.xlsx", "", (), "File b.xlsx rusak.")),
    problems=(
        Problem("a.xlsx", "2025", None, None, None, None, "baris 12 bukan data", "note"),
        Problem("a.xlsx", "2025", 8, "IKM", "C8", "8O,5", "bukan angka"),
        Problem("a.xlsx", "2025", 9, None, None, None, "ganda", "warning"),
        Problem("a.xlsx", "2025", None, "Biaya", None, None, "titik ribuan", "note"),
        Problem("b.xlsx", "", None, None, None, None, "isinya sama", "note"),
    ),
    kinerja=pd.concat([empty_frame("kinerja"), ROWS], ignore_index=True),
)


def test_every_table_read_says_where_it_stands() -> None:
    table = quality.sheets(DATA)
    assert table.iloc[0].to_list() == ["a.xlsx", "2025", "kinerja", 5, "7–9", 3, 2, 1, 1]
    assert len(table) == 2
    assert wording.worded(table, {}).loc[1, "Baris data"] == "–"
    assert quality.columns(DATA).to_dict("records") == [
        {
            "File": "a.xlsx",
            "Lembar": "2025",
            "Dikenali sebagai": "unit",
            "Judul di lembar": "Unit Kerja",
            "Kolom": "B",
        }
    ]


def test_refusals_stand_first_each_with_its_place() -> None:
    table = quality.problems(DATA)
    assert list(table["Letak"]) == [
        "a.xlsx, lembar 2025, sel C8 (IKM)",
        "a.xlsx, lembar 2025, baris 9",
        "a.xlsx, lembar 2025",
        "a.xlsx, lembar 2025, kolom Biaya",
        "b.xlsx",
    ]
    assert list(table["Jenis masalah"]) == ["perlu diperbaiki", "perlu dicek", "catatan", "catatan", "catatan"]
    assert wording.worded(table, {}).loc[0, "Baris"] == "8"
    assert (
        files.to_csv(table)
        .decode("utf-8-sig")
        .splitlines()[1]
        .startswith("a.xlsx, lembar 2025, sel C8 (IKM);a.xlsx;2025;8;IKM;C8;8O,5;bukan angka;perlu diperbaiki")
    )


def test_nothing_read_gives_empty_tables_with_headers() -> None:
    assert list(quality.problems(Dataset())) == list(quality.PROBLEM_HEADERS)
    assert quality.sheets(Dataset()).empty
