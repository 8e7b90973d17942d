"""Dampak: what may be said about training and one indicator, for a leader, an analyst and an auditor."""

from __future__ import annotations

import streamlit as st

from analysis.impact import evidence
from analysis.overview import outcomes_in
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.stats import event_controls
from analysis.text import sentences
from data.panel.build import series
from data.vocabulary.events import events_of
from pages.parts import cache, filters, impact, lot, provenance, show

data = cache.current()
training, panel, indicator = filters.question(data)
with filters.row():
    depth = filters.depth()
    without = filters.without_events()
answer, planner = st.container(), st.container()
with planner:
    plan = lot.planned(series(panel, indicator.key))
events = event_controls.during(events_of(data.dataset), panel["period"]) if without else ()
source = f"{event_controls.said(event_controls.LEFT_OUT, events)} {show.source(data)}".strip()
about = {"Indikator": indicator.label, "Pelatihan": sentences.training(training), "Sumber": source}


def behind() -> list[Source]:
    """Where each number of the page comes from, as deep as it is looked at."""
    weighed = cache.cached(data, evidence.dossier, training, indicator, without, plan).evidence if deep else headline
    told = {"Pelatihan": sentences.training(training), "Dasar": weighed.verdict.basis}
    split = impact.split_sources(data, ways, told) if deep else []
    return [*estimates.judged(data.dataset, weighed, training, told, without, plan, deep), *split]


headline = cache.cached(data, evidence.assess_training, training, indicator, without, plan, False)
deep = depth != filters.LEADER and bool(headline.verdict.estimates)
ways = impact.splits(training, indicator, outcomes_in(panel), without)
with answer:
    impact.headline(data, headline, about, behind)
    if headline.course.empty:
        provenance.ask(behind, "dampak")
    if deep:
        found = cache.cached(data, evidence.dossier, training, indicator, without, plan)
        if depth == filters.ANALYST:
            impact.analysis(data, found, ways, about, behind)
        else:
            impact.audit(found)
        impact.files(data, found, ways, about)
        show.notes([*found.evidence.verdict.notes, *panel.attrs["notes"]])
