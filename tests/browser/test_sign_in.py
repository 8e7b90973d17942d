"""On the office's network: a reload stays signed in, and what is downloaded by one browser no other one finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data.access import SYSTEM, accounts
from tests.browser import serving
from tests.browser.conftest import visitor
from tests.browser.serving import settle, visit

PASSWORD = "kuda baterai jepit"


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of the office's network with one account."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    accounts.add("Budi", PASSWORD, "pengelola", "", SYSTEM)
    with serving.server(DAMPAK_HOME=str(tmp_path), DAMPAK_ACCESS="lan") as running:
        yield running


def sign_in(page: Page) -> None:
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_test_id("stExpander").get_by_text("Masuk").first.click()
    sidebar.get_by_label("Nama").fill("Budi")
    sidebar.get_by_label("Sandi", exact=True).fill(PASSWORD)
    sidebar.get_by_role("button", name="Masuk", exact=True).click()
    sidebar.get_by_text("Masuk sebagai Budi (pengelola)").wait_for()


def test_a_reload_stays_signed_in_and_a_file_is_one_browsers_own(network: str, browser: Browser) -> None:
    with visitor(browser) as one, visitor(browser) as other:
        sign_in(visit(one, f"{network}/unggah"))
        one.reload()
        one.get_by_text("Masuk sebagai Budi (pengelola)").wait_for()
        settle(one)
        visit(one, f"{network}/laporan-bulanan").get_by_role("button", name="Buat laporan").click()
        with one.expect_response("**/media/*.zip") as answer:
            one.get_by_role("button", name="Unduh semua (ZIP)").click()
        assert answer.value.status == 200
        visit(other, f"{network}/unggah")
        assert other.get_by_text("Halaman ini untuk peran pengelola").is_visible()
        assert other.request.get(answer.value.url).status == 404
        assert one.request.get(answer.value.url).status == 200
