"""Pictures of every page for the documentation: `python -m tests.browser.screenshots [NAME …]`."""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from analysis.impact.chart import by_calendar
from analysis.impact.verdict import verdict_on
from pages.parts.presentation import SLIDES
from tests.analysis.verdict_panels import IKM, level_units
from tests.browser.serving import ADDRESSES, ROOT, WHOLE, browser, made_up_city, resize, server, settle, visit

FOLDER = ROOT / "docs" / "screenshots"
SHEET = "a4"
WINDOWS = {"1366": (1366, 768), "360": (360, 740), "1600": (1600, 900), "gelap": (1366, 768), SHEET: (1366, 768)}
"""Width and height in pixels by the picture's name; a sheet of A4 is printed from a desk's screen."""
HIGHEST = 3000
CITY = ("ringkasan-kota", "kecamatan", "antarkecamatan", "pelaporan")
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"


def address_of(name: str, kind: str) -> str:
    """A page's address: on the wall as a slide where it is one, on paper with all its parts."""
    slide = {"ringkasan": ""}.get(name, name) in SLIDES
    return f"{name}{WHOLE if kind == SHEET else '?presentasi=1' if kind == '1600' and slide else ''}"


def picture(page: Page, address: str, kind: str) -> bytes:
    """The page in that window, as tall as what it holds; one screen of a wall, the first sheet of paper (Poppler)."""
    width, height = WINDOWS[kind]
    page.set_viewport_size({"width": width, "height": height})
    visit(page, address)
    if kind == SHEET:
        return first_sheet(settle(page).pdf(format="A4", print_background=True))
    if kind != "1600":
        resize(page, {"width": width, "height": min(max(page.evaluate(HEIGHT), height), HIGHEST)})
    return settle(page).screenshot()


def first_sheet(printed: bytes) -> bytes:
    """The first page of a PDF as a picture."""
    command = ["pdftoppm", "-r", "96", "-png", "-f", "1", "-l", "1", "-"]
    return subprocess.run(command, input=printed, capture_output=True, check=True).stdout


def level_lines(running: Browser) -> bytes:
    """Nine units that never change, as Dampak draws them."""
    verdict = verdict_on(level_units(), indicator=IKM)
    assert verdict.design is not None
    page = running.new_page(viewport={"width": 700, "height": 230})
    page.set_content(by_calendar(verdict, verdict.design, "").figure.to_html(config={"displayModeBar": False}))
    page.wait_for_selector(".main-svg")
    return page.screenshot()


def save(shot: bytes, name: str) -> None:
    """The picture, small."""
    colours = Image.open(io.BytesIO(shot)).convert("RGB").quantize(128, Image.Quantize.MAXCOVERAGE)
    colours.save(FOLDER / f"{name}.png", optimize=True)


def take(running: Browser, address: str, names: Sequence[str], kinds: Iterable[str]) -> None:
    """These pages of that server in these windows."""
    for kind in kinds:
        page = running.new_page(locale="id-ID", color_scheme="dark" if kind == "gelap" else "light")
        for name in names:
            save(picture(page, f"{address}/{address_of(name, kind)}", kind), f"{name}-{kind}")
        page.close()


def main(names: Sequence[str]) -> None:
    """The named pages, else all: on the sample at a desk, on a phone, on the wall, dark and on paper; of a city."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser() as running, tempfile.TemporaryDirectory() as folder:
        save(level_lines(running), "unit-yang-tetap")
        with server() as address:
            take(running, address, [name for name in names or ADDRESSES if name in ADDRESSES], WINDOWS)
        with server(DAMPAK_RECORDS=str(made_up_city(Path(folder)))) as city:
            take(running, city, [name for name in names or CITY if name in CITY], ("1366", "360"))


if __name__ == "__main__":
    main(sys.argv[1:])
