"""No page says an English word or writes an English number, whatever the browser's language; each fits a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import office
from tests.browser.serving import ADDRESSES, PHONE, open_part, resize, settle, unfold, visit

ENGLISH = frozenset(Path(__file__).with_name("english.txt").read_text(encoding="utf-8").split())
ADDRESS = re.compile(r"\S+\.\S+\.\S+")
THOUSANDS_OR_POINT = re.compile(r"(?<![\d.])\d{1,3},\d{3}\.\d|(?<![\d.,/])(?<!pukul )\d+\.\d{1,2}(?![\d.])")
SAID = """() => {
  const shown = [];
  const walk = (node) => {
    // A table that sorts shows 91,84 and hands the number itself to assistive tools and to the clipboard.
    if (node.parentElement?.closest('canvas [role=gridcell]') && /^-?[0-9.]+(e[-+]?[0-9]+)?$/.test(node.data)) return;
    if (node.nodeType === Node.TEXT_NODE) shown.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(node.tagName)) return;
    if (node.dataset.testid === 'stIconMaterial' || node.getAttribute('translate') === 'no') return;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription'])
      if (node.getAttribute(name)) shown.push(node.getAttribute(name));
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  shown.push(document.title);
  return shown.filter((text) => text.trim());
}"""

CUT = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].flatMap((chart) => {
  const edge = chart.getBoundingClientRect();
  const cut = ({left, right, top, bottom}) =>
    left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1;
  return [...chart.querySelectorAll('.main-svg text')]
    .filter((text) => text.getClientRects().length && cut(text.getBoundingClientRect()))
    .map((text) => text.textContent);
})"""


def said(page: Page) -> list[str]:
    """Every text and every spoken label in the document, in order; names of icons left out."""
    return page.evaluate(SAID)


def english(texts: list[str]) -> list[str]:
    """The texts that hold an English word or an English number."""
    return [text for text in texts if words(text) & ENGLISH or THOUSANDS_OR_POINT.search(text)]


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", ADDRESS.sub("", text.lower())))


@pytest.fixture(params=["en-US", "id-ID"])
def abroad(request: pytest.FixtureRequest, page: Page, at_home: Page) -> Page:
    """A visit whose browser speaks the language of the parameter."""
    return page if request.param == "en-US" else at_home


def test_a_page_speaks_indonesian_in_an_english_browser(opened: Page, name: str) -> None:
    for field in opened.get_by_role("textbox").all():
        field.fill("Nama")
    assert english(said(opened)) == []
    for field in opened.get_by_role("textbox").all():
        field.fill("")
    assert opened.evaluate("document.documentElement.lang") == "id"
    assert opened.title() == f"{ADDRESSES[name]} · Dampak Pelatihan ASN"


@pytest.mark.parametrize("name", ["laporan-bulanan", "biaya", "jelajah", "hari-libur"])
def test_a_page_speaks_indonesian_in_an_indonesian_browser(at_home: Page, address: str, name: str) -> None:
    """Dates, tables and number fields are written by the browser in its own language."""
    assert english(said(visit(at_home, f"{address}/{name}"))) == []


def test_a_page_fits_a_phone(opened: Page) -> None:
    wide, there = (
        resize(opened, PHONE).get_by_test_id("stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    )
    assert wide <= there
    assert opened.evaluate(CUT) == []


def test_an_open_list_and_an_uploaded_file_speak_indonesian(abroad: Page, address: str) -> None:
    visit(abroad, f"{address}/sebelum-sesudah")
    for label in ("Pelatihan", "Unit"):
        abroad.get_by_role("combobox", name=label).click()
        abroad.get_by_role("option").first.wait_for()
        abroad.keyboard.type("zzz")
        assert english(said(settle(abroad))) == []
        abroad.keyboard.press("Escape")
    visit(abroad, f"{address}/unggah")
    file = {"name": "Kinerja.xlsx", "mimeType": "application/octet-stream", "buffer": office.performance_book()}
    abroad.locator("input[type=file]").set_input_files([file, {**file, "name": "catatan.txt"}])
    abroad.get_by_role("button", name="Coba data ini dulu").wait_for()
    assert english(said(abroad)) == []


def test_a_missing_page_is_told_in_indonesian_and_escape_closes_it(abroad: Page, address: str) -> None:
    abroad.goto(f"{address}/tidak-ada")
    abroad.get_by_role("dialog").wait_for()
    assert english(said(settle(abroad))) == []
    abroad.keyboard.press("Escape")
    expect(abroad.get_by_role("dialog")).to_have_count(0)


def test_what_a_report_asks_for_speaks_indonesian(page: Page, address: str, tmp_path: Path) -> None:
    unfold(visit(page, f"{address}/laporan-bulanan"))
    for field in ("Catatan", "Keterangan"):
        page.get_by_role("textbox", name=field).fill("Pelatihan loket")
        expect(page.get_by_test_id("InputInstructions").filter(has_text="Tekan")).to_be_visible()
        assert english(said(page)) == []
    too_large = tmp_path / "foto.jpg"
    too_large.write_bytes(bytes(11_000_000))
    page.locator("input[type=file]").set_input_files(too_large)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("File paling besar 10,0 MB.")
    assert english(said(page)) == []


def test_a_table_to_fill_in_speaks_indonesian(page: Page, address: str) -> None:
    own = visit(page, f"{address}/hari-libur").locator(".st-key-layar_hari_kantor")
    grid = own.get_by_test_id("stDataFrame")
    grid.hover()
    for button in own.get_by_test_id("stElementToolbarButton").all():
        button.hover()
        assert english(said(page)) == []
    page.get_by_role("button", name="Tambah baris").click()
    settle(page)
    box = grid.bounding_box()
    last_column = {"x": box["width"] - 80, "y": box["height"] - 55}
    grid.dblclick(position=last_column)
    expect(page.locator("#portal")).to_contain_text("Masuk kerja")
    assert english(said(page)) == []
    page.keyboard.press("Escape")
    own.get_by_role("button", name="Cari:").click()
    expect(page.get_by_text("Ketik yang dicari")).to_be_visible()
    page.get_by_test_id("search-input").fill("Libur")
    expect(page.get_by_text("1 hasil")).to_be_visible()
    assert english(said(page)) == []


def test_a_number_out_of_bounds_is_refused_in_indonesian(page: Page, address: str) -> None:
    visit(page, f"{address}/biaya")
    years = open_part(page, "Manfaat dan biaya").get_by_role("spinbutton", name="Bertahan berapa periode")
    years.fill("99")
    years.press("Enter")
    page.get_by_text("Isi angka antara 1 dan 60.").wait_for()
    assert english(said(page)) == []


@pytest.mark.parametrize(
    "leak",
    [
        "Browse files",
        "Limit 200MB per file",
        "1,234.56",
        "12.5 menit",
        "May 2025",
        "No results",
        "Press Ctrl+Enter",
        "1 result",
    ],
)
def test_the_scan_catches_english(leak: str) -> None:
    assert english([leak]) == [leak]


@pytest.mark.parametrize("fine", ["1.234,56", "Mei 2025", "12 Februari 2025", "per unit", "PP 11/2017", "Data contoh"])
def test_the_scan_lets_indonesian_pass(fine: str) -> None:
    assert english([fine]) == []
