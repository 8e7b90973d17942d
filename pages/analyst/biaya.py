"""Biaya: what training cost and bought, how the budget was spent, and what closing the gap would cost."""

from functools import partial
from typing import Any

import streamlit as st

from analysis.competence import compliance
from analysis.cost import chart as draw
from analysis.cost import compute as cost
from analysis.cost import minimum_cost_plan
from analysis.cost import summary as cost_summary
from analysis.cost import text as cost_text
from analysis.cost.compute import at_past_prices, return_on_training
from analysis.provenance import books
from analysis.provenance.origin import Source
from analysis.text import sentences
from data.problems import NotExported
from data.vocabulary.indicators import IKM
from data.vocabulary.regulations import jp_rule
from pages.parts import cache, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

data = cache.current()
if data.dataset.exported:
    sections.missing(str(NotExported(cost_summary.LEFT_OUT)))
    st.stop()
source = show.source(data)
with filters.row(3):
    training = filters.training(data)
    indicator = filters.an_indicator(cache.panel(data))
    year = filters.year(compliance.training_years(data.dataset))
outcome = indicator or IKM
summary = cache.cached(data, cost_summary.summarise_cost, outcome, training, year)
told = {"Pelatihan": sentences.training(training), "Tahun JP": str(year)}
bought = partial(books.source, dataset=data.dataset, filters=told, known=outcome, training=training, year=year)
sections.sentences(cost_text.sentences(summary))


def spent() -> list[Source]:
    """Where what training cost and bought comes from."""
    return [bought(books.SPENT, found=summary)]


def what_it_cost() -> None:
    """What each training cost and what a point of improvement cost."""
    if not summary.costs.n:
        sections.missing("Isi kolom biaya di buku pelatihan agar biaya per peserta dan per JP terbaca.")
        return
    show.cards(cost_text.cards(summary))
    picture = cache.cached_chart(data, draw.trainings, summary.costs, source)
    chart_card(picture, "biaya-pelatihan", {**told, "Sumber": source}, spent, picks="pelatihan")


@sections.no_answer_shown()
def closing_the_gap() -> None:
    """What it would cost to bring everybody to the year's minimum."""
    plan = cache.cached(data, minimum_cost_plan.cheapest_plan, year) if year else None
    found = cost_text.closing(summary, plan)
    if not found:
        st.caption("Belum dapat dihitung: perlu daftar pegawai serta pelatihan yang mencatat biaya dan JP.")
        return
    show.cards(found)
    closed = partial(books.source, books.CLOSED, data.dataset, plan, told, year=year)
    provenance.origin_button(lambda: [closed()], "biaya-kekurangan")
    st.caption(
        "Rentang dari kuartil harga per JP pelatihan yang pernah diikuti; rencananya ada di Pengembangan kompetensi."
    )


def what_if() -> None:
    """What so many people, or so much improvement, would cost at past prices."""
    with filters.row():
        people = filters.number("Banyak PNS yang dibawa mencapai 20 JP", 10, 1000, "orang")
        gain = filters.number("Perbaikan indikator yang diinginkan", 1, 100, "perbaikan")
    rule = jp_rule("PNS", year) if year else None
    wishes: dict[str, Any] = {"jp": rule.jp if rule else 0.0, "people": people, "gain": gain}
    wished = at_past_prices(rule.jp * people, people, summary.costs) if rule else None
    supposed = cost_text.supposed(wished, summary, gain)
    if not supposed:
        st.caption("Belum dapat dihitung: perlu pelatihan yang mencatat biaya dan JP, dan kinerja unit yang dilatih.")
        return
    st.markdown("\n".join(f"- {show.plain(sentence)}" for sentence in supposed))
    provenance.origin_button(
        lambda: [bought(books.WISHED, found=books.at_prices(summary, **wishes), **wishes)], "biaya-bila"
    )


@sections.no_answer_shown()
def absorption_section() -> None:
    """How the budget was spent."""
    budget = cache.cached(data, cost.budget)
    picture = cache.cached_chart(data, draw.absorption_chart, budget, source)
    of_budget = books.source(books.BUDGETED, data.dataset, budget, {})
    chart_card(picture, "biaya-serapan", {"Sumber": source}, lambda: [of_budget])


def benefit_and_cost() -> None:
    """What the improvement is worth against its cost, where the office says what a point is worth."""
    if summary.point is None or summary.point.cost <= 0:
        st.caption("Belum dapat dihitung: perlu biaya pelatihan dan perubahan kinerja unit yang dilatih.")
        return
    with filters.row():
        value, periods = filters.worth(summary.point.indicator.change_unit)
    if value is None:
        st.caption("Hanya dihitung bila kantor menyebut nilai uangnya; aplikasi ini tidak menaksirnya.")
        return
    returned = return_on_training(summary.point, value, periods)
    st.info(show.plain(cost_text.return_sentence(returned, value, periods)))
    st.caption(f"Dasarnya: {cost_text.METHODS[summary.method]}.")
    provenance.origin_button(
        lambda: [bought(books.WORTH, found=returned, value=value, periods=periods)], "biaya-manfaat"
    )


sections.tabs(
    {
        "Biaya pelatihan": what_it_cost,
        "Menutup kekurangan JP": closing_the_gap,
        "Berapa bila …": what_if,
        "Serapan anggaran": absorption_section,
        "Manfaat dan biaya": benefit_and_cost,
    }
)
