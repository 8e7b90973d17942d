"""How often the verdict errs: thousands of simulated offices whose true effect is known.

    python -m benchmarks.calibration [--draws 1000] [--units 9 30 300] [--cells drift worst] [--write]
    python -m benchmarks.calibration --city [--draws 300] [--cells by_1.5_0.8] [--write]

With --city: cities of 6 × 6 and 31 × 9 units, shocks by kecamatan. Each cell is a kind of office; `--write` puts the table into docs/method.md. The same seed gives the same table.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.impact.checks import Drift
from analysis.impact.estimators import Design, ImpactError, its
from analysis.impact.verdict import Verdict, judge
from data.samples.truth import simulate_city, simulate_panel, truth_of

SEED = 20_000
PROCESSES = 2
SIZES = (9, 30, 300)
METHOD_PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"
MARKS = ("<!-- calibration -->\n", "<!-- end of calibration -->")
CITY_MARKS = ("<!-- city -->\n", "<!-- end of city -->")
CITIES = {6: 6, 31: 9}


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of office: `options` go to `simulate_panel`; `null` says that training has no effect in it."""

    name: str
    label: str
    options: dict[str, Any] = field(hash=False)

    @property
    def null(self) -> bool:
        """No unit-month has an effect."""
        grows = self.options.get("scenario") == "growing" or self.options.get("course") in ("late", "ramp")
        return self.options["effect"] == 0 and not grows


NO_EFFECT = {"scenario": "random", "effect": 0}
CELLS = (
    Cell("none", "no effect", {"scenario": "random", "effect": 0}),
    Cell("worst", "no effect, worst units trained first", {"scenario": "worst", "effect": 0}),
    Cell("drift", "no effect, units on trends of their own, steepest first", {"scenario": "drift", "effect": 0}),
    Cell("drift24", "the same, 24 months", {"scenario": "drift", "effect": 0, "periods": 24}),
    Cell("drift_rho", "the same, noise correlated 0.7", {"scenario": "drift", "effect": 0, "rho": 0.7}),
    Cell("all", "no effect, all trained in the end", {"scenario": "all_treated", "effect": 0}),
    Cell("one_date", "no effect, all trained in one month", {"scenario": "one_date", "effect": 0}),
    Cell("effect2", "effect 2", {"scenario": "random", "effect": 2}),
    Cell("effect4", "effect 4", {"scenario": "random", "effect": 4}),
    Cell("effect6", "effect 6", {"scenario": "random", "effect": 6}),
    Cell("shock", "no effect, a shock of 3 to the trained at their one date", NO_EFFECT | {"course": "shock"}),
    Cell("growing", "effect grows by 0.25 a month", {"scenario": "growing", "effect": 0}),
    Cell("step_rho", "effect 4, noise correlated 0.8", {"scenario": "random", "effect": 4, "rho": 0.8}),
    Cell("late", "effect 4 from the fifth month on", NO_EFFECT | {"course": "late"}),
    Cell("ramp", "effect grows to 4 over twelve months", NO_EFFECT | {"course": "ramp"}),
    Cell("worst4", "effect 4, worst units trained first", {"scenario": "worst", "effect": 4}),
    Cell("drift4", "effect 4, units on trends of their own", {"scenario": "drift", "effect": 4}),
    Cell("all4", "effect 4, all trained in the end", {"scenario": "all_treated", "effect": 4}),
    Cell("refusals4", "effect 4 where all come, 30–100 % do", {"scenario": "refusals", "effect": 4}),
)

