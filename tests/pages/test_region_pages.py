"""Every page on the exports of several kecamatan: what an export leaves out is said, never shown as none or zero."""

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.interfaces.command_line import main as analysis
from analysis.report.formats.link import SURVEY
from data import store
from pages.parts.show import sheet_wide
from tests.analysis.report_readers import docx_tables, docx_words, xlsx_cells
from tests.data.exports import PLACES, export_sample
from tests.data.persons import KASI
from tests.data.store_books import JANUARY, kinerja_book
from tests.pages.app import PAGES, press, visit, words
from tests.pages.test_laporan import made
from tests.pages.test_uploading import survey

NOT_EXPORTED = "tidak ikut diekspor dari kecamatan; hanya ada di buku kecamatan masing\\-masing"
LEFT_OUT = {
    "pages/analyst/biaya.py": ["Biaya pelatihan dan lembar anggaran"],
    "pages/analyst/kompetensi.py": [
        "Biaya pelatihan", "NIP PNS yang masih kurang JP", "Umur, alasan menolak, dan nilai tes peserta",
        "Lembar kejadian",
    ],
    "pages/analyst/pembelajaran.py": ["Nilai tes dan formulir evaluasi"],
    "pages/leadership/laporan.py": ["Biaya pelatihan dan lembar anggaran", "Lembar target", "Lembar kejadian"],
}  # fmt: skip
"""What each page says that the exports leave out."""
UNTRUE = (
    "Rp", "••", "Alasan tidak diisi", "Selesai dengan nilai akhir", "umur", "belum ada formulir",
    "belum tercatat", "Belum ada lembar", "Belum ada catatan", "Isi kolom", "isi lembar", "Tidak ada hasil SKM",
    "Baris judul", "NIP ",
)  # fmt: skip
"""What would be said of empty columns and sheets, were they those of an office."""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder "kota" with two kecamatan, each of the sample's units."""
    return export_sample(tmp_path_factory.mktemp("catatan") / "kota")


