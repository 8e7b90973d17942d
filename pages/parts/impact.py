"""The page Dampak in three depths: the answer, what an analyst asks of it, what an auditor holds it against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.impact import chart as draw
from analysis.impact import evidence, reproduction, tables, trainings
from analysis.impact import text as impact_text
from analysis.impact.report import Evidence, ImpactReport
from analysis.impact.verdict import Verdict
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.text import files as text_files
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator
from pages.parts import cache, show
from pages.parts.cache import Data
from pages.parts.chart_card import chart_card
from pages.parts.provenance import Behind

Verdicts = Mapping[str, Verdict]
Split = tuple[Callable[..., Verdicts], tuple[Any, ...]]

HOLM = (
    "Tiap bagian dihitung sendiri; karena beberapa pertanyaan diajukan pada data yang sama, tiap kesimpulan memakai "
    "koreksi Holm dan dapat lebih hati-hati daripada bila hanya satu yang ditanyakan."
)
KINDS = (
    "Jenis unit dibaca dari kata pertama namanya. Unit jenis lain tetap menjadi pembanding selama belum dilatih, "
    "sehingga bagian-bagian ini menyusun pengaruh keseluruhan."
)
BY_TRAINING, BY_FIELD, BY_KIND, BY_INDICATOR = "pelatihan", "bidang pelatihan", "jenis unit", "indikator"
TITLES = {BY_TRAINING: "Bandingkan pelatihan"}
NOTES = {BY_TRAINING: HOLM, BY_FIELD: HOLM, BY_KIND: f"{KINDS} {HOLM}", BY_INDICATOR: HOLM}


def splits(training: Training, indicator: Indicator, outcomes: Sequence[Indicator], without: bool) -> dict[str, Split]:
    """How the question can be split: what computes the verdicts from a dataset, and with which arguments."""
    return {
        BY_TRAINING: (trainings.assess_trainings, (indicator, without)),
        BY_FIELD: (evidence.assess_fields, (indicator, without)),
        BY_KIND: (evidence.assess_unit_kinds, (training, indicator, without)),
        BY_INDICATOR: (evidence.assess_indicators, (training, tuple(outcomes), without)),
    }


def headline(data: Data, found: Evidence, about: Mapping[str, str], behind: Behind) -> None:
    """The verdict in one sentence, one chart, and what would let more be said."""
    verdict = found.verdict
    show.verdict(verdict)
    if found.lot:
        st.caption(show.plain(found.lot.words))
    if not found.course.empty:
        picture = cache.cached_chart(data, draw.course, found.course, verdict, f"{verdict.basis} {about['Sumber']}")
        chart_card(picture, "dampak-perjalanan", about, behind)
    if verdict.needed and verdict.design:
        st.caption(
            show.plain(impact_text.needed_sentence(verdict.needed, verdict.indicator, verdict.design.periods[0]))
        )


def analysis(
    data: Data, dossier: ImpactReport, ways: Mapping[str, Split], about: Mapping[str, str], behind: Behind
) -> None:
    """Figures, raw and adjusted side by side, the event study, all methods, waves, dose, power, checks and splits."""
    verdict = dossier.evidence.verdict
    caption = f"{verdict.basis} {about['Sumber']}"
    show.cards(impact_text.cards(verdict))
    st.subheader("Mentah dan disesuaikan", anchor=False)
    show.cards(impact_text.raw_and_adjusted(dossier.raw, verdict))
    chart_card(cache.cached_chart(data, draw.event_study, verdict, caption), "dampak-peristiwa", about, behind)
    chart_card(cache.cached_chart(data, draw.forest, dossier, caption), "dampak-cara", about, behind)
    if dossier.sensitivity:
        st.caption(show.plain(impact_text.sensitivity_sentence(dossier.sensitivity, verdict.estimates[0])))
    _response(dossier)
    _power(verdict)
    st.subheader("Pemeriksaan", anchor=False)
    show.checks(verdict.checks)
    for name, split in ways.items():
        _split(data, name, split)


def audit(dossier: ImpactReport) -> None:
    """Checks with their statistics, every method's figures, the design, what is assumed, and the seeds."""
    st.subheader("Pemeriksaan", anchor=False)
    show.checks(dossier.evidence.verdict.checks)
    for title, table in (
        ("Bila andaiannya lain", tables.sensitivity_table(dossier)),
        ("Semua cara menghitung", tables.estimates_table(dossier)),
        ("Rancangan: tiap unit", tables.design_table(dossier)),
        ("Pasangan sebelum–sesudah", tables.pairs_table(dossier.raw)),
        ("Gelombang pelatihan per periode", tables.cells_table(dossier)),
        ("Pengaruh per periode sejak pelatihan", tables.event_table(dossier)),
    ):
        with st.expander(title):
            show.table(tables.worded(table, dossier), alt=title)
    st.subheader("Yang diandaikan, dan angka awal acak", anchor=False)
    st.markdown("\n".join(f"- {show.plain(sentence)}" for sentence in impact_text.ASSUMED))


