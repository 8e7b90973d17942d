"""Origins of panel values: one value, a unit's mean, the mean over units, the change from before to after."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.before_after.compute import BeforeAfter, sides
from analysis.learning import compute as learning
from analysis.provenance import estimate_parts
from analysis.provenance.methods import AFTER, BEFORE, Method
from analysis.provenance.origin import MAIN, Groups, Origin, Questions, from_books, together
from analysis.provenance.shown import groups
from analysis.text import wording
from data.panel.dataset import Dataset
from data.panel.exposure import Training
from data.panel.lineage import COUNTED_IKM, MEAN, MEDIAN, SUM, WRITTEN, rows_behind
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import Indicator

CELL_WORDS = {
    WRITTEN: "angka yang tertulis di buku kinerja",
    COUNTED_IKM: "jumlah rata-rata sembilan unsur × 1/9 × 25 dari jawaban responden",
    MEAN: "rata-rata kolom Nilai dari baris-barisnya",
    MEDIAN: "median kolom Nilai dari baris-barisnya",
    SUM: "jumlah kolom Nilai dari baris-barisnya",
}
SIDES = {BEFORE: "sebelum pelatihan", AFTER: "sesudah pelatihan"}


def behind_first_person(
    dataset: Dataset, training: Training, result: BeforeAfter, filters: Mapping[str, str]
) -> Groups:
    """The numbers of a comparison since the first person of each unit completed `training`, by what shows them."""
    rows = learning.first_person_series(dataset, training, result.indicator)
    part = estimate_parts.compared(dataset, rows, result, filters)
    return {MAIN: partial(comparison, dataset, rows, result, filters), **groups(part)}


def everything(
    dataset: Dataset, series: pd.DataFrame, same: pd.DataFrame, result: BeforeAfter, filters: Mapping[str, str]
) -> Questions:
    """The numbers of a comparison, made from `same`, and every value of the whole `series`."""
    compared = comparison(dataset, same, result, filters)
    return together(compared, values(dataset, series, result.indicator, filters))


def comparison(dataset: Dataset, series: pd.DataFrame, result: BeforeAfter, filters: Mapping[str, str]) -> Questions:
    """Every number of a before–after comparison: both means, the change, and each unit's own two means.

    `series` is what `compare` was given for `result`.
    """
    if not result.pairs:
        return {}
    name = wording.short_name(result.indicator)
    origin = partial(_compared, dataset, series, result, filters)
    questions = {
        f"{name}: rata-rata sesudah": partial(origin, f"{name} sesudah pelatihan", result.after, side=AFTER),
        f"{name}: rata-rata sebelum": partial(origin, f"{name} sebelum pelatihan", result.before, side=BEFORE),
        f"{name}: perubahan rata-rata": partial(origin, f"Perubahan {name}", result.difference),
    }
    for pair in result.pairs:
        for side, value in ((BEFORE, pair.before), (AFTER, pair.after)):
            label = f"{name}: {pair.unit}, {side}"
            questions[label] = partial(origin, f"{name} {pair.unit} {SIDES[side]}", value, side=side, unit=pair.unit)
    return questions


def values(dataset: Dataset, series: pd.DataFrame, indicator: Indicator, filters: Mapping[str, str]) -> Questions:
    """Every value of one indicator's series."""
    name = wording.short_name(indicator)
    known = series.dropna(subset=["value"])
    return {
        f"{name}: {unit}, {wording.period(period)}": partial(
            _value, dataset, indicator, known.loc[[row]], filters, f"{name} {unit}, {wording.period(period)}"
        )
        for row, unit, period in zip(known.index, known["unit"], known["period"], strict=True)
    }


def cell_rows(dataset: Dataset, key: str, wanted: pd.DataFrame) -> pd.DataFrame:
    """The table of the rows behind the wanted cells (columns unit, period and any side)."""
    cells = wanted.assign(period=wanted["period"].astype(object)).rename(columns={"side": "Sisi"})
    extra = [name for name in ("Sisi",) if name in cells]
    rows = cells[["unit", "period", *extra]].merge(rows_behind(dataset, key), on=["unit", "period"])
    answers = {name: rows[name] for name in UNSUR} if rows[list(UNSUR)].notna().any(axis=None) else {}
    named = {name: rows[name] for name in extra}
    return from_books(
        rows, Unit=rows["unit"], Periode=rows["period"], **named, Cara=rows["how"], Nilai=rows["value"].astype(float),
        **answers,
    )  # fmt: skip


def cell_words(rows: pd.DataFrame) -> str:
    """How the values of these rows' cells are formed, in words."""
    return "; ".join(CELL_WORDS[how] for how in rows["Cara"].unique())


def _compared(
    dataset: Dataset,
    series: pd.DataFrame,
    result: BeforeAfter,
    filters: Mapping[str, str],
    question: str,
    value: float,
    side: str | None = None,
    unit: str | None = None,
) -> Origin:
    used = _used(series, result)
    wanted = used[(used["side"] == side) | (side is None)]
    rows = cell_rows(dataset, result.indicator.key, wanted[(wanted["unit"] == unit) | (unit is None)])
    steps = "rata-rata tiap unit atas periodenya, lalu rata-rata antarunit"
    formula = f"{steps}; sesudah dikurangi sebelum" if side is None else steps
    method = Method("rata-rata unit" if side else "selisih unit", f"{formula}. Tiap nilai: {cell_words(rows)}.", {})
    indicator, window = result.indicator, {"Jendela": f"{result.window} periode tiap sisi"}
    named, decimals = (
        (indicator.unit, indicator.decimals) if side else (indicator.change_unit, wording.change_decimals(indicator))
    )
    return Origin(question, method, {**filters, **window}, value, named, decimals, rows)


def _used(series: pd.DataFrame, result: BeforeAfter) -> pd.DataFrame:
    """The cells of the comparison: unit, period, side."""
    found = sides(series, result.window, [pair.unit for pair in result.pairs])
    parts = [
        part.assign(side=side)
        for both in found.values()
        if not isinstance(both, str)
        for side, part in zip((BEFORE, AFTER), both, strict=True)
    ]
    return pd.concat(parts)[["unit", "period", "side"]]


def _value(
    dataset: Dataset, indicator: Indicator, row: pd.DataFrame, filters: Mapping[str, str], question: str
) -> Origin:
    rows = cell_rows(dataset, indicator.key, row[["unit", "period"]])
    method = Method("rata-rata unit", f"{cell_words(rows)}.", {})
    value = float(row["value"].iloc[0])
    return Origin(question, method, filters, value, indicator.unit, indicator.decimals, rows)
