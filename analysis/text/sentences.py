"""Phrases that several subjects' sentences share."""

from collections.abc import Sequence

from analysis.text import wording
from data.panel.exposure import Training
from data.vocabulary.events import Event
from data.vocabulary.indicators import Indicator

PAIRS = "tiap unit hanya dibandingkan pada periode dengan kejadian yang sama seperti saat mulai dilatih"
STEPS = "masuk regresi sebagai variabel boneka (dummy)"
LEFT_OUT = "periode mulainya kejadian semua unit, dan seluruh masa kejadian satu unit, tidak ikut dihitung"


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


def transition(n_values: int, *, whole_period: bool, ahead: str = "") -> str:
    """What became of the periods in which units became trained; empty where none is a mixture of before and after.

    `ahead`, "3 bulan", is set aside before training as well.
    """
    if ahead:
        return f"{wording.count(n_values)} nilai disisihkan: {ahead} sebelum pelatihan sudah lain daripada biasanya."
    if whole_period:
        return "Periode pelatihan ikut dihitung sebagai sesudah, sehingga dampak terbaca terlalu kecil."
    return f"{wording.count(n_values)} nilai dari periode pelatihan disisihkan (masa peralihan)." if n_values else ""


def named_events(events: Sequence[Event]) -> str:
    """The events as every caption and file names them: "A (13 Mei 2024); B (1 Januari 2025, Kelurahan C)"."""
    return "; ".join(f"{event.label} ({', '.join(_when_and_where(event))})" for event in events)


def without_events(how: str, events: Sequence[Event]) -> str:
    """What stands under a result from which these events were taken out; `how` is PAIRS, STEPS or LEFT_OUT."""
    return f"Kejadian lain diperhitungkan, {how}: {named_events(events)}." if events else ""


def _when_and_where(event: Event) -> tuple[str, ...]:
    days = wording.day(event.start) + (f"–{wording.day(event.end)}" if event.end else "")
    return (days, event.unit) if event.unit else (days,)
