"""Sources of figures as they are, made again from the panel: the newest ones, a month's changes, the city."""

from collections import Counter
from functools import partial
from typing import Any

import pandas as pd

from analysis.city.compute import Effects, Levels, effects, levels
from analysis.overview.changes.compute import Changes, charted
from analysis.overview.changes.text import verdict
from analysis.overview.latest.compute import Latest, latest
from analysis.provenance.origin import Filters, Formula, Source
from analysis.provenance.rows import panel_rows, series_of
from analysis.stats.control_chart import ControlChart, Phase
from analysis.text import wording
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Indicator, indicator
from data.vocabulary.periods import parse_period, period_text


def of_latest(dataset: Dataset, rows: pd.DataFrame, one: Latest, filters: Filters) -> Source:
    """One indicator's course; `rows` is the series that it was made from."""
    name = f"{wording.short_name(one.indicator)} seluruh unit"
    values = rows.dropna(subset=["value"])
    return of_series(name, MEANS, dataset, values, one, one.indicator, filters, goals=dataset.target)


def of_changes(dataset: Dataset, rows: pd.DataFrame, found: Changes, known: Indicator, filters: Filters) -> Source:
    """The control charts of one indicator's series `rows`."""
    name, until = f"{wording.short_name(known)}: perubahan tiap unit", rows[rows["period"] <= found.period]
    return of_series(name, CHARTED, dataset, until, found, known, filters, period=period_text(found.period))


def of_levels(dataset: Dataset, rows: pd.DataFrame, found: Levels, filters: Filters) -> Source:
    """Each kecamatan's mean of the last year and its limits."""
    return of_series("Letak tiap kecamatan", LEVELS, dataset, rows, found, found.indicator, filters)


def of_effects(dataset: Dataset, rows: pd.DataFrame, found: Effects, filters: Filters) -> Source:
    """The effect of training in each kecamatan."""
    return of_series("Dampak tiap kecamatan", EFFECTS, dataset, rows, found, found.indicator, filters)


def of_series(
    name: str,
    formula: Formula,
    dataset: Dataset,
    rows: pd.DataFrame,
    found: Any,
    known: Indicator,
    filters: Filters,
    **options: Any,
) -> Source:
    """What a page shows of one indicator's series `rows`, by a formula that is told its key."""
    values = partial(panel_rows, dataset, rows.assign(indicator=known.key))
    return Source(name, found, formula, values, filters, {"key": known.key, **options}, known)


def _course(one: Latest) -> dict[str, Any]:
    target = {} if one.target is None else {"target": one.target}
    named = {"nilai terakhir": one.value, "perubahan": one.change, "banyak unit": one.n_units} | target
    return named | {
        period_text(period): value for period, value in zip(one.course.index, one.course.tolist(), strict=True)
    }


def _charts(found: Changes) -> dict[str, Any]:
    return {chart.unit: _chart(chart) for chart in found.charts} | {"banyak unit": Counter(map(verdict, found.charts))}


def _chart(chart: ControlChart) -> dict[str, Any]:
    """Its value, those before it, and each period's value with the limits it is held against."""
    named = {"nilai": chart.value, "sebelumnya": chart.previous, "setahun lalu": chart.year_ago}
    named["perubahan"] = chart.value - chart.previous
    each = {
        period_text(period): {"nilai": value, **_limits(chart.limits_at(place))}
        for place, (period, value) in enumerate(zip(chart.periods, chart.values, strict=True))
    }
    return named | _limits(chart.limits) | each


def _limits(phase: Phase) -> dict[str, float]:
    return {"batas bawah": phase.lower, "rata-rata": phase.centre, "batas atas": phase.upper}


MEANS = Formula(
    "rata-rata unit tiap periode",
    "Tiap periode: rata-rata nilai semua unit (jumlahnya bila indikator dijumlahkan); perubahan: dikurangi nilai "
    "periode sebelumnya. Target: lembar target.",
    lambda rows, key, goals: latest(series_of(rows, key), indicator(key), goals),
    _course,
)
CHARTED = Formula(
    "batas kebiasaan",
    "Batas biasa: rata-rata ± 2,66 × rata-rata selisih antarbulan, dari bulan sebelum dilatih; dihitung ulang dari "
    "bulan sejak dilatih bila sudah enam. Bertanda: di luar batas, delapan bulan di satu sisi, atau enam bulan searah.",
    lambda rows, key, period: charted(series_of(rows, key), indicator(key), parse_period(period)),
    _charts,
)
LEVELS = Formula(
    "Letak kecamatan",
    "Rata-rata setahun terakhir tiap kecamatan terhadap batas 99,8% menurut banyaknya data (Spiegelhalter 2005).",
    lambda rows, key: levels(series_of(rows, key), indicator(key)),
    lambda found: {
        one.kecamatan: {"rata-rata": one.mean, "batas bawah": one.lower, "batas atas": one.upper, "n": one.n}
        for one in found.levels
    },
)
EFFECTS = Formula(
    "Dampak tiap kecamatan",
    "Selisih terhadap perkiraan tanpa pelatihan di tiap kecamatan, ditarik ke rata-rata menurut kepastiannya.",
    lambda rows, key: effects(series_of(rows, key), indicator(key)),
    lambda found: {
        one.kecamatan: {"sendiri": one.own.estimate, "ditarik ke rata-rata": one.pooled, "tarikan": one.shrinkage}
        for one in found.effects
    },
)
