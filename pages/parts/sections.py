"""What the office's pages share: sentences, links, and a sentence in the place of an answer the books lack."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

import streamlit as st

from analysis.text import files
from data.problems import NoAnswer
from pages.parts import cache, filters, show
from pages.parts.boundary import boundary
from pages.parts.cache import Data
from pages.parts.filters import BOUND, addressed

PRINTED = "cetak_semua"
PRINT_HELP = "Semua bagian tampil satu di bawah yang lain; lalu cetak dengan Ctrl+P."
ONE_OFFICE = (
    "Data ini dari satu kantor, jadi belum ada kecamatan untuk dibandingkan; "
    "isi DAMPAK_RECORDS dengan folder ekspor beberapa kecamatan."
)


def part(body: Callable[..., None]) -> Callable[..., None]:
    """A part of a page that a choice made in it draws anew alone."""

    @st.fragment
    @wraps(body)
    def drawn(*arguments: Any) -> None:
        with boundary():
            body(*arguments)
            filters.remember()

    return drawn


@part
def tabs(parts: Mapping[str, Callable[[], None]]) -> None:
    """A page's parts, of which only the open one is made; its name stands in the address. For paper all of them."""
    place = st.container()
    with st.container(key="layar_cetak"):
        whole = st.toggle("Cetak semua bagian", key=PRINTED, bind=BOUND, help=PRINT_HELP)
    with place:
        _below_each_other(parts) if whole else _one_open(parts)


def _below_each_other(parts: Mapping[str, Callable[[], None]]) -> None:
    for title, body in parts.items():
        st.header(title, anchor=False)
        body()


def _one_open(parts: Mapping[str, Callable[[], None]]) -> None:
    for tab, body in zip(st.tabs(list(parts), key=addressed("bagian"), bind=BOUND), parts.values(), strict=True):
        if tab.open:
            with tab:
                body()


@contextmanager
def no_answer_shown() -> Iterator[None]:
    """A part of a page; where the books give no such answer, the sentence that says what is missing stands there."""
    try:
        yield
    except NoAnswer as none:
        missing(str(none))


def missing(sentence: str) -> None:
    """What the books lack, and the way to bring it; a region's data come by the exports of its kecamatan alone."""
    st.info(show.plain(sentence), icon=":material/info:")
    if not cache.current().dataset.exported:
        st.page_link("pages/steward/unggah.py", label="Unggah buku Excel", icon=":material/upload_file:")


def several_kecamatan() -> Data:
    """The data of all kecamatan; where they are of one office the page ends with a sentence."""
    data = cache.whole()
    if not data.dataset.kecamatan:
        st.info(ONE_OFFICE, icon=":material/info:")
        st.page_link("pages/leadership/ringkasan.py", label="Ringkasan", icon=":material/summarize:")
        st.stop()
    return data


def to_kecamatan(name: str) -> None:
    """The way to the page of one kecamatan."""
    page = st.Page("pages/leadership/ringkasan.py", title="Kecamatan", url_path="kecamatan")
    st.page_link(
        page, label=show.plain(name), query_params={cache.KECAMATAN: name}, icon=":material/chevron_right:",
        icon_position="right", width="content",
    )  # fmt: skip


def sentences(several: list[str]) -> None:
    """The first sentence as the answer, the others below it."""
    st.info(show.plain(several[0]), icon=":material/lightbulb:")
    st.markdown("\n".join(f"- {show.plain(one)}" for one in several[1:]))


def template(label: str) -> None:
    """The office's empty book, to be filled in and uploaded."""
    from data.ingest.template import template_bytes

    st.caption(show.plain(label))
    st.download_button(
        "Unduh templat", template_bytes, "templat.xlsx", files.XLSX, key="templat", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
