"""Units sent to training because they were doing badly rise by themselves: how much of the effect could that be?"""

import numpy as np

from analysis.impact.checks.check import Check, CheckInput, Outcome
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.imputation import weights
from analysis.impact.estimators.result import BoolArray, FloatArray
from analysis.text import wording

MAX_CORRELATION = 0.9
ROUND_OFF = 1e-18


def autocorrelation(residuals: FloatArray, cells: BoolArray) -> float:
    """First-order correlation of the residuals of fitted unit means, corrected for the short series.

    The correction (1 + 3ρ)/n is that of Kendall (1954) and Marriott & Pope (1954) for a series with unknown mean.
    """
    pairs = cells[:, 1:] & cells[:, :-1]
    together = (residuals[:, 1:] * residuals[:, :-1])[pairs].sum() / max(int(pairs.sum()), 1)
    variance = (residuals**2)[cells].mean()
    if variance <= ROUND_OFF:
        return 0.0
    raw = together / variance
    return float(np.clip(raw + (1 + 3 * raw) / cells.sum(1)[cells.any(1)].mean(), 0, MAX_CORRELATION))


def noise_correlation(design: Design, period: FloatArray) -> float:
    """Correlation of the noise before training from one period to the next, given the period constants (G×T)."""
    return autocorrelation(residuals_before(design, period), design.observed & (design.relative < 0))


def residuals_before(design: Design, period: FloatArray) -> FloatArray:
    """G×T untrained values minus unit means and the period constants (G×T); 0 elsewhere."""
    cells = design.observed & (design.relative < 0)
    without_period = (design.outcome - period) * cells
    means = without_period.sum(1) / np.maximum(cells.sum(1), 1)
    return (without_period - means[:, None]) * cells


def regression_to_the_mean(design: Design, period: FloatArray) -> float:
    """The part of the estimate that would appear without any effect, had units been chosen by their level before.

    A unit's level before training is part lasting, part luck; the share of luck is the variance of a mean of AR(1)
    noise over the variance between units. Luck does not last, so each unit's level is expected to return by that
    share of its distance from the mean level, and the estimator's own weights carry this into the estimate.
    Differences-in-differences and adjustment for the level before bracket the truth: Ding & Li (2019), A bracketing
    relationship between difference-in-differences and lagged-dependent-variable adjustment, Political Analysis 27.
    """
    cells = _before_choice(design)
    n = cells.sum(1)
    seen = n > 0
    level = ((design.outcome - period) * cells).sum(1) / np.maximum(n, 1)
    away = np.zeros(len(n))
    for rows in design.groups:
        away[rows] = np.where(seen[rows], level[rows] - level[rows][seen[rows]].mean(), 0)
    luck = _variance_of_mean(design, period, n[seen])
    spare = max(seen.sum() - len(design.groups), 1)
    lasting = max(float((away**2).sum() / spare - luck.mean()), 0.0)
    distance = np.zeros(len(n))
    distance[seen] = luck / np.maximum(luck + lasting, np.finfo(float).tiny) * away[seen]
    return float((weights(design) * cells * distance[:, None]).sum())


def _before_choice(design: Design) -> BoolArray:
    """Cells a choice of units may have looked at: before own training, for comparison units before the first wave."""
    first = design.first[design.switchers].min()
    start = np.where(design.switchers, design.first, first)
    return design.observed & (np.arange(design.value.shape[1]) < start[:, None])


def _variance_of_mean(design: Design, period: FloatArray, n: FloatArray) -> FloatArray:
    """Variance of means of n correlated values, from the residuals before training."""
    cells = design.observed & (design.relative < 0)
    residuals = residuals_before(design, period)
    spare = max(int(cells.sum()) - cells.any(1).sum() - cells.any(0).sum() + 1, 1)
    correlation = autocorrelation(residuals, cells)
    return (residuals**2).sum() / spare * (1 + correlation) / (1 - correlation) / n


def selection(case: CheckInput) -> Check:
    """Fail where an effect that excludes zero no longer does once regression to the mean is taken off."""
    shift = regression_to_the_mean(case.design, case.fits.shared)
    found = case.headline
    towards = shift if shift * found.estimate > 0 else 0.0
    kept = (found.ci_low - towards) * (found.ci_high - towards) > 0 and abs(towards) < abs(found.estimate)
    outcome: Outcome = "fail" if case.sign and not kept else "warn" if abs(towards) > found.se else "pass"
    size = wording.change(shift, case.indicator)
    return Check(
        "selection", "Pemilihan unit", outcome,
        f"Bila unit dipilih karena nilainya sebelum pelatihan, {size} dari perkiraan dapat terjadi dengan sendirinya.",
        "Unit yang sedang buruk cenderung membaik sendiri (kembali ke rata-rata).",
    )  # fmt: skip
