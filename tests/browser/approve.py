"""Approved pictures of what the leadership shows around, and how far a page may be from them.

`make approve` takes them anew; look at each picture before you commit it. Every letter is drawn with a font that the
app itself brings (a test holds that), so that another machine draws the same but for the smoothing of edges.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Page

from tests.browser import serving
from tests.browser.conftest import visitor
from tests.browser.serving import settle, visit

FOLDER = Path(__file__).parent / "approved"
WIDTH, SHEET = 1600, 900
FOOT = 832
BLUR = 1
NOTICED = 40
MOST_DIFFERENT = 0.0001

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """One picture: what is opened, how tall, where its first card's number stands, and where the hour of printing."""

    address: str
    height: int
    number: Box
    clocks: tuple[Box, ...] = ()


VIEWS = {
    "ringkasan": View("ringkasan", height=900, number=(352, 198, 440, 234)),
    "lembar-laporan": View(
        "laporan-bulanan?" + urlencode({"bulan": "Oktober 2025", "tampilan": "Slide 1600 × 900"}),
        height=SHEET,
        number=(60, 185, 280, 262),
        clocks=((0, FOOT, WIDTH, SHEET),),
    ),
}


@contextmanager
def still(browser: Browser) -> Iterator[Page]:
    """A visit in which the same page is always the same picture: fixed size, no motion."""
    with visitor(browser, device_scale_factor=1, color_scheme="light") as page:
        yield page


def picture(page: Page, address: str, view: View) -> Image.Image:
    """A view, once everything is drawn, with the hour painted over."""
    page.set_viewport_size({"width": WIDTH, "height": view.height})
    visit(page, f"{address}/{view.address}")
    page.evaluate("Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())])")
    shot = Image.open(io.BytesIO(settle(page).screenshot(animations="disabled"))).convert("RGB")
    return painted(shot, view.clocks, "black")


def painted(image: Image.Image, boxes: Iterable[Box], colour: str) -> Image.Image:
    """A copy with some rectangles in one colour."""
    copy = image.copy()
    for box in boxes:
        ImageDraw.Draw(copy).rectangle(box, fill=colour)
    return copy


def approved(name: str) -> Image.Image:
    """The picture that was looked at and committed."""
    return Image.open(FOLDER / f"{name}.png").convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where any channel differs by more than NOTICED of 255 after a blur of BLUR pixels, else black."""
    soft = [image.filter(ImageFilter.GaussianBlur(BLUR)) for image in (one, other)]
    red, green, blue = ImageChops.difference(*soft).split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return strongest.point(lambda amount: 255 * (amount > NOTICED))


def share(mask: Image.Image) -> float:
    """How much of a black and white picture is white, 0–1."""
    return mask.histogram()[255] / (mask.width * mask.height)


def approve() -> None:
    """Write every view's picture of today."""
    FOLDER.mkdir(exist_ok=True)
    with serving.server() as address, serving.browser() as running, still(running) as page:
        for name, view in VIEWS.items():
            picture(page, address, view).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    approve()
