"""Unggah in four steps: choose books, answer what they ask, check what was read, keep it; nothing counts before."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.stewardship import quality
from analysis.text import files, wording
from data import store
from data.ingest.answers import remember_answers
from data.ingest.template import template_bytes
from data.panel.dataset import FileReport
from data.workbooks.annotate import annotated_book, marked_name
from pages.parts import access, cache, drafts, questions, saving, show, turns, visits
from pages.parts.cache import Data, UploadedBooks

STOPPED, CHOOSER, BOOKS = "pembacaan_dibatalkan", "buku", "buku_dipilih"
WAITING = "Menunggu giliran: {ahead} unggahan lain dibaca lebih dulu …"
UNLESS = {False: ", kecuali Anda menyimpannya", True: ""}
STEPS = ("Pilih", "Jawab", "Periksa", "Simpan")
EXTENSIONS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "fods", "csv"]


def choose() -> None:
    """Keep the books that stand in the chooser now."""
    drafts.kept()[BOOKS] = tuple((file.name, file.getvalue()) for file in st.session_state[CHOOSER])
    visits.make_room()


def still_chosen(books: UploadedBooks) -> None:
    """Which books were chosen before the page was loaded again, and the way to let go of them."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Masih terpilih: {show.plain(wording.listing([name for name, _ in books]))}.", width="content")
        st.button("Lepaskan", type="tertiary", icon=":material/close:", on_click=drafts.kept().pop, args=(BOOKS,))


def read(books: UploadedBooks) -> tuple[Data, dict[str, str], set[str]]:
    """Read the books, ask what comes up, and read again; what came of it, the answers, and which questions were put."""
    asked: set[str] = set()
    answers = dict(questions.changed())
    while True:
        trial = cache.uploads(books, answers) or watched(books, answers)
        fresh = [question for question in trial.dataset.questions if question.key not in asked]
        if not fresh:
            return trial, answers, asked
        if not asked:
            st.subheader("Jawab", anchor=False)
        now = questions.next_asked(fresh)
        asked |= {question.key for question in now}
        answers |= questions.answers_to(now)


def watched(books: UploadedBooks, answers: dict[str, str]) -> Data:
    """Read with a bar and a way out: any click ends this run, and with it the reading and its child process."""
    if st.session_state.get(STOPPED) == names_of(books):
        st.warning("Pembacaan dibatalkan; buku ini belum dibaca.", icon=":material/cancel:")
        st.button("Baca lagi", icon=":material/refresh:", on_click=stop, args=(None,))
        st.stop()
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, cache.READING)
        st.button(
            "Batalkan pembacaan", icon=":material/close:", on_click=stop, args=(books,), key=f"batal_{len(answers)}"
        )
    with turns.reading.turn(lambda ahead: bar.progress(0.0, WAITING.format(ahead=ahead))):
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


def try_out(trial: Data, answers: dict[str, str]) -> None:
    """Let the pages speak of these data, and ask nothing twice about books of the same layout."""
    with store.agreeing():
        remember_answers(answers, access.who())
    cache.use(trial)


def answered_for(books: UploadedBooks) -> tuple[Data, dict[str, str], set[str]]:
    """Step 2: the books as read with the answers given, the answers, and which questions were put."""
    trial, answers, asked = read(books)
    questions.settled([question for question in trial.dataset.settled if question.key not in asked])
    return trial, answers, asked


def checked(trial: Data, books: UploadedBooks) -> None:
    """Step 3: how much was read, the annotated book beside it, and every cell to be mended or looked at."""
    st.subheader("Periksa", anchor=False)
    said, taken = st.columns([3, 2], vertical_alignment="center")
    said.markdown(f"**{show.plain(quality.read_so_far(trial.dataset))}**")
    with taken:
        for place, (report, (_, content)) in enumerate(zip(trial.dataset.files, books, strict=True)):
            annotated(trial, report, content, place)
    show.reading(trial, "yang diunggah")
    problem_table = quality.problems(trial.dataset)
    if len(problem_table):
        with st.expander(f"Yang perlu diperbaiki atau dicek ({wording.count(len(problem_table))})"):
            show.table(problem_table[quality.ON_SCREEN], alt="Sel yang perlu diperbaiki atau dicek")
            show.downloads(problem_table, "sel-perlu-diperbaiki", {"Sumber": show.source(trial)})


def annotated(trial: Data, report: FileReport, content: bytes, place: int) -> None:
    """The book with its refused cells in red, made when it is asked for, where there are any."""
    problems = [
        problem for problem in trial.dataset.problems if (problem.file, problem.severity) == (report.name, "refused")
    ]
    if problems:
        made = partial(annotated_book, content, report.in_their_sheets(problems))
        st.download_button(
            f"Unduh {show.plain(report.name)} dengan sel merah", made, marked_name(report.name), files.XLSX,
            type="primary", key=f"merah_{place}", icon=":material/format_color_fill:", on_click="ignore",
        )  # fmt: skip


def tried(trial: Data, answers: dict[str, str]) -> None:
    """All pages on these data, for this screen alone."""
    if trial.key == cache.current().key:
        st.success("Semua halaman di layar Anda memakai data ini; belum disimpan.", icon=":material/check_circle:")
    else:
        st.button(
            "Coba data ini dulu", icon=":material/visibility:", disabled=not trial.usable, on_click=try_out,
            args=(trial, answers),
        )  # fmt: skip


def way(step: int) -> None:
    """The four steps in one line: those done, the present one, those to come."""
    marks = (":blue[:material/check_circle:]", ":blue[:material/radio_button_checked:]", ":material/circle:")
    words = [
        f"{marks[(place >= step) + (place > step)]} {f'**{name}**' if place == step else name}"
        for place, name in enumerate(STEPS)
    ]
    st.markdown(" → ".join(words))


shared = cache.default()
here = st.container()
st.markdown(
    "Unggah buku **kinerja** dan buku **pelatihan** kantor Anda. Lembar dikenali dari judul kolomnya, apa pun "
    f"nama filenya. Data hanya dipakai di layar Anda sampai peramban ditutup{UNLESS[shared.dataset.exported]}."
)
chosen = st.file_uploader("Buku Excel", type=EXTENSIONS, accept_multiple_files=True, key=CHOOSER, on_change=choose)
books: UploadedBooks = drafts.kept().get(BOOKS, ())
if books and not chosen:
    still_chosen(books)
st.download_button(
    "Unduh templat kosong", template_bytes, "templat.xlsx", files.XLSX, icon=":material/download:", type="tertiary"
)
step = 0
if books:
    trial, answers, asked = answered_for(books)
    unanswered = len([question for question in trial.dataset.questions if question.key not in answers])
    step = 1 if unanswered else 2 if any(problem.severity == "refused" for problem in trial.dataset.problems) else 3
    checked(trial, books)
    tried(trial, answers)
    saving.offer(trial, books, answers, unanswered)
with here:
    way(step)

st.subheader("Data yang sedang dipakai", anchor=False)
with st.container(horizontal=True):
    st.button("Kembali ke data sebelumnya", on_click=cache.go_back, disabled=not cache.can_go_back())
    first = "contoh" if shared.dataset.is_sample else "kecamatan" if shared.dataset.exported else "kantor"
    st.button(f"Kembali ke data {first}", on_click=cache.use, args=(None,), disabled=not cache.current().own)
show.reading(cache.current(), "yang dipakai")
