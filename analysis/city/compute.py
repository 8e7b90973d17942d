"""Kecamatan side by side: the level of each within the limits of chance, and the effect of training in each.

Nothing here ranks: the naive order of thirty kecamatan is mostly noise (Goldstein & Spiegelhalter 1996, League tables
and their limitations, JRSS A 159).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.competence.compliance import hours
from analysis.impact.estimators import Design, ImpactError, Interval, build_design, headline, weights
from analysis.impact.estimators.design import NEVER
from analysis.impact.estimators.grid import read_grid
from analysis.impact.estimators.result import interval_and_p
from analysis.impact.estimators.small_sample import learned_spread
from analysis.stats.funnel import FunnelLimits, funnel
from analysis.stats.pooling import Pooled, pool
from analysis.text.disclosure import FEWEST
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency

TRAINED = Indicator(
    key="jp_cukup", label="PNS yang sudah 20 JP", unit="%", better="higher", decimals=1, low=0, high=100, aliases=(),
    definition="Bagian PNS yang memenuhi jam pelatihan minimum setahun.", formula="", source="",
)  # fmt: skip
YEAR = {"M": 12, "Q": 4, "6M": 2, "Y": 1}
FEWEST_NEVER, FEWEST_VALUES = 4, 3
SURE = 2.0
LEAST_DOF = 1


@dataclass(frozen=True, slots=True)
class KecamatanLevel:
    """One kecamatan over the last year: its mean in the indicator's unit, standard error, n (respondents or cases
    where all are known, else values of a unit and period), the limits for its size, and its slope a period.

    `place` is −1, 0 or +1: below, inside or above the outer limits. `rising` says whether the slope is surely towards
    the better side.
    """

    kecamatan: str
    mean: float
    se: float
    n: float
    lower: float
    upper: float
    place: int
    slope: float
    rising: bool

    def needs_support(self, known: Indicator) -> bool:
        """Beyond the limits on the bad side, and not getting better."""
        return self.place == (-1 if known.better == "higher" else 1) and not self.rising


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """All kecamatan by name, on one indicator, from `first` to `last` period."""

    indicator: Indicator
    first: pd.Period
    last: pd.Period
    centre: float
    limits: FunnelLimits
    levels: tuple[KecamatanLevel, ...]
    counts_people: bool

    @property
    def support(self) -> tuple[KecamatanLevel, ...]:
        """Who needs support."""
        return tuple(one for one in self.levels if one.needs_support(self.indicator))


@dataclass(frozen=True, slots=True)
class OwnEffect:
    """The effect of training in one kecamatan: its own estimate and interval, and both drawn to the city's mean by
    `shrinkage` (0: not at all, 1: wholly)."""

    kecamatan: str
    own: Interval
    shrinkage: float
    pooled: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """The effects of all kecamatan that allow one, by name; `pooled` None for fewer than three, `left_out` the rest."""

    indicator: Indicator
    effects: tuple[OwnEffect, ...]
    pooled: Pooled | None
    left_out: tuple[str, ...]

    @property
    def carried_by(self) -> str | None:
        """The kecamatan without which the mean effect would be less than half; None where no one carries it."""
        if self.pooled is None:
            return None
        for place, one in enumerate(self.effects):
            rest = _pooled([other.own for other in np.delete(np.array(self.effects, dtype=object), place)])
            if rest is not None and rest.mean / self.pooled.mean < 0.5:
                return one.kecamatan
        return None


def levels(rows: pd.DataFrame, known: Indicator) -> Levels | None:
    """The last year of each kecamatan from one indicator's series with a column kecamatan.

    None where fewer than three have values in it, or where no value differs from its unit's others.
    """
    rows = rows.dropna(subset=["value"])
    if rows.empty:
        return None
    last = rows["period"].max()
    first = last - (YEAR[frequency(last)] - 1)
    year = rows[rows["period"] >= first]
    if year["kecamatan"].nunique() < FEWEST_VALUES:
        return None
    counts_people = bool(year["n"].notna().all() and (year["n"] > 0).all())
    year = year.assign(weight=year["n"] if counts_people else 1.0)
    table = _means(year)
    if not (table["se"] > 0).all():
        return None
    limits = funnel(table["mean"].to_numpy(), table["se"].to_numpy())
    half = limits.half()
    several = tuple(
        KecamatanLevel(
            str(name), row["mean"], row["se"], row["weight"], limits.centre - reach, limits.centre + reach, int(side),
            *_slope(year[year["kecamatan"] == name], known),
        )
        for (name, row), reach, side in zip(table.iterrows(), half, limits.outside, strict=True)
    )  # fmt: skip
    return Levels(known, first, last, limits.centre, limits, several, counts_people)


def means(rows: pd.DataFrame) -> pd.DataFrame:
    """The weighted mean of each kecamatan (columns) in each period."""
    rows = rows.dropna(subset=["value"])
    weight = rows["n"].where(rows["n"] > 0, 1.0).fillna(1.0)
    weighed = rows.assign(total=rows["value"] * weight, weight=weight)
    sums = weighed.groupby(["period", "kecamatan"])[["total", "weight"]].sum()
    return (sums["total"] / sums["weight"]).unstack()


def courses(rows: pd.DataFrame) -> pd.DataFrame:
    """Each kecamatan's weighted mean by period less what all of them moved by, as a series of untrained units."""
    table = means(rows)
    together = table.mean(axis=1)
    rest = table.sub(together - together.mean(), axis=0).rename_axis(columns="unit")
    series = rest.melt(ignore_index=False, value_name="value").dropna().reset_index()
    return series.assign(first_treated=pd.Series(pd.NaT, index=series.index, dtype=object))


