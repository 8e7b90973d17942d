"""Laporan bulanan: one period's report, looked through, remarked on, and taken along in five formats."""

import base64
import dataclasses
import importlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from analysis.provenance import report as sources
from analysis.provenance.origin import Source
from analysis.report.content.build import build_report, build_survey_report, reported_periods, results, units_of
from analysis.report.content.filling import Filling, kept_under
from analysis.report.content.message import message
from analysis.report.content.report import Report, ReportTable, Section, text_of
from analysis.report.formats.files import MEDIA, WRITERS, each_written, notice_files, stem, zipped
from analysis.report.formats.link import (
    ALL_UNITS,
    KIND_KEYS,
    PERFORMANCE,
    PERIOD_KINDS,
    SURVEY,
    base_address,
    beyond_this_computer,
    qr_svg,
    view_address,
)
from analysis.report.formats.office_style import in_office_style
from analysis.report.formats.printable import printable_report
from analysis.survey.compute import COUNTED_THERE
from analysis.targets.compute import TargetPlan
from analysis.text import wording
from data.panel.dataset import Dataset
from data.vocabulary.periods import commonest_frequency, parse_period, period_text
from pages.parts import access, cache, filters, notebook, provenance, sections, show, writing
from pages.parts.cache import Data

FREQUENCIES = {name: freq for freq, name in PERIOD_KINDS.items()}
FILES = "berkas_laporan"
ON_SCREEN = "Di layar"
THIS_VISIT_ONLY = "Ini bukan data kantor yang tersimpan: catatan, target, dan lampiran hilang bila peramban ditutup."
PAPER, NOTICE, DRAWN, SHOWN = "Halaman A4", "pengumuman-skm", "lembar_digambar", "lembar_tampil"
SHEETS = {"Slide 1600 × 900": "to_pngs", PAPER: "to_a4_pictures"}
VERSIONS = ("Keluar kantor", "Internal")
VERSION_HELP = (
    "Versi internal menampilkan kelompok sekecil apa pun dan kutipan saran warga; versi keluar menggabungkan yang "
    "kurang dari 5 orang."
)
NOTHING_BUT_SHEETS = """<style>
[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stLayoutWrapper]:has(h1) { display: none; }
[data-testid=stMain] { scrollbar-width: none; }
[data-testid=stMainBlockContainer] { max-width: none; padding: 0; }
.lembar { display: block; max-width: none; margin: 0; }
@page { margin: 0; }
@media print {
  :is([data-testid=stElementContainer], [data-testid=stLayoutWrapper]):not(:has(.lembar)) { display: none !important; }
  .lembar { break-inside: avoid; max-width: 100vw; max-height: 98vh; }
  .lembar:not(:last-child) { break-after: page; }
}
</style>"""


def draft(
    dataset: Dataset, period: str, unit: str | None, state: int | None, plans: tuple[tuple[str, TargetPlan], ...],
    internal: bool,
) -> Report:  # fmt: skip
    """The report of a period written as 2026-10, without remarks and attachments."""
    return build_report(
        dataset, parse_period(period), unit, filled=Filling(plans=plans), state=state, internal=internal,
        printed_at=datetime.now(),
    )  # fmt: skip


def draft_survey(dataset: Dataset, period: str, unit: str | None, state: int | None, internal: bool) -> Report:
    """The survey report of a period written as 2026-T3, without remarks and attachments."""
    return build_survey_report(
        dataset, parse_period(period), unit, state=state, internal=internal, printed_at=datetime.now()
    )


def known_periods(data: Data, form: str) -> Sequence[pd.Period]:
    """The periods that a report of that form can speak of; those of the panel where there is no survey."""
    asked = data.dataset.skm
    return [*(asked if form == SURVEY and len(asked) else cache.panel(data))["period"].unique()]


def usual_kind(data: Data, form: str) -> str:
    """The kind of period that most of the form's figures have."""
    return PERIOD_KINDS[commonest_frequency(known_periods(data, form))]


def choose(data: Data, form: str) -> tuple[pd.Period, str | None]:
    """Period and unit; both stand in the page's address."""
    kinds = list(FREQUENCIES)
    kind = st.selectbox(
        "Jenis periode", kinds, kinds.index(usual_kind(data, form)), key=filters.addressed(KIND_KEYS[form]),
        bind=filters.BOUND,
    )  # fmt: skip
    periods = {wording.period(one): one for one in reported_periods(known_periods(data, form), FREQUENCIES[kind])}
    period = st.selectbox(kind, list(periods), key=filters.addressed(kind.casefold()), bind=filters.BOUND)
    units = [ALL_UNITS, *units_of(data.dataset)]
    own = access.who().unit
    unit = st.selectbox(
        "Unit", units, units.index(own) if own in units else 0, key=filters.addressed("unit_laporan"),
        bind=filters.BOUND,
    )  # fmt: skip
    return periods[period], None if unit == ALL_UNITS else unit


