"""One server and one browser a test process; every visit notes where its requests go.

Tests that only look share one visit a page: `opened`. All tests of one page run one after the other in one process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from xdist.scheduler import LoadScopeScheduling

from tests.browser import serving
from tests.browser.serving import ADDRESSES, DESKTOP


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A running server on the sample data."""
    with serving.server() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with serving.browser() as running:
        yield running


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Page]:
    """A fresh visit from an English-speaking browser, unless told otherwise; no request may leave this machine."""
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-US", **options})
    outside: list[str] = []
    context.on("request", lambda request: None if _local(request.url) else outside.append(request.url))
    yield context.new_page()
    context.close()
    assert outside == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visit of this test's own."""
    with visitor(browser) as tab:
        yield tab


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """The tab in which `opened` looks at page after page."""
    with visitor(browser) as one:
        yield one


@pytest.fixture(scope="session", params=ADDRESSES)
def name(request: pytest.FixtureRequest) -> str:
    """Every page by its address, one after the other."""
    return request.param


@pytest.fixture(scope="session")
def _unfolded(tab: Page, address: str, name: str) -> Page:
    return serving.unfold(serving.visit(tab, f"{address}/{name}"))


@pytest.fixture
def opened(_unfolded: Page) -> Iterator[Page]:
    """The page `name` with everything unfolded, to look at and not to change; the window may be resized."""
    yield _unfolded
    _unfolded.set_viewport_size(DESKTOP)


@pytest.fixture(scope="session")
def at_home(browser: Browser) -> Iterator[Page]:
    """A tab whose browser speaks Indonesian and whose user asks for stillness."""
    with visitor(browser, locale="id-ID", reduced_motion="reduce") as tab:
        yield tab


@pytest.fixture(scope="session")
def opened_at_home(at_home: Page, address: str, name: str) -> Page:
    """The page `name` in that tab with everything unfolded, for reading and for the keyboard."""
    return serving.unfold(serving.visit(at_home, f"{address}/{name}"))


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything here drives a browser."""
    item.add_marker(pytest.mark.browser)


class PageByPage(LoadScopeScheduling):
    """Hands out the tests of one page together, and every other test by itself."""

    def _split_scope(self, nodeid: str) -> str:
        parameters = nodeid.partition("[")[2]
        return next((name for name in ADDRESSES if parameters.startswith(name)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> PageByPage:
    """How `pytest -n 2 tests/browser` shares out the tests."""
    return PageByPage(config, log)
