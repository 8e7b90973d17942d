"""Rows of a performance sheet that sum up the units above them: never units themselves."""

from typing import Any

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.text import key
from data.ingest.parsers.units import known_unit, office

SUMMING = frozenset(
    ("keseluruhan", "seluruhnya", "seluruh", "semua", "gabungan", "total", "grand", "jumlah", "jml", "rata", "rata2",
     "rerata", "nilai", "capaian", "hasil", "ikm", "tingkat", "se", "agregat", "kumulatif", "konsolidasi", "dan")
)  # fmt: skip
EVERY_UNIT, THE_AREA = frozenset(("", "unit", "kelurahan", "unit pelayanan", "unit kerja")), "kecamatan"
SUMMARY, UNIT = "ringkasan, tidak dihitung", "unit tersendiri"
FEWEST_UNITS, FEWEST_FIGURES, MANY_BELOW = 2, 2, 3


def without_summaries(cells: TableCells, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures (unit, period, indicator, value, row) without those of rows that sum up or average the others.

    Dropped and said where the name and the figures, or the name alone, leave no doubt; asked about where they do.
    """
    if figures["unit"].nunique() < FEWEST_UNITS:
        return figures
    equal = _equal_to_the_others(figures)
    summaries = [unit for unit in figures["unit"].unique() if _is_summary(cells, unit, figures, equal)]
    return figures[~figures["unit"].isin(summaries)]


def _is_summary(cells: TableCells, unit: str, figures: pd.DataFrame, equal: set[str]) -> bool:
    if known_unit(unit) and unit != office():
        return False
    name, is_equal = key(unit), unit in equal
    of_what = " ".join(word for word in name.split() if word not in SUMMING)
    sure = of_what in EVERY_UNIT - {name} or (is_equal and (of_what == THE_AREA or unit == office()))
    if sure:
        where = _rows_of(cells, unit, figures)
        cells.findings.whole(f"baris {where} (“{unit}”) meringkas unit lain; tidak dihitung sebagai unit")
        return True
    if of_what != THE_AREA and (not is_equal or figures["unit"].nunique() == FEWEST_UNITS):
        return False
    sentence = f"Baris “{unit}” pada lembar “{cells.findings.sheet}”: ringkasan unit di atasnya, atau unit tersendiri?"
    answer = cells.findings.ask(f"{cells.table.layout}:ringkasan:{name}", sentence, (SUMMARY, UNIT))
    if answer is None:
        where = _rows_of(cells, unit, figures)
        reason = f"baris {where} (“{unit}”) mungkin ringkasan. Jawab dulu pertanyaan tentang baris ini"
        cells.findings.whole(reason, "refused")
    return answer != UNIT


def _rows_of(cells: TableCells, unit: str, figures: pd.DataFrame) -> str:
    own = figures.loc[figures["unit"] == unit, "row"]
    return cells.findings.row_ranges(sorted(set(own - cells.findings.first_row)))


def _equal_to_the_others(figures: pd.DataFrame) -> set[str]:
    """Units at one end of every period whose every figure is the sum, or every one the mean, of the others.

    A mean may weigh each unit by its respondents.
    """
    rows = figures.assign(period=pd.factorize(figures["period"])[0]).reset_index(drop=True)
    ends = [rows["row"] == rows.groupby("period")["row"].transform(end) for end in ("min", "max")]
    first, last = (end.groupby(rows["unit"]).transform("all") for end in ends)
    at_one_end = first | last
    if not at_one_end.any():
        return set()
    groups = rows.assign(weighted=rows["value"] * rows["n"]).groupby(["period", "indicator"])
    below = groups["value"].transform("count") - 1
    total, weighted, weights = (_of_the_others(rows, groups, name) for name in ("value", "weighted", "n"))
    near = 0.5 * 10.0 ** -_decimals(rows["value"]) + 1e-6
    like = {
        "sum": (rows["value"] - total).abs() <= 1e-6,
        "mean": (rows["value"] - total / below).abs() <= near,
        "weighted": (rows["value"] - weighted / weights).abs() <= near,
    }
    judged = rows.assign(below=below, varies=groups["value"].transform("nunique") > 1, **like)[
        at_one_end & (below >= 1)
    ]
    return {str(unit) for unit, own in judged.groupby("unit") if _all_alike(own)}


def _of_the_others(rows: pd.DataFrame, groups: Any, name: str) -> pd.Series:
    """What the other units of a row's period and indicator sum up to."""
    own = rows["value"] * rows["n"] if name == "weighted" else rows[name]
    return groups[name].transform("sum") - own


def _all_alike(own: pd.DataFrame) -> bool:
    enough = len(own) >= FEWEST_FIGURES or own["below"].min() >= MANY_BELOW
    return bool(enough and (own["varies"].any() or own["below"].max() == 1)) and all(
        each[["sum", "mean", "weighted"]].all().any() for _, each in own.groupby("indicator")
    )


def _decimals(values: pd.Series) -> pd.Series:
    """With how many decimals each figure is printed, four at most."""
    printed = [(values - values.round(places)).abs() <= 1e-9 for places in range(4)]
    return pd.Series(np.select(printed, range(4), default=4), index=values.index)
