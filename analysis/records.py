"""Results as JSON records: the keys other programs rely on. Full precision; what cannot be computed is null."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from analysis.before_after import BeforeAfter
from analysis.regression import Regression


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
