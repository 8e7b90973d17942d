"""Tables as files: CSV and XLSX that open right in an Indonesian Excel, and in which no text can act as a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.text import wording

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
UNBOUNDED = {inf: "∞", -inf: "−∞"}


def pattern(decimals: int, plus: str = "") -> str:
    """The spreadsheet's own format of a number, with a true minus; `plus`: the sign of what is above zero."""
    size = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{plus}{size};"{wording.MINUS}"{size};{size}'


STYLES: Mapping[str, dict[str, Any]] = {
    "head": {"bold": True, "valign": "top"}, "text": {"valign": "top"}, "long": {"valign": "top", "text_wrap": True},
    "time": {"num_format": "dd/mm/yyyy hh:mm"}, "number": {"num_format": pattern(2)},
    "small": {"num_format": pattern(4)},
}  # fmt: skip


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
    import xlsxwriter  # takes long to load, and not every visit takes a table along

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    styles = {name: book.add_format(style) for name, style in STYLES.items()}
    notes = pd.DataFrame({"Hal": list(about), "Isi": list(about.values())})
    for name, frame in {**tables, "Keterangan": notes}.items():
        _fill(book.add_worksheet(name), frame, styles)
    book.close()
    return content.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame, styles: Mapping[str, Format]) -> None:
    for column, header in enumerate(map(str, frame.columns)):
        values = [_plain(value) for value in frame.iloc[:, column]]
        sheet.write_string(0, column, header, styles["head"])
        sheet.set_column(column, column, min(max(map(len, (header, *map(str, values)))) + 2, WIDEST))
        for row, value in enumerate(values, 1):
            _write(sheet, row, column, value, styles)
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, row: int, column: int, value: Any, styles: Mapping[str, Format]) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value, styles["long" if len(value) > WIDEST else "text"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, styles["time"])
    elif isinstance(value, float):
        sheet.write_number(row, column, value, styles["number" if abs(value) >= 1 or value == 0 else "small"])
    elif value is not None:
        sheet.write(row, column, value)


def _plain(value: Any) -> Any:
    """A cell as a spreadsheet knows it: periods in words, missing values empty, numbers as Python's own."""
    if isinstance(value, pd.Period):
        return wording.period(value)
    if pd.isna(value):
        return None
    number = value.item() if hasattr(value, "item") else value
    return UNBOUNDED.get(number, number)
