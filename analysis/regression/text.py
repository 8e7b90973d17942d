"""What the simple regression says, in sentences and cards; an association, never a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.text import wording
from analysis.text.cards import Card
from analysis.text.sentences import HIGHER, LOWER, _agreement, _slope

if TYPE_CHECKING:
    from analysis.regression.compute import Regression


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


ASSOCIATION = "Ini hubungan, bukan sebab-akibat."
CONFOUNDED = "Unit yang lebih baik bisa saja lebih banyak dilatih, atau keduanya naik karena hal lain."


def title(result: Regression) -> str:
    """ "IKM lebih tinggi bila pelatihan lebih banyak, terutama antarunit", or that nothing is seen."""
    name = wording.short_name(result.y)
    if not (result.ci_low > 0 or result.ci_high < 0):
        where = "Semua titik: hubungan" if any(slope.clear for slope in result.slopes) else "Hubungan"
        return f"{where} pelatihan dan {name} belum terlihat"
    mostly = {"units": ", terutama antarunit", "periods": ", terutama antarperiode"}.get(result.agreement, "")
    return f"{name} {_comparison(result.slope)} bila pelatihan lebih banyak{mostly}"


def sentence(result: Regression) -> str:
    """The slope in words for one readable step of training, with its interval, and what it mostly compares."""
    if result.refusal:
        return result.refusal
    pooled = result.slope_of("pooled")
    return (
        f"Tiap {result.x.more} beriringan dengan {wording.short_name(result.y)} yang "
        f"{_slope(pooled, result)}. {_agreement(result)}"
    )


def _comparison(slope: float) -> str:
    return wording.movement(slope, up=HIGHER, down=LOWER)


def sample(result: Regression) -> str:
    """What stands behind the line: observations, units, lag."""
    late = f", tenggang {result.lag} periode" if result.lag else ""
    return f"n = {wording.count(result.n)} unit-periode dari {wording.count(result.n_units)} unit{late}"
