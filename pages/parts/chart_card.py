"""The card of every chart: finding, measure, the chart or its table, n and source; one menu, one way to its origin."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from analysis.charts import Chart, style
from pages.parts import browser, cache, provenance, show
from pages.parts.boundary import boundary
from pages.parts.provenance import Sources

PICKED = "unit_diklik"
PICTURE = {"displayModeBar": False, "displaylogo": False, "showTips": False, "doubleClick": False}


@st.fragment
def chart_card(
    picture: Chart,
    stem: str,
    about: Mapping[str, str],
    sources: Sources,
    printed: bool = True,
    picks: str = "",
    small: Sequence[Chart] = (),
) -> None:
    """One chart in its frame, or many `small` ones beside each other; on paper its table too.

    `stem` names its files and is unique on the page, `about` (filters, source) travels along in them, `sources` is
    asked once a reader wants to know where its numbers come from; the table of some is `printed` by another card.
    A click on a mark chooses its name in the page's filter of the key `picks`.
    """
    with boundary():
        with st.container(border=True, gap="xsmall", key=f"kartu_{stem}"):
            as_table = _heading(picture, stem, about, copied=not small)
            if as_table:
                show.table(picture.data, picture.title, picture.decimals)
            elif small:
                _beside_each_other(small, stem, picks)
            else:
                _draw(picture, stem, picks)
            _foot(picture, stem, sources)
        if printed and not as_table and not picture.left_out:
            show.on_paper(picture.data, picture.decimals)


def _heading(picture: Chart, stem: str, about: Mapping[str, str], copied: bool) -> bool:
    """Finding, measure and menu; whether the table is to stand in the chart's place."""
    with st.container(horizontal=True, vertical_alignment="top", wrap=False):
        with st.container(gap=None):
            st.subheader(show.plain(picture.title), anchor=False)
            st.caption(show.plain(picture.subtitle))
        return _menu(picture, stem, about, copied)


def _foot(picture: Chart, stem: str, sources: Sources) -> None:
    """n, source and the way to the numbers' origin."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.caption(show.plain(picture.caption))
        with st.container(width="content"):
            provenance.origin_button(sources, stem)


def _beside_each_other(small: Sequence[Chart], stem: str, picks: str) -> None:
    """Each chart under its own title and what it says, as many in a row as there is room for."""
    with st.grid(3, min_column_width=270, key=f"peta_{stem}"):
        for place, picture in enumerate(small):
            with st.container(gap=None):
                st.markdown(f"**{show.plain(picture.title)}**  \n:small[{show.plain(picture.subtitle)}]")
                _figure(picture, f"{stem}_{place}", picks)


def _draw(picture: Chart, stem: str, picks: str) -> None:
    """The figure and the rows it leaves out."""
    _figure(picture, stem, picks)
    if picture.left_out:
        with st.expander(f"{picture.left_out} lainnya, dalam tabel yang dapat diurutkan"):
            show.table(picture.data, picture.title, picture.decimals)


def _figure(picture: Chart, stem: str, picks: str) -> None:
    """The figure alone; under a key of its own for each choice, so that one can be made again."""
    key = f"gambar_{stem}_{st.session_state.get(picks)}" if picks else f"gambar_{stem}"
    select: Any = {"on_select": partial(_pick, key, picks), "selection_mode": "points"} if picks else {}
    figure = style.in_the_dark(picture.figure) if st.context.theme.type == "dark" else picture.figure
    st.plotly_chart(figure, theme=None, config=PICTURE, alt=picture.alt, key=key, **select)
    if st.session_state.pop(PICKED, False):
        st.rerun()


def _pick(key: str, picks: str) -> None:
    """The name of the mark that was clicked becomes the filter's choice: one of several, or the one."""
    points = st.session_state[key]["selection"]["points"]
    if points and "customdata" in points[0]:
        name = points[0]["customdata"]
        single = isinstance(st.session_state.get(picks), str)
        st.session_state.update({picks: name if single else [name], PICKED: True})


def _menu(picture: Chart, stem: str, about: Mapping[str, str], copied: bool) -> bool:
    """What can be done with the chart, a copy of one alone too; whether its table is to stand in its place."""
    words = {"Hasil": picture.title, "Ukuran": picture.subtitle, "Dasar": picture.caption}
    with st.popover("Menu", type="tertiary"), st.container(key=f"menu_{stem}", gap="xsmall"):
        as_table = st.toggle("Tampilkan sebagai tabel", key=f"tabel_{stem}")
        if copied and not as_table:
            label = show.SAMPLE if cache.current().dataset.is_sample else ""
            browser.picture_buttons(f"kartu_{stem}", picture, label)
        show.downloads(picture.data, stem, {**about, **words})
    return as_table
