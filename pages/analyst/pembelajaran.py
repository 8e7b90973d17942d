"""Pembelajaran dan motivasi: what training did to its participants, level by level, and to the units they lead."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from analysis.before_after import chart as before_after_chart
from analysis.before_after import text as before_after_text
from analysis.learning import chart as draw
from analysis.learning import compute as learning
from analysis.learning import text as learning_text
from analysis.provenance import estimates, people
from analysis.text import sentences, wording
from data.panel.exposure import Training, trainings_held
from data.problems import NoAnswer
from pages.parts import cache, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
with filters.row():
    training = filters.training(data)
    units = filters.units_of_persons(data)
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
figure_sources = partial(people.learnt, data.dataset, result, held, about)
sections.sentences(learning_text.sentences(result))


def four_levels() -> None:
    """The four levels of evaluation, and what the books hold of each."""
    if found := learning_text.cards(result):
        show.cards(found)
    show.table(draw.levels_table(result.levels), alt="Empat tingkat evaluasi (Kirkpatrick) dan datanya")
    st.caption("Tingkat 4 (hasil) ada di halaman Sebelum dan sesudah dan Dampak.")
    if not result.exported:
        provenance.origin_button(figure_sources, "pembelajaran")
        sections.template("Templat buku kantor, termasuk lembar evaluasi; sesudah diisi, unggah kembali apa adanya.")


def same_people() -> None:
    """Scores and answers of the same people before and after."""
    if len(result.by_training):
        chart_card(
            cache.cached_chart(data, draw.scores, result, source),
            "pembelajaran-nilai",
            about,
            figure_sources,
            picks="pelatihan",
        )
    answers = [one for one in (result.scores, result.behaviour, result.motivation, result.confidence) if one]
    if answers:
        table = draw.answers_table(answers)
        decimals = dict.fromkeys(table.columns[3:], 2)
        show.table(table, alt="Jawaban sebelum dan sesudah pelatihan", decimals=decimals)
        show.downloads(table, "pembelajaran-jawaban", about)
    if not ((result.motivation and result.confidence) or result.exported):
        sections.missing(
            "Motivasi dan percaya diri belum lengkap datanya: isi lembar evaluasi (sebelum, sesudah, 3 dan 6 bulan)."
        )


def leadership() -> None:
    """What leadership training did to its participants and to the units they lead."""
    led, indicator = learning.leadership(data.dataset), filters.an_indicator(cache.panel(data))
    if led is None or indicator is None:
        st.caption("Belum ada pelatihan kepemimpinan beserta angka kinerja unitnya.")
        return
    told = {"Pelatihan": sentences.training(led), "Sumber": source}
    confidence(led, told)
    compared = cache.cached(data, learning.since_first_person, led, indicator)
    st.markdown(show.plain(before_after_text.sentence(compared)))
    if compared.pairs:
        picture = cache.cached_chart(data, before_after_chart.dumbbell, compared, source)
        asked = partial(estimates.since_first_person, data.dataset, led, compared, told)
        chart_card(picture, "pembelajaran-kepemimpinan", told, asked)
    st.caption(f"Sesudah dihitung sejak orang pertama di unit menyelesaikannya. {before_after_text.CAUTION}")


def confidence(led: Training, told: Mapping[str, str]) -> None:
    """Participants' confidence in deciding, before and after."""
    leaders = cache.cached(data, learning.learned, (), led)
    if leaders.confidence:
        show.cards(learning_text.measures([leaders.confidence]))
        theirs = trainings_held(data.dataset, (), None, led)
        provenance.origin_button(lambda: people.learnt(data.dataset, leaders, theirs, told), "pembelajaran-pemimpin")
    elif not leaders.exported:
        st.caption("Percaya diri mengambil keputusan sebelum dan sesudah pelatihan kepemimpinan belum tercatat.")


sections.tabs({"Empat tingkat": four_levels, "Orang yang sama": same_people, "Kepemimpinan": leadership})
