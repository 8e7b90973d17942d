"""Whether enough citizens answered in each unit and period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.survey.compute import forms
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset, Units
from data.vocabulary.ikm import minimum_sample
from data.vocabulary.periods import first_day, last_day
from data.vocabulary.regulations import KREJCIE_MORGAN_SOURCE


def survey_samples(dataset: Dataset, units: Units, year: int | None) -> tuple[Sample, ...]:
    """Whether enough service users answered, unit by unit and period by period."""
    rows = forms(dataset, units, year)
    return samples(rows.groupby(["unit", "period"]).size().reset_index(name="n"), panel_of(dataset))


@dataclass(frozen=True, slots=True)
class Sample:
    """Respondents of one unit and period, and the number needed for its service users.

    population is the volume of service in the period; None, and nothing needed, where the books do not give all of it.
    """

    office: str
    period: pd.Period
    n: int
    population: int | None
    needed: int | None
    unit: str = "responden"
    source: str = KREJCIE_MORGAN_SOURCE

    @property
    def enough(self) -> bool | None:
        """True ("Sesuai"), False ("Belum sesuai"), None where the population is unknown."""
        return None if self.needed is None else self.n >= self.needed


def samples(by: pd.DataFrame, panel: pd.DataFrame) -> tuple[Sample, ...]:
    """One result a row of `by` (unit, period, n); service users are the panel's indicator "volume"."""
    volume = series(panel, "volume")
    return tuple(_sample(str(row["unit"]), row["period"], int(row["n"]), volume) for _, row in by.iterrows())


def _sample(office: str, period: pd.Period, n: int, volume: pd.DataFrame) -> Sample:
    population = _volume_within(volume[volume["unit"] == office], period)
    return Sample(office, period, n, population, None if population is None else minimum_sample(population))


def _volume_within(volume: pd.DataFrame, period: pd.Period) -> int | None:
    """Volume summed over the period; None unless the unit's periods cover every day of it."""
    first, last = first_day(period), last_day(period)
    inside = [first_day(one) >= first and last_day(one) <= last for one in volume["period"]]
    parts = volume.loc[np.array(inside, dtype=bool)]
    days = sum((last_day(part) - first_day(part)).days + 1 for part in parts["period"])
    return int(parts["value"].sum()) if days == (last - first).days + 1 else None
