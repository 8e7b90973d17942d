"""How many targets were reached, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.targets.compute import FALSE_ALARM_AUTOCORRELATED, FALSE_ALARM_INDEPENDENT, Status, TargetStatus
from analysis.text import wording

FALSE_ALARM = (
    "Hijau atau merah hanya bila kebetulan tidak dapat menjelaskan jaraknya; selain itu kuning. Bila rata-rata "
    f"sebenarnya tepat di target, warna itu keliru pada {wording.percent(FALSE_ALARM_INDEPENDENT)} unit, dan pada "
    f"{wording.percent(FALSE_ALARM_AUTOCORRELATED)} bila tiap periode mirip periode sebelumnya."
)
STATUSES: tuple[Status, ...] = ("hijau", "kuning", "merah", "belum cukup data")
NO_TARGET = "Belum ada lembar target: unggah lembar dengan kolom indikator, tahun, target, dan arah."


def sentence(several: Sequence[TargetStatus]) -> str:
    """How many units reached or missed their targets of the year beyond chance."""
    counts = Counter(one.status for one in several)
    parts = [f"{counts[status]} {status}" for status in STATUSES if counts[status]]
    return (
        f"Target {several[0].year}: {wording.listing(parts)} dari {len(several)} target unit." if several else NO_TARGET
    )
