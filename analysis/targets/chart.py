"""Each unit against its target: a picture and a table."""

from collections.abc import Sequence

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.marks import Mark
from analysis.charts.style import Chart
from analysis.targets import text
from analysis.targets.compute import NO_STEP, TargetStatus
from analysis.text import wording

STEP_COLOURS = {"hijau": style.GOOD, "kuning": style.UNSURE, "merah": style.BAD}
BETTER = {"higher": "makin tinggi makin baik", "lower": "makin rendah makin baik"}


def targets(several: Sequence[TargetStatus], source: str) -> Chart:
    """Each unit's mean of the year, how far chance may move it, and its target; one indicator, one year."""
    first = several[0]
    known = first.indicator
    rows = [
        Mark(one.office, one.mean, _reached(one), *_chance(one), goal=one.target, colour=_colour(one))
        for one in several
    ]
    met = sum(one.met for one in several)
    return Chart(
        figure=marks.dots(rows, when=f"rata-rata {first.year}", shares=known.unit == "%"),
        title=f"{wording.short_name(known)}: target tercapai di {met} dari {len(rows)} unit",
        subtitle=f"{wording.labelled(known)}, rata-rata {first.year} dengan batas kebetulan; belah ketupat: target",
        caption=style.sentence(f"n = {sum(one.n for one in several)} nilai", first.source, source),
        alt=f"{known.label} terhadap target: " + "; ".join(map(_against, several)) + ".",
        data=targets_table(several),
        decimals=dict.fromkeys(("Target", "Rata-rata", "Batas bawah", "Batas atas"), known.decimals)
        | {"Capaian (%)": 1},
    )


def targets_table(several: Sequence[TargetStatus]) -> pd.DataFrame:
    """Every unit against every target: capaian, its step, and where the mean stands as far as chance allows."""
    return pd.DataFrame(
        {
            "Indikator": one.indicator.label,
            "Unit": one.office,
            "Tahun": str(one.year),
            "Target": one.target,
            "Arah": BETTER[one.better],
            "Rata-rata": one.mean,
            "Batas bawah": _chance(one)[0],
            "Batas atas": _chance(one)[1],
            "Capaian (%)": one.achieved,
            "Status": one.step.word if one.step else NO_STEP,
            "Terhadap target": one.standing,
            "n periode": one.n,
        }
        for one in several
    )


def _reached(one: TargetStatus) -> str:
    return f"{wording.number(one.mean, _decimals(one))} ({text.capaian_words(one.achieved)})"


def _colour(one: TargetStatus) -> str:
    return STEP_COLOURS[one.step.colour] if one.step else style.GREY


def _against(one: TargetStatus) -> str:
    return f"{one.office} {_reached(one)}, target {wording.number(one.target, _decimals(one))}"


def _decimals(one: TargetStatus) -> int:
    return wording.fine(one.indicator.decimals, one.mean, one.target)


def _chance(one: TargetStatus) -> tuple[float, float]:
    """Between which means chance alone may move it, within what is possible at all."""
    known = one.indicator
    low = one.low if known.low is None else max(one.low, known.low)
    high = one.high if known.high is None else min(one.high, known.high)
    return low, high
