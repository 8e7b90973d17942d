"""Laporan bulanan: one period's report, looked through, remarked on, and taken along in five formats."""

from __future__ import annotations

import dataclasses
from datetime import datetime

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.report.achievement import Plan
from analysis.report.build import build_report, build_survey_report, reported_periods, units_of
from analysis.report.files import MEDIA, WRITERS, stem, with_template, written, zipped
from analysis.report.filling import Filling
from analysis.report.link import ALL_UNITS, PERFORMANCE, PERIOD_KINDS, SURVEY, base_address, qr_svg, view_address
from analysis.report.report import Report, Section, Table, text_of
from data.dataset import Dataset
from data.office_template import office_template
from data.periods import parse_period, period_text
from data.problems import NoAnswer
from pages.parts import cache, filters, notebook, show, writing
from pages.parts.cache import Data

KINDS = {name: freq for freq, name in PERIOD_KINDS.items()}
FILES = "berkas_laporan"


def draft(dataset: Dataset, period: str, unit: str | None, plans: tuple[tuple[str, Plan], ...]) -> Report:
    """The report of a period written as 2026-10, without remarks and attachments."""
    return build_report(dataset, parse_period(period), unit, filled=Filling(plans=plans), printed_at=datetime.now())


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


def drafted(data: Data, form: str, period: pd.Period, unit: str | None, filled: Filling) -> Report:
    """The report with everything the office wrote, and the address of this view."""
    if form == PERFORMANCE:
        base = cache.remembered(data, draft, period_text(period), unit, filled.plans)
    else:
        base = cache.remembered(data, draft_survey, period_text(period), unit)
    address = view_address(base_address(st.context.url or ""), form, period, unit)
    return dataclasses.replace(base, remarks=filled.remarks, attachments=filled.attachments, address=address)


def make(report: Report) -> dict[str, dict[str, bytes]]:
    """Every file of every format, with progress."""
    report, said = with_template(report, office_template())
    if said:
        st.warning(show.plain(said))
    bar, made = st.progress(0.0), {}
    for place, name in enumerate(WRITERS):
        bar.progress(place / len(WRITERS), f"Membuat {name.upper()} …")
        made[name] = written(report, name)
    bar.empty()
    return made


def downloads(report: Report, made: dict[str, dict[str, bytes]]) -> None:
    """All at once, then a button a format; the pictures in one ZIP, and to look at."""
    together = zipped({name: content for files in made.values() for name, content in files.items()})
    with st.container(horizontal=True):
        st.download_button(
            "Unduh semua (ZIP)", together, f"{stem(report)}.zip", "application/zip", key="unduh_semua", type="primary",
            icon=":material/folder_zip:", on_click="ignore",
        )  # fmt: skip
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
    if report.attachments:
        st.subheader("Lampiran", anchor=False)
        for content, caption in report.pictures:
            st.image(content, caption=show.plain(caption), width=640, alt=show.plain(caption))
    st.caption(show.plain(report.caption))


def share(report: Report) -> None:
    """The address that opens this view again, as text and as a QR code."""
    if report.address:
        with st.expander("Bagikan tampilan ini"):
            st.code(report.address, language=None, wrap_lines=True)
            st.image(qr_svg(report.address).decode(), width=180, alt="Kode QR dari tautan di atas")


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
desk = writing.Desk(data, period_text(period), unit or "")
writing.author()
asked = writing.remark(desk)
if not notebook.lasts(data):
    st.caption("Ini bukan data kantor yang tersimpan: catatan, target, dan lampiran berlaku selama kunjungan ini saja.")
if form == PERFORMANCE:
    writing.plans(desk, cache.panel(data))
writing.attachments(desk)
writing.history(desk)
filled = desk.filling
try:
    report = drafted(data, form, period, unit, filled)
except NoAnswer as none:
    st.info(show.plain(str(none)))
    st.stop()
wanted = (data.key, form, period, unit, filled)
if asked:
    st.session_state[FILES] = wanted, make(dataclasses.replace(report, printed_at=datetime.now()))
made_for, made = st.session_state.get(FILES, (None, {}))
if made_for == wanted:
    downloads(report, made)
preview(report)
share(report)
