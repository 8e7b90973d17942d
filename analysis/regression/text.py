"""What the simple regression says, in sentences and cards; an association, never a cause."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.before_after.text import STEPS
from analysis.text import wording
from analysis.text.cards import Card

if TYPE_CHECKING:
    from analysis.regression.compute import Regression


def cards(result: Regression) -> list[Card]:
    """Coefficient, its interval, R², uji t and uji F."""
    decimals = max(wording.change_decimals(result.y), 2)
    step = result.x.step
    low, high = (wording.signed(end * step, decimals) for end in (result.ci_low, result.ci_high))
    per_step = wording.signed(result.slope * step, decimals)
    return [
        Card(
            f"Koefisien per {wording.number(step, 0)} {result.x.unit}",
            wording.with_unit(per_step, result.y.change_unit),
            f"95%: {low} sampai {high}",
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
    """ "IKM lebih tinggi bila JP lebih banyak", or that nothing is seen."""
    name = wording.short_name(result.y)
    if not (result.ci_low > 0 or result.ci_high < 0):
        return f"Hubungan pelatihan dan {name} belum terlihat"
    return f"{name} {_comparison(result.slope)} pada unit yang lebih banyak dilatih"


def sentence(result: Regression) -> str:
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


def sample(result: Regression) -> str:
    """What stands behind the line: observations, units, lag."""
    late = f", tenggang {result.lag} periode" if result.lag else ""
    return f"n = {wording.count(result.n)} unit-periode dari {wording.count(result.n_units)} unit{late}"
