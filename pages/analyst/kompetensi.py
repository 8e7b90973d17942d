"""Pengembangan kompetensi: the yearly minimum, where hours come from, who came and who refused, degrees apart."""

from collections.abc import Mapping
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
from analysis.cost.minimum_cost_plan import MinimumCostPlan
from analysis.learning import compute as learning
from analysis.provenance import books, estimates, people
from analysis.text import wording
from data.panel.exposure import Training
from data.problems import NotExported
from pages.parts import access, cache, filters, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
if data.dataset.pelatihan.empty:
    sections.missing("Belum ada buku pelatihan: unggah lembar dengan peserta, nama pelatihan, dan tanggal.")
    st.stop()
source, internal = show.source(data), access.may("orang")
year = filters.year(compliance.training_years(data.dataset))


@sections.no_answer_shown()
def the_minimum() -> None:
    """How many PNS reached the year's minimum, who did not, and the cheapest way to close the gap."""
    met = cache.cached(data, compliance.hours, year, internal)
    sections.sentences(competence_text.sentences(met))
    if not met.n_pns:
        return
    show.cards(competence_text.cards(met))
    told = {"Tahun": str(year)}
    asked = partial(books.source, dataset=data.dataset, filters=told, year=year)
    shown = [asked(books.HOURS, found=met, internal=internal)]
    picture = cache.cached_chart(data, competence_chart.minimum, met, source)
    chart_card(picture, "kompetensi-minimum", told, lambda: shown)
    with sections.no_answer_shown():
        plan = cache.cached(data, minimum_cost_plan.cheapest_plan, year)
        shown.append(asked(books.CLOSED, found=plan))
        the_plan(plan, told)
    if data.dataset.exported:
        sections.missing(str(NotExported("NIP PNS yang masih kurang JP")))
    elif internal:
        shown.append(asked(books.LACKING, found=met))
        lacking = wording.worded(competence_chart.missing_table(met), {"JP": 1, "Kurang (JP)": 1})
        with st.expander("PNS yang masih kurang JP"):
            show.table(lacking, alt="PNS yang kurang JP")


def the_plan(plan: MinimumCostPlan, told: Mapping[str, str]) -> None:
    """The cheapest way to close the gap, folded under its sentence."""
    st.markdown(f"**{show.plain(cost_text.closing_plan(plan))}**")
    if not len(plan.trainings):
        return
    places = cost_chart.plan_table(plan)
    with st.expander("Rencana termurah menutup kekurangan JP"):
        show.table(places, alt="Rencana termurah menutup kekurangan JP", decimals={"JP": 1})
        show.downloads(places, "kompetensi-rencana", told)


@sections.no_answer_shown()
def where_hours_come_from() -> None:
    """The hours of a year by way, form, field, and the office's mix."""
    with filters.row():
        units = filters.units_of_persons(data)
        by_label = {f"Menurut {label}": name for name, label in competence_chart.BREAKDOWNS.items()}
        kind = by_label[filters.one_of("Rincian", list(by_label), "rincian")]
    unit_words = wording.listing(list(units)) or "semua unit"
    about = {"Tahun": str(year or "semua tahun"), "Unit": unit_words, "Sumber": source}
    asked = {"units": units, "year": year, "internal": internal}
    hours = cache.cached(data, sources.sources_of_hours, *asked.values())
    of_hours = partial(books.source, books.SOURCES, data.dataset, hours, about, **asked)
    picture = cache.cached_chart(data, competence_chart.hours, hours, kind, source)
    chart_card(picture, f"kompetensi-{kind}", about, lambda: [of_hours()])
    if hours.unrecognised:
        st.caption(show.plain(f"Bentuk yang tidak dikenali: {wording.listing(list(hours.unrecognised))}."))


@sections.no_answer_shown()
def who_came() -> None:
    """From invitations to completion, and who refused."""
    told = {"Tahun": "semua tahun", "Unit": "semua unit", "Sumber": source}
    came = cache.cached(data, participation.attendance, None if data.dataset.exported else filters.pass_mark())
    sections.sentences(competence_text.participation(came))
    called = partial(people.invitations, data.dataset, came, filters=told)
    picture = cache.cached_chart(data, competence_chart.funnel, came, source)
    chart_card(picture, "kompetensi-undangan", told, lambda: called(table=None))
    groups = competence_chart.GROUPS.items() if came.recorded else ()
    by_group = {f"Menurut {label}": name for name, label in groups if len(getattr(came, name))}
    if came.reasons is not None and len(came.reasons):
        by_group["Menurut alasan"] = "reasons"
    if not by_group:
        return
    group = by_group[filters.one_of("Kelompok", list(by_group), "kelompok")]
    drawing = (competence_chart.reasons, came) if group == "reasons" else (competence_chart.refusals, came, group)
    picture = cache.cached_chart(data, *drawing, source)
    table = None if group == "reasons" else group
    chart_card(picture, f"kompetensi-penolakan-{group}", told, lambda: called(table=table))


@sections.no_answer_shown()
def outreach_section() -> None:
    """Refusals before and after the office talked to its people."""
    events = participation.outreaches(data.dataset)
    name = filters.one_of("Kejadian", list(events), "kejadian")
    change = cache.cached(data, participation.after_outreach, events[name])
    picture = cache.cached_chart(data, competence_chart.outreach, change, name, source)
    reached = partial(people.reached, data.dataset, change, {"Kejadian": name})
    chart_card(picture, "kompetensi-ajakan", {"Kejadian": name}, reached)
    st.caption(competence_text.OUTREACH_CAUTION)


def own_tracks() -> None:
    """Units before and after the first of their people finished a degree or an internship."""
    tracks = sources.own_tracks(data.dataset)
    if not tracks:
        st.caption("Belum ada pendidikan formal atau magang dalam buku pelatihan.")
        return
    with filters.row():
        track = filters.one_of("Bentuk", tracks, "bentuk")
        indicator = filters.an_indicator(cache.panel(data))
    if indicator is None:
        st.caption("Belum ada buku kinerja, jadi sebelum dan sesudahnya belum dapat dibandingkan.")
        return
    compared = cache.cached(data, learning.since_first_person, Training(bentuk=track), indicator)
    st.markdown(show.plain(before_after_text.sentence(compared)))
    if compared.pairs:
        picture = cache.cached_chart(data, before_after_chart.dumbbell, compared, source)
        told = {"Bentuk": track, "Sumber": source}
        since_then = partial(estimates.since_first_person, data.dataset, Training(bentuk=track), compared, told)
        chart_card(picture, "kompetensi-bentuk", told, since_then)
    st.caption(f"Sesudah dihitung sejak orang pertama di unit menyelesaikannya. {before_after_text.CAUTION}")


sections.tabs(
    {
        "Kewajiban 20 JP": the_minimum,
        "Asal jam pelatihan": where_hours_come_from,
        "Kehadiran dan penolakan": who_came,
        "Sesudah ajakan": outreach_section,
        "Pendidikan dan magang": own_tracks,
    }
)
