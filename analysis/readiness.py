"""Is there enough to compare? What is missing for an answer, or the part of the panel an answer may rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis import wording
from analysis.impact.design import Design
from analysis.impact.result import BoolArray, IntArray

MIN_TRAINED, MIN_COMPARISON, MIN_PERIODS = 3, 2, 3
SOUND_COMPARISON, SOUND_BEFORE = 3, 6
ABSENT = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Readiness:
    """`design` holds the cells an answer may rest on (None: not enough data, and `missing` says what is needed).

    `missing` are Indonesian phrases ("perlu 2 unit pembanding lagi"). `n_trained` units are seen both before and
    after training, `n_comparison` are untrained to the end; `before` is the median number of periods that trained
    units are seen before training; `dropped_periods` had too few untrained units left to compare with.
    """

    design: Design | None
    missing: tuple[str, ...]
    n_trained: int = 0
    n_comparison: int = 0
    before: float = 0.0
    dropped_periods: int = 0

    @property
    def weak(self) -> tuple[str, ...]:
        """Why this data can show an indication at most; empty where it is sound."""
        reasons = []
        if self.n_comparison < SOUND_COMPARISON:
            reasons.append(f"hanya {self.n_comparison} unit pembanding")
        if self.before < SOUND_BEFORE:
            reasons.append(f"kurang dari {SOUND_BEFORE} periode sebelum pelatihan")
        return tuple(reasons)


def readiness(grid: Design) -> Readiness:
    """Judge a whole grid (`read_grid`): at least 3 trained and 2 comparison units, 3 periods before and after.

    Periods with fewer than 3 untrained units left are set aside (2 where there never were 3), so that every period
    used can be compared even when any one unit is left out.
    """
    missing = _missing(grid)
    if missing:
        return Readiness(None, missing)
    n_comparison = _comparison_units(grid, _third_ready(grid))
    design = _comparable(grid, min(n_comparison, SOUND_COMPARISON))
    switchers = design.switchers
    if switchers.sum() < MIN_TRAINED:
        return Readiness(None, ("perlu 1 unit pembanding lagi yang nilainya lengkap",))
    before = float(np.median(_seen(design, before=True)[switchers]))
    dropped = int(grid.observed.any(0).sum() - design.observed.any(0).sum())
    n_left = int((design.observed.any(1) & ~switchers).sum())
    return Readiness(design, (), int(switchers.sum()), n_left, before, dropped)


def _missing(grid: Design) -> tuple[str, ...]:
    trained, like = grid.trained, grid.periods[0]
    needs = [_need(MIN_TRAINED - int(trained.sum()), "unit terlatih")]
    if trained.sum() >= MIN_TRAINED:
        for before, side in ((True, "sebelum"), (False, "sesudah")):
            short = MIN_PERIODS - _third_largest(_seen(grid, before=before)[trained])
            needs.append(f"perlu {wording.periods(short, like)} lagi data {side} pelatihan" if short > 0 else "")
    needs.append(_need(MIN_COMPARISON - _comparison_units(grid, _third_ready(grid)), "unit pembanding"))
    if np.nanmin(grid.value) == np.nanmax(grid.value):
        needs.append("perlu nilai indikator yang bervariasi; semua nilainya sama")
    if not any(needs) and _third_ready(grid) == ABSENT:
        needs.append(f"perlu {MIN_TRAINED} unit dengan {MIN_PERIODS} periode sebelum dan sesudah pelatihan sekaligus")
    return tuple(need for need in needs if need)


def _need(n: int, what: str) -> str:
    return f"perlu {n} {what} lagi" if n > 0 else ""


def _seen(grid: Design, *, before: bool) -> IntArray:
    """Periods (G,) in which each unit is seen before, or from, its training."""
    side = grid.relative < 0 if before else grid.relative >= 0
    return (grid.observed & side).sum(1)


def _third_largest(counts: IntArray) -> int:
    return int(np.sort(counts)[-MIN_TRAINED])


def _third_ready(grid: Design) -> int:
    """Column by which three trained units have been seen three periods after training; ABSENT if that never comes."""
    after = np.cumsum(grid.observed & (grid.relative >= 0), axis=1) >= MIN_PERIODS
    ready = after.any(1) & (_seen(grid, before=True) >= MIN_PERIODS)
    columns = np.sort(np.where(ready, after.argmax(1), ABSENT))
    return int(columns[MIN_TRAINED - 1]) if len(columns) >= MIN_TRAINED else ABSENT


def _untrained(grid: Design) -> BoolArray:
    """G×T: the unit still reports by then and has not been trained."""
    last = grid.value.shape[1] - 1 - grid.observed[:, ::-1].argmax(1)
    return (grid.relative < 0) & (np.arange(grid.value.shape[1]) <= last[:, None])


def _comparison_units(grid: Design, column: int) -> int:
    """Units that can still be compared with at `column` (ABSENT: those never trained)."""
    if column == ABSENT:
        return int((~grid.trained).sum())
    return int(_untrained(grid)[:, column].sum())


def _comparable(grid: Design, floor: int) -> Design:
    untreated = grid.observed & (grid.relative < 0)
    usable = (_untrained(grid).sum(0) >= floor) & (untreated.sum(0) >= MIN_COMPARISON)
    design = replace(grid, value=np.where(usable, grid.value, np.nan))
    before = np.asarray((design.observed & (design.relative < 0)).any(1))
    return design.keep(before)
