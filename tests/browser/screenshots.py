"""Pictures of every page for the documentation: `python -m tests.browser.screenshots`."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Browser, Page

from analysis.impact.chart import by_calendar
from analysis.impact.verdict import verdict_on
from tests.analysis.verdict_panels import IKM, level_units
from tests.browser.serving import ADDRESSES, ROOT, browser, server, settle, visit

FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = {1366: 768, 360: 780}


def picture(page: Page, address: str, width: int, path: str) -> None:
    """The whole page at that width: the window is made as tall as what the page holds."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    visit(page, address)
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, WIDTHS[width])})
    page.wait_for_timeout(500)
    _save(settle(page).screenshot(), path)


def level_lines(running: Browser) -> None:
    """Nine units that never change, as Dampak draws them."""
    verdict = verdict_on(level_units(), indicator=IKM)
    assert verdict.design is not None
    page = running.new_page(viewport={"width": 700, "height": 230})
    page.set_content(by_calendar(verdict, verdict.design, "").figure.to_html(config={"displayModeBar": False}))
    page.wait_for_selector(".main-svg")
    _save(page.screenshot(), str(FOLDER / "unit-yang-tetap.png"))


def _save(picture: bytes, path: str) -> None:
    shot = Image.open(io.BytesIO(picture))
    shot.convert("RGB").quantize(128, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def take() -> None:
    """Every page on the sample data, wide and on a phone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with server() as address, browser() as running:
        level_lines(running)
        page = running.new_page()
        for name in ADDRESSES:
            for width in WIDTHS:
                picture(page, f"{address}/{name}", width, str(FOLDER / f"{name}-{width}.png"))


if __name__ == "__main__":
    take()
