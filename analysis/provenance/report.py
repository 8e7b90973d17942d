"""The sources of a report: the results it tells of, made from what was known at its period's end."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from analysis.provenance import books, estimates
from analysis.provenance.books import BookFormula, source
from analysis.provenance.monitored import of_series
from analysis.provenance.origin import Filters, Formula, Source
from analysis.provenance.overview import changed_in
from analysis.provenance.rows import dataset_of, panel_from_rows, panel_rows, series_of
from analysis.report.content.achievement import Achievement, achievements, of_unit
from analysis.report.content.build import Results, asked_in, of_one_unit, surveys
from analysis.report.content.changed import changes_at_end
from analysis.report.content.figures import Before, values_before
from analysis.report.content.report import Number, ReportTable
from analysis.report.content.sections import hours_table
from analysis.report.content.trainings import trainings_in
from analysis.report.content.units import UnitRow, unit_rows
from analysis.survey.compute import NINTH, SkmResult, profile, satisfaction, trend
from analysis.survey.remarks import theme_counts
from analysis.survey.sample import samples
from data.panel.as_of import as_of
from data.panel.build import panel_of, pooled, series
from data.panel.dataset import REMARK, Dataset
from data.panel.exposure import ANY
from data.problems import NoAnswer
from data.vocabulary.indicators import IKM, indicator
from data.vocabulary.periods import frequency, period_text


def performance(dataset: Dataset, found: Results, filters: Filters) -> list[Source]:
    """The sources of the report on performance and training."""
    known, evidence, year = as_of(dataset, found.period), found.summary.evidence, found.period.year
    compared = [
        estimates.compared(known, series(found.panel, change.indicator.key), change, filters)
        for change in found.changes
        if change.pairs
    ]
    asked = {"known": found.main, "training": ANY, "year": None}
    told: tuple[tuple[BookFormula, Dataset, Any, dict[str, Any]], ...] = (
        (SURVEYED, found.ours, found.survey and (found.survey, found.earlier_survey), {"period": found.period}),
        (books.HOURS, found.ours, found.staff, {"year": year}),
        (POOLED, found.ours, found.staff, {"year": year}),
        (HELD, found.ours, trainings_in(found.ours, found.period), {"period": found.period}),
        (books.SPENT, found.ours, found.cost, asked),
        (books.BUDGETED, replace(known, anggaran=known.anggaran[known.anggaran["tahun"] == year]), found.budget, {}),
    )
    return [
        *_achieved(known, found, filters),
        *(estimates.judged(known, evidence, ANY, filters, thorough=True) if evidence else []),
        *compared,
        *_moved(known, found, filters),
        *(source(formula, data, result, filters, **options) for formula, data, result, options in told if result),
        *_remarked(found.ours, found.survey, filters),
    ]


def survey(dataset: Dataset, period: pd.Period, unit: str | None, filters: Filters) -> list[Source]:
    """The sources of the report on the satisfaction survey."""
    known = of_one_unit(as_of(dataset, period), unit)
    asked = replace(known, skm=asked_in(known.skm, period))
    result = satisfaction(asked.skm)
    freq = frequency(result.period[0])
    return [
        source(books.INDEXED, asked, result, filters, weight=NINTH, pooling="responden"),
        source(books.SAMPLED, asked, samples(result.by, panel_of(known)), filters),
        source(books.PROFILED, asked, profile(asked.skm), filters),
        *_remarked(asked, result, filters),
        source(books.COURSE, known, trend(known.skm, freq), filters, freq=freq, weight=NINTH),
        *([source(books.PLANNED, known, known.rtl, filters)] if len(known.rtl) else []),
    ]


def _remarked(dataset: Dataset, survey: SkmResult | None, filters: Filters) -> list[Source]:
    """Citizens' remarks by element, where they wrote any."""
    if survey is None or survey.forms[REMARK].isna().all():
        return []
    return [source(books.REMARKED, replace(dataset, skm=survey.forms), theme_counts(survey.forms), filters)]


def _achieved(known: Dataset, found: Results, filters: Filters) -> list[Source]:
    """What each indicator came to, and the course of the first one."""
    if found.main is None or found.course.empty:
        return []
    keys = [achievement.indicator.key for achievement in found.achievements]
    reported = found.panel[found.panel["indicator"].isin(keys)]
    asked = {"period": found.period, "unit": found.unit, "plans": found.plans}
    goals = asked | {"plans": found.typed, "goals": known.target}
    rows = partial(panel_rows, known, reported)
    return [
        Source("Kinerja", (found.achievements, found.before), ACHIEVED, rows, filters, asked),
        Source("Kinerja per unit", found.units, BY_UNIT, rows, filters, goals),
        of_series("Perjalanan", MEANS, known, found.course, _means(found.course, found.main.key), found.main, filters),
    ]


