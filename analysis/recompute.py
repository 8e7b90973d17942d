"""Compute every figure of the page "Dampak" again from panel.csv, with numpy and scipy alone: no line of the program.

    python hitung_ulang.py    reads panel.csv and angka.csv beside it, prints each figure twice and says SAMA or BEDA

panel.csv has one row a unit and period: unit, urutan (0, 1, 2 … over time), nilai, jp_per_pegawai, urutan_mulai (when
the unit was first trained; empty: never) and dipakai (1: the verdict rests on this row).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtr, stdtrit

Array = np.ndarray
Estimator = Callable[[Array, Array, Array], Any]
LEADS, SEED, DRAWS, WINDOW = 12, 0, 999, 6
Figures = dict[str, float]


def read(path: Path) -> tuple[list[str], Array, Array, Array, Array]:
    """Units in order, and value (NaN: no row), dose and used as unit × period grids, and each unit's first period."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    units = sorted({row["unit"] for row in rows})
    shape = len(units), 1 + max(int(row["urutan"]) for row in rows)
    value, dose, used, first = (
        np.full(shape, np.nan),
        np.full(shape, np.nan),
        np.zeros(shape),
        np.full(shape[0], np.inf),
    )
    for row in rows:
        unit, period = units.index(row["unit"]), int(row["urutan"])
        value[unit, period] = float(row["nilai"])
        dose[unit, period] = float(row["jp_per_pegawai"] or "nan")
        used[unit, period] = int(row["dipakai"])
        first[unit] = float(row["urutan_mulai"] or "inf")
    return units, value, dose, used, first


# what every estimator shares


def fitted(y: Array, cells: Array) -> Array:
    """Unit and period constants fitted by least squares to the cells marked 1; their sum for every unit and period."""
    y = np.where(cells, y, 0.0)
    n = np.maximum(cells.sum(1), 1)
    share = cells / n[:, None]
    gram = np.diag(cells.sum(0)) - cells.T @ share
    period = np.linalg.lstsq(gram, y.sum(0) - share.T @ y.sum(1), rcond=1e-10)[0]
    return ((y.sum(1) - cells @ period) / n)[:, None] + period


def linked(cells: Array) -> Array:
    """Unit and period pairs whose two constants are tied together by the cells, so that their sum is known."""
    reach = (cells.T @ cells > 0).astype(float)
    for _ in range(len(reach)):
        reach = (reach @ reach > 0).astype(float)
    return cells @ reach > 0


def since(seen: Array, first: Array) -> Array:
    """Periods since training, unit × period; −inf for units never trained."""
    return np.arange(seen.shape[1]) - first[:, None]


def jackknifed(estimator: Estimator, y: Array, seen: Array, first: Array) -> tuple[Any, Any]:
    """Estimate and its standard error from leaving out each unit in turn."""
    full, n = estimator(y, seen, first), len(first)
    others = [np.arange(n) != unit for unit in range(n)]
    away = np.array([estimator(y[kept], seen[kept], first[kept]) for kept in others]) - full
    return full, np.sqrt((n - 1) / n * (away**2).sum(0))


def interval(name: str, estimate: Any, se: Any, dof: int) -> Figures:
    """Estimate, standard error, 95 % interval and p under Student's t."""
    half = stdtrit(dof, 0.975) * se
    p = 2 * stdtr(dof, -abs(estimate / se)) if se else float(estimate == 0)
    ends = {"batas_bawah": estimate - half, "batas_atas": estimate + half}
    found = {"perkiraan": estimate, "galat_baku": se, **ends, "p": p}
    return {f"{name}.{key}": float(figure) for key, figure in found.items()}


# the estimators: unit × period values, seen (1 or 0) and first trained period in; an estimate out


def imputation(y: Array, seen: Array, first: Array) -> Array:
    """Mean gap between trained cells and what the untrained cells predict for them."""
    before = seen * (since(seen, first) < 0)
    after = (seen > 0) & (since(seen, first) >= 0) & linked(before)
    return (y - fitted(y, before))[after].mean() if after.any() else np.array(np.nan)


