"""What the office writes about a report, on the page: remarks, targets with their factors, attachments, versions.

A button's callback writes before the page runs, so that the page shows what stands then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.report.content.attachments import MEGABYTES, readable_attachment
from analysis.report.content.filling import (
    ATTACHMENT,
    GONE,
    NAMES,
    PLANS,
    REMARK,
    Filling,
    content_words,
    filling,
    next_subject,
    plans_content,
    standing_in,
    subject_words,
    version_table,
)
from analysis.report.content.plans import INDICATOR, plan_table, read_plans
from analysis.report.content.report import WITHHELD
from analysis.targets.compute import TargetPlan
from data.access import Forbidden
from data.problems import BookError
from data.store.blobs import digest
from data.store.remarks import EditConflict, Version
from pages.parts import access, drafts, notebook, show
from pages.parts.cache import Data

BY, SAID, SEEN, WRITTEN = "penulis_laporan", "pesan_laporan", "versi_dilihat", "catatan_ditulis"
MOST_LETTERS = 2000
NEW, EXTENSIONS = "Catatan baru", ("pdf", "jpg", "jpeg", "png")
ATTACHED = "lampiran_dipasang"
WITH_NAMES = "Memuat nama atau NIP, misalnya daftar hadir"
INSIDE = ("Tanpa nama orang, misalnya foto kegiatan", WITH_NAMES)


@dataclass(frozen=True, slots=True)
class ReportEditor:
    """The report that is written about: its data, period (2026-10) and unit (as `filling.kept_under`)."""

    data: Data
    period: str
    unit: str

    @property
    def versions(self) -> tuple[Version, ...]:
        """Everything written so far, oldest first."""
        return notebook.versions(self.data, self.period, self.unit)

    @property
    def filling(self) -> Filling:
        """What of it stands in the report."""
        return filling(self.versions, self.file)

    def file(self, sha256: str) -> bytes:
        """An attached file by its digest."""
        return notebook.file(self.data, sha256)

    def key(self, name: str) -> str:
        """A widget's key for this report alone."""
        return f"{name}_{self.period}_{self.unit}"

    def seen(self, subject: str) -> int:
        """The number of the version of a subject that this visit has in front of it; 0 for none."""
        seen = st.session_state.setdefault(SEEN, {})
        if self.key(subject) not in seen:
            newest = max((one.id for one in self.versions if one.subject == subject), default=0)
            seen[self.key(subject)] = drafts.kept().get(self.key(subject), (newest,))[0]
        return int(seen[self.key(subject)])

    def draft(self, subject: str, saved: Any) -> Any:
        """What was typed and is yet to be saved, also before the page was loaded again; else what is `saved`."""
        return drafts.kept().get(self.key(subject), (0, saved))[1]

    def keep(self, subject: str, typed: Any) -> None:
        """Let what was typed over the version seen stay until it is saved."""
        drafts.kept()[self.key(subject)] = self.seen(subject), typed

    def drop(self, subject: str) -> None:
        """Let go of what was typed, and of the table or field that shows it."""
        drafts.kept().pop(self.key(subject), None)
        st.session_state.pop(self.key(subject), None)

    def write(self, subject: str, content: Mapping[str, Any], after: int, files: Sequence[bytes] = ()) -> bool:
        """Write a version and True; where somebody else wrote meanwhile, say so and what stands there now."""
        by = access.signed(st.session_state.get(BY, ""))
        seen = st.session_state.setdefault(SEEN, {})
        try:
            version = notebook.write(self.data, self.period, self.unit, subject, content, by, after, files)
        except EditConflict as overtaken:
            st.session_state[SAID] = f"{overtaken} Yang baru: “{content_words(overtaken.newest)}”."
            seen[self.key(subject)] = overtaken.newest.id
            return False
        except Forbidden as refused:
            st.session_state[SAID] = str(refused)
            return False
        seen[self.key(subject)] = version.id
        self.drop(subject)
        return True


def author() -> None:
    """Who writes, for everything written on this visit; and what went wrong with the last writing."""
    drafts.ask_name(BY, "jabatan, misalnya Kasi Pelayanan Publik", "Ditulis oleh")
    show.errors([st.session_state.pop(SAID, None)])