def competence(dataset: Dataset, year: int) -> Levels | None:
    """The share of PNS who reached the year's minimum of training hours, by kecamatan; None below three of them.

    Kecamatan with fewer than FEWEST PNS are left out: their share would speak of persons.
    """
    found = hours(dataset, year)
    people = found.people.assign(kecamatan=found.people["unit"].map(dataset.kecamatan))
    by = people.groupby("kecamatan")["met"].agg(["mean", "size"])
    by = by[by["size"] >= FEWEST]
    if len(by) < FEWEST_VALUES:
        return None
    share = float(people["met"].mean())
    ses = np.sqrt(max(share * (1 - share), np.finfo(float).eps) / by["size"].to_numpy(float)) * 100
    limits = funnel(by["mean"].to_numpy(float) * 100, ses)
    several = tuple(
        KecamatanLevel(
            str(name), value, se, float(n), limits.centre - reach, limits.centre + reach, int(side), np.nan, False
        )
        for name, value, se, n, reach, side in zip(
            by.index, limits.values, ses, by["size"], limits.half(), limits.outside, strict=True
        )
    )
    return Levels(TRAINED, found.period, found.period, limits.centre, limits, several, counts_people=True)


def _means(year: pd.DataFrame) -> pd.DataFrame:
    """By kecamatan: weighted mean, the weight behind it, and its standard error from the spread within units."""
    unit = year.groupby("unit")
    centre = (year["value"] * year["weight"]).groupby(year["unit"]).transform("sum") / unit["weight"].transform("sum")
    spare = max(len(year) - year["unit"].nunique(), 1)
    variance = float((year["weight"] * (year["value"] - centre) ** 2).sum()) / spare
    by = year.assign(total=year["value"] * year["weight"]).groupby("kecamatan")[["total", "weight"]].sum()
    se = np.sqrt(variance / by["weight"])
    return by.assign(mean=by["total"] / by["weight"], se=se)


def _slope(own: pd.DataFrame, known: Indicator) -> tuple[float, bool]:
    """Change a period of the kecamatan's weighted mean, and whether it is surely towards the better side."""
    sums = own.assign(total=own["value"] * own["weight"]).groupby("period")[["total", "weight"]].sum()
    y = (sums["total"] / sums["weight"]).to_numpy()
    x = np.array([(period - sums.index[0]).n for period in sums.index], dtype=float)
    if len(y) < FEWEST_VALUES:
        return float("nan"), False
    x -= x.mean()
    slope = float((x * y).sum() / (x**2).sum())
    residual = y - y.mean() - slope * x
    se = float(np.sqrt((residual**2).sum() / (len(y) - 2) / (x**2).sum()))
    good = slope if known.better == "higher" else -slope
    return slope, bool(good > SURE * se)


def effects(rows: pd.DataFrame, known: Indicator) -> Effects:
    """The effect of training in each kecamatan, from one indicator's series with a column kecamatan, pooled.

    Where training came by kecamatan, each trained one is compared with those never trained, whose noise measures the
    interval (four are needed); else the units of each with one another. Raises ImpactError for a malformed panel.
    """
    grid = read_grid(rows)
    own, shared = _between(grid) if grid.noun == "kecamatan" else (_inside(rows), 0.0)
    names = sorted(own)
    left_out = tuple(sorted(set(map(str, rows["kecamatan"].unique())) - {*names}))
    pooled = _pooled([own[name] for name in names], shared)
    return Effects(known, tuple(_drawn(names, own, pooled)), pooled, left_out)


def _drawn(names: list[str], own: dict[str, Interval], pooled: Pooled | None) -> list[OwnEffect]:
    if pooled is None:
        return [OwnEffect(name, own[name], 0.0, *_ends(own[name])) for name in names]
    parts = zip(names, pooled.shrinkage, pooled.pooled, pooled.low, pooled.high, strict=True)
    return [OwnEffect(name, own[name], *map(float, drawn)) for name, *drawn in parts]


def _ends(one: Interval) -> tuple[float, float, float]:
    return one.estimate, one.ci_low, one.ci_high


def _pooled(several: list[Interval], shared: float = 0.0) -> Pooled | None:
    estimates, ses, dof = (np.array([getattr(one, name) for one in several]) for name in ("estimate", "se", "dof"))
    return pool(estimates, ses, dof, shared)


def _between(grid: Design) -> tuple[dict[str, Interval], float]:
    """Each trained kecamatan beside those never trained, and the variance that all share through these."""
    never = grid.first == NEVER
    if never.sum() < FEWEST_NEVER:
        return {}, 0.0
    several = {
        grid.units[one]: _beside(grid.keep(never | (np.arange(len(never)) == one))) for one in np.flatnonzero(~never)
    }
    own = {name: found for name, found in several.items() if found is not None}
    return own, float(np.mean([one.se**2 for one in own.values()])) / (1 + never.sum()) if own else 0.0


def _beside(design: Design) -> Interval | None:
    """One trained kecamatan beside those never trained; None where it cannot be compared."""
    one = weights(design)
    variance, dof = learned_spread(one, design, design.observed)
    if not (np.isfinite(one).all() and variance > 0 and dof >= LEAST_DOF):
        return None
    return interval_and_p(float((one * design.outcome).sum()), variance**0.5, dof, scale=design.scale)


def _inside(rows: pd.DataFrame) -> dict[str, Interval]:
    own = {}
    for name, part in rows.groupby("kecamatan"):
        try:
            found = headline(build_design(part.drop(columns="kecamatan")))
        except ImpactError:
            continue
        if found.dof >= LEAST_DOF and found.se > 0:
            own[str(name)] = found
    return own
