"""What the slopes of Pelatihan dan kepuasan say in offices whose true slope is known.

    python -m benchmarks.association [--draws 1000] [--write]

`--write` puts the table into docs/method.md. The same seed gives the same table.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.regression.compute import Regression, fit_regression
from benchmarks.calibration import write_table
from data.samples.truth import LEVEL, UNIT_SD, ar1
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator

SEED = 52_000
MONTHS = 36
DOSE = 10.0
NOISE_SD, NOISE_CORRELATION = 2.7, 0.4
MARKS = ("<!-- association -->\n", "<!-- end of association -->")
NAMES = ("pooled", "within", "between", "twoway", "first_difference")


@dataclass(frozen=True, slots=True)
class Situation:
    """A kind of office: `trend` points a month in every unit, which units train first, `effect` points per 10 JP."""

    label: str
    trend: float = 0.0
    order: Literal["random", "best", "worst"] = "random"
    effect: float = 0.0
    units: int = 9
    trained: int = 6


SITUATIONS = (
    Situation("no effect"),
    Situation("no effect, all improve by 0.15 a month", trend=0.15),
    Situation("no effect, best units first", order="best"),
    Situation("no effect, worst units first", order="worst"),
    Situation("effect 4, worst units first", order="worst", effect=4.0),
    Situation("no effect, 3 of 9 trained", trained=3),
    Situation("no effect, 20 of 30 trained", units=30, trained=20),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One situation: mean slopes per 10 JP, coverage of the truth, and how often something is said, as shares."""

    situation: Situation
    means: np.ndarray
    coverage: np.ndarray
    pooled_higher: float
    pooled_lower: float
    said: float


def simulate(seed: int, kind: Situation) -> pd.DataFrame:
    """One office: unit, period, value and jp_per_pegawai; training brings 6–14 JP in the middle third."""
    rng = np.random.default_rng(seed)
    level = rng.normal(LEVEL, UNIT_SD, kind.units)
    queue = {"random": rng.permutation(kind.units), "best": np.argsort(-level), "worst": np.argsort(level)}[kind.order]
    first = np.full(kind.units, MONTHS)
    first[queue[: kind.trained]] = np.sort(rng.integers(MONTHS // 3, 2 * MONTHS // 3, kind.trained))
    dose = DOSE * rng.uniform(0.6, 1.4, kind.units)
    jp = dose[:, None] * (np.arange(MONTHS) >= first[:, None])
    noise = ar1(rng, (kind.units, MONTHS), NOISE_SD, NOISE_CORRELATION)
    value = level[:, None] + kind.trend * np.arange(MONTHS) + kind.effect * jp / DOSE + noise
    return pd.DataFrame(
        {
            "unit": np.repeat([f"Unit {place:02d}" for place in range(kind.units)], MONTHS),
            "period": pd.PeriodIndex(np.tile(pd.period_range("2023-01", periods=MONTHS, freq="M"), kind.units)),
            "value": value.ravel(),
            "jp_per_pegawai": jp.ravel(),
        }
    )


def summarise(kind: Situation, results: Sequence[Regression]) -> Row:
    """Means and shares over the offices of one situation."""
    slopes = [[result.slope_of(name) for name in NAMES] for result in results]  # type: ignore[arg-type]
    truth = kind.effect / DOSE
    return Row(
        situation=kind,
        means=DOSE * np.mean([[one.slope for one in row] for row in slopes], axis=0),
        coverage=np.mean([[one.ci_low <= truth <= one.ci_high for one in row] for row in slopes], axis=0),
        pooled_higher=float(np.mean([result.ci_low > 0 for result in results])),
        pooled_lower=float(np.mean([result.ci_high < 0 for result in results])),
        said=float(np.mean([says_a_relation(result) for result in results])),
    )


def says_a_relation(result: Regression) -> bool:
    """The page says that the relation through all points is there inside units too, and both intervals exclude zero."""
    return result.agreement == "same" and result.slope_of("pooled").clear and result.slope_of("twoway").clear


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    names = " | ".join(name.replace("_", " ") for name in NAMES)
    head = f"| office | pooled higher | pooled lower | said to hold inside units | {names} |"
    return "\n".join([head, "|---" * (4 + len(NAMES)) + "|", *map(_line, rows)]) + "\n"


def _line(row: Row) -> str:
    cells = [f"{mean:+.2f} / {share:.3f}" for mean, share in zip(row.means, row.coverage, strict=True)]
    shares = [f"{share:.3f}" for share in (row.pooled_higher, row.pooled_lower, row.said)]
    return "| " + " | ".join([row.situation.label, *shares, *cells]) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate every situation and print its row."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.association", description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="put the table into docs/method.md")
    args = parser.parse_args(arguments)
    x, y = EXPOSURES[0], indicator("ikm")
    rows = []
    for kind in SITUATIONS:
        offices = (simulate(SEED + place, kind) for place in range(args.draws))
        rows.append(summarise(kind, [fit_regression(office, x=x, y=y) for office in offices]))
        print(_line(rows[-1]), flush=True)
    if args.write:
        write_table(f"{args.draws} offices a row, seeds {SEED} and up.\n\n" + table(rows), marks=MARKS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
