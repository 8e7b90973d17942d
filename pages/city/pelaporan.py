"""Pelaporan: which kecamatan sent what, until which month, and whom to remind."""

from datetime import date

import streamlit as st

from analysis.city import reporting
from data.region.kecamatan import doubts_sent, programs_sent, sent_at
from data.settings import expected_kecamatan
from pages.parts import sections, show

data = sections.several_kecamatan()
several = reporting.sendings(
    data.dataset, sent_at(), expected_kecamatan(), date.today(), programs_sent(), doubts_sent()
)
table = reporting.reporting_table(several)
st.header(show.plain(reporting.reporting_sentence(several)), anchor=False)
st.caption(f"Terlambat: bulan terakhirnya sudah lewat lebih dari {reporting.STALE_DAYS} hari.")
show.table(table, "Pengiriman tiap kecamatan")
show.downloads(table, "pelaporan", {"Sumber": show.source(data)})
