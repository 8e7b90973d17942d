"""Unggah: read the office's own books on trial, show what came out, and only then let the pages speak of them."""

from __future__ import annotations

import streamlit as st

from analysis import quality, wording
from pages.parts import cache, show
from pages.parts.cache import Books, Data

KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods"]


def ask(trial: Data, books: Books) -> Data:
    """Put the loader's questions to the user, and read the books again with the answers."""
    answers = {}
    for question in trial.dataset.questions:
        key = f"jawaban_{question.key}"
        if question.options:
            answer = st.selectbox(question.sentence, question.options, index=None, key=key, placeholder="Pilih jawaban")
        else:
            answer = st.text_input(question.sentence, key=key)
        if answer:
            answers[question.key] = answer
    return cache.read_uploads(books, answers) if answers else trial


def report(trial: Data) -> None:
    """What was read and what was refused, before any of it counts."""
    show.errors(file.error for file in trial.dataset.files)
    read, found = quality.sheets(trial.dataset), quality.problems(trial.dataset)
    if not read.empty:
        st.markdown("**Yang terbaca**")
        show.table(wording.worded(read, {}), alt="Lembar yang terbaca")
    if not found.empty:
        with st.expander(f"Yang ditolak atau diragukan ({wording.count(len(found))})"):
            show.table(wording.worded(found, {}), alt="Sel yang ditolak atau diragukan")
            show.downloads(found, "sel-ditolak", {"Sumber": show.source(trial)})


st.markdown(
    "Unggah buku **kinerja** dan buku **pelatihan** kantor Anda. Lembar dikenali dari judul kolomnya, "
    "apa pun nama berkasnya. Data hanya dipakai dalam kunjungan ini dan tidak disimpan."
)
uploaded = st.file_uploader("Buku Excel", type=KINDS, accept_multiple_files=True, key="buku")
if uploaded:
    books: Books = tuple((file.name, file.getvalue()) for file in uploaded)
    trial = ask(cache.read_uploads(books, {}), books)
    report(trial)
    if st.button("Pakai data ini", type="primary", icon=":material/check:", disabled=not trial.usable):
        cache.use(trial)
        st.success("Semua halaman sekarang memakai data ini.", icon=":material/check_circle:")

st.subheader("Data yang sedang dipakai", anchor=False)
with st.container(horizontal=True):
    st.button("Kembali ke data sebelumnya", on_click=cache.go_back, disabled=not cache.can_go_back())
    st.button("Kembali ke data contoh", on_click=cache.use, args=(None,), disabled=not cache.current().own)
read = quality.sheets(cache.current().dataset)
show.table(wording.worded(read, {}), alt="Lembar dari data yang sedang dipakai")
