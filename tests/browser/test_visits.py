"""What a visitor does in a real browser, from the sample to the office's own books."""

import io
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qs, urlparse

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Download, Page, expect

from tests.browser import office, serving
from tests.browser.conftest import visitor
from tests.browser.serving import ADDRESSES, settle, visit
from tests.browser.test_language import english, said

BOOKS = [
    {"name": "Kinerja kantor.xlsx", "mimeType": "application/octet-stream", "buffer": office.performance_book()},
    {"name": "diklat.ods", "mimeType": "application/octet-stream", "buffer": office.training_book()},
]

CHANGES_DRAWN = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart] text')]
  .filter((text) => text.textContent.includes('→')).length >= 6"""

BESIDE_CHARTS = """(main) => {
  const whole = main.cloneNode(true);
  whole.querySelectorAll('[data-testid=stPlotlyChart]').forEach((chart) => chart.remove());
  return whole.textContent;
}"""


def go(page: Page, title: str) -> Page:
    """Follow the menu; the session, and with it the uploaded data, goes along."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    page.wait_for_function("title => document.title.startsWith(`${title} ·`)", arg=title)
    return settle(page)


def main(page: Page) -> str:
    """What stands on the page."""
    return page.get_by_test_id("stMain").inner_text()


def beside_charts(page: Page) -> str:
    """What stands on the page but in its charts, whose labels come and go while one is drawn."""
    return page.get_by_test_id("stMain").evaluate(BESIDE_CHARTS)


def workbook(download: Download) -> Workbook:
    """A downloaded workbook, opened."""
    return load_workbook(io.BytesIO(download.path().read_bytes()))


