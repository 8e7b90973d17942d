"""Every page keeps within its budget: the height of each part, buttons and links, how many words come first."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.serving import ADDRESSES, open_part, resize, visit

SCREEN, HAND = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
TIGHTER = {"ringkasan": (768, 8), "dampak": (1700, 8), "apa-yang-berubah": (1600, 8)}
BUDGETS = {name: TIGHTER.get(name, (1900, 10)) for name in ADDRESSES}
"""Height in pixels, buttons and links, of each part of a page at 1366 pixels."""
HIGHEST_ON_A_HAND = 3000
MOST_WORDS_FIRST = 300
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


def beyond(page: Page, name: str) -> list[str]:
    """What of the page `name`, part by part, is more than its budget allows."""
    height, doors = BUDGETS[name]
    found = []
    for part in page.get_by_role("tab").all_inner_texts() or [""]:
        if part:
            open_part(page, part)
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
    assert resize(page, HAND).evaluate(HEIGHT) <= HIGHEST_ON_A_HAND


@pytest.mark.parametrize(("name", "height"), [("ringkasan", 2 * HAND["height"]), ("apa-yang-berubah", 2112)])
def test_a_leader_reads_no_statistics_and_not_far_on_a_phone(page: Page, address: str, name: str, height: int) -> None:
    shown = visit(page, f"{address}/{name}").get_by_test_id("stMain").inner_text()
    assert STATISTICS.findall(shown) == []
    assert resize(page, HAND).evaluate(HEIGHT) <= height
