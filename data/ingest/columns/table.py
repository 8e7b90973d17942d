"""Read one table into the frame of its kind."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.findings import Findings
from data.ingest.columns.kinerja import listed_frame, long_frame, read_indicators
from data.ingest.columns.mapping import report_unknown
from data.ingest.columns.parsers import parser_of
from data.ingest.columns.periods import read_periods, read_years
from data.ingest.columns.pivot import pivoted_frame
from data.ingest.columns.printed_totals import check_foot
from data.ingest.columns.row_readers import READERS, Values
from data.ingest.columns.services import is_split, pooled_services
from data.ingest.columns.survey_summary import pooled_frame
from data.ingest.columns.tick_columns import due_in_each
from data.ingest.columns.titles import Title
from data.ingest.columns.units import read_units
from data.ingest.parsers.parsing import missing
from data.ingest.parsers.units import UnitNames
from data.ingest.schemas.shared import PERIOD_NAMES
from data.ingest.tables import Body, Header, Table, period_headings
from data.panel.dataset import SheetReport, empty_frame
from data.workbooks import Sheet, column_name

OWN_INDICATORS = ("realisasi", "indikator", "jumlah_pegawai", "total_jp", "rata_jp")
FRAME_OF = {"rekap_skm": "kinerja"}


def read_table(
    sheet: Sheet, table: Table, body: Body, title: Title, findings: Findings, units: UnitNames
) -> tuple[str, pd.DataFrame, SheetReport]:
    """The kind of frame that the table fills, its accepted rows, and its report."""
    cells = TableCells(sheet, table, body, findings)
    unknown = report_unknown(table, findings)
    values = _values(cells, units, title)
    _require(cells, values)
    kind = FRAME_OF.get(table.contract.kind, table.contract.kind)
    frame = _declared(kind, _rows(cells, values, unknown, title), findings)
    check_foot(cells)
    return kind, frame, _report(cells)


def _values(cells: TableCells, units: UnitNames, title: Title) -> Values:
    values: Values = {}
    unit = read_units(cells, units, title)
    if unit is not None:
        values["unit"] = unit
    types = {column.type for column in cells.table.contract.columns}
    if "period" in types and not _is_pivoted(cells.table):
        values["period"] = read_periods(cells, title)
    elif "year" in types and "period" not in types:
        values["tahun"] = read_years(cells, title)
    return values | READERS[cells.table.contract.kind](cells)


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


def _rows(cells: TableCells, values: Values, unknown: list[Header], title: Title) -> pd.DataFrame:
    """The accepted rows as the kind's frame wants them."""
    kind = cells.table.contract.kind
    frame = pd.DataFrame({name: pd.Series(column, dtype=column.dtype) for name, column in values.items()})
    frame["row"] = np.array(cells.body.rows, dtype=int) + cells.findings.first_row
    kept = frame[~cells.dropped]
    if kind == "rekap_skm":
        return pooled_frame(cells, kept)
    if kind == "kinerja":
        return _kinerja_rows(cells, kept, unknown, title)
    if kind == "rtl":
        kept = due_in_each(kept)
    if unknown:
        texts = ", ".join(f"“{header.text}”" for header in unknown)
        cells.findings.whole(f"kolom tidak dikenali dan tidak dibaca: {texts}")
    return kept


def _kinerja_rows(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], title: Title) -> pd.DataFrame:
    """One row a value, whether the indicators stand in columns, in rows, or under one column a period."""
    columns = cells.table.columns
    if _is_pivoted(cells.table):
        return pivoted_frame(cells, rows, period_headings(cells.table.headers, title.year), title)
    if {"indikator", "realisasi"} <= columns.keys():
        if is_split(cells, rows):
            cells.refuse_all("dirinci per jenis layanan; buat satu baris untuk tiap unit, periode, dan indikator")
            return rows.assign(indicator="", value=np.nan, n=np.nan).iloc[:0]
        return listed_frame(cells, rows)
    own = [columns[name] for name in OWN_INDICATORS if name in columns]
    indicators = read_indicators(cells, [*own, *unknown])
    respondents = cells.parse("n", parser_of(cells.table.contract.column("n")))
    if is_split(cells, rows):
        return pooled_services(cells, rows, indicators, respondents)
    return long_frame(rows, indicators, respondents)


def _is_pivoted(table: Table) -> bool:
    return table.columns.keys().isdisjoint(PERIOD_NAMES) and bool(period_headings(table.headers))


def _declared(kind: str, rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    empty = empty_frame(kind)
    rows = rows.assign(file=findings.file, sheet=findings.sheet)
    unwritten = empty.select_dtypes(object).columns.difference(rows.columns)
    frame = rows.assign(**dict.fromkeys(map(str, unwritten))).reindex(columns=empty.columns)
    return frame.astype(empty.dtypes.to_dict()).reset_index(drop=True)


def _report(cells: TableCells) -> SheetReport:
    columns = {
        name: {"header": header.text, "column": column_name(header.column)}
        for name, header in sorted(cells.table.columns.items(), key=lambda item: item[1].column)
    }
    refused = int(cells.dropped.sum())
    kind, top = cells.table.contract.kind, cells.findings.excel_row(cells.table.top)
    return SheetReport(cells.findings.sheet, kind, top, len(cells), len(cells) - refused, refused, columns)
