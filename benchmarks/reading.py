"""What checking a large book costs beside pandas on the same file: python -m benchmarks.reading [--runs N] [ROWS]

A training book of 12 columns is written in four shapes (benchmarks.shapes); each is given to `python -m data check`
and to pandas.read_excel with openpyxl (.ods: odfpy) and with calamine, each as a whole process. Machines are noisy, so
the runs are paired, one after the other, and the least processor time of each counts, the reader's child included. An
.ods gets a fifth of the rows. It prints seconds, ratios to the check and the peak memory of its larger process.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.shapes import SHAPES

ROOT = Path(__file__).resolve().parent.parent
SLOW_ENGINES = {".xlsx": "openpyxl", ".ods": "odf"}
MOST_ROWS_FOR_SLOW_ENGINES = 200_000


def cost(arguments: list[str]) -> tuple[float, float]:
    """Run Python with these arguments; processor seconds and the peak MB of the largest of its processes."""
    program = (
        "import resource, subprocess, sys;"
        "done = subprocess.run([sys.executable, *sys.argv[1:]], stdout=-3, stderr=-1);"
        "assert b'Traceback' not in done.stderr, done.stderr;"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "-W", "ignore", *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def contenders(path: Path, rows: int) -> dict[str, list[str]]:
    """The programs to compare on one file, by name."""
    engines = ["calamine"]
    if path.suffix in SLOW_ENGINES and rows <= MOST_ROWS_FOR_SLOW_ENGINES:
        engines.insert(0, SLOW_ENGINES[path.suffix])
    read = {
        f"pandas, {engine}": f"import pandas; pandas.read_excel({str(path)!r}, engine={engine!r})" for engine in engines
    }
    return {"check": ["-m", "data", "check", str(path)], **{name: ["-c", code] for name, code in read.items()}}


def compare(path: Path, rows: int, runs: int) -> str:
    """One row of the table: the shape, and what each program took."""
    programs = contenders(path, rows)
    taken = [{name: cost(arguments) for name, arguments in programs.items()} for _ in range(runs)]
    least = {name: min(run[name][0] for run in taken) for name in programs}
    ratios = "".join(f"; {name} {s:.2f} s = {s / least['check']:.1f} x" for name, s in least.items() if name != "check")
    peak = max(run["check"][1] for run in taken)
    return f"{path.name:<12} {rows:>9,} rows: check {least['check']:.2f} s, at most {peak:,.0f} MB a process{ratios}"


def main() -> None:
    """Measure the four shapes with as many rows as the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DAMPAK_HOME"] = folder
        for name, write in SHAPES.items():
            rows = arguments.rows // 5 if name.endswith(".ods") else arguments.rows
            write(Path(folder) / name, rows)
            print(compare(Path(folder) / name, rows, arguments.runs), flush=True)


if __name__ == "__main__":
    main()
