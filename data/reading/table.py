"""Read one table into the frame of its kind."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.dataset import SheetReport, empty_frame
from data.reading.cells import TableCells
from data.reading.findings import Findings
from data.reading.kinds import READERS, Values
from data.reading.kinerja import long_frame, read_indicators
from data.reading.parsers import parser_of
from data.reading.periods import read_periods
from data.reading.titles import read_title
from data.reading.units import read_units
from data.sheets import Sheet, column_name
from data.tables import Table, find_body
from data.values.parsing import missing
from data.values.units import UnitNames


def read_table(
    sheet: Sheet, table: Table, start: int, findings: Findings, answers: Mapping[str, str], units: UnitNames
) -> tuple[pd.DataFrame, SheetReport]:
    """The table's accepted rows, and its report; its title stands in the rows from `start` on."""
    body = find_body(sheet, table)
    cells = TableCells(sheet, table, body, findings, answers)
    if body.other:
        rows = findings.row_ranges(body.other)
        findings.whole(f"baris {rows} bukan baris data (keterangan, pemisah atau tanda tangan); tidak dibaca")
    title = read_title(sheet, start, table.top)
    values: Values = {}
    if (unit := read_units(cells, units, title)) is not None:
        values["unit"] = unit
    if "period" in empty_frame(table.contract.kind):
        values["period"] = read_periods(cells, title)
    values |= READERS[table.contract.kind](cells)
    _require(cells, values)
    return _frame(cells, values), _report(cells)


def _require(cells: TableCells, values: Values) -> None:
    """Refuse rows that fill none of the columns of a needed group."""
    for group in cells.table.contract.needs:
        headers = [cells.table.columns[name] for name in group if name in cells.table.columns]
        names = [name for name in (*group, "period") if name in values and (name in group or len(group) > 2)]
        if not headers or set(group) <= cells.table.contract.optional_cells:
            continue
        empty = np.logical_and.reduce([missing(values[name]) for name in names])
        for place in np.flatnonzero(empty & ~cells.dropped):
            cells.refuse(place, headers[0], None, f"{' atau '.join(header.text for header in headers)} kosong")
        cells.dropped |= empty


def _frame(cells: TableCells, values: Values) -> pd.DataFrame:
    rows = np.array(cells.body.rows, dtype=int) + cells.findings.first_row
    columns = {name: pd.Series(column, dtype=column.dtype) for name, column in values.items()}
    wide = pd.DataFrame({**columns, "row": rows})
    kept = wide[~cells.dropped]
    kind = cells.table.contract.kind
    if kind == "kinerja":
        respondents = cells.parse("n", parser_of(cells.table.contract.column("n")))
        kept = long_frame(kept, read_indicators(cells), respondents)
    empty = empty_frame(kind)
    frame = kept.assign(file=cells.findings.file, sheet=cells.findings.sheet).reindex(columns=empty.columns)
    return frame.astype(empty.dtypes.to_dict()).reset_index(drop=True)


def _report(cells: TableCells) -> SheetReport:
    columns = {
        name: {"header": header.text, "column": column_name(header.column)}
        for name, header in cells.table.columns.items()
    }
    refused = int(cells.dropped.sum())
    kind, top = cells.table.contract.kind, cells.findings.excel_row(cells.table.top)
    return SheetReport(cells.findings.sheet, kind, top, len(cells), len(cells) - refused, refused, columns)
