"""A reporter's month: two clicks and a remark, two writers at once, sheets to photograph, a link back."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.analysis.report_readers import docx_tables
from tests.browser import office, serving
from tests.browser.conftest import visitor
from tests.browser.serving import cell, open_part, settle, visit

VIEW = {
    "bentuk": "Kinerja dan pelatihan",
    "jenis": "Triwulan",
    "triwulan": "Triwulan II 2025",
    "unit_laporan": "Kelurahan Asemrowo",
}
SHOWN = """[...document.querySelectorAll('img.lembar')].map(
  (sheet) => [sheet.naturalWidth, sheet.naturalHeight, sheet.width, sheet.height])"""
FIRST = "(() => { const box = document.querySelector('img.lembar').getBoundingClientRect(); return [box.x, box.y]; })()"


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on an office's own books, so that what is written about them is kept."""
    books = tmp_path_factory.mktemp("buku")
    (books / "kinerja.xlsx").write_bytes(office.performance_book())
    (books / "diklat.ods").write_bytes(office.training_book())
    with serving.server(DAMPAK_DATA=str(books), DAMPAK_URL="http://kantor.test:8501") as running:
        yield running


def report(page: Page, kantor: str, **more: str) -> Page:
    return visit(page, f"{kantor}/laporan-bulanan?{urlencode(VIEW | more)}")


def test_a_report_is_two_clicks_and_a_remark_away_and_its_link_opens_it_elsewhere(
    page: Page, browser: Browser, kantor: str
) -> None:
    report(page, kantor)
    page.get_by_role("textbox", name="Ditulis oleh").fill("Kasi Pelayanan")
    page.get_by_role("textbox", name="Catatan").fill("Dua petugas cuti.")
    page.evaluate("window.clicks = 0; document.addEventListener('click', () => window.clicks++, true)")
    page.get_by_role("button", name="Buat laporan").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh semua (ZIP)").click()
    assert page.evaluate("window.clicks") == 2
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert {Path(name).suffix for name in files} == {".pptx", ".docx", ".xlsx", ".pdf", ".png"}
    rows = dict(row for row in docx_tables(files["laporan-2025-t2-kelurahan-asemrowo.docx"]) if len(row) == 2)
    assert rows["Dua petugas cuti."].startswith("Kasi Pelayanan (diketik), ")
    page.get_by_text("Bagikan tampilan ini").click()
    expect(page.get_by_alt_text("Kode QR dari tautan di atas")).to_be_visible()
    link = page.get_by_test_id("stCode").last.inner_text().strip()
    assert rows["Tautan"] == link
    with visitor(browser) as other:
        visit(other, link.replace("http://kantor.test:8501", kantor))
        expect(other.get_by_role("tab", name="Kinerja Triwulan II 2025")).to_be_visible()
        expect(other.get_by_text("Triwulan II 2025 · Kelurahan Asemrowo").first).to_be_visible()
        cell(open_part(other, "Catatan"), "Dua petugas cuti.").wait_for(state="attached")


def test_of_two_writers_at_once_the_later_is_told(page: Page, browser: Browser, kantor: str) -> None:
    report(page, kantor, unit_laporan="Semua unit")
    page.get_by_role("textbox", name="Catatan").fill("Pertama.")
    page.get_by_role("button", name="Simpan catatan").click()
    page.get_by_role("combobox", name="Catatan yang ditulis").wait_for()
    with visitor(browser) as other:
        report(other, kantor, unit_laporan="Semua unit")
        for each in (settle(page), other):
            each.get_by_role("combobox", name="Catatan yang ditulis").click()
            each.get_by_role("option", name="Ubah catatan 1").click()
            expect(settle(each).get_by_role("textbox", name="Catatan")).to_have_value("Pertama.")
        other.get_by_role("textbox", name="Ditulis oleh").fill("Sekcam")
        other.get_by_role("textbox", name="Catatan").fill("Kedua.")
        other.get_by_role("button", name="Simpan catatan").click()
        cell(open_part(other, "Catatan"), "Kedua.").wait_for(state="attached")
    page.get_by_role("textbox", name="Catatan").fill("Ketiga.")
    page.get_by_role("button", name="Simpan catatan").click()
    page.get_by_role("alert").filter(has_text="diubah oleh Sekcam (diketik) pukul").wait_for()
    settle(page)
    page.get_by_role("button", name="Simpan catatan").click()
    cell(open_part(page, "Catatan"), "Ketiga.").wait_for(state="attached")


def test_a_refused_attachment_keeps_what_was_typed(page: Page, kantor: str) -> None:
    report(page, kantor)
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(photo, "JPEG")
    page.get_by_text("Lampiran: foto kegiatan").click()
    caption = page.get_by_role("textbox", name="Keterangan")
    caption.fill("Pelatihan loket")
    page.get_by_text("Tanpa nama orang").click()
    attach(page, "rusak.jpg", b"bukan foto")
    page.get_by_role("alert").filter(has_text="File rusak.jpg bukan PDF").wait_for()
    settle(page)
    expect(caption).to_have_value("Pelatihan loket")
    attach(page, "foto.jpg", photo.getvalue())
    cell(open_part(page, "Lampiran"), "dalam laporan ini").wait_for(state="attached")
    expect(caption).to_have_value("")


def test_the_books_of_a_named_folder_are_what_pages_speak_of(page: Page, kantor: str) -> None:
    shown = visit(page, f"{kantor}/sebelum-sesudah").get_by_test_id("stMain").inner_text()
    assert office.MEAN_AFTER in shown
    assert "Data contoh" not in shown


def attach(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "image/jpeg", "buffer": content}])
    settle(page)
    page.get_by_role("button", name="Lampirkan").click()


def test_sheets_have_their_size_on_screen_and_on_paper(page: Page, kantor: str) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    report(page, kantor, tampilan="Slide 1600 × 900")
    assert page.evaluate(SHOWN) == [[1600, 900, 1600, 900]]
    assert page.evaluate(FIRST) == [0, 0]
    expect(page.get_by_role("button", name="Sebelumnya")).to_be_disabled()
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.get_by_alt_text("Halaman 2 dari")).to_be_visible()
    assert page.evaluate(SHOWN) == [[1600, 900, 1600, 900]]
    page.get_by_role("combobox", name="Tampilan").click()
    page.get_by_role("option", name="Halaman A4").click()
    page.wait_for_function(f"{SHOWN}.every(([width]) => width < 1600)")
    settle(page)
    sheets = {tuple(size) for size in page.evaluate(SHOWN)}
    assert sheets <= {(794, 1123, 794, 1123), (1123, 794, 1123, 794)}
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    assert len(printed.pages) == len(page.evaluate(SHOWN))