def drafted(
    data: Data, form: str, period: pd.Period, unit: str | None, filled: Filling, internal: bool = False
) -> Report:
    """The report with everything the office wrote, the office's letterhead, and the address of this view."""
    if form == PERFORMANCE:
        base = cache.cached(data, draft, period_text(period), unit, data.event, filled.plans, internal)
    else:
        base = cache.cached(data, draft_survey, period_text(period), unit, data.event, internal)
    address = view_address(base_address(st.context.url or ""), form, period, unit)
    return dataclasses.replace(
        base, remarks=filled.remarks, attachments=filled.attachments, address=beyond_this_computer(address)
    )


def figure_sources(data: Data, report: Report, plans: tuple[tuple[str, TargetPlan], ...]) -> list[Source]:
    """Where each number of the report comes from."""
    told = {"Periode": wording.period(report.period), "Unit": report.unit or ALL_UNITS}
    if report.name == "laporan-skm":
        return sources.survey(data.dataset, report.period, report.unit, told)
    found = results(data.dataset, report.period, report.unit, Filling(plans=plans))
    return sources.performance(data.dataset, found, told)


def make(report: Report) -> dict[str, dict[str, bytes]]:
    """Every file of every format, with progress."""
    report, said = in_office_style(report)
    if said:
        st.warning(show.plain(said))
    bar = st.progress(0.0, "Membuat laporan …")
    made: dict[str, dict[str, bytes]] = {}
    for place, (name, files, failed) in enumerate(each_written(report, WRITERS), 1):
        bar.progress(place / len(WRITERS), f"{name.upper()} selesai …")
        show.errors([failed or None])
        made |= {name: files} if files else {}
    bar.empty()
    notice = notice_files(report)
    return made | ({NOTICE: notice} if notice else {})