def split_sources(data: Data, ways: Mapping[str, Split], about: Mapping[str, str]) -> list[Source]:
    """Where the verdicts of each way of splitting come from."""
    return [
        estimates.split(data.dataset, name, compute, arguments, cache.cached(data, compute, *arguments), about)
        for name, (compute, arguments) in ways.items()
    ]


def files(data: Data, dossier: ImpactReport, ways: Mapping[str, Split], about: dict[str, str]) -> None:
    """Every number as XLSX, and the panel with a script that computes the figures again."""

    def numbers() -> bytes:
        verdicts = {name: compute(data.dataset, *arguments) for name, (compute, arguments) in ways.items()}
        return tables.workbook(dossier, verdicts, about)

    with st.container(horizontal=True):
        _file("Unduh angka (XLSX)", numbers, "dampak.xlsx", text_files.XLSX)
        _file(
            "Unduh data dan skrip hitung ulang (ZIP)",
            lambda: reproduction.bundle(dossier, about),
            "dampak.zip",
            "application/zip",
        )


def _file(label: str, content: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(label, content, name, mime, key=name, icon=":material/download:", on_click="ignore")


def _response(dossier: ImpactReport) -> None:
    st.subheader("Gelombang dan dosis", anchor=False)
    show.table(tables.worded(tables.waves_table(dossier), dossier), alt="Pengaruh tiap gelombang pelatihan")
    if dossier.dose:
        st.markdown(show.plain(impact_text.dose_sentence(dossier.dose, dossier.evidence.verdict.indicator)))
    show.notes(list(dossier.refused.values()))


def _power(verdict: Verdict) -> None:
    st.subheader("Daya data ini", anchor=False)
    st.markdown(show.plain(f"{impact_text.power_sentence(verdict)} {impact_text.breakdown_sentence(verdict)}"))
    table = tables.power_table(verdict)
    show.table(table, alt="Yang diperlukan agar perubahan yang lebih kecil dapat ditemukan")
    st.caption(f"Dengan peluang 80%. {impact_text.EXTRAPOLATED}")


def _split(data: Data, name: str, split: Split) -> None:
    box = st.expander(TITLES.get(name, f"Menurut {name}"), on_change="rerun", key=f"menurut_{name.split()[0]}")
    if box.open:
        with box:
            compute, arguments = split
            verdicts = cache.cached(data, compute, *arguments)
            show.table(_parts(data, name, verdicts), alt=f"Kesimpulan menurut {name}")
            st.caption(NOTES[name])


def _parts(data: Data, name: str, verdicts: Verdicts) -> pd.DataFrame:
    """The verdicts as a table; trainings with their price as well."""
    if name == BY_TRAINING:
        return trainings.trainings_table(data.dataset, verdicts)
    return tables.split_table(name, verdicts)
