"""Records → unit × period × indicator, written once as Ibis expressions that every engine runs.

Only what all engines do alike is used: whole microseconds between two times, exact medians, no time zone, and a
calendar table in place of arithmetic on dates. Each table of cells has the columns CELL: origin is the kind of record,
n counts cases or respondents, nth is the place of the first record where the order matters.
"""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis
from ibis.expr.types import Table, Value

from data.ikm import NINTH, UNSUR
from data.records.tables import CALENDAR, RECORDS
from data.rules import SKM_SCALE, SKM_WEIGHTS

MINUTE = 60_000_000
DAY_MINUTES = 24 * 60
FACTOR = SKM_WEIGHTS[NINTH] * SKM_SCALE
CELL = ("kecamatan", "unit", "period", "indicator", "origin", "value", "n", "nth")
NO_ORDER = ibis.null("int64")

cases, answers, figures = (ibis.table(RECORDS[kind], name=kind) for kind in ("layanan", "skm", "kinerja"))
calendar = ibis.table(CALENDAR, name="kalender")
minutes = cases.selesai.delta(cases.masuk, unit="microsecond") / MINUTE
too_coarse = (minutes == 0) & (cases.masuk == cases.masuk.truncate("D")) & (cases.standar_menit < DAY_MINUTES)


def typed() -> Table:
    """The values of the performance sheets, as they were typed."""
    known = figures.filter(figures.value.notnull())
    return known.mutate(origin=ibis.literal("kinerja")).select(*CELL)


def surveyed() -> Table:
    """NRR and IKM of each unit and period; a blank answer is no zero, an element nobody answered leaves a null."""
    answered = answers.filter(ibis.or_(*(answers[element].notnull() for element in UNSUR)))
    means = {element: answered[element].mean() for element in UNSUR}
    groups = answered.group_by("kecamatan", "unit", "period").agg(**means, n=answered.count(), nth=answered.nth.min())
    index = reduce(add, (groups[element] for element in UNSUR)) * FACTOR.numerator / FACTOR.denominator
    elements = {f"nrr_{element.lower()}": groups[element] for element in UNSUR}
    figures = {"ikm": index, **elements}
    return ibis.union(*(_cells(groups, "skm", key, value, groups.n, groups.nth) for key, value in figures.items()))


def arrived() -> Table:
    """Volume and percent of returned files by month of arrival."""
    known = cases.filter(cases.masuk.notnull())
    months = known.group_by("kecamatan", "unit", period=known.masuk.truncate("M")).agg(
        volume=known.count(), returned=_percent(known.dikembalikan), answered=known.dikembalikan.count()
    )
    groups = _with_month(months)
    return ibis.union(
        _cells(groups, "layanan", "volume", groups.volume, groups.volume),
        _cells(groups, "layanan", "berkas_dikembalikan", groups.returned, groups.answered),
    )


def completed() -> Table:
    """Median minutes and percent on time by month of completion, of the cases whose dates do not contradict each other.

    The only cells with a median: what must be held in memory is one partition's cases where each is one month's.
    """
    known = cases.mutate(minutes=minutes, too_coarse=too_coarse, first=cases.masuk.date(), last=cases.selesai.date())
    known = known.filter(known.minutes >= 0)
    known = _with_working_days(known)
    met = _met(known)
    months = known.group_by("kecamatan", "unit", period=known.selesai.truncate("M")).agg(
        taken=known.minutes.median(), cases=known.count(), on_time=_percent(met), judged=met.count()
    )
    groups = _with_month(months)
    return ibis.union(
        _cells(groups, "layanan", "lama_layanan", groups.taken, groups.cases),
        _cells(groups, "layanan", "tepat_waktu", groups.on_time, groups.judged),
    )


def doubts() -> Table:
    """One row: how many cases are still open, contradict themselves, have no standard, or are too coarsely dated."""
    no_standard = cases.standar_menit.isnull() & cases.standar_hari_kerja.isnull() & minutes.notnull()
    counted = {"still_open": minutes.isnull(), "contradict": minutes < 0, "no_standard": no_standard}
    return cases.agg(**{name: which.sum() for name, which in (counted | {"too_coarse": too_coarse}).items()})


def promised() -> Table:
    """Cases promised in working days: one row a pair of years of arrival and completion, and their `cases`."""
    known = cases.filter(cases.standar_hari_kerja.notnull())
    return known.group_by(first_year=known.masuk.year(), last_year=known.selesai.year()).agg(cases=known.count())


def span() -> Table:
    """One row: the first and the last day that the calendar must hold."""
    return cases.agg(first=cases.masuk.min().date(), last=cases.selesai.max().date())


def streamed() -> Table:
    """All cells but the completed cases': sums and counts, so that no engine holds more than the cells."""
    return ibis.union(typed(), surveyed(), arrived())


def _with_working_days(known: Table) -> Table:
    """The cases with `worked`: working days from the day after arrival up to and including the day of completion."""
    start, end = calendar.view(), calendar.view()
    joined = known.join(start, known.first == start.day).join(end, known.last == end.day)
    return joined.mutate(worked=joined.working_days_right - joined.working_days)


def _met(known: Table) -> Value:
    return ibis.cases(
        (known.too_coarse, ibis.null("boolean")),
        (known.standar_menit.notnull(), known.minutes <= known.standar_menit),
        else_=known.worked <= known.standar_hari_kerja,
    )


def _percent(which: Value) -> Value:
    return 100.0 * which.sum() / which.count()


def _with_month(months: Table) -> Table:
    return months.mutate(period=months.period.strftime("%Y-%m"))


def _cells(rows: Table, origin: str, key: str, value: Value, n: Value, nth: Value = NO_ORDER) -> Table:
    named = {"indicator": ibis.literal(key), "origin": ibis.literal(origin)}
    return rows.mutate(**named, value=value.cast("float64"), n=n.cast("float64"), nth=nth).select(*CELL)


EXPRESSIONS = {"span": span, "streamed": streamed, "completed": completed, "doubts": doubts, "promised": promised}
