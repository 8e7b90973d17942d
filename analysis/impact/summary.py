"""The verdict on one indicator with the figures of the methods asked for: as a JSON record and as sentences."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd

from analysis.impact import text as impact_text
from analysis.impact.estimators import METHOD_NAMES, METHODS, DoseResponse, Impact, ImpactError, estimate_effect
from analysis.impact.report import ImpactReport
from analysis.impact.sensitivity import Sensitivity
from analysis.impact.verdict import Verdict, comparable_panel
from analysis.impact.verdict_text import OUTCOME_LABELS
from analysis.text import wording
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import period_text

ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class ImpactSummary:
    """A dossier and, by method, its estimate or the Indonesian sentence why there is none; `method` is shown first."""

    dossier: ImpactReport
    method: str
    estimates: dict[str, Impact]
    refused: dict[str, str]

    @property
    def verdict(self) -> Verdict:
        """What may be said."""
        return self.dossier.evidence.verdict


def summarise_impact(dossier: ImpactReport, method: str = ALL) -> ImpactSummary:
    """Estimate by `method` ("all": every one), where it can on the cells the verdict rests on."""
    verdict = dossier.evidence.verdict
    rows = dossier.rows if verdict.design is None else comparable_panel(verdict.design)
    known = {impact.method: impact for impact in verdict.estimates}
    methods = list(METHODS) if method == ALL else [method]
    estimates, refused = _by_method(rows, [name for name in methods if name not in known])
    estimates |= {name: known[name] for name in methods if name in known}
    found = {name: estimates[name] for name in methods if name in estimates}
    return ImpactSummary(dossier, methods[0], found, refused)


def _by_method(rows: pd.DataFrame, methods: Iterable[str]) -> tuple[dict[str, Impact], dict[str, str]]:
    estimates, refused = {}, {}
    for method in methods:
        try:
            estimates[method] = estimate_effect(rows, method=method)
        except ImpactError as error:
            refused[method] = str(error)
    return estimates, refused


def impact_record(summary: ImpactSummary) -> dict[str, Any]:
    """One record: the first method's figures (null where it refused), the verdict, and every method asked for."""
    verdict = summary.verdict
    first = summary.estimates.get(summary.method)
    figures = _figures(first) if first else _no_figures(summary.dossier.rows)
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
        "needed": asdict(verdict.needed) if verdict.needed else None,
        "breakdown_drift": verdict.breakdown_drift,
        "drift": asdict(verdict.drift) if verdict.drift else None,
        "basis": verdict.basis,
        "adjusted_p": verdict.adjusted_p,
        "estimates": [_figures(impact) for impact in summary.estimates.values()],
        "refused": summary.refused,
        "unanswered": summary.dossier.refused,
        "sensitivity": [_assumed(one) for one in summary.dossier.sensitivity],
        **_behind(summary.dossier),
    }


def _no_figures(rows: pd.DataFrame) -> dict[str, Any]:
    """The same keys where nothing could be estimated: no figures, but what there is to count."""
    seen = rows.dropna(subset=["value"])
    trained = seen.loc[seen["first_treated"].notna(), "unit"].nunique()
    counts = {
        "n_units": seen["unit"].nunique(), "n_treated": trained, "n_never": seen["unit"].nunique() - trained,
        "n_periods": seen["period"].nunique(), "n_obs": len(seen), "dropped_periods": 0,
    }  # fmt: skip
    return dict.fromkeys(field.name for field in fields(Impact)) | {"event_study": [], "notes": []} | counts


def _behind(dossier: ImpactReport) -> dict[str, Any]:
    """Raw comparison, dose and response, every wave's effects and the lot; null or empty where there is none."""
    lot = dossier.evidence.lot
    raw = {name: getattr(dossier.raw, name) for name in ("difference", "ci_low", "ci_high", "p", "n_units", "window")}
    return {
        "before_after": raw,
        "dose_response": _dose(dossier.dose) if dossier.dose else None,
        "group_time": _dated(dossier.cells),
        "groups": _dated(dossier.waves),
        "lot": asdict(lot) if lot else None,
    }


def _assumed(one: Sensitivity) -> dict[str, Any]:
    figures = {name: getattr(one.found, name) for name in ("estimate", "se", "ci_low", "ci_high", "p")}
    return {"key": one.key, "assumption": one.assumption, **figures, "excludes_zero": one.clear}


def _dose(dose: DoseResponse) -> dict[str, Any]:
    return asdict(dose.slope) | {name: getattr(dose, name) for name in ("n_units", "n_periods", "n_obs")}


def _dated(table: pd.DataFrame) -> list[dict[str, Any]]:
    dates = {name: table[name].map(period_text) for name in ("group", "period") if name in table}
    records = table.assign(**dates).to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def _figures(impact: Impact) -> dict[str, Any]:
    figures = {field.name: getattr(impact, field.name) for field in fields(Impact)}
    return figures | {"event_study": impact.event_study.to_dict("records"), "notes": list(impact.notes)}


def impact_sentences(summary: ImpactSummary) -> list[str]:
    """The verdict, what it rests on, its checks and each method's figures; no figures where data is insufficient."""
    verdict, lot = summary.verdict, summary.dossier.evidence.lot
    drawn, dose = [lot.words] if lot else [], summary.dossier.dose
    if verdict.state == "insufficient":
        return [verdict.sentence, verdict.strength, *drawn]
    checks = [f"{check.name} ({OUTCOME_LABELS[check.outcome]}): {check.detail}" for check in verdict.checks]
    estimates = [_estimate(impact, verdict.indicator) for impact in summary.estimates.values()]
    refused = [f"{METHOD_NAMES[method]}: {reason}" for method, reason in summary.refused.items()]
    other = summary.dossier.sensitivity
    assumed = [impact_text.sensitivity_sentence(other, verdict.estimates[0])] if other else []
    response = [impact_text.dose_sentence(dose, verdict.indicator)] if dose else []
    said = [verdict.sentence, verdict.basis, verdict.strength, *drawn, *impact_text.further(verdict)]
    return [*said, *checks, *estimates, *assumed, *response, *refused]


def _estimate(impact: Impact, indicator: Indicator) -> str:
    ends = impact.ci_low, impact.ci_high
    decimals = wording.fine(wording.change_decimals(indicator), impact.estimate, *ends)
    change, between = wording.change(impact.estimate, indicator, decimals), wording.interval(*ends, decimals)
    return f"{METHOD_NAMES[impact.method]}: {change} (selang 95% {between}; {wording.p_value(impact.p)})."
