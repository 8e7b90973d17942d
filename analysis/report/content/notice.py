"""The survey's public notice on one page: index, grade, respondents, the three lowest elements and what is done.

Results of the survey must be published (Permen PANRB 14/2017); the notice says nothing about single persons.
"""

from dataclasses import dataclass

import pandas as pd

from analysis.survey.compute import Element, SkmResult
from analysis.text import wording
from analysis.text.disclosure import FEWEST
from data.ingest.schemas.unsur import read_unsur
from data.vocabulary.regulations import SKM_BANDS

VERDICTS = {"A": "sangat baik", "B": "baik", "C": "kurang baik", "D": "tidak baik"}
NO_PLAN = "Rencana perbaikan belum ditetapkan."
STATES = {"sudah": "Sudah dikerjakan", "belum": "Direncanakan"}


@dataclass(frozen=True, slots=True)
class Lowest:
    """One of the three lowest elements: its name, value as printed, what is done about it and since when."""

    label: str
    value: str
    plan: str
    state: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public reads; every text as printed."""

    title: str
    survey: str
    ikm: str
    moved: str
    grade: str
    kinerja: str
    next_grade: str
    respondents: str
    places: str
    lowest: tuple[Lowest, ...]


def notice(result: SkmResult | None, earlier: SkmResult | None, rtl: pd.DataFrame) -> Notice | None:
    """The notice of a survey, with its change since the `earlier` one; None of no survey, and of fewer than five."""
    if result is None or result.n < FEWEST:
        return None
    year = rtl[rtl["tahun"] == result.period[1].year]
    units = result.forms["unit"].nunique()
    return Notice(
        title=f"Warga menilai pelayanan kami {VERDICTS[result.mutu]}",
        survey=f"Survei Kepuasan Masyarakat · {wording.period_range(*result.period)}",
        ikm=wording.number(result.ikm_rounded),
        moved=_moved(result, earlier),
        grade=result.mutu,
        kinerja=result.kinerja,
        next_grade=_next_grade(result.mutu),
        respondents=wording.count(result.n),
        places=f"di {wording.count(units)} unit layanan",
        lowest=tuple(_lowest(one, year) for one in result.lowest),
    )


def _moved(result: SkmResult, earlier: SkmResult | None) -> str:
    if earlier is None:
        return ""
    return (
        f"{wording.moved(result.ikm_rounded - earlier.ikm_rounded, 2)} dari {wording.short_period(earlier.period[1])}"
    )


def _next_grade(mutu: str) -> str:
    """ "A sejak 88,31"; "" for the highest."""
    grades = [band["grade"] for band in SKM_BANDS]
    place = grades.index(mutu)
    if not place:
        return ""
    return f"{grades[place - 1]} sejak {wording.number(float(SKM_BANDS[place - 1]['lowest']))}"


def _lowest(one: Element, rtl: pd.DataFrame) -> Lowest:
    """The element with the year's first plan for it; no promise that the books do not hold."""
    meant = rtl["unsur"].map(lambda name: found.name if isinstance(name, str) and (found := read_unsur(name)) else None)
    plans = rtl[meant == one.key]
    if plans.empty or not isinstance(plans["program"].iloc[0], str):
        return Lowest(one.label, wording.number(one.index), NO_PLAN, "")
    first = plans.iloc[0]
    due = f", Triwulan {first['waktu']} {first['tahun']}" if isinstance(first["waktu"], str) else ""
    return Lowest(
        one.label,
        wording.number(one.index),
        f"{first['program']}.",
        f"{STATES.get(first['status'], 'Direncanakan')}{due}",
    )
