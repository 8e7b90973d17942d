"""Results as Indonesian sentences, each made from one result object so that no sentence can contradict its numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis import wording
from analysis.before_after import FEWEST_PAIRS, BeforeAfter
from data.catalog import Indicator
from data.exposure import Training

if TYPE_CHECKING:
    from analysis.regression import Regression

CAUTION = (
    "Perbandingan sebelum–sesudah tidak dapat membedakan pengaruh pelatihan dari semua hal lain "
    "yang berubah pada saat yang sama."
)
ASSOCIATION = "Ini hubungan, bukan sebab-akibat."
CONFOUNDED = "Unit yang lebih baik bisa saja lebih banyak dilatih, atau keduanya naik karena hal lain."
TOO_FEW = "n terlalu kecil"
STEPS = {
    "jp_per_pegawai": "10 JP tambahan per pegawai",
    "porsi_terlatih": "tambahan 10 poin persen pegawai terlatih",
}


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
    """ "IKM lebih tinggi bila JP lebih banyak", or that nothing is seen."""
    name = wording.short_name(result.y)
    if not (result.ci_low > 0 or result.ci_high < 0):
        return f"Hubungan pelatihan dan {name} belum terlihat"
    return f"{name} {_comparison(result.slope)} pada unit yang lebih banyak dilatih"


def regression(result: Regression) -> str:
    """The coefficient in words, for one readable step of training, with its interval."""
    if result.refusal:
        return result.refusal
    step = result.x.step
    decimals = max(wording.change_decimals(result.y), 2)
    by = wording.with_unit(wording.number(abs(result.slope * step), decimals), result.y.change_unit)
    return (
        f"Tiap {STEPS[result.x.key]} beriringan dengan {wording.short_name(result.y)} yang "
        f"{_comparison(result.slope)} {by} ({_slope_interval(result, decimals)})."
    )


def _slope_interval(result: Regression, decimals: int) -> str:
    if not math.isfinite(result.ci_low):
        return "selang kepercayaan tidak dihitung: baru sedikit unit dilatih, atau semua titik tepat pada garis"
    low, high = (wording.signed(end * result.x.step, decimals) for end in (result.ci_low, result.ci_high))
    doubt = "; memuat nol: belum dapat dibedakan dari kebetulan" if result.ci_low <= 0 <= result.ci_high else ""
    return f"selang kepercayaan 95% {low} sampai {high}{doubt}"


def _comparison(slope: float) -> str:
    return "lebih tinggi" if slope > 0 else "lebih rendah"


def regression_sample(result: Regression) -> str:
    """What stands behind the line: observations, units, lag."""
    late = f", tenggang {result.lag} periode" if result.lag else ""
    return f"n = {wording.count(result.n)} unit-periode dari {wording.count(result.n_units)} unit{late}"