def coefficients(y: Array, cells: Array, regressors: list[Array]) -> Array:
    """Coefficients of regressors beside unit and period constants (Frisch–Waugh–Lovell; least norm where collinear)."""
    inside = cells > 0
    left = np.array([(one - fitted(one, cells))[inside] for one in regressors])
    return np.linalg.lstsq(left @ left.T, left @ np.where(inside, y, 0)[inside], rcond=1e-9)[0]


def fixed_effects(y: Array, seen: Array, first: Array) -> Array:
    """Two-way fixed effects: the coefficient of "already trained"."""
    return coefficients(y, seen, [(since(seen, first) >= 0).astype(float)])[0]


def switchers(seen: Array, first: Array) -> Array:
    """Units seen before and after training."""
    relative = since(seen, first)
    return np.logical_and((seen * (relative < 0)).any(1), (seen * (relative >= 0)).any(1))


def trend(seen: Array, first: Array) -> Array:
    """Time × trained: what a difference in trend would add."""
    n = seen.shape[1]
    return np.where(switchers(seen, first)[:, None], np.arange(n) - n / 2, 0.0)


def drifts(y: Array, seen: Array, first: Array) -> Array:
    """Difference in trend before training, the effect with it carried forward, and beside a step over all periods."""
    before, line = seen * (since(seen, first) < 0), trend(seen, first)
    slope = coefficients(y, before, [line])[0]
    step = coefficients(y, seen, [(since(seen, first) >= 0).astype(float), line])[0]
    return np.array([slope, imputation(y - slope * line, seen, first), step])


def group_time(y: Array, seen: Array, first: Array, controls: str) -> dict[tuple[int, int], tuple[float, int]]:
    """Callaway & Sant'Anna: wave and period → effect, and the wave's number of units."""
    y, cells = np.where(seen > 0, y, np.nan), {}
    columns = np.flatnonzero(seen.any(0))
    for wave in sorted({int(when) for when in first if np.isfinite(when)}):
        mine = first == wave
        for period in map(int, columns):
            earlier = columns[columns < min(wave, period)]
            if not len(earlier):
                continue
            change = y[:, period] - y[:, earlier[-1]]
            rest = np.isinf(first) if controls == "never" else (first > period) & ~mine
            trained, control = (change[side & ~np.isnan(change)] for side in (mine, rest))
            if len(trained) and len(control):
                cells[wave, period] = float(trained.mean() - control.mean()), int(mine.sum())
    return cells


def callaway(controls: str) -> Estimator:
    """Mean of the effects from training on, weighted by the waves' sizes."""

    def simple(y: Array, seen: Array, first: Array) -> Array:
        cells = group_time(y, seen, first, controls)
        after = [effect for (wave, period), effect in cells.items() if period >= wave]
        return np.average([one for one, _ in after], weights=[n for _, n in after]) if after else np.array(np.nan)

    return simple


