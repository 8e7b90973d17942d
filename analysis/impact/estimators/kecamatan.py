"""Units of several kecamatan: what happens in a kecamatan happens to all its units, and must be counted once.

Where training came kecamatan by kecamatan, a kecamatan is the unit: its course is compared with those of the others.
Where it came to some units of a kecamatan before others, the units are compared inside their kecamatan, with period
constants of its own, and each kecamatan counts as one in the interval. The design decides, never the outcome.
Sources: Bertrand, Duflo & Mullainathan (2004), How much should we trust differences-in-differences estimates?, QJE 119;
Cameron & Miller (2015), A practitioner's guide to cluster-robust inference, Journal of Human Resources 50.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.impact.estimators.design import NEVER, Design, set_aside
from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray
from analysis.impact.estimators.twoway import constants, known_by_group, reachable
from analysis.impact.rules import BY_KECAMATAN, FEWEST_MIXED
from data.panel.exposure import AFTER_FROM, BEFORE_UP_TO

BETWEEN = "Pelatihan datang per kecamatan, sehingga yang dibandingkan kecamatan."
WITHIN = (
    "Pelatihan datang ke sebagian unit di tiap kecamatan, sehingga unit dibandingkan di dalam kecamatannya dan tiap "
    "kecamatan dihitung satu kali."
)


def clustered(grid: Design, names: tuple[str, ...], block: IntArray) -> Design:
    """The grid as it may be compared where `block` (G) numbers each unit's kecamatan in `names`.

    Between kecamatan, or inside them where training is not one of theirs and enough of them hold both kinds of unit.
    """
    mixed = [one for one in np.unique(block) if _compares(grid.keep(block == one))]
    if by_kecamatan(grid, block) < BY_KECAMATAN and len(mixed) >= FEWEST_MIXED:
        return _inside(grid, np.array(names)[block], [names[one] for one in mixed])
    return _kecamatan(grid, names, block)


def by_kecamatan(grid: Design, block: IntArray) -> float:
    """Share of the differences in being trained, period by period, that lies between kecamatan: 1 where each was
    trained as a whole."""
    seen, trained = grid.observed, grid.observed & (grid.relative >= 0)
    kecamatan = (block[:, None] == np.arange(block.max() + 1)).T.astype(float)
    n, after = kecamatan @ seen, kecamatan @ trained
    overall = trained.sum(0) / np.maximum(seen.sum(0), 1)
    between = (n * (after / np.maximum(n, 1) - overall) ** 2).sum()
    total = (seen * (trained - overall) ** 2).sum()
    return float(between / total) if total else 1.0


def _compares(own: Design) -> bool:
    """Some period shows a unit that was trained, and was seen before, beside one that is not."""
    after = own.observed & (own.relative >= 0) & own.switchers[:, None]
    return bool((after.any(0) & (own.observed & (own.relative < 0)).any(0)).any())


def _inside(grid: Design, block: NDArray[np.str_], mixed: list[str]) -> Design:
    """Only kecamatan that hold both kinds of unit, in the periods in which they still do."""
    grid = replace(grid, block=block, rollout=WITHIN)
    usable = known_by_group(grid.observed & (grid.relative < 0), grid.groups)
    kept = replace(grid, value=np.where(usable, grid.value, np.nan))
    return kept.keep(np.isin(block, mixed) & kept.observed.any(1))


def _kecamatan(grid: Design, names: tuple[str, ...], block: IntArray) -> Design:
    """Each kecamatan as one row. The rule of the period of training holds for it too: a period counts as after where
    five sixths of its units are, as before where at most one sixth is not, and is left out in between."""
    rows = [_course(grid.keep(block == one)) for one in range(len(names))]
    value, first, transition = (np.array(part) for part in zip(*rows, strict=True))
    return replace(
        grid, units=names, value=value, first=first, transition=transition, noun="kecamatan", rollout=BETWEEN,
    )  # fmt: skip


def _course(own: Design) -> tuple[FloatArray, int, int]:
    """One kecamatan's values (T), first period after training, and how many just before it are a transition."""
    n_periods = own.value.shape[1]
    seen = np.maximum(own.there.sum(0), 1)
    after = (own.observed & (own.relative >= 0)).sum(0) / seen >= AFTER_FROM
    before = (own.observed & (own.relative < 0)).sum(0) / seen >= 1 - BEFORE_UP_TO
    first = int(after.argmax()) if after.any() else NEVER
    column = np.arange(n_periods)
    earlier = np.flatnonzero(before[:first])
    late = first - 1 - int(earlier[-1]) if after.any() and len(earlier) else 0
    counts = np.where(column < first, before, after) | set_aside(np.array([first]), np.array([late]), n_periods)[0]
    return np.where(counts, _mean(own.there & counts, own.outcome), np.nan), first, late


def _mean(cells: BoolArray, outcome: FloatArray) -> FloatArray:
    """Mean (T) over the units, each missing value read off its unit's and its period's constant; NaN where unknown."""
    if not cells.any():
        return np.full(cells.shape[1], np.nan)
    known = outcome * cells
    unit, period = constants(cells, known.sum(1)[None], known.sum(0)[None])
    tied = reachable(cells)[cells.sum(1).argmax()]
    members = reachable(cells)[:, tied.argmax()]
    return np.where(tied & cells.any(0), period[0] + unit[0][members].mean(), np.nan)
