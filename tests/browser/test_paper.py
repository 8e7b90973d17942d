"""Every page on A4, upright and across: no chart is cut, every table is whole, folded or not; dark prints light."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.serving import visit

FOLDED = "fold => document.querySelectorAll('[data-testid=stMain] details').forEach((part) => { part.open = !fold; })"
SHOWN = """() => {
  const seen = (one) => one.checkVisibility();
  const texts = (selector) => [...document.querySelectorAll(selector)].filter(seen).map((one) => one.textContent);
  const main = '[data-testid=stMain] ';
  return {
    cells: texts(main + '[data-testid=stTable] td'),
    drawn: texts(main + '.main-svg :is(tspan, text:not(:has(tspan)))'),
    figures: texts(main + '[data-testid=stMetricValue]'),
    headings: texts(main + 'h1, ' + main + 'h2, ' + main + 'h3'),
  };
}"""


def printed(page: Page, landscape: bool) -> list[str]:
    """All letters the printer gets, sheet by sheet; what lies beyond the edge of a sheet is not among them."""
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=landscape))).pages
    return [squeezed(sheet.extract_text()) for sheet in sheets]


def squeezed(text: str) -> str:
    """Without blanks: a printer sets words and lines apart as it likes."""
    return "".join(text.split())


@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "across"])
def test_a_page_is_complete_on_paper(opened: Page, landscape: bool) -> None:
    opened.emulate_media(media="print")
    shown = opened.evaluate(SHOWN)
    opened.emulate_media(media="null")
    opened.evaluate(FOLDED, True)
    sheets = printed(opened, landscape)
    paper = "".join(sheets)
    assert opened.locator("[data-testid=stMain] details[open]").count() == 0, "folded again after printing"
    opened.evaluate(FOLDED, False)
    assert all(sheets), "no sheet is empty"
    for kind, texts in shown.items():
        assert [text for text in texts if squeezed(text) not in paper] == [], kind


def test_a_dark_page_prints_dark_on_white(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, address)
    folded = page.locator("details:not([open]) td").all_text_contents()
    paper = "".join(printed(page, landscape=False))
    assert folded
    assert [cell for cell in folded if squeezed(cell) not in paper] == []
    page.emulate_media(color_scheme="dark", media="print")
    colours = page.get_by_test_id("stMain").evaluate(
        "main => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,"
        " getComputedStyle(main.querySelector('h1')).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(11, 18, 32)"]
    assert page.locator(".js-plotly-plot").first.evaluate("plot => getComputedStyle(plot).filter") == "none"
