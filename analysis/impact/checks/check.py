"""What a check is handed, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from analysis.impact.checks.refits import Refits
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.result import Impact, Interval
from analysis.impact.readiness import Readiness
from analysis.impact.rules import FAIL_BELOW, WARN_BELOW
from data.vocabulary.events import EVENTS, Event
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency

Outcome = Literal["pass", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to an estimate. All text is Indonesian: `detail` holds the numbers, `meaning` why they matter.

    A failed check lets a verdict say "ada indikasi" at most.
    """

    key: str
    name: str
    outcome: Outcome
    detail: str
    meaning: str


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What the panel alone does not tell.

    `placebos` are panels of outcomes that training cannot move, by their label; `other_p_values` those of the other
    questions asked of the same data; `invited` and `attended` count the people of the trained units; `randomised`
    says that the order of training was drawn by lot; `seed` is that of the randomisation test. `trainings` names what
    made units count as trained (empty: no training is known at all).
    """

    events: tuple[Event, ...] = EVENTS
    placebos: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    other_p_values: tuple[float, ...] = ()
    invited: int | None = None
    attended: int | None = None
    randomised: bool = False
    seed: int = 0
    trainings: str = "pelatihan"


@dataclass(frozen=True, slots=True, eq=False)
class CheckInput:
    """An estimate and all it rests on: the comparable part of the panel (`design`) and its leave-one-out fits.

    `anticipation` is that check where it was made already: failed, the periods just before training were set aside.
    """

    readiness: Readiness
    design: Design
    fits: Refits
    headline: Interval
    respondents: float
    indicator: Indicator
    context: Context
    anticipation: Check | None = None

    @property
    def sign(self) -> int:
        """+1 or −1 where the interval excludes zero, else 0."""
        return int(np.sign(self.headline.estimate)) if excludes_zero(self.headline) else 0

    @property
    def level(self) -> float:
        """Mean of the trained units before training."""
        before = self.design.observed & (self.design.relative < 0) & self.design.switchers[:, None]
        return float(self.design.value[before].mean())

    @property
    def beside(self) -> int:
        """How many periods apart two things still come at one time: a month, in longer periods none."""
        return int(frequency(self.design.periods[0]) == "M")

    @property
    def one_wave(self) -> bool:
        """All trained units start at one time."""
        return int(np.ptp(self.design.first[self.design.switchers])) <= self.beside


def excludes_zero(interval: Interval | Impact) -> bool:
    """The interval lies wholly above or wholly below zero."""
    return interval.ci_low > 0 or interval.ci_high < 0


def by_p(p: float) -> Outcome:
    """fail below 0.01, warn below 0.05 or where p is unknown, else pass."""
    if not np.isfinite(p):
        return "warn"
    return "fail" if p < FAIL_BELOW else "warn" if p < WARN_BELOW else "pass"
