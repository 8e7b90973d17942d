"""The report's sections, each from the result object that its page shows too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from analysis.before_after import text as before_after_text
from analysis.before_after.compute import BeforeAfter
from analysis.competence import text as competence_text
from analysis.competence.compliance import Compliance, UnitCompliance
from analysis.cost import text as cost_text
from analysis.cost.compute import Absorption
from analysis.cost.summary import CostSummary
from analysis.report.content.achievement import Achievement
from analysis.report.content.course import course_chart
from analysis.report.content.report import (
    BLANK,
    Number,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportLine,
    ReportTable,
    Section,
    number,
)
from analysis.report.content.survey import element_chart, element_table
from analysis.report.content.trainings import cost_table
from analysis.survey import text as survey_text
from analysis.survey.compute import SkmResult
from analysis.targets import text as targets_text
from analysis.targets.compute import SOURCE
from analysis.text import wording
from analysis.text.disclosure import FEWEST, few, hidden
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
CHANGE_COLUMNS = (
    ReportColumn("Indikator", 1.8), ReportColumn("Satuan", 0.95), ReportColumn("Sebelum", 1.15),
    ReportColumn("Sesudah", 1.15), ReportColumn("Perubahan", 1.4), ReportColumn("Batas bawah 95%"),
    ReportColumn("Batas atas 95%"), ReportColumn("Arah", 1.15), ReportColumn("Unit", 0.75),
)  # fmt: skip
HOUR_COLUMNS = (
    ReportColumn("Unit", 3), ReportColumn("PNS"), ReportColumn("Mencapai"), ReportColumn("Mencapai (%)"),
    ReportColumn("Kurang JP"),
)  # fmt: skip
MOST_DRAWN = 10
PAIR_COLUMNS = (ReportColumn("Unit", 3), ReportColumn("Sebelum"), ReportColumn("Sesudah"), ReportColumn("Perubahan"))
BUDGET_COLUMNS = (
    ReportColumn("Program", 3), ReportColumn("Pagu (Rp)"), ReportColumn("Realisasi (Rp)"), ReportColumn("Serapan (%)"),
)  # fmt: skip
COST = "Biaya dan anggaran"
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
) -> Section:
    """The indicator table, and the course of the first indicator up to the period with the events marked in it.

    `course`: that indicator's rows, already cut to the reported unit and period. `with_goals` says that targets are
    among them that the books name and nobody typed.
    """
    title = f"Kinerja {wording.period(period)}"
    if not several:
        return Section(title, ("Belum ada angka kinerja dalam data ini.",))
    rows = tuple(_achieved(place, one) for place, one in enumerate(several, 1))
    charts = (course_chart(course, indicator, events),) if indicator and course["period"].nunique() > 1 else ()
    return Section(
        title,
        _achievement_notes(several, period, with_goals),
        (ReportTable("Kinerja", ACHIEVEMENT_COLUMNS, rows),),
        charts,
    )


def _achieved(place: int, one: Achievement) -> tuple[ReportCell, ...]:
    known, plan = one.indicator, one.plan
    return (
        Number(place), plan.aim, known.label, known.unit, number(plan.target, known.decimals),
        number(one.realised, known.decimals), number(one.achieved, 1), one.status, plan.helped, plan.hindered,
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


def before_after(several: Sequence[BeforeAfter]) -> Section:
    """Each headline indicator before and after training; the first one drawn unit by unit."""
    title = "Sebelum dan sesudah pelatihan"
    if not several:
        return Section(title, ("Belum ada angka kinerja dalam data ini.",))
    said = tuple(before_after_text.sentence(one) for one in several)
    table = ReportTable("Sebelum dan sesudah", CHANGE_COLUMNS, tuple(_changed(one) for one in several))
    drawn = [one for one in several[:1] if one.pairs]
    each = tuple(_pairs(one) for one in drawn if len(one.pairs) > MOST_DRAWN)
    return Section(title, (*said, before_after_text.CAUTION), (table, *each), tuple(map(_dots, drawn)))


def _changed(one: BeforeAfter) -> tuple[ReportCell, ...]:
    known, decimals = one.indicator, wording.change_decimals(one.indicator)
    changes = (number(value, decimals, signed=True) for value in (one.difference, one.ci_low, one.ci_high))
    levels = (number(value, known.decimals) for value in (one.before, one.after))
    direction = before_after_text.direction(one) if one.n_units else BLANK
    return known.label, known.unit, *levels, *changes, direction, Number(one.n_units)


def _pairs(one: BeforeAfter) -> ReportTable:
    """Every unit before and after, where they are too many to be drawn."""
    known, decimals = one.indicator, wording.change_decimals(one.indicator)
    rows = (
        (pair.unit, number(pair.before, known.decimals), number(pair.after, known.decimals),
         number(pair.after - pair.before, decimals, signed=True))
        for pair in one.pairs
    )  # fmt: skip
    return ReportTable(f"{wording.short_name(known)} per unit", PAIR_COLUMNS, tuple(rows))


def _dots(one: BeforeAfter) -> ReportChart:
    """The units that changed most, all where they are few, in the order of the pairs."""
    most = sorted(one.pairs, key=lambda pair: -abs(pair.after - pair.before))[:MOST_DRAWN]
    pairs = [pair for pair in one.pairs if pair in most]
    some = f" Digambar {MOST_DRAWN} unit yang paling berubah; semuanya ada di tabel."
    return ReportChart(
        name="Grafik per unit",
        title=before_after_text.title(one),
        kind="dots",
        categories=tuple(pair.unit for pair in pairs),
        lines=(
            ReportLine("Sebelum", tuple(pair.before for pair in pairs)),
            ReportLine("Sesudah", tuple(pair.after for pair in pairs)),
        ),
        decimals=one.indicator.decimals,
        caption=(
            f"{wording.labelled(one.indicator)}; {before_after_text.sample(one)}."
            f"{some if len(pairs) < len(one.pairs) else BLANK}"
        ),
    )


def survey(result: SkmResult | None, period: pd.Period, exported: bool) -> Section:
    """The satisfaction index with its nine elements; of a region (`exported`) the panel holds all there is to say."""
    title = "Kepuasan masyarakat (SKM)"
    if exported:
        return Section(title, (COUNTED,))
    if result is None:
        return Section(title, (f"Tidak ada hasil SKM untuk {wording.period(period)}.",))
    said = (*_older(result, period), *survey_text.sentences(result))
    return Section(title, said, (element_table(result),), (element_chart(result),))


def _older(result: SkmResult, period: pd.Period) -> list[str]:
    if last_day(result.period[1]) >= period.start_time:
        return []
    return [f"Tidak ada SKM untuk {wording.period(period)}; ini hasil terakhir, {wording.period(result.period[1])}."]


def competence(result: Compliance | None, trainings: ReportTable | None, period: pd.Period) -> Section:
    """The year's minimum of hours, and the trainings completed in the period."""
    title = "Pengembangan kompetensi"
    none = f"Tidak ada pelatihan yang selesai pada {wording.period(period)}."
    found, said = ((trainings,), ()) if trainings else ((), (none,))
    if result is None:
        return Section(title, ("Capaian JP belum dapat dihitung: perlu daftar pegawai dan pelatihan.", *said), found)
    if few(result.n_pns):
        silent = f"Capaian JP tidak ditampilkan: PNS yang dihitung kurang dari {FEWEST} orang."
        return Section(title, (silent, *said), found)
    told = (*competence_text.sentences(result), *said)
    return Section(title, told, (hours_table(result.units), *found))


