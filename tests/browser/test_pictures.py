"""Each chart leaves the page as one PNG that holds its finding, measure, caption and choices, drawn on this machine."""

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.serving import PHONE, resize, visit

LEAST_WIDTH = 1600
LISTEN = """() => {
  window.written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
    window.written.push(text);
    return write.call(this, text, ...where);
  };
}"""
BLANK = 250
FRAME = "[data-testid=stLayoutWrapper]:has(> div [data-testid=stPlotlyChart])"


def picture(page: Page, place: int = 0) -> tuple[str, Image.Image, str]:
    """The file name of a chart's picture, the picture, and everything written around the drawing."""
    page.evaluate(LISTEN)
    page.get_by_role("button", name="Menu", exact=True).nth(place).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh gambar").click()
    content = download.value.path().read_bytes()
    return download.value.suggested_filename, Image.open(io.BytesIO(content)), " ".join(page.evaluate("written"))


def ink(image: Image.Image, top: float, bottom: float) -> int:
    """Dark pixels between two heights, given as shares of the picture."""
    band = image.convert("L").crop((0, int(top * image.height), image.width, int(bottom * image.height)))
    return sum(band.histogram()[:BLANK])


def captions(page: Page) -> list[str]:
    """Subtitle and caption of the page's first chart."""
    return page.locator(FRAME).last.get_by_test_id("stCaptionContainer").all_inner_texts()


def test_a_downloaded_picture_holds_all_that_stands_around_the_chart(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, f"{address}/sebelum-sesudah?jendela=4")
    name, image, written = picture(page)
    title = page.get_by_role("heading", level=3).first.inner_text()
    for words in (title, "lingkaran kosong sebelum", "n = 6 unit", "Data contoh", "Pilihan: jendela: 4", "dibuat"):
        assert words in written
    assert name.endswith(".png")
    assert image.format == "PNG"
    assert image.width >= LEAST_WIDTH
    assert image.convert("L").getpixel((2, 2)) == 255, "a picture is for paper and slides: white"
    for top, bottom in ((0, 0.12), (0.2, 0.7), (0.85, 1)):
        assert ink(image, top, bottom) > 500


def test_a_phone_s_picture_is_large_and_wraps_its_words(page: Page, address: str) -> None:
    visit(page, f"{address}/sebelum-sesudah")
    resize(page, PHONE)
    _, image, written = picture(page)
    assert image.width >= LEAST_WIDTH
    assert "rata-rata tiap unit" in written
    edge = image.convert("L").crop((image.width - 20, 0, image.width, image.height))
    assert edge.getextrema() == (255, 255), "no word runs out of the picture"


def test_a_copied_picture_is_the_downloaded_one(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    visit(page, address)
    _, image, _ = picture(page)
    page.get_by_role("button", name="Salin gambar").click()
    expect(page.get_by_role("status").filter(has_text="Gambar disalin.")).to_be_visible()
    kinds_and_width = """async () => {
      const [item] = await navigator.clipboard.read();
      return [item.types, (await createImageBitmap(await item.getType("image/png"))).width];
    }"""
    assert page.evaluate(kinds_and_width) == [["image/png"], image.width]
