"""Everyone can use every page: WCAG 2.2 AA by axe, wide and light, on a dark phone; in stillness."""

from importlib.resources import files

from playwright.sync_api import Page

from tests.browser.serving import DESKTOP, PHONE, resize

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = ("serious", "critical")
SIDE_BY_SIDE = "[class*=st-key-peta_]"
ALONE = f"[data-testid=stPlotlyChart]:not({SIDE_BY_SIDE} *)"
"""Small pictures side by side have one card together."""
SCAN = "levels => axe.run(document, {runOnly: levels, resultTypes: ['violations']})"
LONGEST_MOTION = """() => Math.max(...[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))
  .flatMap((style) => [style.transitionDuration, style.animationDuration]).map(parseFloat))"""


def grave(page: Page) -> list[str]:
    """What axe finds that stops somebody: rule, element and reason."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE)
    found = page.evaluate(SCAN, LEVELS)["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]} ({node['failureSummary'][:200]})"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def test_axe_finds_nothing_grave_wide_and_light(opened: Page) -> None:
    assert grave(resize(opened, DESKTOP)) == []


def test_axe_finds_nothing_grave_on_a_phone_in_the_dark(opened: Page) -> None:
    opened.emulate_media(color_scheme="dark")
    resize(opened, PHONE)
    background = opened.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert background == "rgb(18, 18, 18)"
    assert grave(opened) == []


def test_axe_would_find_a_grave_fault(page: Page) -> None:
    page.set_content("<html lang='id'><title>Uji</title><main><button></button></main>")
    assert [fault.split(":")[0] for fault in grave(page)] == ["button-name"]


def test_every_chart_has_words_and_a_table_with_its_numbers(opened: Page) -> None:
    for chart in opened.get_by_test_id("stPlotlyChart").all():
        assert len(chart.get_attribute("aria-label") or "") > 30
    alone, together = opened.locator(ALONE).count(), opened.locator(SIDE_BY_SIDE).count()
    assert opened.get_by_role("button", name="Menu", exact=True).count() == alone + together


def test_nothing_moves_for_who_asks_for_stillness(opened: Page) -> None:
    assert opened.evaluate(LONGEST_MOTION) < 0.001
