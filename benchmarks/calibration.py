"""How often the verdict errs: thousands of simulated offices whose true effect is known.

    python -m benchmarks.calibration [--draws 1000] [--units 9 30 300] [--cells drift worst] [--write]

Each cell is a kind of office; `--write` puts its rows into the table of docs/method.md and leaves the others as they
are, so that the table can be made piece by piece. The same seeds give the same rows.
"""

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

from analysis.impact.estimators import Design
from analysis.impact.verdict import verdict_on
from data.samples.truth import simulate_city, simulate_panel

SEED = 20_000
PROCESSES = 2
SIZES = (9, 30, 300)
CITIES = {6: 6, 31: 9}
"""Kecamatan of a city, and the units of each."""
MOST_FALSE, LEAST_COVERAGE = 0.05, 0.93
METHOD_PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"
MARKS = ("<!-- calibration -->\n", "<!-- end of calibration -->")
HEAD = "| units | office | seeds | bias | coverage | interval excludes 0 | insufficient | hint | **clear** |"
COURSE_EFFECT, SHOCK, GAPS = 4.0, 3.0, 0.25
COURSES = {
    "early": lambda since: COURSE_EFFECT * (since >= -2),
    "middle": lambda since: COURSE_EFFECT * (since >= 1),
    "late": lambda since: COURSE_EFFECT * (since >= 4),
    "ramp": lambda since: COURSE_EFFECT * np.clip((since + 1) / 12, 0, 1),
    "shock": lambda since: SHOCK * (since >= 0),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of office: `options` go to `office`; `null` says that training has no effect in it."""

    name: str
    label: str
    options: dict[str, Any] = field(hash=False)

    @property
    def null(self) -> bool:
        """No unit-month has an effect."""
        grows = self.options.get("scenario") == "growing" or self.options.get("course", "shock") != "shock"
        return self.options["effect"] == 0 and not grows

    @property
    def sizes(self) -> Iterable[int]:
        """Units of an office, or kecamatan of a city."""
        return CITIES if "rollout" in self.options else SIZES


NO_EFFECT, EFFECT4 = {"scenario": "random", "effect": 0}, {"scenario": "random", "effect": 4}
OFFICE_CELLS = (
    Cell("none", "no effect", NO_EFFECT),
    Cell("rho", "no effect, noise correlated 0.8", NO_EFFECT | {"rho": 0.8}),
    Cell("gaps", "no effect, a quarter of the values missing", NO_EFFECT | {"gaps": GAPS}),
    Cell("worst", "no effect, worst units trained first", {"scenario": "worst", "effect": 0}),
    Cell("drift", "no effect, units on trends of their own, steepest first", {"scenario": "drift", "effect": 0}),
    Cell("drift24", "the same, 24 months", {"scenario": "drift", "effect": 0, "periods": 24}),
    Cell("drift_rho", "the same, noise correlated 0.7", {"scenario": "drift", "effect": 0, "rho": 0.7}),
    Cell("drift_gaps", "the same, a quarter missing", {"scenario": "drift", "effect": 0, "gaps": GAPS}),
    Cell("all", "no effect, all trained in the end", {"scenario": "all_treated", "effect": 0}),
    Cell("one_date", "no effect, all trained in one month", {"scenario": "one_date", "effect": 0}),
    Cell("shock", "no effect, a shock of 3 to the trained at their one date", NO_EFFECT | {"course": "shock"}),
    Cell("effect2", "effect 2", {"scenario": "random", "effect": 2}),
    Cell("effect4", "effect 4", EFFECT4),
    Cell("effect6", "effect 6", {"scenario": "random", "effect": 6}),
    Cell("step_rho", "effect 4, noise correlated 0.8", EFFECT4 | {"rho": 0.8}),
    Cell("gaps4", "effect 4, a quarter of the values missing", EFFECT4 | {"gaps": GAPS}),
    Cell("worst4", "effect 4, worst units trained first", {"scenario": "worst", "effect": 4}),
    Cell("drift4", "effect 4, units on trends of their own", {"scenario": "drift", "effect": 4}),
    Cell("all4", "effect 4, all trained in the end", {"scenario": "all_treated", "effect": 4}),
    Cell("refusals4", "effect 4 where all come, 30–100 % do", {"scenario": "refusals", "effect": 4}),
    Cell("middle", "effect 4 from the month after a training in mid-month", NO_EFFECT | {"course": "middle"}),
    Cell("early", "effect 4, felt two months ahead", NO_EFFECT | {"course": "early"}),
    Cell("late", "effect 4 from the fifth month on", NO_EFFECT | {"course": "late"}),
    Cell("late_rho", "effect 4 from the fifth month on, correlated 0.8", NO_EFFECT | {"course": "late", "rho": 0.8}),
    Cell("growing", "effect grows by 0.25 a month", {"scenario": "growing", "effect": 0}),
    Cell("ramp", "effect grows to 4 over twelve months", NO_EFFECT | {"course": "ramp"}),
    Cell("ramp_rho", "effect grows to 4 over a year, correlated 0.7", NO_EFFECT | {"course": "ramp", "rho": 0.7}),
)

ROLLOUTS = {"kecamatan": "by kecamatan", "across": "across units", "mixed": "by kecamatan in half of them"}
SHOCKS = ((0.0, 0.0), (1.5, 0.0), (1.5, 0.8), (3.0, 0.9))
CITY_CELLS = tuple(
    Cell(
        f"city_{rollout}_{shock}_{rho}_{effect}",
        f"city, trained {words}, shock {shock:g} correlated {rho:g}, {f'effect {effect}' if effect else 'no effect'}",
        {"rollout": rollout, "shock": shock, "shock_rho": rho, "effect": effect},
    )
    for rollout, words in ROLLOUTS.items()
    for shock, rho, effect in (*((*one, 0) for one in SHOCKS), (1.5, 0.8, 4))
)
CELLS = (*OFFICE_CELLS, *CITY_CELLS)


@dataclass(frozen=True, slots=True)
class Draw:
    """One office judged. `error` and `covered` (0 or 1) are the headline's, NaN without one; `excludes`: not zero."""

    state: str
    error: float
    covered: float
    excludes: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One cell at one size. Shares of all draws; bias and coverage over the draws with an estimate."""

    cell: Cell
    units: int
    seeds: range
    bias: float
    coverage: float
    excludes: float
    insufficient: float
    hint: float
    clear: float


def office(seed: int, units: int, *, course: str = "", gaps: float = 0.0, **options: Any) -> pd.DataFrame:
    """A simulated office, a third of its units never trained.

    `course`: an effect of COURSES, or a shock that looks like one; `gaps`: the share of values that are missing.
    """
    panel = simulate_panel(seed, units=units, never=units // 3, **options)
    panel = panel[np.random.default_rng([seed, 1]).random(len(panel)) >= gaps]
    if not course:
        return panel
    first = panel["first_treated"]
    if course == "shock":
        first = first.where(first.isna(), panel["period"].min() + panel["period"].nunique() // 2)
    since = np.array([-np.inf if pd.isna(f) else (p - f).n for p, f in zip(panel["period"], first, strict=True)])
    change = COURSES[course](since)
    effect = panel["effect"] if course == "shock" else panel["effect"] + change
    share = 0.5 if course == "middle" else 1.0
    return panel.assign(value=panel["value"] + change, effect=effect, first_treated=first, share_after=share)


def judge_draw(seed: int, units: int, options: dict[str, Any]) -> Draw:
    """Simulate one office, or one city of `units` kecamatan, and judge it."""
    city = "rollout" in options
    panel = (
        simulate_city(seed, kecamatan=units, units=CITIES[units], **options) if city else office(seed, units, **options)
    )
    verdict = verdict_on(panel, thorough=False)
    if verdict.design is None:
        return Draw(verdict.state, np.nan, np.nan, False)
    found, truth = verdict.estimates[0], mean_effect(panel, verdict.design)
    covered = float(found.ci_low <= truth <= found.ci_high)
    return Draw(verdict.state, found.estimate - truth, covered, verdict.drift is not None)


def mean_effect(panel: pd.DataFrame, design: Design) -> float:
    """The true mean effect over the trained cells that a verdict rests on."""
    if not panel["effect"].any():
        return 0.0
    effect = panel.pivot_table("effect", index=design.noun, columns="period")
    effect = effect.reindex(design.units, columns=design.periods)
    return float(effect.to_numpy()[design.observed & (design.relative >= 0)].mean())


def summarise(cell: Cell, units: int, seeds: range, draws: Sequence[Draw]) -> Row:
    """Shares over the draws of one cell."""
    estimated = [draw for draw in draws if not np.isnan(draw.error)]
    states = [draw.state for draw in draws]
    return Row(
        cell, units, seeds,
        bias=float(np.mean([draw.error for draw in estimated])) if estimated else float("nan"),
        coverage=float(np.mean([draw.covered for draw in estimated])) if estimated else float("nan"),
        excludes=float(np.mean([draw.excludes for draw in draws])),
        insufficient=states.count("insufficient") / len(draws),
        hint=states.count("hint") / len(draws),
        clear=(states.count("improved") + states.count("worsened")) / len(draws),
    )  # fmt: skip


def calibrate(cells: Iterable[Cell], sizes: Iterable[int], seeds: range, processes: int = PROCESSES) -> Iterable[Row]:
    """One row a cell and size, as each is done."""
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), partial(os.nice, 10)) as pool:
        for units in sizes:
            for cell in (one for one in cells if units in one.sizes):
                judged = pool.map(partial(judge_draw, units=units, options=cell.options), seeds, chunksize=10)
                yield summarise(cell, units, seeds, list(judged))


def line(row: Row) -> str:
    """One row of the Markdown table; false verdicts above 5 % and coverage below .93 are set in bold."""
    clear = _bold(row.clear, row.cell.null and row.clear > MOST_FALSE)
    coverage = _bold(row.coverage, row.coverage < LEAST_COVERAGE)
    estimate = f"{row.bias:+.2f} | {coverage}" if np.isfinite(row.bias) else "– | –"
    shares = f"{row.excludes:.3f} | {row.insufficient:.3f} | {row.hint:.3f} | {clear}"
    return f"{_key(row.cell, row.units)} {row.seeds.start}–{row.seeds.stop - 1} | {estimate} | {shares} |"


def _bold(share: float, wrong: bool) -> str:
    return f"**{share:.3f}**" if wrong else f"{share:.3f}"


def _key(cell: Cell, units: int) -> str:
    """How the row of a cell begins."""
    return f"| {units} | {cell.label} |"


def merge(lines: Iterable[str], page: Path = METHOD_PAGE) -> None:
    """Put rows into the page's table in place of the same cells' earlier ones; rows of no known cell go."""
    old = page.read_text(encoding="utf-8").split(MARKS[0])[1].split(MARKS[1])[0].splitlines()
    asked = [(cell, units) for units in (*SIZES, *CITIES) for cell in CELLS if units in cell.sizes]
    rows = {key: line for cell, units in asked for line in [*old, *lines]
            if line.startswith(key := _key(cell, units))}  # fmt: skip
    write_table("\n".join([HEAD, "|---" * (HEAD.count("|") - 1) + "|", *rows.values()]) + "\n", page)


def write_table(text: str, page: Path = METHOD_PAGE, marks: tuple[str, str] = MARKS) -> None:
    """Replace what stands between the two marks in the page."""
    start, end = marks
    before, rest = page.read_text(encoding="utf-8").split(start)
    page.write_text(before + start + text + end + rest.split(end)[1], encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cells asked for and print their rows; exit 1 where a null cell has more than 5 % clear verdicts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--units", type=int, nargs="+", default=(*SIZES, *CITIES))
    parser.add_argument("--cells", nargs="+", choices=[cell.name for cell in CELLS], default=None)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--write", action="store_true", help="put the rows into docs/method.md")
    args = parser.parse_args(arguments)
    cells = [cell for cell in CELLS if args.cells is None or cell.name in args.cells]
    rows = []
    for row in calibrate(cells, args.units, range(args.seed, args.seed + args.draws), args.processes):
        rows.append(row)
        print(line(row), flush=True)
        if args.write:
            merge([line(row)])
    return int(any(row.cell.null and row.clear > MOST_FALSE for row in rows))


if __name__ == "__main__":
    sys.exit(main())
