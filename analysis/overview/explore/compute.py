"""The panel as one table that is filtered, searched, sorted, parted, pivoted, and one indicator set against another."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.text import wording
from data.panel.build import indicators_in, panel_of
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Indicator, indicator
from data.vocabulary.periods import first_day, parse_period, period_text

NEVER, BEFORE, AFTER = STATUSES = ("belum dilatih", "sebelum dilatih", "sesudah dilatih")
NEWEST = "Periode terbaru"
ORDERS: dict[str, tuple[list[str], list[bool]]] = {
    NEWEST: (["Mulai", "Unit", "Indikator"], [False, True, True]),
    "Periode terlama": (["Mulai", "Unit", "Indikator"], [True, True, True]),
    "Nilai tertinggi": (["Nilai", "Unit"], [False, True]),
    "Nilai terendah": (["Nilai", "Unit"], [True, True]),
    "Unit": (["Unit", "Indikator", "Mulai"], [True, True, True]),
}
"""Ways to sort by their names: columns of `panel_table`, and whether each ascends."""
AXES = ("Unit", "Periode", "Indikator", "Pelatihan")
HIDDEN = ["Kunci", "Mulai"]


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What is looked for; empty means everything. `words`: each must stand in the row's unit, indicator or period."""

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    words: str = ""
    order: str = NEWEST


def panel_table(dataset: Dataset) -> pd.DataFrame:
    """The panel under Indonesian headers: Unit, Periode (2026-10), Nilai, Indikator, n, Pelatihan, exposure.

    Pelatihan says where the period stands to the unit's training; Kunci is the indicator's key, Mulai the first day.
    """
    panel = panel_of(dataset)
    labels = _short_labels([indicator(key) for key in panel["indicator"].unique()])
    names = {period: period_text(period) for period in panel["period"].unique()}
    return pd.DataFrame(
        {
            "Unit": panel["unit"],
            "Periode": panel["period"].map(names),
            "Nilai": panel["value"],
            "Indikator": panel["indicator"].map(labels),
            "n": panel["n"],
            "Pelatihan": list(map(_status, panel["period"], panel["first_treated"])),
            "Porsi sudah dilatih (%)": panel["porsi_terlatih"],
            "JP per pegawai": panel["jp_per_pegawai"],
            "Kunci": panel["indicator"],
            "Mulai": pd.to_datetime(panel["period"].map(first_day)),
        }
    )


def search(table: pd.DataFrame, question: SearchQuestion) -> pd.DataFrame:
    """The rows of `panel_table` that are asked for, in the order asked for."""
    kept = _among(table["Indikator"], question.indicators) & _among(table["Unit"], question.units)
    kept &= _among(table["Pelatihan"], question.statuses)
    for word in question.words.casefold().split():
        kept &= _mentions(table, word)
    columns, ascending = ORDERS[question.order]
    return table[kept].sort_values(columns, ascending=ascending, kind="stable", ignore_index=True)


def pivoted(table: pd.DataFrame, down: str, across: str) -> pd.DataFrame:
    """The mean value by two of AXES, one a row and one a column, both in order; periods in words.

    Where Indikator is neither, only the first indicator counts: means of different measures mean nothing.
    """
    known = table if "Indikator" in (down, across) else table[table["Kunci"] == first_indicator(table).key]
    wide = known.pivot_table(index=down, columns=across, values="Nilai", aggfunc="mean")
    if down == "Periode":
        wide = wide.rename(index=in_words)
    if across == "Periode":
        wide = wide.rename(columns=in_words)
    return wide.rename_axis(columns=None).reset_index()


def first_indicator(table: pd.DataFrame) -> Indicator:
    """The first of the table's indicators in the catalogue's order."""
    return indicators_in(table.rename(columns={"Kunci": "indicator"}))[0]


def pairs(table: pd.DataFrame, x: Indicator, y: Indicator) -> pd.DataFrame:
    """Unit, Periode, Pelatihan and both indicators, named with their units, where both are known."""
    sides = [
        table[table["Kunci"] == one.key]
        .set_index(["Unit", "Periode", "Pelatihan"])["Nilai"]
        .rename(wording.labelled(one))
        for one in (x, y)
    ]
    return pd.concat(sides, axis=1, join="inner").reset_index()


def worded_question(question: SearchQuestion) -> str:
    """What is looked for, as a downloaded table tells it."""
    several = (*question.indicators, *question.units, *question.statuses)
    searched = f"cari “{question.words}”" if question.words else ""
    return "; ".join(filter(None, [*several, searched, question.order.lower()]))


def in_words(period: str) -> str:
    """A period of the table as read aloud: "Oktober 2026"."""
    return wording.period(parse_period(period))


def _short_labels(several: Sequence[Indicator]) -> dict[str, str]:
    """Each indicator's everyday name by its key; its whole label where two would share a name."""
    names = Counter(map(wording.short_name, several))
    return {one.key: one.label if names[wording.short_name(one)] > 1 else wording.short_name(one) for one in several}


def _status(period: pd.Period, first: object) -> str:
    if not isinstance(first, pd.Period):
        return NEVER
    return AFTER if period >= first else BEFORE


def _among(column: pd.Series, wanted: Collection[str]) -> pd.Series:
    return column.isin(wanted) if wanted else pd.Series(True, index=column.index)


def _mentions(table: pd.DataFrame, word: str) -> pd.Series:
    """Mask of the rows whose unit, indicator or period holds the word; each text is looked at once."""
    spoken = {period: in_words(period) for period in table["Periode"].unique()}
    columns = (table["Unit"], table["Indikator"], table["Periode"].map(spoken))
    found = [column.isin([text for text in column.unique() if word in text.casefold()]) for column in columns]
    return found[0] | found[1] | found[2]
