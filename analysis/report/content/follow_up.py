"""The survey's follow-up in its report: the office's plans for the weak elements, and what became of earlier ones."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.report.content.report import BLANK, Number, ReportCell, ReportColumn, ReportTable
from analysis.survey import text as survey_text
from analysis.survey.compute import SkmResult
from analysis.text import wording
from data.ingest.schemas.unsur import read_unsur

OFFICE = "belum diisi kantor"
QUARTERS = ("I", "II", "III", "IV")
DUE = "v"
PLAN_COLUMNS = (
    ReportColumn("No", 0.5), ReportColumn("Prioritas unsur", 2.6), ReportColumn("Program/kegiatan", 2.6),
    ReportColumn("TW I", 0.6), ReportColumn("TW II", 0.6), ReportColumn("TW III", 0.6), ReportColumn("TW IV", 0.6),
    ReportColumn("Penanggung jawab", 1.5),
)  # fmt: skip
FOLLOWED_COLUMNS = (
    ReportColumn("No", 0.5), ReportColumn("Rencana", 3), ReportColumn("Status (sudah/belum)", 1.6),
    ReportColumn("Deskripsi", 3), ReportColumn("Dokumentasi", 1.5),
)  # fmt: skip


class FollowUpPlan(NamedTuple):
    """A plan of the books: the element's key (None where its name means none), its name there, what, when, by whom."""

    element: str | None
    unsur: str
    program: str
    quarters: frozenset[str]
    responsible: str

    @property
    def cells(self) -> tuple[ReportCell, ...]:
        """What stands beside the element in the table of plans."""
        return self.program, *(DUE if one in self.quarters else wording.NONE for one in QUARTERS), self.responsible


NOTHING = (BLANK,) * len(PLAN_COLUMNS[2:])


def planned(result: SkmResult, rtl: pd.DataFrame) -> tuple[str, ReportTable]:
    """The three lowest elements with the plans of the survey's year, then that year's plans for other elements.

    `rtl` as in the dataset; the sentence names the elements for which the books hold no plan.
    """
    plans = _plans(rtl[rtl["tahun"] == result.period[1].year])
    for_lowest = {one: [plan for plan in plans if plan.element == one.key] for one in result.lowest}
    rows = [
        (f"{one.key} {one.label} ({wording.number(one.index)})", *cells)
        for one, theirs in for_lowest.items()
        for cells in [plan.cells for plan in theirs] or [NOTHING]
    ]
    keys = {one.key for one in result.lowest}
    rows += [(plan.unsur, *plan.cells) for plan in plans if plan.element not in keys]
    without = [one.label for one, theirs in for_lowest.items() if not theirs]
    left = f"; program, waktu, dan penanggung jawab untuk {wording.listing(without)} {OFFICE}" if without else ""
    return f"Tiga unsur terendah didahulukan{left}.", ReportTable(
        "Rencana tindak lanjut", PLAN_COLUMNS, _numbered(rows)
    )


def followed(period: pd.Period, rtl: pd.DataFrame) -> tuple[str, ReportTable]:
    """What became of the plans due before the survey's `period`: of its year, else those of the year before."""
    due = rtl["waktu"].map(dict(zip(QUARTERS, range(1, 5), strict=True)))
    earlier = rtl[(rtl["tahun"] == period.year) & (due < period.start_time.quarter)]
    plans = earlier if len(earlier) else rtl[rtl["tahun"] == period.year - 1]
    rows = [_followed(*row) for row in plans[["program", "unsur", "status", "deskripsi"]].itertuples(index=False)]
    said = survey_text.follow_up(plans) if rows else f"Tindak lanjut periode sebelumnya {OFFICE}."
    return said, ReportTable("Tindak lanjut lalu", FOLLOWED_COLUMNS, _numbered(rows or [(BLANK,) * 4]))


def _plans(rtl: pd.DataFrame) -> list[FollowUpPlan]:
    groups = rtl.groupby(["unsur", "program", "penanggung_jawab"], sort=False, dropna=False)
    return [
        FollowUpPlan(
            _element(unsur), _text(unsur), _text(program), frozenset(rows["waktu"].dropna()), _text(responsible)
        )
        for (unsur, program, responsible), rows in groups
    ]


def _followed(program: object, unsur: object, status: object, words: object) -> tuple[ReportCell, ...]:
    named = f"{_text(program)} ({unsur})" if isinstance(unsur, str) else _text(program)
    return named, _text(status), _text(words), BLANK


def _element(unsur: object) -> str | None:
    meant = read_unsur(unsur) if isinstance(unsur, str) else None
    return meant.name if meant else None


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else BLANK


def _numbered(rows: Sequence[tuple[ReportCell, ...]]) -> tuple[tuple[ReportCell, ...], ...]:
    return tuple((Number(place), *row) for place, row in enumerate(rows, 1))
