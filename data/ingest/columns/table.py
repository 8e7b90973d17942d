"""Read one table into the frame of its kind."""

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.contents import named_by_contents
from data.ingest.columns.courses import matrix_courses
from data.ingest.columns.fill_down import fill_down
from data.ingest.columns.findings import Findings
from data.ingest.columns.hours import has_hours_by_period
from data.ingest.columns.mapping import report_unknown
from data.ingest.columns.periods import read_periods, read_years
from data.ingest.columns.pivot import has_units_across, is_pivoted
from data.ingest.columns.printed_totals import check_foot
from data.ingest.columns.row_readers import READERS, Values
from data.ingest.columns.titles import Title
from data.ingest.columns.units import read_units
from data.ingest.parsers.parsing import missing, objects
from data.ingest.parsers.units import UnitNames
from data.ingest.tables import Body, Header, Table
from data.panel.dataset import SheetReport, empty_frame
from data.workbooks import Sheet, column_name


def read_table(
    sheet: Sheet, table: Table, body: Body, title: Title, findings: Findings, units: UnitNames
) -> tuple[dict[str, pd.DataFrame], SheetReport]:
    """The frames that the table fills by their kind, each with its accepted rows; and the table's report."""
    cells = named_by_contents(TableCells(sheet, table, body, findings))
    fill_down(cells)
    table = cells.table
    unknown = report_unknown(table, findings)
    values = _values(cells, units, title)
    _require(cells, values)
    frames = {kind: _declared(kind, rows, findings) for kind, rows in _rows(cells, values, unknown, title).items()}
    check_foot(cells)
    several = table.contract.kind == "rekap_jp" or (table.contract.kind == "pelatihan" and bool(matrix_courses(cells)))
    return frames, _report(cells, len(frames["pelatihan"]) if several else None)


def _values(cells: TableCells, units: UnitNames, title: Title) -> Values:
    values: Values = {}
    is_kinerja = cells.table.contract.kind == "kinerja"
    across = is_kinerja and has_units_across(cells.table)
    unit = objects([None] * len(cells)) if across else read_units(cells, units, title)
    if unit is not None:
        values["unit"] = unit
    types = {column.type for column in cells.table.contract.columns}
    pivoted = is_pivoted(cells.table) if is_kinerja else has_hours_by_period(cells)
    if "period" in types and not pivoted:
        values["period"] = read_periods(cells, title)
    elif "year" in types and ("period" not in types or cells.named("tahun")):
        values["tahun"] = read_years(cells, title)
    return values | READERS[cells.table.contract.kind].values(cells)


def _require(cells: TableCells, values: Values) -> None:
    """Refuse rows that fill none of the columns of a needed group."""
    for group in cells.table.contract.needs:
        headers = [cells.table.columns[name] for name in group if name in cells.table.columns]
        if not headers or cells.table.contract.optional_cells & set(group):
            continue
        filled = [values[name] for name in group if name in values] or [values["period"]]
        empty = np.logical_and.reduce([missing(column) for column in filled])
        reason = f"{' atau '.join(header.text for header in headers)} kosong; isi di setiap baris"
        for place in np.flatnonzero(empty & ~cells.dropped).tolist():
            cells.refuse(place, headers[0], None, reason)
        cells.dropped |= empty


def _rows(cells: TableCells, values: Values, unknown: list[Header], title: Title) -> dict[str, pd.DataFrame]:
    """The accepted rows as the frames of their kinds want them."""
    frame = pd.DataFrame({name: pd.Series(column, dtype=column.dtype) for name, column in values.items()})
    frame["row"] = np.array(cells.body.rows, dtype=int) + cells.findings.first_row
    return READERS[cells.table.contract.kind].frames(cells, frame[~cells.dropped], unknown, title)


def _declared(kind: str, rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    empty = empty_frame(kind)
    rows = rows.assign(file=findings.file, sheet=findings.sheet)
    unwritten = empty.select_dtypes(object).columns.difference(rows.columns)
    frame = rows.assign(**dict.fromkeys(map(str, unwritten))).reindex(columns=empty.columns)
    return frame.astype(empty.dtypes.to_dict()).reset_index(drop=True)


def _report(cells: TableCells, participations: int | None) -> SheetReport:
    """Counts of rows; of a matrix, where one row holds several, of participations."""
    columns = {
        name: {"header": header.text, "column": column_name(header.column)}
        for name, header in sorted(cells.table.columns.items(), key=lambda item: item[1].column)
    }
    refused = int(cells.dropped.sum())
    accepted = len(cells) - refused if participations is None else participations
    kind = "pelatihan" if cells.table.contract.kind == "rekap_jp" else cells.table.contract.kind
    top = cells.findings.excel_row(cells.table.top)
    return SheetReport(cells.findings.sheet, kind, top, accepted + refused, accepted, refused, columns)
