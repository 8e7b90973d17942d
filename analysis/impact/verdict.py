"""One of five states, and one sentence that claims no more than the numbers do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
import pandas as pd

from analysis.impact.checks import Check, CheckInput, Context, Drift, drift, holm, run_checks
from analysis.impact.checks.refits import refit
from analysis.impact.checks.trends import anticipation, lead, set_aside
from analysis.impact.estimators import METHOD_NAMES, METHODS, Impact, ImpactError, estimate_effect
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.estimate import learned_note
from analysis.impact.estimators.grid import read_grid
from analysis.impact.estimators.result import EVENT_COLUMNS
from analysis.impact.power import Needed, minimum_detectable, needed, smallest_worth
from analysis.impact.readiness import Readiness, reached, readiness
from analysis.impact.rules import LEAST_KECAMATAN_DOF
from analysis.impact.verdict_text import (
    About,
    State,
    basis_words,
    clear_sentence,
    hint_sentence,
    insufficient_sentence,
    none_sentence,
    strength,
)
from data.vocabulary.indicators import Indicator

MIXED = 0.5
NO_VALUES = "perlu nilai indikator per unit dan periode"
LONE_UNIT = "perlu 1 {noun} pembanding lagi yang nilainya lengkap"
MORE_KECAMATAN = "perlu lebih banyak kecamatan, yang sudah dan yang belum dilatih"
UNNAMED = Indicator(
    key="indikator", label="Nilai indikator", unit="", better="higher", decimals=2, low=None, high=None, aliases=(),
    definition="Indikator yang tidak disebutkan; makin tinggi dianggap makin baik.", formula="", source="",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """Strength of evidence on a five-step scale, in plain Indonesian words.

    Source: Farrington, Gottfredson, Sherman & Welsh (2002), The Maryland Scientific Methods Scale.
    """

    number: int
    words: str


LEVELS = (
    "Hubungan saja: {noun} tidak diamati sebelum dan sesudah pelatihan.",
    "Sebelum dan sesudah pelatihan tanpa {noun} pembanding.",
    "Sebelum dan sesudah pelatihan, dibandingkan dengan {noun} yang belum dilatih.",
    "Dibandingkan dengan {noun} yang belum dilatih, dan bertahan terhadap beda tren serta cara {noun} dipilih.",
    "Urutan pelatihan diundi: bukti terkuat.",
)


def _level_of(number: int, noun: str = "unit") -> Level:
    """The level of that number, said of what was compared: units or kecamatan."""
    return Level(number, LEVELS[number - 1].format(noun=noun))


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What may be said about training and one indicator.

    `state` is insufficient, none, hint, improved or worsened; `sentence`, `missing` and `basis` are Indonesian.
    `estimates` holds the headline (imputation) first. `minimum_detectable` is in the indicator's unit;
    `breakdown_drift`, in that unit a period, is how much faster trained units would already have had to be moving for
    the effect to vanish (NaN where not computed). `adjusted_p` is the headline's after Holm over all questions asked.
    `trainings` names what made units count as trained. `design` holds
    the cells the verdict rests on; `notes` say which methods could not answer, and why.
    """

    state: State
    sentence: str
    missing: tuple[str, ...]
    checks: tuple[Check, ...]
    estimates: tuple[Impact, ...]
    level: Level
    minimum_detectable: float
    breakdown_drift: float
    indicator: Indicator
    basis: str = ""
    design: Design | None = None
    drift: Drift | None = None
    needed: Needed | None = None
    adjusted_p: float = float("nan")
    notes: tuple[str, ...] = ()
    trainings: str = ""

    @property
    def strength(self) -> str:
        """The strength of evidence in a leader's words, said of what was compared."""
        return strength(self.level.number, self.design.noun if self.design else "unit")


