"""Biaya: what training cost and bought, how the budget was spent, and what closing the gap would cost."""

from __future__ import annotations

import streamlit as st

from analysis import cost_summary, office, office_cards, office_sentences, sentences, wording
from analysis.charts import cost as draw
from analysis.cost import at_past_prices, return_on_training
from analysis.cost_summary import CostSummary
from analysis.origins import money, office_parts
from analysis.origins.origin import MAIN, Groups
from analysis.origins.shown import groups
from data.problems import NotExported
from data.rules import jp_rule
from pages.parts import cache, filters, origins, sections, show

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


def behind_cost() -> Groups:
    """Where what training cost and would cost comes from."""
    part = office_parts.spent(data.dataset, indicator or office.RESULT, training, year, summary, plan, told)
    return {MAIN: lambda: money.spent(data.dataset, training, summary, told), **groups(part)}


origins.ask(behind_cost, "biaya")

st.header("Berapa biayanya bila …", anchor=False)
with filters.row():
    people = filters.number("Banyak PNS yang dibawa ke batas JP", 10, 1000, "orang")
    gain = filters.number("Perbaikan indikator yang diinginkan", 1, 100, "perbaikan")
rule = jp_rule("PNS", year) if year else None


def supposed(found: CostSummary) -> list[str]:
    """What the wished-for would cost at the prices of a summary."""
    wished = at_past_prices(rule.jp * people, people, found.costs) if rule else None
    return office_sentences.supposed(wished, found, gain)


if told_wishes := supposed(summary):
    st.markdown("\n".join(f"- {show.plain(one)}" for one in told_wishes))
    wish = {**told, "PNS": wording.count(people), "Perbaikan": wording.count(gain)}
    wishes = office_parts.supposed(data.dataset, indicator or office.RESULT, training, year, summary, supposed, wish)
    origins.ask(lambda: groups(wishes), "biaya-bila")
else:
    st.caption("Belum dapat dihitung: perlu pelatihan yang mencatat biaya dan JP, dan kinerja unit terlatih.")

st.header("Serapan anggaran", anchor=False)
with sections.answered():
    spent = cache.remembered(data, office.budget)
    sections.section(cache.drawn(data, draw.absorption, spent, source), "biaya-serapan", {"Sumber": source})
    money_spent = office_parts.budget(data.dataset, spent, {})
    origins.ask(
        lambda: {MAIN: lambda: money.budget(data.dataset.anggaran, spent), **groups(money_spent)}, "biaya-serapan"
    )

st.header("Manfaat terhadap biaya (BCR dan ROI)", anchor=False)
if summary.point is None or summary.point.cost <= 0:
    st.caption("Belum dapat dihitung: perlu biaya pelatihan dan perubahan kinerja unit terlatih.")
    st.stop()
with filters.row():
    value, periods = filters.worth(summary.point.indicator.change_unit)
if value is None:
    st.caption("Hanya dihitung bila kantor menyebut nilai uangnya; aplikasi ini tidak menaksirnya.")
else:

    def worth(found: CostSummary, value: float = value) -> list[str]:
        """What the effect is worth, at the office's own value of it."""
        assert found.point is not None
        return [office_sentences.benefit(return_on_training(found.point, value, periods), value, periods)]

    st.info(show.plain(worth(summary)[0]))
    st.caption(f"Dasarnya: {office_sentences.METHODS[summary.method]}.")
    stated = {**told, "Nilai satuan perbaikan": office_sentences.rupiah(value), "Periode": wording.count(periods)}
    valued = office_parts.supposed(data.dataset, indicator or office.RESULT, training, year, summary, worth, stated)
    origins.ask(lambda: groups(valued), "biaya-manfaat")
