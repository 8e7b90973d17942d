"""Laporan bulanan: one period's report, looked through, remarked on, and taken along in five formats."""

from __future__ import annotations

import dataclasses
from datetime import datetime

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.report.achievement import Plan
from analysis.report.build import build_report, build_survey_report, reported_periods, units_of
from analysis.report.files import MEDIA, WRITERS, stem, written, zipped
from analysis.report.plans import INDICATOR, blank_plans, read_plans
from analysis.report.report import Remark, Report, Section, Table, text_of
from data.dataset import Dataset
from data.periods import parse_period, period_text
from data.problems import NoAnswer
from pages.parts import cache, filters, show
from pages.parts.cache import Data

PERFORMANCE, SURVEY = "Kinerja dan pelatihan", "SKM (BAB I–V)"
KINDS = {"Bulan": "M", "Triwulan": "Q", "Semester": "6M", "Tahun": "Y"}
ALL_UNITS = "Semua unit"
REMARKS, FILES = "catatan_laporan", "berkas_laporan"
MOST_LETTERS = 2000


def draft(dataset: Dataset, period: str, unit: str | None, plans: tuple[tuple[str, Plan], ...]) -> Report:
    """The report of a period written as 2026-10, without remarks."""
    return build_report(dataset, parse_period(period), unit, plans=dict(plans), printed_at=datetime.now())


def draft_survey(dataset: Dataset, period: str, unit: str | None) -> Report:
    """The survey report of a period written as 2026-T3, without remarks."""
    return build_survey_report(dataset, parse_period(period), unit, printed_at=datetime.now())


def choose(data: Data) -> tuple[pd.Period, str | None]:
    """Period and unit; both stand in the page's address."""
    kind = st.segmented_control(
        "Jenis periode", list(KINDS), default="Bulan", required=True, key="jenis", bind=filters.BOUND
    )
    periods = {wording.period(one): one for one in reported_periods(cache.panel(data), KINDS[kind])}
    with filters.row():
        period = st.selectbox(kind, list(periods), key=kind.casefold(), bind=filters.BOUND)
        unit = st.selectbox("Unit", [ALL_UNITS, *units_of(data.dataset)], key="unit_laporan", bind=filters.BOUND)
    return periods[period], None if unit == ALL_UNITS else unit


def plans(data: Data) -> tuple[tuple[str, Plan], ...]:
    """Targets, factors and follow-up as typed on this page."""
    with st.expander("Isi target, faktor, dan rencana tindak lanjut"):
        filled = st.data_editor(
            blank_plans(cache.panel(data)), hide_index=True, disabled=[INDICATOR], key=f"isian_{data.books}",
            alt="Isian kantor untuk tiap indikator",
        )  # fmt: skip
        read, refused = read_plans(filled)
        show.errors(refused)
    return read


def remarks() -> tuple[Remark, ...]:
    """The remarks written on this visit, oldest first; each keeps its author and time."""
    with st.expander("Tambahkan catatan"), st.form("catatan", clear_on_submit=True, border=False):
        text = st.text_area("Catatan", max_chars=MOST_LETTERS, placeholder="Apa yang perlu diketahui pembaca laporan?")
        author = st.text_input("Penulis", max_chars=80, placeholder="jabatan, misalnya Kasi Pelayanan Publik")
        if st.form_submit_button("Tambahkan", icon=":material/add_comment:") and text.strip():
            added = Remark(text.strip(), author.strip(), datetime.now())
            st.session_state[REMARKS] = (*st.session_state.get(REMARKS, ()), added)
    return tuple(st.session_state.get(REMARKS, ()))


def make(report: Report) -> dict[str, dict[str, bytes]]:
    """Every file of every format, with progress."""
    bar, made = st.progress(0.0), {}
    for place, name in enumerate(WRITERS):
        bar.progress(place / len(WRITERS), f"Membuat {name.upper()} …")
        made[name] = written(report, name)
    bar.empty()
    return made


def downloads(report: Report, made: dict[str, dict[str, bytes]]) -> None:
    """A button a format; the pictures in one ZIP, and to look at."""
    with st.container(horizontal=True):
        for name, files in made.items():
            single = len(files) == 1 and name != "png"
            content = next(iter(files.values())) if single else zipped(files)
            file_name = f"{stem(report)}.{name if single else 'zip'}"
            st.download_button(
                f"Unduh {name.upper()}", content, file_name, MEDIA[name], key=f"unduh_{name}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    with st.expander("Mode tangkapan layar: lembar 1600 × 900"):
        for place, sheet in enumerate(made["png"].values(), 1):
            st.image(sheet, width="stretch", alt=f"Lembar {place} laporan; isinya sama dengan tabel di bawah.")


def preview(report: Report) -> None:
    """What will stand in every file."""
    st.markdown(f"#### {show.plain(report.headline)}")
    st.caption(show.plain(report.basis))
    if report.cards:
        show.cards(report.cards)
    for section in report.sections:
        st.subheader(show.plain(section.title), anchor=False)
        body(section)
    if report.remarks:
        st.subheader("Catatan", anchor=False)
        grid(report.remark_table)
    st.caption(show.plain(report.caption))


def body(section: Section) -> None:
    """A section's sentences and tables."""
    for sentence in section.sentences:
        st.markdown(show.plain(sentence))
    for table in section.tables:
        grid(table)


def grid(table: Table) -> None:
    """A table of the report."""
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    show.table(pd.DataFrame(rows, columns=[column.title for column in table.columns]), alt=table.title)


data = cache.current()
if cache.panel(data).empty:
    show.nothing_yet()
    st.stop()

form = filters.one_of("Bentuk laporan", [PERFORMANCE, SURVEY], "bentuk")
period, unit = choose(data)
filled = plans(data) if form == PERFORMANCE else ()
try:
    if form == PERFORMANCE:
        base = cache.remembered(data, draft, period_text(period), unit, filled)
    else:
        base = cache.remembered(data, draft_survey, period_text(period), unit)
except NoAnswer as none:
    st.info(show.plain(str(none)))
    st.stop()
report = dataclasses.replace(base, remarks=remarks())
wanted = (data.key, form, period, unit, filled, report.remarks)
if st.button("Buat laporan", type="primary", icon=":material/description:"):
    st.session_state[FILES] = wanted, make(dataclasses.replace(report, printed_at=datetime.now()))
made_for, made = st.session_state.get(FILES, (None, {}))
if made_for == wanted:
    downloads(report, made)
preview(report)
