"""Read one table into the frame of its kind."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.dataset import SheetReport, empty_frame
from data.reading.cells import TableCells
from data.reading.findings import Findings
from data.reading.kinds import READERS, Values
from data.reading.kinerja import long_frame, read_indicators
from data.reading.periods import read_periods
from data.reading.titles import read_title
from data.reading.units import read_units
from data.sheets import Sheet, column_name
from data.tables import Body, Table, find_body
from data.values.units import UnitNames


def read_table(
    sheet: Sheet, table: Table, start: int, findings: Findings, answers: Mapping[str, str], units: UnitNames
) -> tuple[pd.DataFrame, SheetReport]:
    """The table's accepted rows, and its report; its title stands in the rows from `start` on."""
    body = find_body(sheet, table)
    cells = TableCells(sheet, table, body, findings, answers)
    _say_skipped(findings, body)
    title = read_title(sheet, start, table.top)
    values: Values = {"unit": read_units(cells, units, title)}
    if "period" in empty_frame(table.contract.kind):
        values["period"] = read_periods(cells, title)
    values |= {name: column for name, column in READERS[table.contract.kind](cells).items() if column is not None}
    _require(cells, values)
    return _frame(cells, values), _report(cells)


def _frame(cells: TableCells, values: Values) -> pd.DataFrame:
    kind = cells.table.contract.kind
    rows = [cells.findings.excel_row(row) for row in cells.rows]
    columns = {name: pd.Series(column, dtype=object) for name, column in values.items()}
    wide = pd.DataFrame({**columns, "row": rows}, index=range(len(rows)))
    indicators = read_indicators(cells) if kind == "kinerja" else None
    kept = wide.drop(index=sorted(cells.dropped))
    frame = long_frame(kept, *indicators) if indicators else kept
    empty = empty_frame(kind)
    frame = frame.assign(file=cells.findings.file, sheet=cells.findings.sheet).reindex(columns=empty.columns)
    return frame.astype({name: dtype for name, dtype in empty.dtypes.items() if dtype != object}).reset_index(drop=True)


def _require(cells: TableCells, values: Values) -> None:
    """Refuse rows that fill none of the columns of a needed group."""
    for group in cells.table.contract.needs:
        headers = [cells.table.columns[name] for name in group if name in cells.table.columns]
        if not headers or set(group) <= cells.table.contract.optional_cells:
            continue
        columns = [values.get(name, values.get("period")) for name in group if name in values or "period" in values]
        for place, answers in enumerate(zip(*columns, strict=True)):
            if all(answer is None for answer in answers) and place not in cells.dropped:
                cells.refuse(place, headers[0], None, f"{' atau '.join(header.text for header in headers)} kosong")
                cells.dropped.add(place)


def _report(cells: TableCells) -> SheetReport:
    columns = {
        name: {"header": header.text, "column": column_name(header.column)}
        for name, header in cells.table.columns.items()
    }
    refused = len(cells.dropped)
    return SheetReport(
        cells.findings.sheet, cells.table.contract.kind, cells.findings.excel_row(cells.table.top), len(cells.rows),
        len(cells.rows) - refused, refused, columns,
    )  # fmt: skip


def _say_skipped(findings: Findings, body: Body) -> None:
    if body.other:
        findings.whole(
            f"baris {findings.row_ranges(body.other)} bukan baris data (keterangan, pemisah atau tanda tangan); tidak dibaca"
        )
