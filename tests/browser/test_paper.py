"""Every page on A4, upright and across: no chart is cut, every table is whole, folded or not; dark prints light."""

import io
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.serving import WHOLE, settle, visit

FOLDED = "fold => document.querySelectorAll('[data-testid=stMain] details').forEach((part) => { part.open = !fold; })"
SHOWN = """() => {
  const seen = (one) => one.checkVisibility();
  const texts = (selector) => [...document.querySelectorAll(selector)].filter(seen).map((one) => one.textContent);
  const main = '[data-testid=stMain] ';
  return {
    cells: texts(main + '.dampak-paper td'),
    drawn: texts(main + '.main-svg :is(tspan, text:not(:has(tspan)))'),
    figures: texts(main + '[data-testid=stMetricValue]'),
    headings: texts(main + 'h1, ' + main + 'h2, ' + main + 'h3'),
  };
}"""
ONLY_ON_SCREEN = """() => {
  const choices = ['stSelectbox', 'stMultiSelect', 'stButtonGroup'].map((id) => `[data-testid=${id}]`).join();
  const doing = 'button, a[href]:not([href^="#"], [href*="?"]), textarea, canvas, [data-testid=stFileUploader]';
  return [...document.querySelectorAll(`[data-testid=stMain] :is(${doing})`)]
    .filter((one) => one.checkVisibility() && !one.closest(choices)).map((one) => one.outerHTML.slice(0, 200));
}"""
WHERE_MUCH_IS_DONE = ("ringkasan", "laporan-bulanan", "riwayat", "unggah", "hari-libur", "pembelajaran")
TOGETHER = """() => [
  ...document.querySelectorAll('[data-testid=stGridCell]:has([data-testid=stMetric])'),
  ...[...document.querySelectorAll('[data-testid=stPlotlyChart]')].map(
    (chart) => chart.closest('[data-testid=stVerticalBlock]')),
].map((one) => [...one.querySelectorAll('p, h3, [data-testid=stMetricValue], .main-svg text')].filter(
  (part) => !part.closest('button')).map((part) => part.textContent).filter((text) => text.length > 9))"""


def printed(page: Page, **sheet: Any) -> list[str]:
    """All letters the printer gets, sheet by sheet; what lies beyond the edge of a sheet is not among them."""
    sheets = PdfReader(io.BytesIO(page.pdf(**{"format": "A4", **sheet}))).pages
    return [squeezed(sheet.extract_text()) for sheet in sheets]


def squeezed(text: str) -> str:
    """Without blanks: a printer sets words and lines apart as it likes."""
    return "".join(text.split())


@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "across"])
def test_a_page_is_complete_on_paper(opened: Page, landscape: bool) -> None:
    complete_sheets(opened, landscape)


def complete_sheets(opened: Page, landscape: bool) -> list[str]:
    """The letters of each sheet of a page that is unfolded, once nothing shown on it is found missing on them."""
    opened.emulate_media(media="print")
    shown = opened.evaluate(SHOWN)
    opened.emulate_media(media="null")
    opened.evaluate(FOLDED, True)
    sheets = printed(opened, landscape=landscape)
    paper = "".join(sheets)
    assert opened.locator("[data-testid=stMain] details[open]").count() == 0, "folded again after printing"
    opened.evaluate(FOLDED, False)
    assert all(sheets), "no sheet is empty"
    for kind, texts in shown.items():
        assert [text for text in texts if squeezed(text) not in paper] == [], kind
    return sheets


def test_cards_and_charts_stay_on_one_sheet(page: Page, address: str) -> None:
    found = visit(page, f"{address}/pelatihan-kepuasan{WHOLE}").evaluate(TOGETHER)
    together = [[*map(squeezed, texts)] for texts in found]
    assert len(together) > 6
    for height in range(240, 300, 20):
        sheets = printed(page, format=None, width="210mm", height=f"{height}mm")
        torn = [
            texts for texts in together if not any(all(squeezed(text) in sheet for text in texts) for sheet in sheets)
        ]
        assert torn == [], height


def test_what_only_a_screen_can_do_stays_off_paper(opened: Page, name: str) -> None:
    assert opened.evaluate(ONLY_ON_SCREEN) or name not in WHERE_MUCH_IS_DONE
    opened.emulate_media(media="print")
    assert opened.evaluate(ONLY_ON_SCREEN) == []


def test_a_unit_that_needs_attention_is_named_on_paper(page: Page, address: str) -> None:
    named = visit(page, f"{address}/ringkasan").locator('[data-testid=stMain] [data-testid=stPageLink] [href*="?"]')
    expect(named).not_to_have_count(0)
    units = [text.removesuffix("chevron_right").strip() for text in named.all_text_contents()]
    paper = "".join(printed(page))
    assert [unit for unit in units if squeezed(unit) not in paper] == []


def test_a_table_stands_on_paper_whole_and_nowhere_else(page: Page, address: str) -> None:
    visit(page, f"{address}/jelajah?tampilan=Pivot")
    table = page.locator(".dampak-paper")
    expect(table.filter(visible=True)).to_have_count(0)
    cells = table.locator("td").all_text_contents()
    paper = "".join(printed(page))
    assert len(cells) > 90
    assert [cell for cell in cells if squeezed(cell) not in paper] == []


def test_the_days_that_an_office_edits_are_a_table_on_paper(page: Page, address: str) -> None:
    visit(page, f"{address}/hari-libur")
    table = page.locator(".dampak-paper").first
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()


def test_all_parts_of_a_page_are_printed_when_asked(page: Page, address: str) -> None:
    parts = visit(page, f"{address}/dampak").get_by_role("tab").all_inner_texts()
    page.get_by_text("Cetak semua bagian").click()
    paper = "".join(printed(settle(page)))
    assert len(parts) > 5
    assert [part for part in parts if squeezed(part) not in paper] == []


def test_a_dark_page_prints_dark_on_white(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, address)
    folded = page.locator(".dampak-paper td").all_text_contents()
    paper = "".join(printed(page))
    assert folded
    assert [cell for cell in folded if squeezed(cell) not in paper] == []
    page.emulate_media(color_scheme="dark", media="print")
    colours = page.get_by_test_id("stMain").evaluate(
        "main => [getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('.stApp')).backgroundColor,"
        " getComputedStyle(main.querySelector('h1')).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(11, 18, 32)"]
    plot = page.locator(".js-plotly-plot").first
    letters = plot.locator("text").first.evaluate("text => getComputedStyle(text).fill")
    assert min(map(int, re.findall(r"\d+", letters)[:3])) > 128, "drawn light, for a dark page"
    assert plot.evaluate("plot => getComputedStyle(plot).filter") == "invert(1) hue-rotate(180deg)", (
        "turned over on paper"
    )
