"""Layanan: speed and accuracy of every service, the backlog, complaints, targets, and what moved after training."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
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
PICKS = {"layanan": "", "unit": "unit"}
"""Which filter a click on a group sets."""

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
mine, groups = books.narrowed(data.dataset, units), cache.cached(data, service.service_by, units, split)
sections.sentences(service_text.sentences(everything))


def in_all() -> list[Source]:
    """Where the numbers of all services together come from."""
    backlog = cache.cached(data, service.backlog_of, units)
    return [
        books.source(books.SERVED, mine, (everything,), about, by=""),
        books.source(books.OPEN, mine, backlog, about),
        *([books.source(books.COMPLAINED, mine, complaints, about)] if complaints else []),
    ]


def how_long() -> None:
    """How long cases took and how many were on time, by service or unit."""
    show.cards(service_text.cards(everything, complaints))
    picture = cache.cached_chart(data, draw.times, groups, source)
    chart_card(picture, f"layanan-lama-{split}", about, lambda: [*in_all(), of_groups()], picks=PICKS[split])


def on_time() -> None:
    """How many cases were on time, how many came back, by service or unit."""
    for share, known in (("on_time", everything.on_time), ("returned", everything.returned)):
        if known.n:
            picture = cache.cached_chart(data, draw.shares, groups, share, source)
            chart_card(picture, f"layanan-{share}-{split}", about, lambda: [of_groups()], picks=PICKS[split])


def of_groups() -> Source:
    """Where the numbers of each group come from."""
    return books.source(books.SERVED_BY, mine, groups, about, by=split)


def not_done() -> None:
    """Cases not done at the end of each month."""
    backlog = cache.cached(data, service.backlog_of, units)
    if len(backlog) > 1:
        picture = cache.cached_chart(data, draw.backlog_chart, backlog, source, events_of(data.dataset))
        chart_card(picture, "layanan-tunggakan", about, in_all)
    else:
        sections.missing("Belum ada dua bulan berkas: unggah register layanan bulan lain.")


def after_training() -> None:
    """Which services moved after training, in time and in the survey's index."""
    training = filters.training(data)
    told = {**about, "Pelatihan": sentences.training(training)}
    moves = (
        (books.TIME_MOVED, service.service_moves, 1, "Lama layanan sebelum dan sesudah (menit)", "layanan-pelatihan"),
        (
            books.INDEX_MOVED,
            service.survey_service_moves,
            2,
            "IKM layanan sebelum dan sesudah",
            "layanan-pelatihan-ikm",
        ),
    )
    found = [(cache.cached(data, compute, units, training), *words) for _, compute, *words in moves]
    for moved, decimals, alt, stem in found:
        _moved(draw.moves_table(moved), decimals, alt, stem, told)
    if not any(moved for moved, *_ in found):
        sections.missing("Belum dapat dibandingkan: unggah register atau SKM sebelum dan sesudah pelatihan.")
        return
    st.caption(f"Median bulanan tiap layanan di unit yang sudah dilatih; p dikoreksi Holm. {before_after_text.CAUTION}")
    figure_sources = [
        books.source(formula, data.dataset, moved, told, units=units, training=training)
        for (formula, *_), (moved, *_) in zip(moves, found, strict=True)
        if moved
    ]
    provenance.origin_button(lambda: figure_sources, "layanan-pelatihan")


def _moved(table: pd.DataFrame, decimals: int, alt: str, stem: str, told: Mapping[str, str]) -> None:
    if len(table):
        st.markdown(f"**{alt}**")
        show.table(table, alt=alt, decimals=dict.fromkeys(table.columns[2:], decimals))
        show.downloads(table, stem, told)


def held_to_targets() -> None:
    """Every unit against its target of one year and indicator."""
    if data.dataset.target.empty:
        sections.missing(targets_text.NO_TARGET)
        return
    with filters.row():
        year = int(filters.one_of("Tahun target", list(map(str, targets.target_years(data.dataset))), "tahun_target"))
        statuses = cache.cached(data, targets.targets, year)
        names = list(dict.fromkeys(status.indicator.label for status in statuses))
        name = filters.one_of("Indikator target", names, "indikator_target") if names else None
    if name is None:
        sections.missing(f"Belum ada angka kinerja untuk target {year}.")
        return
    st.markdown(show.plain(targets_text.sentence(statuses)))
    named = tuple(status for status in statuses if status.indicator.label == name)
    picture = cache.cached_chart(data, targets_chart.targets, named, source)
    of_targets = partial(estimates.held_to_targets, data.dataset, statuses, cache.panel(data), {"Tahun": str(year)})
    chart_card(picture, "layanan-target", {"Tahun": str(year), "Sumber": source}, lambda: [of_targets()])
    st.caption(f"Capaian: {targets_text.scale()}. {targets_text.FALSE_ALARM}")


sections.tabs(
    {
        "Lama layanan": how_long,
        "Tepat waktu": on_time,
        "Belum selesai": not_done,
        "Sesudah pelatihan": after_training,
        "Target": held_to_targets,
    }
)
