"""The grid of units × periods that every estimator reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray

NEVER = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """G units × T consecutive periods of one indicator.

    `value` is G×T with NaN where nothing was observed; `first` holds each unit's column of the first period after
    training, NEVER where it was not trained within the grid. `transition` (G) counts the periods just before that which
    are set aside, as a mixture or as touched ahead of training: their values are kept, and the mask goes with the date,
    so that dates can be dealt out anew. `periods` are the calendar labels of the T columns. `block` (G) names the
    kecamatan: units of one share its period constants and count as one in every interval; None: each unit by itself.
    `noun` is what a row is called, `rollout` says in Indonesian how training came, where there are several kecamatan.
    """

    units: tuple[str, ...]
    periods: pd.PeriodIndex
    value: FloatArray
    first: IntArray
    transition: IntArray
    dropped_periods: int = 0
    notes: tuple[str, ...] = ()
    block: NDArray[np.str_] | None = None
    noun: str = "unit"
    rollout: str = ""

    @property
    def groups(self) -> Sequence[IntArray | slice]:
        """Rows that share their period constants."""
        if self.block is None:
            return [slice(None)]
        return [np.flatnonzero(self.block == one) for one in np.unique(self.block)]

    @property
    def clusters(self) -> IntArray:
        """G numbers, from 0, of what counts as one."""
        if self.block is None:
            return np.arange(len(self.units))
        return np.unique(self.block, return_inverse=True)[1]

    @property
    def cluster_names(self) -> tuple[str, ...]:
        """What each of them is called."""
        return self.units if self.block is None else tuple(map(str, np.unique(self.block)))

    @property
    def counted_by(self) -> str:
        """What counts as one, in Indonesian."""
        return self.noun if self.block is None else "kecamatan"

    @property
    def there(self) -> BoolArray:
        """G×T: a value is there, set aside or not."""
        return ~np.isnan(self.value)

    @property
    def observed(self) -> BoolArray:
        """G×T: a value is there and counts, before or after training."""
        return self.there & ~set_aside(self.first, self.transition, self.value.shape[1])

    @property
    def outcome(self) -> FloatArray:
        """G×T values, 0 where nothing is there, so that estimates are sums of weights × outcome."""
        return np.nan_to_num(self.value)

    @property
    def scale(self) -> float:
        """Largest absolute value: what round-off is measured against."""
        return float(np.abs(self.outcome).max())

    @property
    def relative(self) -> IntArray:
        """G×T periods since training: 0 in the first trained period, negative before, very negative if never."""
        return relative_periods(self.first, self.transition, self.value.shape[1])

    @property
    def transitions(self) -> int:
        """How many values are set aside."""
        return int((self.there & ~self.observed).sum())

    @property
    def trained(self) -> BoolArray:
        """G: trained within the grid."""
        return self.first < NEVER

    @property
    def switchers(self) -> BoolArray:
        """G: seen both before and after training."""
        seen, relative = self.observed, self.relative
        return np.any(seen & (relative < 0), axis=1) & np.any(seen & (relative >= 0), axis=1)

    def keep(self, units: BoolArray) -> Design:
        """The same design with only the units marked True."""
        names = tuple(name for name, kept in zip(self.units, units, strict=True) if kept)
        own = {name: getattr(self, name)[units] for name in ("value", "first", "transition")}
        block = None if self.block is None else self.block[units]
        return replace(self, units=names, block=block, **own)


def relative_periods(first: IntArray, transition: IntArray, n_periods: int) -> IntArray:
    """(…, G, T) periods since training for dates `first` (…, G); those before it are counted from the transition."""
    since = np.arange(n_periods) - first[..., None]
    return since + transition[..., None] * (since < 0)


def set_aside(first: IntArray, transition: IntArray, n_periods: int) -> BoolArray:
    """(…, G, T): the periods of transition."""
    since = np.arange(n_periods) - first[..., None]
    return (since < 0) & (since >= -transition[..., None])


def with_comparison(design: Design, fewest: int) -> Design:
    """Only the periods with at least `fewest` units untrained and still reporting, two of them (one) seen that period.

    Estimators ask for one such unit, as published; a verdict asks for more, so that it holds without any one of them.
    The others are blanked and counted in `dropped_periods`.
    """
    untreated = design.observed & (design.relative < 0)
    usable = (still_untrained(design).sum(0) >= fewest) & (untreated.sum(0) >= min(fewest, 2))
    dropped = int((design.observed.any(0) & ~usable).sum())
    return replace(design, value=np.where(usable, design.value, np.nan), dropped_periods=dropped)


def still_untrained(design: Design) -> BoolArray:
    """G×T: the unit reports in that period or a later one, and has not been trained."""
    last = design.value.shape[1] - 1 - design.observed[:, ::-1].argmax(1)
    return (design.relative < 0) & (np.arange(design.value.shape[1]) <= last[:, None])
