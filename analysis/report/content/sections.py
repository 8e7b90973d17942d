"""The report's sections, each from the result object that its page shows too."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from analysis.competence import text as competence_text
from analysis.competence.compliance import Compliance, UnitCompliance, together, total
from analysis.cost import text as cost_text
from analysis.cost.compute import Absorption
from analysis.cost.summary import CostSummary
from analysis.report.content.achievement import Achievement
from analysis.report.content.citizens import remark_counts
from analysis.report.content.course import course_chart
from analysis.report.content.follow_up import planned
from analysis.report.content.report import (
    BLANK,
    Number,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
    number,
)
from analysis.report.content.survey import element_chart, element_table
from analysis.report.content.trainings import cost_table
from analysis.report.content.units import OFFICE
from analysis.survey import text as survey_text
from analysis.survey.compute import SkmResult
from analysis.targets import text as targets_text
from analysis.targets.compute import SOURCE
from analysis.text import wording
from analysis.text.disclosure import FEWEST, few
from data.problems import NotExported
from data.vocabulary.events import Event
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency, last_day, months_of

ACHIEVEMENT_COLUMNS = (
    ReportColumn("No", 0.5), ReportColumn("Sasaran", 1.5), ReportColumn("Indikator", 1.7), ReportColumn("Satuan", 1.15),
    ReportColumn("Target", 0.9), ReportColumn("Realisasi", 1), ReportColumn("Capaian (%)", 0.9),
    ReportColumn("Status", 0.8), ReportColumn("Faktor pendorong", 1.5), ReportColumn("Faktor penghambat", 1.5),
    ReportColumn("Rencana tindak lanjut", 1.5),
)  # fmt: skip
HOUR_COLUMNS = (
    ReportColumn("Unit", 3), ReportColumn("PNS", 0.7), ReportColumn("Mencapai", 2.4, whole="PNS"),
    ReportColumn("Mencapai (%)", 0.9), ReportColumn("Kurang JP", 0.9),
)  # fmt: skip
BUDGET_COLUMNS = (
    ReportColumn("Program", 3), ReportColumn("Pagu (Rp)"), ReportColumn("Realisasi (Rp)"), ReportColumn("Serapan (%)"),
)  # fmt: skip
SQUARES = "Satu petak satu PNS; biru: sudah mencapai."
COST, SURVEY = "Biaya dan anggaran", "Kepuasan masyarakat (SKM)"
COMPETENCE, STEPS = "Pengembangan kompetensi", "Rencana dan kejadian lain"
STATES = ("sudah", "belum", "lewat waktu", "baru")
STEP_COLUMNS = (
    ReportColumn("No", 0.4), ReportColumn("Langkah", 4), ReportColumn("Penanggung jawab", 2.4),
    ReportColumn("Tenggat", 1.1), ReportColumn("Keadaan", 1.1),
)  # fmt: skip
COUNTED = "Jawaban SKM tiap kecamatan sudah dihitung per unit dan periode; IKM-nya ada di tabel kinerja di atas."
EVENT_COLUMNS = (
    ReportColumn("Mulai", 1.2), ReportColumn("Kejadian", 3), ReportColumn("Di", 1.5), ReportColumn("Sumber", 1.6),
)  # fmt: skip


def achievement(
    several: Sequence[Achievement],
    course: pd.DataFrame,
    indicator: Indicator | None,
    period: pd.Period,
    events: Sequence[Event],
    with_goals: bool,
    others: tuple[ReportTable, ...],
) -> Section:
    """The appendix of the office's indicators, with the first one's course and the events marked in it.

    `course`: that indicator's rows, already cut to the reported unit and period. `with_goals` says that targets are
    among them that the books name and nobody typed. `others`: further indicators unit by unit.
    """
    title = f"Kinerja {wording.period(period)}"
    if not several:
        return Section(title, ("Belum ada angka kinerja dalam data ini.",), appendix=True)
    rows = tuple(_achieved(place, one) for place, one in enumerate(several, 1))
    charts = (course_chart(course, indicator, events),) if indicator and course["period"].nunique() > 1 else ()
    tables = (ReportTable("Kinerja", ACHIEVEMENT_COLUMNS, rows), *others)
    return Section(title, _achievement_notes(several, period, with_goals), tables, charts, appendix=True)


def _achieved(place: int, one: Achievement) -> tuple[ReportCell, ...]:
    known, plan = one.indicator, one.plan
    decimals = known.decimals if plan.target is None else wording.fine(known.decimals, plan.target, one.realised)
    return (
        Number(place), plan.aim, known.label, known.unit, number(plan.target, decimals),
        number(one.realised, decimals), number(one.achieved, 1), one.status, plan.helped, plan.hindered,
        plan.next_step,
    )  # fmt: skip


def _achievement_notes(several: Sequence[Achievement], period: pd.Period, with_goals: bool) -> tuple[str, ...]:
    added = [one.indicator.label for one in several if one.indicator.adds_up]
    sums = f"{wording.listing(added)} dijumlah; yang lain r" if added else "R"
    survey = "; IKM survei dihitung dari semua responden" if any(one.indicator.key == "ikm" for one in several) else ""
    notes = [f"{sums}ata-rata unit, setiap unit dihitung sama{survey}."]
    absent = [one.indicator.label for one in several if not one.basis]
    longer = [one for one in several if one.basis and one.basis[0].start_time < period.start_time]
    longer += [one for one in several if one.basis and one not in longer and last_day(one.basis[-1]) > last_day(period)]
    notes += [f"{one.indicator.label}: nilai {wording.period(one.basis[0])}." for one in longer]
    notes += [
        f"{one.indicator.label}: {wording.count(one.unused)} nilai dengan periode lain tidak dipakai, karena "
        f"kebanyakan nilai per {NAMES[frequency(one.basis[0])]}."
        for one in several
        if one.unused
    ]
    notes += _incomplete([one for one in several if one.basis and one not in longer], period)
    if absent:
        notes.append(f"Tidak ada nilai pada {wording.period(period)}: {wording.listing(absent)}.")
    if with_goals:
        notes.append(f"Target yang tidak diketik diambil dari lembar target tahun {period.year}.")
    if any(one.plan.target for one in several):
        notes.append(
            "Capaian = realisasi ÷ target × 100; bila makin rendah makin baik, (1 + (1 - realisasi ÷ target)) × 100 "
            f"({SOURCE}). Status: {targets_text.scale()}."
        )
    else:
        notes.append("Target, faktor, dan rencana tindak lanjut belum diisi kantor.")
    return tuple(notes)


def _incomplete(several: Sequence[Achievement], period: pd.Period) -> Iterator[str]:
    """Which indicators have values of some months of the period only; longer periods count with all their months."""
    whole = len(months_of(period))
    covered = {one.indicator.label: len({*chain(*map(months_of, one.basis))}) for one in several}
    for months in sorted({*covered.values()} - {whole}):
        labels = [label for label, count in covered.items() if count == months]
        named = "Semua indikator" if len(labels) == len(covered) else wording.listing(labels)
        yield f"{named} baru memuat {months} dari {whole} bulan."


def survey(
    result: SkmResult | None, earlier: SkmResult | None, rtl: pd.DataFrame, period: pd.Period, exported: bool,
    *, internal: bool = False,
) -> Section:  # fmt: skip
    """The satisfaction index with its nine elements, their follow-up and remarks; `earlier`: the survey before.

    Of a region (`exported`) the panel holds all there is to say. Groups of any size are told where `internal`.
    """
    if exported:
        return Section(SURVEY, (COUNTED,), name=SURVEY)
    if result is None:
        return Section(SURVEY, (f"Tidak ada hasil SKM untuk {wording.period(period)}.",), name=SURVEY)
    said = (*_older(result, period), *survey_text.sentences(result))
    tables = (element_table(result, earlier), planned(result, rtl)[1], *remark_counts(result, internal=internal))
    title = f"Mutu pelayanan {result.mutu} ({result.kinerja}); terendah: {result.lowest[0].label}"
    return Section(title, said, tables, (element_chart(result),), name=SURVEY)


def _older(result: SkmResult, period: pd.Period) -> list[str]:
    if last_day(result.period[1]) >= period.start_time:
        return []
    return [f"Tidak ada SKM untuk {wording.period(period)}; ini hasil terakhir, {wording.period(result.period[1])}."]


def competence(
    result: Compliance | None, trainings: ReportTable | None, period: pd.Period, *, internal: bool = False
) -> Section:
    """The year's minimum of hours, and the trainings completed in the period; groups of any size where `internal`."""
    title = COMPETENCE
    none = f"Tidak ada pelatihan yang selesai pada {wording.period(period)}."
    found, said = ((trainings,), ()) if trainings else ((), (none,))
    if result is None:
        return Section(
            title,
            ("Capaian JP belum dapat dihitung: perlu daftar pegawai dan pelatihan.", *said),
            found,
            name=COMPETENCE,
        )
    if few(result.n_pns) and not internal:
        silent = f"Capaian JP tidak ditampilkan: PNS yang dihitung kurang dari {FEWEST} orang."
        return Section(title, (silent, *said), found, name=COMPETENCE)
    told = (*competence_text.sentences(result), *said)
    tables = (hours_table(result.units, internal=internal), *found)
    return Section(_competence_title(result), told, tables, name=COMPETENCE)


