"""Is there enough to compare? What is missing for an answer, or the part of the panel an answer may rest on."""

from dataclasses import dataclass

import numpy as np

from analysis.impact.estimators.design import Design, still_untrained, with_comparison
from analysis.impact.estimators.result import IntArray
from analysis.impact.rules import MIN_COMPARISON, MIN_PERIODS, MIN_TRAINED, SOUND_BEFORE, SOUND_COMPARISON
from analysis.text import wording

ABSENT = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Readiness:
    """`design` holds the cells an answer may rest on (None: not enough data, and `missing` says what is needed).

    `missing` are Indonesian phrases ("perlu 2 unit pembanding lagi"). `n_trained` units are seen both before and
    after training, `n_comparison` are untrained to the end; `before` is the median number of periods that trained
    units are seen before training; `dropped_periods` had too few untrained units left to compare with;
    `anticipation` periods before training are set aside.
    """

    design: Design | None
    missing: tuple[str, ...]
    n_trained: int = 0
    n_comparison: int = 0
    before: float = 0.0
    dropped_periods: int = 0
    whole_period: bool = False
    anticipation: int = 0

    @property
    def weak(self) -> tuple[str, ...]:
        """Why this data can show an indication at most; empty where it is sound."""
        reasons = []
        if self.n_comparison < SOUND_COMPARISON:
            reasons.append(f"hanya {self.n_comparison} {self.design.noun if self.design else 'unit'} pembanding")
        if self.before < SOUND_BEFORE:
            reasons.append(f"kurang dari {SOUND_BEFORE} periode sebelum pelatihan")
        return tuple(reasons)


def readiness(grid: Design) -> Readiness:
    """Judge a whole grid (`read_grid`): at least 3 trained and 2 comparison units, 3 periods before and after.

    Periods with fewer than 3 untrained units left are set aside (2 where there never were 3): `with_comparison`, the
    rule of the estimators, asked for more units, so that every period can be compared even without any one of them.
    """
    missing = _missing(grid)
    if missing:
        return Readiness(None, missing)
    n_comparison = _comparison_units(grid, _third_ready(grid))
    design = _comparable(grid, min(n_comparison, SOUND_COMPARISON))
    switchers = design.switchers
    if switchers.sum() < MIN_TRAINED:
        return Readiness(None, (f"perlu 1 {grid.noun} pembanding lagi yang nilainya lengkap",))
    before = float(np.median(_seen(design, before=True)[switchers]))
    n_left = int((design.observed.any(1) & ~switchers).sum())
    return Readiness(design, (), int(switchers.sum()), n_left, before, design.dropped_periods)


def _missing(grid: Design) -> tuple[str, ...]:
    trained, like = grid.trained, grid.periods[0]
    needs = [_need(MIN_TRAINED - int(trained.sum()), f"{grid.noun} yang sudah dilatih")]
    if trained.sum() >= MIN_TRAINED:
        for before, side in ((True, "sebelum"), (False, "sesudah")):
            short = MIN_PERIODS - _third_largest(_seen(grid, before=before)[trained])
            needs.append(f"perlu {wording.periods(short, like)} lagi data {side} pelatihan" if short > 0 else "")
    needs.append(_need(MIN_COMPARISON - _comparison_units(grid, _third_ready(grid)), f"{grid.noun} pembanding"))
    if np.nanmin(grid.value) == np.nanmax(grid.value):
        needs.append("perlu nilai indikator yang bervariasi; semua nilainya sama")
    if not any(needs) and _third_ready(grid) == ABSENT:
        needs.append(
            f"perlu {MIN_TRAINED} {grid.noun} dengan {MIN_PERIODS} periode sebelum dan sesudah pelatihan sekaligus"
        )
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


def reached(grid: Design) -> int:
    """Step of the Maryland scale a design allows: 1 nobody seen before and after, 2 nobody to compare with, else 3."""
    if not grid.switchers.any():
        return 1
    after = grid.observed & (grid.relative >= 0) & grid.switchers[:, None]
    untrained = grid.observed & (grid.relative < 0)
    return 3 if (after.any(0) & untrained.any(0)).any() else 2


def _comparison_units(grid: Design, column: int) -> int:
    """Units that can still be compared with at `column` (ABSENT: those never trained)."""
    if column == ABSENT:
        return int((~grid.trained).sum())
    return int(still_untrained(grid)[:, column].sum())


def _comparable(grid: Design, fewest: int) -> Design:
    design = with_comparison(grid, fewest)
    before = np.asarray((design.observed & (design.relative < 0)).any(1))
    return design.keep(before)
