"""Results as records that other programs can read: what `--json` prints."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analysis.before_after.compute import BeforeAfter
from analysis.competence.compliance import Compliance
from analysis.competence.text import rule
from analysis.cost.compute import CostPerPoint
from analysis.cost.summary import CostSummary
from analysis.regression.compute import Regression
from analysis.survey.compute import SkmResult
from analysis.survey.sample import Sample
from data.vocabulary.periods import period_text


def skm_record(result: SkmResult, enough: Sequence[Sample] = ()) -> dict[str, Any]:
    """One record of a survey; elements by key (U1…U9), periods as 2025-T4; samples are null where volume is unknown."""
    by = result.by.assign(period=result.by["period"].map(period_text))
    samples = [asdict(one) | {"period": period_text(one.period), "enough": one.enough} for one in enough]
    return {
        "ikm": result.ikm,
        "ikm_rounded": result.ikm_rounded,
        "mutu": result.mutu,
        "kinerja": result.kinerja,
        "n": result.n,
        "n_incomplete": result.n_incomplete,
        "weight": result.weight,
        "pooling": result.pooling,
        "nrr": {element.key: element.nrr for element in result.elements},
        "ci_low": result.ci_low,
        "ci_high": result.ci_high,
        "clustered": {"ci_low": result.clustered_low, "ci_high": result.clustered_high, "n": result.n_clusters},
        "lowest": [element.key for element in result.lowest],
        "highest": [element.key for element in result.highest],
        "top_share": result.top_share,
        "ceiling": result.ceiling,
        "hard_cut": result.distribution.hard_cut,
        "by": by.to_dict("records"),
        "services": result.services.to_dict("records"),
        "samples": samples,
    }


def compliance_record(result: Compliance) -> dict[str, Any]:
    """One record of a year's hours; shares are 0–1, nobody is named."""
    ceiling = result.ceiling
    return {
        "year": result.year,
        "rule": rule(result.rule),
        "n_pns": result.n_pns,
        "n_met": result.n_met,
        "share": result.share,
        "jp_missing": result.jp_missing,
        "months": result.months,
        "running": result.running,
        "expected_jp": result.expected_jp,
        "n_on_track": result.n_on_track,
        "mean_jp": result.mean_jp,
        "units": [
            {"unit": one.unit, "n_pns": one.n_pns, "n_met": one.n_met, "share": one.share, "jp_missing": one.jp_missing}
            for one in result.units
        ],
        "ceiling": ceiling and {"rule": rule(ceiling.rule), "n": ceiling.n, "n_above": ceiling.n_above},
        "apart": {"joined": result.apart.joined, "left": result.apart.left, "others": result.apart.others},
    }


def cost_record(result: CostSummary) -> dict[str, Any]:
    """One record of the costs in rupiah; a part without data is null, and so is an unbounded end (bounded false)."""
    costs = result.costs
    return {
        "total": costs.total,
        "n": costs.n,
        "n_without_cost": costs.n_without_cost,
        "per_participant": costs.per_participant,
        "per_jp": costs.per_jp,
        "by_training": costs.by_training.to_dict("records"),
        "minimum": asdict(result.minimum) if result.minimum else None,
        "point": _point(result.point) | {"method": result.method} if result.point else None,
        "scenario": asdict(result.scenario) if result.scenario else None,
    }


def _point(point: CostPerPoint) -> dict[str, Any]:
    known = point.indicator
    return asdict(point) | {"indicator": known.key, "better": known.better, "bounded": point.bounded}


def before_after_record(result: BeforeAfter) -> dict[str, Any]:
    """One record of a before–after comparison."""
    return {
        "indicator": result.indicator.key,
        "unit_of_measure": result.indicator.unit,
        "better": result.indicator.better,
        "window": result.window,
        "n_units": result.n_units,
        "n_periods": result.n_periods,
        "before": result.before,
        "after": result.after,
        "difference": result.difference,
        "ci_low": result.ci_low,
        "ci_high": result.ci_high,
        "p": result.p,
        "boot_low": result.boot_low,
        "boot_high": result.boot_high,
        "effect_size": result.effect_size,
        "pairs": [{"unit": pair.unit, "before": pair.before, "after": pair.after} for pair in result.pairs],
        "excluded": [{"unit": unit.unit, "why": unit.why} for unit in result.excluded],
        "n_transition": result.n_transition,
        "whole_period": result.whole_period,
    }


def regression_record(result: Regression) -> dict[str, Any]:
    """One record of a regression; `refusal` is null, or the Indonesian sentence why there are no numbers.

    Slopes are in y's unit per ONE unit of x.
    """
    return {
        "x": result.x.key,
        "y": result.y.key,
        "lag": result.lag,
        "n": result.n,
        "n_units": result.n_units,
        "slope": result.slope,
        "ci_low": result.ci_low,
        "ci_high": result.ci_high,
        "p": result.p,
        "r2": result.r2,
        "intercept": result.intercept,
        "t": result.t,
        "f": result.f,
        "f_p": result.f_p,
        "checks": [
            {"name": check.name, "statistic": check.statistic, "p": check.p, "verdict": check.verdict}
            for check in result.checks
        ],
        "slopes": [asdict(slope) for slope in result.slopes],
        "agreement": result.agreement,
        "loo_error": result.loo_error,
        "loo_error_mean_only": result.loo_error_mean_only,
        "refusal": result.refusal,
    }


def to_json(record: Any) -> str:
    """The record as JSON text, NaN and infinities as null."""
    return json.dumps(_without_nan(record), ensure_ascii=False, indent=2, allow_nan=False)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_nan(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
