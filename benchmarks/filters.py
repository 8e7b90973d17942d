"""How long a page takes after a choice nobody made before: python -m benchmarks.filters [--pages NAME …]

Every page is opened, and each of its filters is set to each of its values in turn, every other filter at its default.
A filter is what a page's address keeps. Printed are median, 95th percentile and most of the script runs that follow a
choice, by processor and by clock, and which choice took the most; nothing is timed twice, so that no run finds its
answer made. Made in one process without a browser, on the sample's books.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from benchmarks.rerun import add_pages, go_to, print_table, took, visitor

NUMBERS, STEPS = "number_input", 2
HEAD = (
    "| page | choices | processor: median | p95 | most | clock: median | p95 | most | (ms) after\n" + "|---" * 9 + "|"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter by its key, one of its values, and the value it has unless told otherwise."""

    key: str
    value: Any
    default: Any


def filters_of(app: AppTest) -> list[Any]:
    """The widgets of a page that its address keeps."""
    kinds = ("selectbox", "multiselect", "button_group", "toggle", "slider", NUMBERS)
    return [one for kind in kinds for one in app.get(kind) if one.proto.query_param_key]


def choices(app: AppTest) -> Iterator[Choice]:
    """Every value of every filter but those it has."""
    for one in filters_of(app):
        yield from (Choice(one.key, value, one.value) for value in values_of(one) if str(value) != str(one.value))


def values_of(one: Any) -> Sequence[Any]:
    """What a filter can be set to; of a number without end the next steps, of several at once each alone."""
    if one.type == "multiselect":
        return [[option] for option in one.options]
    if one.type == "toggle":
        return [True, False]
    if one.type == "slider":
        return list(range(int(one.min), int(one.max) + 1, int(one.step)))
    if one.type == NUMBERS:
        return [(one.value or 0) + turn * one.step for turn in range(1, STEPS + 1)]
    return one.options


def chosen(app: AppTest, key: str, value: Any) -> AppTest:
    """The page with that filter set, to be run."""
    (one,) = (one for one in filters_of(app) if one.key == key)
    one.set_value(value)
    return app


def times(page: Path) -> tuple[list[Choice], np.ndarray]:
    """Every choice of a page, and clock and processor seconds of the run that follows it (choices × 2)."""
    app = go_to(page, visitor())
    made = list(choices(app))
    seconds = []
    for choice in made:
        seconds.append(took(chosen(app, choice.key, choice.value).run))
        chosen(app, choice.key, choice.default).run()
    return made, np.array(seconds).reshape(len(made), 2)


def line(page: Path) -> str:
    """One row of the table: processor and then clock, median, 95th percentile and most, and the slowest choice."""
    made, seconds = times(page)
    if not made:
        return f"| {page.stem} | 0 | no filter |"
    by_way = np.array([np.median(seconds, axis=0), np.percentile(seconds, 95, axis=0), seconds.max(axis=0)])
    slowest = made[int(seconds[:, 1].argmax())]
    cells = [f"{1000 * value:,.0f}" for value in by_way[:, ::-1].T.ravel()]
    return f"| {' | '.join([page.stem, str(len(made)), *cells, f'{slowest.key}={slowest.value}'])} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filters", description=__doc__)
    add_pages(parser)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DAMPAK_HOME": home, "DAMPAK_DATA": ""}
        print_table(HEAD, line, args.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
