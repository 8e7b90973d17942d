"""Unit and period constants taken out by least squares, and what every linear estimator shares: the jackknife.

An estimator here is a function of *which cells are observed* and *when training came*; it returns weights w over the
G×T grid such that the estimate is the sum of w × outcome. Leading axes are a batch: leaving out each unit in turn,
or hundreds of permuted training dates, is one call.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, IntArray

Weights = Callable[[BoolArray, IntArray], FloatArray]
Groups = Sequence[IntArray | slice]
WHOLE: Groups = (slice(None),)
CHUNK = 1 << 17


def constants(cells: BoolArray, rows: FloatArray, columns: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Unit (…, K, G) and period (…, K, T) constants fitted by least squares over `cells` (…, G, T).

    What is fitted enters by its sums over units' `rows` (…, K, G) and over periods' `columns` (…, K, T). Sums over
    cells outside `cells` solve the dual problem: minus the constants are then the weights that predict those cells,
    provided they are `reachable`. The normal equations are reduced to the shorter side; adding the component matrix
    to their Laplacian makes them regular and leaves every known sum of two constants as it was.
    """
    if cells.shape[-2] < cells.shape[-1]:
        period, unit = constants(cells.mT, columns, rows)
        return unit, period
    mask = cells.astype(float)
    n_rows = np.maximum(mask.sum(-1), 1)
    share = mask / n_rows[..., None]
    gram = mask.mT @ share
    laplacian = np.eye(gram.shape[-1]) * mask.sum(-2)[..., None] - gram
    period = np.linalg.solve(laplacian + _components(gram > 0), (columns - rows @ share).mT).mT
    unit = (rows - period @ mask.mT) / n_rows[..., None, :]
    return unit, period


def residualise(cells: BoolArray, target: FloatArray, groups: Groups = WHOLE) -> FloatArray:
    """Target (…, G, T) minus its unit and period constants on `cells`: residuals inside, weights for outside.

    Each of `groups` (rows) has period constants of its own.
    """
    residuals = np.empty(np.broadcast_shapes(cells.shape, target.shape))
    for rows in groups:
        inside, own = cells[..., rows, :], target[..., rows, :]
        unit, period = constants(inside, own.sum(-1)[..., None, :], own.sum(-2)[..., None, :])
        residuals[..., rows, :] = own - inside * (unit.mT + period)
    return residuals


def known_by_group(cells: BoolArray, groups: Groups = WHOLE) -> BoolArray:
    """`reachable` (…, G, T) where each of `groups` (rows) has period constants of its own."""
    known = np.empty_like(cells)
    for rows in groups:
        known[..., rows, :] = reachable(cells[..., rows, :])
    return known


def reachable(cells: BoolArray) -> BoolArray:
    """(…, G, T): the pairs whose unit and period constants are tied together by `cells`, so that their sum is known."""
    if cells.shape[-2] < cells.shape[-1]:
        return reachable(cells.mT).mT
    mask = cells.astype(np.float32)
    return mask @ _components(mask.mT @ mask > 0).astype(np.float32) > 0


def _components(adjacent: BoolArray) -> BoolArray:
    """Which nodes lie in one connected component (…, N, N), by squaring until nothing new is reached."""
    reach = adjacent | np.eye(adjacent.shape[-1], dtype=bool)
    while not reach.all():
        steps = reach.astype(np.float32)
        wider = steps @ steps > 0
        if np.array_equal(wider, reach):
            break
        reach = wider
    return reach


def in_batches(weights: Weights, outcome: FloatArray, observed: BoolArray, relative: IntArray) -> FloatArray:
    """Estimates (B,) for a batch in `observed` or `relative` (B, G, T), in pieces that fit the processor's cache."""
    return np.concatenate([np.einsum("bgt,gt->b", piece, outcome) for piece in _pieces(weights, observed, relative)])


def _pieces(weights: Weights, observed: BoolArray, relative: IntArray) -> Iterator[FloatArray]:
    observed, relative = np.broadcast_arrays(observed, relative)
    size = max(1, CHUNK // observed[0].size)
    return (weights(observed[i : i + size], relative[i : i + size]) for i in range(0, len(observed), size))


def left_out_weights(weights: Weights, design: Design) -> FloatArray:
    """Weights (C, G, T) with each unit (kecamatan) left out in turn; NaN where nothing is left to estimate."""
    clusters = design.clusters
    others = clusters != np.arange(clusters.max() + 1)[:, None]
    return np.concatenate(list(_pieces(weights, design.observed & others[:, :, None], design.relative)))


def leave_one_out(weights: Weights, design: Design) -> FloatArray:
    """Estimates (C,) with each unit (kecamatan) left out in turn; NaN where nothing is left to estimate."""
    return np.einsum("bgt,gt->b", left_out_weights(weights, design), design.outcome)


def jackknife_se(estimate: FloatArray | float, replicates: FloatArray) -> FloatArray:
    """Standard errors from leave-one-unit-out estimates (G, …): the cluster jackknife, CRV3 for least squares.

    Source: MacKinnon, Nielsen & Webb (2023), Fast and reliable jackknife and bootstrap methods for cluster-robust
    inference, J. Appl. Econometrics 38, centred at the full estimate.
    """
    n = len(replicates)
    return np.sqrt((n - 1) / n * ((replicates - estimate) ** 2).sum(0))


def refuse_lone_unit(design: Design, replicates: FloatArray) -> None:
    """Raise ImpactError where leaving out one unit (kecamatan) leaves no estimate."""
    lone = np.isnan(replicates)
    if lone.any() and design.block is not None:
        raise ImpactError("Perhitungan bertumpu pada satu kecamatan saja; perlu 1 kecamatan lagi.")
    if lone.any():
        unit = int(lone.argmax())
        role = "sudah dilatih" if design.switchers[unit] else "pembanding"
        raise ImpactError(f"Perhitungan bertumpu pada unit {design.units[unit]} saja; perlu 1 unit {role} lagi.")
