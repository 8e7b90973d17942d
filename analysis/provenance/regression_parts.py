"""What the page shows of a simple regression, made again from the values of the panel.

Apart from the other estimates, because it loads statsmodels and scikit-learn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from analysis.provenance.rows import panel_rows, series_of
from analysis.provenance.shown import Part
from analysis.regression import chart as line
from analysis.regression import text as regression_text
from analysis.regression.compute import Regression, regress
from analysis.stats import event_controls
from data.panel.dataset import Dataset
from data.vocabulary.events import Event

LINE = (
    "Kuadrat terkecil (OLS) Nilai atas {x}{lag}; galat baku klaster per unit; selang 95%, uji t, dan uji F: "
    "Student t dengan derajat bebas banyaknya unit dikurangi satu; kemiringan lain: "
    "tetapan per unit, per periode, rata-rata per unit, atau selisih, selang jackknife per unit{events}"
)


def regressed(
    dataset: Dataset, one: pd.DataFrame, result: Regression, events: Sequence[Event], filters: Mapping[str, str]
) -> Part:
    """A simple regression; `one` is the series that it was made from, `events` those taken out of it."""
    lag = f" {result.lag} periode sebelumnya" if result.lag else ""
    told = f"; dikeluarkan lebih dulu, satu variabel boneka tiap kejadian: {event_controls.named(events)}"
    words = LINE.format(x=result.x.label, lag=lag, events=told if events else "")

    def again(table: pd.DataFrame) -> Regression:
        rows = series_of(table, result.y.key)
        return regress(rows, x=result.x, y=result.y, lag=result.lag, events=events)

    return Part(
        result, words, partial(panel_rows, dataset, one.assign(indicator=result.y.key)), again,
        {
            "Kartu": regression_text.cards,
            "Jawaban": lambda found: [regression_text.sentence(found)],
            "Kemiringan": line.slopes_table,
            "Ramalan": lambda found: [regression_text.other_units(found)],
            "Titik": lambda found: line.scatter(found, ""),
            "Uji asumsi klasik": line.checks_table,
        },
        filters,
    )  # fmt: skip
