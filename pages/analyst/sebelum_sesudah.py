"""Sebelum–sesudah: every unit before and after its own training, for whoever asks "did it change?"."""

from __future__ import annotations

import streamlit as st

from analysis import cards, event_controls, sentences, wording
from analysis.before_after import compare
from analysis.charts import before_after as draw
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from data.events import events_of
from data.panel import series
from pages.parts import cache, filters, provenance, show

data = cache.current()
training, panel, indicator = filters.question(data)
one = series(panel, indicator.key)
with filters.row():
    units = filters.units(one)
    window = filters.window()
events = events_of(data.dataset)
apart = event_controls.during(events, one["period"]) if filters.without_events() else ()
told = event_controls.said(event_controls.PAIRS, apart)

same = event_controls.same_circumstances(one, apart)
result = compare(same, indicator, window=window, units=units)
show.answer(sentences.before_after(result), f"{sentences.CAUTION} {told}")

if result.pairs:
    show.cards(cards.before_after(result))
    picture = draw.dumbbell(result, f"{told} {show.source(data)}".strip())
    show.chart(picture)
    show.downloads(
        picture.data,
        "sebelum-sesudah",
        {
            "Indikator": indicator.label,
            "Pelatihan": sentences.training(training),
            "Unit": wording.listing(list(units)) if units else "semua unit",
            "Hasil": sentences.before_after(result),
            "Catatan": sentences.CAUTION,
            "Sumber": show.source(data),
        },
    )
if result.excluded:
    st.markdown(f"**{wording.count(len(result.excluded))} unit tidak ikut dibandingkan**")
    show.table(draw.excluded_table(result), alt="Unit yang tidak ikut dibandingkan dan sebabnya")
if not one.empty:
    chosen = one if units is None else one[one["unit"].isin(units)]
    show.chart(draw.over_time(chosen, indicator, show.source(data), events))
about = {"Pelatihan": sentences.training(training), "Kejadian lain": told or "tidak dikeluarkan"}


def behind() -> list[Source]:
    """Where each number of the page comes from."""
    compared = [estimates.compared(data.dataset, same, result, about)] if result.pairs else []
    followed = [] if one.empty else [estimates.followed(data.dataset, chosen, indicator, about)]
    return [*compared, *followed]


provenance.ask(behind, "sebelum-sesudah")
show.notes([*panel.attrs["notes"], *one.attrs["notes"]])