def verdict_on(
    panel: pd.DataFrame, *, indicator: Indicator | None = None, context: Context | None = None, thorough: bool = True
) -> Verdict:
    """Judge one indicator's panel: unit, period (pandas Period), value, first_treated (Period or NaT).

    Optional columns are n and kecamatan; where that names several, `estimators.kecamatan` decides how they compare.

    The state is improved or worsened only where the 95 % interval of the headline excludes zero and no check fails:
    docs/method.md gives the rules and how often they err. `thorough=False` gives the same state for less: other methods
    are left out and checks stop at the first that fails. Raises ImpactError, one Indonesian sentence, for a malformed
    panel.
    """
    indicator, context = indicator or UNNAMED, context or Context()
    if "value" in panel and panel["value"].isna().all():
        return _insufficient((NO_VALUES,), _level_of(1), indicator, context)
    ready, level = _ready(panel)
    if ready.design is None:
        return _insufficient(ready.missing, level, indicator, context)
    try:
        fits = refit(ready.design)
    except ImpactError:
        return _insufficient((LONE_UNIT.format(noun=ready.design.noun),), level, indicator, context)
    if ready.design.rollout and not fits.effect().dof >= LEAST_KECAMATAN_DOF:
        return _insufficient((MORE_KECAMATAN,), level, indicator, context)
    respondents = float(panel["n"].median()) if "n" in panel else float("nan")
    case = CheckInput(ready, ready.design, fits, fits.effect(), respondents, indicator, context)
    return _judged(_without_anticipation(case, panel), thorough)


def _without_anticipation(case: CheckInput, panel: pd.DataFrame) -> CheckInput:
    """Where the periods just before training already differ: the same question with them on neither side."""
    early, ahead = anticipation(case), lead(case)
    case = replace(case, anticipation=early)
    if early.outcome != "fail":
        return case
    ready = replace(_ready(panel.assign(anticipation=ahead))[0], anticipation=ahead)
    if ready.design is None:
        return case
    try:
        fits = refit(ready.design)
    except ImpactError:
        return case
    return replace(
        case, readiness=ready, design=ready.design, fits=fits, headline=fits.effect(), anticipation=set_aside(early)
    )


def _ready(panel: pd.DataFrame) -> tuple[Readiness, Level]:
    """With periods of transition set aside; where that leaves too little, with them counted as after training."""
    grid = read_grid(panel)
    ready, level = readiness(grid), _level_of(reached(grid))
    if ready.design is not None or not grid.transitions:
        return ready, level
    whole = read_grid(panel.drop(columns="share_after", errors="ignore"))
    fuller = readiness(whole)
    if fuller.design is None:
        return ready, level
    return replace(fuller, whole_period=True), _level_of(reached(whole))


@dataclass(frozen=True, slots=True, eq=False)
class PanelQuestion:
    """One of several questions put to the same data: a panel as `verdict_on` takes it, its indicator and context."""

    panel: pd.DataFrame
    indicator: Indicator
    context: Context


def judge_family(questions: Mapping[str, PanelQuestion]) -> dict[str, Verdict]:
    """Judge several questions of one data set: each verdict knows the others' p values (Holm)."""
    alone = {name: verdict_on(one.panel, indicator=one.indicator, thorough=False) for name, one in questions.items()}
    p_values = {name: verdict.estimates[0].p for name, verdict in alone.items() if verdict.estimates}

    def verdict(name: str, one: PanelQuestion) -> Verdict:
        others = tuple(p for other, p in p_values.items() if other != name)
        context = replace(one.context, other_p_values=one.context.other_p_values + others)
        return verdict_on(one.panel, indicator=one.indicator, context=context)

    return {name: verdict(name, one) for name, one in questions.items()}


def _insufficient(missing: tuple[str, ...], level: Level, indicator: Indicator, context: Context) -> Verdict:
    sentence = insufficient_sentence(missing, context.trainings)
    nan = float("nan")
    return Verdict("insufficient", sentence, missing, (), (), level, nan, nan, indicator, trainings=context.trainings)


def _judged(case: CheckInput, thorough: bool) -> Verdict:
    measured = drift(case.design) if thorough or case.sign else None
    checks = _checks(case, measured, thorough) if measured else ()
    estimates, notes = _every_method(case) if thorough else ((_headline(case),), ())
    state = _state(case, checks)
    return Verdict(
        state=state,
        sentence=_sentence(state, case, checks),
        missing=(),
        checks=checks,
        estimates=estimates,
        level=_level(state, case),
        minimum_detectable=minimum_detectable(case.headline.se, case.headline.dof),
        breakdown_drift=measured.breakdown if measured else float("nan"),
        indicator=case.indicator,
        basis=basis_words(case),
        design=case.design,
        drift=measured,
        needed=needed(case.fits, smallest_worth(case.indicator, case.level)) if thorough else None,
        adjusted_p=holm((case.headline.p, *case.context.other_p_values))[0],
        notes=notes,
        trainings=case.context.trainings,
    )


