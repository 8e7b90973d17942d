"""What a comparison before and after training says, in sentences and cards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.before_after.compute import FEWEST_PAIRS, BeforeAfter
from analysis.text import wording
from analysis.text.cards import Card
from analysis.text.sentences import size

if TYPE_CHECKING:
    pass


def outcome(result: BeforeAfter) -> Card:
    """An indicator after training, and its change since before."""
    indicator = result.indicator
    if result.n_units == 0:
        return Card(wording.short_name(indicator), wording.NONE, "belum ada unit dengan data sebelum dan sesudah")
    return Card(
        label=wording.short_name(indicator),
        value=wording.measure(result.after, indicator),
        change=wording.change(result.difference, indicator),
        good=_good(result),
        note=f"{wording.direction(result.difference, indicator)} dari {wording.measure(result.before, indicator)}"
        f" · selang 95%: {_range(result)} · n = {result.n_units} unit",
    )


def _good(result: BeforeAfter) -> bool | None:
    """None where the change cannot be told from chance: a colour would claim more than the numbers."""
    if not math.isfinite(result.ci_low) or result.ci_low <= 0 <= result.ci_high:
        return None
    return wording.direction(result.difference, result.indicator) == "membaik"


def _range(result: BeforeAfter) -> str:
    return interval(result) if math.isfinite(result.ci_low) else no_interval(result)


def cards(result: BeforeAfter) -> list[Card]:
    """Everything a reader of a paired comparison asks for: both levels, difference, two intervals, effect size, n."""
    indicator, decimals = result.indicator, wording.change_decimals(result.indicator)
    few = not math.isfinite(result.ci_low)
    low, high = (wording.signed(end, decimals) for end in (result.ci_low, result.ci_high))
    bootstrap, p = wording.interval(result.boot_low, result.boot_high, decimals), wording.p_value(result.p)
    return [
        Card(
            "Rata-rata sesudah",
            wording.measure(result.after, indicator),
            f"dari {wording.measure(result.before, indicator)} sebelum pelatihan",
        ),
        Card(
            "Perubahan rata-rata",
            wording.change(result.difference, indicator),
            wording.direction(result.difference, indicator),
        ),
        Card(
            "Selang kepercayaan 95%",
            no_interval(result) if few else f"{low} s.d. {high}",
            no_interval_why(result) if few else f"uji t · {p} · bootstrap {bootstrap}",
        ),
        Card(
            "Ukuran efek (Hedges g)",
            wording.number(result.effect_size),
            f"n = {wording.count(result.n_units)} unit, {wording.count(result.n_periods)} periode",
        ),
    ]


CAUTION = (
    "Perbandingan sebelum–sesudah tidak dapat membedakan pengaruh pelatihan dari semua hal lain "
    "yang berubah pada saat yang sama."
)
TOO_FEW = "n terlalu kecil"


def title(result: BeforeAfter) -> str:
    """ "IKM membaik di 5 dari 6 unit"."""
    better = sum(wording.direction(pair.after - pair.before, result.indicator) == "membaik" for pair in result.pairs)
    return f"{wording.short_name(result.indicator)} membaik di {better} dari {result.n_units} unit"


def sentence(result: BeforeAfter) -> str:
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


def sample(result: BeforeAfter) -> str:
    """What stands behind the comparison: "n = 6 unit, 72 unit-periode, jendela 6 periode"."""
    return (
        f"n = {wording.count(result.n_units)} unit, {wording.count(result.n_periods)} periode, "
        f"jendela {result.window} periode tiap sisi"
    )