def _competence_title(result: Compliance) -> str:
    """ "6 dari 50 PNS mencapai 20 JP; masih kurang 868 JP"."""
    reached = f"{result.n_met} dari {result.n_pns} PNS mencapai {wording.number(result.rule.jp, 0)} JP"
    return f"{reached}; masih kurang {wording.number(result.jp_missing, 0)} JP" if result.jp_missing else reached


def hours_table(units: Sequence[UnitCompliance], *, internal: bool = False) -> ReportTable:
    """One row a unit, the largest gap first, the office last; where not `internal`, units of few PNS are pooled."""
    units = sorted(units, key=lambda one: (-one.jp_missing, one.unit))
    rows = [_hour_row(one) for one in (units if internal else together(units))]
    office = [_hour_row(total(OFFICE, units))] if len(units) > 1 else []
    return ReportTable("JP per unit", HOUR_COLUMNS, (*rows, *office), SQUARES, total=bool(office))


def _hour_row(one: UnitCompliance) -> tuple[ReportCell, ...]:
    return one.unit, Number(one.n_pns), Number(one.n_met), number(100 * one.share, 1), Number(one.jp_missing)


def cost(
    result: CostSummary | None, budget: Absorption | None, staff: Compliance | None, *, internal: bool = False
) -> Section:
    """What the trainings cost and what that bought, and how much of the office's budget was spent.

    Where not `internal`, of few people (the `staff` the yearly minimum counts, or the participants) nothing is told: it
    would be about each.
    """
    spent, tables = _absorbed(budget) if budget else ((), ())
    if result is None or not result.costs.n:
        return Section(COST, ("Belum ada catatan biaya pelatihan.", *spent), tables, name=COST)
    if not internal and (few(result.costs.n) or (staff and few(staff.n_pns))):
        silent = f"Biaya pelatihan tidak ditampilkan: orangnya kurang dari {FEWEST}."
        return Section(COST, (silent, *spent), tables, name=COST)
    span = f"{wording.day(result.costs.period[0])}–{wording.day(result.costs.period[1])}"
    said = (*cost_text.sentences(result), f"Pelatihan yang selesai {span}.", *spent)
    each, total = cost_text.rupiah(result.costs.per_participant), cost_text.rupiah(result.costs.total)
    title = f"Biaya pelatihan {total}; {each} per peserta"
    return Section(title, said, (cost_table(result.costs.by_training, internal=internal), *tables), name=COST)


