"""One entrance to all estimators: a panel and the name of a method in, an Impact out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.impact import imputation, twfe
from analysis.impact.design import Design, build_design
from analysis.impact.event_study import Course, event_study, imputed_course, two_way_course
from analysis.impact.result import Impact, ImpactError, t_interval
from analysis.impact.twoway import Weights, jackknife_se, leave_one_out

Estimator = Callable[[pd.DataFrame], Impact]


def estimate_impact(panel: pd.DataFrame, *, method: str = "imputation") -> Impact:
    """Average effect of training on the trained units, in the indicator's own unit.

    `panel` holds one indicator at one frequency: unit, period (pandas Period), value, first_treated (Period or NaT).
    `method` is one of METHODS. Raises ImpactError, one Indonesian sentence, where the panel is malformed or its design
    cannot answer: nobody trained, everybody trained at one date, a single trained or comparison unit, no variance.
    """
    if method not in METHODS:
        raise ImpactError(f"Metode {method} tidak dikenal; pilih salah satu: {', '.join(METHODS)}.")
    return METHODS[method](panel)


def impute(panel: pd.DataFrame) -> Impact:
    """Imputation with unit jackknife and t(G−1): the headline."""
    return _linear(build_design(panel), "imputation", imputation.cell_weights, imputed_course)


def fixed_effects(panel: pd.DataFrame) -> Impact:
    """Two-way fixed effects with CRV3 and t(G−1)."""
    return _linear(build_design(panel), "twfe", twfe.cell_weights, two_way_course)


def _linear(design: Design, method: str, weights: Weights, course: Course) -> Impact:
    estimate = float((weights(design.observed, design.relative) * design.outcome).sum())
    replicates = leave_one_out(weights, design)
    imputation.refuse_lone_unit(design, replicates)
    dof = len(design.units) - 1
    interval = t_interval(estimate, float(jackknife_se(estimate, replicates)), dof)
    return Impact(
        interval.estimate,
        interval.se,
        interval.ci_low,
        interval.ci_high,
        interval.p,
        dof=dof,
        method=method,
        event_study=event_study(design, course),
        **_counts(design),
    )


def _counts(design: Design) -> dict:
    return {
        "n_units": len(design.units),
        "n_treated": int(design.switchers.sum()),
        "n_never": int(np.count_nonzero(~design.trained)),
        "n_periods": int(design.observed.any(0).sum()),
        "n_obs": int(design.observed.sum()),
        "dropped_periods": design.dropped_periods,
        "notes": design.notes,
    }


METHODS: dict[str, Estimator] = {"imputation": impute, "twfe": fixed_effects}
