"""How the panel grows with the records: python -m benchmarks.scale [--rows N …] [--write]

For each number of rows a made-up city is written as `python -m data export` keeps it; then its service figures are
counted in several ways, each in a fresh process, and compared with those of the panel on DuckDB to 1e-9. Printed:
seconds, processor seconds (they tell more on a busy machine), peak memory. A way that asks for more memory than there
is to give, or for more time, is stopped and stands in the table as that. `--write` puts the table into docs/scale.md.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.city import write_city
from benchmarks.counters import ENGINES, WAYS

SIZES = (10**6, 10**7, 10**8)
MOST = {"panel on Spark, local": 10**7}
MEMORY_GB, PATIENCE_SECONDS = 14, 1200
KEYS = ["indicator", "unit", "period"]
PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
MARKS = ("<!-- scale -->\n", "<!-- end of scale -->")
HEAD = "| records | way | seconds | processor s | peak memory | same to 1e-9 |\n|---|---|---|---|---|---|\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One way at one size; `memory` in GB. Spark's are another program's: NaN. `same` None: stopped."""

    records: int
    way: str
    seconds: float
    processor: float
    memory: float
    same: bool | None


def measure(rows: int) -> Iterator[Row]:
    """Every way that can count so many rows, the panel on DuckDB first."""
    with tempfile.TemporaryDirectory(prefix="dampak-scale-") as scratch:
        folder = Path(scratch)
        write_city(folder, rows)
        expected = None
        for way in WAYS:
            if rows > MOST.get(way, rows):
                continue
            figures, cells = _in_a_process(way, folder)
            expected = cells if expected is None else expected
            yield Row(rows, way, **figures, same=_same(cells, expected))


def _in_a_process(way: str, folder: Path) -> tuple[dict[str, float], pd.DataFrame | None]:
    out = folder / "cells.parquet"
    command = [sys.executable, "-m", "benchmarks.scale", "--one", way, str(folder), str(out)]
    environment = os.environ | {"DAMPAK_ENGINE": ENGINES.get(way, "duckdb")}
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    figures = _watch(child)
    if child.returncode == -signal.SIGKILL:
        return figures, None
    said, _ = child.communicate()
    if child.returncode:
        raise SystemExit(f"{way}: exit {child.returncode}")
    return json.loads(said.splitlines()[-1]), pd.read_parquet(out)


def _watch(child: subprocess.Popen[str]) -> dict[str, float]:
    """Wait for the child; kill it where it takes too much memory or time. What it had taken by then."""
    started, taken = time.perf_counter(), {"seconds": 0.0, "processor": 0.0, "memory": 0.0}
    while child.poll() is None:
        taken = _taken(child.pid) | {"seconds": time.perf_counter() - started}
        if taken["memory"] > MEMORY_GB or taken["seconds"] > PATIENCE_SECONDS:
            child.kill()
            child.wait()
        time.sleep(0.05)
    return taken


def _taken(process: int) -> dict[str, float]:
    """Processor seconds and memory (GB) of a running process, as Linux tells them."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks, pages = sum(map(int, fields[11:13])), int(fields[21])
    return {"processor": ticks / os.sysconf("SC_CLK_TCK"), "memory": pages * resource.getpagesize() / 1e9}


def _one(way: str, folder: Path, out: Path) -> None:
    start = time.perf_counter()
    cells = WAYS[way](folder)
    took = time.perf_counter() - start
    cells.astype({"value": float, "n": float}).to_parquet(out)
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    elsewhere = float("nan") if way in ENGINES else 1.0
    print(json.dumps({"seconds": took, "processor": elsewhere * processor, "memory": elsewhere * own.ru_maxrss / 1e6}))


def _same(cells: pd.DataFrame | None, expected: pd.DataFrame | None) -> bool | None:
    if cells is None or expected is None:
        return None
    found, known = (table.sort_values(KEYS, ignore_index=True) for table in (cells, expected))
    if not found[KEYS].astype(str).equals(known[KEYS].astype(str)):
        return False
    return bool(np.allclose(found[["value", "n"]], known[["value", "n"]], rtol=0, atol=1e-9))


def line(row: Row) -> str:
    """The row as a line of a Markdown table."""
    memory = "–" if pd.isna(row.memory) else f"{row.memory:.2f} GB"
    processor = "–" if pd.isna(row.processor) else f"{row.processor:.1f}"
    same = {None: "stopped", True: "yes", False: "**no**"}[row.same]
    return f"| {row.records:,} | {row.way} | {row.seconds:.1f} | {processor} | {memory} | {same} |"


def write_table(rows: Sequence[Row], page: Path = PAGE) -> None:
    """Replace what stands between the two marks in the page."""
    start, end = MARKS
    before, rest = page.read_text(encoding="utf-8").split(start)
    table = HEAD + "".join(f"{line(row)}\n" for row in rows)
    page.write_text(before + start + table + end + rest.split(end)[1], encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the sizes asked for; exit 1 where two ways disagree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--write", action="store_true", help="put the table into docs/scale.md")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.one:
        _one(args.one[0], Path(args.one[1]), Path(args.one[2]))
        return 0
    rows = []
    for size in args.rows:
        for row in measure(size):
            rows.append(row)
            print(line(row), flush=True)
    if args.write:
        write_table(rows)
    return int(any(row.same is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
