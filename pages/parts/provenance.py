"""The answer to "dari mana angka ini?", in a dialog; nothing is computed before somebody asks."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from analysis.provenance.origin import Origin, Source
from analysis.provenance.rows import about_persons
from analysis.text import wording
from pages.parts import access, cache, sections, show
from pages.parts.boundary import boundary

Sources = Callable[[], Sequence[Source]]
MOST_SHOWN = 20
OF_PERSONS = "baris tentang orang, yang hanya tampil bagi pengelola data"
NOTHING = "Belum ada angka di bagian ini"


@st.fragment
def origin_button(sources: Sources, key: str) -> None:
    """A button that opens a choice of figures and the origin of the one chosen; nothing is computed before."""
    if st.button("Dari mana angka ini?", type="tertiary", key=f"asal_{key}"):
        _dialog(sources, key)


@st.dialog("Dari mana angka ini?", width="medium")
def _dialog(sources: Sources, key: str) -> None:
    with boundary(), sections.no_answer_shown():
        named = {source.name: source for source in sources()}
        name = st.selectbox("Bagian", list(named), key=f"bagian_{key}", placeholder=NOTHING)
        label = st.selectbox("Angka", list(named[name].figures), key=f"angka_{key}_{name}") if name else None
        if name and label:
            _show(named[name].origin(label), key)


def _show(origin: Origin, key: str) -> None:
    rows = origin.rows
    hidden = about_persons(rows) and not access.may("orang")
    st.markdown(f"**{show.plain(origin.name)}: {show.plain(origin.worded(origin.value))}**")
    st.markdown(f"Rumus: {show.plain(origin.words)}")
    chosen = "; ".join(f"{name}: {value}" for name, value in origin.filters.items())
    st.caption(show.plain(f"Pilihan: {chosen.rstrip('.')}." if chosen else "Tanpa pilihan."))
    again = st.empty()
    if not hidden:
        _offer(rows, origin, key)
    made = origin.worded(origin.again).rstrip(".")
    where = OF_PERSONS if hidden else "baris di bawah ini"
    counted = f"Dihitung ulang dari {wording.count(len(rows))} {where}: {made}."
    again.caption(show.plain(f"{counted} {'' if hidden else _books(rows)}"))


def _offer(rows: pd.DataFrame, origin: Origin, key: str) -> None:
    """The first rows on the page, all of them to take along."""
    numbers = rows.select_dtypes("float").columns
    show.table(rows.head(MOST_SHOWN), alt=f"Baris di balik {origin.name}", decimals=dict.fromkeys(numbers, 2))
    if len(rows) > MOST_SHOWN:
        st.caption(f"Tampil {MOST_SHOWN} dari {wording.count(len(rows))} baris; unduh untuk melihat semuanya.")
    show.downloads(rows, f"asal-angka-{key}", origin.about)


def _books(rows: pd.DataFrame) -> str:
    part = "kecamatan" if cache.current().dataset.exported else "lembar"
    places = (rows["Berkas"] + f", {part} " + rows["Lembar"]).value_counts(sort=False)
    return " ".join(f"{place}: {wording.count(n)} baris." for place, n in places.items())
