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
