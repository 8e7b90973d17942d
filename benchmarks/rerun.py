"""How long a page takes to run again with many records behind it: python -m benchmarks.rerun [--records N]

The sample's books with N made-up cases in place of its own are every page's data. Each page runs once to fill what is
kept, then again and again: printed are the median and the 95th percentile of the server's processor time, which tells
more than the clock on a machine that others use too.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from benchmarks.city import MONTHS, cases
from data.books import default_sources, load_books
from data.dataset import Dataset, empty_frame
from pages.parts.cache import CHOSEN, Data

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").glob("[!p]*/*.py"))
RERUNS = 20


def with_cases(books: Dataset, records: int, seed: int = 1) -> Dataset:
    """The books with about `records` made-up cases of their own units."""
    units = sorted(books.kinerja["unit"].unique())
    each = records // len(MONTHS)
    tables = [cases(month, each, np.random.default_rng([seed, at])).to_pandas() for at, month in enumerate(MONTHS)]
    rows = pd.concat(tables, ignore_index=True)
    names = dict(zip(rows["unit"].unique(), units, strict=False))
    named = rows.assign(unit=rows["unit"].astype(object).map(names), layanan="KTP", file="layanan", sheet="", row=1)
    like = empty_frame("layanan")
    return dataclasses.replace(books, layanan=named.reindex(columns=like.columns).astype(like.dtypes.to_dict()))


def reruns(page: Path, data: Data) -> tuple[float, float]:
    """Median and 95th percentile of the seconds that `page` takes once everything is kept."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    app.session_state[CHOSEN] = data
    app.switch_page(str(page.relative_to(ROOT))).run()
    took = [_processor_seconds(app.run) for _ in range(RERUNS)]
    return float(np.median(took)), float(np.percentile(took, 95))


def _processor_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rerun", description=__doc__)
    parser.add_argument("--records", type=int, default=10**6)
    parser.add_argument("--pages", nargs="+", help="names of files in pages/, without .py; all without this")
    args = parser.parse_args(arguments)
    data = Data(with_cases(load_books(default_sources()), args.records), f"{args.records} records", own=True)
    for page in (page for page in PAGES if not args.pages or page.stem in args.pages):
        median, late = reruns(page, data)
        print(f"{page.stem:24} median {1000 * median:6.0f} ms, p95 {1000 * late:6.0f} ms", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
