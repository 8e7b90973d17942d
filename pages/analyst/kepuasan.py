"""Survei kepuasan (SKM): the index with its interval, the elements to mend, its course, and what to distrust."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.provenance import books
from analysis.survey import chart as draw
from analysis.survey import compute as survey
from analysis.survey import sample
from analysis.survey import text as survey_text
from analysis.survey.index import Pooling
from analysis.targets import text as targets_text
from analysis.text import wording
from data.problems import NoAnswer
from data.vocabulary.events import events_of
from data.vocabulary.indicators import counted
from data.vocabulary.regulations import SKM_WEIGHTS
from pages.parts import cache, figures, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

POOLINGS: dict[str, Pooling] = {"tiap responden sama": "responden", "tiap layanan sama": "layanan"}
FIGURES = ("ikm", *counted("jawaban"))
STEPS = {"triwulan": "Q", "semester": "6M", "tahun": "Y"}

data = cache.current()
if data.dataset.skm.empty:
    rest = "Selang IKM, sampel, sebaran, profil responden, target, dan tindak lanjut"
    figures.instead_of("jawaban", rest, FIGURES, data, "skm-angka")
with filters.row(4):
    units = tuple(filters.units(data.dataset.skm) or ())
    year = filters.year(survey.survey_years(data.dataset), every=True)
    weight = filters.one_of("Bobot unsur", list(SKM_WEIGHTS), "bobot")
    pooling = POOLINGS[filters.one_of("Rata-rata menurut", list(POOLINGS), "hitung")]
try:
    result = cache.cached(data, survey.survey, units, year, weight, pooling)
except NoAnswer as none:
    sections.missing(str(none))
    st.stop()

source = show.source(data)
about = {
    "Unit": wording.listing(list(units)) or "semua unit",
    "Tahun": str(year or "semua tahun"),
    "Bobot": weight,
    "Sumber": source,
}
of_year = books.narrowed(data.dataset, units, year)
indexed = partial(books.source, books.INDEXED, of_year, result, about, weight=weight, pooling=pooling)
sections.sentences(survey_text.sentences(result))


def elements() -> None:
    """The index, and the nine elements from the weakest."""
    show.cards(survey_text.cards(result))
    chart_card(cache.cached_chart(data, draw.elements, result, source), "skm-unsur", about, lambda: [indexed()])


def course() -> None:
    """The index over time."""
    step = filters.one_of("Perkembangan menurut", list(STEPS), "langkah")
    rows = cache.cached(data, survey.survey_course, units, STEPS[step], weight)
    if rows.empty:
        st.caption("Periode survei lebih panjang daripada langkah yang dipilih; pilih langkah yang lebih panjang.")
        return
    of_units = books.narrowed(data.dataset, units)
    picture = cache.cached_chart(data, draw.course, rows, source, events_of(data.dataset))
    followed = partial(books.source, books.COURSE, of_units, rows, about, freq=STEPS[step], weight=weight)
    chart_card(picture, "skm-perkembangan", about, lambda: [followed()])


def services_and_units() -> None:
    """The index of each service, and of each unit and period."""
    chart_card(cache.cached_chart(data, draw.services, result, source), "skm-layanan", about, lambda: [indexed()])
    table = draw.by_unit(result)
    with st.expander("IKM survei tiap unit dan periode"):
        show.table(table, alt="IKM survei tiap unit dan periode", decimals=dict.fromkeys(draw.INDEX_COLUMNS[:3], 2))
        show.downloads(table, "skm-unit", about)


def respondents() -> None:
    """How answers spread, who answered, and whether enough did."""
    chart_card(cache.cached_chart(data, draw.spread, result, source), "skm-sebaran", about, lambda: [indexed()])
    samples = cache.cached(data, sample.survey_samples, units, year)
    profile = cache.cached(data, survey.survey_profile, units, year)
    st.markdown("\n".join(f"- {show.plain(sentence)}" for sentence in survey_text.samples(samples)))
    tables: tuple[tuple[str, pd.DataFrame, dict[str, int], str], ...] = (
        ("Kecukupan sampel tiap unit dan periode", draw.samples_table(samples), {}, "skm-sampel"),
        ("Profil responden", draw.profile_table(profile), {"Jumlah": 0, "Persentase (%)": 1}, "skm-responden"),
    )
    for title, table, decimals, stem in tables:
        with st.expander(title):
            show.table(table, alt=title, decimals=decimals)
            show.downloads(table, stem, about)
    sampled = partial(books.source, books.SAMPLED, of_year, samples, about)
    profiled = partial(books.source, books.PROFILED, of_year, profile, about)
    provenance.origin_button(lambda: [sampled(), profiled()], "skm-responden")


def follow_up() -> None:
    """The index against its targets, what became of earlier plans, and what to plan now."""
    goals, rtl = cache.cached(data, survey.survey_goals, units, weight), data.dataset.rtl
    if len(goals):
        table = draw.goals_table(goals)
        decimals = dict.fromkeys(table.columns[1:5], 2) | {"Capaian (%)": 1}
        show.table(table, alt="IKM survei tiap tahun terhadap targetnya", decimals=decimals)
        st.caption(f"Capaian: {targets_text.scale()}. Jelas di atas atau di bawah: seluruh selang 95% di sisi itu.")
    if len(rtl):
        st.markdown(show.plain(survey_text.follow_up(rtl)))
        years = wording.worded(draw.follow_up_years(rtl), {"Tindak lanjut (%)": 1})
        show.table(years, alt="Tindak lanjut tiap tahun")
        with st.expander("Rencana tindak lanjut dalam buku"):
            show.table(draw.follow_up(rtl), alt="Rencana tindak lanjut dalam buku dan statusnya")
            show.downloads(draw.follow_up(rtl), "skm-tindak-lanjut", {"Sumber": source})
    new_plan()
    aimed = partial(books.source, books.AIMED, data.dataset, goals, about, units=units, weight=weight)
    planned = [books.source(books.PLANNED, data.dataset, rtl, about)] if len(rtl) else []
    provenance.origin_button(lambda: [aimed(), *planned], "skm-tindak-lanjut")


def new_plan() -> None:
    """The three weakest elements as a plan to fill in."""
    plan = draw.action_plan(result)
    st.markdown("**Rencana tindak lanjut (RTL) berikutnya: tiga unsur terendah**")
    show.table(plan, alt="Rencana tindak lanjut")
    show.downloads(plan, "skm-rtl", about)


sections.tabs(
    {
        "Unsur": elements,
        "Perkembangan": course,
        "Layanan dan unit": services_and_units,
        "Responden dan sampel": respondents,
        "Target dan tindak lanjut": follow_up,
    }
)
show.notes([problem.reason for problem in survey.survey_warnings(data.dataset)])
