"""How long the five formats of one office's month take, from its books to the files: python -m benchmarks.report

Each part is measured once, as the first run of a fresh process meets it, by the clock and by the processor's time, and
beside pandas.read_excel (openpyxl) on a book of 10,000 rows and 12 columns in the same run.
"""

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.report.content.build import build_report
from analysis.report.formats.files import WRITERS, written
from benchmarks.shapes import write_shared
from data.ingest.load import default_sources, load_books
from data.vocabulary.periods import parse_period

ROWS = 10_000
MONTH = parse_period("2026-10")


class Took(NamedTuple):
    """Seconds by the clock, and by this process's processor."""

    clock: float
    busy: float


def main() -> None:
    """Print one line a part, then the sum."""
    yardstick = _both(_yardstick())
    parts = dict(_parts())
    parts["the whole set"] = Took(sum(one.clock for one in parts.values()), sum(one.busy for one in parts.values()))
    for name, took in {"pandas.read_excel, openpyxl": yardstick, **parts}.items():
        clock = f"{took.clock:6.2f} s clock {took.clock / yardstick.clock:6.2f} ×"
        print(f"{name:30} {clock} {took.busy:8.2f} s processor {took.busy / yardstick.busy:6.2f} ×")


def _parts() -> Iterator[tuple[str, Took]]:
    made: list[Any] = []
    yield "read the books", _both(lambda: made.append(load_books(default_sources())))
    yield "compute", _both(lambda: made.append(build_report(made[0], MONTH, printed_at=datetime.now())))
    for name in WRITERS:
        yield name, _both(partial(written, made[1], name))


def _yardstick() -> Callable[[], object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pelatihan.xlsx"
        write_shared(path, ROWS)
        content = io.BytesIO(path.read_bytes())
    return lambda: pd.read_excel(content, engine="openpyxl")


def _both(work: Callable[[], object]) -> Took:
    """Seconds of one call, by the clock and by this process."""
    wall, busy = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - busy)


if __name__ == "__main__":
    main()