def not_exported(title: str, what: str) -> Section:
    """A section that a region's data have nothing for."""
    return Section(title, (str(NotExported(what)),), name=title)


def _absorbed(budget: Absorption) -> tuple[tuple[str, ...], tuple[ReportTable, ...]]:
    rows = tuple(
        (str(one["program"]), number(one["pagu"], 0), number(one["realisasi"], 0), number(100 * one["share"], 1))
        for one in budget.by_programme.to_dict("records")
    )
    pagu, spent = cost_text.rupiah(budget.pagu), cost_text.rupiah(budget.realisasi)
    said = f"Anggaran seluruh kantor tahun {budget.by_programme['tahun'].iloc[0]}: {spent} dari pagu {pagu}."
    return (said,), (ReportTable("Anggaran", BUDGET_COLUMNS, rows),)


def _events(several: Sequence[Event], period: pd.Period) -> tuple[str, tuple[ReportTable, ...]]:
    """What else moved service, begun by the period's end, the newest first."""
    known = [event for event in several if pd.Timestamp(event.start) <= last_day(period)]
    if not known:
        return "Tidak ada kejadian lain yang tercatat.", ()
    rows = tuple(
        (wording.day(event.start), event.label, event.unit or "semua unit", event.source) for event in reversed(known)
    )
    here = sum(pd.Timestamp(event.start) >= period.start_time for event in known)
    new = f"{here} kejadian baru pada {wording.period(period)}" if here else "Tidak ada kejadian baru"
    said = f"{new}. Kejadian yang tercatat dapat memengaruhi layanan, terlepas dari pelatihan."
    return said, (ReportTable("Kejadian", EVENT_COLUMNS, rows),)


def steps(rtl: pd.DataFrame, period: pd.Period, several: Sequence[Achievement], events: Sequence[Event]) -> Section:
    """What is being done, the books' plans of the year and then the next steps typed; and what else happened."""
    told, tables = _events(events, period)
    year = rtl[rtl["tahun"] == period.year]
    wanted = year[["program", "penanggung_jawab", "waktu", "status"]]
    planned = [_step(tuple(row), period) for row in wanted.itertuples(index=False)]
    typed = [
        (f"{one.plan.next_step} ({wording.short_name(one.indicator)})", BLANK, BLANK, "baru")
        for one in several if one.plan.next_step
    ]  # fmt: skip
    rows = tuple((Number(place), *row) for place, row in enumerate((*planned, *typed), 1))
    if not rows:
        none = "Belum ada rencana tindak lanjut: isi pada halaman Laporan atau di buku."
        return Section(STEPS, (none, told), tables, name=STEPS)
    states = Counter(row[-1] for row in rows)
    title = ", ".join(f"{states[word]} {word}" for word in STATES if states[word])
    return Section(f"Rencana: {title}", (told,), (ReportTable("Rencana", STEP_COLUMNS, rows), *tables), name=STEPS)


def _step(row: tuple[object, ...], period: pd.Period) -> tuple[ReportCell, ...]:
    """A plan with what became of it: sudah, lewat waktu where its triwulan is over, else belum."""
    program, by, quarter, status = row
    due = f"TW {quarter} {period.year}" if isinstance(quarter, str) else BLANK
    over = quarter in wording.ROMAN and wording.ROMAN.index(str(quarter)) + 1 < last_day(period).quarter
    state = "sudah" if status == "sudah" else "lewat waktu" if over else "belum"
    return *(cell if isinstance(cell, str) else BLANK for cell in (program, by)), due, state
