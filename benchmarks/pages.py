"""How long a page lets a user wait, beside the same three charts as plain pages of one run: python -m benchmarks.pages

Three servers stand side by side on this machine: the dashboard, a plain Streamlit script and a Dash app. One browser
opens each page and moves its slider in turn, RUNS times; medians are printed in seconds, beside plain Streamlit's.
The server's own part of a changed filter is timed without a browser. It needs benchmarks/requirements.txt (Dash).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from statistics import median

from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from benchmarks.timing import seconds
from tests.browser.serving import ROOT, browser, free_port, running, server, streamlit

RUNS = 7
PAGE = "pages/analyst/sebelum_sesudah.py"
DRAWN = """(least) => {
  const charts = [...document.querySelectorAll('.js-plotly-plot')];
  return charts.length >= least && charts.every((chart) => chart.querySelector('.main-svg text'));
}"""
LETTERS = "() => [...document.querySelectorAll('.main-svg text')].map((one) => one.textContent).join()"
CHANGED = f"(before) => ({LETTERS})() !== before"


@contextmanager
def pages() -> Iterator[Mapping[str, tuple[str, int]]]:
    """Every compared page's address and how many charts it draws."""
    port = free_port()
    dash = [sys.executable, "-m", "benchmarks.plain.three_charts_dash", str(port)]
    with (
        server() as own,
        streamlit("benchmarks/plain/three_charts_streamlit.py", PYTHONPATH=str(ROOT)) as plain,
        running(dash, f"http://127.0.0.1:{port}") as other,
    ):
        yield {
            "dashboard, Ringkasan": (own, 1),
            "dashboard, Sebelum–sesudah": (f"{own}/sebelum-sesudah", 2),
            "plain Streamlit page": (plain, 3),
            "Dash page": (other, 3),
        }


def opened(page: Page, address: str, charts: int) -> None:
    """Open the page and wait until all its charts are drawn."""
    page.goto(address)
    page.wait_for_function(DRAWN, arg=charts, timeout=60_000)


def moved(page: Page) -> None:
    """Move the page's slider by one and wait until the charts say something else."""
    before = page.evaluate(LETTERS)
    slider = page.get_by_role("slider").first
    slider.press("ArrowLeft" if int(slider.get_attribute("aria-valuenow") or 6) > 6 else "ArrowRight")
    page.wait_for_function(CHANGED, arg=before, timeout=60_000)


def once(page: Page, address: str, charts: int) -> tuple[float, float]:
    """Seconds to the page's charts, and to changed charts after its slider moved (NaN without a slider)."""
    took = seconds(partial(opened, page, address, charts))
    return took, seconds(partial(moved, page)) if page.get_by_role("slider").count() else float("nan")


def waits(runs: int) -> dict[str, tuple[float, float]]:
    """Median seconds by page, as in `once`; a first turn warms every server up and is not counted."""
    with pages() as compared, browser() as chromium:
        page = chromium.new_page()
        turns = [{name: once(page, *one) for name, one in compared.items()} for _ in range(runs + 1)][1:]
    return {
        name: (median(turn[name][0] for turn in turns), median(turn[name][1] for turn in turns)) for name in turns[0]
    }


def server_side(runs: int) -> float:
    """Median seconds of the script run that follows a moved slider on Sebelum–sesudah."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DAMPAK_HOME": home, "DAMPAK_DATA": ""}
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run().switch_page(PAGE).run()
        return median(seconds(app.slider[0].set_value(3 + turn % 2).run) for turn in range(runs))


def main() -> None:
    """Measure all pages and print one line each."""
    found = waits(RUNS)
    plain = found["plain Streamlit page"]
    print(f"median of {RUNS} warm runs          open      ratio   slider      ratio")
    for name, (rendered, filtered) in found.items():
        ratios = rendered / plain[0], filtered / plain[1]
        print(f"{name:28} {rendered:7.2f} s  {ratios[0]:7.2f}  {filtered:7.2f} s  {ratios[1]:7.2f}")
    print(f"server side of a moved slider {1000 * server_side(RUNS):5.0f} ms")


if __name__ == "__main__":
    main()
