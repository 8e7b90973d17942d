"""Makes the report of one period and unit from a dataset, as it would have been made at the period's end."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analysis.before_after.compute import BeforeAfter, compare
from analysis.competence.compliance import Compliance, hours
from analysis.cost.compute import Absorption, absorption
from analysis.cost.summary import LEFT_OUT, CostSummary, summarise_cost
from analysis.overview.summary import Summary, summarise
from analysis.report.content import city, sections
from analysis.report.content.achievement import Achievement, achievements, in_period, of_unit
from analysis.report.content.changed import changed
from analysis.report.content.citizens import quotations
from analysis.report.content.figures import Before, figures, finding, values_before
from analysis.report.content.filling import UNFILLED, Filling
from analysis.report.content.impact import assumptions_appendix, impact
from analysis.report.content.notice import notice
from analysis.report.content.report import Report, Section
from analysis.report.content.survey import chapters
from analysis.report.content.trainings import trainings_in
from analysis.report.content.units import UnitRow, multiples, other_tables, unit_rows, unit_section, worst
from analysis.stewardship import quality
from analysis.survey import text as survey_text
from analysis.survey.compute import SkmResult, answers, profile, satisfaction, trend
from analysis.survey.sample import samples
from analysis.targets.compute import TargetPlan, with_goals
from analysis.text import wording
from analysis.text.cards import Card
from analysis.text.disclosure import FEWEST
from data.panel.as_of import as_of, panel_as_of
from data.panel.build import WORKLOAD, indicators_in, measured, panel_of, series
from data.panel.dataset import Dataset
from data.problems import NoAnswer, NotExported, UnknownName
from data.vocabulary.events import events_of
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency, last_day, period_of
from data.vocabulary.regulations import jp_rule

ALL_UNITS = "semua"
VERSIONS = {
    True: "internal: kelompok sekecil apa pun ditampilkan; jangan diteruskan ke luar kantor",
    False: f"keluar: kelompok di bawah {FEWEST} orang digabung",
}
CAMAT, COMPILED = "Mengetahui,\nCamat", "Disusun oleh,"
PLACE = "…………………"


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """What the report on the office's performance rests on, as it was known at the period's end.

    `ours` are the rows about the reported unit, `panel` the values of all; `course` the main indicator's values.
    `typed` is what the office wrote of each indicator, `plans` the same with the books' targets.
    """

    period: pd.Period
    unit: str | None
    ours: Dataset
    panel: pd.DataFrame
    summary: Summary
    changes: tuple[BeforeAfter, ...]
    main: Indicator | None
    course: pd.DataFrame
    typed: dict[str, TargetPlan]
    plans: dict[str, TargetPlan]
    achievements: tuple[Achievement, ...]
    before: Before
    units: tuple[UnitRow, ...]
    survey: SkmResult | None
    earlier_survey: SkmResult | None
    staff: Compliance | None
    cost: CostSummary | None
    budget: Absorption | None


def results(dataset: Dataset, period: pd.Period, unit: str | None, filled: Filling) -> Results:
    """Every result that `build_report` tells of."""
    known, panel = as_of(dataset, period), panel_as_of(dataset, period)
    found = summarise(known, panel)
    ours = of_one_unit(known, unit)
    main = next((indicator for indicator in indicators_in(panel) if indicator.key != WORKLOAD), None)
    changes = found.comparisons if unit is None else tuple(
        compare(series(panel, one.indicator.key), one.indicator, units=[unit]) for one in found.comparisons
    )  # fmt: skip
    survey, earlier_survey = (None, None) if dataset.exported else surveys(ours.skm, period)
    typed = dict(filled.plans)
    plans = with_goals(typed, known.target, period.year, unit)
    return Results(
        period=period,
        unit=unit,
        ours=ours,
        panel=panel,
        summary=found,
        changes=changes,
        main=main,
        course=_course(panel, main, unit),
        typed=typed,
        plans=plans,
        achievements=achievements(panel, period, unit, plans),
        before=values_before(panel, period, unit),
        units=unit_rows(of_unit(panel, unit), period, typed, known.target),
        survey=survey,
        earlier_survey=earlier_survey,
        staff=_compliance(ours, period.year),
        cost=None if dataset.exported or not main else summarise_cost(ours, main, panel=of_unit(panel, unit)),
        budget=None if dataset.exported else absorption(known.anggaran[known.anggaran["tahun"] == period.year]),
    )


def build_report(
    dataset: Dataset,
    period: pd.Period,
    unit: str | None = None,
    *,
    filled: Filling = UNFILLED,
    state: int | None = None,
    internal: bool = False,
    printed_at: datetime,
) -> Report:
    """The report of `period` for one unit, or (None) for all; what the office did not write (`filled`) stays blank.

    Only what was known by the period's last day is read, so that an old month's report does not change later. The
    verdict speaks of all units whatever `unit` is: it rests on comparing them. An `internal` report, which stays in the
    office, tells groups of any size; else small ones are pooled. `state` is the store's event after which
    the data stood so, by which they can be asked for again.
    """
    found = results(dataset, period, unit, filled)
    said = found.summary.evidence
    listed, unchanged = changed(as_of(dataset, period), found.panel, period, unit)
    return Report(
        name="laporan",
        title="Laporan kinerja dan pelatihan",
        period=period,
        unit=unit,
        headline=said.verdict.sentence if said else "Belum ada angka kinerja dalam data ini.",
        basis=_basis(found.summary, unit),
        cards=(),
        sections=_sections(dataset, found, internal),
        remarks=filled.remarks,
        attachments=filled.attachments,
        signatures=_signatures(printed_at, region=dataset.exported),
        facts=_facts(dataset, found.panel, period, unit, state, internal),
        printed_at=printed_at,
        is_sample=dataset.is_sample,
        finding=finding(found.achievements, None if unit else worst(found.units)),
        figures=figures(found.achievements, found.before, found.panel, unit),
        changes=listed,
        unchanged=unchanged,
        notice=notice(found.survey, found.earlier_survey, as_of(dataset, period).rtl),
    )


def _signatures(printed_at: datetime, *, region: bool) -> tuple[str, str]:
    """Who has seen it, and who compiled it where and when; a region's report names no camat."""
    return ("Mengetahui," if region else CAMAT), f"{PLACE}, {wording.day(printed_at)}\n{COMPILED}"


