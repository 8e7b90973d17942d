"""Results as Indonesian sentences, each made from one result object so that no sentence can contradict its numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis import wording
from analysis.before_after import FEWEST_PAIRS, BeforeAfter
from data.catalog import Indicator
from data.exposure import Training
from data.periods import NAMES, frequency

if TYPE_CHECKING:
    from analysis.regression import Regression
    from analysis.slopes import Slope

CAUTION = (
    "Perbandingan sebelum–sesudah tidak dapat membedakan pengaruh pelatihan dari semua hal lain "
    "yang berubah pada saat yang sama."
)
ASSOCIATION = "Ini hubungan, bukan sebab-akibat."
CONFOUNDED = "Unit yang lebih baik bisa saja lebih banyak dilatih, atau keduanya naik karena hal lain."
TOO_FEW = "n terlalu kecil"
STEPS = {
    "jp_per_pegawai": "10 JP tambahan per pegawai",
    "porsi_terlatih": "tambahan 10 poin persen pegawai yang sudah dilatih",
}
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


def before_after_title(result: BeforeAfter) -> str:
    """ "IKM membaik di 5 dari 6 unit"."""
    better = sum(wording.direction(pair.after - pair.before, result.indicator) == "membaik" for pair in result.pairs)
    return f"{wording.short_name(result.indicator)} membaik di {better} dari {result.n_units} unit"


def before_after(result: BeforeAfter) -> str:
    """What happened to the units' means, how sure that is, and in which direction it counts."""
    name = wording.short_name(result.indicator)
    if result.n_units == 0:
        return f"Belum ada unit dengan data {name} sebelum dan sesudah pelatihan."
    levels = (
        f"dari {wording.measure(result.before, result.indicator)} menjadi "
        f"{wording.measure(result.after, result.indicator)}"
    )
    moved = wording.movement(result.difference)
    by = "" if moved == "tetap" else f" {size(result.difference, result.indicator)}"
    return f"Sesudah pelatihan, {name} rata-rata {moved}{by} ({levels}; {result.n_units} unit). {_sureness(result)}"


def _sureness(result: BeforeAfter) -> str:
    if not math.isfinite(result.ci_low):
        return f"Selang kepercayaan tidak dihitung: {no_interval(result)} ({no_interval_why(result)})."
    between = f"Selang kepercayaan 95% {interval(result)}"
    if result.ci_low <= 0 <= result.ci_high:
        return f"{between} memuat nol: belum dapat dibedakan dari kebetulan."
    return f"{between} tidak memuat nol: nilainya {wording.direction(result.difference, result.indicator)}."


def no_interval(result: BeforeAfter) -> str:
    """What stands where the interval would: too few units, or units that all changed alike."""
    return TOO_FEW if result.n_units < FEWEST_PAIRS else "tidak ada sebaran"


def no_interval_why(result: BeforeAfter) -> str:
    """What would be needed, or what was found, where there is no interval."""
    return "perlu sedikitnya 3 unit" if result.n_units < FEWEST_PAIRS else "semua unit berubah sama besar"


def interval(result: BeforeAfter) -> str:
    """The t interval of the difference in words: "+1,20 sampai +7,10 poin"."""
    decimals = wording.change_decimals(result.indicator)
    low = wording.signed(result.ci_low, decimals)
    return f"{low} sampai {wording.change(result.ci_high, result.indicator)}"


def before_after_sample(result: BeforeAfter) -> str:
    """What stands behind the comparison: "n = 6 unit, 72 unit-periode, jendela 6 periode"."""
    return (
        f"n = {wording.count(result.n_units)} unit, {wording.count(result.n_periods)} periode, "
        f"jendela {result.window} periode tiap sisi"
    )


def regression_title(result: Regression) -> str:
    """ "IKM lebih tinggi bila pelatihan lebih banyak, terutama antarunit", or that nothing is seen."""
    name = wording.short_name(result.y)
    if not (result.ci_low > 0 or result.ci_high < 0):
        where = "Semua titik: hubungan" if any(slope.clear for slope in result.slopes) else "Hubungan"
        return f"{where} pelatihan dan {name} belum terlihat"
    mostly = {"units": ", terutama antarunit", "periods": ", terutama antarperiode"}.get(result.agreement, "")
    return f"{name} {_comparison(result.slope)} bila pelatihan lebih banyak{mostly}"


def regression(result: Regression) -> str:
    """The slope in words for one readable step of training, with its interval, and what it mostly compares."""
    if result.refusal:
        return result.refusal
    pooled = result.slope_of("pooled")
    return (
        f"Tiap {STEPS[result.x.key]} beriringan dengan {wording.short_name(result.y)} yang "
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


def _comparison(slope: float) -> str:
    return wording.movement(slope, up=HIGHER, down=LOWER)


def other_units(result: Regression) -> str:
    """How far another unit's values lie from what the line predicts, beside predicting their mean alone."""
    errors = result.loo_error, result.loo_error_mean_only
    decimals = wording.fine(wording.change_decimals(result.y), *errors)
    line, mean = (wording.with_unit(wording.number(error, decimals), result.y.change_unit) for error in errors)
    return f"Garis ini meramal unit lain meleset rata-rata {line}; memakai rata-rata saja {mean}."


def regression_sample(result: Regression) -> str:
    """What stands behind the line: observations, units, lag."""
    late = f", tenggang {result.lag} periode" if result.lag else ""
    return f"n = {wording.count(result.n)} unit-periode dari {wording.count(result.n_units)} unit{late}"
