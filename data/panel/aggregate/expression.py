"""Records → unit × period × indicator, written once as Ibis expressions that every engine runs.

Only what all engines do alike is used: whole microseconds between two times, exact medians, no time zone; the working
days that a case took come with it. `completed`, `arrived` and `surveyed` give one row a kecamatan, unit and
period: a column an indicator, and a column n_… with the cases or respondents behind it.
"""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis
from ibis.expr.types import Table, Value

from data.panel.aggregate.tables import RECORDS, STILL_OPEN
from data.vocabulary.ikm import NINTH, UNSUR
from data.vocabulary.regulations import SKM_SCALE, SKM_WEIGHTS

MINUTE = 60_000_000
DAY_MINUTES = 24 * 60
FACTOR = SKM_WEIGHTS[NINTH] * SKM_SCALE

cases, answers, figures = (ibis.table(RECORDS[kind], name=kind) for kind in ("layanan", "skm", "kinerja"))


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
    """Volume and percent of returned files by month of arrival (null where it is unknown).

    Summed by day first: a time's day is sooner told than its month.
    """
    days = cases.group_by("kecamatan", "unit", day=cases.masuk.date()).agg(
        volume=cases.count(), returned=cases.dikembalikan.sum(), known=cases.dikembalikan.count(),
    )  # fmt: skip
    months = days.group_by("kecamatan", "unit", period=days.day.truncate("M")).agg(
        volume=days.volume.sum(), n_volume=days.volume.sum(),
        berkas_dikembalikan=100.0 * days.returned.sum() / days.known.sum(), n_berkas_dikembalikan=days.known.sum(),
    )  # fmt: skip
    return months.mutate(period=months.period.strftime("%Y-%m"))


def completed() -> Table:
    """Median minutes and percent on time by month of completion (null: still open), and the cases in doubt.

    still_open, contradict, no_time, no_standard, too_coarse count cases; those that contradict themselves count nowhere
    else. lama_menit: the minutes a case took, null where its days carry no hours.
    The only question with a median: its memory grows with the cases at hand, which may be those of one month.
    """
    dated = cases.mutate(minutes=cases.selesai.delta(cases.masuk, unit="microsecond") / MINUTE)
    judged = dated.mutate(taken=ibis.cases((dated.minutes >= 0, dated.lama_menit)), too_coarse=_too_coarse(dated))
    met = _met(judged)
    no_standard = judged.standar_menit.isnull() & judged.standar_hari_kerja.isnull() & judged.minutes.notnull()
    return judged.group_by("kecamatan", "unit", period=judged.bulan.nullif(STILL_OPEN)).agg(
        lama_layanan=judged.taken.median(), n_lama_layanan=judged.taken.count(),
        tepat_waktu=100.0 * met.sum() / met.count(), n_tepat_waktu=met.count(),
        still_open=judged.minutes.isnull().sum(), contradict=(judged.minutes < 0).sum(),
        no_time=((judged.minutes >= 0) & judged.lama_menit.isnull()).sum(),
        no_standard=no_standard.sum(), too_coarse=judged.too_coarse.sum(),
    )  # fmt: skip


def promised() -> Table:
    """Cases promised in working days: one row a pair of years of arrival and completion, and their `cases`."""
    known = cases.filter(cases.standar_hari_kerja.notnull())
    return known.group_by(first_year=known.masuk.year(), last_year=known.selesai.year()).agg(cases=known.count())


def _too_coarse(dated: Table) -> Value:
    """Days without a time of day say nothing of a promise in minutes. Asked only where nothing seems to have passed."""
    return ibis.cases(
        (dated.minutes == 0, dated.lama_menit.isnull() & (dated.standar_menit < DAY_MINUTES)), else_=False
    )


def _met(judged: Table) -> Value:
    return ibis.cases(
        ((judged.minutes < 0) | judged.too_coarse, ibis.null("boolean")),
        (judged.standar_menit.notnull(), judged.lama_menit.coalesce(judged.minutes) <= judged.standar_menit),
        else_=judged.hari_kerja <= judged.standar_hari_kerja,
    )


EXPRESSIONS = {each.__name__: each for each in (typed, surveyed, arrived, completed, promised)}
