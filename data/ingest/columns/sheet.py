"""Read one sheet: every table in it, and what must be said about what stands around them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.ingest.columns.findings import Findings
from data.ingest.columns.mapping import report_missing
from data.ingest.columns.table import read_table
from data.ingest.columns.titles import Title, read_labels, read_title
from data.ingest.parsers.units import UnitNames
from data.ingest.tables import Body, Table, filled_cells, find_body, find_tables
from data.panel.dataset import SheetReport
from data.workbooks import Sheet, column_name

LONGEST_INFO = 60


class TableReading(NamedTuple):
    """What one table gave: its rows by the kind of frame they fill, its report."""

    frames: Mapping[str, pd.DataFrame]
    report: SheetReport


def book_title(sheets: Sequence[Sheet], answers: Mapping[str, str]) -> Title:
    """What short sheets without a table, such as "Info_Umum", say of the whole book."""
    title = Title()
    for sheet in sheets:
        if len(sheet.rows) <= LONGEST_INFO and not find_tables(sheet, filled_cells(sheet), answers):
            title = title.completed_by(read_labels(sheet))
    return title


def read_sheet(sheet: Sheet, findings: Findings, units: UnitNames, of_book: Title) -> Iterator[TableReading]:
    """The readings of the sheet's tables, from top to bottom; `of_book` completes what their titles do not say."""
    filled = filled_cells(sheet)
    tables = find_tables(sheet, filled, findings.answers)
    if not tables and filled.any():
        findings.whole("lembar tidak dikenali; tidak dibaca sebagai tabel")
    if tables and sheet.hidden:
        findings.whole("lembar tersembunyi; tetap dibaca")
    before: Table | None = None
    title, above = Title(), 0
    for table in tables:
        if table.missing:
            report_missing(table, findings)
            continue
        own = _within(table, filled)
        body = find_body(sheet, table, own)
        _say_what_is_left(sheet, table, body, own, findings)
        if not _continues(before, table, filled[above : table.top]):
            title = read_title(sheet, above, table.top).completed_by(of_book)
        before, above = table, max(above, body.rows[-1] + 1 if body.rows else table.body)
        yield TableReading(*read_table(sheet, table, body, title, findings, units))


def _within(table: Table, filled: np.ndarray) -> np.ndarray:
    """Only the table's own columns, where others stand beside it."""
    if table.whole_width:
        return filled
    own = np.zeros_like(filled)
    columns = slice(table.headers[0].column, table.headers[-1].column + 1)
    own[:, columns] = filled[:, columns]
    return own


def _continues(before: Table | None, table: Table, between: np.ndarray) -> bool:
    """Whether a table goes on where one with the same headings, or one beside it, stood: its title still holds."""
    if before is None:
        return False
    return before.top == table.top or (before.layout == table.layout and not between.any())


def _say_what_is_left(sheet: Sheet, table: Table, body: Body, filled: np.ndarray, findings: Findings) -> None:
    """Rows that are no data, rows that are hidden, columns without a heading."""
    if body.other:
        rows = findings.row_ranges(body.other)
        findings.whole(f"baris {rows} bukan baris data (keterangan, pemisah atau tanda tangan); tidak dibaca")
    hidden = [row for row in body.rows if row in sheet.hidden_rows]
    if hidden:
        findings.whole(f"baris {findings.row_ranges(hidden)} tersembunyi; tetap dibaca")
    headed = [header.column for header in table.headers]
    nameless = np.setdiff1d(np.flatnonzero(filled[body.rows].any(axis=0)), headed)
    if nameless.size:
        letters = ", ".join(column_name(int(column)) for column in nameless)
        findings.whole(f"kolom {letters} berisi data tanpa judul; tidak dibaca")
