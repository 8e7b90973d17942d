"""How long a page lets a user wait, beside plain pages of the same charts in one run: python -m benchmarks.pages

Servers stand side by side on this machine: the dashboard, plain Streamlit scripts and a Dash app, which draw the same
chart from the same books. One browser opens each page, and on Pelatihan dan kepuasan chooses another lag, in turn,
RUNS times; medians are printed in seconds, beside plain Streamlit's. It needs benchmarks/requirements.txt (Dash).
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from statistics import median

from playwright.sync_api import Page

from benchmarks.timing import seconds
from tests.browser.serving import ROOT, browser, free_port, running, server, streamlit

RUNS = 7
OVERVIEW, OUTCOME, PLAIN = "Ringkasan", "Pelatihan dan kepuasan", "plain Streamlit"
DRAWN = "() => document.querySelector('.js-plotly-plot .main-svg text')"
LETTERS = "() => [...document.querySelectorAll('.main-svg text')].map((one) => one.textContent).join()"
CHANGED = f"(before) => ({LETTERS})() !== before"

Waits = dict[tuple[str, str], tuple[float, float]]


@contextmanager
def pages() -> Iterator[Mapping[tuple[str, str], str]]:
    """Every compared page's address, by what it shows and what it is made with."""
    port = free_port()
    dash = [sys.executable, "-m", "benchmarks.plain.pages_dash", str(port)]
    with (
        server() as own,
        streamlit("benchmarks/plain/overview_streamlit.py", PYTHONPATH=str(ROOT)) as overview,
        streamlit("benchmarks/plain/outcome_streamlit.py", PYTHONPATH=str(ROOT)) as outcome,
        running(dash, f"http://127.0.0.1:{port}") as other,
    ):
        yield {
            (OVERVIEW, "dashboard"): own,
            (OVERVIEW, PLAIN): overview,
            (OVERVIEW, "Dash"): other,
            (OUTCOME, "dashboard"): f"{own}/pelatihan-kepuasan",
            (OUTCOME, PLAIN): outcome,
            (OUTCOME, "Dash"): f"{other}/pelatihan-kepuasan",
        }


def opened(page: Page, address: str) -> None:
    """Open the page and wait until its chart is drawn."""
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=60_000)


def chosen(page: Page, lag: str) -> None:
    """Choose a lag and wait until the chart says something else."""
    before = page.evaluate(LETTERS)
    page.get_by_role("radio", name=lag, exact=True).or_(page.get_by_role("button", name=lag, exact=True)).first.click()
    page.wait_for_function(CHANGED, arg=before, timeout=60_000)


def once(page: Page, shows: str, address: str) -> tuple[float, float]:
    """Seconds to the page's chart, and to a changed one after another lag was chosen (NaN without the choice)."""
    took = seconds(partial(opened, page, address))
    return took, seconds(partial(chosen, page, "1")) if shows == OUTCOME else float("nan")


def waits(runs: int) -> Waits:
    """Median seconds by page, as in `once`; a first turn warms every server up and is not counted."""
    with pages() as compared, browser() as chromium:
        page = chromium.new_page()
        turns = [{one: once(page, one[0], address) for one, address in compared.items()} for _ in range(runs + 1)][1:]
    return {one: (median(turn[one][0] for turn in turns), median(turn[one][1] for turn in turns)) for one in turns[0]}


def main() -> None:
    """Measure all pages and print one line each."""
    found = waits(RUNS)
    print(f"median of {RUNS} warm runs                          open  ratio   another lag  ratio")
    for (shows, made_with), took in found.items():
        pairs = zip(took, found[shows, PLAIN], strict=True)
        cells = [f"{own:8.2f} s {own / plain:6.2f}" for own, plain in pairs if own == own]
        print(f"{shows:24} {made_with:16}", *cells)


if __name__ == "__main__":
    main()
