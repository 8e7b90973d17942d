"""What the page of a month's changes shows, made again from the values of the panel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.changes import chart, text
from analysis.changes.compute import Changes, charted
from analysis.provenance.rows import panel_rows, series_of
from analysis.provenance.shown import Part
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Indicator

WORDS = (
    "Batas biasa: rata-rata ± 2,66 × rata-rata selisih antarbulan, dari bulan sebelum dilatih; dihitung ulang dari "
    "bulan sejak dilatih bila sudah enam. Bertanda: di luar batas, delapan bulan di satu sisi, atau enam bulan searah."
)


def changed(dataset: Dataset, rows: pd.DataFrame, found: Changes, known: Indicator, filters: Mapping[str, str]) -> Part:
    """The control charts of one indicator's series `rows`."""
    until = rows[rows["period"] <= found.period].assign(indicator=known.key)

    def again(table: pd.DataFrame) -> Changes:
        return charted(series_of(table, known.key), known, found.period)

    return Part(
        found, WORDS, partial(panel_rows, dataset, until), again,
        {
            "Jawaban": lambda one: [text.headline(one.charts, one.period)],
            "Tiap unit": lambda one: chart.units_table(one.charts),
            "Tiap periode": lambda one: pd.concat(map(chart.points_table, one.charts)),
        },
        filters,
    )  # fmt: skip
