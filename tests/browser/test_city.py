"""The pages of a city of 16 kecamatan on a desk and on a phone: whole, as high as their budget, with a way on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import PATIENCE, made_up_city, resize, server, visit
from tests.browser.test_budgets import HAND, HEIGHT, SCREEN

pytestmark = pytest.mark.slow
HIGHEST = {
    "ringkasan-kota": (1900, 3200), "kecamatan": (800, 2200), "antarkecamatan": (1900, 2200), "pelaporan": (1900, 1900)
}  # fmt: skip
"""Pixels at 1366 and at 360, however many kecamatan there are."""
WIDER = "() => document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on what 16 kecamatan exported, and one that has sent nothing."""
    folder = made_up_city(tmp_path_factory.mktemp("kota"))
    with server(DAMPAK_RECORDS=str(folder), DAMPAK_KECAMATAN="Kecamatan 01;Benowo") as running:
        yield running


@pytest.mark.parametrize("name", HIGHEST)
def test_a_page_of_the_city_fits_a_desk_and_a_phone(page: Page, city: str, name: str) -> None:
    page.set_viewport_size(SCREEN)
    main = visit(page, f"{city}/{name}").get_by_test_id("stMain")
    expect(main.locator("h1").first).to_be_visible()
    assert "kesalahan" not in main.inner_text().casefold()
    for window, highest in zip((SCREEN, HAND), HIGHEST[name], strict=True):
        assert resize(page, window).evaluate(HEIGHT) <= highest, window
        assert not page.evaluate(WIDER), window


def test_who_needs_support_is_a_way_to_its_own_page(page: Page, city: str) -> None:
    visit(page, f"{city}/ringkasan-kota")
    link = page.get_by_test_id("stMain").get_by_test_id("stPageLink").get_by_role("link").first
    name = link.inner_text().splitlines()[0]
    link.click()
    expect(page).to_have_url(f"{city}/kecamatan?kecamatan={name.replace(' ', '+')}")
    expect(page.get_by_test_id("stMain")).to_contain_text("· 9 unit", timeout=PATIENCE)
