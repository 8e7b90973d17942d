"""What a page of single records shows where the data in use hold none: the panel's figures, unit by period."""

from collections.abc import Collection

import streamlit as st

from analysis.before_after.chart import over_time
from analysis.provenance import estimates
from analysis.text import wording
from data.panel.build import series
from data.vocabulary.events import events_of
from pages.parts import cache, filters, sections, show
from pages.parts.chart_card import chart_card

NO_RECORDS = "Data yang dipakai berisi angka tiap unit dan periode, bukan {records} satu per satu. {rest} hanya ada di buku kantor yang memilikinya."  # noqa: E501


def instead_of(records: str, rest: str, keys: Collection[str], data: cache.Data, stem: str) -> None:
    """One indicator of `keys` over time for the chosen units, and where the `rest` is to be found; the page ends here.

    Where the panel has none of them either, nothing is shown and the page goes on.
    """
    panel = cache.panel(data)
    known = panel[panel["indicator"].isin(keys)]
    if known.empty:
        return
    st.info(show.plain(NO_RECORDS.format(records=records, rest=rest)), icon=":material/info:")
    with filters.row():
        units = filters.units(known)
        indicator = filters.an_indicator(known)
    found = known[known["unit"].isin(units)] if units else known
    if indicator is None or indicator.key not in set(found["indicator"]):
        sections.missing("Unit yang dipilih tidak mempunyai angka itu; pilih unit atau indikator lain.")
        st.stop()
    source, rows = show.source(data), series(found, indicator.key)
    about = {"Unit": wording.listing(list(units or ())) or "semua unit", "Sumber": source}
    picture = over_time(rows, indicator, source, events_of(data.dataset))
    chart_card(picture, stem, about, lambda: [estimates.followed(data.dataset, rows, indicator, about)], picks="unit")
    st.stop()
