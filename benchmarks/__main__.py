"""What a user waits for, beside one yardstick of the same run: python -m benchmarks

The yardstick is pandas.read_excel(engine="openpyxl") on a training book of 10,000 rows and 12 columns. Import, file to
validated frame, first full render of Ringkasan on a cold server, its reload on a warm one, and the rerun after a filter
changes are printed in seconds and as ratios to it: medians of several runs, because machines are noisy.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks.browsing import waits
from benchmarks.shapes import write_shared
from benchmarks.timing import seconds
from data.ingest.load import load_books

ROWS = 10_000
RUNS = 3


def _import(module: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)


def _of_files(path: Path) -> dict[str, float]:
    steps: dict[str, Callable[[], object]] = {
        "pandas.read_excel, openpyxl": lambda: pd.read_excel(path, engine="openpyxl"),
        "file to validated frame": lambda: load_books([path]),
        "import data.ingest.load": lambda: _import("data.ingest.load"),
        "import analysis.impact.verdict": lambda: _import("analysis.impact.verdict"),
        "import pandas alone": lambda: _import("pandas"),
    }
    return {name: median(seconds(step) for _ in range(RUNS)) for name, step in steps.items()}


def main() -> None:
    """Measure everything and print one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pelatihan.xlsx"
        write_shared(path, ROWS)
        figures = _of_files(path) | waits(RUNS)
    yardstick = figures["pandas.read_excel, openpyxl"]
    print(f"median of {RUNS} runs; book of {ROWS:,} rows × 12 columns")
    for name, took in figures.items():
        print(f"{name:32} {took:7.3f} s  {took / yardstick:6.2f} × yardstick")


if __name__ == "__main__":
    main()
