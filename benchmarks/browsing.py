"""How long a user waits in the browser: cold start, warm page, changed filter; needs the development requirements."""

from __future__ import annotations

import time
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.timing import seconds
from tests.browser.serving import browser, server, settle, visit


def waits(runs: int) -> dict[str, float]:
    """Median seconds to a cold server's first Ringkasan, to a warm one, and to new figures after a filter change."""
    with browser() as running:
        cold = median(_cold_start(running) for _ in range(runs))
        with server() as address:
            page = running.new_page()
            visit(page, address)
            warm = median(seconds(lambda: visit(page, address)) for _ in range(runs))
            visit(page, f"{address}/sebelum-sesudah")
            changed = median(seconds(lambda: _widen_window(page)) for _ in range(runs))
    return {"cold start to Ringkasan": cold, "warm Ringkasan": warm, "filter changed": changed}


def _cold_start(running: Browser) -> float:
    """From the start of a server to its first complete Ringkasan, in an open browser that has seen nothing of it."""
    page, start = running.new_page(), time.perf_counter()
    with server() as address:
        visit(page, address)
        return time.perf_counter() - start


def _widen_window(page: Page) -> None:
    main = page.get_by_test_id("stMain")
    before = main.inner_text()
    page.get_by_role("slider").first.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('[data-testid=stMain]').innerText !== before", arg=before)
    settle(page)