def hours_table(units: Sequence[UnitCompliance]) -> ReportTable:
    """One row a unit; units of few PNS pooled in one row, so that the table speaks of nobody in particular."""
    people = pd.Series([unit.n_pns for unit in units], dtype=int)
    small = hidden(people, people)
    shown = [one for one, few in zip(units, small, strict=True) if not few]
    rows = [_hour_row(one.unit, [one]) for one in shown]
    pooled = [one for one, few in zip(units, small, strict=True) if few]
    last = [_hour_row(f"{len(pooled)} unit kecil (digabung)", pooled)] if pooled else []
    return ReportTable("JP per unit", HOUR_COLUMNS, (*rows, *last))


def _hour_row(name: str, units: Sequence[UnitCompliance]) -> tuple[ReportCell, ...]:
    n, met = sum(unit.n_pns for unit in units), sum(unit.n_met for unit in units)
    missing = sum(unit.jp_missing for unit in units)
    return name, Number(n), Number(met), number(100 * met / n if n else None, 1), Number(missing)


def cost(result: CostSummary | None, budget: Absorption | None, staff: Compliance | None) -> Section:
    """What the trainings cost and what that bought, and how much of the office's budget was spent.

    Of few people (the `staff` the yearly minimum counts, or the participants) nothing is told: it would be about each.
    """
    spent, tables = _absorbed(budget) if budget else ((), ())
    if result is None or not result.costs.n:
        return Section(COST, ("Belum ada catatan biaya pelatihan.", *spent), tables)
    if few(result.costs.n) or (staff and few(staff.n_pns)):
        return Section(COST, (f"Biaya pelatihan tidak ditampilkan: orangnya kurang dari {FEWEST}.", *spent), tables)
    span = f"{wording.day(result.costs.period[0])}–{wording.day(result.costs.period[1])}"
    said = (*cost_text.sentences(result), f"Pelatihan yang selesai {span}.", *spent)
    return Section(COST, said, (cost_table(result.costs.by_training), *tables))


def not_exported(title: str, what: str) -> Section:
    """A section that a region's data have nothing for."""
    return Section(title, (str(NotExported(what)),))


def _absorbed(budget: Absorption) -> tuple[tuple[str, ...], tuple[ReportTable, ...]]:
    rows = tuple(
        (str(one["program"]), number(one["pagu"], 0), number(one["realisasi"], 0), number(100 * one["share"], 1))
        for one in budget.by_programme.to_dict("records")
    )
    pagu, spent = cost_text.rupiah(budget.pagu), cost_text.rupiah(budget.realisasi)
    said = f"Anggaran seluruh kantor tahun {budget.by_programme['tahun'].iloc[0]}: {spent} dari pagu {pagu}."
    return (said,), (ReportTable("Anggaran", BUDGET_COLUMNS, rows),)


def events(several: Sequence[Event], period: pd.Period) -> Section:
    """What else moved service, begun by the period's end."""
    title = "Kejadian lain"
    known = [event for event in several if pd.Timestamp(event.start) <= last_day(period)]
    if not known:
        return Section(title, ("Tidak ada kejadian lain yang tercatat.",))
    rows = tuple((wording.day(event.start), event.label, event.unit or "semua unit", event.source) for event in known)
    said = "Kejadian ini dapat menggerakkan layanan, terlepas dari pelatihan."
    return Section(title, (said,), (ReportTable("Kejadian", EVENT_COLUMNS, rows),))
