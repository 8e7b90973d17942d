"""Records → unit × period × indicator, written once as Ibis expressions that every engine runs.

Only what all engines do alike is used: whole microseconds between two times, exact medians, no time zone, and a
calendar table in place of arithmetic on dates. `completed`, `arrived` and `surveyed` give one row a kecamatan, unit and
period: a column an indicator, and a column n_… with the cases or respondents behind it.
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

cases, answers, figures = (ibis.table(RECORDS[kind], name=kind) for kind in ("layanan", "skm", "kinerja"))
calendar = ibis.table(CALENDAR, name="kalender")
minutes = cases.selesai.delta(cases.masuk, unit="microsecond") / MINUTE
too_coarse = (minutes == 0) & (cases.masuk == cases.masuk.truncate("D")) & (cases.standar_menit < DAY_MINUTES)


def typed() -> Table:
    """The values of the performance sheets as they were typed: one row a value; nth is its place among the rows."""
    return figures.filter(figures.value.notnull())


def surveyed() -> Table:
    """NRR and IKM by period; a blank answer is no zero, an element nobody answered leaves a null. nth: first answer."""
    answered = answers.filter(ibis.or_(*(answers[element].notnull() for element in UNSUR)))
    means = {f"nrr_{element.lower()}": answered[element].mean() for element in UNSUR}
    counts = {f"n_{key}": answered.count() for key in ("ikm", *means)}
    groups = answered.group_by("kecamatan", "unit", "period").agg(**means, **counts, nth=answered.nth.min())
    return groups.mutate(ikm=reduce(add, (groups[key] for key in means)) * FACTOR.numerator / FACTOR.denominator)


def arrived() -> Table:
    """Volume and percent of returned files by month of arrival (null where it is unknown), and the cases in doubt.

    first, last: the days between which all dates lie. still_open, contradict, no_standard, too_coarse count cases.
    """
    returned = cases.dikembalikan
    no_standard = cases.standar_menit.isnull() & cases.standar_hari_kerja.isnull() & minutes.notnull()
    months = cases.group_by("kecamatan", "unit", period=cases.masuk.truncate("M")).agg(
        volume=cases.count(), n_volume=cases.count(),
        berkas_dikembalikan=_percent(returned), n_berkas_dikembalikan=returned.count(),
        first=ibis.least(cases.masuk.min(), cases.selesai.min()).date(),
        last=ibis.greatest(cases.masuk.max(), cases.selesai.max()).date(),
        still_open=minutes.isnull().sum(), contradict=(minutes < 0).sum(),
        no_standard=no_standard.sum(), too_coarse=too_coarse.sum(),
    )  # fmt: skip
    return _with_month(months)


def completed() -> Table:
    """Median minutes and percent on time by month of completion, of the cases whose dates do not contradict each other.

    The only question with a median: its memory grows with the cases at hand, which may be those of one month.
    """
    known = cases.mutate(minutes=minutes, too_coarse=too_coarse, first=cases.masuk.date(), last=cases.selesai.date())
    known = _with_working_days(known.filter(known.minutes >= 0))
    met = _met(known)
    months = known.group_by("kecamatan", "unit", period=known.selesai.truncate("M")).agg(
        lama_layanan=known.minutes.median(), n_lama_layanan=known.count(),
        tepat_waktu=_percent(met), n_tepat_waktu=met.count(),
    )  # fmt: skip
    return _with_month(months)


def promised() -> Table:
    """Cases promised in working days: one row a pair of years of arrival and completion, and their `cases`."""
    known = cases.filter(cases.standar_hari_kerja.notnull())
    return known.group_by(first_year=known.masuk.year(), last_year=known.selesai.year()).agg(cases=known.count())


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


EXPRESSIONS = {each.__name__: each for each in (typed, surveyed, arrived, completed, promised)}
