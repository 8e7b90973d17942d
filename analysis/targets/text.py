"""How many targets were reached, and on which scale, in sentences."""

from collections import Counter
from collections.abc import Sequence

from analysis.targets.compute import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    NO_STEP,
    SCALES,
    TargetStatus,
    chosen_scale,
)
from analysis.text import wording

FALSE_ALARM = (
    "Jelas di atas atau di bawah target hanya bila kebetulan tidak dapat menjelaskan jaraknya; selain itu belum pasti. "
    f"Bila rata-rata sebenarnya tepat di target, itu keliru pada {wording.percent(FALSE_ALARM_INDEPENDENT)} unit, dan "
    f"pada {wording.percent(FALSE_ALARM_AUTOCORRELATED)} bila tiap periode mirip periode sebelumnya."
)
NO_TARGET = "Belum ada lembar target: unggah lembar dengan kolom indikator, tahun, target, dan arah."


def sentence(several: Sequence[TargetStatus]) -> str:
    """How many of the year's targets stand on each step of the scale, and at how many chance may explain the rest."""
    if not several:
        return NO_TARGET
    counts = Counter(one.step.word if one.step else NO_STEP for one in several)
    parts = [f"{counts[word]} {word}" for word in (*(step.word for step in SCALES[chosen_scale()]), NO_STEP)]
    unsure = sum(one.standing == "belum pasti" for one in several)
    return (
        f"Target {several[0].year}: {wording.listing([one for one in parts if one[:2] != '0 '])} dari {len(several)} "
        f"target unit. Pada {unsure} di antaranya jarak dari target bisa saja kebetulan."
    )


def capaian_words(percent: float) -> str:
    """A capaian in percent with one decimal, or as many as keep it off a step of the scale that it is not on."""
    steps = [step.least for step in SCALES[chosen_scale()]]
    return wording.percent(percent / 100, wording.fine(1, percent, *steps))


def scale() -> str:
    """The office's scale of capaian: "hijau 100% atau lebih, kuning 80% atau lebih, merah di bawahnya"."""
    *steps, last = SCALES[chosen_scale()]
    told = "".join(f"{step.word} {wording.number(step.least, 0)}% atau lebih, " for step in steps)
    return f"{told}{last.word} di bawahnya"
