"""One entrance to all estimators: a panel and the name of a method in, an Impact out."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

import numpy as np
import pandas as pd

from analysis.impact.estimators import callaway, imputation, its, synthetic, twfe
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.event_study import PathEstimator, event_study, imputed_course, two_way_course
from analysis.impact.estimators.grid import build_design
from analysis.impact.estimators.result import EVENT_COLUMNS, Impact, ImpactError, Interval, interval_and_p
from analysis.impact.estimators.small_sample import carried_by, linear_interval
from analysis.impact.estimators.twoway import Weights, refuse_lone_unit

Estimator = Callable[[pd.DataFrame], Impact]
CONTROLS = {
    "never": "Pembanding: unit yang tidak pernah dilatih dalam rentang data.",
    "not_yet": "Pembanding: unit yang belum dilatih pada periode yang sama.",
}
AT_ONCE = "Semua unit mulai dilatih pada periode yang sama; hal lain yang terjadi saat itu tidak dapat dipisahkan."
LEARNED = (
    "Kebisingan diukur pada unit yang belum dilatih, karena sebaran unit sendiri hanya memberi {dof} derajat bebas."
)
INSIDE = "Cara ini tidak membandingkan unit di dalam kecamatannya; pakai imputasi atau efek tetap dua arah."
UNCONNECTED = "{n} nilai sesudah pelatihan tidak dipakai karena tidak terhubung dengan pembanding."


def estimate_effect(panel: pd.DataFrame, *, method: str = "imputation") -> Impact:
    """Average effect of training on the trained units, in the indicator's own unit.

    `panel` holds one indicator at one frequency: unit, period (pandas Period), value, first_treated (Period or NaT).
    `method` is one of METHODS. Raises ImpactError, one Indonesian sentence, where the panel is malformed or its design
    cannot answer: nobody trained, everybody trained at one date, a single trained or comparison unit, no variance.
    """
    if method not in METHODS:
        raise ImpactError(f"Metode {method} tidak dikenal; pilih salah satu: {', '.join(METHODS)}.")
    return METHODS[method](panel)


def impute(panel: pd.DataFrame) -> Impact:
    """Imputation with the interval of `small_sample`: the headline."""
    design = build_design(panel)
    after = design.observed & (design.relative >= 0)
    unknown = int(np.count_nonzero(after & np.isnan(imputation.counterfactual(design))))
    notes = [UNCONNECTED.format(n=unknown)] if unknown else []
    return _linear(design, "imputation", imputation.weights_in(design), imputed_course, *notes)


def fixed_effects(panel: pd.DataFrame) -> Impact:
    """Two-way fixed effects with the interval of `small_sample`."""
    design = build_design(panel)
    return _linear(design, "twfe", partial(twfe.cell_weights, groups=design.groups), two_way_course)


def callaway_santanna(panel: pd.DataFrame) -> Impact:
    """Callaway & Sant'Anna's simple average; unit jackknife, as analytic errors are too small for few units.

    The event study holds their dynamic effects; group-time effects and analytic errors: `callaway.group_time`.
    """
    design = of_one_place(panel)
    result = callaway.group_time(design)
    refuse_lone_unit(design, result.simple.left_out)
    dof = carried_by(design.switchers.sum(), len(design.units))
    interval = interval_and_p(result.simple.estimate, result.simple.jackknife_se, float(dof), scale=design.scale)
    return _impact(design, "cs", interval, callaway.course(result), CONTROLS[result.controls])


def interrupted_series(panel: pd.DataFrame) -> Impact:
    """Mean over trained units of the step beside each unit's own trend and season, t(trained units − 1)."""
    design = of_one_place(panel)
    series = its.unit_series(design)
    interval = its.combine(series, scale=design.scale)
    used = design.keep(np.isin(design.units, [one.unit for one in series]))
    notes = [f"Dihitung dari {len(series)} unit yang sudah dilatih, masing-masing terhadap tren dan musimnya sendiri."]
    notes += [AT_ONCE] if len(set(used.first)) == 1 else []
    return _impact(used, "its", interval, its.course(used, series), *notes)


def synthetic_did(panel: pd.DataFrame) -> Impact:
    """Synthetic difference in differences on the units seen in every period; no event study."""
    design = synthetic.balanced(of_one_place(panel))
    empty = pd.DataFrame(columns=list(EVENT_COLUMNS), dtype=float)
    return _impact(design, "sdid", synthetic.synthetic_did(design), empty)


def of_one_place(panel: pd.DataFrame) -> Design:
    """The design, where a method has no period constants by kecamatan: ImpactError where it would need them."""
    design = build_design(panel)
    if design.block is not None:
        raise ImpactError(INSIDE)
    return design


def _linear(design: Design, method: str, weights: Weights, course: PathEstimator, *notes: str) -> Impact:
    interval = linear_interval(weights, design)
    return _impact(design, method, interval, event_study(design, course), *notes, *learned_note(interval))


def learned_note(interval: Interval) -> tuple[str, ...]:
    """Whose noise the interval was measured by, where that is not the trained units' own; empty otherwise."""
    return (LEARNED.format(dof=f"{interval.own_dof:.1f}".replace(".", ",")),) if interval.learned else ()


def _impact(design: Design, method: str, interval: Interval, course: pd.DataFrame, *notes: str) -> Impact:
    return Impact(
        **asdict(interval),
        n_units=len(design.units),
        n_treated=int(design.switchers.sum()),
        n_never=int(np.count_nonzero(~design.trained)),
        n_periods=int(design.observed.any(0).sum()),
        n_obs=int(design.observed.sum()),
        method=method,
        event_study=course,
        dropped_periods=design.dropped_periods,
        notes=(*design.notes, *notes, *filter(None, [design.rollout])),
    )


METHODS: dict[str, Estimator] = {
    "imputation": impute,
    "twfe": fixed_effects,
    "cs": callaway_santanna,
    "its": interrupted_series,
    "sdid": synthetic_did,
}
METHOD_NAMES = {
    "imputation": "Imputasi (angka utama)",
    "twfe": "Efek tetap dua arah",
    "cs": "Callaway–Sant’Anna",
    "its": "Runtun waktu terputus",
    "sdid": "Pembanding sintetis",
}
