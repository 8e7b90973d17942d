"""The offer to keep uploaded books in the store, with what that would change said first."""

from collections.abc import Mapping

import streamlit as st

from analysis.stewardship import history
from analysis.text import wording
from data import store
from data.ingest.answers import remember_answers, remembered_answers
from data.panel.dataset import Dataset
from data.store import Change
from pages.parts import cache, drafts, show
from pages.parts.cache import Data, UploadedBooks

SAVED = "data_tersimpan"
NOT_HERE = (
    "Aplikasi ini membaca ekspor kecamatan, jadi buku tidak disimpan di sini: simpan di kecamatannya, lalu ekspor lagi."
)


def offer(trial: Data, books: UploadedBooks, answers: Mapping[str, str], unanswered: int) -> None:
    """What saving would change, who saves, and the button, off while questions are open; none for a region."""
    if cache.default().dataset.exported:
        st.caption(NOT_HERE)
        return
    st.subheader("Simpan", anchor=False)
    if drafts.kept().get(SAVED) == (trial.key, store.version()):
        st.success("Tersimpan. Semua pengguna sekarang melihat data ini.", icon=":material/check_circle:")
        st.page_link("pages/steward/riwayat.py", label="Lihat Riwayat", icon=":material/history:")
        return
    st.caption(
        "Buku asli disimpan utuh. Bila dua buku memuat hal yang sama, yang lebih baru dipakai; "
        "buku lama tidak dihapus dan dapat dipakai lagi lewat Riwayat."
    )
    changes = cache.cached(trial, _changes, store.version())
    show.table(history.changes(changes), alt="Yang akan berubah bila data ini disimpan")
    by = drafts.ask_name("oleh", "tercatat di riwayat")
    if unanswered:
        st.caption(f"Jawab {wording.count(unanswered)} pertanyaan di atas dulu; sesudah itu data dapat disimpan.")
    ready = trial.usable and by.name and not unanswered
    if st.button("Simpan untuk semua pengguna", icon=":material/save:", type="primary", disabled=not ready):
        with store.agreeing():
            remember_answers(answers, by)
        store.import_books(books, by, remembered_answers() | dict(answers))
        drafts.kept()[SAVED] = (trial.key, store.version())
        cache.use(None)
        st.rerun()


def _changes(dataset: Dataset, version: str) -> tuple[Change, ...]:
    """What taking `dataset` in would change in the store of that version."""
    present, _ = store.dataset()
    return store.changes(present, dataset)
