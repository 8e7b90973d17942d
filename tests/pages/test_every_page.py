"""Every page in every state of the data: no exception, Indonesian sentences, sample data labelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from xlsxwriter import Workbook

from data.records.folder import write_folder
from tests.data.hand_worked import hand_worked

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").glob("[!p]*/*.py"))
CRASH = "kesalahan program"
FROM_THE_PANEL = {
    "pages/analyst/layanan.py": "Lama layanan dari Desember 1999 sampai Agustus 2025",
    "pages/analyst/kepuasan.py": "dari Mei 2025 sampai Mei 2025",
}
PARTS_ASKED = (
    "ringkasan", "sebelum-sesudah", "pelatihan-kepuasan", "dampak", "kepuasan", "kompetensi-minimum", "kompetensi-jam",
    "kompetensi-kehadiran", "kompetensi-magang-perguruan-tinggi", "kompetensi-pendidikan-formal", "pembelajaran",
    "pembelajaran-kepemimpinan", "layanan", "biaya", "biaya-serapan",
)  # fmt: skip


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


@pytest.fixture(autouse=True)
def empty_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No book was ever saved."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path_factory.mktemp("home")))


def opened(page: str, folder: Path | None, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as a visitor sees it whose data are the books in `folder` (None: the sample)."""
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    if folder is not None:
        monkeypatch.setenv("DAMPAK_DATA", str(folder))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page(page).run()


def words(app: AppTest) -> str:
    heads, texts = (app.title, app.header, app.subheader), (app.markdown, app.caption)
    alerts = (app.info, app.error, app.warning, app.success)
    return "\n".join(element.value for kind in (*heads, *texts, *alerts) for element in kind)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_sample_and_says_so(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(page, None, monkeypatch)
    assert not app.exception
    assert CRASH not in words(app)
    assert "Data contoh" in words(app)
    asked = [box for box in app.expander if box.label == "Dari mana angka ini?"]
    assert bool(asked) == (page.startswith("pages/analyst/") or page.endswith("ringkasan.py"))
    assert ask_everything(app).count("Dihitung ulang dari") == len(asked)
    assert not app.exception


def ask_everything(app: AppTest) -> str:
    """What the page says once every "Dari mana angka ini?" is open."""
    for part in PARTS_ASKED:
        app.session_state[f"asal_{part}"] = True
    return words(app.run())


@pytest.mark.parametrize("state", [empty, broken, one_month, only_training])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_survives_any_data(page: str, state, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state(tmp_path)
    app = opened(page, tmp_path, monkeypatch)
    assert not app.exception
    assert CRASH not in words(app)
    assert "Data contoh" not in words(app)
    assert app.title[0].value


def test_every_page_reads_the_records_of_several_kecamatan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of single cases and answers show what the panel holds of them, and say where the rest is."""
    for kecamatan in ("Genteng", "Tegalsari"):
        write_folder(hand_worked({}), tmp_path, kecamatan)
    monkeypatch.setenv("DAMPAK_RECORDS", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    for page in PAGES:
        app.switch_page(page).run()
        assert not app.exception, page
        assert CRASH not in words(app), page
        shown = FROM_THE_PANEL.get(page, "")
        assert shown in words(app), page
        assert ("satu per satu" in words(app)) == bool(shown), page


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
    assert "Belum cukup data" in words(app)


def test_a_program_error_is_a_sentence_and_the_log_holds_no_cell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("198001012006041001")

    monkeypatch.setattr("analysis.summary.summarise", fail)
    app = opened("pages/leadership/ringkasan.py", None, monkeypatch)
    assert not app.exception
    assert CRASH in words(app)
    assert "198001012006041001" not in words(app) + caplog.text
    assert "ValueError" in caplog.text
