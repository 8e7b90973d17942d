"""What the pages of the city show, to be made again from the values of the panel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from analysis.city.compute import Effects, Levels, effects, levels
from analysis.provenance.origin import Formula, Source
from analysis.provenance.rows import panel_rows, series_of
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Indicator, indicator


def compared(dataset: Dataset, rows: pd.DataFrame, found: Levels, filters: Mapping[str, str]) -> Source:
    """Each kecamatan's mean of the last year and its limits."""
    return _source("Letak tiap kecamatan", dataset, rows, found, LEVELS, filters)


def own_effects(dataset: Dataset, rows: pd.DataFrame, found: Effects, filters: Mapping[str, str]) -> Source:
    """The effect of training in each kecamatan."""
    return _source("Dampak tiap kecamatan", dataset, rows, found, EFFECTS, filters)


def _source(
    name: str,
    dataset: Dataset,
    rows: pd.DataFrame,
    found: Levels | Effects,
    formula: Formula,
    filters: Mapping[str, str],
) -> Source:
    known = found.indicator
    values = partial(panel_rows, dataset, rows.assign(indicator=known.key))
    return Source(name, found, formula, values, filters, {"key": known.key}, known)


def _again(rows: pd.DataFrame, key: str) -> tuple[pd.DataFrame, Indicator]:
    return series_of(rows, key), indicator(key)


def _levels_shown(found: Levels) -> dict[str, Any]:
    return {
        one.kecamatan: {"rata-rata": one.mean, "batas bawah": one.lower, "batas atas": one.upper, "n": one.n}
        for one in found.levels
    }


def _effects_shown(found: Effects) -> dict[str, Any]:
    return {
        one.kecamatan: {"sendiri": one.own.estimate, "ditarik ke rata-rata": one.pooled, "tarikan": one.shrinkage}
        for one in found.effects
    }


LEVELS = Formula(
    "Letak kecamatan",
    "Rata-rata setahun terakhir tiap kecamatan terhadap batas 99,8% menurut banyaknya data (Spiegelhalter 2005).",
    lambda rows, key: levels(*_again(rows, key)), _levels_shown,
)  # fmt: skip
EFFECTS = Formula(
    "Dampak tiap kecamatan",
    "Selisih terhadap perkiraan tanpa pelatihan di tiap kecamatan, ditarik ke rata-rata menurut kepastiannya.",
    lambda rows, key: effects(*_again(rows, key)), _effects_shown,
)  # fmt: skip
