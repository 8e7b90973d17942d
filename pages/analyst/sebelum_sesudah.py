"""Sebelum dan sesudah: every unit before and after its own training, for whoever asks "did it change?"."""

import streamlit as st

from analysis.before_after import chart as draw
from analysis.before_after import text as before_after_text
from analysis.before_after.compute import compare
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.stats import event_controls
from analysis.text import sentences, wording
from data.panel.build import series
from data.vocabulary.events import events_of
from pages.parts import cache, filters, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
training, panel, indicator, without = filters.question(data)
indicator_series = series(panel, indicator.key)
with filters.row():
    units = filters.units(indicator_series)
    window = filters.window(panel["period"].iloc[0])
events = events_of(data.dataset)
apart = event_controls.during(events, indicator_series["period"]) if without else ()
told = sentences.without_events(sentences.PAIRS, apart)

same = event_controls.same_circumstances(indicator_series, apart)
result = compare(same, indicator, window=window, units=units)
chosen = indicator_series if units is None else indicator_series[indicator_series["unit"].isin(units)]
cautions = [before_after_text.CAUTION, before_after_text.set_aside(result), told]
show.answer(before_after_text.sentence(result), " ".join(filter(None, cautions)))

about = {"Pelatihan": sentences.training(training), "Kejadian lain": told or "tidak dikeluarkan"}
told_along = {
    "Indikator": indicator.label,
    "Pelatihan": sentences.training(training),
    "Unit": wording.listing(list(units)) if units else "semua unit",
    "Catatan": before_after_text.CAUTION,
    "Sumber": show.source(data),
}


def figure_sources() -> list[Source]:
    """Where each number of the page comes from."""
    compared = [estimates.compared(data.dataset, same, result, about)] if result.pairs else []
    followed = [] if indicator_series.empty else [estimates.followed(data.dataset, chosen, indicator, about)]
    return [*compared, *followed]


def side_by_side() -> None:
    """Every unit before and after, and which units are not compared."""
    if result.pairs:
        show.cards(before_after_text.cards(result))
        picture = draw.dumbbell(result, f"{told} {show.source(data)}".strip())
        about_result = {**told_along, "Hasil": before_after_text.sentence(result)}
        chart_card(picture, "sebelum-sesudah", about_result, figure_sources, picks="unit")
    if result.excluded:
        with st.expander(f"{wording.count(len(result.excluded))} unit tidak ikut dibandingkan"):
            show.table(draw.excluded_table(result), alt="Unit yang tidak ikut dibandingkan dan sebabnya")


def month_by_month() -> None:
    """Every unit over time."""
    picture = draw.over_time(chosen, indicator, show.source(data), events)
    chart_card(picture, "perjalanan-unit", told_along, figure_sources, picks="unit")


parts = {"Tiap unit": side_by_side}
sections.tabs(parts if indicator_series.empty else {**parts, "Dari waktu ke waktu": month_by_month})
show.notes([*panel.attrs["notes"], *indicator_series.attrs["notes"]])