def written(number: float) -> str:
    """The number as a page writes it: two decimals, halves away from zero, a comma."""
    return str(Decimal(repr(number)).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


@pytest.fixture
def own_data(page: Page, address: str) -> Page:
    """A visit whose pages speak of the two messy books."""
    visit(page, f"{address}/unggah")
    page.locator("input[type=file]").set_input_files(BOOKS)
    page.get_by_role("button", name="Coba data ini dulu").click()
    page.get_by_text("Semua halaman di layar Anda memakai data ini; belum disimpan.").wait_for()
    return settle(page)


def test_uploaded_books_are_told_before_they_count(page: Page, address: str) -> None:
    visit(page, f"{address}/unggah")
    page.locator("input[type=file]").set_input_files(BOOKS)
    page.get_by_role("button", name="Coba data ini dulu").wait_for()
    settle(page)
    for told in ("Rekap Th. 2025", "Daftar Pegawai", "Diklat", "kinerja", "pegawai", "pelatihan"):
        serving.cell(page, told).wait_for(state="attached")
    page.get_by_text("Yang perlu diperbaiki atau dicek").click()
    for told in (f"sel {office.REFUSED['cell']}", office.REFUSED["value"]):
        serving.cell(page, told).wait_for(state="attached")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh Kinerja kantor.xlsx dengan sel merah").click()
    assert download.value.suggested_filename == "Kinerja kantor - perlu diperbaiki.xlsx"
    marked = workbook(download.value)
    assert marked["Rekap Th. 2025"][office.REFUSED["cell"]].comment is not None
    assert "Data contoh" in go(page, "Ringkasan").get_by_test_id("stMain").inner_text()


def test_every_page_of_this_visit_and_no_other_speaks_of_the_uploaded_books(
    own_data: Page, browser: Browser, address: str
) -> None:
    shown = main(go(own_data, "Ringkasan"))
    for number in (office.LATEST, office.AT_THE_MINIMUM, "belum dapat dinilai"):
        assert number in shown
    assert "Data contoh" not in shown

    shown = main(go(own_data, "Sebelum dan sesudah"))
    for number in (office.MEAN_AFTER, office.MEAN_BEFORE, office.CHANGE, office.INTERVAL, office.P_VALUE):
        assert number in shown
    untrained = own_data.locator(".dampak-paper tr").filter(has_text="Kelurahan Genting Kalianak")
    expect(untrained.filter(has_text="belum dilatih")).to_have_count(1)
    paper = own_data.locator(".dampak-paper tr")
    for unit, (before, after) in office.PAIRS.items():
        row = paper.filter(has_text=unit).filter(has_text=before)
        expect(row.first).to_contain_text(after)

    assert office.PER_TEN_JP in main(go(own_data, "Pelatihan dan kepuasan"))
    assert "perlu 1 unit pembanding lagi" in main(go(own_data, "Dampak"))
    shown = main(go(own_data, "Mutu data"))
    serving.cell(own_data, office.REFUSED["value"]).wait_for(state="attached")
    assert "1985" not in "".join(own_data.locator("[data-testid=stMain], .dampak-paper").all_text_contents()), (
        "a NIP carries the date of birth"
    )
    go(own_data, "Kamus dan metode")

    with visitor(browser) as stranger:
        assert "Data contoh" in main(visit(stranger, address))


def test_a_bad_book_is_one_sentence_earlier_data_stay_and_the_way_back_is_open(own_data: Page) -> None:
    own_data.locator("input[type=file]").set_input_files(
        [{"name": "rusak.xlsx", "mimeType": "application/octet-stream", "buffer": b"bukan buku"}]
    )
    own_data.get_by_role("alert").filter(has_text="rusak.xlsx").wait_for()
    assert office.LATEST in main(go(own_data, "Ringkasan"))
    go(own_data, "Unggah")
    own_data.get_by_role("button", name="Kembali ke data contoh").click()
    content = own_data.get_by_test_id("stMain")
    expect(content).to_contain_text("Data contoh")
    own_data.get_by_role("button", name="Kembali ke data sebelumnya").click()
    expect(content).not_to_contain_text("Data contoh")
    assert office.LATEST in main(go(own_data, "Ringkasan"))


def test_a_choice_lives_in_the_address_and_survives_a_reload(page: Page, address: str) -> None:
    visit(page, f"{address}/sebelum-sesudah")
    choose(page, "Indikator", "Lama layanan")
    page.get_by_role("slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.get_by_text("3 bulan sebelum dan 3 bulan sesudah").first.wait_for()
    settle(page)
    asked = parse_qs(urlparse(page.url).query)
    assert asked == {"indikator": ["Lama layanan"], "jendela": ["3"]}
    said = page.get_by_test_id("stAlert").first.locator("p").last
    before = said.inner_text()
    assert "menit" in before
    page.reload()
    expect(said).to_have_text(before)
    whole = beside_charts(every_unit_drawn(page))
    page.reload()
    assert beside_charts(every_unit_drawn(page)) == whole


def every_unit_drawn(page: Page) -> Page:
    """The page once the chart bears the change of each of the six trained units, the last that it draws."""
    page.wait_for_function(CHANGES_DRAWN, timeout=serving.PATIENCE)
    return settle(page)


def test_downloads_hold_the_numbers_on_the_page(page: Page, address: str) -> None:
    visit(page, f"{address}/sebelum-sesudah")
    page.get_by_role("button", name="Menu", exact=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh XLSX").click()
    book = workbook(download.value)
    rows = list(book["Data"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Unit", "Sebelum", "Sesudah")
    for row in rows[1:]:
        expect(page.locator(".dampak-paper").first).to_contain_text(written(row[1]))
    assert "contoh" in str(list(book["Keterangan"].iter_rows(values_only=True)))


def test_a_page_is_the_first_thing_a_cold_server_is_asked_for_and_its_end_is_told(page: Page) -> None:
    with serving.server() as cold:
        visit(page, f"{cold}/kompetensi")
        assert ADDRESSES["kompetensi"] in page.title()
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_contain_text("Aplikasi tidak menjawab.")
    assert english(said(page)) == []


def test_nothing_typed_or_tried_is_lost_when_the_page_is_loaded_again(own_data: Page) -> None:
    own_data.reload()
    expect(settle(own_data).get_by_text("Percobaan, belum disimpan")).to_be_visible()
    expect(own_data.get_by_text("Masih terpilih: Kinerja kantor.xlsx dan diklat.ods.")).to_be_visible()
    own_data.get_by_role("textbox", name="Nama Anda").fill("Kasubbag Umum")
    own_data.keyboard.press("Tab")
    go(own_data, "Laporan bulanan").get_by_role("textbox", name="Catatan").fill("Dua petugas cuti.")
    expect(own_data.get_by_test_id("InputInstructions")).not_to_contain_text("Enter")
    settle(own_data).reload()
    expect(settle(own_data).get_by_role("textbox", name="Catatan")).to_have_value("Dua petugas cuti.")
    expect(own_data.get_by_text("Percobaan, belum disimpan")).to_be_visible()
    own_data.get_by_role("button", name="Simpan catatan").click()
    expect(settle(own_data).get_by_role("textbox", name="Catatan")).to_have_value("")
    expect(go(own_data, "Unggah").get_by_role("textbox", name="Nama Anda")).to_have_value("Kasubbag Umum")
    own_data.get_by_role("button", name="Lepaskan").click()
    expect(settle(own_data).get_by_text("Masih terpilih")).to_have_count(0)


def test_the_way_back_opens_a_page_with_its_choices(page: Page, address: str) -> None:
    visit(page, f"{address}/sebelum-sesudah")
    choose(page, "Indikator", "Lama layanan")
    page.get_by_role("slider").press("ArrowLeft")
    page.get_by_text("5 bulan sebelum dan 5 bulan sesudah").first.wait_for()
    before = beside_charts(every_unit_drawn(page))
    go(page, "Hari libur")
    page.go_back()
    page.wait_for_function("title => document.title.startsWith(title)", arg="Sebelum dan sesudah")
    page.get_by_text("5 bulan sebelum dan 5 bulan sesudah").first.wait_for()
    assert beside_charts(every_unit_drawn(page)) == before
    go(page, "Dampak")
    page.get_by_role("tab", name="Cara lain").click()
    settle(page)
    go(page, "Hari libur")
    page.go_back()
    expect(settle(page).get_by_role("tab", name="Cara lain", selected=True)).to_be_visible()
