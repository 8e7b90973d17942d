"""Every page in every state of the data: no exception, Indonesian sentences, sample data labelled."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from xlsxwriter import Workbook

from analysis.interfaces.command_line import main
from analysis.provenance.origin import Source
from data.panel.dataset import Dataset
from data.region.folder import write_folder
from pages.parts import provenance
from tests.analysis.hovers import assert_every_mark_is_told
from tests.data.hand_worked import hand_worked
from tests.data.persons import ANI
from tests.pages.app import CRASH, PAGES, ROOT, menu, visit, words
from tests.pages.harvest import Shown, Stated, disagreements, of_a_page, of_commands, shown
from tests.test_words import INSTEAD, LONG_NAMES, MOST_WORDS, STATISTICS, cased

pytestmark = pytest.mark.usefixtures("home")
FROM_THE_PANEL = {
    "pages/analyst/layanan.py": "Lama layanan dari Desember 1999 sampai Agustus 2025",
    "pages/analyst/kepuasan.py": "dari Mei 2025 sampai Mei 2025",
}
NUMBER = re.compile(r"(?<![\w.,])[-−+]?(\d+(?:\.\d{3})*(?:,\d+)?)(?![\w])")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".replace(" ", "|")
NOT_COUNTED = re.compile(
    rf"\d{{1,2}} (?:{MONTHS})|\b20\d\d\b|\b(?:95|80)%|\d+×24|\d+–\d+ tahun|\b(?:0|25)–100|< 0,001"  # days, levels
    r"|\d+ unit lain|kurang dari 0,1%|999 undian|9\.999 tarikan|angka acuan 0"  # how a test is made
    r"|Wheeler, .*1993|itu keliru pada .*"  # the source of a method, and how often it errs by itself
    r"|•+\d+"  # masked NIP
    r"|[Tt]ampil \d+ dari( \d+ baris)?|Dicetak: .*|minimum JP \(\d+ JP\)"  # rows shown, what a user typed
    r"|[Pp]asal \d+ ayat \(\d+\)|10 : 20 : 70"  # the rules
    r"|indeks \d+–\d+|\d dari 100 |\d+ nilai dari periode pelatihan"  # a scale, how often a sign is a false alarm
    r"|[\d.]+ baris · \d+ unit|rata-rata \d+ unit"  # how much of the panel is looked at
    r"|n: \d+ unit, [\d.]+ nilai|n = \d+ undangan, \d+ orang|\d+ unit tidak ikut|\(\d+ kecamatan\)"  # how much was read
)
"""Numbers in a page's texts that are no figure of an analysis."""


def empty(_: Path) -> None:
    """A folder without a book."""


def broken(folder: Path) -> None:
    """A file that is no workbook, one cut short, one empty, one of another kind."""
    (folder / "bukan buku.xlsx").write_bytes(b"bukan buku")
    (folder / "terpotong.xlsx").write_bytes((ROOT / "data/sample/Data contoh - pelatihan.xlsx").read_bytes()[:2000])
    write(folder / "kosong.xlsx", [])
    write(folder / "lain.xlsx", [["Resep", "Takaran"], ["Soto", "dua mangkuk"]])


def one_month(folder: Path) -> None:
    """Two units in one month, one training, nothing to compare."""
    write(folder / "kinerja.xlsx", [["Unit Kerja", "Bulan", "IKM"], ["Seksi A", "Januari 2026", 81], ["Seksi B", "Januari 2026", 79]])  # noqa: E501  # fmt: skip


