"""What a city costs as it grows: a month more of one kecamatan, and the verdict on many units.

    python -m benchmarks.growth [--rows 1000000 10000000] [--write]

Processor seconds of one run in one process; `--write` puts the two tables into docs/scale.md.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.impact.verdict import verdict_on
from benchmarks.calibration import write_table
from benchmarks.city import KECAMATAN, MONTHS, VERSION, cases, write_city
from data.panel.aggregate.cells import count_folder
from data.panel.dataset import Dataset, empty_frame
from data.region import monthly_store
from data.region.folder import EXPORTED_KINDS, point_to
from data.region.monthly_file import MonthlyFile, read_signed, signed
from data.region.read import read_region
from data.region.sending import monthly_file
from data.samples.truth import simulate_city

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
MONTH_MARKS = ("<!-- month -->\n", "<!-- end of month -->")
VERDICT_MARKS = ("<!-- verdict -->\n", "<!-- end of verdict -->")
MONTH_HEAD = (
    "| records | whole count | one kecamatan exports anew | a month's file made | collected | city read after it |"
)
VERDICT_HEAD = "| kecamatan × units | trained | verdict | with every other method |"
CITIES = ((31, 10), (500, 10))
NOW, KEY = datetime(2026, 11, 3, tzinfo=UTC), b"k" * 32


def month_more(rows: int) -> str:
    """The line of a city of so many records: each step's processor seconds."""
    with tempfile.TemporaryDirectory(prefix="dampak-growth-") as scratch:
        records, store = Path(scratch) / "records", Path(scratch) / "store"
        write_city(records, rows)
        whole = _seconds(lambda: count_folder(records))
        _export_anew(records, KECAMATAN[0])
        anew = _seconds(lambda: count_folder(records))
        office = Dataset(layanan=_office(rows))
        made = _seconds(lambda: _sent(office, MONTHS[-1]))
        _fill(store, office)
        read_region(store)
        content = _sent(office, MONTHS[-1], corrected=True)
        taken = _seconds(lambda: monthly_store.keep(store, _checked(content), content))
        read = _seconds(lambda: read_region(store))
    steps = " | ".join(f"{step:.2f}" for step in (whole, anew, made, taken, read))
    return f"| {rows:,} | {steps} |"


def verdicts() -> Iterator[str]:
    """A line a city and way of training."""
    for kecamatan, units in CITIES:
        for rollout in ("kecamatan", "across"):
            panel = simulate_city(5, kecamatan=kecamatan, units=units, rollout=rollout, shock=1.5, shock_rho=0.8)
            quick, thorough = (_seconds(partial(verdict_on, panel, thorough=every)) for every in (False, True))
            yield f"| {kecamatan} × {units} | {rollout} | {quick:.2f} | {thorough:.2f} |"


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _export_anew(folder: Path, kecamatan: str) -> None:
    name = f"kecamatan={kecamatan}"
    for kind in EXPORTED_KINDS:
        shutil.copytree(folder / kind / name / VERSION, folder / kind / name / "versi=2")
    point_to(folder, name, "versi=2")


def _office(rows: int) -> pd.DataFrame:
    """The cases of one kecamatan in all months."""
    each = round(rows / len(MONTHS) / len(KECAMATAN))
    months = [cases(month, each, np.random.default_rng([1, at])).to_pandas() for at, month in enumerate(MONTHS)]
    return pd.concat(months, ignore_index=True).reindex(columns=empty_frame("layanan").columns)


def _sent(office: Dataset, month: pd.Period, *, corrected: bool = False) -> bytes:
    return monthly_file(office, month, KECAMATAN[0], KEY, NOW.replace(hour=int(corrected)))


def _checked(content: bytes) -> MonthlyFile:
    return read_signed(content, lambda _: KEY)


def _fill(store: Path, office: Dataset) -> None:
    """All months of all kecamatan; what one kecamatan sent stands for the others too."""
    for month in MONTHS:
        stated = json.loads(_sent(office, month).partition(b"\n")[0])
        for kecamatan in KECAMATAN:
            content = signed({**stated, "kecamatan": kecamatan}, KEY)
            monthly_store.keep(store, _checked(content), content)


def _table(head: str, lines: Sequence[str], marks: tuple[str, str]) -> None:
    rule = "|---" * (head.count("|") - 1) + "|"
    write_table("\n".join([head, rule, *lines]) + "\n", PAGE, marks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=(10**6, 10**7))
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    args = parser.parse_args(arguments)
    months, judged = [month_more(rows) for rows in args.rows], list(verdicts())
    print("\n".join([MONTH_HEAD, *months, VERDICT_HEAD, *judged]))
    if args.write:
        _table(MONTH_HEAD, months, MONTH_MARKS)
        _table(VERDICT_HEAD, judged, VERDICT_MARKS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
