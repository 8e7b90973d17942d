"""Units of several kecamatan have long names and are many: both fit a phone and a sheet of paper."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import PHONE, WHOLE, server, settle, unfold, visit
from tests.browser.test_paper import complete_sheets, squeezed
from tests.data.exports import export_sample

LONG = "Seksi Ketenteraman dan Ketertiban Umum, Sukomanunggal"
TALLEST = """() => {
  const height = (chart) => chart.clientHeight;
  const [chart] = [...document.querySelectorAll('.js-plotly-plot')].sort((one, other) => height(other) - height(one));
  return [chart.closest('[data-testid=stVerticalBlock]').querySelector('h3').textContent,
    chart.querySelector('.annotation-text tspan, text.annotation-text').textContent];
}"""
CUT = """() => [...document.querySelectorAll('.annotation-text')].filter((text) => {
  const { left, right } = text.getBoundingClientRect(), box = text.closest('.svg-container').getBoundingClientRect();
  return left < box.left || right > box.right;
}).map((text) => text.textContent)"""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the exports of two kecamatan."""
    with server(DAMPAK_RECORDS=str(export_sample(tmp_path_factory.mktemp("catatan") / "kota"))) as running:
        yield running


def test_every_unit_of_a_region_is_on_paper_and_a_tall_chart_begins_where_its_words_stand(
    page: Page, region: str
) -> None:
    unfold(visit(page, f"{region}/layanan"))
    for landscape in (False, True):
        complete_sheets(page, landscape)
    unfold(visit(page, f"{region}/kompetensi"))
    for landscape in (False, True):
        sheets = complete_sheets(page, landscape)
        title, first = page.evaluate(TALLEST)
        assert any(squeezed(title) in sheet and squeezed(first) in sheet for sheet in sheets)
        assert page.locator(".dampak-slice").count() == 0, "whole again after printing"


def test_names_are_read_whole_on_a_phone(page: Page, region: str) -> None:
    page.set_viewport_size(PHONE)
    visit(page, f"{region}/kompetensi{WHOLE}")
    assert page.locator(".annotation-text").count() > 18
    assert page.evaluate(CUT) == []


def test_a_chosen_unit_is_read_whole_on_a_phone(page: Page, region: str) -> None:
    page.set_viewport_size(PHONE)
    visit(page, f"{region}/layanan?unit={quote(LONG)}")
    tag = page.locator("[data-tag] > span", has_text=LONG).first
    assert tag.evaluate("tag => tag.scrollWidth <= tag.clientWidth && tag.getBoundingClientRect().height > 30")
    visit(page, f"{region}/laporan-bulanan?unit_laporan={quote(LONG)}")
    below = "box => getComputedStyle(box, '::after').content"
    whole = page.get_by_test_id("stMain").locator("[data-whole]")
    assert LONG in whole.evaluate(below)
    settle(page).set_viewport_size({"width": 1366, "height": 780})
    expect(whole).to_have_count(0)
    page.set_viewport_size(PHONE)
    expect(whole).to_have_count(1)
    page.get_by_role("combobox", name="Unit").click()
    page.get_by_role("option", name="Semua unit").click()
    expect(whole).to_have_count(0)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("combobox", name="Kecamatan").scroll_into_view_if_needed()
    expect(page.locator("[data-whole]"), "a name that fits stands once").to_have_count(0)
