"""Mutu data: what was read from where, and what was refused or doubted, as tables."""

import pandas as pd

from analysis.text import wording
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.problems import Problem

SEVERITIES = {"refused": "perlu diperbaiki", "warning": "perlu dicek", "note": "catatan"}
SHEET_HEADERS = ("File", "Lembar", "Jenis", "Baris judul", "Baris data", "Baris dibaca",
                 "Baris diterima", "Baris perlu diperbaiki", "Sel perlu diperbaiki")  # fmt: skip
OF_BOOKS = ("Baris judul", "Baris data", "Sel perlu diperbaiki")
OF_A_REGION = {"File": "Folder", "Lembar": "Kecamatan"}
ON_SCREEN = ["Letak", "Nilai", "Sebab", "Jenis masalah"]
PROBLEM_HEADERS = ("Letak", "File", "Lembar", "Baris", "Kolom", "Sel", "Nilai", "Sebab", "Jenis masalah")


def sheets(dataset: Dataset) -> pd.DataFrame:
    """One row a table read: where it stands, and its rows taken and refused; exported records stand in no rows."""
    spans = {kind: _spans(getattr(dataset, kind)) for kind in FRAME_COLUMNS}
    rows = [
        (
            report.name, sheet.sheet, sheet.kind, sheet.header_row,
            spans.get(sheet.kind, {}).get((report.name, sheet.sheet)),
            sheet.rows, sheet.accepted, sheet.refused, dataset.refused_cells(report.name, sheet),
        )
        for report in dataset.files
        for sheet in report.sheets
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(SHEET_HEADERS))
    return table.drop(columns=list(OF_BOOKS)).rename(columns=OF_A_REGION) if dataset.exported else table


def read_so_far(dataset: Dataset) -> str:
    """ "44 dari 48 baris terbaca; 20 sel perlu diperbaiki." """
    sheets = [(report.name, sheet) for report in dataset.files for sheet in report.sheets]
    rows, accepted = sum(sheet.rows for _, sheet in sheets), sum(sheet.accepted for _, sheet in sheets)
    cells = sum(dataset.refused_cells(name, sheet) for name, sheet in sheets)
    mend = f"{wording.count(cells)} sel perlu diperbaiki" if cells else "tidak ada sel yang perlu diperbaiki"
    return f"{wording.count(accepted)} dari {wording.count(rows)} baris terbaca; {mend}."


def sources(dataset: Dataset) -> list[str]:
    """What every book is called where a source is told; a folder of exports by how many kecamatan stand in it."""
    if not dataset.exported:
        return [report.name for report in dataset.files]
    return [f"{report.name} ({len({sheet.sheet for sheet in report.sheets})} kecamatan)" for report in dataset.files]


def _spans(frame: pd.DataFrame) -> dict[tuple[str, str], str]:
    """First and last Excel row that gave data, by file and sheet."""
    rows = frame.groupby(["file", "sheet"])["row"].agg(["min", "max"])
    return {place: f"{first}–{last}" for place, (first, last) in zip(rows.index, rows.to_numpy(), strict=True)}


def columns(dataset: Dataset) -> pd.DataFrame:
    """One row a recognised column: what it is taken for, its header as printed, its letter."""
    rows = [
        (report.name, sheet.sheet, name, found["header"], found["column"])
        for report in dataset.files
        for sheet in report.sheets
        for name, found in sheet.columns.items()
    ]
    return pd.DataFrame(rows, columns=["File", "Lembar", "Dikenali sebagai", "Judul di lembar", "Kolom"])


def problems(dataset: Dataset) -> pd.DataFrame:
    """One row a finding, refusals first; the columns ON_SCREEN say it all in short."""
    order = list(SEVERITIES)
    ordered = sorted(dataset.problems, key=lambda found: order.index(found.severity))
    table = pd.DataFrame([_row(found) for found in ordered], columns=list(PROBLEM_HEADERS))
    return table.astype({"Baris": "Int64"})


def _row(found: Problem) -> tuple[object, ...]:
    return (
        _place(found), found.file, found.sheet, found.row, found.column, found.cell, found.value, found.reason,
        SEVERITIES[found.severity],
    )  # fmt: skip


def _place(found: Problem) -> str:
    """ "kinerja.xlsx, lembar 2025, sel E9 (IKM)"."""
    where = f"sel {found.cell}" if found.cell else f"baris {found.row}" if found.row else ""
    column = f"kolom {found.column}" if found.column and not where else f"({found.column})" if found.column else ""
    return ", ".join(filter(None, (found.file, found.sheet and f"lembar {found.sheet}", f"{where} {column}".strip())))
