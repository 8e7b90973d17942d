"""Everything behind one verdict, for the analyst, the auditor, the command line and the files they take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.before_after.compute import BeforeAfter, compare
from analysis.impact.checks import drift
from analysis.impact.estimators import (
    Design,
    DoseResponse,
    ImpactError,
    counterfactual,
    dose_response,
    group_time,
)
from analysis.impact.estimators.estimate import of_one_place
from analysis.impact.estimators.result import FloatArray
from analysis.impact.sensitivity import Sensitivity, sensitivity
from analysis.impact.verdict import Verdict, comparable_panel

if TYPE_CHECKING:
    from analysis.impact.randomisation_plan import AssignmentCompliance


COURSE = ["relative", "actual", "counterfactual", "n_units"]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A verdict, and what it is about.

    `rows` is the indicator's panel that was judged (`data.panel.build.series`). `course`: one row a period relative to
    training (0: the first trained one) seen in at least half of the trained units, means over the units seen there:
    relative, actual, counterfactual (both in the indicator's unit), n_units. `lot` says whether the units were trained
    in the order of a plan drawn by lot (None: no plan was named).
    """

    verdict: Verdict
    rows: pd.DataFrame
    course: pd.DataFrame
    lot: AssignmentCompliance | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ImpactReport:
    """A verdict with the raw comparison, dose and response, and the effect of every wave of training.

    `rows` are the panel that was read, with a column `used`: the verdict's own cells. `cells` holds the effect of every
    wave of training in every period, `waves` of every wave (`GroupTime.table` and `.waves`; empty where there are
    none). `dose` is None where the data cannot give it; `refused` says why, in Indonesian, by "dose" or "waves".
    `sensitivity` is empty where nothing could be estimated.
    """

    evidence: Evidence
    rows: pd.DataFrame
    raw: BeforeAfter
    dose: DoseResponse | None
    cells: pd.DataFrame
    waves: pd.DataFrame
    refused: dict[str, str]
    sensitivity: tuple[Sensitivity, ...]


def compile_impact_report(evidence: Evidence) -> ImpactReport:
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
    return ImpactReport(evidence, _marked(evidence), raw, dose, cells, waves, refused, other_assumptions(evidence))


def other_assumptions(evidence: Evidence) -> tuple[Sensitivity, ...]:
    """The effect under other assumptions than the headline's; none where nothing could be estimated."""
    verdict = evidence.verdict
    if verdict.design is None:
        return ()
    return sensitivity(verdict.design, verdict.drift or drift(verdict.design), evidence.rows)


def _waves(verdict: Verdict, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Effects by wave and period, and by wave, on the cells the verdict rests on (all, where they allow none)."""
    design = of_one_place(comparable_panel(verdict.design) if verdict.design else rows)
    effects = group_time(design)
    return effects.table(design), effects.waves(design)


def _marked(evidence: Evidence) -> pd.DataFrame:
    """The rows that were read, with `used` True where the verdict rests on them."""
    rows, design = evidence.rows, evidence.verdict.design
    if design is None:
        return rows.assign(used=False)
    units, columns = np.nonzero(design.observed)
    used = pd.MultiIndex.from_arrays([np.array(design.units)[units], design.periods[columns]])
    return rows.assign(used=pd.MultiIndex.from_frame(rows[[design.noun, "period"]]).isin(used))


def course(design: Design | None) -> pd.DataFrame:
    """Trained units as they went and as they would have gone without training, lined up at their training.

    Each unit is moved to the mean level before training, so that a line does not jump where another unit comes in.
    """
    if design is None:
        return pd.DataFrame(columns=COURSE)
    actual, expected = _level_lines(design)
    seen = design.observed & np.isfinite(expected) & design.switchers[:, None]
    rows = pd.DataFrame({"relative": design.relative[seen], "actual": actual[seen], "counterfactual": expected[seen]})
    means = rows.groupby("relative").mean().assign(n_units=rows.groupby("relative").size()).reset_index()
    return means.loc[2 * means["n_units"] >= design.switchers.sum(), COURSE].reset_index(drop=True)


def calendar_time_path(design: Design) -> pd.DataFrame:
    """The trained units' mean as it went and as it would have gone without training, one row a calendar period.

    period, actual, counterfactual, n_trained (units trained by then). The same units throughout: a unit enters by its
    distance from its own level before training, so that one missing value moves no line by the units' difference.
    """
    actual, expected = _level_lines(design)
    seen = design.there & np.isfinite(expected) & design.switchers[:, None]
    n_units = seen.sum(0)
    kept = n_units > 0
    lines = {
        name: np.where(seen, line, 0).sum(0)[kept] / n_units[kept]
        for name, line in (("actual", actual), ("counterfactual", expected))
    }
    trained = (design.switchers[:, None] & (np.arange(len(kept)) >= design.first[:, None])).sum(0)[kept]
    return pd.DataFrame({"period": design.periods[kept], **lines, "n_trained": trained})


def _level_lines(design: Design) -> tuple[FloatArray, FloatArray]:
    """G×T values and counterfactuals, each unit moved to the trained units' mean level before training."""
    before = design.observed & (design.relative < 0)
    level = (design.outcome * before).sum(1) / np.maximum(before.sum(1), 1)
    shift = level[design.switchers].mean() - level
    return design.value + shift[:, None], counterfactual(design) + shift[:, None]
