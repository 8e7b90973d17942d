"""The case for the budget at once: what was spent, what it bought, and what closing the gap would cost."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.before_after.compute import compare, sides
from analysis.competence.compliance import compliance, latest_year
from analysis.cost.compute import (
    CostOfMinimum,
    CostPerPoint,
    Scenario,
    TrainingCost,
    cost_of_minimum,
    cost_per_point,
    cost_to_close,
    training_cost,
)
from analysis.impact.estimators import Design
from analysis.impact.evidence import assess_training
from analysis.impact.verdict import Verdict
from data.panel.attendance import completed
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, Training, meant
from data.problems import NotExported
from data.vocabulary.indicators import Indicator
from data.vocabulary.regulations import jp_rule

IMPUTATION, BEFORE_AFTER = "imputation", "before-after"
LEFT_OUT = "Biaya pelatihan dan lembar anggaran"
"""What of a kecamatan's costs stays there."""


@dataclass(frozen=True, slots=True)
class EffectEstimate:
    """Mean change of the trained units in the indicator's unit with its 95% interval, and the method it came from.

    `until` holds, for each unit that the change was measured in, the last moment it was measured.
    """

    method: str
    estimate: float
    ci_low: float
    ci_high: float
    until: Mapping[str, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class CostSummary:
    """Costs of the chosen trainings; a part the books have no data for is None.

    method names where the effect in point came from; before-after cannot tell training from what else changed. minimum
    and scenario speak of all trainings of the year, for PNS.
    """

    costs: TrainingCost
    point: CostPerPoint | None
    method: str | None
    minimum: CostOfMinimum | None
    scenario: Scenario | None


def summarise_cost(
    dataset: Dataset,
    indicator: Indicator,
    training: Training = ANY,
    year: int | None = None,
    panel: pd.DataFrame | None = None,
) -> CostSummary:
    """Cost of `training`, its price per point of `indicator`, and the yearly minimum in `year` (None: the newest).

    `panel` is that of the dataset and training, where it has been built already. NotExported for a region.
    """
    if dataset.exported:
        raise NotExported(LEFT_OUT)
    chosen = meant(dataset.pelatihan, training)
    panel = panel_of(dataset, training) if panel is None else panel
    rows = series(panel, indicator.key)
    effect = effect_of(assess_training(dataset, training, indicator, thorough=False, panel=panel).verdict, rows)
    costs = training_cost(dataset.pegawai, chosen)
    year = year or latest_year(dataset.pelatihan)
    ruled = year is not None and jp_rule("PNS", year) is not None and not dataset.pegawai.empty
    status = compliance(dataset.pegawai, dataset.pelatihan, year) if year and ruled else None
    return CostSummary(
        costs=costs,
        point=point_price(dataset.pegawai, chosen, effect, indicator) if effect else None,
        method=effect.method if effect else None,
        minimum=cost_of_minimum(dataset.pegawai, dataset.pelatihan, status.year) if status else None,
        scenario=cost_to_close(status, training_cost(dataset.pegawai, dataset.pelatihan)) if status else None,
    )


def effect_of(verdict: Verdict, rows: pd.DataFrame) -> EffectEstimate | None:
    """The verdict's own figure where there is one, else before–after over units; None where neither can be had."""
    if verdict.design and verdict.estimates:
        found = verdict.estimates[0]
        return EffectEstimate(IMPUTATION, found.estimate, found.ci_low, found.ci_high, _judged_until(verdict.design))
    change = compare(rows, verdict.indicator)
    compared = sides(rows, change.window)
    until = {unit: side[1]["period"].max().end_time for unit, side in compared.items() if not isinstance(side, str)}
    return EffectEstimate(BEFORE_AFTER, change.difference, change.ci_low, change.ci_high, until) if until else None


def _judged_until(design: Design) -> dict[str, pd.Timestamp]:
    after = design.observed & (design.relative >= 0) & design.switchers[:, None]
    return {design.units[unit]: design.periods[np.flatnonzero(after[unit])[-1]].end_time
            for unit in np.flatnonzero(after.any(1))}  # fmt: skip


def price(dataset: Dataset, training: Training, verdict: Verdict) -> CostPerPoint | None:
    """The price of a point that the verdict's trained units gained by `training`; None without effect or known cost."""
    if not verdict.estimates:
        return None
    effect = effect_of(verdict, pd.DataFrame())
    chosen = meant(dataset.pelatihan, training)
    return point_price(dataset.pegawai, chosen, effect, verdict.indicator) if effect else None


def point_price(
    pegawai: pd.DataFrame, pelatihan: pd.DataFrame, effect: EffectEstimate, indicator: Indicator
) -> CostPerPoint | None:
    """What a point cost in the units it was measured in, by what was spent until then; None without a known cost."""
    people = completed(pegawai, pelatihan)
    priced = people[people["unit"].isin(effect.until)].dropna(subset=["biaya"])
    late = priced["date"] > priced["unit"].map(effect.until)
    if late.all():
        return None
    spent, later = (float(priced.loc[part, "biaya"].sum()) for part in (~late, late))
    return cost_per_point(
        spent, len(effect.until), effect.estimate, effect.ci_low, effect.ci_high, indicator, later=later
    )
