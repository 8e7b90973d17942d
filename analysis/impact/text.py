"""What an estimate of the effect of training says, in sentences, titles and cards."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.impact.doubts import trend_before
from analysis.impact.estimators import DoseResponse, Impact
from analysis.impact.estimators.result import Interval
from analysis.impact.power import MAX_MORE, Needed, needed_words
from analysis.impact.sensitivity import Sensitivity
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import State, moved
from analysis.text import wording
from analysis.text.sentences import size
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency

HEADLINES: dict[State, str] = {
    "improved": "{} membaik, dan pelatihan kemungkinan besar ikut menyebabkannya.",
    "worsened": "{} memburuk sesudah pelatihan; cari sebabnya sebelum menambah peserta.",
    "hint": "Ada tanda pelatihan mengubah {}, tetapi belum pasti.",
    "none": "Dampak pelatihan pada {} belum terlihat.",
    "insufficient": "Dampak pelatihan pada {} belum dapat dinilai.",
}


def headline(verdict: Verdict) -> str:
    """What a leader reads first: the state in one sentence."""
    name, form = wording.short_name(verdict.indicator), HEADLINES[verdict.state]
    return form.format(name if form.startswith("{}") else wording.inside(name))


def brief(verdict: Verdict) -> str:
    """The one sentence behind the headline: how much, why it is not sure, or what is missing; no interval."""
    if verdict.state == "insufficient":
        missing = wording.listing(verdict.missing)
        return f"{missing[:1].upper()}{missing[1:]}."
    found, indicator = verdict.estimates[0], verdict.indicator
    if verdict.state == "none":
        smallest = size(verdict.minimum_detectable, indicator)
        return f"Perubahannya bisa saja kebetulan; perubahan di bawah {smallest} bisa luput."
    said = (
        f"Sesudah ikut {verdict.trainings}, {wording.inside(wording.short_name(indicator))} {moved(found, indicator)}"
    )
    return f"{said} dibandingkan dengan perkiraan tanpa pelatihan."


def _decimals(indicator: Indicator, found: Interval | Impact) -> int:
    """Decimals at which an estimate and its interval keep their signs and order."""
    return wording.fine(wording.change_decimals(indicator), found.estimate, found.ci_low, found.ci_high)


DOSE_STEP = 10
ASSUMED = (
    "Tanpa pelatihan, unit yang sudah dilatih dan unit pembanding bergerak sejajar; pemeriksaan Beda "
    "tren mengukur seberapa jauh "
    "pengandaian ini boleh salah.",
    "Pelatihan satu unit tidak mengubah unit lain, dan unit tidak berubah sebelum dilatih karena tahu akan dilatih.",
    "Yang diamati unit per periode, bukan orang: warga yang menjawab survei tidak dapat dihubungkan dengan petugasnya.",
    "Galat baku: jackknife per unit; selang: Student t dengan derajat bebas menurut banyaknya unit yang benar-benar "
    "menopang perkiraan (Bell–McCaffrey). Bila itu sedikit dan unit pembanding cukup, kebisingan diukur pada unit yang "
    "belum dilatih.",
    "Uji acak: 999 undian ulang tanggal pelatihan dengan angka acuan 0; bootstrap sebelum dan sesudah: 9.999 "
    "tarikan dengan "
    "angka acuan 0. Angka acuan yang sama memberi hasil yang sama.",
    "Angka utama memakai imputasi; cara lain ditampilkan, tidak ikut menentukan.",
)
EXTRAPOLATED = "Ini perkiraan dari sebaran data sekarang, bukan janji."


def further(verdict: Verdict) -> list[str]:
    """Power, what more data would bring, and the drift that would undo the effect; nothing without an estimate."""
    if verdict.needed is None or verdict.design is None:
        return []
    need = needed_sentence(verdict.needed, verdict.indicator, verdict.design.periods[0])
    return [power_sentence(verdict), need, breakdown_sentence(verdict)]


def power_sentence(verdict: Verdict) -> str:
    """The smallest change that these data find with 80 % power."""
    smallest = size(verdict.minimum_detectable, verdict.indicator)
    return f"Perubahan terkecil yang dapat ditemukan data ini dengan peluang 80%: {smallest}."


def needed_sentence(need: Needed, indicator: Indicator, like: pd.Period) -> str:
    """What it takes to find a change of the size meant: "3 unit pembanding lagi, atau 6 bulan lagi"."""
    target = f"perubahan sebesar {size(need.target, indicator)}"
    if 0 in (need.comparison_units, need.periods):
        return f"Data ini sudah cukup untuk menemukan {target} dengan peluang 80%."
    ways = needed_words(need, like)
    if not ways:
        return f"Untuk menemukan {target}, bahkan {MAX_MORE} unit pembanding atau {MAX_MORE} periode lagi belum cukup."
    return f"Agar {target} ditemukan dengan peluang 80%, perlu {ways}. {EXTRAPOLATED}"


def breakdown_sentence(verdict: Verdict) -> str:
    """How much faster trained units would already have had to be moving for the effect to vanish."""
    if verdict.drift is None or verdict.design is None:
        return "Beda tren yang menghapus dampak tidak dihitung untuk data ini."
    noun = NAMES[frequency(verdict.design.periods[0])]
    speed = wording.change(verdict.breakdown_drift, verdict.indicator)
    measured = verdict.drift.difference
    decimals = _decimals(verdict.indicator, measured)
    before = wording.change(measured.estimate, verdict.indicator, decimals)
    seen = wording.interval(measured.ci_low, measured.ci_high, decimals)
    return (
        f"Dampak ini menjadi nol bila unit yang dilatih, tanpa pelatihan pun, bergerak {speed} per {noun} dibandingkan "
        f"dengan unit pembanding. Sebelum pelatihan beda trennya {before} per {noun} (selang 95% {seen})."
    )


def dose_sentence(dose: DoseResponse, indicator: Indicator) -> str:
    """The change that goes with DOSE_STEP more JP per employee within a unit: an association, not an effect."""
    found = dose.slope
    centre, low, high = (DOSE_STEP * end for end in (found.estimate, found.ci_low, found.ci_high))
    decimals = wording.fine(max(wording.change_decimals(indicator), 2), centre, low, high)
    change = wording.with_unit(wording.moved(centre, decimals), indicator.change_unit)
    doubt = "; memuat nol: bisa saja kebetulan" if found.ci_low <= 0 <= found.ci_high else ""
    return (
        f"Tiap {DOSE_STEP} JP tambahan per pegawai di unit yang sama beriringan dengan {wording.short_name(indicator)} "
        f"yang {change} (selang 95% {wording.signed(low, decimals)} sampai {wording.signed(high, decimals)}{doubt})."
    )


def sensitivity_sentence(several: Sequence[Sensitivity], found: Impact) -> str:
    """How many other assumptions keep the direction, and how many of those exclude zero."""
    same = [one for one in several if one.found.estimate * found.estimate > 0]
    clear = sum(one.clear for one in same)
    return (
        f"Andaian diubah satu per satu: {len(same)} dari {len(several)} perkiraan tetap searah, {clear} di antaranya "
        "tidak memuat nol."
    )


def event_title(verdict: Verdict) -> str:
    """What is seen before training, and after it."""
    before = {
        "pass": "Sebelumnya tren belum tampak berbeda",
        "warn": "Sebelumnya tren perlu dicermati",
        "fail": "Sebelumnya tren sudah berbeda",
    }[trend_before(verdict)]
    after = (
        "sesudahnya belum jelas"
        if verdict.state in ("insufficient", "none")
        else f"sesudahnya {moved(verdict.estimates[0], verdict.indicator)}"
    )
    return f"{before}; {after}"


def forest_title(verdict: Verdict) -> str:
    """How many methods point the headline's way, and how many of them exclude zero."""
    first = verdict.estimates[0]
    same = [estimate for estimate in verdict.estimates if estimate.estimate * first.estimate > 0]
    sure = sum(one.ci_low * one.ci_high > 0 for one in same)
    return f"{len(same)} dari {len(verdict.estimates)} cara searah; {sure} tidak memuat nol"


def trainings_title(verdicts: Mapping[str, Verdict]) -> str:
    """How many of the trainings compared have a clear effect."""
    clear = sum(verdict.state in ("improved", "worsened") for verdict in verdicts.values())
    return f"{clear} dari {len(verdicts)} pelatihan jelas dampaknya"
