"""What the office's pages share: sentences, links, and a sentence in the place of an answer the books lack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from analysis.text import files
from data.problems import NoAnswer
from pages.parts import cache, show
from pages.parts.filters import BOUND

ONWARD = {
    "pages/analyst/dampak.py": ("Dampak", "kesimpulan, pemeriksaan, semua cara"),
    "pages/analyst/sebelum_sesudah.py": ("Sebelum dan sesudah", "tiap unit sebelum dan sesudah pelatihannya"),
    "pages/analyst/pelatihan_kepuasan.py": ("Pelatihan dan kepuasan", "regresi sederhana dan ujinya"),
    "pages/analyst/kepuasan.py": ("Survei kepuasan (SKM)", "IKM, unsur, layanan, responden, sampel, tindak lanjut"),
    "pages/analyst/kompetensi.py": (
        "Pengembangan kompetensi",
        "20 JP, asal jam, penolakan, ajakan, pendidikan",
    ),
    "pages/analyst/pembelajaran.py": (
        "Pembelajaran dan motivasi",
        "reaksi, nilai tes, perilaku, motivasi",
    ),
    "pages/analyst/layanan.py": ("Layanan", "lama, ketepatan, tunggakan, pengaduan, target"),
    "pages/analyst/biaya.py": ("Biaya", "alasan anggaran, serapan, skenario, BCR dan ROI"),
    "pages/steward/kamus.py": ("Kamus dan metode", "arti tiap angka, aturan, kejadian lain"),
}


PRINTED = "cetak_semua"
PRINT_HELP = "Semua bagian tampil satu di bawah yang lain; lalu cetak dengan Ctrl+P."


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
    for tab, body in zip(st.tabs(list(parts), key="bagian", bind=BOUND), parts.values(), strict=True):
        if tab.open:
            with tab:
                body()


@contextmanager
def answered() -> Iterator[None]:
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


def onward() -> None:
    """The pages behind the summary, each with what stands on it; on the screen alone."""
    with st.container(key="layar_halaman"), st.grid(3, min_column_width=240):
        for page, (label, contents) in ONWARD.items():
            with st.container(gap="xxsmall"):
                st.page_link(page, label=label, width="content")
                st.caption(contents)
