"""Phrases that several subjects' sentences share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.survey import compute as survey_compute
from analysis.survey.compute import RESULT
from analysis.targets.compute import (
    NO_STEP,
    SCALES,
    capaian,
    chosen_scale,
    standing,
    step_of,
)
from analysis.text import wording
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator

if TYPE_CHECKING:
    pass


def _held_to(found: survey_compute.Index, goal: float) -> tuple[float, str, str]:
    """Capaian, its step, and where the index stands beside the goal as far as its interval tells."""
    achieved = capaian(found.ikm, goal, RESULT.better)
    step = step_of(achieved)
    return achieved, step.word if step else NO_STEP, standing(found.ci_low, found.ci_high, goal)


def scale() -> str:
    """The office's scale of capaian: "hijau 100% atau lebih, kuning 80% atau lebih, merah di bawahnya"."""
    *steps, last = SCALES[chosen_scale()]
    told = "".join(f"{step.word} {wording.number(step.least, 0)}% atau lebih, " for step in steps)
    return f"{told}{last.word} di bawahnya"


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