def _sections(dataset: Dataset, found: Results, internal: bool) -> tuple[Section, ...]:
    """The parts in the order they are read: units, impact, survey, staff, cost, events, plans, then the appendix."""
    period, rtl, previous = found.period, as_of(dataset, found.period).rtl, next(iter(found.before.values()))
    trainings = trainings_in(found.ours, period, internal=internal)
    several = found.unit is None and bool(dataset.kecamatan)
    shared = (
        impact(found.summary.evidence, found.changes, found.unit),
        sections.survey(found.survey, found.earlier_survey, rtl, period, dataset.exported, internal=internal),
        sections.competence(found.staff, trainings, period, internal=internal),
        sections.not_exported(sections.COST, LEFT_OUT)
        if dataset.exported
        else sections.cost(found.cost, found.budget, found.staff, internal=internal),
        _whole(dataset, "Lembar kejadian", sections.steps(rtl, period, found.achievements, events_of(found.ours))),
        *assumptions_appendix(found.summary.evidence),
        _whole(dataset, "Lembar target", _achievement(found)),
        *(quotations(found.survey) if internal else ()),
    )
    if not several:
        units = unit_section(found.units, found.achievements, previous, period)
        charts = multiples(found.units, found.achievements, found.panel, period)
        return dataclasses.replace(units, charts=charts), *shared
    each = city.each_kecamatan(found.units, found.panel, period, found.plans)
    return city.side_by_side(found.panel, found.main), *map(city.without_units, shared), *each


def build_survey_report(
    dataset: Dataset,
    period: pd.Period,
    unit: str | None = None,
    *,
    filled: Filling = UNFILLED,
    state: int | None = None,
    internal: bool = False,
    printed_at: datetime,
) -> Report:
    """The report on the satisfaction survey of `period`, BAB I to V; NoAnswer where nobody was asked in it.

    An `internal` one quotes citizens' remarks and counts few of them by themselves.
    """
    known = of_one_unit(as_of(dataset, period), unit)
    asked = asked_in(answers(known), period)
    result, panel = satisfaction(asked), panel_of(known)
    card = Card("IKM survei", wording.number(result.ikm_rounded), f"mutu {result.mutu} · n = {wording.count(result.n)}")
    course = trend(known.skm, frequency(result.period[0]))
    return Report(
        name="laporan-skm",
        title="Laporan survei kepuasan masyarakat",
        period=period,
        unit=unit,
        headline=survey_text.sentences(result)[0],
        basis=f"Dihitung menurut {result.source}.",
        cards=(card,),
        sections=(
            *chapters(result, profile(asked), samples(result.by, panel), course, known.rtl, internal=internal),
            *(quotations(result) if internal else ()),
        ),
        remarks=filled.remarks,
        attachments=filled.attachments,
        signatures=_signatures(printed_at, region=False),
        facts=_facts(dataset, panel, period, unit, state, internal),
        printed_at=printed_at,
        is_sample=dataset.is_sample,
        notice=notice(result, _survey(known.skm, result.period[0] - 1, exactly=True), known.rtl),
    )


def _achievement(found: Results) -> Section:
    from_books = found.plans != found.typed
    return sections.achievement(
        found.achievements, found.course, found.main, found.period, events_of(found.ours), from_books,
        other_tables(found.units, found.achievements, next(iter(found.before.values())), found.period),
    )  # fmt: skip


def _whole(dataset: Dataset, sheet: str, section: Section) -> Section:
    """The section; of a region with the sentence that says which sheet of the kecamatan's books is not in it."""
    if not dataset.exported:
        return section
    return dataclasses.replace(section, sentences=(*section.sentences, str(NotExported(sheet))))


