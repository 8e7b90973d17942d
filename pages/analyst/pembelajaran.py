"""Pembelajaran dan motivasi: what training did to its participants, level by level, and to the units they lead."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.before_after import chart as before_after_chart
from analysis.before_after import text as before_after_text
from analysis.learning import chart as draw
from analysis.learning import compute as learning
from analysis.learning import text as learning_text
from analysis.provenance import estimates, people
from analysis.text import sentences, wording
from data.panel.exposure import trainings_held
from data.problems import NoAnswer
from pages.parts import cache, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
with filters.row():
    training = filters.training(data)
    units = tuple(filters.units(data.dataset.pelatihan.dropna(subset=["unit"])) or ())
try:
    result = cache.cached(data, learning.learned, units, training)
except NoAnswer as none:
    sections.missing(str(none))
    st.stop()

source = show.source(data)
about = {
    "Pelatihan": sentences.training(training),
    "Unit": wording.listing(list(units)) or "semua unit",
    "Sumber": source,
}
held = trainings_held(data.dataset, units, None, training)
behind = partial(people.learnt, data.dataset, result, held, about)
sections.sentences(learning_text.sentences(result))
found = learning_text.cards(result)
if found:
    show.cards(found)
st.header("Empat tingkat evaluasi (Kirkpatrick)", anchor=False)
show.table(draw.levels_table(result.levels), alt="Empat tingkat evaluasi dan datanya")
st.caption("Tingkat 4 (hasil) ada di halaman Sebelum–sesudah dan Dampak.")

if len(result.by_training):
    chart_card(cache.cached_chart(data, draw.scores, result, source), "pembelajaran-nilai", about, behind)
answers = [one for one in (result.scores, result.behaviour, result.motivation, result.confidence) if one]
if answers:
    st.subheader("Sebelum dan sesudah pada orang yang sama", anchor=False)
    table = draw.answers_table(answers)
    show.table(wording.worded(table, dict.fromkeys(table.columns[3:], 2)), alt="Jawaban sebelum dan sesudah pelatihan")
    show.downloads(table, "pembelajaran-jawaban", about)
if not ((result.motivation and result.confidence) or result.exported):
    sections.missing(
        "Motivasi dan percaya diri belum lengkap datanya: isi lembar evaluasi (sebelum, sesudah, 3 dan 6 bulan)."
    )
if not result.exported:
    if not len(result.by_training):
        provenance.ask(behind, "pembelajaran")
    sections.template("Templat buku kantor, termasuk lembar evaluasi; sesudah diisi, unggah kembali apa adanya.")

st.header("Pelatihan kepemimpinan dan unit yang dipimpin", anchor=False)
led, indicator = learning.leadership(data.dataset), filters.an_indicator(cache.panel(data))
if led is None or indicator is None:
    st.caption("Belum ada pelatihan kepemimpinan beserta angka kinerja unitnya.")
    st.stop()
leaders = cache.cached(data, learning.learned, (), led)
if leaders.confidence:
    show.cards(learning_text.measures([leaders.confidence]))
    about_leaders = {"Pelatihan": sentences.training(led)}
    theirs = trainings_held(data.dataset, (), None, led)
    provenance.ask(lambda: people.learnt(data.dataset, leaders, theirs, about_leaders), "pembelajaran-pemimpin")
elif not leaders.exported:
    st.caption("Percaya diri mengambil keputusan sebelum dan sesudah pelatihan kepemimpinan belum tercatat.")
compared = cache.cached(data, learning.since_first_person, led, indicator)
st.markdown(show.plain(before_after_text.sentence(compared)))
if compared.pairs:
    told = {"Pelatihan": sentences.training(led), "Sumber": source}
    picture = cache.cached_chart(data, before_after_chart.dumbbell, compared, source)
    asked = partial(estimates.since_first_person, data.dataset, led, compared, told)
    chart_card(picture, "pembelajaran-kepemimpinan", told, asked)
st.caption(f"Sesudah dihitung sejak orang pertama di unit menyelesaikannya. {before_after_text.CAUTION}")
