"""The effect under other assumptions than those of the headline, one at a time: what an auditor asks first."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from analysis.impact.checks.check import excludes_zero
from analysis.impact.checks.refits import Refits, refit
from analysis.impact.checks.selection import regression_to_the_mean
from analysis.impact.checks.trends import Drift
from analysis.impact.estimators import Design, ImpactError
from analysis.impact.estimators.grid import read_grid
from analysis.impact.estimators.imputation import weights
from analysis.impact.estimators.result import BoolArray, FloatArray, IntArray, Interval, interval_and_p
from analysis.impact.estimators.small_sample import linear_interval
from analysis.impact.estimators.twoway import WHOLE, Groups, known_by_group, reachable, residualise
from analysis.impact.readiness import readiness
from analysis.text import wording

FIRST_PERIODS, AHEAD, SPILLED = 6, 3, 0.5


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The effect, in the indicator's unit, where one assumption (Indonesian) is changed."""

    key: str
    assumption: str
    found: Interval

    @property
    def clear(self) -> bool:
        """The 95 % interval lies on one side of zero."""
        return excludes_zero(self.found)


def sensitivity(design: Design, measured: Drift, rows: pd.DataFrame) -> tuple[Sensitivity, ...]:
    """Every other assumption that this design can be held to; `rows` is the panel that it was read from."""
    fits = refit(design)
    found = fits.effect()
    several = (
        *_other_cells(fits, rows),
        *_never_trained(design),
        Sensitivity("units", "Tiap unit yang sudah dilatih dihitung sama, berapa pun periodenya", _by_unit(design)),
        Sensitivity("selection", "Dikurangi yang muncul bila unit dipilih karena nilainya", _chosen(fits, found)),
        *_spilled_over(design, found),
        Sensitivity("lines", "Tiap unit bergerak menurut garisnya sendiri", measured.step),
    )
    return tuple(one for one in several if np.isfinite(one.found.p))


def _other_cells(fits: Refits, rows: pd.DataFrame) -> Iterator[Sensitivity]:
    """The headline on other periods and units."""
    design = fits.design
    ahead = wording.periods(AHEAD, design.periods[0])
    first = wording.periods(FIRST_PERIODS, design.periods[0])
    without, one = _most_telling(fits), design.counted_by
    others = (
        ("transition", "Tidak ada periode yang disisihkan", _whole(rows) if design.transitions else None),
        ("ahead", f"{ahead} sebelum pelatihan disisihkan", _ahead(design) if not design.transition.any() else None),
        ("first", f"Hanya {first} pertama sesudah pelatihan", _early(design)),
        ("without", f"Tanpa {design.cluster_names[without]}, {one} yang paling menentukan", _without(design, without)),
    )
    for key, assumption, other in others:
        try:
            if other is not None:
                yield Sensitivity(key, assumption, refit(other).effect())
        except ImpactError:
            continue


def _whole(rows: pd.DataFrame) -> Design | None:
    return readiness(read_grid(rows.drop(columns="share_after", errors="ignore"))).design


def _ahead(design: Design) -> Design:
    return replace(design, transition=design.transition + AHEAD * design.trained)


def _early(design: Design) -> Design:
    return replace(design, value=np.where(design.relative < FIRST_PERIODS, design.value, np.nan))


def _without(design: Design, cluster: int) -> Design:
    return design.keep(design.clusters != cluster)


def _most_telling(fits: Refits) -> int:
    """The unit (kecamatan) without which the estimate moves furthest."""
    effects = fits.effects()
    return int(np.nanargmax(np.abs(effects[1:] - effects[0])))


def _never_trained(design: Design) -> Iterator[Sensitivity]:
    """Later trained units left out of the comparison, where there are any and the others make one."""
    never = design.observed[~design.switchers]
    used = design.observed.any(0)
    waves = len(np.unique(design.first[design.switchers]))
    if design.block is None and waves > 1 and (never.sum(0)[used] > 1).all() and reachable(never[:, used]).all():
        with suppress(ImpactError):
            found = linear_interval(never_weights, design)
            yield Sensitivity("never", "Pembanding hanya unit yang belum pernah dilatih", found)


def never_weights(observed: BoolArray, relative: IntArray) -> FloatArray:
    """Weights (…, G, T) of the mean gap where never-trained units alone say what a period brought."""
    never = observed & (relative < 0).all(-1, keepdims=True)
    compared = observed & ~never & never.any(-2, keepdims=True)
    before = compared & (relative < 0)
    effects = compared & (relative >= 0) & before.any(-1, keepdims=True)
    n_effects = effects.sum((-2, -1), keepdims=True)
    target = effects / np.where(n_effects, n_effects, np.nan)
    level = target.sum(-1, keepdims=True) / np.maximum(before.sum(-1, keepdims=True), 1)
    return residualise(never, target - before * level)


def _by_unit(design: Design) -> Interval:
    return linear_interval(partial(unit_weights, groups=design.groups), design)


def unit_weights(observed: BoolArray, relative: IntArray, groups: Groups = WHOLE) -> FloatArray:
    """Weights (…, G, T) of the mean over trained units of each one's mean gap to what is expected without training."""
    untreated = observed & (relative < 0)
    effects = observed & (relative >= 0) & known_by_group(untreated, groups)
    cells = effects.sum(-1, keepdims=True)
    units = (cells > 0).sum((-2, -1), keepdims=True)
    target = np.divide(effects, cells * np.where(units, units, np.nan), out=np.zeros(effects.shape), where=effects)
    return residualise(untreated, target, groups)


def _chosen(fits: Refits, found: Interval) -> Interval:
    shift = regression_to_the_mean(fits.design, fits.shared)
    return interval_and_p(found.estimate - shift, found.se, found.dof, scale=fits.design.scale)


def _spilled_over(design: Design, found: Interval) -> Iterator[Sensitivity]:
    """Half the effect reaching every untrained unit from the first training on is missing from the comparison.

    Then the estimate is the effect times 1 + SPILLED × the weights of those cells, which are negative.
    """
    late = np.arange(design.value.shape[1]) >= design.first[design.switchers].min()
    reached = design.observed & (design.relative < 0) & late
    share = 1 + SPILLED * float(weights(design)[reached].sum())
    if share > 0:
        spilled = interval_and_p(found.estimate / share, found.se / share, found.dof, scale=design.scale)
        yield Sensitivity("spillover", "Bila separuh dampak menular ke unit yang belum dilatih", spilled)