def remark(desk: ReportEditor) -> bool:
    """A new remark, or one to change; whether the report is to be made with it."""
    present = _remark_to_change(desk)
    subject = present.subject if present else ""
    place = desk.key(subject or f"{NEW} {st.session_state.get(WRITTEN, 0)}")
    _text(desk, subject or NEW, present.content["text"] if present else "", place)
    writing: Any = {"on_click": _remark, "args": (desk, subject, place)}
    with st.container(horizontal=True):
        made = st.button("Buat laporan", type="primary", icon=":material/description:", **writing)
        st.button("Simpan catatan", icon=":material/save:", **writing)
    return made


def _text(desk: ReportEditor, subject: str, saved: str, place: str) -> None:
    """The field of a remark; no fragment, which would take a button's click with it and leave the page undrawn."""
    st.text_area(
        "Catatan", desk.draft(subject, saved), max_chars=MOST_LETTERS, key=place,
        placeholder="Apa yang perlu diketahui pembaca laporan?",
        on_change=lambda: desk.keep(subject, st.session_state[place]),
    )  # fmt: skip


def _remark_to_change(desk: ReportEditor) -> Version | None:
    """The remark chosen to be changed, as this visit first saw it; None for a new one."""
    several = {
        f"Ubah {subject_words(subject).casefold()}": one
        for subject, one in standing_in(desk.versions).items()
        if subject.startswith(REMARK)
    }
    if not several:
        return None
    chosen = several.get(st.selectbox("Catatan yang ditulis", [NEW, *several], key=desk.key("pilih_catatan")))
    if chosen:
        desk.seen(chosen.subject)
    return chosen


def _remark(desk: ReportEditor, subject: str, place: str) -> None:
    """Write the remark; a new one that is empty is none, an old one that is emptied leaves the report."""
    text = st.session_state[place].strip()
    if subject:
        present = standing_in(desk.versions).get(subject)
        if not present or present.content["text"] != text:
            desk.write(subject, {"text": text} if text else GONE, desk.seen(subject))
    elif text and desk.write(next_subject(desk.versions, REMARK), {"text": text}, 0):
        desk.drop(NEW)
        st.session_state[WRITTEN] = st.session_state.get(WRITTEN, 0) + 1


@st.fragment
def plans(desk: ReportEditor, panel: pd.DataFrame) -> None:
    """Targets, factors and follow-up of each indicator; the table stays as it is while cells are typed into it."""
    number = desk.seen(PLANS)
    typed = desk.draft(PLANS, plan_table(panel, _plans_of(desk, number)))
    table = st.session_state.setdefault(desk.key(PLANS), typed)
    with st.expander("Target, faktor, dan rencana tindak lanjut", key="layar_rencana"):
        filled = st.data_editor(
            table, hide_index=True, disabled=[INDICATOR], key=desk.key(f"isian_{number}"),
            alt="Isian kantor untuk tiap indikator",
        )  # fmt: skip
        if not filled.equals(table):
            desk.keep(PLANS, filled)
        if st.button("Simpan target dan rencana", icon=":material/save:", key=desk.key("simpan_rencana")):
            _save_plans(desk, filled)


def _save_plans(desk: ReportEditor, filled: pd.DataFrame) -> None:
    """Write what was filled in; cells that cannot be read, or a newer version, leave the table as it was typed."""
    read, refused = read_plans(filled)
    show.errors(refused)
    if refused:
        return
    if not desk.write(PLANS, plans_content(read), desk.seen(PLANS)):
        st.session_state[desk.key(PLANS)] = filled
    st.rerun()


def _plans_of(desk: ReportEditor, number: int) -> dict[str, TargetPlan]:
    """The plans of the version that is in front of the visitor."""
    return dict(filling([one for one in desk.versions if one.subject == PLANS and one.id == number], desk.file).plans)


