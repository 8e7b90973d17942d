"""Phrases that several subjects' sentences share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.text import wording
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency

if TYPE_CHECKING:
    from analysis.regression.compute import Regression
    from analysis.slopes import Slope


HIGHER, LOWER = "lebih tinggi", "lebih rendah"
NO_INTERVAL = "selang kepercayaan tidak dihitung: baru sedikit unit dilatih, atau semua titik tepat pada garis"


def size(difference: float, indicator: Indicator) -> str:
    """A change without its sign: "4,20 poin", "3,1 menit"."""
    return wording.change(abs(difference), indicator).removeprefix("+")


def training(chosen: Training) -> str:
    """Which trainings are meant: "semua pelatihan", "bidang TI", or the name."""
    if chosen.bidang is not None:
        return f"bidang {chosen.bidang}"
    if chosen.bentuk is not None:
        return f"bentuk {chosen.bentuk}"
    return chosen.nama or "semua pelatihan"


def _agreement(result: Regression) -> str:
    """Whether the slope is there inside units too, and if not, what it compares and what is left."""
    twoway, noun = result.slope_of("twoway"), NAMES[frequency(result.points["period"].iloc[0])]
    if result.agreement == "unknown":
        return f"Unit dan {noun} tidak menyisakan beda pelatihan, jadi kemiringan di dalam unit tidak dapat dihitung."
    left = f"di dalam unit yang sama, tanpa gerak bersama tiap {noun}"
    if result.agreement == "same":
        return f"Serupa pula {left}: {_slope(twoway, result)}."
    if not (result.slope_of("pooled").clear or twoway.clear):
        return f"Begitu pula {left}: {_slope(twoway, result)}."
    mostly = "unit" if result.agreement == "units" else noun
    return (
        f"Kemiringan ini terutama membandingkan {mostly} yang berbeda. Yang tersisa {left}: {_slope(twoway, result)}."
    )


def _slope(slope: Slope, result: Regression) -> str:
    """ "lebih tinggi 1,20 poin (selang kepercayaan 95% antara lebih tinggi 0,30 dan 2,10)"."""
    centre, low, high = (end * result.x.step for end in (slope.slope, slope.ci_low, slope.ci_high))
    decimals = wording.fine(max(wording.change_decimals(result.y), 2), centre, low, high)
    size = wording.with_unit(wording.moved(centre, decimals, HIGHER, LOWER), result.y.change_unit)
    if not math.isfinite(low):
        return f"{size} ({NO_INTERVAL})"
    doubt = "" if slope.clear else "; memuat nol: bisa saja kebetulan"
    return f"{size} (selang kepercayaan 95% {wording.between(low, high, decimals, HIGHER, LOWER)}{doubt})"


def other_units(result: Regression) -> str:
    """How far another unit's values lie from what the line predicts, beside predicting their mean alone."""
    errors = result.loo_error, result.loo_error_mean_only
    decimals = wording.fine(wording.change_decimals(result.y), *errors)
    line, mean = (wording.with_unit(wording.number(error, decimals), result.y.change_unit) for error in errors)
    return f"Garis ini meramal unit lain meleset rata-rata {line}; memakai rata-rata saja {mean}."
