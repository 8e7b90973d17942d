"""What an analyst may ask of the panel's table, each choice in the address, and the table that rows are chosen from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.overview.explore import chart
from analysis.overview.explore.compute import (
    AXES,
    HIDDEN,
    ORDERS,
    SearchQuestion,
    first_indicator,
    in_words,
    pairs,
    pivoted,
)
from analysis.provenance.origin import Source
from analysis.text import wording
from data.panel.build import indicators_in, series
from data.vocabulary.indicators import Indicator, indicator
from pages.parts import show
from pages.parts.chart_card import chart_card
from pages.parts.filters import BOUND, addressed

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

VIEWS = LIST, PIVOT, TWO = ("Daftar", "Pivot", "Dua indikator")
Taken = tuple[Indicator, pd.DataFrame]
"""The indicator that is spoken of, and the rows to take along."""
Of = Callable[[Indicator], Sequence[Source]]
"""Where the numbers of an indicator come from."""
CHOSEN, CARD = "sorot", "jelajah-gambar"
MOST_ROWS = 2000
TABLE_HEIGHT = 500
WIDTHS = {
    name: st.column_config.Column(width=width)
    for name, width in {"Unit": 180, "Periode": 120, "Nilai": 70, "Indikator": 120}.items()
}
WORDS = {"Periode": in_words}
DECIMALS = {"n": 0, "Porsi sudah dilatih (%)": 1, "JP per pegawai": 1}


def search_form(table: pd.DataFrame) -> tuple[str, SearchQuestion]:
    """What is made of which rows; for two indicators they are chosen as axes."""
    view = st.segmented_control("Tampilan", VIEWS, default=LIST, required=True, key=addressed("tampilan"), bind=BOUND)
    with st.grid(5, min_column_width=150, vertical_alignment="bottom"):
        usual = [next(iter(_labels(table)))]
        indicators = [] if view == TWO else _several("Indikator", table["Indikator"], "indikator_dilihat", usual)
        units = _several("Unit", table["Unit"], "unit", [])
        statuses = _several("Pelatihan", table["Pelatihan"], "status_pelatihan", [])
        words = st.text_input("Cari", key=addressed("cari"), bind=BOUND, placeholder="unit atau bulan")
        order = st.selectbox("Urutkan", list(ORDERS), key=addressed("urutan"), bind=BOUND)
    return view, SearchQuestion(tuple(indicators), tuple(units), tuple(statuses), words or "", order)


def listed(
    rows: pd.DataFrame, question: SearchQuestion, panel: pd.DataFrame, about: Mapping[str, str], sources: Of
) -> Taken:
    """Row by row, and beside it the units of the rows chosen, over time; the indicator drawn and all rows."""
    known, source = first_indicator(rows), about["Sumber"]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        number, shown = _part(rows)
        chosen = shown.iloc[_choose(shown, f"layar_tabel_{number}_{question}")]
        units = list(dict.fromkeys(chosen["Unit"]))
        st.button(
            "Pakai unit ini di semua halaman", disabled=not units, on_click=_filter, args=(units,),
            icon=":material/filter_alt:",
        )  # fmt: skip
        show.on_paper(shown.drop(columns=HIDDEN), {**DECIMALS, "Nilai": 2}, WORDS)
    known = known if chosen.empty else indicator(chosen["Kunci"].iloc[0])
    with right:
        chart_card(chart.followed(series(panel, known.key), known, units, source), CARD, about, partial(sources, known))
    return known, rows.drop(columns=HIDDEN)


def pivot(rows: pd.DataFrame) -> Taken:
    """The mean by two of the table's axes."""
    known = first_indicator(rows)
    with st.grid(2, min_column_width=160):
        down = st.selectbox("Baris", AXES, key=addressed("baris"), bind=BOUND)
        across = st.selectbox("Kolom", [axis for axis in AXES if axis != down], key=addressed("kolom"), bind=BOUND)
    taken = pivoted(rows, down, across)
    each = {label: indicator(key).decimals for label, key in _labels(rows).items()}
    decimals = {name: each.get(name, known.decimals) for name in taken.columns[1:]}
    show.table(taken, "Rata-rata menurut pilihan", decimals)
    return known, taken


