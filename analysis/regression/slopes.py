"""One slope, five comparisons: all points, inside units, between units, inside units and periods, first differences.

The slope through all points mixes them. With no effect of training at all it is positive where every unit improves or
the best units go first, and negative where the worst go first; what differs between the five says which of it is so.
Sources: Mundlak (1978), Econometrica 46(1), on slopes inside and between units; Wooldridge (2010), Econometric Analysis
of Cross Section and Panel Data, chapter 10, on first differences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import stdtr
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import LeaveOneGroupOut

from analysis.stats.event_controls import steps
from analysis.stats.intervals import t_interval
from data.vocabulary.events import Event

Comparison = Literal["pooled", "within", "between", "twoway", "first_difference"]
Agreement = Literal["same", "units", "periods", "unknown"]
SIMILAR = 2.0
NOTHING_LEFT = 1e-9
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Slope:
    """A slope in y's unit per ONE unit of x over `n` rows: unit-periods, units (between) or changes (first_difference).

    `ci_low`, `ci_high` (95 %) and `p` are NaN where fewer units were trained than an interval needs; `slope` too where
    the comparison leaves no difference in training.
    """

    name: Comparison
    slope: float
    ci_low: float
    ci_high: float
    p: float
    n: int

    @property
    def clear(self) -> bool:
        """The interval excludes zero."""
        return self.ci_low > 0 or self.ci_high < 0


@dataclass(frozen=True, slots=True)
class Line:
    """Rows of one comparison, unit by unit: the unit's number, x, y, and the columns held constant.

    `scale` is the sum of squares of all points' x, beside which a remainder counts as none.
    """

    name: Comparison
    unit: np.ndarray
    x: np.ndarray
    y: np.ndarray
    held: np.ndarray
    scale: float


def compare_lines(
    points: pd.DataFrame, events: Sequence[Event], pooled: Slope, inferred: bool
) -> tuple[tuple[Slope, ...], Agreement]:
    """The five slopes of `points` (unit, period, x, y), each with the events held constant, and whether they agree.

    `pooled` is the simple regression, computed by its own module. Without `inferred` there are no intervals.
    """
    all_points, within, between, twoway, first_difference = _lines(points, events)
    others = (slope_of(line, inferred) for line in (within, between, twoway, first_difference))
    return (pooled, *others), agreement(all_points, within, twoway)


def slope_of(line: Line, inferred: bool = True) -> Slope:
    """The slope with the jackknife over units, made unbiased for rows of equal noise; t with that jackknife's own df.

    With d_i the change of the weights w when unit i is left out and B = D·Dᵀ: variance Σw²·Σ(d_i·y)²/tr B, degrees of
    freedom (tr B)²/ΣB². Sources: Bell & McCaffrey (2002), Survey Methodology 28(2); MacKinnon, Nielsen & Webb (2023),
    Journal of Econometrics 232(2).
    """
    crossed = _crossed(line)
    weights = _weights(line, crossed.sum(axis=0, keepdims=True))[0]
    slope = float(weights @ line.y)
    low, high, p = _inference(slope, weights, _moved(line, crossed, weights), line.y) if inferred else (NAN, NAN, NAN)
    return Slope(line.name, slope, low, high, p, len(line.y))


def agreement(*nested: Line) -> Agreement:
    """Whether the slope through all points is like those inside units, and if not, what it mostly compares instead.

    `nested` are pooled, within and twoway. "same": they have one sign, and the largest is at most twice the smallest.
    "units", "periods": which of the two moves the pooled slope further from the twoway one; the three are nested, so
    the shares add up. "unknown": units and periods leave no difference in training.
    """
    information, slope = np.array([_content(line) for line in nested]).T
    pooled, within, twoway = slope
    if np.isnan(twoway):
        return "unknown"
    if pooled * within > 0 and pooled * twoway > 0 and max(abs(slope)) <= SIMILAR * min(abs(slope)):
        return "same"
    by_units, by_periods = np.abs(-np.diff(information * slope) + twoway * np.diff(information))
    return "units" if by_units >= by_periods else "periods"


def errors_on_other_units(points: pd.DataFrame) -> tuple[float, float]:
    """Mean absolute error, in y's unit, of predicting each unit from the others: by the line, and by their mean."""
    x, y = points[["x"]].to_numpy(), points["y"].to_numpy()
    errors = np.empty((2, len(y)))
    for others, unit in LeaveOneGroupOut().split(x, y, points["unit"].factorize()[0]):
        line = LinearRegression().fit(x[others], y[others])
        errors[:, unit] = y[unit] - line.predict(x[unit]), y[unit] - y[others].mean()
    by_line, by_mean = np.abs(errors).mean(axis=1)
    return float(by_line), float(by_mean)


