"""Read one table into the frame of its kind."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.contents import named_by_contents
from data.ingest.columns.courses import attended_rows, matrix_courses, only_marks
from data.ingest.columns.findings import Findings
from data.ingest.columns.kinerja import long_frame, read_indicators
from data.ingest.columns.mapping import report_unknown
from data.ingest.columns.parsers import parser_of
from data.ingest.columns.periods import read_periods, read_years
from data.ingest.columns.pivot import figures_in, is_pivoted, read_figures
from data.ingest.columns.printed_totals import check_foot
from data.ingest.columns.row_readers import READERS, Values
from data.ingest.columns.services import is_split, pooled_services
from data.ingest.columns.summaries import without_summaries
from data.ingest.columns.survey_summary import index_frame, pooled_frame
from data.ingest.columns.tick_columns import due_in_each
from data.ingest.columns.titles import Title
from data.ingest.columns.units import read_units
from data.ingest.parsers.parsing import missing
from data.ingest.parsers.units import UnitNames
from data.ingest.tables import Body, Header, Table
from data.panel.dataset import SheetReport, empty_frame
from data.workbooks import Sheet, column_name

OWN_INDICATORS = ("jumlah_pegawai", "total_jp", "rata_jp")
FRAME_OF = {"rekap_skm": "kinerja", "rekap_unsur": "kinerja", "rekap_jp": "pelatihan"}


def read_table(
    sheet: Sheet, table: Table, body: Body, title: Title, findings: Findings, units: UnitNames
) -> tuple[dict[str, pd.DataFrame], SheetReport]:
    """The frames that the table fills by their kind, each with its accepted rows; and the table's report."""
    cells = named_by_contents(TableCells(sheet, table, body, findings))
    table = cells.table
    unknown = report_unknown(table, findings)
    values = _values(cells, units, title)
    _require(cells, values)
    frames = {kind: _declared(kind, rows, findings) for kind, rows in _rows(cells, values, unknown, title).items()}
    check_foot(cells)
    is_matrix = table.contract.kind == "pelatihan" and bool(matrix_courses(cells))
    return frames, _report(cells, len(frames["pelatihan"]) if is_matrix else None)


def _values(cells: TableCells, units: UnitNames, title: Title) -> Values:
    values: Values = {}
    unit = read_units(cells, units, title)
    if unit is not None:
        values["unit"] = unit
    types = {column.type for column in cells.table.contract.columns}
    pivoted = cells.table.contract.kind == "kinerja" and is_pivoted(cells.table)
    if "period" in types and not pivoted:
        values["period"] = read_periods(cells, title)
    elif "year" in types and ("period" not in types or cells.named("tahun")):
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


def _rows(cells: TableCells, values: Values, unknown: list[Header], title: Title) -> dict[str, pd.DataFrame]:
    """The accepted rows as the frames of their kinds want them."""
    kind = cells.table.contract.kind
    frame = pd.DataFrame({name: pd.Series(column, dtype=column.dtype) for name, column in values.items()})
    frame["row"] = np.array(cells.body.rows, dtype=int) + cells.findings.first_row
    kept = frame[~cells.dropped]
    if kind == "rekap_skm" or "ikm" in kept:
        return {"kinerja": pooled_frame(cells, kept)}
    if kind == "rekap_unsur":
        return {"kinerja": index_frame(cells, kept)}
    if kind == "kinerja":
        frames = _kinerja_rows(cells, kept, unknown, title)
        figures = without_summaries(cells, frames["kinerja"])
        left_out = set(frames["kinerja"]["unit"]) - set(figures["unit"])
        targets = frames.get("target", empty_frame("target"))
        return {"kinerja": figures, "target": targets[~targets["unit"].isin(left_out)]}
    if courses := matrix_courses(cells) if kind == "pelatihan" else []:
        kept = attended_rows(cells, kept, courses, title)
        unknown = [header for header in unknown if header not in {course.header for course in courses}]
    marked = [header for header in unknown if kind == "pegawai" and only_marks(cells.raw(header))]
    for header in marked:
        reason = "bertanda seperti pelatihan; tulis JP dan tanggalnya di judul, misalnya (20 JP) 12 Maret 2025"
        cells.findings.column(header.text, reason, "refused")
    _say_unread(cells, [header for header in unknown if header not in marked])
    return {FRAME_OF.get(kind, kind): due_in_each(kept) if kind == "rtl" else kept}


def _say_unread(cells: TableCells, unknown: list[Header]) -> None:
    if unknown:
        texts = ", ".join(f"“{header.text}”" for header in unknown)
        cells.findings.whole(f"kolom tidak dikenali dan tidak dibaca: {texts}")


def _kinerja_rows(
    cells: TableCells, rows: pd.DataFrame, unknown: list[Header], title: Title
) -> dict[str, pd.DataFrame]:
    """One row a value, whether the indicators stand in columns, in rows, or under targets and periods; and targets."""
    by_rows = cells.named("indikator") is not None
    headings = figures_in(cells.table)
    if headings and is_split(cells, rows):
        cells.refuse_all("dirinci per jenis layanan; buat satu baris untuk tiap unit, periode, dan indikator")
        return {"kinerja": long_frame(rows.iloc[:0], {}, None)}
    figures = read_figures(cells, rows, title)
    if by_rows or is_pivoted(cells.table):
        _say_unread(cells, unknown)
        return {"kinerja": figures.achieved, "target": figures.targets}
    plain = _plain_columns(cells, rows, unknown)
    return {"kinerja": pd.concat([figures.achieved, plain]), "target": figures.targets}


def _plain_columns(cells: TableCells, rows: pd.DataFrame, unknown: list[Header]) -> pd.DataFrame:
    """The values of columns whose heading names an indicator and nothing else."""
    own = [cells.table.columns[name] for name in OWN_INDICATORS if name in cells.table.columns]
    indicators = read_indicators(cells, [*own, *unknown])
    respondents = cells.parse("n", parser_of(cells.table.contract.column("n")))
    if is_split(cells, rows):
        return pooled_services(cells, rows, indicators, respondents)
    return long_frame(rows, indicators, respondents)


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
    kind, top = cells.table.contract.kind, cells.findings.excel_row(cells.table.top)
    return SheetReport(cells.findings.sheet, kind, top, accepted + refused, accepted, refused, columns)
