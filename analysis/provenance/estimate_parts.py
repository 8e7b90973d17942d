"""What the pages show of comparisons and estimates, made again from the values of the panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from analysis.before_after import chart as pairs
from analysis.before_after import text as before_after_text
from analysis.before_after.compute import BeforeAfter, compare
from analysis.impact import tables
from analysis.impact import text as impact_text
from analysis.impact.evidence import PLACEBOS, assess, panel_judged, take_up
from analysis.impact.randomisation_plan import RandomisationPlan
from analysis.impact.report import Evidence, ImpactReport, compile_impact_report
from analysis.impact.verdict import Verdict
from analysis.provenance.rows import TRAINED, book_rows, dataset_of, of_indicators, panel_of, panel_rows, series_of
from analysis.provenance.shown import Draw, Part
from analysis.targets import chart as goals
from analysis.targets import text as targets_text
from analysis.targets.compute import TargetStatus, target_statuses
from data.panel.build import build_panel, series
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.panel.exposure import Training
from data.vocabulary.events import events_of
from data.vocabulary.indicators import Indicator

Filters = Mapping[str, str]
PAIRED = (
    "Tiap unit: rata-rata nilainya dalam {window} periode sejak Mulai terlatih dikurangi rata-rata {window} periode "
    "sebelumnya. Selang 95% dan p: uji t berpasangan antarunit; bootstrap: unit ditarik ulang 9.999 kali dengan angka "
    "awal 0; ukuran efek: Hedges g."
)
AS_WRITTEN = "Angka yang tertulis di buku kinerja, atau yang dihitung dari jawaban survei dan berkas periodenya."
JUDGED = (
    "Tetapan unit dan periode ditaksir dari nilai sebelum terlatih; pengaruh: rata-rata selisih nilai sesudahnya dari "
    "jumlah kedua tetapan (imputasi). Galat baku: jackknife per unit; selang 95% dan p: Student t; uji acak: 999 "
    "undian ulang tanggal pelatihan dengan angka awal 0. Cara lain dan tiap pemeriksaan memakai nilai yang sama; "
    "pembanding semu memakai unsur {placebos}.{came}"
)
HELD_TO = (
    "Rata-rata nilai unit pada tahun itu; batas kebetulan: rata-rata ± galat bakunya × kuantil t setingkat tiga sigma; "
    "capaian: 100 × rata-rata ÷ target, dibalik bila makin rendah makin baik."
)
TRAINED_SHARE = (
    "Porsi terlatih: bagian pegawai unit yang sudah menyelesaikan pelatihan pada akhir periode (%); JP per pegawai: "
    "jumlah JP mereka sejauh itu ÷ banyaknya pegawai."
)


def compared(dataset: Dataset, same: pd.DataFrame, result: BeforeAfter, filters: Filters) -> Part:
    """A before–after comparison; `same` is what `compare` was given for it, as a series."""
    known, units = result.indicator, [pair.unit for pair in result.pairs]
    rows = same[same["unit"].isin(units)].assign(indicator=known.key)

    def again(table: pd.DataFrame) -> BeforeAfter:
        return compare(series_of(table, known.key), known, window=result.window)

    return Part(
        result, PAIRED.format(window=result.window), partial(panel_rows, dataset, rows), again,
        {
            "Ringkas": lambda one: [before_after_text.outcome(one)],
            "Kartu": before_after_text.cards,
            "Jawaban": lambda one: [before_after_text.sentence(one)],
            "Tiap unit": lambda one: pairs.dumbbell(one, ""),
        },
        filters,
    )  # fmt: skip


def followed(dataset: Dataset, rows: pd.DataFrame, known: Indicator, filters: Filters) -> Part:
    """Every value of one indicator's series, as the books give it."""
    return Part(
        rows, AS_WRITTEN, partial(panel_rows, dataset, rows.assign(indicator=known.key)),
        lambda table: series_of(table, known.key),
        {"Perjalanan": lambda found: pairs.over_time(found, known, "", ())}, filters,
    )  # fmt: skip


def exposed(dataset: Dataset, training: Training, known: Indicator, filters: Filters) -> Part:
    """How much training each unit had had by each period in which `known` has a value."""

    def exposure(data: Dataset) -> pd.DataFrame:
        return series(build_panel(data, training), known.key)

    return Part(
        exposure(dataset), TRAINED_SHARE, partial(of_indicators, dataset, [known.key], TRAINED),
        lambda table: exposure(dataset_of(table)),
        {"Paparan": lambda rows: rows[["unit", "period", "porsi_terlatih", "jp_per_pegawai"]].set_axis(
            ["Unit", "Periode", "Porsi terlatih (%)", "JP per pegawai"], axis=1
        )},
        filters,
    )  # fmt: skip


