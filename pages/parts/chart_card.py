"""The card of every chart: finding, measure, the chart or its table, n and source; one menu, one way to its origin."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analysis.charts import Chart
from pages.parts import browser, cache, provenance, show
from pages.parts.provenance import Behind

PICTURE = {"displayModeBar": False, "displaylogo": False, "showTips": False, "doubleClick": False}


@st.fragment
def chart_card(picture: Chart, stem: str, about: Mapping[str, str], behind: Behind, printed: bool = True) -> None:
    """One chart in its frame; on paper its table too.

    `stem` names its files and is unique on the page, `about` (filters, source) travels along in them, `behind` is
    asked once a reader wants to know where its numbers come from; the table of some is `printed` by another card.
    """
    with st.container(border=True, gap="xsmall", key=f"kartu_{stem}"):
        with st.container(horizontal=True, vertical_alignment="top", wrap=False):
            with st.container(gap=None):
                st.subheader(show.plain(picture.title), anchor=False)
                st.caption(show.plain(picture.subtitle))
            as_table = _menu(picture, stem, about)
        if as_table:
            show.table(picture.data, picture.title, picture.decimals)
        else:
            st.plotly_chart(picture.figure, theme=None, config=PICTURE, alt=picture.alt, key=f"gambar_{stem}")
            if picture.left_out:
                with st.expander(f"{picture.left_out} lainnya, dalam tabel yang dapat diurutkan"):
                    show.table(picture.data, picture.title, picture.decimals)
            elif printed:
                show.on_paper(picture.data, picture.decimals)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(show.plain(picture.caption), width="content")
            provenance.ask(behind, stem)


def _menu(picture: Chart, stem: str, about: Mapping[str, str]) -> bool:
    """What can be done with the chart; whether its table is to stand in its place."""
    words = {"Hasil": picture.title, "Ukuran": picture.subtitle, "Dasar": picture.caption}
    with st.popover("Menu", type="tertiary"), st.container(key=f"menu_{stem}", gap="xsmall"):
        as_table = st.toggle("Tampilkan sebagai tabel", key=f"tabel_{stem}")
        if not as_table:
            label = show.SAMPLE if cache.current().dataset.is_sample else ""
            browser.picture_buttons(f"gambar_{stem}", picture, label)
        show.downloads(picture.data, stem, {**about, **words})
    return as_table