def _moved(known: Dataset, found: Results, filters: Filters) -> list[Source]:
    """The charts of the indicators in which a unit left its ordinary variation."""
    try:
        month = changes_at_end(known, found.panel, found.period)
    except NoAnswer:
        return []
    return changed_in(known, month, (*month.worse, *month.better), filters)


def _reached(result: tuple[Sequence[Achievement], Before]) -> dict[str, Any]:
    several, before = result
    return {
        one.indicator.label: {"realisasi": one.realised, "target": one.plan.target, "capaian (%)": one.achieved,
                              "banyak unit": one.n_units, "tidak dipakai": one.unused, **_before(one, before)}
        for one in several
    }  # fmt: skip


def _before(one: Achievement, before: Before) -> dict[str, Any]:
    """What it came to in earlier periods, and its change since."""
    then = {period_text(since): values[one.indicator.key] for since, values in before.items()}
    return then | {f"perubahan sejak {since}": one.realised - value for since, value in then.items()}


def _of_units(rows: Sequence[UnitRow]) -> dict[str, Any]:
    return {
        f"{row.unit}, {one.indicator.label}": {
            "nilai": one.value, "periode sebelumnya": one.previous, "target": one.target, "capaian (%)": one.achieved,
        }
        for row in rows for one in row.values.values()
    }  # fmt: skip


def _surveyed(result: tuple[SkmResult, SkmResult | None]) -> dict[str, Any]:
    """The survey's tables, and each element's change since the survey before."""
    now, earlier = result
    before = {one.key: one.index for one in earlier.elements} if earlier else {}
    moves = {one.key: one.index - before[one.key] for one in now.elements if one.key in before}
    return {**books.INDEXED.shown(now), "perubahan sejak survei sebelumnya": moves}


def _means(rows: pd.DataFrame, key: str) -> dict[Any, float]:
    return pooled(rows.assign(period=rows["period"].map(period_text)), indicator(key)).to_dict()


def _cells(table: ReportTable | None) -> dict[str, Any]:
    """The numbers of a report's table, row by row."""
    titles = [column.title for column in table.columns] if table else []
    return {
        str(row[0]): {title: cell.value for title, cell in zip(titles, row, strict=True) if isinstance(cell, Number)}
        for row in (table.rows if table else ())
    }


ACHIEVED = Formula(
    "capaian kinerja",
    "Realisasi: rata-rata nilai tiap unit, lalu antarunit, pada periode laporan; pengaduan dan volume dijumlah. "
    "Capaian: realisasi dibandingkan dengan target yang diisi kantor atau yang ada di buku.",
    lambda rows, period, unit, plans: (
        achievements(panel_from_rows(rows), period, unit, plans), values_before(panel_from_rows(rows), period, unit)
    ),
    _reached,
)  # fmt: skip
BY_UNIT = Formula(
    "kinerja per unit",
    "Rata-rata nilai unit pada periode laporan dan periode sebelumnya; pengaduan dan volume dijumlah. "
    "Capaian: nilai dibandingkan dengan target unit itu.",
    lambda rows, period, unit, plans, goals: unit_rows(of_unit(panel_from_rows(rows), unit), period, plans, goals),
    _of_units,
)
SURVEYED = BookFormula(
    "IKM",
    f"Survei pada periode laporan, atau yang terakhir sebelumnya. Rata-rata tiap unsur × bobot {NINTH} × 25, "
    "dijumlahkan; perubahan unsur: nilainya dikurangi nilai pada survei sebelumnya.",
    lambda rows, period: surveys(dataset_of(rows).skm, period),
    _surveyed,
    reads=books.ANSWERS,
    measure=IKM,
)
MEANS = Formula(
    "rata-rata tiap periode",
    "Rata-rata nilai unit pada tiap periode; pengaduan dan volume dijumlah.",
    lambda rows, key: _means(series_of(rows, key), key),
)
POOLED = BookFormula(
    "JP per unit",
    f"{books.HOURS.words} Unit yang PNS-nya sedikit digabung.",
    books.HOURS.compute,
    lambda status: _cells(hours_table(status.units)),
    reads=books.STAFF,
)
HELD = BookFormula(
    "Pelatihan periode ini",
    "Banyaknya peserta yang selesai, jumlah JP, dan jumlah biaya tiap pelatihan; yang pesertanya sedikit digabung.",
    lambda rows, period: trainings_in(dataset_of(rows), period),
    _cells,
    reads=books.STAFF,
)
