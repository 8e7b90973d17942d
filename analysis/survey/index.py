"""The index of one set of respondents with its grade, and two intervals: each by themselves, or alike in groups."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
import pandas as pd

from analysis.stats.intervals import t_interval
from data.problems import NoAnswer
from data.vocabulary.ikm import NINTH, UNSUR, Grade, grade, ikm
from data.vocabulary.regulations import SKM_ELEMENTS

Pooling = Literal["responden", "layanan"]
SCALE = (25.0, 100.0)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The index (25–100, unrounded) of n respondents with its 95% interval, its grade, and the mean answers behind it.

    nrr: index U1…U9, means 1–4.
    """

    ikm: float
    ci_low: float
    ci_high: float
    n: int
    grade: Grade
    nrr: pd.Series


def index_of(forms: pd.DataFrame, weight: str = NINTH, pooling: Pooling = "responden") -> Index:
    """The index alone of those `respondents`, as `satisfaction` says it."""
    strata = _strata(forms, pooling)
    nrr = forms[list(UNSUR)].groupby(strata, sort=False).mean().mean()
    own = own_index(forms, weight).groupby(strata)
    return index_from(nrr, own.size().to_numpy(), own.var().to_numpy(), weight)


def _strata(forms: pd.DataFrame, pooling: Pooling) -> pd.Series:
    return forms["layanan"] if pooling == "layanan" else pd.Series("", forms.index)


def clustered_interval(forms: pd.DataFrame, index: float, weight: str, pooling: Pooling) -> tuple[float, float, int]:
    """95% interval of the index where the respondents of one unit and period may resemble each other, and how many such
    groups there are; t with the groups less one.

    Source: Kish (1965), Survey Sampling, chapter 6 (ultimate clusters, ratio mean by linearisation).
    """
    own, strata = own_index(forms, weight), _strata(forms, pooling)
    services = own.groupby(strata)
    away = (own - services.transform("mean")) / services.transform("size") / services.ngroups
    sums = away.groupby([forms["unit"], forms["period"].astype(str)], dropna=False).sum()
    n = len(sums)
    low, high = t_interval(index, sqrt(float((sums**2).sum()) * n / max(n - 1, 1)), n - 1)
    return float(np.clip(low, *SCALE)), float(np.clip(high, *SCALE)), n


def index_from(nrr: pd.Series, n: np.ndarray, variances: np.ndarray, weight: str) -> Index:
    """The index of those mean answers; `n` and `variances` (of respondents' own indices) have one place a stratum."""
    index = float(ikm(nrr.to_frame().T, weight).iloc[0])
    low, high = (float(np.clip(end, *SCALE)) for end in _stratified_interval(index, n, variances))
    return Index(index, low, high, int(n.sum()), grade(index), nrr)


def known(nrr: pd.Series) -> pd.Series:
    """The elements' figures; NoAnswer where one has none."""
    unanswered = [SKM_ELEMENTS[str(key)] for key in nrr.index[nrr.isna()]]
    if unanswered:
        raise NoAnswer(f"IKM tidak dapat dihitung: unsur {', '.join(unanswered)} tidak dijawab siapa pun.")
    return nrr


def own_index(forms: pd.DataFrame, weight: str) -> pd.Series:
    """Each respondent's index from the elements they answered."""
    mean = forms[list(UNSUR)].mean(axis=1)
    return ikm(pd.DataFrame(dict.fromkeys(UNSUR, mean)), weight)


def _stratified_interval(centre: float, n: np.ndarray, variances: np.ndarray) -> tuple[float, float]:
    """t interval of the mean of group means with Welch–Satterthwaite degrees of freedom; plain t for one group."""
    variance = variances / n / len(n) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.nansum(variance**2 / (n - 1))
    se = sqrt(variance.sum())
    return t_interval(centre, se, variance.sum() ** 2 / spread if spread > 0 else float(n.sum() - len(n)))