def asked_in(skm: pd.DataFrame, period: pd.Period) -> pd.DataFrame:
    """Those asked in the period; NoAnswer, which names the last survey before it, where nobody was."""
    asked = skm[in_period(skm["period"], period)] if len(skm) else skm
    if len(skm) and asked.empty:
        last = max(skm["period"].unique(), key=last_day)
        raise NoAnswer(
            f"Tidak ada responden SKM pada {wording.period(period)}; survei terakhir sebelumnya "
            f"{wording.period(last)}. Pilih periode itu, atau unggah buku SKM-nya."
        )
    return asked


def of_one_unit(dataset: Dataset, unit: str | None) -> Dataset:
    """The rows that concern one unit: its own, its staff's trainings, events of all units; everything for None."""
    if unit is None:
        return dataset
    pegawai, pelatihan, kejadian = of_unit(dataset.pegawai, unit), dataset.pelatihan, dataset.kejadian
    staff = pelatihan["nip"].isin(pegawai["nip"])
    whole = pelatihan["nip"].isna() & (pelatihan["unit"] == unit)
    return dataclasses.replace(
        dataset,
        kinerja=of_unit(dataset.kinerja, unit),
        skm=of_unit(dataset.skm, unit),
        layanan=of_unit(dataset.layanan, unit),
        pegawai=pegawai,
        pelatihan=pelatihan[staff | whole],
        kejadian=kejadian[kejadian["unit"].isna() | (kejadian["unit"] == unit)],
    )


def units_of(dataset: Dataset) -> list[str]:
    """Every unit of which the books hold values, respondents, cases or staff."""
    frames = (dataset.kinerja, dataset.skm, dataset.layanan, dataset.pegawai)
    return sorted({str(unit) for frame in frames for unit in frame["unit"].dropna()})


def find_unit(dataset: Dataset, text: str) -> str | None:
    """The unit of that name (capitals do not matter), None for "semua"; UnknownName otherwise."""
    asked = text.strip().casefold()
    known = units_of(dataset)
    if asked == ALL_UNITS:
        return None
    for unit in known:
        if unit.casefold() == asked:
            return unit
    raise UnknownName(f"Unit “{text}” tidak ada di data. Yang ada: {', '.join([ALL_UNITS, *known])}.")


def reported_periods(known: Iterable[pd.Period], freq: str) -> list[pd.Period]:
    """Periods of that frequency in which a known one begins, newest first."""
    return sorted({period_of(one.start_time.date(), freq) for one in known}, reverse=True)


def check_period(dataset: Dataset, period: pd.Period) -> None:
    """NoAnswer where no value of the books lies in the period, nor in a longer one around it."""
    if not in_period(measured(dataset)[0]["period"], period).any():
        raise NoAnswer(f"Belum ada angka untuk {wording.period(period)}. Unggah dan simpan file bulan itu.")


def _basis(found: Summary, unit: str | None) -> str:
    if found.evidence is None:
        return ""
    verdict = found.evidence.verdict
    whole = " Kesimpulan ini tentang semua unit." if unit else ""
    return f"{verdict.level.words} {verdict.basis}{whole}"


def _course(panel: pd.DataFrame, indicator: Indicator | None, unit: str | None) -> pd.DataFrame:
    if indicator is None:
        return panel
    return of_unit(series(panel, indicator.key), unit).dropna(subset=["value"])


def surveys(skm: pd.DataFrame, period: pd.Period) -> tuple[SkmResult | None, SkmResult | None]:
    """The survey that a report of the period tells of, and the one before it."""
    asked = _survey(skm, period)
    return asked, _survey(skm, asked.period[0] - 1, exactly=True) if asked else None


def _survey(skm: pd.DataFrame, period: pd.Period, *, exactly: bool = False) -> SkmResult | None:
    """The survey of the period, else (unless `exactly`) the newest before it; None without any."""
    if skm.empty:
        return None
    asked = in_period(skm["period"], period)
    if exactly and not asked.any():
        return None
    newest = max(skm["period"].unique(), key=last_day)
    try:
        return satisfaction(skm[asked if asked.any() else skm["period"] == newest])
    except NoAnswer:
        return None


def _compliance(dataset: Dataset, year: int) -> Compliance | None:
    if dataset.pegawai.empty or jp_rule("PNS", year) is None:
        return None
    return hours(dataset, year)


def _facts(
    dataset: Dataset, panel: pd.DataFrame, period: pd.Period, unit: str | None, state: int | None, internal: bool,
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    names = ["Data contoh"] if dataset.is_sample else quality.sources(dataset) or ["belum ada buku"]
    rows = of_unit(panel, unit)
    digest = " ".join(report.sha256[:8] for report in dataset.files)
    return (
        *(("Sumber", name) for name in names),
        ("Periode", wording.period(period)),
        ("Unit", unit or "semua unit"),
        ("n", f"{rows['unit'].nunique()} unit, {wording.count(len(rows))} nilai"),
        ("Pilihan", f"data sampai {wording.day(last_day(period))}; semua pelatihan"),
        ("Versi", VERSIONS[internal]),
        ("Kode data", digest),
        *(() if state is None else (("Keadaan data", f"kejadian {state} di Riwayat"),)),
        *(("Catatan data", note) for note in panel.attrs["notes"]),
    )
