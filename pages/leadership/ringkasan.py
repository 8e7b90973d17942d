"""Ringkasan: the answer in one sentence, three to five numbers and one picture, readable in ten seconds."""

from __future__ import annotations

import streamlit as st

from analysis import cards, office, office_sentences, sentences, summary
from analysis.charts import before_after, impact
from analysis.provenance.overview import overview
from pages.parts import cache, provenance, sections, show

data = cache.current()
found = cache.remembered(data, summary.summarise)
if found.evidence is None:
    show.nothing_yet()
    st.stop()

show.verdict(found.evidence.verdict)
trained = [cards.compliance(found.compliance)] if found.compliance else []
show.cards([*map(cards.outcome, found.comparisons), *trained])
st.caption(f"Kartu: rata-rata unit sesudah dibanding sebelum pelatihan. {sentences.CAUTION}")

headline, source = found.comparisons[0], show.source(data)
if not found.evidence.course.empty:
    verdict = found.evidence.verdict
    show.chart(cache.drawn(data, impact.course, found.evidence.course, verdict, f"{verdict.basis} {source}"))
elif headline.pairs:
    show.chart(cache.drawn(data, before_after.dumbbell, headline, source))
targets = cache.remembered(data, office.targets, None)
if targets:
    st.markdown(show.plain(office_sentences.targets(targets)))
    st.caption(office_sentences.FALSE_ALARM)
provenance.ask(lambda: overview(data.dataset, cache.panel(data), found, targets), "ringkasan")
sections.onward()
