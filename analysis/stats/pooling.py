"""Several estimates of one thing that need not be equal: their mean, how much they differ, and each one drawn to it.

Random effects: θ_i = μ + u_i, estimates θ_i ± se_i; the variance τ² of the u_i by the method of moments (DerSimonian &
Laird 1986, Meta-analysis in clinical trials, Controlled Clinical Trials 7), the mean's interval under Student's t with
the observed weighted spread (Knapp & Hartung 2003, Statistics in Medicine 22), never narrower than without it. Each
estimate is drawn to the mean by its share of noise, se² ÷ (se² + τ²) (empirical Bayes; Morris 1983, JASA 78).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from analysis.stats.intervals import half_width

FEWEST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """k estimates pooled, in their own unit. `shrinkage` (0–1) is how far each is drawn to `mean`; `pooled`, `low` and
    `high` (95 %) are where it then lies. `q_p` is the p value of "all equal" (Cochran's Q); `usual_low`–`usual_high`
    is where 95 % of the true values are expected (prediction interval)."""

    mean: float
    mean_low: float
    mean_high: float
    tau: float
    q_p: float
    usual_low: float
    usual_high: float
    shrinkage: np.ndarray
    pooled: np.ndarray
    low: np.ndarray
    high: np.ndarray


def pool(estimates: np.ndarray, ses: np.ndarray, dof: np.ndarray, shared: float = 0.0) -> Pooled | None:
    """Pool k estimates with their standard errors (above zero) and degrees of freedom; None for fewer than three.

    `shared` is the part of every variance that is one and the same error, as where all are compared with the same
    others: it moves all of them together, so it tells nothing of how they differ and stays in every interval.
    """
    k = len(estimates)
    if k < FEWEST:
        return None
    apart = np.maximum(ses**2 - shared, np.finfo(float).tiny)
    fixed = 1 / apart
    centre = (fixed * estimates).sum() / fixed.sum()
    q = float((fixed * (estimates - centre) ** 2).sum())
    tau2 = max(0.0, (q - (k - 1)) / (fixed.sum() - (fixed**2).sum() / fixed.sum()))
    weight = 1 / (apart + tau2)
    mean = float((weight * estimates).sum() / weight.sum())
    spread = float((weight * (estimates - mean) ** 2).sum() / (k - 1))
    variance = max(1.0, spread) / weight.sum()
    half, usual = (half_width((variance + shared + more) ** 0.5, k - 1) for more in (0.0, tau2))
    shrinkage = apart / (apart + tau2)
    pooled = (1 - shrinkage) * estimates + shrinkage * mean
    own = half_width(np.sqrt((1 - shrinkage) * apart + shrinkage**2 * variance + shared), np.minimum(dof, k - 1))
    return Pooled(
        mean, mean - half, mean + half, tau2**0.5, float(chdtrc(k - 1, q)), mean - usual, mean + usual, shrinkage,
        pooled, pooled - own, pooled + own,
    )  # fmt: skip
