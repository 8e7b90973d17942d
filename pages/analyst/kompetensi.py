"""Pengembangan kompetensi: the yearly minimum, where hours come from, who came and who refused, degrees apart."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.before_after import chart as before_after_chart
from analysis.before_after import text as before_after_text
from analysis.competence import chart as competence_chart
from analysis.competence import compliance, participation, sources
from analysis.competence import text as competence_text
from analysis.cost import chart as cost_chart
from analysis.cost import minimum_cost_plan
from analysis.cost import text as cost_text
from analysis.learning import compute as learning
from analysis.provenance import books, estimates, people
from analysis.text import wording
from data.panel.exposure import Training
from data.problems import NotExported
from pages.parts import cache, filters, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
if data.dataset.pelatihan.empty:
    sections.missing("Belum ada buku pelatihan: unggah lembar dengan peserta, nama pelatihan, dan tanggal.")
    st.stop()
with filters.row():
    year = filters.year(compliance.training_years(data.dataset))
    units = tuple(filters.units(data.dataset.pelatihan.dropna(subset=["unit"])) or ())
source = show.source(data)
about = {
    "Tahun": str(year or "semua tahun"),
    "Unit": wording.listing(list(units)) or "semua unit",
    "Sumber": source,
}

st.header("Kewajiban 20 JP", anchor=False)
with sections.answered():
    met = cache.cached(data, compliance.hours, year)
    sections.sentences(competence_text.sentences(met))
    if met.n_pns:
        show.cards(competence_text.cards(met))
        told = {"Tahun": str(year)}
        asked = partial(books.source, dataset=data.dataset, filters=told, year=year)
        shown = [asked(books.HOURS, found=met)]
        picture = cache.cached_chart(data, competence_chart.minimum, met, source)
        chart_card(picture, "kompetensi-minimum", told, lambda: shown)
        with sections.answered():
            plan = cache.cached(data, minimum_cost_plan.cheapest_plan, year)
            st.subheader(cost_text.closing_plan(plan), anchor=False)
            if len(plan.trainings):
                places = cost_chart.plan_table(plan)
                show.table(wording.worded(places, {"JP": 1}), alt="Rencana termurah menutup kekurangan JP")
                show.downloads(places, "kompetensi-rencana", told)
            shown.append(asked(books.CLOSED, found=plan))
        if data.dataset.exported:
            sections.missing(str(NotExported("NIP PNS yang masih kurang JP")))
        else:
            lacking = wording.worded(competence_chart.missing_table(met), {"JP": 1, "Kurang (JP)": 1})
            with st.expander("PNS yang masih kurang JP"):
                show.table(lacking, alt="PNS yang kurang JP")
            shown.append(asked(books.LACKING, found=met))

st.header("Asal jam pelatihan", anchor=False)
with sections.answered():
    hours = cache.cached(data, sources.sources_of_hours, units, year)
    by_label = {f"Menurut {label}": name for name, label in competence_chart.KINDS.items()}
    kind = by_label[filters.one_of("Rincian", list(by_label), "rincian")]
    of_hours = partial(books.source, books.SOURCES, data.dataset, hours, about, units=units, year=year)
    picture = cache.cached_chart(data, competence_chart.hours, hours, kind, source)
    chart_card(picture, f"kompetensi-{kind}", about, lambda: [of_hours()])
    if hours.unrecognised:
        st.caption(show.plain(f"Bentuk yang tidak dikenali: {wording.listing(list(hours.unrecognised))}."))

st.header("Kehadiran dan penolakan", anchor=False)
with sections.answered():
    came = cache.cached(data, participation.attendance, None if data.dataset.exported else filters.pass_mark())
    told = {"Tahun": "semua tahun", "Unit": "semua unit", "Sumber": source}
    sections.sentences(competence_text.participation(came))
    group = None
    called = partial(people.called, data.dataset, came, filters=told)
    picture = cache.cached_chart(data, competence_chart.funnel, came, source)
    chart_card(picture, "kompetensi-undangan", told, lambda: called(table=group))
    if came.recorded:
        by_group = {
            f"Menurut {label}": name for name, label in competence_chart.GROUPS.items() if len(getattr(came, name))
        }
        group = by_group[filters.one_of("Kelompok", list(by_group), "kelompok")]
        picture = cache.cached_chart(data, competence_chart.refusals, came, group, source)
        chart_card(picture, f"kompetensi-penolakan-{group}", told, lambda: called(table=group))
    if came.reasons is not None and len(came.reasons):
        picture = cache.cached_chart(data, competence_chart.reasons, came, source)
        chart_card(picture, "kompetensi-alasan", told, lambda: called(table=group))

st.subheader("Sesudah ajakan atau sosialisasi", anchor=False)
with sections.answered():
    events = participation.outreaches(data.dataset)
    name = filters.one_of("Kejadian", list(events), "kejadian")
    change = cache.cached(data, participation.after_outreach, events[name])
    picture = cache.cached_chart(data, competence_chart.outreach, change, name, source)
    reached = partial(people.reached, data.dataset, change, {"Kejadian": name})
    chart_card(picture, "kompetensi-ajakan", {"Kejadian": name}, reached)
    st.caption(competence_text.OUTREACH_CAUTION)

st.header("Pendidikan formal dan magang", anchor=False)
tracks, indicator = sources.own_tracks(data.dataset), filters.an_indicator(cache.panel(data))
if not tracks:
    st.caption("Belum ada pendidikan formal atau magang dalam buku pelatihan.")
elif indicator is None:
    st.caption("Belum ada buku kinerja, jadi sebelum dan sesudahnya belum dapat dibandingkan.")
for track in tracks if indicator else []:
    st.subheader(show.plain(track), anchor=False)
    compared = cache.cached(data, learning.since_first_person, Training(bentuk=track), indicator)
    st.markdown(show.plain(before_after_text.sentence(compared)))
    if compared.pairs:
        stem = "kompetensi-" + track.lower().replace(" ", "-")
        picture = cache.cached_chart(data, before_after_chart.dumbbell, compared, source)
        of_track = Training(bentuk=track), compared, {"Bentuk": track}
        since_then = partial(estimates.since_first_person, data.dataset, *of_track)
        chart_card(picture, stem, {"Bentuk": track, "Sumber": source}, since_then)
if tracks and indicator:
    st.caption(f"Sesudah dihitung sejak orang pertama di unit menyelesaikannya. {before_after_text.CAUTION}")
