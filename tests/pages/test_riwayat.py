"""Riwayat and the offer to save: what a visitor is told, and that undoing here changes what every page speaks of."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests.data.persons import ANI, BUDI
from tests.data.store_books import kinerja_book
from tests.pages.app import visit, words

pytestmark = pytest.mark.usefixtures("home")
PAGE = "pages/steward/riwayat.py"


def test_an_empty_store_says_where_to_begin() -> None:
    app = visit(PAGE)
    assert "Belum ada buku yang disimpan" in app.info[0].value
    assert not app.dataframe


@pytest.mark.usefixtures("anywhere")
def test_saved_books_are_what_every_page_speaks_of() -> None:
    store.import_books([kinerja_book("januari.csv", {"2026-01": 81.0})], ANI)
    app = visit(PAGE)
    assert app.dataframe[0].value["File"].tolist() == ["januari.csv"]
    assert app.dataframe[0].value["Status"].tolist() == ["dipakai"]
    assert "januari\\.csv" in app.sidebar.caption[-1].value
    assert "Data contoh" not in words(app)


def test_undo_and_redo_by_name() -> None:
    store.import_books([kinerja_book("januari.csv", {"2026-01": 81.0})], ANI)
    app = visit(PAGE)
    assert app.button[0].label == "Batalkan file ini"
    assert app.button[0].disabled
    app.text_input(key="oleh").input("Budi").run()
    app.button[0].click().run()
    assert [one.status for one in store.history()] == ["undone"]
    assert store.event_log()[-1].by == "Budi (diketik)"
    assert app.button[0].label == "Pakai lagi file ini"
    assert "Data contoh" in words(app), "with every import undone the sample is back, and says so"
    app.button[0].click().run()
    assert [one.status for one in store.history()] == ["active"]


def test_every_event_tells_its_change_of_the_headline_numbers() -> None:
    store.import_books([kinerja_book("januari.csv", {"2026-01": 80.0})], ANI)
    store.import_books([kinerja_book("januari.csv", {"2026-01": 84.0})], ANI)
    events = visit(PAGE).dataframe[1].value
    assert events["Perubahan data"].tolist() == ["jumlahnya tetap", "kinerja +1"]
    assert events["Perubahan rata-rata indikator"].tolist() == ["IKM 80,00 → 84,00", "IKM – → 80,00"]


def test_a_server_that_is_away_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPAK_DB", "postgresql+psycopg://ani:rahasia@127.0.0.1:9/dampak")
    app = visit(PAGE)
    assert not app.exception
    assert [title.value for title in app.title] == ["Riwayat"]
    assert "tidak dapat dihubungi" in app.error[0].value
    assert "rahasia" not in words(app)


def test_a_damaged_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    store.import_books([kinerja_book("januari.csv", {"2026-01": 80.0})], ANI)
    (tmp_path / "home" / "dampak.db").write_bytes(b"bukan basis data" * 100)
    app = visit(PAGE)
    assert not app.exception
    assert "rebuild" in app.error[0].value


def uploaded(*books: tuple[str, bytes]) -> AppTest:
    app = visit("pages/steward/unggah.py")
    return app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in books]).run()


def save_button(app: AppTest):
    return next(button for button in app.button if button.label == "Simpan untuk semua pengguna")


def test_an_uploaded_book_is_saved_for_everybody() -> None:
    app = uploaded(kinerja_book("januari.csv", {"2026-01": 81.0}))
    assert save_button(app).disabled, "nobody saves without a name"
    app.text_input(key="oleh").input("Ani").run()
    save_button(app).click().run()
    assert "Tersimpan" in words(app)
    assert [(one.file, one.by) for one in store.history()] == [("januari.csv", "Ani (diketik)")]
    assert "januari\\.csv" in visit(PAGE).sidebar.caption[-1].value, "another visit sees it too"


def test_what_a_correction_changes_is_said_before_it_is_saved() -> None:
    store.import_books([kinerja_book("kinerja.csv", {"2026-01": 80.0, "2026-02": 81.0})], ANI)
    app = uploaded(kinerja_book("kinerja.csv", {"2026-02": 82.0, "2026-03": 83.0}))
    (told,) = [table.value for table in app.dataframe if "Berubah" in table.value]
    assert told.iloc[0].tolist() == ["kinerja", 1, 1, 0, 1]
    assert len(store.history()) == 1


def test_a_page_speaks_of_the_state_in_which_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    store.import_books([kinerja_book("januari.csv", {"2026-01": 81.0})], ANI)
    page = visit("pages/analyst/sebelum_sesudah.py")
    look, seen = store.state, []

    def looked() -> tuple[str, int]:
        """The state; somebody else saves a book right after the first look."""
        seen.append(look())
        if len(seen) == 1:
            store.import_books([kinerja_book("februari.csv", {"2026-02": 82.0})], BUDI)
        return seen[-1]

    monkeypatch.setattr(store, "state", looked)
    for looks, source in enumerate(("januari\\.csv\\.", "januari\\.csv, februari\\.csv\\."), start=1):
        page.run()
        assert (len(seen), page.sidebar.caption[-1].value.partition(" ")[2]) == (looks, source)
