"""What a verdict on one indicator draws on besides its own values, taken from the same panel and books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.checks import Context
from analysis.event_controls import outside_events
from analysis.impact import counterfactual
from analysis.impact.design import read_grid
from analysis.readiness import readiness
from analysis.verdict import Verdict, judge, judge_family
from data.catalog import EVENTS, Event, Indicator
from data.dataset import Dataset
from data.events import events_of
from data.exposure import Training
from data.panel import build_panel, series

PLACEBOS = {"nrr_u4": "Biaya (U4)", "nrr_u9": "Sarana dan prasarana (U9)"}
COURSE = ["relative", "actual", "counterfactual", "n_units"]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A verdict, and the course it is about.

    `course`: one row a period relative to training (0: the first trained one) seen in at least half of the trained
    units, means over the units seen there: relative, actual, counterfactual (both in the indicator's unit), n_units.
    """

    verdict: Verdict
    course: pd.DataFrame


def weigh(
    panel: pd.DataFrame, indicator: Indicator, *, events: Sequence[Event] = EVENTS, thorough: bool = True
) -> Evidence:
    """Judge `indicator` on the panel of all indicators, beside survey elements that training cannot move."""
    one = series(panel, indicator.key)
    placebos = {label: series(panel, key) for key, label in PLACEBOS.items() if (panel["indicator"] == key).any()}
    context = Context(events=tuple(events), placebos=placebos)
    verdict = judge(one, indicator=indicator, context=context, thorough=thorough)
    return Evidence(verdict, course(one) if verdict.estimates else pd.DataFrame(columns=COURSE))


def weigh_training(
    dataset: Dataset, training: Training, indicator: Indicator, without_events: bool = False
) -> Evidence:
    """`weigh` on the panel that these books give for `training`, without the periods of other events where asked."""
    events, panel = events_of(dataset), build_panel(dataset, training)
    return weigh(outside_events(panel, events) if without_events else panel, indicator, events=events)


def weigh_fields(dataset: Dataset, indicator: Indicator) -> dict[str, Verdict]:
    """A verdict for each bidang of training on its own; each knows that the others were asked too (Holm)."""
    fields = sorted({str(bidang) for bidang in dataset.pelatihan["bidang"].dropna()})
    panels = {bidang: series(build_panel(dataset, Training(bidang=bidang)), indicator.key) for bidang in fields}
    return judge_family(panels, indicator=indicator, context=Context(events=events_of(dataset)))


def course(panel: pd.DataFrame) -> pd.DataFrame:
    """Trained units as they went and as they would have gone without training, lined up at their training."""
    design = readiness(read_grid(panel)).design
    if design is None:
        return pd.DataFrame(columns=COURSE)
    expected = counterfactual(design)
    seen = design.observed & np.isfinite(expected) & design.switchers[:, None]
    rows = pd.DataFrame(
        {"relative": design.relative[seen], "actual": design.value[seen], "counterfactual": expected[seen]}
    )
    means = rows.groupby("relative").mean().assign(n_units=rows.groupby("relative").size()).reset_index()
    return means.loc[2 * means["n_units"] >= design.switchers.sum(), COURSE].reset_index(drop=True)
