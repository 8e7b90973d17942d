"""Antarkecamatan: the effect of training and the 20 JP of each kecamatan, without a ranking."""

from functools import partial

import streamlit as st

from analysis.city import chart, compute, text
from analysis.competence.compliance import hours, training_years
from analysis.impact.estimators import ImpactError
from analysis.provenance import books, monitored
from analysis.text import sentences
from data.panel.build import series
from pages.parts import cache, filters, sections, show
from pages.parts.chart_card import chart_card

data = sections.several_kecamatan()
source = show.source(data)
impact, trained = st.tabs(["Dampak", "Pengembangan kompetensi"])
with impact:
    training, panel, outcome, _ = filters.question(data)
    rows = series(panel, outcome.key)
    about = {"Indikator": outcome.label, "Pelatihan": sentences.training(training), "Sumber": source}
    try:
        kecamatan_effects = compute.effects(rows, outcome)
    except ImpactError as none:
        sections.missing(str(none))
    else:
        st.info(show.plain(text.effects_sentence(kecamatan_effects)), icon=":material/lightbulb:")
        if kecamatan_effects.effects:
            figure_sources = partial(monitored.of_effects, data.dataset, rows, kecamatan_effects, about)
            chart_card(chart.effects(kecamatan_effects, source), "dampak-kecamatan", about, lambda: [figure_sources()])
with trained, sections.no_answer_shown():
    year = filters.year(training_years(data.dataset))
    reached = cache.cached(data, compute.competence, year) if year else None
    if reached is None:
        sections.missing(text.FEW)
    else:
        st.info(show.plain(text.levels_sentence(reached)), icon=":material/lightbulb:")
        status = cache.cached(data, hours, year)
        told = partial(books.source, books.HOURS, data.dataset, status, {"Tahun": str(year)}, year=year)
        chart_card(chart.funnel(reached, source), "jp-kecamatan", {"Sumber": source}, lambda: [told()])
