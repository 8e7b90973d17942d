"""What the page of a month's changes shows, to be made again from the values of the panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from analysis.changes.compute import Changes, charted
from analysis.changes.text import verdict
from analysis.provenance.origin import Formula, Source
from analysis.provenance.rows import panel_rows, series_of
from analysis.stats.control_chart import ControlChart, Phase
from analysis.text import wording
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Indicator, indicator
from data.vocabulary.periods import parse_period, period_text


def changed(
    dataset: Dataset, rows: pd.DataFrame, found: Changes, known: Indicator, filters: Mapping[str, str]
) -> Source:
    """The control charts of one indicator's series `rows`."""
    until = rows[rows["period"] <= found.period].assign(indicator=known.key)
    options = {"key": known.key, "period": period_text(found.period)}
    name = f"{wording.short_name(known)}: perubahan tiap unit"
    return Source(name, found, CHARTED, partial(panel_rows, dataset, until), filters, options, known)


def _shown(found: Changes) -> dict[str, Any]:
    return {
        **{chart.unit: _of_unit(chart) for chart in found.charts},
        "banyak unit": Counter(map(verdict, found.charts)),
    }


def _of_unit(chart: ControlChart) -> dict[str, Any]:
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


CHARTED = Formula(
    "batas kebiasaan",
    "Batas biasa: rata-rata ± 2,66 × rata-rata selisih antarbulan, dari bulan sebelum dilatih; dihitung ulang dari "
    "bulan sejak dilatih bila sudah enam. Bertanda: di luar batas, delapan bulan di satu sisi, atau enam bulan searah.",
    lambda rows, key, period: charted(series_of(rows, key), indicator(key), parse_period(period)),
    _shown,
)
