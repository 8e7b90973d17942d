"""Results as metric cards: one number, its change and direction, and what stands behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import sentences, wording
from analysis.before_after import BeforeAfter
from analysis.compliance import Compliance
from analysis.verdict import Verdict

if TYPE_CHECKING:
    from analysis.regression import Regression


@dataclass(frozen=True, slots=True)
class Card:
    """One number to show large. `change` is its signed difference, `good` whether it is for the better (None: no say).

    `note` stands small below the change: range, n, period.
    """

    label: str
    value: str
    note: str
    change: str | None = None
    good: bool | None = None


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
    return sentences.interval(result) if math.isfinite(result.ci_low) else sentences.no_interval(result)


def before_after(result: BeforeAfter) -> list[Card]:
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
            sentences.no_interval(result) if few else f"{low} s.d. {high}",
            sentences.no_interval_why(result) if few else f"uji t · {p} · bootstrap {bootstrap}",
        ),
        Card(
            "Ukuran efek (Hedges g)",
            wording.number(result.effect_size),
            f"n = {wording.count(result.n_units)} unit, {wording.count(result.n_periods)} periode",
        ),
    ]


def regression(result: Regression) -> list[Card]:
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


def impact(verdict: Verdict) -> list[Card]:
    """Headline effect with its interval, the strength of evidence, what could have been found, what would undo it."""
    headline, indicator = verdict.estimates[0], verdict.indicator
    decimals = wording.change_decimals(indicator)
    low, high = (wording.signed(end, decimals) for end in (headline.ci_low, headline.ci_high))
    return [
        Card(
            "Perkiraan pengaruh",
            wording.change(headline.estimate, indicator),
            f"selang 95%: {low} sampai {high} · {wording.p_value(headline.p)}",
        ),
        Card("Tingkat bukti", f"{verdict.level.number} dari 5", verdict.level.words),
        Card(
            "Terkecil yang terdeteksi",
            wording.with_unit(wording.number(verdict.minimum_detectable, decimals), indicator.change_unit),
            "perubahan yang dapat ditemukan data ini dengan peluang 80%",
        ),
        Card(
            "Beda tren yang meniadakan",
            wording.with_unit(wording.number(abs(verdict.breakdown_drift)), indicator.change_unit),
            "per periode, bila unit terlatih memang sudah bergerak lebih cepat",
        ),
    ]


def raw_and_adjusted(raw: BeforeAfter, verdict: Verdict) -> list[Card]:
    """The units' own change beside the change compared with untrained units, and what lies between the two."""
    headline, indicator = verdict.estimates[0], verdict.indicator
    decimals = wording.change_decimals(indicator)
    between = wording.interval(headline.ci_low, headline.ci_high, decimals)
    known = raw.n_units > 0
    return [
        Card(
            "Mentah: sebelum–sesudah",
            wording.change(raw.difference, indicator),
            f"selang 95%: {_range(raw)} · n = {raw.n_units} unit, {raw.window} periode tiap sisi"
            if known
            else "belum ada unit dengan data sebelum dan sesudah",
        ),
        Card(
            "Disesuaikan: dibanding unit pembanding",
            wording.change(headline.estimate, indicator),
            f"selang 95%: {between} · n = {headline.n_units} unit, semua periode",
        ),
    ]


def compliance(result: Compliance) -> Card:
    """Share of PNS who reached the year's minimum of JP."""
    return Card(
        label=f"PNS ≥ {wording.number(result.rule.jp, 0)} JP, {result.year}",
        value=wording.percent(result.share),
        note=f"{wording.count(result.n_met)} dari {wording.count(result.n_pns)} PNS · PPPK tidak punya batas minimum",
    )
