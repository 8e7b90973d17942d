"""Ringkasan: the answer in one sentence, three to five numbers and one picture, readable in ten seconds."""

from __future__ import annotations

import streamlit as st

from analysis import cards, sentences, summary
from analysis.charts import before_after as draw
from pages.parts import cache, show

data = cache.current()
answer = cache.remembered(data, summary.summarise)
if not answer.comparisons:
    show.nothing_yet()
    st.stop()

headline = answer.comparisons[0]
st.markdown(f"#### {show.plain(sentences.before_after(headline))}")
st.caption(sentences.CAUTION)
trained = [cards.compliance(answer.compliance)] if answer.compliance else []
show.cards([*map(cards.outcome, answer.comparisons), *trained])
if headline.pairs:
    show.chart(draw.dumbbell(headline, show.source(data)))
