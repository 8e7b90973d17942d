"""The leadership pages look as approved.

Tolerance: after a blur of 1 pixel, which evens out how letters are smoothed, at most 0.01% of the pixels (144 in
an area of 1600 × 900) may differ from the approved picture by more than 40 of 255 in any channel. A card's number
painted over or written in another colour, or a page moved by 3 pixels, is more than that; the hour of printing is
painted over.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.browser import approve
from tests.browser.approve import MOST_DIFFERENT, VIEWS, View, difference, share

LETTERS = "h1, h2, h3, p, span, text, tspan, button"


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """The tab that is photographed."""
    with approve.still(browser) as page:
        yield page


def spoilt(image: Image.Image, view: View) -> dict[str, Image.Image]:
    """What nobody would approve: the same picture with one thing wrong."""
    recoloured = image.copy()
    number = image.crop(view.number)
    recoloured.paste(Image.merge("RGB", number.split()[::-1]).point(lambda tone: min(255, tone + 90)), view.number)
    return {
        "number painted over": approve.painted(image, [view.number], "white"),
        "number in another colour": recoloured,
        "moved": ImageChops.offset(image, 3, 0),
    }


def fonts_of_this_machine(page: Page) -> set[str]:
    """Fonts that letters of the page are drawn with and that the app did not bring."""
    inspector = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        inspector.send(f"{domain}.enable")
    root = inspector.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    letters = inspector.send("DOM.querySelectorAll", {"nodeId": root, "selector": LETTERS})["nodeIds"]
    used = [inspector.send("CSS.getPlatformFontsForNode", {"nodeId": one})["fonts"] for one in letters]
    inspector.detach()
    assert any(used)
    return {font["familyName"] for fonts in used for font in fonts if not font["isCustomFont"]}


@pytest.mark.parametrize("name", VIEWS)
def test_a_leadership_page_looks_as_approved(name: str, still: Page, address: str, tmp_path: Path) -> None:
    view, approved = VIEWS[name], approve.approved(name)
    actual = approve.picture(still, address, view)
    assert fonts_of_this_machine(still) == set()
    mask = difference(actual, approved)
    actual.save(tmp_path / "actual.png")
    mask.save(tmp_path / "difference.png")
    assert share(mask) <= MOST_DIFFERENT, (
        f"{name}: see actual.png and difference.png in {tmp_path}; if it is meant: make approve"
    )
    unseen = [
        fault
        for fault, image in spoilt(actual, view).items()
        if share(difference(image, approved)) <= 2 * MOST_DIFFERENT
    ]
    assert unseen == []
