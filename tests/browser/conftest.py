"""One server and one browser a test process; every visit notes where its requests go.

Tests that only look share one visit a page: `opened`. All tests of one page run one after the other in one process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import serving
from tests.browser.serving import ADDRESSES, DESKTOP, PATIENCE

expect.set_options(timeout=PATIENCE)


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


@dataclass(frozen=True)
class Desk:
    """A browser that keeps the program's own files from tab to tab, and which requests have left this machine."""

    context: BrowserContext
    outside: list[str]

    @contextmanager
    def visit(self) -> Iterator[Page]:
        """A tab of its own, to the server a browser that was never there; no request may leave this machine."""
        self.context.clear_cookies()
        tab = self.context.new_page()
        yield tab
        tab.close()
        assert self.outside == []


@contextmanager
def desk(browser: Browser, **options: Any) -> Iterator[Desk]:
    """A browser that speaks English and whose user asks for stillness, unless told otherwise."""
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-US", "reduced_motion": "reduce", **options})
    context.set_default_timeout(PATIENCE)
    outside: list[str] = []
    context.on("request", lambda request: None if _local(request.url) else outside.append(request.url))
    yield Desk(context, outside)
    context.close()


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Page]:
    """A first visit, in a browser that was never here."""
    with desk(browser, **options) as one, one.visit() as tab:
        yield tab


@pytest.fixture(scope="session")
def english_desk(browser: Browser) -> Iterator[Desk]:
    """The desk of most visits."""
    with desk(browser) as one:
        yield one


@pytest.fixture
def page(english_desk: Desk) -> Iterator[Page]:
    """A visit of this test's own."""
    with english_desk.visit() as tab:
        yield tab


@pytest.fixture(scope="session")
def tab(english_desk: Desk) -> Iterator[Page]:
    """The tab in which `opened` looks at page after page."""
    with english_desk.visit() as one:
        yield one


@pytest.fixture(scope="session", params=ADDRESSES)
def name(request: pytest.FixtureRequest) -> str:
    """Every page by its address, one after the other."""
    return request.param


@pytest.fixture(scope="session")
def _unfolded(tab: Page, address: str, name: str) -> Page:
    return serving.unfold(serving.visit(tab, f"{address}/{name}{serving.WHOLE}"))


@pytest.fixture
def opened(_unfolded: Page) -> Iterator[Page]:
    """The page `name` with everything unfolded, to look at and not to change; window and media may be."""
    yield _unfolded
    _unfolded.emulate_media(media="null", color_scheme="null")
    _unfolded.set_viewport_size(DESKTOP)


@pytest.fixture(scope="session")
def at_home(browser: Browser) -> Iterator[Page]:
    """A tab whose browser speaks Indonesian."""
    with visitor(browser, locale="id-ID") as tab:
        yield tab


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything here drives a browser."""
    item.add_marker(pytest.mark.browser)
