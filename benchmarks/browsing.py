"""How long a user waits in the browser: cold start, warm page, changed filter; needs the development requirements."""

import time
from itertools import pairwise
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.timing import seconds
from tests.browser.serving import browser, server, settle, visit

FRAMES = """() => new Promise((done) => {
  const rows = document.querySelector('.dvn-scroller'), times = [];
  const frame = (now) => {
    times.push(now);
    rows.scrollTop += 20;
    times.length > 120 ? done(times) : requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})"""
"""Scrolls the first table and tells when each frame was drawn, in milliseconds."""


def waits(runs: int) -> dict[str, float]:
    """Median seconds: a cold server's first Ringkasan, a warm one, new figures after a filter change, a frame."""
    with browser() as running:
        cold = median(_cold_start(running) for _ in range(runs))
        with server() as address:
            page = running.new_page()
            visit(page, address)
            warm = median(seconds(lambda: visit(page, address)) for _ in range(runs))
            visit(page, f"{address}/sebelum-sesudah")
            changed = median(seconds(lambda: _widen_window(page)) for _ in range(runs))
            times = visit(page, f"{address}/jelajah").evaluate(FRAMES)
            frame = median(later - earlier for earlier, later in pairwise(times)) / 1000
    return {
        "cold start to Ringkasan": cold,
        "warm Ringkasan": warm,
        "filter changed": changed,
        "a frame while Jelajah scrolls": frame,
    }


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
