"""Laporan bulanan: choose, remark, make; what was made for another choice is not offered."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.report.formats.files import WRITERS
from tests.analysis.report_readers import docx_tables, xlsx_cells
from tests.pages.app import press, visit


@pytest.fixture
def page(home: Path) -> AppTest:
    """The page on the sample data."""
    return visit("pages/leadership/laporan.py")


def made(page: AppTest) -> dict[str, dict[str, bytes]]:
    return page.session_state["berkas_laporan"][1]


def test_a_remark_travels_into_every_file_with_author_and_time(page: AppTest) -> None:
    page.text_area[0].set_value("Dua petugas cuti <b>&</b> =1+1")
    page.text_input[0].set_value("Kasi Pelayanan")
    press(page, "Buat laporan")
    assert not page.exception
    files = made(page)
    assert list(files) == [*WRITERS, "pengumuman-skm"]
    assert [button.label for button in page.get("download_button")] == [
        "Unduh semua (ZIP)", *(f"Unduh {name.upper()}" for name in WRITERS), "Unduh pengumuman-skm"
    ]  # fmt: skip
    rows = docx_tables(files["docx"]["laporan-2026-10-semua-unit.docx"])
    remark = next(row for row in rows if row[0] == "Dua petugas cuti <b>&</b> =1+1")
    assert remark[1].startswith("Kasi Pelayanan (diketik), ")
    assert remark[0] in str(xlsx_cells(files["xlsx"]["laporan-2026-10-semua-unit.xlsx"])["Catatan"])


def test_files_of_another_choice_are_not_offered(page: AppTest) -> None:
    press(page, "Buat laporan")
    assert page.get("download_button")
    page.selectbox(key="unit_laporan").set_value("Kelurahan Asemrowo").run()
    assert not page.get("download_button")
    assert any("Kesimpulan ini tentang semua unit" in caption.value for caption in page.caption)


def test_every_kind_of_period_can_be_reported(page: AppTest) -> None:
    for kind, first in (("Triwulan", "Triwulan IV 2026"), ("Semester", "Semester II 2026"), ("Tahun", "2026")):
        page.selectbox(key="jenis").set_value(kind).run()
        assert not page.exception
        assert page.selectbox(key=kind.casefold()).value == first
        assert any(first in tab.label for tab in page.tabs)


def test_an_earlier_version_is_taken_back(page: AppTest) -> None:
    page.text_area[0].set_value("Pertama.")
    press(page, "Simpan catatan")
    next(box for box in page.selectbox if box.label == "Catatan yang ditulis").set_value("Ubah catatan 1").run()
    page.text_area[0].set_value("Kedua.")
    press(page, "Simpan catatan")
    next(box for box in page.selectbox if box.label == "Nomor versi").set_value(1).run()
    press(page, "Pakai lagi versi ini")
    assert not page.exception
    assert any("Semua versi tulisan (3)" in one.label for one in page.expander)
    assert page.text_area[0].value == "Pertama."
    page.text_area[0].set_value("")
    press(page, "Simpan catatan")
    assert "Catatan" not in [tab.label for tab in page.tabs]
    assert any("Semua versi tulisan (4)" in one.label for one in page.expander)


def test_the_survey_has_a_report_of_its_own_and_starts_with_the_last_survey(page: AppTest) -> None:
    page.selectbox(key="jenis").set_value("Triwulan").run()
    assert page.selectbox(key="triwulan").value == "Triwulan IV 2026"
    page.selectbox(key="bentuk").select("SKM (BAB I–V)").run()
    assert not page.exception
    assert page.selectbox(key="triwulan").value == "Triwulan III 2026"
    assert page.tabs[0].label.startswith("BAB I ")
    page.selectbox(key="jenis_skm").set_value("Bulan").run()
    assert page.selectbox(key="bulan").value == "Juli 2026"
    assert any("n = 156 responden, Triwulan III 2026" in one.value for one in page.markdown)
    page.selectbox(key="bentuk").select("Kinerja dan pelatihan").run()
    assert page.selectbox(key="jenis").value == "Triwulan"