@pytest.fixture
def app(region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on that folder, with an empty store."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    monkeypatch.setenv("DAMPAK_RECORDS", str(region))
    return visit()


def everything(app: AppTest) -> str:
    """All that a page says, its cards, tables and choices too."""
    tables = [table.value.to_csv() for table in app.dataframe]
    cards = [f"{card.label} {card.value} {card.delta}" for card in app.metric]
    choices = [option for chosen in app.selectbox for option in chosen.options]
    asked = [field.label for kind in (app.text_input, app.number_input, app.button) for field in kind]
    return "\n".join([words(app), *tables, *cards, *choices, *asked])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_was_not_exported_and_shows_nothing_of_it(page: str, app: AppTest) -> None:
    app.query_params["cetak_semua"] = "true"
    app.switch_page(page).run()
    assert not app.exception
    said = everything(app)
    assert [one for one in LEFT_OUT.get(page, []) if f"{one} {NOT_EXPORTED}" not in said] == []
    if not page.endswith(("kamus.py", "unggah.py")):
        assert [one for one in UNTRUE if one in said.replace(NOT_EXPORTED, "").replace("NIP PNS yang", "")] == []
    assert not any(link.label == "Unggah buku Excel" for link in app.get("page_link"))


def test_a_book_uploaded_beside_a_region_is_not_said_to_be_saved_for_everybody(app: AppTest) -> None:
    app.switch_page("pages/steward/unggah.py").run()
    assert "kecuali Anda menyimpannya" not in words(app)
    assert [one.label for one in app.button][-1] == "Kembali ke data kecamatan"
    app.file_uploader(key="buku").upload("skm.xlsx", survey()).run()
    assert "Coba data ini dulu" in [one.label for one in app.button]
    assert "Simpan untuk semua pengguna" not in everything(app)
    assert "simpan di kecamatannya, lalu ekspor lagi" in words(app)


def test_what_was_saved_here_before_is_neither_used_nor_to_be_undone(app: AppTest) -> None:
    store.import_books([JANUARY], KASI, {})
    app.switch_page("pages/steward/riwayat.py").run()
    assert "tidak dipakai" in app.info[0].value
    assert not app.dataframe
    assert not app.button
    app.switch_page("pages/leadership/laporan.py").run()
    (book,) = made(press(app, "Buat laporan"))["xlsx"].values()
    facts = str(xlsx_cells(book))
    assert "Kode data" in facts
    assert "kecamata'" not in facts
    assert "Keadaan data" not in facts
    (document,) = made(app)["docx"].values()
    said = docx_words(document) + str(docx_tables(document))
    assert "Mengetahui" in said
    assert "Camat" not in said


def test_what_is_written_about_a_region_stays_apart_from_an_office_on_the_same_computer(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.import_books([kinerja_book("kinerja.csv", {"2026-10": 80.0})], KASI, {})
    app.switch_page("pages/leadership/laporan.py").run()
    app.text_area[0].set_value("Catatan kota")
    press(app, "Simpan catatan")
    assert "Catatan kota" in everything(app)
    monkeypatch.delenv("DAMPAK_RECORDS")
    assert "Oktober 2026 · semua unit · dicetak" in everything(app.run())
    assert app.sidebar.caption[0].value == "Sumber\\: kinerja\\.csv\\."
    assert "Catatan kota" not in everything(app)


def test_an_origin_names_the_kecamatan_of_its_rows(app: AppTest) -> None:
    app.switch_page("pages/leadership/ringkasan.py").run()
    said = words(app.button(key="asal_ringkasan").click().run())
    assert all(f"kota, kecamatan {place} \\(versi" in said for place in PLACES)
    assert "lembar" not in said


def test_the_survey_report_is_made_where_the_answers_are(
    app: AppTest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app.switch_page("pages/leadership/laporan.py").run()
    app.selectbox(key="bentuk").select(SURVEY).run()
    assert "dibuat di tiap kecamatan" in app.info[0].value
    assert not app.button
    for command in (["report", "--kind", "skm", "--month", "2026-10", "--out", str(tmp_path)], ["skm"]):
        assert analysis(command) == 2
        assert "dibuat di tiap kecamatan" in capsys.readouterr().err


def test_the_source_is_the_folder_and_how_many_kecamatan_stand_in_it(app: AppTest) -> None:
    app.switch_page("pages/leadership/laporan.py").run()
    assert app.sidebar.caption[0].value == "Sumber\\: kota \\(2 kecamatan\\)\\."
    (book,) = made(press(app, "Buat laporan"))["xlsx"].values()
    assert "'Sumber', 'kota (2 kecamatan)'" in str(xlsx_cells(book))


def test_what_was_read_of_a_region_has_no_header_rows(app: AppTest) -> None:
    app.switch_page("pages/steward/mutu_data.py").run()
    table: pd.DataFrame = app.dataframe[0].value
    assert list(table.columns) == [
        "Folder",
        "Kecamatan",
        "Jenis",
        "Baris dibaca",
        "Baris diterima",
        "Baris perlu diperbaiki",
    ]
    assert len(table) == 5 * len(PLACES)


def test_a_table_of_every_unit_stands_in_parts_that_a_sheet_of_paper_holds(app: AppTest) -> None:
    app.switch_page("pages/analyst/layanan.py").run()
    (paper,) = (html.proto.body for html in app.get("html") if '<table class="dampak-paper' in html.proto.body)
    parts = [re.findall("<th>(.+?)</th>", table) for table in paper.split("</table>")[:-1]]
    assert [len(part) for part in parts] == [10, 10]
    assert {part[0] for part in parts} == {"Periode"}
    assert len({name for part in parts for name in part[1:]}) == 9 * len(PLACES)


@pytest.mark.parametrize("columns", [1, 2, 12, 13, 23, 24, 300])
def test_parts_hold_every_column_once_and_the_first_in_each(columns: int) -> None:
    parts = sheet_wide(columns)
    assert {part[0] for part in parts} == {0}
    assert [place for part in parts for place in part[1:]] == list(range(1, columns))
    assert max(map(len, parts)) <= 12
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_very_wide_table_shows_its_first_parts_and_says_so() -> None:
    def draw() -> None:
        import pandas as pd

        from pages.parts import show

        show.table(pd.DataFrame([["1"] * 300], columns=[f"Unit {place}" for place in range(300)]), "Lebar")

    (paper,) = (text.proto.body for text in AppTest.from_function(draw).run().get("html"))
    assert paper.count("<table") == 4
    assert "45 kolom pertama dari 1 baris dan 300 kolom" in paper


@pytest.mark.parametrize("rows", [200, 1_000, 1_001])
def test_a_table_is_on_paper_as_letters_and_says_what_it_leaves_out(rows: int) -> None:
    def draw(rows: int) -> None:
        import pandas as pd

        from pages.parts import show

        show.table(pd.DataFrame({"<b>Unit</b>": [f"<i>{place}</i>" for place in range(rows)]}), "Panjang")

    shown = AppTest.from_function(draw, kwargs={"rows": rows}).run()
    (paper,) = (text.proto.body for text in shown.get("html"))
    assert len(shown.dataframe[0].value) == rows
    assert paper.count("<td>") == min(rows, 1_000)
    assert "<i>" not in paper
    assert "&lt;i&gt;199&lt;/i&gt;" in paper
    assert ("unduh untuk melihat semuanya" in paper) == (rows > 1_000)
