"""Layanan: speed and accuracy of every service, the backlog, complaints, targets, and what moved after training."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.before_after import text as before_after_text
from analysis.provenance import books, estimates
from analysis.provenance.origin import Source
from analysis.service import chart as draw
from analysis.service import compute as service
from analysis.service import text as service_text
from analysis.targets import chart as targets_chart
from analysis.targets import compute as targets
from analysis.targets import text as targets_text
from analysis.text import sentences, wording
from data.problems import NoAnswer
from data.vocabulary.events import events_of
from data.vocabulary.indicators import counted
from pages.parts import cache, figures, filters, provenance, sections, show
from pages.parts.chart_card import chart_card

FIGURES = tuple(counted("masuk", "selesai"))
SPLITS = {"Menurut layanan": "layanan", "Menurut unit": "unit"}

data = cache.current()
if data.dataset.layanan.empty:
    figures.instead_of("berkas", "Lama tiap layanan, selangnya, tunggakan, dan target", FIGURES, data, "layanan-angka")
with filters.row():
    units = tuple(filters.units(cache.cached(data, service.units_served)) or ())
    split = SPLITS[filters.one_of("Rincian", list(SPLITS), "rincian")]
try:
    (everything,) = cache.cached(data, service.service_by, units, "")
except NoAnswer as none:
    sections.missing(str(none))
    st.stop()

source = show.source(data)
about = {"Unit": wording.listing(list(units)) or "semua unit", "Dihitung sampai": wording.day(everything.until), "Sumber": source}  # noqa: E501  # fmt: skip
complaints = cache.cached(data, service.complaints_of, units)
groups, backlog = cache.cached(data, service.service_by, units, split), cache.cached(data, service.backlog_of, units)


def behind_service() -> list[Source]:
    """Where the numbers of the register come from."""
    mine = books.narrowed(data.dataset, units)
    return [
        books.source(books.SERVED, mine, (everything,), about, by=""),
        books.source(books.SERVED_BY, mine, groups, about, by=split),
        books.source(books.OPEN, mine, backlog, about),
        *([books.source(books.COMPLAINED, mine, complaints, about)] if complaints else []),
    ]


sections.sentences(service_text.sentences(everything))
show.cards(service_text.cards(everything, complaints))
chart_card(cache.cached_chart(data, draw.times, groups, source), f"layanan-lama-{split}", about, behind_service)
if everything.on_time.n:
    picture = cache.cached_chart(data, draw.shares, groups, "on_time", source)
    chart_card(picture, f"layanan-tepat-{split}", about, behind_service)
if everything.returned.n:
    picture = cache.cached_chart(data, draw.shares, groups, "returned", source)
    chart_card(picture, f"layanan-dikembalikan-{split}", about, behind_service)
if len(backlog) > 1:
    events = events_of(data.dataset)
    picture = cache.cached_chart(data, draw.backlog, backlog, source, events)
    chart_card(picture, "layanan-tunggakan", about, behind_service)

st.header("Layanan mana bergerak sesudah pelatihan", anchor=False)
training = filters.training(data)
told = {**about, "Pelatihan": sentences.training(training)}
by_time = cache.cached(data, service.service_moves, units, training)
moved = draw.moves_table(by_time)
if moved.empty:
    st.caption("Lama layanan belum dapat dibandingkan: register belum mencakup bulan sebelum dan sesudah pelatihan.")
else:
    show.table(wording.worded(moved, dict.fromkeys(moved.columns[2:], 1)), alt="Lama layanan sebelum dan sesudah")
    show.downloads(moved, "layanan-pelatihan", told)
    st.caption(f"Median bulanan tiap layanan di unit terlatih (menit); p dikoreksi Holm. {before_after_text.CAUTION}")
by_index = cache.cached(data, service.survey_service_moves, units, training)
liked = draw.moves_table(by_index)
if len(liked):
    show.table(wording.worded(liked, dict.fromkeys(liked.columns[2:], 2)), alt="IKM tiap layanan sebelum dan sesudah")
    show.downloads(liked, "layanan-pelatihan-ikm", told)
    st.caption(f"IKM tiap layanan di unit terlatih (25–100); p dikoreksi Holm. {before_after_text.CAUTION}")
if moved.empty and liked.empty:
    sections.missing("Perlu register atau SKM sebelum dan sesudah pelatihan untuk membandingkan tiap layanan.")
else:
    moves = ((books.TIME_MOVED, by_time), (books.INDEX_MOVED, by_index))
    provenance.ask(
        lambda: [
            books.source(formula, data.dataset, found, told, units=units, training=training)
            for formula, found in moves
            if found
        ],
        "layanan-pelatihan",
    )

st.header("Target", anchor=False)
if data.dataset.target.empty:
    sections.missing(targets_text.NO_TARGET)
    st.stop()
with filters.row():
    year = int(filters.one_of("Tahun target", list(map(str, targets.target_years(data.dataset))), "tahun_target"))
    statuses = cache.cached(data, targets.targets, year)
    names = list(dict.fromkeys(one.indicator.label for one in statuses))
    name = filters.one_of("Indikator target", names, "indikator_target") if names else None
if name is None:
    sections.missing(f"Belum ada angka kinerja untuk target {year}.")
    st.stop()
st.markdown(show.plain(targets_text.sentence(statuses)))
named = [one for one in statuses if one.indicator.label == name]
picture = cache.cached_chart(data, targets_chart.targets, named, source)
told = {"Tahun": str(year), "Sumber": source}
of_targets = partial(estimates.held_to_targets, data.dataset, statuses, cache.panel(data), {"Tahun": str(year)})
chart_card(picture, "layanan-target", told, lambda: [of_targets()])
st.caption(f"Capaian: {targets_text.scale()}. {targets_text.FALSE_ALARM}")
