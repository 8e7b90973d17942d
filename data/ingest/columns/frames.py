"""How the accepted rows of one table become rows of the frames that they fill, by the frames' kind."""

from collections.abc import Callable

import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.courses import attended_rows, matrix_courses, only_marks
from data.ingest.columns.hours import summed_hours
from data.ingest.columns.kinerja import long_frame, read_indicators
from data.ingest.columns.parsers import parser_of
from data.ingest.columns.pivot import figures_in, has_units_across, is_of_targets, is_pivoted, read_figures
from data.ingest.columns.services import is_split, pooled_services
from data.ingest.columns.summaries import without_summaries
from data.ingest.columns.survey_summary import index_frame, pooled_frame
from data.ingest.columns.tick_columns import due_in_each
from data.ingest.columns.titles import Title
from data.ingest.tables import Header

Frames = dict[str, pd.DataFrame]
ToFrames = Callable[[TableCells, pd.DataFrame, list[Header], Title], Frames]

OWN_INDICATORS = ("jumlah_pegawai", "total_jp", "rata_jp")


def filling(kind: str) -> ToFrames:
    """The rows as they stand, in the frame of that kind; headings that nothing knows are told."""

    def as_they_stand(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], _: Title) -> Frames:
        _say_unread(cells, unknown)
        return {kind: rows}

    return as_they_stand


def staff_frames(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], _: Title) -> Frames:
    """The staff; columns that hold nothing but marks look like trainings without their JP and days."""
    marked = [header for header in unknown if only_marks(cells.raw(header))]
    for header in marked:
        reason = "bertanda seperti pelatihan; tulis JP dan tanggalnya di judul, misalnya (20 JP) 12 Maret 2025"
        cells.findings.column(header.text, reason, "refused")
    _say_unread(cells, [header for header in unknown if header not in marked])
    return {"pegawai": rows}


def training_frames(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], title: Title) -> Frames:
    """One row a participation, also where the trainings stand in columns."""
    courses = matrix_courses(cells)
    headings = {course.header for course in courses}
    attended = attended_rows(cells, rows, courses, title) if courses else rows
    _say_unread(cells, [header for header in unknown if header not in headings])
    return {"pelatihan": attended}


def hours_frames(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], title: Title) -> Frames:
    """One participation a person and period with hours."""
    _say_unread(cells, unknown)
    return {"pelatihan": summed_hours(cells, rows, title)}


def survey_frames(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], _: Title) -> Frames:
    """The answers; or the index of the unit, where each row prints one of its own."""
    if "ikm" in rows:
        return {"kinerja": pooled_frame(cells, rows)}
    _say_unread(cells, unknown)
    return {"skm": rows}


def index_of_services(cells: TableCells, rows: pd.DataFrame, _: list[Header], __: Title) -> Frames:
    """The index of the unit, pooled from those of its services."""
    return {"kinerja": pooled_frame(cells, rows)}


def index_of_elements(cells: TableCells, rows: pd.DataFrame, _: list[Header], __: Title) -> Frames:
    """The index of the unit, made of the means of its elements."""
    return {"kinerja": index_frame(cells, rows)}


def plan_frames(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], _: Title) -> Frames:
    """The follow-up plan, one row a triwulan that carries a sign."""
    _say_unread(cells, unknown)
    return {"rtl": due_in_each(rows)}


def performance_frames(cells: TableCells, rows: pd.DataFrame, unknown: list[Header], title: Title) -> Frames:
    """One row a value, wherever the indicators stand, without rows that sum up others; and targets."""
    if reason := _no_figures(cells, rows, title):
        cells.refuse_all(reason)
        return {"kinerja": long_frame(rows.iloc[:0], {}, None)}
    figures = read_figures(cells, rows, title)
    achieved = figures.achieved
    if cells.named("indikator") is not None or is_pivoted(cells.table) or has_units_across(cells.table):
        _say_unread(cells, unknown)
    else:
        achieved = pd.concat([achieved, _plain_columns(cells, rows, unknown)])
    kept = without_summaries(cells, achieved)
    left_out = set(achieved["unit"]) - set(kept["unit"])
    return {"kinerja": kept, "target": figures.targets[~figures.targets["unit"].isin(left_out)]}


def _no_figures(cells: TableCells, rows: pd.DataFrame, title: Title) -> str | None:
    """Why the numbers of a sheet are no figures of units and periods; None where they are."""
    if figures_in(cells.table) and is_split(cells, rows):
        return "dirinci per jenis layanan; buat satu baris untuk tiap unit, periode, dan indikator"
    if is_of_targets(cells, title):
        return "angkanya target, bukan yang dicapai. Tulis di kolom Target, di samping kolom Realisasi"
    return None


def _plain_columns(cells: TableCells, rows: pd.DataFrame, unknown: list[Header]) -> pd.DataFrame:
    """The values of columns whose heading names an indicator and nothing else."""
    own = [cells.table.columns[name] for name in OWN_INDICATORS if name in cells.table.columns]
    indicators = read_indicators(cells, [*own, *unknown])
    respondents = cells.parse("n", parser_of(cells.table.contract.column("n")))
    if is_split(cells, rows):
        return pooled_services(cells, rows, indicators, respondents)
    return long_frame(rows, indicators, respondents)


def _say_unread(cells: TableCells, unknown: list[Header]) -> None:
    if unknown:
        texts = ", ".join(f"“{header.text}”" for header in unknown)
        cells.findings.whole(f"kolom tidak dikenali dan tidak dibaca: {texts}")
