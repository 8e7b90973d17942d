"""Ringkasan: the answer in one sentence, three to five numbers and one picture, readable in ten seconds."""

from __future__ import annotations

import streamlit as st

from analysis import overview as analysis_overview
from analysis.before_after import chart as before_after_chart
from analysis.before_after import text as before_after_text
from analysis.competence import text as competence_text
from analysis.impact import chart as impact_chart
from analysis.provenance.origin import Source
from analysis.provenance.overview import overview
from analysis.targets import compute as targets_compute
from analysis.targets import text as targets_text
from pages.parts import cache, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
found = cache.cached(data, analysis_overview.summarise)
targets = cache.cached(data, targets_compute.targets, None)
if found.evidence is None:
    show.nothing_yet()
    st.stop()

show.verdict(found.evidence.verdict)
trained = [competence_text.card(found.compliance)] if found.compliance else []
show.cards([*map(before_after_text.outcome, found.comparisons), *trained])
st.caption(f"Kartu: rata-rata unit sesudah dibandingkan dengan sebelum pelatihan. {before_after_text.CAUTION}")


def behind() -> list[Source]:
    """Where each number of the page comes from."""
    return overview(data.dataset, cache.panel(data), found, targets)


headline, source = found.comparisons[0], show.source(data)
verdict, about = found.evidence.verdict, {"Sumber": source}
if verdict.design is not None:
    caption = f"{verdict.basis} {source}"
    picture = cache.cached_chart(data, impact_chart.by_calendar, verdict, verdict.design, caption)
    chart_card(picture, "ringkasan", about, behind)
elif headline.pairs:
    chart_card(cache.cached_chart(data, before_after_chart.dumbbell, headline, source), "ringkasan", about, behind)
else:
    provenance.ask(behind, "ringkasan")
if targets:
    st.markdown(show.plain(targets_text.sentence(targets)))
    st.caption(f"Menurut capaian: {targets_text.scale()}.")
sections.onward()
