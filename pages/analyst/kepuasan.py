"""Kepuasan SKM: the index with its interval, the elements to mend, its course, and what to distrust."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.provenance import books
from analysis.provenance.origin import Source
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
with filters.row():
    units = tuple(filters.units(data.dataset.skm) or ())
    year = filters.year(survey.survey_years(data.dataset), every=True)
with filters.row():
    weight = filters.one_of("Bobot unsur", list(SKM_WEIGHTS), "bobot")
    pooling = POOLINGS[filters.one_of("Yang dihitung sama", list(POOLINGS), "hitung")]
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
show.cards(survey_text.cards(result))
chart_card(cache.cached_chart(data, draw.elements, result, source), "skm-unsur", about, lambda: [indexed()])

step = filters.one_of("Perkembangan menurut", list(STEPS), "langkah")
course = cache.cached(data, survey.survey_course, units, STEPS[step], weight)
of_units = books.narrowed(data.dataset, units)
followed = partial(books.source, books.COURSE, of_units, course, about, freq=STEPS[step], weight=weight)
if course.empty:
    st.caption("Periode survei lebih panjang daripada langkah yang dipilih; pilih langkah yang lebih panjang.")
else:
    picture = cache.cached_chart(data, draw.course, course, source, events_of(data.dataset))
    chart_card(picture, "skm-perkembangan", about, lambda: [followed()])
chart_card(cache.cached_chart(data, draw.services, result, source), "skm-layanan", about, lambda: [indexed()])
chart_card(cache.cached_chart(data, draw.spread, result, source), "skm-sebaran", about, lambda: [indexed()])

st.subheader("Kecukupan sampel", anchor=False)
samples = cache.cached(data, sample.survey_samples, units, year)
st.markdown("\n".join(f"- {show.plain(one)}" for one in survey_text.samples(samples)))
with st.expander("Kecukupan sampel tiap unit dan periode"):
    show.table(
        wording.worded(draw.samples_table(samples), {}), alt="Responden dan sampel minimal tiap unit dan periode"
    )
    show.downloads(draw.samples_table(samples), "skm-sampel", about)
with st.expander("IKM tiap unit dan periode"):
    show.table(
        wording.worded(draw.by_unit(result), dict.fromkeys(draw.INDEX_COLUMNS[:3], 2)), alt="IKM tiap unit dan periode"
    )
    show.downloads(draw.by_unit(result), "skm-unit", about)
with st.expander("Profil responden"):
    profile = draw.profile_table(cache.cached(data, survey.survey_profile, units, year))
    show.table(wording.worded(profile, {"Jumlah": 0, "Persentase (%)": 1}), alt="Profil responden")
    show.downloads(profile, "skm-responden", about)

goals = cache.cached(data, survey.survey_goals, units, weight)
if len(goals):
    st.subheader("Terhadap target", anchor=False)
    table = draw.goals_table(goals)
    show.table(
        wording.worded(table, dict.fromkeys(table.columns[1:5], 2) | {"Capaian (%)": 1}),
        alt="IKM tiap tahun terhadap targetnya",
    )
    show.downloads(table, "skm-target", about)
    st.caption(f"Capaian: {targets_text.scale()}. Jelas di atas atau di bawah: seluruh selang 95% di sisi itu.")

st.subheader("Rencana tindak lanjut (RTL)", anchor=False)
rtl = data.dataset.rtl
if len(rtl):
    st.markdown(show.plain(survey_text.follow_up(rtl)))
    years = draw.follow_up_years(rtl)
    show.table(wording.worded(years, {"Tindak lanjut (%)": 1}), alt="Tindak lanjut tiap tahun")
    show.table(wording.worded(draw.follow_up(rtl), {}), alt="Rencana tindak lanjut dalam buku dan statusnya")
    show.downloads(draw.follow_up(rtl), "skm-tindak-lanjut", {"Sumber": source})
st.caption("Tiga unsur terendah menjadi prioritas; unduh, lalu isi program, waktu, penanggung jawab, dan statusnya.")
plan = draw.action_plan(result)
show.table(wording.worded(plan, {}), alt="Rencana tindak lanjut")
show.downloads(plan, "skm-rtl", about)


def behind() -> list[Source]:
    """Where the numbers of the tables come from."""
    profile = cache.cached(data, survey.survey_profile, units, year)
    return [
        books.source(books.SAMPLED, of_year, samples, about),
        books.source(books.PROFILED, of_year, profile, about),
        books.source(books.AIMED, data.dataset, goals, about, units=units, weight=weight),
        *([books.source(books.PLANNED, data.dataset, rtl, about)] if len(rtl) else []),
    ]


provenance.ask(behind, "kepuasan")
show.notes([problem.reason for problem in survey.survey_warnings(data.dataset)])
