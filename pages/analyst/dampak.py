"""Dampak: what may be said about training and one indicator, for a leader, an analyst and an auditor."""

from __future__ import annotations

import streamlit as st

from analysis import cards, event_controls, evidence, sentences
from analysis.before_after import compare
from analysis.charts import impact as draw
from data.events import events_of
from data.panel import series
from pages.parts import cache, filters, show

data = cache.current()
training, panel, indicator = filters.question(data)

without = filters.without_events()
found = cache.remembered(data, evidence.weigh_training, training, indicator, without)
verdict = found.verdict
show.verdict(verdict)
if not verdict.estimates:
    st.stop()

source = show.source(data)
events = event_controls.during(events_of(data.dataset), panel["period"]) if without else ()
caption = f"{verdict.basis} {event_controls.said(event_controls.LEFT_OUT, events)} {source}"
show.cards(cards.impact(verdict))
if not found.course.empty:
    show.chart(draw.course(found.course, indicator, caption))
st.subheader("Pemeriksaan", anchor=False)
show.checks(verdict.checks)
show.chart(draw.event_study(verdict.estimates[0], indicator, caption))
raw = compare(series(panel, indicator.key), indicator)
forest = draw.forest(verdict.estimates, raw, indicator, caption)
show.chart(forest)
show.downloads(
    forest.data,
    "dampak",
    {
        "Indikator": indicator.label,
        "Pelatihan": sentences.training(training),
        "Putusan": verdict.sentence,
        "Dasar": verdict.basis,
        "Tingkat bukti": verdict.level.words,
        "Sumber": source,
    },
)
fields = st.expander("Menurut bidang pelatihan", on_change="rerun", key="per_bidang")
if fields.open:
    with fields:
        apart = cache.remembered(data, evidence.weigh_fields, indicator)
        show.table(draw.fields_table(apart), alt="Putusan menurut bidang pelatihan")
        st.caption(
            "Tiap bidang dihitung sendiri; karena beberapa pertanyaan diajukan pada data yang sama, "
            "tiap putusan memakai koreksi Holm."
        )
show.notes([*verdict.notes, *panel.attrs["notes"]])
