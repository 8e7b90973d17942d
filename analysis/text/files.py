"""Tables as files: CSV and XLSX that open right in an Indonesian Excel, and in which no text can act as a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.text import wording

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


def to_csv(frame: pd.DataFrame) -> bytes:
    """Semicolons, decimal commas and a byte-order mark, as an Indonesian Excel expects; periods in words."""
    cells = pd.DataFrame({name: pd.Series(map(_csv_cell, frame[name]), dtype=object) for name in frame})
    return cells.to_csv(index=False, sep=";").encode("utf-8-sig")


def _csv_cell(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def tables_xlsx(tables: Mapping[str, pd.DataFrame], about: Mapping[str, str]) -> bytes:
    """One sheet a table with real numbers, and a sheet "Keterangan" that says what was chosen and where it is from."""
    from openpyxl import Workbook  # takes long to load, and not every visit takes a table along

    book = Workbook()
    book.remove(book.active)
    for name, frame in tables.items():
        _fill(book.create_sheet(name), frame)
    _fill(book.create_sheet("Keterangan"), pd.DataFrame({"Hal": list(about), "Isi": list(about.values())}))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Font

    for column, header in enumerate(frame.columns, 1):
        _write(sheet, 1, column, str(header))
        sheet.cell(1, column).font = Font(bold=True)
        texts = [str(header), *(str(_plain(value)) for value in frame.iloc[:, column - 1])]
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = min(max(map(len, texts)) + 2, WIDEST)
        for row, value in enumerate(frame.iloc[:, column - 1], 2):
            _write(sheet, row, column, _plain(value))
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    from openpyxl.styles import Alignment

    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
    elif isinstance(value, float):
        cell.number_format = "#,##0.00" if abs(value) >= 1 or value == 0 else "0.0000"


def _plain(value: Any) -> Any:
    """A cell as a spreadsheet knows it: periods in words, missing values empty, numbers as Python's own."""
    if isinstance(value, pd.Period):
        return wording.period(value)
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
