"""Phrases that several subjects' sentences share."""

from __future__ import annotations

from analysis.text import wording
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator


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
