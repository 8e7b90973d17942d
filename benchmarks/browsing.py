"""How long a user waits in the browser: cold start, warm page, changed filter; needs the development requirements."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Page

from benchmarks.timing import seconds
from tests.browser.serving import browser, server, settle, visit


def waits(runs: int) -> dict[str, float]:
    """Median seconds to a cold server's first Ringkasan, to a warm one, and to new figures after a filter change."""
    cold = median(seconds(_cold_start) for _ in range(runs))
    with _dashboard() as (page, address):
        visit(page, address)
        warm = median(seconds(lambda: visit(page, address)) for _ in range(runs))
        visit(page, f"{address}/sebelum-sesudah")
        changed = median(seconds(lambda: _widen_window(page)) for _ in range(runs))
    return {"cold start to Ringkasan": cold, "warm Ringkasan": warm, "filter changed": changed}


@contextmanager
def _dashboard() -> Iterator[tuple[Page, str]]:
    with (
        tempfile.TemporaryDirectory() as home,
        server(DAMPAK_DATA="", DAMPAK_HOME=home) as address,
        browser() as running,
    ):
        yield running.new_page(), address


def _cold_start() -> None:
    with _dashboard() as (page, address):
        visit(page, address)


def _widen_window(page: Page) -> None:
    main = page.get_by_test_id("stMain")
    before = main.inner_text()
    page.get_by_role("slider").first.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('[data-testid=stMain]').innerText !== before", arg=before)
    settle(page)