def _checks(case: CheckInput, measured: Drift, thorough: bool) -> tuple[Check, ...]:
    """All checks, or those up to and including the first that fails, which settles the state."""
    checks = run_checks(case, measured)
    if thorough:
        return tuple(checks)
    passed = []
    for check in checks:
        passed.append(check)
        if check.outcome == "fail":
            break
    return tuple(passed)


def _state(case: CheckInput, checks: tuple[Check, ...]) -> State:
    if not case.sign:
        return "none"
    if any(check.outcome == "fail" for check in checks):
        return "hint"
    return "improved" if (case.sign > 0) == (case.indicator.better == "higher") else "worsened"


def _sentence(state: State, case: CheckInput, checks: tuple[Check, ...]) -> str:
    about = _about(case)
    if state == "none":
        smallest = minimum_detectable(case.headline.se, case.headline.dof)
        return none_sentence(case.headline, case.indicator, smallest, about)
    if state == "hint":
        return hint_sentence(case.headline, case.indicator, checks, about)
    return clear_sentence(case.headline, case.indicator, about)


def _about(case: CheckInput) -> About:
    """Whom the sentence speaks of."""
    design = case.design
    trained = tuple(str(unit) for unit, yes in zip(design.units, design.switchers, strict=True) if yes)
    untrained, last = case.readiness.n_comparison, design.periods[-1]
    return About(case.context.trainings, trained, untrained, last, case.one_wave, design.noun)


def _level(state: State, case: CheckInput) -> Level:
    sound = state in ("improved", "worsened") and not case.one_wave
    return _level_of(5 if case.context.randomised else 4 if sound else 3, case.design.noun)


def _headline(case: CheckInput) -> Impact:
    design = case.design
    return Impact(
        **asdict(case.headline),
        n_units=len(design.units),
        n_treated=case.readiness.n_trained,
        n_never=case.readiness.n_comparison,
        n_periods=int(design.observed.any(0).sum()),
        n_obs=int(design.observed.sum()),
        method="imputation",
        event_study=pd.DataFrame(columns=list(EVENT_COLUMNS), dtype=float),
        dropped_periods=case.readiness.dropped_periods,
        notes=learned_note(case.headline),
    )


def _every_method(case: CheckInput) -> tuple[tuple[Impact, ...], tuple[str, ...]]:
    """The headline first, then each method that can answer; the others' reasons."""
    panel, found, notes = comparable_panel(case.design), {}, []
    for method in METHODS:
        try:
            found[method] = estimate_effect(panel, method=method)
        except ImpactError as error:
            notes.append(f"{METHOD_NAMES[method]}: {error}")
    full = found.pop("imputation", None)
    first = replace(_headline(case), event_study=full.event_study, notes=full.notes) if full else _headline(case)
    return (first, *found.values()), tuple(notes)


def comparable_panel(design: Design) -> pd.DataFrame:
    """The cells a verdict rests on, as a panel that `estimate_effect` takes."""
    aside = design.transition * design.switchers
    late = aside > 0
    units, columns = np.nonzero(design.observed | (design.there & late[:, None]))
    start = design.periods[0]
    trained = zip(design.first - late, design.switchers, strict=True)
    first = pd.PeriodIndex([start + int(column) if yes else pd.NaT for column, yes in trained], freq=start.freq)
    return pd.DataFrame(
        {
            "unit": np.array(design.units)[units],
            "period": design.periods[columns],
            "value": design.value[units, columns],
            "first_treated": first[units],
            "share_after": np.where(late, MIXED, 1.0)[units],
            "anticipation": (aside - late)[units],
            **({} if design.block is None else {"kecamatan": design.block[units]}),
        }
    )
