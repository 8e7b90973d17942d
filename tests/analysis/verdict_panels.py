"""Panels for the tests of verdict and checks: a plain office whose trend, noise and effect are chosen by hand."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.impact.checks import CheckInput, Context
from analysis.impact.checks.refits import refit
from analysis.impact.estimators.grid import read_grid
from analysis.impact.readiness import readiness
from data.vocabulary.indicators import Indicator, indicator

IKM = indicator("ikm")
MINUTES = indicator("lama_layanan")


def numbers(text: str) -> list[float]:
    """The numbers with decimals in a sentence, in their order."""
    signed = re.findall(r"[−+]?\d[\d.]*,\d+", text)
    return [float(found.replace(".", "").replace(",", ".").replace("−", "-")) for found in signed]


def office(
    *,
    trained: int = 6,
    comparison: int = 3,
    periods: int = 24,
    first: int | Callable[[int], int] = 12,
    effect: float = 5.0,
    growth: float = 0.0,
    slope: float = 0.0,
    noise: float = 0.0,
    level: float = 70.0,
    seed: int = 0,
    start: str = "2022-01",
    freq: str = "M",
) -> pd.DataFrame:
    """Trained units start at column `first` (or first(k) for the k-th); `slope` is their extra trend a period."""
    deal = np.random.default_rng(seed)
    calendar = pd.period_range(start, periods=periods, freq=freq)
    rows = []
    for unit in range(trained + comparison):
        is_trained = unit < trained
        begins = first if isinstance(first, int) else first(unit)
        for t in range(periods):
            value = level + unit + 0.1 * t + noise * deal.normal()
            if is_trained:
                value += slope * t + (effect + growth * (t - begins) if t >= begins else 0)
            when = calendar[begins] if is_trained and begins < periods else pd.NaT
            rows.append((f"Unit {unit + 1:02d}", calendar[t], value, when))
    frame = pd.DataFrame(rows, columns=["unit", "period", "value", "first_treated"])
    return frame.astype({"first_treated": calendar.dtype})


def level_units() -> pd.DataFrame:
    """Nine units of different levels that never change, six trained at six dates, a tenth of the values gone."""
    panel = office(effect=0, first=lambda unit: 8 + 2 * unit, periods=30)
    level = panel.assign(value=panel.groupby("unit")["value"].transform("first"))
    return level.drop(index=level.sample(frac=0.1, random_state=1).index)


def case_of(panel: pd.DataFrame, indicator: Indicator = IKM, context: Context | None = None) -> CheckInput:
    """What `verdict_on` hands to the checks."""
    ready = readiness(read_grid(panel))
    assert ready.design is not None, ready.missing
    fits = refit(ready.design)
    respondents = float(panel["n"].median()) if "n" in panel else float("nan")
    return CheckInput(ready, ready.design, fits, fits.effect(), respondents, indicator, context or Context())
