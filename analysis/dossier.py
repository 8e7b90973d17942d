"""Everything behind one verdict, for the analyst, the auditor, the command line and the files they take along."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.before_after import BeforeAfter, compare
from analysis.evidence import Evidence, weigh_training
from analysis.impact import DoseResponse, ImpactError, build_design, dose_response, group_time
from analysis.planner import Plan
from analysis.verdict import Verdict, comparable_panel
from data.catalog import Indicator
from data.dataset import Dataset
from data.exposure import Training


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """A verdict with the raw comparison, dose and response, and the effect of every wave of training.

    `rows` are the panel that was read, with a column `used`: the verdict's own cells. `cells` holds the effect of every
    wave of training in every period, `waves` of every wave (`GroupTime.table` and `.waves`; empty where there are
    none). `dose` is None where the data cannot give it; `refused` says why, in Indonesian, by "dose" or "waves".
    """

    evidence: Evidence
    rows: pd.DataFrame
    raw: BeforeAfter
    dose: DoseResponse | None
    cells: pd.DataFrame
    waves: pd.DataFrame
    refused: dict[str, str]


def dossier(
    dataset: Dataset,
    training: Training,
    indicator: Indicator,
    without_events: bool = False,
    plan: Plan | None = None,
) -> Dossier:
    """Weigh the evidence for `training` on `indicator` thoroughly and compile what stands behind it."""
    return compile_dossier(weigh_training(dataset, training, indicator, without_events, plan))


def compile_dossier(evidence: Evidence) -> Dossier:
    """The dossier of evidence that was weighed already."""
    refused: dict[str, str] = {}
    dose, cells, waves = None, pd.DataFrame(), pd.DataFrame()
    try:
        dose = dose_response(evidence.rows)
    except ImpactError as error:
        refused["dose"] = str(error)
    try:
        cells, waves = _waves(evidence.verdict, evidence.rows)
    except ImpactError as error:
        refused["waves"] = str(error)
    raw = compare(evidence.rows, evidence.verdict.indicator)
    return Dossier(evidence, _marked(evidence), raw, dose, cells, waves, refused)


def _waves(verdict: Verdict, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Effects by wave and period, and by wave, on the cells the verdict rests on (all, where they allow none)."""
    design = build_design(comparable_panel(verdict.design) if verdict.design else rows)
    effects = group_time(design)
    return effects.table(design), effects.waves(design)


def _marked(evidence: Evidence) -> pd.DataFrame:
    """The rows that were read, with `used` True where the verdict rests on them."""
    rows, design = evidence.rows, evidence.verdict.design
    if design is None:
        return rows.assign(used=False)
    used = pd.MultiIndex.from_frame(comparable_panel(design)[["unit", "period"]])
    return rows.assign(used=pd.MultiIndex.from_frame(rows[["unit", "period"]]).isin(used))
