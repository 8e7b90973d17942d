"""Ringkasan stands on one screen, and on two of a phone, in each state of the verdict and with few data."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.text import wording
from data.samples.office import make_office
from data.samples.workbooks import write_sample
from tests.browser import serving
from tests.browser.conftest import visitor
from tests.browser.serving import resize, settle, visit
from tests.pages.test_every_page import one_month, write

SCREEN, HAND, WALL = {"width": 1366, "height": 768}, {"width": 360, "height": 740}, {"width": 1600, "height": 900}
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"


def office(seed: int, effect: float) -> Callable[[Path], None]:
    """Books of an office whose training had that effect on IKM."""
    return lambda folder: write_sample(make_office(seed, effect=effect), folder) and None


def kinerja_alone(folder: Path) -> None:
    """The first day: the kinerja book without a training book."""
    for book in write_sample(make_office(4), folder):
        if "kinerja" not in book.name:
            book.unlink()


def one_trained_unit(folder: Path) -> None:
    """Three units over eight months of which the last is the present one, and one of them trained: too few to judge."""
    months = pd.period_range(end=pd.Period(date.today(), "M"), periods=8)
    figures = [
        [f"Seksi {unit}", wording.period(month), 80 + place + month.ordinal % 3]
        for place, unit in enumerate("ABC")
        for month in months
    ]
    write(folder / "kinerja.xlsx", [["Unit Kerja", "Bulan", "IKM"], *figures])
    trained = [["Seksi A", "Pelatihan Pelayanan Prima", *[f"{day}/{months[4]:%m/%Y}" for day in (13, 14)], 16]]
    write(
        folder / "pelatihan.xlsx",
        [["Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "JP"], *trained],
    )


STATES: dict[str, tuple[Callable[[Path], None], str]] = {
    "improved": (office(1, 2.0), "IKM membaik, dan pelatihan kemungkinan besar ikut menyebabkannya."),
    "worsened": (office(1, -5.0), "IKM memburuk sesudah pelatihan; cari sebabnya sebelum menambah peserta."),
    "hint": (office(3, 4.0), "Ada tanda pelatihan mengubah IKM, tetapi belum pasti."),
    "none": (office(4, 0.0), "Dampak pelatihan pada IKM belum terlihat."),
    "first day": (kinerja_alone, "IKM Oktober 2026"),
    "one month": (one_month, "IKM Januari 2026 80,0."),
    "insufficient, unfinished month": (one_trained_unit, "belum dapat dinilai"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books that the server reads; each test puts its own there."""
    return tmp_path_factory.mktemp("buku")


@pytest.fixture(scope="module")
def tab(browser: Browser, folder: Path) -> Iterator[tuple[Page, str]]:
    """One tab, and the address of a server that reads the folder."""
    with serving.server(DAMPAK_DATA=str(folder)) as address, visitor(browser, viewport=SCREEN) as page:
        yield page, address


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_ringkasan_stands_on_one_screen_and_on_two_of_a_phone(state: str, tab: tuple[Page, str], folder: Path) -> None:
    page, address = tab
    for old in folder.iterdir():
        old.unlink()
    make, title = STATES[state]
    make(folder)
    visit(resize_before(page), address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    assert page.evaluate(HEIGHT) <= SCREEN["height"]
    assert resize(page, HAND).evaluate(HEIGHT) <= 2 * HAND["height"]


def resize_before(page: Page) -> Page:
    """The window of a desk."""
    page.set_viewport_size(SCREEN)
    return page


@pytest.mark.slow
def test_a_presentation_has_no_menu_and_moves_by_arrow_key(browser: Browser, address: str) -> None:
    with visitor(browser, viewport=WALL) as page:
        visit(page, f"{address}/?presentasi=1")
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
        assert page.evaluate(HEIGHT) <= WALL["height"]
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text("2 dari 6", exact=True)).to_be_visible()
        settle(page).keyboard.press("ArrowLeft")
        expect(page.get_by_text("1 dari 6", exact=True)).to_be_visible()
        settle(page).keyboard.press("Escape")
        expect(page.get_by_test_id("stSidebarNav")).to_be_visible()


@pytest.mark.slow
def test_a_click_on_a_unit_chooses_it_and_the_choice_goes_along(browser: Browser, address: str) -> None:
    with visitor(browser, viewport=SCREEN) as page:
        visit(page, f"{address}/sebelum-sesudah")
        page.locator(".st-key-kartu_sebelum-sesudah .point").first.click(force=True)
        chosen = page.get_by_test_id("stMultiSelect").locator("[data-tag]")
        expect(chosen).to_have_count(1)
        unit = chosen.inner_text()
        settle(page).get_by_test_id("stSidebarNav").get_by_role("link", name="Ringkasan").click()
        page.get_by_role("heading", level=1, name="IKM membaik").wait_for()
        settle(page).get_by_test_id("stSidebarNav").get_by_role("link", name="Apa yang berubah bulan ini").click()
        expect(page.get_by_test_id("stMultiSelect").locator("[data-tag]")).to_have_text(unit)
