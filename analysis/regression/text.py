"""What the simple regression says, in sentences and cards; an association, never a cause."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.text import wording
from analysis.text.cards import Card
from data.vocabulary.periods import NAMES, frequency

if TYPE_CHECKING:
    from analysis.regression.compute import Regression
    from analysis.regression.slopes import Slope

ASSOCIATION = "Ini hubungan, bukan sebab-akibat."
CONFOUNDED = "Unit yang lebih baik bisa saja lebih banyak dilatih, atau keduanya naik karena hal lain."
HIGHER, LOWER = "lebih tinggi", "lebih rendah"
NO_INTERVAL = "selang kepercayaan tidak dihitung: baru sedikit unit dilatih, atau semua titik tepat pada garis"


def cards(result: Regression) -> list[Card]:
    """Coefficient, its interval, R², uji t and uji F."""
    slope, low, high = (end * result.x.step for end in (result.slope, result.ci_low, result.ci_high))
    decimals = wording.fine(max(wording.change_decimals(result.y), 2), slope, low, high)
    return [
        Card(
            f"Koefisien per {wording.number(result.x.step, 0)} {result.x.unit}",
            wording.with_unit(wording.signed(slope, decimals), result.y.change_unit),
            f"95%: {wording.signed(low, decimals)} sampai {wording.signed(high, decimals)}",
        ),
        Card(
            "Koefisien determinasi (R²)",
            wording.percent(result.r2),
            f"konstanta {wording.measure(result.intercept, result.y)}",
        ),
        Card("Uji t", wording.number(result.t), f"{wording.p_value(result.p)} · galat baku klaster per unit"),
        Card("Uji F", wording.number(result.f), wording.p_value(result.f_p)),
    ]


def title(result: Regression) -> str:
    """ "IKM lebih tinggi bila pelatihan lebih banyak, terutama antarunit", or that nothing is seen."""
    name = wording.short_name(result.y)
    if not (result.ci_low > 0 or result.ci_high < 0):
        where = "Semua titik: hubungan" if any(slope.clear for slope in result.slopes) else "Hubungan"
        return f"{where} pelatihan dan {name} belum terlihat"
    mostly = {"units": ", terutama antarunit", "periods": ", terutama antarperiode"}.get(result.agreement, "")
    return f"{name} {wording.movement(result.slope, up=HIGHER, down=LOWER)} bila pelatihan lebih banyak{mostly}"


def sentence(result: Regression) -> str:
    """The slope in words for one readable step of training, with its interval, and what it mostly compares."""
    if result.refusal:
        return result.refusal
    pooled = result.slope_of("pooled")
    return (
        f"Tiap {result.x.more} beriringan dengan {wording.short_name(result.y)} yang "
        f"{_slope(pooled, result)}. {_agreement(result)}"
    )


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


def sample(result: Regression) -> str:
    """What stands behind the line: observations, units, lag."""
    late = f", jeda {result.lag} periode" if result.lag else ""
    return f"n = {wording.count(result.n)} unit-periode dari {wording.count(result.n_units)} unit{late}"