ROLLOUTS = {"kecamatan": "by kecamatan", "across": "across units", "mixed": "mixed"}
SHOCKS = ((0.0, 0.0), (1.5, 0.0), (1.5, 0.8), (3.0, 0.9))
CITY_CELLS = tuple(
    Cell(
        f"{rollout}_{shock}_{rho}_{effect}", f"{words}, shock {shock:g}, correlation {rho:g}, effect {effect}",
        {"rollout": rollout, "shock": shock, "shock_rho": rho, "effect": effect},
    )
    for rollout, words in ROLLOUTS.items()
    for shock, rho, effect in (*((*one, 0) for one in SHOCKS), (1.5, 0.8, 4))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draw:
    """One office judged. `error` and `covered` (0 or 1) are the headline's, NaN without one; `excludes`: not zero."""

    state: str
    error: float
    covered: float
    excludes: bool
    first_rules: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One cell at one size. Shares of all draws; bias and coverage over the draws with an estimate."""

    cell: Cell
    units: int
    draws: int
    bias: float
    coverage: float
    excludes: float
    insufficient: float
    hint: float
    clear: float
    first_rules: float


def office(seed: int, units: int, *, course: str = "", **options: Any) -> pd.DataFrame:
    """A simulated office; `course`: an effect that comes late or little by little, or a shock that looks like one."""
    panel = simulate_panel(seed, units=units, never=units // 3, **options)
    if not course:
        return panel
    first = panel["first_treated"]
    if course == "shock":
        first = first.where(first.isna(), panel["period"].min() + panel["period"].nunique() // 2)
    since = np.array([-1 if pd.isna(f) else (p - f).n for p, f in zip(panel["period"], first, strict=True)])
    courses = {"late": 4.0 * (since >= 4), "ramp": np.clip((since + 1) / 3, 0, 4), "shock": 3.0 * (since >= 0)}
    effect = panel["effect"] if course == "shock" else panel["effect"] + courses[course]
    return panel.assign(value=panel["value"] + courses[course], effect=effect, first_treated=first)


def judge_draw(seed: int, units: int, options: dict[str, Any]) -> Draw:
    """Simulate one office, or one city of `units` kecamatan, and judge it."""
    city = "rollout" in options
    panel = simulate_city(seed, kecamatan=units, units=CITIES[units], **options) if city else office(seed, units, **options)
    verdict = judge(panel, thorough=False)
    if verdict.design is None:
        return Draw(verdict.state, np.nan, np.nan, False, False)
    found, used = verdict.estimates[0], verdict.design.periods[np.flatnonzero(verdict.design.observed.any(0))]
    att = truth_of(panel[panel["period"].isin(used)]).att
    covered = float(found.ci_low <= att <= found.ci_high)
    excludes = found.ci_low * found.ci_high > 0
    first = excludes and not city and clear_by_first_rules(verdict, verdict.design, verdict.drift)
    return Draw(verdict.state, found.estimate - att, covered, excludes, first)


def clear_by_first_rules(verdict: Verdict, design: Design, drift: Drift | None) -> bool:
    """The rules first thought of, for comparison: the breakdown drift lies outside the 95 % interval of the difference
    before training, or the interrupted time series of single units exclude zero on the same side; no weak data."""
    if any(check.key == "enough_data" and check.outcome == "fail" for check in verdict.checks):
        return False
    if drift and not drift.difference.ci_low <= drift.breakdown <= drift.difference.ci_high:
        return True
    try:
        series = its.combine(its.unit_series(design))
    except ImpactError:
        return False
    return series.ci_low * series.ci_high > 0 and series.estimate * verdict.estimates[0].estimate > 0


def summarise(cell: Cell, units: int, draws: Sequence[Draw]) -> Row:
    """Shares over the draws of one cell."""
    estimated = [draw for draw in draws if not np.isnan(draw.error)]
    states = [draw.state for draw in draws]
    return Row(
        cell, units, len(draws),
        bias=float(np.mean([draw.error for draw in estimated])) if estimated else float("nan"),
        coverage=float(np.mean([draw.covered for draw in estimated])) if estimated else float("nan"),
        excludes=float(np.mean([draw.excludes for draw in draws])),
        insufficient=states.count("insufficient") / len(draws),
        hint=states.count("hint") / len(draws),
        clear=(states.count("improved") + states.count("worsened")) / len(draws),
        first_rules=float(np.mean([draw.first_rules for draw in draws])),
    )  # fmt: skip


def calibrate(cells: Iterable[Cell], sizes: Iterable[int], draws: int, seed: int = SEED) -> Iterable[Row]:
    """One row a cell and size, as each is done."""
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn"), partial(os.nice, 10)) as pool:
        for units in sizes:
            for cell in cells:
                judged = pool.map(
                    partial(judge_draw, units=units, options=cell.options), range(seed, seed + draws), chunksize=20
                )
                yield summarise(cell, units, list(judged))


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table; false verdicts above 5 % are set in bold."""
    head = "| units | office | bias | coverage | interval excludes 0 | insufficient | hint | **clear** | first rules |"
    return "\n".join([head, "|---|---|---|---|---|---|---|---|---|", *map(_line, rows)]) + "\n"


def _line(row: Row) -> str:
    clear, first = (f"**{x:.3f}**" if row.cell.null and x > 0.05 else f"{x:.3f}" for x in (row.clear, row.first_rules))
    estimate = f"{row.bias:+.2f} | {row.coverage:.3f}" if np.isfinite(row.bias) else "– | –"
    shares = f"{row.excludes:.3f} | {row.insufficient:.3f} | {row.hint:.3f}"
    return f"| {row.units} | {row.cell.label} | {estimate} | {shares} | {clear} | {first} |"


def write_table(text: str, page: Path = METHOD_PAGE, marks: tuple[str, str] = MARKS) -> None:
    """Replace what stands between the two marks in the page."""
    start, end = marks
    before, rest = page.read_text(encoding="utf-8").split(start)
    page.write_text(before + start + text + end + rest.split(end)[1], encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cells asked for and print their rows; exit 1 where a null cell has more than 5 % clear verdicts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--city", action="store_true", help="cities with shocks by kecamatan")
    parser.add_argument("--units", type=int, nargs="+", default=None, help="with --city: kecamatan")
    parser.add_argument("--cells", nargs="+", default=None)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true", help="put the table into docs/method.md")
    args = parser.parse_args(arguments)
    known, sizes, marks = (CITY_CELLS, CITIES, CITY_MARKS) if args.city else (CELLS, SIZES, MARKS)
    cells = [cell for cell in known if args.cells is None or cell.name in args.cells]
    rows = []
    for row in calibrate(cells, args.units or sizes, args.draws, args.seed):
        rows.append(row)
        print(_line(row), flush=True)
    if args.write:
        write_table(f"{args.draws} draws a cell, seeds {args.seed} and up.\n\n" + table(rows), marks=marks)
    return int(any(row.cell.null and row.clear > 0.05 for row in rows))


if __name__ == "__main__":
    sys.exit(main())
