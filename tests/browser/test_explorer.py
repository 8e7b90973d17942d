"""What an analyst does on Jelajah and a leader on Apa yang berubah bulan ini, in a real browser."""

from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page, expect

from tests.browser.serving import settle, visit

HEADER, ROW, BOX = 17, 35, 18
HIGHEST = 1900


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def test_chosen_rows_are_drawn_stay_in_the_address_and_filter_every_page(page: Page, address: str) -> None:
    grid = visit(page, f"{address}/jelajah").get_by_test_id("stDataFrame").first
    for row in (1, 2):
        grid.click(position={"x": BOX, "y": HEADER + ROW * row})
        settle(page)
    units = ["Kelurahan Asemrowo", "Kelurahan Genting Kalianak"]
    expect(page.locator(".legendtext")).to_contain_text(["rata-rata unit", *units])
    assert asked(page) == {"sorot": units}
    page.reload()
    expect(settle(page).locator(".legendtext")).to_contain_text(["rata-rata unit", *units])
    page.get_by_role("button", name="Pakai unit ini di semua halaman").click()
    settle(page)
    assert asked(page)["unit"] == units
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Apa yang berubah bulan ini").click()
    page.get_by_role("heading", level=1, name="Apa yang berubah bulan ini").wait_for()
    assert settle(page).get_by_test_id("stPlotlyChart").count() == 2


def test_control_charts_fit_their_page_and_say_in_words_what_they_show(page: Page, address: str) -> None:
    visit(page, f"{address}/apa-yang-berubah?indikator=Berkas+dikembalikan&bulan=Oktober+2026")
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollHeight") <= HIGHEST
    page.get_by_test_id("stPlotlyChart").first.locator(".point").last.hover(force=True)
    hovered = page.locator(".hovertext").first
    expect(hovered).to_contain_text("Oktober 2026: 10,8%")
    expect(hovered).to_contain_text("memburuk: di atas batas biasa, antara 5,2 dan 9,7")
