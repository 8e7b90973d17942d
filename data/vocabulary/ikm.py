"""The public satisfaction index (IKM) by the book: NRR per element, weight, index, rounding, grade, sample size.

Source throughout: Permen PANRB 14/2017, annex; figures live in regulations.toml.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

import pandas as pd

from data.vocabulary.regulations import KREJCIE_MORGAN, SKM_BANDS, SKM_ELEMENTS, SKM_SCALE, SKM_WEIGHTS

UNSUR = tuple(SKM_ELEMENTS)
NINTH = "1/9"

_NOISE = 9  # decimals beyond which a float is arithmetic noise, not measurement


@dataclass(frozen=True, slots=True)
class Grade:
    """Mutu pelayanan (A–D) and kinerja unit pelayanan, in the regulation's words."""

    mutu: str
    kinerja: str


def ikm(nrr: pd.DataFrame, weight: str = NINTH) -> pd.Series:
    """Index 25–100 of each row of `nrr` (columns U1…U9, means 1–4); NaN where an element has no answer at all.

    `weight` is a name in SKM_WEIGHTS: "1/9" exactly, "0.111" as the annex prints it (highest index 99,90), or "0.11" as
    some offices shorten it (highest index 99,00).
    """
    if weight not in SKM_WEIGHTS:
        raise ValueError(f"Bobot {weight!r} tidak dikenal; pilihan: {', '.join(SKM_WEIGHTS)}.")
    factor = SKM_WEIGHTS[weight] * SKM_SCALE
    return nrr[list(UNSUR)].sum(axis=1, skipna=False) * factor.numerator / factor.denominator


def ikm_by(skm: pd.DataFrame, by: Sequence[str] = ("unit", "period"), weight: str = NINTH) -> pd.DataFrame:
    """NRR, index and n of each group of respondents: columns `by`, U1…U9, ikm, n.

    A blank answer is left out of its element's mean, never counted as 0. n counts respondents with any answer;
    answers are the 1–4 scale of the frame `skm`. Respondents are pooled within a group; groups stand in the order of
    their first respondent.
    """
    answered = skm[skm[list(UNSUR)].notna().any(axis=1)]
    groups = answered.groupby(list(by), sort=False, observed=True)
    table = groups[list(UNSUR)].mean()
    return table.assign(ikm=ikm(table, weight), n=groups.size()).reset_index()


def round_half_up(value: float, decimals: int = 2) -> Decimal:
    """`value` rounded as by hand: 76.605 → 76.61, also where the float lies a hair below its decimal."""
    exact = Decimal(repr(round(float(value), _NOISE)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def grade(index: float) -> Grade:
    """Mutu and kinerja of an index, graded after rounding half up to two decimals; ValueError outside 25–100."""
    rounded = round_half_up(index) if isfinite(index) else Decimal(0)
    if not 25 <= rounded <= 100:
        raise ValueError(f"IKM {index} di luar 25–100.")
    band = next(band for band in SKM_BANDS if rounded >= Decimal(band["lowest"]))
    return Grade(band["grade"], band["performance"])


def minimum_sample(population: int) -> int:
    """Respondents needed for that many service users in the period: the table's row, or the next larger one.

    Krejcie & Morgan (1970). Below 10 users everyone is asked; above 1,000,000 the last row holds.
    """
    if population < 0:
        raise ValueError("Jumlah pengguna layanan tidak boleh negatif.")
    if population < KREJCIE_MORGAN[0][0]:
        return population
    row = bisect_left(KREJCIE_MORGAN, (population, 0))
    return KREJCIE_MORGAN[min(row, len(KREJCIE_MORGAN) - 1)][1]
