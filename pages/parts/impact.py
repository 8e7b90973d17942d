"""The parts of the page Dampak: is it real, trainings side by side, unit by unit, other methods, waves, the files."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from analysis.before_after import chart as before_after_chart
from analysis.cost import chart as cost_chart
from analysis.cost import trainings
from analysis.impact import chart as draw
from analysis.impact import evidence, reproduction, tables
from analysis.impact import text as impact_text
from analysis.impact.doubts import Doubt, doubts
from analysis.impact.report import ImpactReport
from analysis.impact.verdict import Verdict
from analysis.provenance import estimates
from analysis.provenance.origin import Source
from analysis.text import files as text_files
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator
from pages.parts import cache, show
from pages.parts.cache import Data
from pages.parts.chart_card import chart_card
from pages.parts.provenance import Sources

Verdicts = Mapping[str, Verdict]
Split = tuple[Callable[..., Verdicts], tuple[Any, ...]]
Chosen = Mapping[str, str]

HOLM = (
    "Tiap baris dihitung sendiri; karena beberapa pertanyaan diajukan pada data yang sama, tiap kesimpulan memakai "
    "koreksi Holm dan dapat lebih hati-hati daripada bila hanya satu yang ditanyakan."
)
KINDS_OF_UNIT = (
    "Jenis unit dibaca dari kata pertama namanya. Unit jenis lain tetap menjadi pembanding selama belum dilatih, "
    "sehingga bagian-bagian ini menyusun dampak keseluruhan."
)
BY_TRAINING, BY_FIELD, BY_KIND, BY_INDICATOR = "pelatihan", "bidang pelatihan", "jenis unit", "indikator"
MARKS = {
    "pass": ":blue[:material/check_circle:]", "warn": ":orange[:material/error:]", "fail": ":red[:material/cancel:]",
}  # fmt: skip


def splits(training: Training, indicator: Indicator, outcomes: Sequence[Indicator], without: bool) -> dict[str, Split]:
    """How the question can be split: what computes the verdicts from a dataset, and with which arguments."""
    return {
        BY_TRAINING: (trainings.assess_trainings, (indicator, without)),
        BY_FIELD: (evidence.assess_fields, (indicator, without)),
        BY_KIND: (evidence.assess_unit_kinds, (training, indicator, without)),
        BY_INDICATOR: (evidence.assess_indicators, (training, tuple(outcomes), without)),
    }


def is_it_real(verdict: Verdict) -> None:
    """Four plain questions with their marks, two beside each other; the technical checks open inside."""
    several = doubts(verdict)
    for pair in (several[:2], several[2:]):
        for place, doubt in zip(st.columns(2), pair, strict=True):
            with place.container(border=True, height="stretch", gap="xsmall"):
                _doubt(doubt)


def _doubt(doubt: Doubt) -> None:
    st.markdown(f"{MARKS[doubt.outcome]} **{show.plain(doubt.question)}**")
    st.markdown(show.plain(doubt.answer))
    with st.expander(f"{len(doubt.checks)} pemeriksaan"):
        show.checks(doubt.checks)


def compared_trainings(data: Data, ways: Mapping[str, Split], about: Chosen, sources: Sources) -> None:
    """Each training's effect as a bar with its evidence and price, and below it each field of training."""
    verdicts = _verdicts(data, ways[BY_TRAINING])
    picture = cache.cached_chart(data, cost_chart.effects, data.dataset, verdicts, f"{HOLM} {about['Sumber']}")
    chart_card(picture, "dampak-pelatihan", about, sources, picks="pelatihan")
    _split(data, BY_FIELD, ways, HOLM)


def trained_units(
    data: Data, dossier: ImpactReport, ways: Mapping[str, Split], about: Chosen, sources: Sources
) -> None:
    """Every trained unit before and after, how much of each unit counts, and the verdict for each kind of unit."""
    if dossier.raw.pairs:
        picture = cache.cached_chart(data, before_after_chart.dumbbell, dossier.raw, about["Sumber"])
        chart_card(picture, "dampak-unit", about, sources)
    with st.expander("Unit yang dipakai"):
        show.table(tables.design_table(dossier), alt="Tiap unit: bulan yang dipakai", decimals=tables.decimals(dossier))
    _split(data, BY_KIND, ways, f"{KINDS_OF_UNIT} {HOLM}")


def other_ways(data: Data, dossier: ImpactReport, ways: Mapping[str, Split], about: Chosen, sources: Sources) -> None:
    """All methods in one picture, what these data can show at all, and the same question of other indicators."""
    verdict = dossier.evidence.verdict
    picture = cache.cached_chart(data, draw.forest, dossier, about["Sumber"])
    chart_card(picture, "dampak-cara", about, sources)
    said = impact_text.further(verdict)
    if dossier.sensitivity:
        said.append(impact_text.sensitivity_sentence(dossier.sensitivity, verdict.estimates[0]))
    st.markdown("\n".join(f"- {show.plain(sentence)}" for sentence in said))
    with st.expander("Bila andaiannya lain"):
        show.table(tables.sensitivity_table(dossier), alt="Bila andaiannya lain", decimals=tables.decimals(dossier))
    with st.expander("Data yang diperlukan agar perubahan yang lebih kecil terlihat"):
        show.table(tables.power_table(verdict), alt="Data yang diperlukan agar perubahan yang lebih kecil terlihat")
        st.caption(f"Dengan peluang 80%. {impact_text.EXTRAPOLATED}")
    _split(data, BY_INDICATOR, ways, HOLM)


def waves_and_dose(dossier: ImpactReport) -> None:
    """The effect of each wave of training, of each wave in each period, and of more hours."""
    show.table(tables.waves_table(dossier), alt="Dampak tiap gelombang pelatihan", decimals=tables.decimals(dossier))
    if dossier.dose:
        st.markdown(show.plain(impact_text.dose_sentence(dossier.dose, dossier.evidence.verdict.indicator)))
    with st.expander("Gelombang pelatihan tiap periode"):
        show.table(
            tables.cells_table(dossier), alt="Dampak tiap gelombang tiap periode", decimals=tables.decimals(dossier)
        )
    show.notes(list(dossier.refused.values()))


def split_sources(data: Data, ways: Mapping[str, Split], about: Chosen) -> list[Source]:
    """Where the verdicts of each way of splitting, and the prices beside them, come from."""
    splits = [
        estimates.split(data.dataset, name, compute, arguments, cache.cached(data, compute, *arguments), about)
        for name, (compute, arguments) in ways.items()
    ]
    _, arguments = by_training = ways[BY_TRAINING]
    return [*splits, estimates.priced(data.dataset, _verdicts(data, by_training), arguments, about)]


def files(data: Data, dossier: ImpactReport, ways: Mapping[str, Split], about: Chosen) -> None:
    """Every number as XLSX, the panel with a script that computes the figures again, and what is assumed."""

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
    st.subheader("Yang diandaikan", anchor=False)
    st.markdown("\n".join(f"- {show.plain(sentence)}" for sentence in impact_text.ASSUMED))


def _file(label: str, content: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(label, content, name, mime, key=name, icon=":material/download:", on_click="ignore")


def _verdicts(data: Data, split: Split) -> Verdicts:
    compute, arguments = split
    return cache.cached(data, compute, *arguments)


def _split(data: Data, name: str, ways: Mapping[str, Split], note: str) -> None:
    verdicts = _verdicts(data, ways[name])
    with st.expander(f"Menurut {name}"):
        show.table(tables.split_table(name, verdicts).drop(columns="Dasar"), alt=f"Kesimpulan menurut {name}")
        st.caption(note)
