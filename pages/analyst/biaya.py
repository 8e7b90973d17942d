"""Biaya: what training cost and bought, how the budget was spent, and what closing the gap would cost."""

from __future__ import annotations

import streamlit as st

from analysis import cost_summary, office, office_cards, office_sentences, sentences
from analysis.charts import cost as draw
from analysis.cost import at_past_prices, return_on_training
from analysis.origins import money
from data.rules import jp_rule
from pages.parts import cache, filters, origins, sections, show

data = cache.current()
with filters.row():
    training = filters.training(data)
    indicator = filters.an_indicator(cache.panel(data))
year = filters.year(office.training_years(data.dataset))
source = show.source(data)

st.header("Alasan anggaran dalam satu halaman", anchor=False)
summary = cache.remembered(data, cost_summary.summarise_cost, indicator or office.RESULT, training, year)
sections.sentences(office_sentences.cost(summary))
if summary.costs.n:
    about = {"Pelatihan": sentences.training(training), "Tahun JP": str(year), "Sumber": source}
    show.cards(office_cards.cost(summary))
    sections.section(cache.drawn(data, draw.trainings, summary.costs, source), "biaya-pelatihan", about)
else:
    sections.missing("Isi kolom biaya di buku pelatihan agar biaya per peserta dan per JP terbaca.")
told = {"Pelatihan": sentences.training(training)}
origins.ask(lambda: money.spent(data.dataset, training, summary, told), "biaya")

st.header("Biaya menutup kekurangan JP", anchor=False)
with sections.answered():
    plan = cache.remembered(data, office.cheapest_plan, year) if year else None
    found = office_cards.closing(summary, plan)
    if found:
        show.cards(found)
        st.caption("Rentang dari kuartil harga per JP pelatihan yang pernah diikuti; rencananya ada di Kompetensi.")
    else:
        st.caption("Belum dapat dihitung: perlu daftar pegawai serta pelatihan yang mencatat biaya dan JP.")

st.header("Berapa biayanya bila …", anchor=False)
with filters.row():
    people = filters.number("Banyak PNS yang dibawa ke batas JP", 10, 1000, "orang")
    gain = filters.number("Perbaikan indikator yang diinginkan", 1, 100, "perbaikan")
rule = jp_rule("PNS", year) if year else None
wished = at_past_prices(rule.jp * people, people, summary.costs) if rule else None
if wished:
    st.markdown(f"- {show.plain(office_sentences.people_to_minimum(wished))}")
if summary.point:
    priced = office_sentences.improvement(summary.point, gain, summary.point.n_units)
    st.markdown(f"- {show.plain(f'{priced} Dasarnya: {office_sentences.METHODS[summary.method]}.')}")
if not (wished or summary.point):
    st.caption("Belum dapat dihitung: perlu pelatihan yang mencatat biaya dan JP, dan kinerja unit terlatih.")

st.header("Serapan anggaran", anchor=False)
with sections.answered():
    spent = cache.remembered(data, office.budget)
    sections.section(cache.drawn(data, draw.absorption, spent, source), "biaya-serapan", {"Sumber": source})
    origins.ask(lambda: money.budget(data.dataset.anggaran, spent), "biaya-serapan")

st.header("Manfaat terhadap biaya (BCR dan ROI)", anchor=False)
if summary.point is None or summary.point.cost <= 0:
    st.caption("Belum dapat dihitung: perlu biaya pelatihan dan perubahan kinerja unit terlatih.")
    st.stop()
with filters.row():
    value, periods = filters.worth(summary.point.indicator.change_unit)
if value is None:
    st.caption("Hanya dihitung bila kantor menyebut nilai uangnya; aplikasi ini tidak menaksirnya.")
else:
    st.info(show.plain(office_sentences.benefit(return_on_training(summary.point, value, periods), value, periods)))
    st.caption(f"Dasarnya: {office_sentences.METHODS[summary.method]}.")
