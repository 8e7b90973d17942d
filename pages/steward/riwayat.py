"""Riwayat: every book ever saved, who saved it and when, what it changed; undo and redo."""

import streamlit as st

from analysis.stewardship import history
from data import store
from data.store import Import
from pages.parts import cache, drafts, show

ELSEWHERE = (
    "Aplikasi ini membaca ekspor kecamatan: riwayat tiap buku ada di kecamatannya, dan buku yang pernah disimpan di "
    "komputer ini tidak dipakai."
)


def switch(imports: tuple[Import, ...]) -> None:
    """Choose an import and let its rows count no more, or again."""
    st.subheader("Batalkan atau pakai lagi", anchor=False)
    by_label = {f"{one.id} · {one.file} ({history.STATUS[one.status]})": one for one in reversed(imports)}
    chosen = by_label[st.selectbox("File tersimpan", list(by_label), key="impor")]
    by = drafts.ask_name("oleh", "tercatat di riwayat")
    undone = chosen.status == "undone"
    label, act = ("Pakai lagi file ini", store.redo) if undone else ("Batalkan file ini", store.undo)
    if st.button(label, icon=":material/redo:" if undone else ":material/undo:", disabled=not by.name):
        act(chosen.id, by)
        st.rerun()
    st.caption("Tidak ada yang dihapus: bukunya tetap tersimpan, dan pembatalan tercatat sebagai perubahan baru.")


if cache.default().dataset.exported:
    st.info(ELSEWHERE, icon=":material/info:")
    st.stop()
imports = cache.history()
if not imports:
    st.info("Belum ada buku yang disimpan. Unggah buku kantor Anda, lalu pilih “Simpan untuk semua pengguna”.")
    st.page_link("pages/steward/unggah.py", label="Unggah buku Excel", icon=":material/upload_file:")
else:
    if cache.current().own:
        st.info("Layar Anda memakai buku yang baru Anda unggah; riwayat di bawah berlaku untuk semua pengguna.")
    st.subheader("Buku yang tersimpan", anchor=False)
    table = history.imports(imports)
    show.table(table, alt="Buku yang tersimpan dan statusnya")
    show.downloads(table, "riwayat-impor", {"Sumber": "Riwayat"})
    switch(imports)
    st.subheader("Semua perubahan", anchor=False)
    events = history.events(store.event_log())
    show.table(events, alt="Semua perubahan dan apa yang berubah karenanya")