def own_steps(y: Array, seen: Array, first: Array, cycle: int) -> Array:
    """Each trained unit's step beside its own trend and yearly season (two waves, from two years of data on)."""
    steps = []
    for values, there, when in zip(y, seen > 0, first, strict=True):
        time = np.flatnonzero(there)
        after = time >= when
        if min(after.sum(), (~after).sum()) < 3 or len(time) <= 6:
            continue
        angles = [2 * np.pi * k * time / cycle for k in range(1, min(2, cycle // 2) + 1) if len(time) >= 2 * cycle]
        waves = [wave for angle in angles for wave in (np.cos(angle), np.sin(angle)) if np.abs(wave).max() > 1e-9]
        columns = np.column_stack([after, np.ones(len(time)), time, *waves]).astype(float)
        if np.linalg.matrix_rank(columns) < columns.shape[1]:
            columns = columns[:, :3]
        steps.append(np.linalg.lstsq(columns, values[there], rcond=None)[0][0])
    return np.array(steps)


def course(lags: list[int]) -> Estimator:
    """The event study: before training by least squares on untrained cells around their mean, after it the mean gap."""

    def around(y: Array, seen: Array, first: Array) -> Array:
        relative = since(seen, first)
        before = seen * (relative < 0)
        inside = before * switchers(seen, first)[:, None]
        bins = np.unique(np.maximum(relative, -LEADS - 1)[inside > 0])
        marks = [inside * (np.maximum(relative, -LEADS - 1) == lag) for lag in bins]
        lead, counts = coefficients(y, before, marks), np.array([mark.sum() for mark in marks])
        known = dict(zip(bins, lead - lead @ counts / counts.sum(), strict=True))
        gap = np.where((seen > 0) & linked(before), y - fitted(y, before), np.nan)
        return np.array([known.get(lag, np.nan) if lag < 0 else np.nanmean(gap[relative == lag]) for lag in lags])

    return around


def courses(y: Array, seen: Array, first: Array) -> Figures:
    """Means of trained units as they went, and as predicted without training, at each period since training."""
    before, relative = seen * (since(seen, first) < 0), since(seen, first)
    there = (seen > 0) & linked(before) & switchers(seen, first)[:, None]
    lines = {"kenyataan": y, "tanpa_pelatihan": fitted(y, before)}
    return {
        f"jalan{lag:+.0f}.{name}": float(line[there & (relative == lag)].mean())
        for lag in np.unique(relative[there])
        for name, line in lines.items()
    }


def dealt(y: Array, seen: Array, first: Array) -> float:
    """Share of DRAWS deals of the training dates by lot whose effect is at least as large, the real deal counted in."""
    real, lot = abs(imputation(y, seen, first)), np.random.default_rng(SEED)
    orders = lot.permuted(np.tile(np.arange(len(first)), (DRAWS, 1)), axis=1)
    effects = np.array([imputation(y, seen, first[order]) for order in orders])
    effects = np.abs(effects[~np.isnan(effects)])
    return float((1 + (effects >= real * (1 - 1e-9)).sum()) / (1 + len(effects)))


def raw(value: Array, first: Array) -> Array:
    """Each trained unit's mean over WINDOW periods from training on, minus its mean over as many before."""
    relative = since(value, first)
    sides = [(relative >= -WINDOW) & (relative < 0), (relative >= 0) & (relative < WINDOW)]
    there = [unit for unit in range(len(first)) if all((side & ~np.isnan(value))[unit].any() for side in sides)]
    return np.array([np.nanmean(value[u, sides[1][u]]) - np.nanmean(value[u, sides[0][u]]) for u in there])


# all figures of the page


def figures(path: Path, cycle: int, lags: list[int], has_dose: bool) -> Figures:
    """Every figure by the name it has in angka.csv."""
    _, value, dose, used, first = read(path)
    mine, columns = (used > 0).any(1), np.flatnonzero(used.any(0))
    span = slice(columns[0], columns[-1] + 1)
    grid = np.nan_to_num(value[mine, span]), used[mine, span], first[mine] - columns[0]
    grid[2][grid[2] >= grid[1].shape[1]] = np.inf
    found = main_figures(*grid) | other_methods(*grid, cycle) | by_period(*grid, lags)
    found |= by_wave(*grid, int(columns[0])) | unadjusted(value, first)
    return found | (responses(value, dose, first) if has_dose else {})


def main_figures(y: Array, seen: Array, first: Array) -> Figures:
    """The headline, the smallest change it could find, the lot, and what a difference in trend would do to it."""
    headline, error = jackknifed(imputation, y, seen, first)
    n = len(first)
    found = interval("imputasi", headline, error, n - 1)
    found["terkecil_terdeteksi"] = float((stdtrit(n - 1, 0.975) + stdtrit(n - 1, 0.8)) * error)
    found["beda_tren_peniada"] = float(headline / imputation(trend(seen, first), seen, first))
    found["uji_acak.p"] = dealt(y, seen, first)
    estimates, ses = jackknifed(drifts, y, seen, first)
    for name, estimate, se in zip(("", ".diteruskan", ".loncatan"), estimates, ses, strict=True):
        found |= interval(f"beda_tren{name}", estimate, se, n - 1)
    return found


def other_methods(y: Array, seen: Array, first: Array, cycle: int) -> Figures:
    """Two-way fixed effects, Callaway & Sant'Anna and the interrupted time series."""
    n, steps = len(first), own_steps(y, seen, first, cycle)
    found = interval("efek_tetap", *jackknifed(fixed_effects, y, seen, first), n - 1)
    found |= interval("callaway", *jackknifed(callaway(controls_of(first)), y, seen, first), n - 1)
    return found | (mean_of("runtun_waktu", steps) if len(steps) > 1 else {})


def controls_of(first: Array) -> str:
    """Never trained units where there are two, else those not trained yet."""
    return "never" if np.isinf(first).sum() > 1 else "not_yet"


def mean_of(name: str, values: Array) -> Figures:
    """A mean with the spread of its values as its uncertainty."""
    return interval(name, values.mean(), values.std(ddof=1) / len(values) ** 0.5, len(values) - 1)


def by_period(y: Array, seen: Array, first: Array, lags: list[int]) -> Figures:
    """The course and the event study."""
    found, (estimates, ses) = courses(y, seen, first), jackknifed(course(lags), y, seen, first)
    for lag, estimate, se in zip(lags, estimates, ses, strict=True):
        found |= interval(f"periode{lag:+d}", estimate, se, len(first) - 1)
    return found


def by_wave(y: Array, seen: Array, first: Array, start: int) -> Figures:
    """The effect of every wave in every period; `start` is where the periods used begin."""
    cells = group_time(y, seen, first, controls_of(first))
    return {f"gelombang.{wave + start}.{period + start}": effect for (wave, period), (effect, _) in cells.items()}


def unadjusted(value: Array, first: Array) -> Figures:
    """The raw before–after difference over trained units."""
    changes = raw(value, first)
    return mean_of("mentah", changes) if len(changes) > 2 else {}


def responses(value: Array, dose: Array, first: Array) -> Figures:
    """Change of the indicator with each JP per employee, over all rows that have both."""
    there = ~np.isnan(value) & ~np.isnan(dose)
    kept = there.any(1)
    y, jp, seen = np.nan_to_num(value[kept]), np.nan_to_num(dose[kept]), there[kept].astype(float)

    def slope(y: Array, seen: Array, jp: Array) -> Array:
        return coefficients(y, seen, [jp])[0]

    return interval("dosis", *jackknifed(slope, y, seen, jp), len(y) - 1)


def written(figure: float) -> str:
    """Eight decimals; a rounded minus nought has no sign."""
    return f"{figure:.8f}".replace("-0.00000000", "0.00000000")


def compared(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, figure of the page, figure computed here."""
    with (folder / "angka.csv").open(encoding="utf-8", newline="") as file:
        shown = {row["nama"]: row["angka"] for row in csv.DictReader(file)}
    lags = [int(name.split(".")[0][7:]) for name in shown if name.startswith("periode") and name.endswith(".perkiraan")]
    here = figures(folder / "panel.csv", int(float(shown.pop("periode_setahun"))), lags, "dosis.perkiraan" in shown)
    for name, figure in shown.items():
        yield name, figure, written(here[name])


def main() -> int:
    """Print every figure twice; 1 where one differs."""
    lines = list(compared(Path(__file__).resolve().parent))
    for name, page, here in lines:
        print(f"{name:32} {page:>18} {here:>18} {'SAMA' if page == here else 'BEDA'}")
    different = sum(page != here for _, page, here in lines)
    print(f"{different} dari {len(lines)} angka berbeda." if different else f"Semua {len(lines)} angka sama.")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