def _lines(points: pd.DataFrame, events: Sequence[Event]) -> list[Line]:
    """Pooled, within, between, twoway, first_difference."""
    frame = points[["unit", "period", "x", "y"]].assign(one=1.0)
    held = [f"event {place}" for place in range(len(events))]
    frame[held] = steps(points, events)
    months = pd.get_dummies(frame["period"], dtype=float)
    by_unit = frame.groupby("unit", sort=False)
    columns = ["x", "y", *held]
    inside = frame.assign(**(frame[columns] - by_unit[columns].transform("mean")))
    dummies = months - months.groupby(frame["unit"]).transform("mean")
    scale = float(np.square(points["x"]).sum())
    follows = (by_unit["period"].shift() + 1).eq(frame["period"])
    rows: tuple[tuple[Comparison, pd.DataFrame, list[str]], ...] = (
        ("pooled", frame, ["one", *held]),
        ("within", inside, held),
        ("between", by_unit[["one", *columns]].mean().reset_index(), ["one", *held]),
        ("twoway", inside.join(dummies), [*dummies, *held]),
        ("first_difference", frame.assign(**by_unit[columns].diff())[follows], ["one", *held]),
    )
    return [_line(name, part, constant, scale) for name, part, constant in rows]


def _line(name: Comparison, rows: pd.DataFrame, held: list[str], scale: float) -> Line:
    x, y = rows["x"].to_numpy(dtype=float), rows["y"].to_numpy(dtype=float)
    return Line(name, rows["unit"].factorize()[0], x, y, rows[held].to_numpy(dtype=float), scale)


def _crossed(line: Line) -> np.ndarray:
    """Products of the columns (held, then x) over each unit's rows; shape (units, columns, columns)."""
    starts = np.unique(line.unit, return_index=True)[1]
    parts = np.split(np.column_stack([line.held, line.x]), starts[1:])
    return np.array([part.T @ part for part in parts])


def _weights(line: Line, crossed: np.ndarray) -> np.ndarray:
    """What the slope of each matrix in `crossed` multiplies each row's y with; shape (matrices, rows).

    NaN where x adds nothing to what is held.
    """
    held, shared, own = crossed[:, :-1, :-1], crossed[:, :-1, -1:], crossed[:, -1, -1]
    explained = np.linalg.pinv(held, rcond=1e-10, hermitian=True) @ shared
    information = own - (shared * explained).sum(axis=(1, 2))
    information[information <= NOTHING_LEFT * line.scale] = NAN
    return (line.x - explained[..., 0] @ line.held.T) / information[:, None]


def _moved(line: Line, crossed: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """How the weights change when each unit in turn is left out; shape (units, rows)."""
    without = _weights(line, crossed.sum(axis=0) - crossed)
    without[np.unique(line.unit)[:, None] == line.unit] = 0.0
    return without - weights


def _inference(slope: float, weights: np.ndarray, moved: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """95 % interval and p; NaN where the slope, or the slope without some unit, does not exist."""
    products = moved @ moved.T
    trace = np.trace(products)
    variance, freedom = weights @ weights * np.square(moved @ y).sum() / trace, trace**2 / np.square(products).sum()
    low, high = t_interval(slope, float(np.sqrt(variance)), float(freedom))
    p = float(2 * stdtr(freedom, -abs(slope) / np.sqrt(variance))) if np.isfinite(low) else NAN
    return low, high, p


def _content(line: Line) -> tuple[float, float]:
    """Sum of squares of x beside what is held, and the slope."""
    weights = _weights(line, _crossed(line).sum(axis=0, keepdims=True))[0]
    return float(1 / (weights @ weights)), float(weights @ line.y)
