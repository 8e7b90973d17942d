"""Callaway & Sant'Anna: one difference in differences for every wave of training and every period.

A wave trained in g is compared, at t, with units that are not trained at t; from g on its base is the period before g,
earlier the period before t. The group-time effects are averaged in three ways: over all trained cells (simple), by
wave (group) and by time since training (dynamic).
Source: Callaway & Sant'Anna (2021), Difference-in-differences with multiple time periods, J. Econometrics 225,
unconditional case, equations 3.1–3.11, with the influence functions of their R package `did`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from analysis.impact.estimators.design import NEVER, Design
from analysis.impact.estimators.event_study import MAX_LEADS
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, event_frame
from analysis.impact.estimators.small_sample import carried_by
from analysis.impact.estimators.twoway import jackknife_se
from analysis.stats.intervals import half_width

Controls = Literal["never", "not_yet"]


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """An effect, its influence on the estimate (G) and its values with each unit left out (G); `group` and `period`
    are columns of the design, −1 where averaged over; `members` (G) marks the trained units it speaks of."""

    group: int
    period: int
    estimate: float
    influence: FloatArray
    left_out: FloatArray
    members: BoolArray
    n_trained: int = 0
    n_controls: int = 0

    @property
    def se(self) -> float:
        """Analytic standard error from the influence function; too small where a wave is a single unit."""
        return float(np.sqrt((self.influence**2).sum()) / len(self.influence))

    @property
    def jackknife_se(self) -> float:
        """Standard error from leaving out each unit in turn; sound for few units."""
        return float(jackknife_se(self.estimate, self.left_out))


@dataclass(frozen=True, slots=True, eq=False)
class GroupTime:
    """All group-time effects and their averages; `dynamic` is keyed by periods since training, `group` by column."""

    controls: Controls
    cells: tuple[Effect, ...]
    simple: Effect
    group: dict[int, Effect]
    group_overall: Effect
    dynamic: dict[int, Effect]
    dynamic_overall: Effect

    @property
    def pretest_p(self) -> float:
        """Joint Wald test that all effects before training are zero; NaN with more of them than units can tell."""
        before = [cell for cell in self.cells if cell.period < cell.group]
        influence = np.array([cell.influence for cell in before])
        if not before or np.linalg.matrix_rank(influence) < len(before):
            return float("nan")
        effects = np.array([cell.estimate for cell in before])
        covariance = influence @ influence.T / influence.shape[1] ** 2
        return float(chdtrc(len(before), effects @ np.linalg.solve(covariance, effects)))

    def table(self, design: Design) -> pd.DataFrame:
        """One row a cell: group, period (pandas Periods), estimate, se (analytic), n_trained, n_controls; ci_low and
        ci_high by unit jackknife and `carried_by`, NaN where the wave is a single unit."""
        cells = _by_wave(self.cells)
        rows = [
            (design.periods[c.group], design.periods[c.period], c.estimate, c.se, c.n_trained, c.n_controls)
            for c in cells
        ]
        table = pd.DataFrame(rows, columns=["group", "period", "estimate", "se", "n_trained", "n_controls"])
        return _with_intervals(table, cells)

    def waves(self, design: Design) -> pd.DataFrame:
        """One row a wave: group (pandas Period), estimate over its trained periods, n_trained, ci_low and ci_high."""
        rows = [(design.periods[g], effect.estimate, int(effect.members.sum())) for g, effect in self.group.items()]
        table = pd.DataFrame(rows, columns=["group", "estimate", "n_trained"])
        return _with_intervals(table, tuple(self.group.values()))


def _by_wave(cells: Sequence[Effect]) -> tuple[Effect, ...]:
    """One effect a wave and period: units of one date are one wave, with a transition before it or without."""
    parts: dict[tuple[int, int], list[Effect]] = {}
    for cell in cells:
        parts.setdefault((cell.group, cell.period), []).append(cell)
    return tuple(own[0] if len(own) == 1 else _together(own) for own in parts.values())


def _together(parts: Sequence[Effect]) -> Effect:
    n_trained, n_controls = sum(one.n_trained for one in parts), max(one.n_controls for one in parts)
    return replace(_average(parts), period=parts[0].period, n_trained=n_trained, n_controls=n_controls)


def _with_intervals(table: pd.DataFrame, effects: Sequence[Effect]) -> pd.DataFrame:
    dof = carried_by(np.array([effect.members.sum() for effect in effects]), len(effects[0].members))
    half = half_width(np.array([effect.jackknife_se for effect in effects]), dof)
    return table.assign(ci_low=table["estimate"] - half, ci_high=table["estimate"] + half)


def course(result: GroupTime) -> pd.DataFrame:
    """Dynamic effects from MAX_LEADS before training on, by unit jackknife; without those of a single unit."""
    lags = np.array([lag for lag in result.dynamic if lag >= -MAX_LEADS])
    effects = [result.dynamic[lag] for lag in lags]
    estimates = np.array([effect.estimate for effect in effects])
    ses = np.array([effect.jackknife_se for effect in effects])
    n_units = np.array([int(effect.members.sum()) for effect in effects])
    known = ~np.isnan(ses)
    dof = carried_by(n_units[known], len(result.simple.members))
    return event_frame(lags[known], estimates[known], ses[known], dof, n_units[known])


def group_time(design: Design, *, controls: Controls | None = None) -> GroupTime:
    """Group-time effects and averages; without `controls`, never-trained units where there are two, else not yet.

    Raises ImpactError where no wave has a comparison after training.
    """
    chosen: Controls = controls or ("never" if np.count_nonzero(~design.trained) > 1 else "not_yet")
    cells = tuple(_cells(design, chosen))
    after = [cell for cell in cells if cell.period >= cell.group]
    if not after:
        raise ImpactError("Tidak ada unit pembanding yang datanya sejajar dengan unit yang sudah dilatih.")
    group = {g: _average([cell for cell in after if cell.group == g]) for g in sorted({cell.group for cell in after})}
    lags = sorted({cell.period - cell.group for cell in cells})
    dynamic = {lag: _average([cell for cell in cells if cell.period - cell.group == lag]) for lag in lags}
    late = [effect for lag, effect in dynamic.items() if lag >= 0]
    return GroupTime(chosen, cells, _average(after), group, _average(list(group.values())), dynamic, _plain_mean(late))


def _cells(design: Design, controls: Controls) -> list[Effect]:
    columns = np.flatnonzero(design.observed.any(0))
    waves = sorted({(g, late) for g, late in zip(design.first, design.transition, strict=True) if g < NEVER})
    pairs = [(wave, t, columns[columns < min(wave[0] - wave[1], t)]) for wave in waves for t in columns]
    cells = [_cell(design, wave, int(t), int(earlier[-1]), controls) for wave, t, earlier in pairs if len(earlier)]
    return [cell for cell in cells if cell is not None]


def _cell(design: Design, wave: tuple[int, int], period: int, base: int, controls: Controls) -> Effect | None:
    """The effect on a wave: units with one first period after training, and alike in having a transition before it."""
    group, late = int(wave[0]), wave[1]
    value = np.where(design.observed, design.value, np.nan)
    change = value[:, period] - value[:, base]
    seen = ~np.isnan(change)
    members = (design.first == group) & (design.transition == late)
    later = ~design.trained if controls == "never" else (design.first > period) & ~members
    trained, control = members & seen, later & seen
    if not trained.any() or not control.any():
        return None
    change = np.where(seen, change, 0)
    mean, influence, left_out = _mean(change, trained)
    control_mean, control_influence, control_left_out = _mean(change, control)
    return Effect(
        group,
        period,
        mean - control_mean,
        influence - control_influence,
        left_out - control_left_out,
        members,
        int(trained.sum()),
        int(control.sum()),
    )


def _mean(change: FloatArray, inside: BoolArray) -> tuple[float, FloatArray, FloatArray]:
    """Mean over `inside`, its influence function, and the mean with each unit left out (NaN where none remains)."""
    n, total = inside.sum(), (change * inside).sum()
    mean = total / n
    rest = n - inside
    left_out = (total - change * inside) / np.where(rest, rest, np.nan)
    return float(mean), len(change) / n * inside * (change - mean), left_out


def _average(effects: Sequence[Effect]) -> Effect:
    """Mean weighted by the size of each effect's wave, with the uncertainty of those weights."""
    members = np.array([effect.members for effect in effects], dtype=float)
    estimates = np.array([effect.estimate for effect in effects])
    share = members.mean(1)
    weight = share / share.sum()
    surprise = members - share[:, None]
    weight_influence = (surprise - weight[:, None] * surprise.sum(0)) / share.sum()
    influence = weight @ np.array([effect.influence for effect in effects]) + estimates @ weight_influence
    left_out = np.array([effect.left_out for effect in effects])
    rest = np.where(np.isnan(left_out), 0, members.sum(1, keepdims=True) - members)
    mean_left_out = (np.nan_to_num(left_out) * rest).sum(0) / np.where(rest.any(0), rest.sum(0), np.nan)
    group = effects[0].group if len({effect.group for effect in effects}) == 1 else -1
    return Effect(group, -1, float(weight @ estimates), influence, mean_left_out, np.any(members, axis=0))


def _plain_mean(effects: Sequence[Effect]) -> Effect:
    """Mean over lags, each counting the same, as the dynamic overall effect is defined."""
    left_out = np.array([effect.left_out for effect in effects])
    known = ~np.isnan(left_out)
    mean_left_out = np.nan_to_num(left_out).sum(0) / np.where(known.any(0), known.sum(0), np.nan)
    estimate = float(np.mean([effect.estimate for effect in effects]))
    influence = np.mean([effect.influence for effect in effects], axis=0)
    members = np.any([effect.members for effect in effects], axis=0)
    return Effect(-1, -1, estimate, influence, mean_left_out, members)
