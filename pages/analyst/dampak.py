"""Dampak: what may be said about training and one indicator; one sentence, one chart, and a part for each question."""

from functools import partial

import streamlit as st

from analysis.impact import chart as draw
from analysis.impact import evidence
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.stats import event_controls
from analysis.text import sentences
from data.panel.build import outcomes_in, series
from data.vocabulary.events import events_of
from pages.parts import cache, filters, impact, lot, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
training, panel, indicator, without = filters.question(data)
events = event_controls.during(events_of(data.dataset), panel["period"]) if without else ()
source = f"{sentences.without_events(sentences.LEFT_OUT, events)} {show.source(data)}".strip()
asked = training, indicator, without
planned = partial(lot.plan, data, series(panel, indicator.key), *asked)

answer = cache.cached(data, evidence.assess_training, *asked, None, False)
show.verdict(answer.verdict)
told = {"Pelatihan": sentences.training(training), "Dasar": answer.verdict.basis}
if not answer.verdict.estimates:
    sections.tabs({"Rencana undian": planned})
    provenance.origin_button(
        lambda: estimates.judged(data.dataset, answer, training, told, without, None, False), "dampak"
    )
    st.stop()

impact_report = cache.cached(data, evidence.dossier, *asked)
verdict = impact_report.evidence.verdict
ways = impact.splits(training, indicator, outcomes_in(panel), without)
about = {"Indikator": indicator.label, "Pelatihan": sentences.training(training), "Sumber": source}


def figure_sources() -> list[Source]:
    """Where each number of the page comes from."""
    split = impact.split_sources(data, ways, told)
    return [*estimates.judged(data.dataset, impact_report.evidence, training, told, without), *split]


picture = cache.cached_chart(data, draw.event_study, verdict, source)
chart_card(picture, "dampak-peristiwa", about, figure_sources)
sections.tabs(
    {
        "Apakah nyata?": partial(impact.is_it_real, verdict),
        "Bandingkan pelatihan": partial(impact.compared_trainings, data, ways, about, figure_sources),
        "Menurut unit": partial(impact.trained_units, data, impact_report, ways, about, figure_sources),
        "Cara lain": partial(impact.other_ways, data, impact_report, ways, about, figure_sources),
        "Gelombang dan dosis": partial(impact.waves_and_dose, impact_report),
        "Rencana undian": planned,
        "Unduh": partial(impact.files, data, impact_report, ways, about),
    }
)
show.notes([*verdict.notes, *panel.attrs["notes"]])
