"""The verdict on one indicator with the figures of the methods asked for: as a JSON record and as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd

from analysis import wording
from analysis.evidence import weigh
from analysis.impact import METHOD_NAMES, METHODS, Impact, ImpactError, estimate_impact
from analysis.verdict import Verdict, comparable_panel
from analysis.verdict_words import OUTCOME_LABELS
from data.catalog import EVENTS, Event, Indicator
from data.panel import series
from data.problems import NoAnswer

ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class ImpactSummary:
    """A verdict and, by method, its estimate or the Indonesian sentence why there is none; `method` is shown first."""

    verdict: Verdict
    method: str
    estimates: dict[str, Impact]
    refused: dict[str, str]


def summarise_impact(
    panel: pd.DataFrame, indicator: Indicator, method: str = ALL, events: Sequence[Event] = EVENTS
) -> ImpactSummary:
    """Judge `indicator` and estimate by `method` ("all": every one), where it can on the cells the verdict rests on.

    Raises NoAnswer, one Indonesian sentence, where the panel cannot be read.
    """
    try:
        verdict = weigh(panel, indicator, events=events).verdict
    except ImpactError as error:
        raise NoAnswer(str(error)) from error
    rows = series(panel, indicator.key) if verdict.design is None else comparable_panel(verdict.design)
    known = {impact.method: impact for impact in verdict.estimates}
    methods = list(METHODS) if method == ALL else [method]
    estimates, refused = _by_method(rows, [name for name in methods if name not in known])
    estimates |= {name: known[name] for name in methods if name in known}
    return ImpactSummary(verdict, methods[0], {name: estimates[name] for name in methods if name in estimates}, refused)


def _by_method(rows: pd.DataFrame, methods: Iterable[str]) -> tuple[dict[str, Impact], dict[str, str]]:
    estimates, refused = {}, {}
    for method in methods:
        try:
            estimates[method] = estimate_impact(rows, method=method)
        except ImpactError as error:
            refused[method] = str(error)
    return estimates, refused


def impact_record(summary: ImpactSummary) -> dict[str, Any]:
    """One record: the first method's figures (null where it refused), the verdict, and every method asked for."""
    verdict = summary.verdict
    first = summary.estimates.get(summary.method)
    figures = _figures(first) if first else dict.fromkeys(field.name for field in fields(Impact)) | {"event_study": []}
    return {
        "indicator": verdict.indicator.key,
        "unit_of_measure": verdict.indicator.unit,
        "better": verdict.indicator.better,
        **figures,
        "method": summary.method,
        "state": verdict.state,
        "sentence": verdict.sentence,
        "missing": list(verdict.missing),
        "checks": [asdict(check) for check in verdict.checks],
        "level": asdict(verdict.level),
        "minimum_detectable": verdict.minimum_detectable,
        "breakdown_drift": verdict.breakdown_drift,
        "basis": verdict.basis,
        "estimates": [_figures(impact) for impact in summary.estimates.values()],
        "refused": summary.refused,
    }


def _figures(impact: Impact) -> dict[str, Any]:
    figures = {field.name: getattr(impact, field.name) for field in fields(Impact)}
    return figures | {"event_study": impact.event_study.to_dict("records"), "notes": list(impact.notes)}


def impact_sentences(summary: ImpactSummary) -> list[str]:
    """The verdict, what it rests on, its checks and each method's figures; no figures where data is insufficient."""
    verdict = summary.verdict
    if verdict.state == "insufficient":
        return [verdict.sentence, verdict.level.words]
    checks = [f"{check.name} ({OUTCOME_LABELS[check.outcome]}): {check.detail}" for check in verdict.checks]
    estimates = [_estimate(impact, verdict.indicator) for impact in summary.estimates.values()]
    refused = [f"{METHOD_NAMES[method]}: {reason}" for method, reason in summary.refused.items()]
    return [verdict.sentence, verdict.basis, verdict.level.words, *checks, *estimates, *refused]


def _estimate(impact: Impact, indicator: Indicator) -> str:
    between = wording.interval(impact.ci_low, impact.ci_high, wording.change_decimals(indicator))
    change = wording.change(impact.estimate, indicator)
    return f"{METHOD_NAMES[impact.method]}: {change} (selang 95% {between}; {wording.p_value(impact.p)})."