def downloads(report: Report, made: dict[str, dict[str, bytes]]) -> None:
    """All at once, then a button a format; the pictures in one ZIP."""
    st.success(f"Laporan {wording.period(report.period)} siap diunduh.", icon=":material/check_circle:")
    together = zipped({name: content for files in made.values() for name, content in files.items()})
    with st.container(horizontal=True):
        st.download_button(
            "Unduh semua (ZIP)", together, f"{stem(report)}.zip", "application/zip", key="unduh_semua", type="primary",
            icon=":material/folder_zip:", on_click="ignore",
        )  # fmt: skip
        for name, files in made.items():
            single = len(files) == 1 and name != "png"
            content = next(iter(files.values())) if single else zipped(files)
            file_name = f"{stem(report)}.{name if single else 'zip'}" if name in WRITERS else f"{name}.zip"
            label = name.upper() if name in WRITERS else name
            st.download_button(
                f"Unduh {label}", content, file_name, MEDIA.get(name, MEDIA["png"]), key=f"unduh_{name}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def sheets(report: Report, mode: str, wanted: tuple[object, ...]) -> None:
    """The report as sheets of their own size: one at a time to be photographed, all of A4 to be printed."""
    drawn_for, pictures = st.session_state.get(DRAWN, (None, []))
    if drawn_for != wanted:
        typeset = importlib.import_module("analysis.report.formats.typeset")
        pictures = getattr(typeset, SHEETS[mode])(printable_report(in_office_style(report)[0]))
        st.session_state[DRAWN] = wanted, pictures
    many = len(pictures)
    shown = range(1, many + 1) if mode == PAPER else [min(st.session_state.get(SHOWN, 1), many)]
    st.html(NOTHING_BUT_SHEETS + "".join(sheet(pictures[place - 1], place, many) for place in shown))
    if mode != PAPER:
        turn(shown[0], many)


def turn(place: int, many: int) -> None:
    """Buttons below the sheet: the one before, the next one; the arrow keys do the same."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, to, key in (("Sebelumnya", place - 1, "Left"), ("Berikutnya", place + 1, "Right")):
            away = not 1 <= to <= many
            st.button(label, key=f"lembar_{key}", on_click=show_sheet, args=(to,), disabled=away, shortcut=key)
        st.caption(f"Slide {place} dari {many}")


def show_sheet(place: int) -> None:
    """From now on that sheet is shown."""
    st.session_state[SHOWN] = place


def sheet(picture: bytes, place: int, many: int) -> str:
    """One sheet in its own size: st.image would make it smaller."""
    source = base64.b64encode(picture).decode()
    words = f"Halaman {place} dari {many}; teks dan tabelnya ada di tampilan {ON_SCREEN}"
    return f'<img class="lembar" src="data:image/png;base64,{source}" alt="{words}">'


def preview(report: Report) -> None:
    """What will stand in every file."""
    st.markdown(f"#### {show.plain(report.finding or report.headline)}")
    if report.finding:
        st.markdown(show.plain(report.headline))
    st.caption(show.plain(report.basis))
    if report.cards:
        show.cards(report.cards)
    parts: dict[str, Callable[[], None]] = {"Bulan ini": partial(month, report)} if report.figures else {}
    parts |= {section.name or section.title: partial(body, section) for section in report.sections}
    if report.remarks:
        parts["Catatan"] = partial(grid, report.remark_table)
    if report.attachments:
        parts["Lampiran"] = partial(attachment_section, report)
    sections.tabs(parts)
    st.caption(show.plain(report.caption))


def month(report: Report) -> None:
    """The office's figures, and what changed."""
    grid(report.figure_table)
    st.subheader("Apa yang berubah bulan ini", anchor=False)
    for change in report.changes:
        st.markdown(f"- {show.plain(change.line)}")
    st.caption(show.plain(report.unchanged))


def attachment_section(report: Report) -> None:
    """What is attached, as a list and as pictures."""
    grid(report.attachment_table)
    for content, caption in report.pictures:
        st.image(content, caption=show.plain(caption), width=640, alt=show.plain(caption))


def share(report: Report, form: str) -> None:
    """The address that opens this view again; as a QR code too where another device can reach it."""
    with st.popover("Bagikan tampilan ini", type="tertiary"):
        here = view_address(base_address(st.context.url or ""), form, report.period, report.unit)
        st.code(here, language=None, wrap_lines=True)
        if report.address:
            st.image(qr_svg(report.address).decode(), width=180, alt="Kode QR dari tautan di atas")
        else:
            st.caption("Tautan ini hanya terbuka di komputer ini; untuk kode QR, isi DAMPAK_URL dengan alamat server.")


def chat(report: Report) -> None:
    """The month as a text for WhatsApp, with its button to copy it."""
    with st.expander("Teks WhatsApp"):
        st.code(message(report), language=None, wrap_lines=True)


def body(section: Section) -> None:
    """A section's finding, sentences and tables, all but the first folded."""
    if section.name:
        st.subheader(show.plain(section.title), anchor=False)
    for sentence in section.sentences:
        st.markdown(show.plain(sentence))
    for place, table in enumerate(section.tables):
        with st.expander(show.plain(table.title)) if place else nullcontext():
            grid(table)


def grid(table: ReportTable) -> None:
    """A table of the report."""
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    show.table(pd.DataFrame(rows, columns=[column.full_title for column in table.columns]), alt=table.title)
    if table.note:
        st.caption(show.plain(table.note))


data = cache.current()
if cache.panel(data).empty:
    show.nothing_yet()
    st.stop()

above = st.container()
with filters.row(3):
    form = filters.one_of("Bentuk laporan", [PERFORMANCE, SURVEY], "bentuk")
    if form == SURVEY and data.dataset.exported:
        sections.missing(COUNTED_THERE)
        st.stop()
    period, unit = choose(data, form)
    mode = filters.one_of("Tampilan", [ON_SCREEN, *SHEETS], "tampilan")
    kept = kept_under(data.dataset, unit)
    writes = access.may("laporan", kept)
    internal = writes and VERSIONS[1] == st.segmented_control(
        "Versi",
        VERSIONS,
        default=VERSIONS[0],
        required=True,
        key=filters.addressed("versi"),
        bind=filters.BOUND,
        help=VERSION_HELP,
    )
desk = writing.ReportEditor(data, period_text(period), kept)
if mode in SHEETS:
    with above, sections.no_answer_shown():
        filled = desk.filling
        asked_for = (data.key, form, period, unit, filled, internal, mode)
        sheets(drafted(data, form, period, unit, filled, internal), mode, asked_for)
    st.stop()

if writes:
    writing.author()
    asked = writing.remark(desk)
else:
    asked = st.button("Buat laporan", type="primary", icon=":material/description:")
here = st.container()
if not notebook.is_persistent(data):
    with st.container(key="layar_kunjungan"):
        st.caption(THIS_VISIT_ONLY)
if writes:
    if form == PERFORMANCE:
        writing.plans(desk, cache.panel(data))
    writing.attachments(desk)
    writing.history(desk)
filled = desk.filling
with sections.no_answer_shown():
    report = drafted(data, form, period, unit, filled, internal)
    wanted = (data.key, form, period, unit, filled, internal)
    with here:
        if asked:
            st.session_state[FILES] = wanted, make(dataclasses.replace(report, printed_at=datetime.now()))
        made_for, made = st.session_state.get(FILES, (None, {}))
        if made_for == wanted:
            downloads(report, made)
            chat(report)
    preview(report)
    with st.container(horizontal=True):
        provenance.origin_button(lambda: figure_sources(data, report, filled.plans), "laporan")
        share(report, form)
