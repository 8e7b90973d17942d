"""Simulated offices whose true training effect is known: unit × month panels for calibration and tests."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

SampleScenario = Literal["random", "worst", "drift", "all_treated", "one_date", "refusals", "growing"]
Rollout = Literal["kecamatan", "across", "mixed"]
NEVER = -1
"""Month index that stands for "never trained"."""
LEVEL, UNIT_SD, TREND, SEASON = 80.0, 4.0, 0.12, 1.0
DRIFT, DRIFT_SD = 0.12, 0.05
GROWTH = 0.25
FLOOR, CEILING = 25.0, 100.0


@dataclass(frozen=True, slots=True)
class Truth:
    """What is really in a simulated panel: `att` is the mean effect over all trained unit-months, in points."""

    att: float
    n_units: int
    n_treated: int
    n_never: int
    n_periods: int


def truth_of(panel: pd.DataFrame) -> Truth:
    """The truth of a panel made by `simulate_panel`; `att` is 0 where no unit was ever trained."""
    trained = panel["first_treated"].notna() & (panel["period"] >= panel["first_treated"])
    treated_units = panel.loc[panel["first_treated"].notna(), "unit"].nunique()
    n_units = panel["unit"].nunique()
    att = float(panel.loc[trained, "effect"].mean()) if trained.any() else 0.0
    return Truth(att, n_units, treated_units, n_units - treated_units, panel["period"].nunique())


def simulate_panel(
    seed: int,
    *,
    units: int = 9,
    periods: int = 36,
    effect: float = 3.0,
    growth: float | None = None,
    scenario: SampleScenario = "random",
    never: int = 3,
    sigma: float = 2.7,
    rho: float = 0.4,
    start: str = "2023-11",
) -> pd.DataFrame:
    """One simulated office on the IKM scale (about 80, ceiling 100).

    value = unit level + common trend + season + AR(1) noise (standard deviation `sigma`, correlation `rho` from
    month to month) + effect. The effect starts at `effect` points and grows by `growth` points a month
    (None: 0.25 in "growing", else 0). First trained months lie in the middle third of the window.

    Scenarios: "random" order of training; "worst": units with the lowest values just before the first wave go first;
    "drift": units on trends of their own, the trained ones rising 0.12 points a month faster; "all_treated": nobody
    stays untrained; "one_date": everybody is trained in the same month; "refusals": 30–100 % of each unit's staff come
    and the effect shrinks with them; "growing". `never` units stay untrained, none in "all_treated" and "one_date".

    Returns units × periods rows: unit (str), period (Period[M]), value, first_treated (Period[M] or NaT) and
    effect (points of `value` that are due to training, after the ceiling). The same seed gives the same frame.
    """
    if scenario not in get_args(SampleScenario):
        raise ValueError(f"unknown scenario {scenario!r}; one of {', '.join(get_args(SampleScenario))}")
    rng = np.random.default_rng(seed)
    never = 0 if scenario in ("all_treated", "one_date") else never
    untreated = _untreated(rng, units, periods, sigma, rho)
    first = _first_trained(rng, untreated, scenario, never)
    if scenario == "drift":
        slopes = rng.normal(0, DRIFT_SD, units) + DRIFT * (first != NEVER)
        untreated += slopes[:, None] * (np.arange(periods) - (periods - 1) / 2)
    dose = rng.uniform(0.3, 1.0, units) if scenario == "refusals" else np.ones(units)
    growth = (GROWTH if scenario == "growing" else 0.0) if growth is None else growth
    added = _effect(first, periods, effect, growth) * dose[:, None]
    return _frame(untreated, added, first, start)


def simulate_city(
    seed: int,
    *,
    kecamatan: int = 6,
    units: int = 6,
    periods: int = 36,
    effect: float = 0.0,
    shock: float = 1.5,
    shock_rho: float = 0.8,
    rollout: Rollout = "kecamatan",
    start: str = "2023-11",
) -> pd.DataFrame:
    """A city of `kecamatan` × `units` units, as `simulate_panel` makes an office, with a column `kecamatan`.

    What happens in a kecamatan happens to all its units: an AR(1) course of its own, standard deviation `shock` and
    correlation `shock_rho`. Training comes to whole kecamatan, across all units of the city, or ("mixed") to half of
    the kecamatan as a whole and across the units of the others; a third stays untrained.
    """
    rng = np.random.default_rng(seed)
    untreated = _untreated(rng, kecamatan * units, periods, 2.7, 0.4)
    untreated += np.repeat(ar1(rng, (kecamatan, periods), shock, shock_rho), units, axis=0)
    whole = {"kecamatan": kecamatan, "across": 0, "mixed": kecamatan // 2}[rollout]
    by_kecamatan = np.repeat(_dates(rng, whole, periods), units)
    first = np.concatenate([by_kecamatan, _dates(rng, (kecamatan - whole) * units, periods)])
    panel = _frame(untreated, _effect(first, periods, effect, 0.0), first, start)
    names = [f"Kecamatan {number:0{len(str(kecamatan))}d}" for number in range(1, kecamatan + 1)]
    return panel.assign(kecamatan=np.repeat(names, units * periods))


def _dates(rng: np.random.Generator, n: int, periods: int) -> np.ndarray:
    """Months of first training for `n`, a third of them never."""
    dates = rng.integers(periods // 3, 2 * periods // 3, n)
    dates[rng.permutation(n)[: n // 3]] = NEVER
    return dates


def ar1(rng: np.random.Generator, shape: tuple[int, int], sigma: float, rho: float) -> np.ndarray:
    """Stationary AR(1) rows of standard deviation `sigma`; shape is (series, steps)."""
    noise = rng.normal(0, sigma, shape)
    noise[:, 1:] *= np.sqrt(1 - rho**2)
    for step in range(1, shape[1]):
        noise[:, step] += rho * noise[:, step - 1]
    return noise


def _untreated(rng: np.random.Generator, units: int, periods: int, sigma: float, rho: float) -> np.ndarray:
    month = np.arange(periods)
    level = LEVEL + rng.normal(0, UNIT_SD, units)
    season = SEASON * np.sin(2 * np.pi * (month / 12 + rng.uniform()))
    trend = TREND * (month - (periods - 1) / 2)
    return level[:, None] + trend + season + ar1(rng, (units, periods), sigma, rho)


def _first_trained(rng: np.random.Generator, untreated: np.ndarray, scenario: SampleScenario, never: int) -> np.ndarray:
    units, periods = untreated.shape
    early, late = periods // 3, max(2 * periods // 3, periods // 3 + 1)
    if scenario == "one_date":
        return np.full(units, periods // 2)
    queue = rng.permutation(units)
    if scenario == "worst":
        queue = np.argsort(untreated[:, max(early - 3, 0) : max(early, 1)].mean(axis=1))
    first = np.full(units, NEVER)
    first[queue[: units - never]] = np.sort(rng.integers(early, late, units - never))
    return first


def _effect(first: np.ndarray, periods: int, effect: float, growth: float) -> np.ndarray:
    since = np.arange(periods) - first[:, None]
    trained = (first[:, None] != NEVER) & (since >= 0)
    return np.where(trained, effect + growth * since, 0.0)


def _frame(untreated: np.ndarray, added: np.ndarray, first: np.ndarray, start: str) -> pd.DataFrame:
    units, periods = untreated.shape
    without = np.clip(untreated, FLOOR, CEILING)
    value = np.clip(untreated + added, FLOOR, CEILING)
    origin = pd.Period(start, freq="M").ordinal
    first_ordinal = np.where(first == NEVER, np.iinfo(np.int64).min, origin + first)
    width = len(str(units))
    return pd.DataFrame(
        {
            "unit": np.repeat([f"Unit {number:0{width}d}" for number in range(1, units + 1)], periods),
            "period": _months(np.tile(origin + np.arange(periods), units)),
            "value": value.ravel(),
            "first_treated": _months(np.repeat(first_ordinal, periods)),
            "effect": (value - without).ravel(),
        }
    )


def _months(ordinals: np.ndarray) -> pd.arrays.PeriodArray:
    return pd.arrays.PeriodArray(ordinals, dtype=pd.PeriodDtype("M"))