def judged(
    dataset: Dataset,
    weighed: Evidence,
    training: Training,
    filters: Filters,
    without_events: bool = False,
    plan: RandomisationPlan | None = None,
    thorough: bool = True,
) -> Part:
    """A verdict and, where `thorough`, all that an analyst and an auditor see of it; as `weigh_training` was asked."""
    known, events = weighed.verdict.indicator, events_of(dataset)
    panel = panel_judged(dataset, training, without_events, plan)
    came = take_up(dataset, training, panel)
    judged_rows = panel[panel["indicator"].isin([known.key, *PLACEBOS])]
    told = f" Kehadiran: {came.attended} dari {came.invited} yang diundang." if came else ""

    def again(table: pd.DataFrame) -> ImpactReport:
        return compile_impact_report(
            assess(panel_of(table), known, events=events, turnout=came, lot=weighed.lot, thorough=thorough)
        )

    words = JUDGED.format(placebos=" dan ".join(PLACEBOS.values()), came=told)
    draws = _DOSSIER if thorough else {name: _DOSSIER[name] for name in AT_ONCE}
    return Part(compile_impact_report(weighed), words, partial(panel_rows, dataset, judged_rows), again, draws, filters)


def split(
    dataset: Dataset,
    name: str,
    compute: Callable[..., Mapping[str, Verdict]],
    arguments: Sequence[Any],
    verdicts: Mapping[str, Verdict],
    filters: Filters,
) -> Part:
    """The question split by `name` (bidang, kind of unit …): `compute(dataset, *arguments)` gave `verdicts`."""
    keys = sorted({*PLACEBOS, *(one.indicator.key for one in verdicts.values())})
    rows = partial(of_indicators, dataset, keys, {**TRAINED, "kejadian": FRAME_COLUMNS["kejadian"]})
    words = JUDGED.format(placebos=" dan ".join(PLACEBOS.values()), came=" Tiap bagian dikoreksi Holm atas semuanya.")
    return Part(
        verdicts, words, rows, lambda table: compute(dataset_of(table), *arguments),
        {f"Menurut {name}": partial(tables.split_table, name)}, filters,
    )  # fmt: skip


AT_ONCE = ("Putusan", "Kenyataan dan perkiraan")
"""What a leader sees of a verdict."""


def _verdict_sentences(dossier: ImpactReport) -> list[str]:
    verdict, dose = dossier.evidence.verdict, dossier.dose
    more = [impact_text.power_sentence(verdict), impact_text.breakdown_sentence(verdict)] if verdict.estimates else []
    slope = [impact_text.dose_sentence(dose, verdict.indicator)] if dose else []
    return [verdict.sentence, verdict.basis, *impact_text.further(verdict), *more, *slope]


def _if_estimated(draw: Draw) -> Draw:
    """What is drawn only where there is an estimate."""
    return lambda dossier: draw(dossier) if dossier.evidence.verdict.estimates else []


_DOSSIER: dict[str, Draw] = {
    "Putusan": _verdict_sentences,
    "Kartu": _if_estimated(lambda one: impact_text.cards(one.evidence.verdict)),
    "Mentah dan disesuaikan": _if_estimated(lambda one: impact_text.raw_and_adjusted(one.raw, one.evidence.verdict)),
    "Semua cara": tables.estimates_table,
    "Kenyataan dan perkiraan": lambda one: one.evidence.course.rename(columns=tables.COURSE),
    "Pengaruh per periode": tables.event_table,
    "Gelombang": tables.waves_table,
    "Gelombang per periode": tables.cells_table,
    "Pasangan": lambda one: tables.pairs_table(one.raw),
    "Rancangan": tables.design_table,
    "Daya": lambda one: [", ".join(row) for row in tables.power_table(one.evidence.verdict).itertuples(index=False)],
    "Pemeriksaan": lambda one: [f"{check.name}: {check.detail}" for check in one.evidence.verdict.checks],
}


def held_to_targets(dataset: Dataset, several: Sequence[TargetStatus], panel: pd.DataFrame, filters: Filters) -> Part:
    """Every unit against every target of one year."""
    year = several[0].year
    keys = {one.indicator.key for one in several}
    own = panel[panel["indicator"].isin(keys) & panel["period"].map(lambda period: period.year == year)]
    dated = replace(dataset, target=dataset.target[dataset.target["tahun"] == year])

    def rows() -> pd.DataFrame:
        return pd.concat([panel_rows(dataset, own), book_rows(dated, {"target": FRAME_COLUMNS["target"]})])

    def again(table: pd.DataFrame) -> tuple[TargetStatus, ...]:
        return tuple(one for one in target_statuses(panel_of(table), dataset_of(table).target) if one.year == year)

    return Part(
        tuple(several), HELD_TO, rows, again,
        {"Target": lambda found: [targets_text.sentence(found)], "Tiap unit": goals.targets_table},
        filters,
    )  # fmt: skip
