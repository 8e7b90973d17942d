"""How long a page takes to run again with a million records in the store: python -m benchmarks.rerun [--records N]

The sample's books and N made-up cases, one book a quarter, are imported into a store of their own; every page reads
that store. Each page is opened once from Ringkasan and then run again and again in the same visit. Printed are the
first opening, and the median and 95th percentile of the reruns: clock, and the processor's time, which other programs
disturb less.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from benchmarks.city import MONTHS, cases
from data import store
from data.access import SYSTEM
from data.ingest.load import default_sources, load_books

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").glob("[!p]*/*.py"))
RERUNS = 20
HEADER = ["Unit Kerja", "Jenis Layanan", "Tanggal Masuk", "Tanggal Selesai", "Standar (menit)", "Dikembalikan"]
HEAD = "| page | clock: first | median | p95 | processor: first | median | p95 | (ms)\n|---|---|---|---|---|---|---|"
MOMENT = "%d/%m/%Y %H:%M:%S"


def registers(records: int, units: Sequence[str], seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """About `records` made-up cases of those units, as one CSV book a quarter."""
    each = records // len(MONTHS)
    for quarter, months in MONTHS.to_series().groupby(MONTHS.asfreq("Q")):
        tables = [cases(month, each, np.random.default_rng([seed, month.ordinal])).to_pandas() for month in months]
        rows = pd.concat(tables, ignore_index=True)
        names = dict(zip(rows["unit"].unique(), units, strict=False))
        book = pd.DataFrame(
            {
                "unit": rows["unit"].astype(object).map(names),
                "layanan": "KTP",
                "masuk": rows["masuk"].dt.strftime(MOMENT),
                "selesai": rows["selesai"].dt.strftime(MOMENT),
                "standar_menit": rows["standar_menit"].astype("Int64"),
                "dikembalikan": rows["dikembalikan"].map({True: "ya", False: "tidak"}),
            }
        )
        yield f"layanan {quarter}.csv", book.set_axis(HEADER, axis=1).to_csv(index=False, sep=";").encode()


def fill_store(records: int) -> None:
    """Import the sample's books and the made-up registers of the sample's units."""
    sample = default_sources()
    units = sorted(load_books(sample).kinerja["unit"].unique())
    store.import_books(sample, SYSTEM)
    for book in registers(records, units):
        store.import_books([book], SYSTEM)


def visit(page: Path) -> tuple[tuple[float, float], np.ndarray]:
    """Clock and processor seconds of a page's first opening in this process, and of RERUNS reruns (RERUNS × 2)."""
    app = visitor()
    first = took(lambda: go_to(page, app))
    return first, np.array([took(app.run) for _ in range(RERUNS)])


def visitor() -> AppTest:
    """The program as a new visitor meets it, on Ringkasan."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).run()


def go_to(page: Path, app: AppTest) -> AppTest:
    """That page opened; RuntimeError where it has no title, or fails."""
    app.switch_page(str(page.relative_to(ROOT))).run()
    shown = [one.value for one in app.title]
    if not shown or app.exception or app.error:
        raise RuntimeError(f"{page.stem}: {shown} {[one.value for one in (*app.exception, *app.error)]}")
    return app


def took(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def line(page: Path) -> str:
    """One row of the table: first opening, median and 95th percentile of the reruns, in milliseconds."""
    first, reruns = visit(page)
    clock_and_processor = np.array([first, np.median(reruns, axis=0), np.percentile(reruns, 95, axis=0)]).T
    cells = [f"{1000 * value:,.0f}" for value in clock_and_processor.ravel()]
    return f"| {' | '.join([page.stem, *cells])} |"


def add_pages(parser: argparse.ArgumentParser) -> None:
    """The option by which a benchmark is told which pages to open."""
    parser.add_argument(
        "--pages", nargs="+", metavar="NAME", choices=[page.stem for page in PAGES],
        help="names of files in pages/, without .py; all without this",
    )  # fmt: skip


def print_table(head: str, row: Callable[[Path], str], names: Sequence[str] | None) -> None:
    """The head, and as each comes the row of every page of these names (None: of all)."""
    print(head, flush=True)
    for page in (page for page in PAGES if names is None or page.stem in names):
        print(row(page), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row a page, clock first and then processor, in milliseconds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rerun", description=__doc__)
    parser.add_argument("--records", type=int, default=10**6)
    add_pages(parser)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DAMPAK_HOME": home, "DAMPAK_DATA": ""}
        print(f"import: {took(lambda: fill_store(args.records))[0]:.0f} s", flush=True)
        print_table(HEAD, line, args.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
