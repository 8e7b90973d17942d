"""The answer to "dari mana angka ini?", under each part of a page; nothing is computed before somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from analysis.provenance.origin import Origin, Source
from analysis.text import wording
from pages.parts import cache, sections, show

MOST_SHOWN = 20
NOTHING = "Belum ada angka di bagian ini"


def ask(sources: Callable[[], Sequence[Source]], key: str) -> None:
    """A closed line that opens into a choice of this part's figures and the origin of the one chosen."""
    box = st.expander("Dari mana angka ini?", icon=":material/account_tree:", on_change="rerun", key=f"asal_{key}")
    if not box.open:
        return
    with box, sections.answered():
        known = {one.name: one for one in sources()}
        name = st.selectbox("Bagian", list(known), key=f"bagian_{key}", placeholder=NOTHING)
        label = st.selectbox("Angka", list(known[name].figures), key=f"angka_{key}_{name}") if name else None
        if name and label:
            _show(known[name].origin(label), key)


def _show(origin: Origin, key: str) -> None:
    rows = origin.rows
    st.markdown(f"**{show.plain(origin.name)}: {show.plain(origin.worded(origin.value))}**")
    st.markdown(f"Rumus: {show.plain(origin.words)}")
    chosen = "; ".join(f"{name}: {value}" for name, value in origin.filters.items())
    st.caption(show.plain(f"Saringan: {chosen.rstrip('.')}." if chosen else "Tanpa pilihan."))
    again = st.empty()
    numbers = rows.select_dtypes("float").columns
    show.table(wording.worded(rows.head(MOST_SHOWN), dict.fromkeys(numbers, 2)), alt=f"Baris di balik {origin.name}")
    if len(rows) > MOST_SHOWN:
        st.caption(f"Tampil {MOST_SHOWN} dari {wording.count(len(rows))} baris; unduh untuk melihat semuanya.")
    show.downloads(rows, f"asal-angka-{key}", origin.about)
    made = origin.worded(origin.again).rstrip(".")
    counted = f"Dihitung ulang dari {wording.count(len(rows))} baris di bawah ini: {made}."
    again.caption(show.plain(f"{counted} {_books(rows)}"))


def _books(rows: pd.DataFrame) -> str:
    part = "kecamatan" if cache.current().dataset.exported else "lembar"
    places = (rows["Berkas"] + f", {part} " + rows["Lembar"]).value_counts(sort=False)
    return " ".join(f"{place}: {wording.count(n)} baris." for place, n in places.items())