def pair_view(rows: pd.DataFrame, about: Mapping[str, str], sources: Of) -> Taken:
    """One indicator against another, one point a unit and period; the page ends where there is but one."""
    labels = _labels(rows)
    if len(labels) < 2:
        st.info("Baru ada satu indikator pada pilihan ini; pilih unit lain atau unggah buku kinerja lain.")
        st.stop()
    left, right = st.columns([3, 2], gap="medium")
    with left, st.grid(2, min_column_width=160):
        datar = st.selectbox("Sumbu datar", list(labels), key=addressed("sumbu_datar"), bind=BOUND)
        tegak = st.selectbox(
            "Sumbu tegak", [one for one in labels if one != datar], key=addressed("sumbu_tegak"), bind=BOUND
        )
    x, y = indicator(labels[datar]), indicator(labels[tegak])
    taken = pairs(rows, x, y)
    with left:
        decimals = {wording.labelled(one): one.decimals for one in (x, y)}
        show.table(taken, "Dua indikator tiap unit dan periode", decimals, WORDS)
    with right:
        chart_card(chart.pair_scatter(taken, x, y, about["Sumber"]), CARD, about, partial(sources, x))
    return x, taken


def _labels(rows: pd.DataFrame) -> dict[str, str]:
    """Each indicator's key by its name in the table, in the catalogue's order."""
    by_key = dict(zip(rows["Kunci"], rows["Indikator"], strict=True))
    return {by_key[one.key]: one.key for one in indicators_in(rows.rename(columns={"Kunci": "indicator"}))}


def _part(rows: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    """So many rows that a browser holds them with ease; the others by their number, in the same order."""
    parts = ceil(len(rows) / MOST_ROWS)
    label = f"Bagian (dari {wording.count(parts)})"
    number = st.number_input(label, 1, parts, key=addressed("potongan"), bind=BOUND) if parts > 1 else 1
    return number, rows.iloc[(number - 1) * MOST_ROWS : number * MOST_ROWS].reset_index(drop=True)


def _choose(rows: pd.DataFrame, key: str) -> list[int]:
    """The table, and the places of the rows chosen in it; the units chosen stand in the address.

    Under another key, as after another question, the first row of each unit chosen before is chosen.
    """
    first = rows.index[rows["Unit"].isin(st.query_params.get_all(CHOSEN)) & ~rows["Unit"].duplicated()]
    start = st.session_state.setdefault(f"awal_{key}", first.tolist())
    event = st.dataframe(
        _styled(rows), hide_index=True, height=TABLE_HEIGHT, key=key, on_select="rerun", selection_mode="multi-row",
        selection_default={"selection": {"rows": start}}, column_config=WIDTHS, placeholder=wording.NONE,
        alt="Angka tiap unit dan periode",
    )  # fmt: skip
    places = list(event["selection"]["rows"])
    st.query_params[CHOSEN] = list(dict.fromkeys(rows["Unit"].iloc[places]))
    return places


def _styled(rows: pd.DataFrame) -> Styler:
    """The rows as they are read, each value with the decimals of its indicator."""
    style = show.worded_in_place(rows.drop(columns=HIDDEN), DECIMALS, WORDS)
    for key, places in rows.groupby("Kunci").groups.items():
        words = partial(wording.number, decimals=indicator(str(key)).decimals)
        style = style.format(words, subset=(places, "Nilai"))
    return style


def _filter(units: list[str]) -> None:
    st.session_state["unit"] = units


def _several(label: str, column: pd.Series, key: str, usual: list[str]) -> list[str]:
    return st.multiselect(label, sorted(column.unique()), usual, key=addressed(key), bind=BOUND, placeholder="Semua")
