"""Pelatihan dan kepuasan: the simple regression of an indicator on training — an association, said on the page."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.regression import chart as draw
from analysis.regression import text as regression_text
from analysis.regression.compute import Regression, fit_regression
from analysis.stats import event_controls
from analysis.text import sentences
from data.panel.build import series
from data.vocabulary.events import events_of
from pages.parts import cache, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
training, panel, outcome, without = filters.question(data)
outcome_series = series(panel, outcome.key)
events = event_controls.during(events_of(data.dataset), outcome_series["period"]) if without else ()
told = sentences.without_events(sentences.STEPS, events)
source = f"{told} {show.source(data)}".strip()
chosen = {"Pelatihan": sentences.training(training), "Kejadian lain": told or "tidak dikeluarkan"}


@sections.part
def regressed() -> None:
    """What the regression says for the measure and the lag chosen here."""
    with filters.row():
        exposure = filters.exposure()
        lag = filters.lag(panel["period"].iloc[0])
    result = fit_regression(outcome_series, x=exposure, y=outcome, lag=lag, events=events)
    answer = regression_text.sentence(result)
    show.answer(answer, f"{regression_text.ASSOCIATION} {regression_text.CONFOUNDED} {told}")
    about = {
        "Variabel bebas": exposure.label,
        "Variabel terikat": outcome.label,
        "Pelatihan": sentences.training(training),
        "Jeda": f"{lag} periode",
        "Hasil": answer,
        "Catatan": regression_text.ASSOCIATION,
        "Sumber": source,
    }
    parts = {"Hubungan": association, "Apa yang dibandingkan": compared, "Uji asumsi klasik": assumption_tests}
    if result.refusal is None:
        sections.tabs({title: partial(body, result, about) for title, body in parts.items()})
    else:
        provenance.origin_button(partial(figure_sources, result), "pelatihan-kepuasan")


def figure_sources(result: Regression) -> list[Source]:
    """Where each number of the page comes from."""
    fitted = [] if result.refusal else [estimates.regressed(data.dataset, outcome_series, result, events, chosen)]
    return [*fitted, estimates.exposed(data.dataset, training, outcome, chosen)]


def association(result: Regression, about: Mapping[str, str]) -> None:
    """The slope with its interval, and every point behind it."""
    show.cards(regression_text.cards(result))
    chart_card(draw.scatter(result, source), "pelatihan-kepuasan", about, partial(figure_sources, result))


def compared(result: Regression, _: Mapping[str, str]) -> None:
    """The slope inside units, between units, and in between."""
    show.table(draw.slopes_table(result), alt="Kemiringan menurut yang dibandingkan")
    st.caption(regression_text.other_units(result))


def assumption_tests(result: Regression, about: Mapping[str, str]) -> None:
    """The tests of the assumptions, and the pictures that show them."""
    show.table(draw.checks_table(result), alt="Uji asumsi klasik")
    pictures = {"sisaan": draw.residuals, "daya-ungkit": draw.leverage}
    for place, (stem, picture) in zip(st.columns(2), pictures.items(), strict=True):
        with place:
            chart_card(picture(result, source), stem, about, partial(figure_sources, result), printed=False)


regressed()
show.notes([*panel.attrs["notes"], *outcome_series.attrs["notes"]])
