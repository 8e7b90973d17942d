"""Unggah: read the office's own books on trial, show what came out, and only then let the pages speak of them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.stewardship import quality
from analysis.text import files, wording
from data import store
from data.ingest.answers import remember_answers
from data.ingest.template import template_bytes
from data.workbooks.annotate import mark_refused, marked_name
from pages.parts import cache, questions, saving, show
from pages.parts.cache import Data, UploadedBooks

STOPPED = "pembacaan_dibatalkan"
UNLESS = {False: ", kecuali Anda menyimpannya", True: ""}
KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "fods", "csv"]


def read(books: UploadedBooks) -> tuple[Data, dict[str, str], set[str]]:
    """Read the books, ask what comes up, and read again; what came of it, the answers, and which questions were put."""
    asked: set[str] = set()
    answers = dict(questions.changed())
    while True:
        trial = cache.uploads(books, answers) or watched(books, answers)
        fresh = [question for question in trial.dataset.questions if question.key not in asked]
        if not fresh:
            return trial, answers, asked
        now = questions.next_asked(fresh)
        asked |= {question.key for question in now}
        answers |= questions.ask(now)


def watched(books: UploadedBooks, answers: dict[str, str]) -> Data:
    """Read with a bar and a way out: any click ends this run, and with it the reading and its child process."""
    if st.session_state.get(STOPPED) == names_of(books):
        st.warning("Pembacaan dibatalkan; buku ini belum dibaca.", icon=":material/cancel:")
        st.button("Baca lagi", icon=":material/refresh:", on_click=stop, args=(None,))
        st.stop()
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, cache.READING)
        st.button("Batalkan pembacaan", icon=":material/close:", on_click=stop, args=(books,),
                  key=f"batal_{len(answers)}")  # fmt: skip
    trial = cache.read_uploads(books, answers, lambda share: show_share(bar, share))
    place.empty()
    return trial


def show_share(bar: DeltaGenerator, share: float) -> None:
    """The share read so far, in whole percent."""
    bar.progress(share, f"{cache.READING} {share:.0%}")


def stop(books: UploadedBooks | None) -> None:
    """Remember that these books are not to be read (None: that they are)."""
    st.session_state[STOPPED] = books and names_of(books)


def names_of(books: UploadedBooks) -> tuple[tuple[str, int], ...]:
    """What an upload is known by."""
    return tuple((name, len(content)) for name, content in books)


def accept(trial: Data, answers: dict[str, str]) -> None:
    """Let the pages speak of these data, and ask nothing twice about books of the same layout."""
    with store.agreeing():
        remember_answers(answers)
    cache.use(trial)


def refusals(trial: Data, books: UploadedBooks) -> None:
    """What was refused or doubted, and each book back with its refused cells in red."""
    found = quality.problems(trial.dataset)
    listing = st.expander(f"Yang ditolak atau diragukan ({wording.count(len(found))})", on_change="rerun", key="tolak")
    if found.empty or not listing.open:
        return
    with listing:
        show.table(wording.worded(found[quality.ON_SCREEN], {}), alt="Sel yang ditolak atau diragukan")
        show.downloads(found, "sel-ditolak", {"Sumber": show.source(trial)})
        for place, (report, (_, content)) in enumerate(zip(trial.dataset.files, books, strict=True)):
            problems = [one for one in trial.dataset.problems if (one.file, one.severity) == (report.name, "refused")]
            if problems:
                marked = mark_refused(content, report.in_their_sheets(problems))
                st.download_button(
                    f"Unduh {show.plain(report.name)} dengan sel merah", marked,
                    marked_name(report.name, marked), files.XLSX,
                    key=f"merah_{place}", icon=":material/format_color_fill:", on_click="ignore",
                )  # fmt: skip


shared = cache.default()
st.markdown(
    "Unggah buku **kinerja** dan buku **pelatihan** kantor Anda. Lembar dikenali dari judul kolomnya, apa pun "
    f"nama filenya. Data hanya dipakai di layar Anda sampai halaman dimuat ulang{UNLESS[shared.dataset.exported]}."
)
uploaded = st.file_uploader("Buku Excel", type=KINDS, accept_multiple_files=True, key="buku")
st.download_button(
    "Unduh buku kosong untuk diisi", template_bytes, "buku-kosong.xlsx", files.XLSX, icon=":material/download:"
)
if uploaded:
    books: UploadedBooks = tuple((file.name, file.getvalue()) for file in uploaded)
    trial, answers, asked = read(books)
    st.subheader("Hasil baca", anchor=False)
    show.reading(trial)
    questions.settled([question for question in trial.dataset.settled if question.key not in asked])
    refusals(trial, books)
    if trial.key == cache.current().key:
        st.success("Semua halaman sekarang memakai data ini.", icon=":material/check_circle:")
    else:
        st.button(
            "Pakai data ini", type="primary", icon=":material/check:", disabled=not trial.usable,
            on_click=accept, args=(trial, answers),
        )  # fmt: skip
    saving.offer(trial, books, answers)

st.subheader("Data yang sedang dipakai", anchor=False)
with st.container(horizontal=True):
    st.button("Kembali ke data sebelumnya", on_click=cache.go_back, disabled=not cache.can_go_back())
    first = "contoh" if shared.dataset.is_sample else "kecamatan" if shared.dataset.exported else "kantor"
    st.button(f"Kembali ke data {first}", on_click=cache.use, args=(None,), disabled=not cache.current().own)
show.reading(cache.current())
