"""Biaya: what training cost and bought, how the budget was spent, and what closing the gap would cost."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from analysis import cost_summary, office, office_cards, office_sentences, sentences
from analysis.charts import cost as draw
from analysis.cost import at_past_prices, return_on_training
from analysis.provenance import books
from analysis.provenance.origin import Source
from data.problems import NotExported
from data.rules import jp_rule
from pages.parts import cache, filters, provenance, sections, show

data = cache.current()
if data.dataset.exported:
    sections.missing(str(NotExported(cost_summary.LEFT_OUT)))
    st.stop()
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

st.header("Biaya menutup kekurangan JP", anchor=False)
plan = None
with sections.answered():
    plan = cache.remembered(data, office.cheapest_plan, year) if year else None
    found = office_cards.closing(summary, plan)
    if found:
        show.cards(found)
        st.caption("Rentang dari kuartil harga per JP pelatihan yang pernah diikuti; rencananya ada di Kompetensi.")
    else:
        st.caption("Belum dapat dihitung: perlu daftar pegawai serta pelatihan yang mencatat biaya dan JP.")

told = {"Pelatihan": sentences.training(training), "Tahun JP": str(year)}
bought = partial(
    books.source, dataset=data.dataset, filters=told, known=indicator or office.RESULT, training=training, year=year
)


def behind_cost() -> list[Source]:
    """Where what training cost and would cost comes from."""
    cheapest = [books.source(books.CLOSED, data.dataset, plan, told, year=year)] if plan else []
    return [bought(books.SPENT, found=summary), *cheapest]


provenance.ask(behind_cost, "biaya")

st.header("Berapa biayanya bila …", anchor=False)
with filters.row():
    people = filters.number("Banyak PNS yang dibawa ke batas JP", 10, 1000, "orang")
    gain = filters.number("Perbaikan indikator yang diinginkan", 1, 100, "perbaikan")
rule = jp_rule("PNS", year) if year else None
wishes: dict[str, Any] = {"jp": rule.jp if rule else 0.0, "people": people, "gain": gain}
wished = at_past_prices(rule.jp * people, people, summary.costs) if rule else None
if told_wishes := office_sentences.supposed(wished, summary, gain):
    st.markdown("\n".join(f"- {show.plain(one)}" for one in told_wishes))
    provenance.ask(lambda: [bought(books.WISHED, found=books.at_prices(summary, **wishes), **wishes)], "biaya-bila")
else:
    st.caption("Belum dapat dihitung: perlu pelatihan yang mencatat biaya dan JP, dan kinerja unit terlatih.")

st.header("Serapan anggaran", anchor=False)
with sections.answered():
    spent = cache.remembered(data, office.budget)
    sections.section(cache.drawn(data, draw.absorption, spent, source), "biaya-serapan", {"Sumber": source})
    provenance.ask(lambda: [books.source(books.BUDGETED, data.dataset, spent, {})], "biaya-serapan")

st.header("Manfaat terhadap biaya (BCR dan ROI)", anchor=False)
if summary.point is None or summary.point.cost <= 0:
    st.caption("Belum dapat dihitung: perlu biaya pelatihan dan perubahan kinerja unit terlatih.")
    st.stop()
with filters.row():
    value, periods = filters.worth(summary.point.indicator.change_unit)
if value is None:
    st.caption("Hanya dihitung bila kantor menyebut nilai uangnya; aplikasi ini tidak menaksirnya.")
else:
    returned = return_on_training(summary.point, value, periods)
    st.info(show.plain(office_sentences.benefit(returned, value, periods)))
    st.caption(f"Dasarnya: {office_sentences.METHODS[summary.method]}.")
    provenance.ask(lambda: [bought(books.WORTH, found=returned, value=value, periods=periods)], "biaya-manfaat")
