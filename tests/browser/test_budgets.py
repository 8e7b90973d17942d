"""Every page keeps within its budget: how high each part stands, how many buttons and links, how many words come first.

The sample office, and one of many units, whose pages are as high: a chart draws the rows that matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data.samples.office import make_office
from data.samples.workbooks import write_sample
from tests.browser import serving
from tests.browser.conftest import visitor
from tests.browser.serving import ADDRESSES, resize, settle, visit

SCREEN, HAND = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
TIGHTER = {"ringkasan": (768, 8), "dampak": (1700, 8), "apa-yang-berubah": (1600, 8)}
BUDGETS = {name: TIGHTER.get(name, (1900, 10)) for name in ADDRESSES}
"""Height in pixels, buttons and links, of each part of a page at 1366 pixels."""
ON_A_HAND = {"ringkasan": 1480, "apa-yang-berubah": 2112}
HIGHEST_ON_A_HAND = 3000
MOST_WORDS_FIRST = 300
MANY_UNITS = 279
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
DOORS = """() => [...document.querySelector('[data-testid=stMain]').querySelectorAll(
    'button:not([role=tab], [role=radio], [role=checkbox], [aria-haspopup=listbox]), summary, a:not([href^="#"])')]
  .filter((one) => one.checkVisibility() && !one.closest('label') && one.innerText.trim()).length"""
FIRST = """(height) => {
  const walk = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const range = document.createRange(), texts = [];
  while (walk.nextNode()) {
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    if (box.height && box.top < height) texts.push(walk.currentNode.textContent);
  }
  return texts.join(' ').split(/\\s+/).filter(Boolean).length;
}"""
STATISTICS = re.compile(r"selang|\bn =|\bp =|memuat nol|pembanding|\bmedian\b|\bp90\b", re.IGNORECASE)


def parts(page: Page) -> Iterator[str]:
    """Each part of the page opened in turn, by its name; the page itself where it has no parts."""
    names = page.get_by_role("tab").all_inner_texts() or [""]
    for name in names:
        if name:
            page.get_by_role("tab", name=name, exact=True).click()
        yield name
        settle(page)


def beyond(page: Page, name: str) -> list[str]:
    """What of the page `name`, part by part, is more than its budget allows."""
    height, doors = BUDGETS[name]
    found = []
    for part in parts(page):
        settle(page)
        for what, most in ((HEIGHT, height), (DOORS, doors)):
            has = page.evaluate(what)
            if has > most:
                found.append(f"{name}, {part}: {has} of {most}")
    return found


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_within_its_budget(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(SCREEN)
    visit(page, f"{address}/{name}")
    assert page.evaluate(FIRST, SCREEN["height"]) <= MOST_WORDS_FIRST
    assert beyond(page, name) == []
    height = resize(page, HAND).evaluate(HEIGHT)
    assert height <= ON_A_HAND.get(name, HIGHEST_ON_A_HAND)


@pytest.mark.parametrize("name", ["ringkasan", "apa-yang-berubah"])
def test_a_leader_reads_no_statistics(page: Page, address: str, name: str) -> None:
    shown = visit(page, f"{address}/{name}").get_by_test_id("stMain").inner_text()
    assert STATISTICS.findall(shown) == []


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on an office of many units."""
    folder: Path = tmp_path_factory.mktemp("banyak-unit")
    write_sample(make_office(3, units=MANY_UNITS, months=8), folder)
    with serving.server(DAMPAK_DATA=str(folder)) as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kompetensi", "kepuasan-skm", "layanan", "apa-yang-berubah"])
def test_many_units_make_no_page_higher(browser: Browser, crowded: str, name: str) -> None:
    with visitor(browser, viewport=SCREEN) as page:
        assert beyond(visit(page, f"{crowded}/{name}"), name) == []
