"""`python -m data cells`: every cell of a book with its type, as JSON and as a listing."""

import json
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest

from data.__main__ import main
from data.workbooks import Percent
from tests.data.twins import NA, Drawn, as_xls, as_xlsx

DRAWN = Drawn(
    {
        (2, 1): "Kelurahan\nAsemrowo", (2, 2): 81.5, (3, 1): Percent(87.5), (3, 2): True, (4, 1): date(2025, 2, 12),
        (4, 2): datetime(2025, 2, 12, 8, 30), (5, 1): time(8, 30), (5, 2): NA,
    }
)  # fmt: skip
CELLS = [
    ("B3", "text", "Kelurahan\nAsemrowo", None),
    ("C3", "number", 81.5, None),
    ("B4", "number", 87.5, "percent"),
    ("C4", "boolean", True, None),
    ("B5", "date", "2025-02-12", None),
    ("C5", "datetime", "2025-02-12T08:30:00", None),
    ("B6", "time", "08:30:00", None),
    ("C6", "error", "#N/A", None),
]


@pytest.mark.parametrize("write", [as_xlsx, as_xls])
def test_each_cell_is_told_with_its_type(write: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "buku"
    path.write_bytes(write(DRAWN))  # type: ignore[operator]
    assert main(["cells", str(path), "--json"]) == 0
    expected = [dict(zip(("cell", "type", "value", "format"), cell, strict=True)) for cell in CELLS]
    assert json.loads(capsys.readouterr().out) == {"sheets": [{"name": "Data", "cells": expected}]}
    assert main(["cells", str(path), "--sheet", "Data"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in told[1:]] == [[cell, kind] for cell, kind, *_ in CELLS]
    assert told[3].endswith(" 87.5%")


def test_a_book_or_a_sheet_that_is_not_there_is_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "buku.xlsx"
    assert main(["cells", str(path)]) == 2
    assert "tidak dapat dibuka; periksa" in capsys.readouterr().err
    path.write_bytes(as_xlsx(DRAWN))
    assert main(["cells", str(path), "--sheet", "Lain"]) == 2
    assert "tidak punya lembar “Lain”; pilih Data." in capsys.readouterr().err


def test_a_check_of_named_books_loads_neither_database_nor_engine() -> None:
    code = (
        "import sys; from data.__main__ import parser; parser('check');"
        "print([name for name in ('sqlalchemy', 'duckdb', 'ibis', 'openpyxl') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"
