"""From books to a verdict: what is judged, and what the verdict draws on besides the indicator's own values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.impact.checks import Context
from analysis.impact.randomisation_plan import AssignmentCompliance, RandomisationPlan, assignment_compliance
from analysis.impact.report import Evidence, ImpactReport, compile_impact_report, course
from analysis.impact.verdict import PanelQuestion, Verdict, judge_family, verdict_on
from analysis.stats.event_controls import outside_events
from analysis.text import wording
from data.ingest.parsers.units import kind_of
from data.memoize import memoize
from data.panel.attendance import CANCELLED, COMPLETED, completed, invited
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import Training, meant
from data.vocabulary.events import EVENTS, Event, events_of
from data.vocabulary.holidays import days_off
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency, period_of

MOST_NAMED = 2
PLACEBOS = {"nrr_u4": "Biaya (U4)", "nrr_u9": "Sarana dan prasarana (U9)"}


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Of the trained units' staff: how many were invited to the trainings meant, how many completed one."""

    invited: int
    attended: int


def assess(
    panel: pd.DataFrame,
    indicator: Indicator,
    *,
    events: Sequence[Event] = EVENTS,
    turnout: TakeUp | None = None,
    lot: AssignmentCompliance | None = None,
    thorough: bool = True,
    trainings: str = "pelatihan",
) -> Evidence:
    """Judge `indicator` on the panel of all indicators, beside survey elements that training cannot move.

    `trainings` names what made the units count as trained.
    """
    one = series(panel, indicator.key)
    context = replace(_context(panel, indicator, events, turnout), randomised=lot is not None and lot.followed)
    context = replace(context, trainings=trainings)
    verdict = verdict_on(one, indicator=indicator, context=context, thorough=thorough)
    return Evidence(verdict, one, course(verdict.design), lot)


@memoize(beside=days_off)
def assess_training(
    dataset: Dataset,
    training: Training,
    indicator: Indicator,
    without_events: bool = False,
    plan: RandomisationPlan | None = None,
    thorough: bool = True,
    panel: pd.DataFrame | None = None,
) -> Evidence:
    """`assess` on the panel that these books give for `training`, without the periods of other events where asked.

    With a `plan` only the units that it drew lots for are compared. `panel` is the one that these choices give, where
    it has been built already.
    """
    panel = panel_judged(dataset, training, without_events, plan) if panel is None else panel
    lot = assignment_compliance(plan, _starts(series(panel, indicator.key))) if plan else None
    came = take_up(dataset, training, panel)
    return assess(
        panel, indicator, events=events_of(dataset), turnout=came, lot=lot, thorough=thorough,
        trainings=counted_trainings(dataset, training, panel),
    )  # fmt: skip


def dossier(
    dataset: Dataset,
    training: Training,
    indicator: Indicator,
    without_events: bool = False,
    plan: RandomisationPlan | None = None,
) -> ImpactReport:
    """Weigh the evidence for `training` on `indicator` thoroughly and compile what stands behind it."""
    return compile_impact_report(assess_training(dataset, training, indicator, without_events, plan))


def panel_judged(
    dataset: Dataset, training: Training, without_events: bool, plan: RandomisationPlan | None
) -> pd.DataFrame:
    """The panel that `assess_training` reads for these choices: with a plan, the units that it drew lots for."""
    panel = _panel(dataset, training, without_events)
    return panel[panel["unit"].isin(plan.units)] if plan else panel


def _panel(dataset: Dataset, training: Training, without_events: bool) -> pd.DataFrame:
    panel = panel_of(dataset, training)
    return outside_events(panel, events_of(dataset)) if without_events else panel


def assess_fields(dataset: Dataset, indicator: Indicator, without_events: bool = False) -> dict[str, Verdict]:
    """A verdict for each bidang of training on its own; each knows that the others were asked too (Holm)."""
    fields = sorted({str(bidang) for bidang in dataset.pelatihan["bidang"].dropna()})
    return assess_each(dataset, {bidang: Training(bidang=bidang) for bidang in fields}, indicator, without_events)


def assess_each(
    dataset: Dataset, trainings: Mapping[str, Training], indicator: Indicator, without_events: bool = False
) -> dict[str, Verdict]:
    """A verdict for each of several trainings on its own; each knows that the others were asked too (Holm)."""
    panels = {name: _panel(dataset, one, without_events) for name, one in trainings.items()}
    return judge_family({name: _question(dataset, panels[name], one, indicator) for name, one in trainings.items()})


