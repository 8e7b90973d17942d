"""Where the office's figures of the last whole period come from, to be made again from the values of the panel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from analysis.latest.compute import Latest, latest
from analysis.provenance.origin import Formula, Source
from analysis.provenance.rows import panel_rows, series_of
from analysis.text import wording
from data.panel.dataset import Dataset
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import period_text


def followed(dataset: Dataset, rows: pd.DataFrame, one: Latest, filters: Mapping[str, str]) -> Source:
    """One indicator's course; `rows` is the series that it was made from."""
    behind = partial(panel_rows, dataset, rows.dropna(subset=["value"]).assign(indicator=one.indicator.key))
    options = {"key": one.indicator.key, "goals": dataset.target}
    name = f"{wording.short_name(one.indicator)} seluruh unit"
    return Source(name, one, MEANS, behind, filters, options, one.indicator)


def _shown(one: Latest) -> dict[str, Any]:
    target = {} if one.target is None else {"target": one.target}
    named = {"nilai terakhir": one.value, "perubahan": one.change, "banyak unit": one.n_units} | target
    return named | {
        period_text(period): value for period, value in zip(one.course.index, one.course.tolist(), strict=True)
    }


MEANS = Formula(
    "rata-rata unit tiap periode",
    "Tiap periode: rata-rata nilai semua unit (jumlahnya bila indikator dijumlahkan); perubahan: dikurangi nilai "
    "periode sebelumnya. Target: lembar target.",
    lambda rows, key, goals: latest(series_of(rows, key), indicator(key), goals),
    _shown,
)
