"""Pelatihan dan kepuasan: the simple regression of an indicator on training — an association, said on the page."""

from __future__ import annotations

import streamlit as st

from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.regression import chart as draw
from analysis.regression import text as regression_text
from analysis.regression.compute import fit_regression
from analysis.stats import event_controls
from analysis.text import sentences
from data.panel.build import series
from data.vocabulary.events import events_of
from pages.parts import cache, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
training, panel, outcome, without = filters.question(data)
with filters.row():
    exposure = filters.exposure()
    lag = filters.lag(panel["period"].iloc[0])

one = series(panel, outcome.key)
events = event_controls.during(events_of(data.dataset), one["period"]) if without else ()
result = fit_regression(one, x=exposure, y=outcome, lag=lag, events=events)
told = sentences.without_events(sentences.STEPS, events)
show.answer(regression_text.sentence(result), f"{regression_text.ASSOCIATION} {regression_text.CONFOUNDED} {told}")
source = f"{told} {show.source(data)}".strip()

chosen = {"Pelatihan": sentences.training(training), "Kejadian lain": told or "tidak dikeluarkan"}


def behind() -> list[Source]:
    """Where each number of the page comes from."""
    fitted = [] if result.refusal else [estimates.regressed(data.dataset, one, result, events, chosen)]
    return [*fitted, estimates.exposed(data.dataset, training, outcome, chosen)]


about = {
    "Variabel bebas": exposure.label,
    "Variabel terikat": outcome.label,
    "Pelatihan": sentences.training(training),
    "Jeda": f"{lag} periode",
    "Hasil": regression_text.sentence(result),
    "Catatan": regression_text.ASSOCIATION,
    "Sumber": source,
}


def association() -> None:
    """The slope with its interval, and every point behind it."""
    show.cards(regression_text.cards(result))
    chart_card(draw.scatter(result, source), "pelatihan-kepuasan", about, behind)


def compared() -> None:
    """The slope inside units, between units, and in between."""
    show.table(draw.slopes_table(result), alt="Kemiringan menurut yang dibandingkan")
    st.caption(regression_text.other_units(result))


def assumptions() -> None:
    """The tests of the assumptions, and the pictures that show them."""
    show.table(draw.checks_table(result), alt="Uji asumsi klasik")
    chart_card(draw.residuals(result, source), "sisaan", about, behind, printed=False)
    chart_card(draw.leverage(result, source), "daya-ungkit", about, behind, printed=False)


if result.refusal is None:
    sections.tabs({"Hubungan": association, "Apa yang dibandingkan": compared, "Uji asumsi klasik": assumptions})
else:
    provenance.ask(behind, "pelatihan-kepuasan")
show.notes([*panel.attrs["notes"], *one.attrs["notes"]])