def attachments(desk: ReportEditor) -> None:
    """Photos and attendance lists: add one, look at them, take one out of the report."""
    with st.expander("Lampiran: foto kegiatan dan daftar hadir"):
        st.caption(
            f"PDF, JPG, atau PNG, paling besar {MEGABYTES} MB. Foto disimpan seperti yang tampak: tempat, waktu, dan "
            "alat yang dicatat kamera dibuang, jadi simpan sendiri aslinya bila perlu. PDF disimpan apa adanya. Berkas "
            "yang memuat nama hanya dicantumkan dalam laporan; isinya tidak ikut dan tetap dapat diunduh di sini."
        )
        turn = st.session_state.get(ATTACHED, 0)
        with st.form(desk.key("lampiran"), border=False):
            chosen = st.file_uploader(
                "Berkas lampiran", type=EXTENSIONS, max_upload_size=MEGABYTES, key=desk.key(f"berkas_{turn}")
            )
            caption = st.text_input(
                "Keterangan", max_chars=200, placeholder="misalnya Pelatihan loket, 12 Oktober 2026",
                key=desk.key(f"keterangan_{turn}"),
            )  # fmt: skip
            inside = st.radio("Isi berkas", INSIDE, index=None, horizontal=True, key=desk.key(f"isi_{turn}"))
            if st.form_submit_button("Lampirkan", icon=":material/attach_file:"):
                _attach(desk, chosen, caption.strip(), inside)
        for subject, one in standing_in(desk.versions).items():
            if subject.startswith(ATTACHMENT):
                _attached(desk, one)


def _attach(desk: ReportEditor, chosen: Any, caption: str, inside: str | None) -> None:
    """Attach it and empty the fields; where it is refused they keep what was typed."""
    if not (chosen and caption and inside):
        show.errors(["Pilih berkasnya, isi keterangannya, dan sebut isinya, lalu tekan Lampirkan lagi."])
        return
    try:
        kept, pictures = readable_attachment(chosen.name, chosen.getvalue())
    except BookError as refused:
        show.errors([str(refused)])
        return
    content = {
        "text": caption, "sha256": digest(kept), "pages": [digest(picture) for picture in pictures],
        NAMES: inside == WITH_NAMES,
    }  # fmt: skip
    if desk.write(next_subject(desk.versions, ATTACHMENT), content, 0, (kept, *pictures)):
        st.session_state[ATTACHED] = st.session_state.get(ATTACHED, 0) + 1
    st.rerun()


def _attached(desk: ReportEditor, one: Version) -> None:
    text = show.plain(one.content["text"])
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.content.get(NAMES):
            st.markdown(f"{text} · {WITHHELD}")
        else:
            st.image(desk.file(one.content["pages"][0]), width=120, alt=text)
            st.markdown(text)
        kept = desk.file(one.content["sha256"])
        kind = "pdf" if kept.startswith(b"%PDF") else "png" if kept.startswith(b"\x89PNG") else "jpg"
        st.download_button(
            "Unduh berkas", kept, f"{one.subject.replace('/', '-')}.{kind}", key=desk.key(f"asli_{one.id}"),
            on_click="ignore",
        )  # fmt: skip
        st.button(
            "Keluarkan dari laporan", key=desk.key(f"keluar_{one.id}"), on_click=_write,
            args=(desk, one.subject, GONE, one.id),
        )  # fmt: skip


def history(desk: ReportEditor) -> None:
    """Every version ever written about this report, and the way back to any of them."""
    versions = desk.versions
    if not versions:
        return
    with st.expander(f"Semua versi tulisan ({len(versions)})"):
        show.table(version_table(versions), alt="Semua versi tulisan tentang laporan ini")
        by_number = {version.id: version for version in reversed(versions)}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.selectbox("Nomor versi", list(by_number), key=desk.key("nomor_versi"))
            again = by_number[number]
            newest = max(version.id for version in versions if version.subject == again.subject)
            st.button(
                "Pakai lagi versi ini", icon=":material/history:", key=desk.key("pakai_lagi"), on_click=_write,
                args=(desk, again.subject, again.content, newest), disabled=again.id == newest,
            )  # fmt: skip


def _write(desk: ReportEditor, subject: str, content: Mapping[str, Any], after: int) -> None:
    """Write by a button, and let the fields show what stands then: they would otherwise save what stood before."""
    desk.write(subject, content, after)
    desk.drop(subject)
