"""Unggah: books on trial, questions, the way in and the way back, and text from a book that stays text."""

import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from xlsxwriter import Workbook

from pages.parts import show
from tests.pages.app import button, visit

PAGE = "pages/steward/unggah.py"
ELEMENTS = [f"U{number}" for number in range(1, 10)]
ASPECTS = (
    "Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Sarana", "Pengaduan",
)  # fmt: skip
TRAP = "![x](http://127.0.0.1:9/x.png) *tebal* $x$ :red[y]"


def workbook(rows: list[list[object]], sheet: str = "Data") -> bytes:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    return content.getvalue()


def survey() -> bytes:
    """Twelve forms whose U8 and U9 nobody named: complaints or facilities first?"""
    forms = [[number, "Kelurahan A", "Triwulan I 2025", *[4] * 7, 3, 4] for number in range(1, 13)]
    return workbook([["No. Resp", "Unit Pelayanan", "Periode", *ELEMENTS], *forms])


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The upload page of a visit to an office without data."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAMPAK_DATA", str(tmp_path))
    return visit(PAGE)


def upload(app: AppTest, *books: tuple[str, bytes]) -> AppTest:
    for name, content in books:
        app.file_uploader(key="buku").upload(name, content)
    return app.run()


def table(app: AppTest) -> str:
    return "\n".join(frame.value.to_string() for frame in app.dataframe)


def test_nothing_counts_before_it_is_taken_into_use(app: AppTest) -> None:
    upload(app, ("skm.xlsx", survey()))
    assert "skm" in table(app)
    assert "data_dipakai" not in app.session_state["draf"]
    button(app, "Coba data ini dulu").click().run()
    assert not app.exception
    assert app.success[0].value == "Semua halaman di layar Anda memakai data ini; belum disimpan."
    button(app, "Kembali ke data sebelumnya").click().run()
    assert app.session_state["draf"]["data_dipakai"] is None


def test_a_question_is_asked_answered_and_remembered(app: AppTest) -> None:
    upload(app, ("skm.xlsx", survey()))
    question = next(one for one in app.selectbox if "U8 dan U9" in one.label)
    assert question.value is None
    question.select("U8 = Sarana, U9 = Pengaduan").run()
    assert not app.exception
    button(app, "Coba data ini dulu").click().run()
    skm = app.session_state["draf"]["data_dipakai"].dataset.skm
    assert set(skm["U9"]) == {3}
    assert set(skm["U8"]) == {4}
    again = upload(visit(PAGE), ("skm.xlsx", survey()))
    assert not [one for one in again.selectbox if "U8 dan U9" in one.label]


def test_a_bad_book_is_one_sentence_and_cannot_be_used(app: AppTest) -> None:
    upload(app, ("rusak.xlsx", b"bukan buku"))
    assert len(app.error) == 1
    assert "rusak" in app.error[0].value
    assert button(app, "Coba data ini dulu").disabled
    assert not app.exception


def test_text_from_a_book_is_never_read_as_markup(app: AppTest) -> None:
    rows = [["Unit Kerja", "Bulan", "IKM"], [TRAP, "Januari 2025", 80], ["Seksi B", "Februari 2025", TRAP]]
    upload(app, ("![x](http://127.0.0.1:9/y.png).xlsx", workbook(rows, "_a_ $x$")))
    button(app, "Coba data ini dulu").click().run()
    for page in ("pages/steward/mutu_data.py", "pages/analyst/sebelum_sesudah.py", "pages/leadership/ringkasan.py"):
        app.switch_page(page).run()
        assert not app.exception
        shown = [element.value for kind in (app.markdown, app.caption, app.info, app.error) for element in kind]
        for text in shown:  # a table's cells are no Markdown
            assert "![" not in text.replace("\\!\\[", "")
            assert ":red[" not in text


UNKNOWN = [
    ["Tempatnya", "Kurun", "Skor Puas"],
    *([f"Kelurahan {name}", f"2025-0{month}", 80 + month] for name in ("Asemrowo", "Satu") for month in (1, 2, 3)),
]


def test_unknown_headings_are_mapped_once_and_never_asked_again(app: AppTest) -> None:
    upload(app, ("aneh.xlsx", workbook(UNKNOWN)))
    meanings = {one.label.removesuffix(" dibaca sebagai"): one for one in app.selectbox}
    assert {"Tempatnya", "Kurun", "Skor Puas"} <= set(meanings)
    assert button(app, "Coba data ini dulu").disabled
    meanings["Tempatnya"].select("Unit Kerja")
    meanings["Kurun"].select("Periode")
    meanings["Skor Puas"].select("Indeks Kepuasan Masyarakat (IKM)")
    button(app, "Pakai arti judul ini").click().run()
    assert not app.exception
    button(app, "Coba data ini dulu").click().run()
    assert sorted(app.session_state["draf"]["data_dipakai"].dataset.kinerja["value"]) == [81, 81, 82, 82, 83, 83]
    again = upload(visit(PAGE), ("aneh lagi.xlsx", workbook(UNKNOWN)))
    assert not [one for one in again.button if one.label == "Pakai arti judul ini"]
    assert not button(again, "Coba data ini dulu").disabled


@pytest.mark.parametrize("heading", ["No", "No.", "Nomor", "Satuan"])
def test_a_heading_that_is_never_read_is_not_proposed_as_an_indicator(app: AppTest, heading: str) -> None:
    numbered = [[heading, *UNKNOWN[0]], *([number, *row] for number, row in enumerate(UNKNOWN[1:], start=1))]
    upload(app, ("aneh.xlsx", workbook(numbered)))
    meanings = {one.label.removesuffix(" dibaca sebagai"): one.value for one in app.selectbox}
    proposed = meanings[show.plain(heading)], meanings["Skor Puas"]
    assert proposed == ("tidak dibaca", "Indeks Kepuasan Masyarakat (IKM)")


def test_a_form_in_words_asks_nothing_and_its_scale_can_be_changed(app: AppTest) -> None:
    words = ("Tidak puas", "Kurang puas", "Puas", "Sangat puas")
    head = ["Cap waktu", "Kelurahan", *(f"Penilaian [{name}]" for name in ASPECTS)]
    rows = [
        ["2025/10/03 9:05:03 AM GMT+7", "Asemrowo", *(words[(at + row) % 4] for at in range(9))] for row in range(8)
    ]
    upload(app, ("Form Responses.xlsx", workbook([head, *rows])))
    assert not app.exception
    assert not button(app, "Coba data ini dulu").disabled
    assert "Arti yang dipakai, dapat diubah (1)" in [one.label for one in app.expander]
    button(app, "Coba data ini dulu").click().run()
    assert set(app.session_state["draf"]["data_dipakai"].dataset.skm["U1"]) == {1, 2, 3, 4}