def assess_unit_kinds(
    dataset: Dataset, training: Training, indicator: Indicator, without_events: bool = False
) -> dict[str, Verdict]:
    """A verdict for each kind of unit (kelurahan, seksi …) on its own; each knows the others were asked too (Holm).

    The kind is the first word of the unit's name. Units of other kinds stay as comparison for as long as they are
    untrained, so that the kinds' effects, weighted by their trained cells, add up to the effect of all.
    """
    panel = _panel(dataset, training, without_events)
    kinds = sorted({kind_of(unit) for unit in panel.loc[panel["first_treated"].notna(), "unit"]})
    panels = {kind: only_kind(panel, kind) for kind in kinds}
    return judge_family({kind: _question(dataset, one, training, indicator) for kind, one in panels.items()})


def assess_indicators(
    dataset: Dataset, training: Training, indicators: Sequence[Indicator], without_events: bool = False
) -> dict[str, Verdict]:
    """A verdict on each indicator on its own; each knows that the others were asked too (Holm)."""
    panel = _panel(dataset, training, without_events)
    return judge_family({indicator.label: _question(dataset, panel, training, indicator) for indicator in indicators})


def only_kind(panel: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The panel in which units of another kind count as untrained, and are not seen from their training on."""
    other = panel["unit"].map(kind_of) != kind
    trained = [
        pd.notna(first) and first <= now for first, now in zip(panel["first_treated"], panel["period"], strict=True)
    ]
    first = panel["first_treated"].where(~other, pd.NaT).astype(object)
    return panel.assign(first_treated=first)[~(other & np.array(trained, dtype=bool))]


def take_up(dataset: Dataset, training: Training, panel: pd.DataFrame) -> TakeUp | None:
    """People of the trained units of `panel` who were invited and who came; None where no attendance was noted.

    A training called off invited nobody; a blank beside noted attendance counts as attended, as everywhere.
    """
    calls = invited(dataset.pegawai, meant(dataset.pelatihan, training))
    if not calls["recorded"].any():
        return None
    calls = calls[calls["unit"].isin(panel.loc[panel["first_treated"].notna(), "unit"])]
    people = calls.loc[calls["outcome"] != CANCELLED, "nip"].nunique()
    return TakeUp(people, calls.loc[calls["outcome"] == COMPLETED, "nip"].nunique()) if people else None


def counted_trainings(dataset: Dataset, training: Training, panel: pd.DataFrame) -> str:
    """Names of the trainings completed in the periods in which units became trained, the most units first.

    One that every trained unit shares stands alone; empty where there is no training book.
    """
    if dataset.pelatihan.empty:
        return ""
    starts = panel.dropna(subset=["first_treated"]).drop_duplicates("unit").set_index("unit")["first_treated"]
    rows = completed(dataset.pegawai, meant(dataset.pelatihan, training)).dropna(subset=["date"])
    rows = rows[rows["unit"].isin(starts.index)]
    began = [period_of(day, frequency(starts[unit])) == starts[unit] for unit, day in rows[["unit", "date"]].to_numpy()]
    units = rows[np.array(began, dtype=bool)].groupby("nama_pelatihan")["unit"].nunique().sort_values(ascending=False)
    return _named([str(name) for name in units.index], bool(len(units)) and units.iloc[0] == len(starts))


def _named(names: Sequence[str], shared: bool) -> str:
    """One name, two, or the first and how many others."""
    if shared or len(names) < MOST_NAMED + 1:
        return wording.listing(names[: 1 if shared else MOST_NAMED]) or "pelatihan"
    return f"{names[0]} dan {wording.count(len(names) - 1)} pelatihan lain"


def _question(dataset: Dataset, panel: pd.DataFrame, training: Training, indicator: Indicator) -> PanelQuestion:
    """One of a family of questions, with its own placebos and turnout."""
    context = _context(panel, indicator, events_of(dataset), take_up(dataset, training, panel))
    context = replace(context, trainings=counted_trainings(dataset, training, panel))
    return PanelQuestion(series(panel, indicator.key), indicator, context)


def _context(panel: pd.DataFrame, indicator: Indicator, events: Sequence[Event], came: TakeUp | None) -> Context:
    known = set(panel["indicator"]) - {indicator.key}
    placebos = {label: series(panel, key) for key, label in PLACEBOS.items() if key in known}
    invited, attended = (came.invited, came.attended) if came else (None, None)
    return Context(events=tuple(events), placebos=placebos, invited=invited, attended=attended)


def _starts(rows: pd.DataFrame) -> dict[str, pd.Period | None]:
    """Each unit's first trained period; None where it was not trained."""
    first = rows.groupby("unit")["first_treated"].first()
    return {str(unit): None if pd.isna(when) else when for unit, when in first.items()}
