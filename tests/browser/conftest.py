"""One server and one browser for all tests; every page notes where its requests go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import serving


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visit from an English-speaking browser; no request may leave this machine."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-US", accept_downloads=True)
    outside: list[str] = []
    context.on("request", lambda request: None if _local(request.url) else outside.append(request.url))
    tab = context.new_page()
    yield tab
    context.close()
    assert outside == []


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
