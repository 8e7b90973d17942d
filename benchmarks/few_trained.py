"""Does the interval hold where few units are trained? python -m benchmarks.few_trained [--draws 300] [--write]

Offices without effect, 36 months: units × trained units × one or three dates of training. Coverage is that of the
headline's 95 % interval, *trend fails* the share in which "Tren sebelum pelatihan" fails, nominally 1 %.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.impact.checks import CheckInput, Context
from analysis.impact.checks.refits import refit
from analysis.impact.checks.trends import pre_trend, trend_difference
from analysis.impact.estimators.grid import read_grid
from analysis.impact.readiness import readiness
from analysis.impact.verdict import UNNAMED
from benchmarks.calibration import write_table
from data.samples.truth import simulate_panel

SEED = 500_000
SIZES, TRAINED, DATES = (9, 30, 60, 100), (3, 4, 5, 6, 10), ((18,), (12, 18, 24))
MARKS = ("<!-- few trained -->\n", "<!-- end of few trained -->")
HEAD = "| units | trained | dates | offices | coverage | trend fails | degrees of freedom | own | learned |"


@dataclass(frozen=True, slots=True)
class Row:
    """One cell: shares of its offices, and mean degrees of freedom."""

    units: int
    trained: int
    dates: int
    offices: int
    coverage: float
    trend_fails: float
    dof: float
    own_dof: float
    learned: float


def office(seed: int, units: int, trained: int, dates: Sequence[int]) -> pd.DataFrame:
    """An office without effect whose trained units start at these columns in turn."""
    panel = simulate_panel(seed, units=units, never=units - trained, effect=0, sigma=2.2)
    start = panel["period"].min()
    names = sorted(panel.loc[panel["first_treated"].notna(), "unit"].unique())
    first = {name: start + dates[place % len(dates)] for place, name in enumerate(names)}
    return panel.assign(first_treated=panel["unit"].map(first).astype(panel["period"].dtype))


def cell(units: int, trained: int, dates: Sequence[int], draws: int, seed: int = SEED) -> Row:
    """Judge that many offices of one kind."""
    found = np.array([_judged(office(seed + k, units, trained, dates)) for k in range(draws)])
    return Row(units, trained, len(dates), draws, *found.mean(0))


def _judged(panel: pd.DataFrame) -> tuple[float, ...]:
    ready = readiness(read_grid(panel))
    assert ready.design is not None
    fits = refit(ready.design)
    headline = fits.effect()
    case = CheckInput(ready, ready.design, fits, headline, float("nan"), UNNAMED, Context())
    fails = pre_trend(case, trend_difference(ready.design)).outcome == "fail"
    covered = headline.ci_low <= 0 <= headline.ci_high
    return covered, fails, headline.dof, headline.own_dof, headline.learned


def rows(draws: int, seed: int = SEED) -> Iterator[Row]:
    """Every cell in which units stay untrained, as each is done."""
    for units in SIZES:
        for trained in TRAINED:
            for dates in DATES if trained < units - 1 else ():
                yield cell(units, trained, dates, draws, seed)


def line(row: Row) -> str:
    """One line of the table; coverage below .93 and a check above twice its nominal size are set in bold."""
    coverage = f"**{row.coverage:.3f}**" if row.coverage < 0.93 else f"{row.coverage:.3f}"
    fails = f"**{row.trend_fails:.3f}**" if row.trend_fails > 0.02 else f"{row.trend_fails:.3f}"
    dof = f"{row.dof:.1f} | {row.own_dof:.1f} | {row.learned:.2f}"
    return f"| {row.units} | {row.trained} | {row.dates} | {row.offices} | {coverage} | {fails} | {dof} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every cell and print its row; exit 1 where one is in bold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.few_trained", description=__doc__)
    parser.add_argument("--draws", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true", help="put the table into docs/method.md")
    args = parser.parse_args(arguments)
    lines = []
    for row in rows(args.draws, args.seed):
        lines.append(line(row))
        print(lines[-1], flush=True)
    if args.write:
        about = f"Seeds {args.seed} and up.\n\n"
        write_table(about + "\n".join([HEAD, "|---" * 9 + "|", *lines]) + "\n", marks=MARKS)
    return int(any("**" in text for text in lines))


if __name__ == "__main__":
    sys.exit(main())