def only_training(folder: Path) -> None:
    """Trainings without any service figure."""
    write(folder / "pelatihan.xlsx", [["Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "JP"], ["Seksi A", "Prima", "5 Januari 2026", "6 Januari 2026", 16]])  # noqa: E501  # fmt: skip


def write(path: Path, rows: list[list[object]]) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)


def opened(page: str, folder: Path | None, monkeypatch: pytest.MonkeyPatch, **choices: str) -> AppTest:
    """The page as a visitor sees it whose data are the books in `folder` (None: the sample)."""
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    if folder is not None:
        monkeypatch.setenv("DAMPAK_DATA", str(folder))
    return visit(page, **choices)


@cache
def on_the_sample(page: str) -> tuple[AppTest, dict[str, Callable[[], Sequence[Source]]], Shown]:
    """The whole page on sample data, what a reader may ask there, and what it shows before anything is asked."""
    menu()  # the page that a first run opens asks too
    with pytest.MonkeyPatch.context() as patch:
        asked = asked_on_the_pages(patch)
        app = opened(page, None, patch, cetak_semua="true")
    return app, asked, shown(page, app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_sample_and_says_so(page: str) -> None:
    app, asked, _ = on_the_sample(page)
    assert not app.exception
    assert CRASH not in words(app)
    assert "Data contoh" in words(app)
    assert bool(asked) == page.startswith(("pages/leadership/", "pages/analyst/"))
    assert unopened(app, asked) == set()
    for part in [*asked][:1]:
        assert words(app.button(key=f"asal_{part}").click().run()).count("Dihitung ulang dari") == 1
        assert not app.exception


@pytest.mark.parametrize("page", PAGES)
def test_what_is_below_zero_carries_a_true_minus_and_what_is_drawn_is_told_in_words(page: str) -> None:
    _, _, seen = on_the_sample(page)
    for figure in seen.figures:
        assert_every_mark_is_told(figure)
    assert [text for text in seen.words if re.search(r"(?<![\w.)])-\d", text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_as_it_is_read_has_one_word_for_a_thing(page: str) -> None:
    _, _, seen = on_the_sample(page)
    assert [text for text in seen.words for word in INSTEAD if re.search(word, cased(text, word))] == []


LEADERS = ("pages/leadership/ringkasan.py", "pages/leadership/perubahan.py")


@pytest.mark.parametrize("page", LEADERS)
def test_leaders_read_no_statistics_and_short_sentences(page: str) -> None:
    _, _, seen = on_the_sample(page)
    read = [*seen.texts, *(cell for card in seen.cards for cell in card)]
    assert [text for text in read if re.search(STATISTICS, text)] == []
    first = [sentence for text in seen.texts[:12] for sentence in re.split(r"(?<=[a-z0-9]\.) (?=[A-Z])|\n", text)]
    assert [sentence for sentence in first if len(sentence.split()) > MOST_WORDS + LONG_NAMES] == []


COMMANDS = (
    ("changes",), ("cost",), ("skm",), ("compliance", "--year", "2026"), ("watch", "--month", "2026-10"),
    ("before-after", "--indicator", "berkas_dikembalikan"), ("impact", "--indicator", "lama_layanan"),
    ("regress", "--x", "jp_per_pegawai", "--y", "lama_layanan"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_a_command_prints_is_worded_like_the_pages(command: tuple[str, ...], sample: Dataset) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.command_line.load_books", lambda _: sample)
        printed = run(*command)
    assert printed
    assert re.findall(r"(?<![\w.)])-\d", printed) == []
    assert [word for word in INSTEAD if word != r"\bimpor\b" and re.search(word, cased(printed, word))] == []


def run(*arguments: str) -> str:
    """What a command of `python -m analysis` prints."""
    with redirect_stdout(StringIO()) as printed:
        main(list(arguments))
    return printed.getvalue()


PERIOD = "Oktober 2026"
"""The sample's last whole month."""


@pytest.fixture(scope="module")
def stated(sample: Dataset) -> list[Stated]:
    """Every number with a name, a unit and a period: of all pages, the report among them, and of the commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.command_line.load_books", lambda _: sample)
        said = list(of_commands(run, PERIOD))
    return [*(one for page in PAGES for one in of_a_page(on_the_sample(page)[2], PERIOD)), *said]


def test_one_name_has_one_number(stated: list[Stated]) -> None:
    assert disagreements(stated) == []
    places: dict[tuple[str, str, str], set[str]] = {}
    for one in stated:
        places.setdefault(one.key, set()).add(one.place)
    assert sum(len(where) > 1 for where in places.values()) > 100, "numbers told in several places"
    assert {where for several in places.values() if len(several) > 1 for where in several} >= SPEAKING


SPEAKING = {
    *(f"pages/{page}.py" for page in (
        "leadership/ringkasan", "leadership/perubahan", "leadership/laporan", "analyst/sebelum_sesudah",
        "analyst/dampak", "analyst/kepuasan", "analyst/kompetensi", "analyst/biaya", "analyst/jelajah",
    )),
    "changes", "cost", "skm", "compliance", "before-after", "watch",
}  # fmt: skip
"""Where numbers stand that stand elsewhere too."""


def test_a_number_that_differs_in_its_last_digit_is_found(stated: list[Stated]) -> None:
    for one in stated[::50]:
        planted = replace(one, value=one.value + 10.0 ** -min(one.decimals, 2), place="lain")
        assert disagreements([*stated, planted]), one


def asked_on_the_pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], Sequence[Source]]]:
    """What the pages drawn from now on let a reader ask "Dari mana angka ini?" of."""
    asked: dict[str, Callable[[], Sequence[Source]]] = {}
    ask = provenance.origin_button
    monkeypatch.setattr(
        provenance, "origin_button", lambda sources, key: (asked.update({key: sources}), ask(sources, key))
    )
    return asked


def unopened(app: AppTest, asked: dict[str, Callable[[], Sequence[Source]]]) -> set[str]:
    """The numbers in cards, tables and sentences of a page of which no "Dari mana angka ini?" knows the origin."""
    if not asked:
        return set()
    sources = [source for each in set(asked.values()) for source in each()]
    known = [figure.value for source in sources for figure in source.figures.values()]
    texts = {number for source in sources for label in source.figures for number in numbers(label)}
    texts |= {number for value in known if isinstance(value, str) for number in numbers(value)}
    typed = [value for source in sources for value in source.options.values() if isinstance(value, float | int)]
    values = np.abs([*typed, *(value for value in known if isinstance(value, float))])
    values = np.concatenate([values, 100 * values[values <= 1]])
    return {one for text in told(app) for one in numbers(text) if one not in texts and not written_as(one, values)}


def told(app: AppTest) -> Iterator[str]:
    """Everything a page says and shows, but for what was left out while reading."""
    yield from (f"{card.value} {card.delta}" for card in app.metric)
    paper = [] if app.title[0].value == "Jelajah" else app.get("html")  # the panel itself: each of its rows is a figure
    yield from (cell for text in paper for cell in re.findall("<td>(.*?)</td>", text.proto.body))
    noted = {text.value for box in app.expander if box.label.startswith("Catatan data") for text in box.markdown}
    kinds = (app.header, app.subheader, app.markdown, app.caption, app.info)
    yield from (element.value for kind in kinds for element in kind if element.value not in noted)


def numbers(text: str) -> list[str]:
    return NUMBER.findall(NOT_COUNTED.sub(" ", text.replace("\\", "")))


def written_as(number: str, values: np.ndarray) -> bool:
    """Whether one of the values is written so, without its sign."""
    decimals = len(number.partition(",")[2])
    value = float(number.replace(".", "").replace(",", "."))
    return bool((np.abs(values - value) <= 0.5 * 10.0**-decimals + 1e-9).any())


@pytest.fixture(scope="module", params=[empty, broken, one_month, only_training])
def in_any_state(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of books in each state."""
    folder = tmp_path_factory.mktemp("buku")
    request.param(folder)
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_a_page_survives_any_data(page: str, in_any_state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(page, in_any_state, monkeypatch)
    assert not app.exception
    assert CRASH not in words(app)
    assert "Data contoh" not in words(app)
    assert app.title[0].value
    assert app.sidebar.caption[-1].value.startswith("Sumber\\: ")


def test_every_page_reads_the_records_of_several_kecamatan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of single cases and answers show what the panel holds of them, and say where the rest is."""
    for kecamatan in ("Genteng", "Tegalsari"):
        write_folder(hand_worked({}), tmp_path, kecamatan, ANI)
    monkeypatch.setenv("DAMPAK_RECORDS", str(tmp_path))
    asked = asked_on_the_pages(monkeypatch)
    app = visit()
    for page in PAGES:
        asked.clear()
        app.switch_page(page).run()
        assert not app.exception, page
        assert CRASH not in words(app), page
        shown = FROM_THE_PANEL.get(page, "")
        assert shown in words(app), page
        assert ("satu per satu" in words(app)) == bool(shown), page
        if shown:
            assert unopened(app, asked) == set(), page
            (part,) = asked
            assert "Dihitung ulang dari" in words(app.button(key=f"asal_{part}").click().run()), page


def test_there_are_pages_to_test() -> None:
    assert len(PAGES) >= 7
    menu = (ROOT / "app.py").read_text(encoding="utf-8")
    assert [page for page in PAGES if page not in menu] == []


def test_broken_books_are_each_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(tmp_path)
    told = [alert.value for alert in opened("pages/steward/mutu_data.py", tmp_path, monkeypatch).error]
    assert len(told) == 4
    for name, sentence in zip(("bukan buku", "kosong", "lain", "terpotong"), told, strict=True):
        assert name in sentence


def test_one_month_is_answered_with_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_month(tmp_path)
    app = opened("pages/leadership/ringkasan.py", tmp_path, monkeypatch)
    assert app.title[0].value == "IKM Januari 2026 80,0\\."
    assert [(card.label, card.value, card.delta) for card in app.metric] == [("IKM", "80,0", "")]


def test_a_program_error_is_a_sentence_and_the_log_holds_no_cell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("198001012006041001")

    monkeypatch.setattr("analysis.overview.summary.summarise", fail)
    app = opened("pages/leadership/ringkasan.py", None, monkeypatch)
    assert not app.exception
    assert CRASH in words(app)
    assert "198001012006041001" not in words(app) + caplog.text
    assert "ValueError" in caplog.text
