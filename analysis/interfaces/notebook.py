"""The pages' analyses for notebooks: a plain panel in; an answer out, with its sentences, its table and its figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.before_after import compute as before_after
from analysis.before_after import text as before_after_text
from analysis.impact import estimators, verdict
from analysis.impact import text as impact_text
from analysis.regression import compute as regression
from analysis.regression import text as regression_text
from analysis.text import wording
from data.panel.timestamps import with_periods
from data.problems import UnknownName
from data.vocabulary.exposures import EXPOSURES, Exposure
from data.vocabulary.indicators import Indicator, indicator

if TYPE_CHECKING:
    from analysis.charts import Chart

SOURCE = "Sumber: tabel yang diberikan"
VALUES = ["unit", "period", "value"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Answer:
    """One analysis of one panel. Attributes of `result` (estimate, slope, ci_low, …) can be asked of the answer."""

    result: Any
    sentences: tuple[str, ...]
    rows: pd.DataFrame
    draw: Callable[[], Chart]

    def summary(self) -> str:
        """What may be said, in Indonesian sentences."""
        return "\n".join(self.sentences)

    def to_frame(self) -> pd.DataFrame:
        """The numbers behind the sentences, one row a unit, point or method."""
        return self.rows.copy()

    def figure(self) -> Any:
        """The figure, a `plotly.graph_objects.Figure`."""
        return self.draw().figure

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.result, name)

    def __repr__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(sentence)}</p>" for sentence in self.sentences) + self.rows.to_html(index=False)


def compare_before_after(panel: pd.DataFrame, *, window: int = 6, units: Sequence[str] | None = None) -> Answer:
    """Each unit's `window` periods before and after its own training, paired by unit; see `before_after.compare`.

    `panel`: unit, period, value, first_treated, as `Books.panel` gives it; a column `indicator` names what it measures.
    """
    from analysis.before_after import chart

    result = before_after.compare(with_periods(panel), measured_in(panel), window=window, units=units)
    told = (before_after_text.sentence(result), before_after_text.sample(result), before_after_text.CAUTION)
    return Answer(result, told, pd.DataFrame(result.pairs), lambda: chart.dumbbell(result, SOURCE))


def regress(panel: pd.DataFrame, *, x: str, y: str | None = None, lag: int = 0) -> Answer:
    """The simple regression of an indicator on a measure of training; see `regression.compute.regress`.

    `x` is the exposure's key, a column of `panel` beside unit, period and value; `y` the indicator's key (that of the
    panel where it holds one alone). UnknownName, with the closest keys, for a key that is not there.
    """
    from analysis.regression import chart

    exposure, rows = _exposure(x), _only(panel, y)
    result = regression.fit_regression(
        with_periods(rows, [*VALUES, exposure.key]), x=exposure, y=measured_in(rows, y), lag=lag
    )
    told = (regression_text.sentence(result), regression_text.sample(result), regression_text.ASSOCIATION)
    return Answer(result, told, result.points, lambda: chart.scatter(result, SOURCE))


def estimate_impact(panel: pd.DataFrame, *, method: str = "imputation") -> Answer:
    """The effect of training against untrained units by one method; see `estimators.estimate_effect`.

    `panel`: unit, period, value, first_treated (missing: never trained). ImpactError, one sentence, where the design
    cannot answer.
    """
    known = measured_in(panel)
    impact = estimators.estimate_effect(with_periods(panel), method=method)
    interval = wording.interval(impact.ci_low, impact.ci_high, wording.change_decimals(known))
    told = f"{estimators.METHOD_NAMES[method]}: {wording.change(impact.estimate, known)} (selang 95%: {interval})."
    return Answer(impact, (told, *impact.notes), impact.event_study, lambda: _event_study(panel))


def judge(panel: pd.DataFrame, *, thorough: bool = True) -> Answer:
    """What may be said about training and one indicator, after every check; see `verdict.verdict_on`."""
    known = measured_in(panel)
    result = verdict.verdict_on(with_periods(panel), indicator=known, thorough=thorough)
    checks = pd.DataFrame([{"name": one.name, "outcome": one.outcome, "detail": one.detail} for one in result.checks])
    told = (result.sentence, result.basis, result.level.words, *impact_text.further(result))
    return Answer(result, tuple(filter(None, told)), checks, lambda: _event_study(panel))


def measured_in(panel: pd.DataFrame, key: str | None = None) -> Indicator:
    """The indicator a panel is about: `key`, else the one its column `indicator` names, else a nameless one."""
    keys = [key] if key else list(pd.unique(panel["indicator"])) if "indicator" in panel else []
    if len(keys) > 1:
        raise UnknownName(f"Tabel memuat {len(keys)} indikator ({', '.join(keys[:5])}); pilih satu lebih dulu.")
    return indicator(keys[0]) if keys else verdict.UNNAMED


def _event_study(panel: pd.DataFrame) -> Chart:
    from analysis.impact import chart

    return chart.event_study(verdict.verdict_on(with_periods(panel), indicator=measured_in(panel)), SOURCE)


def _exposure(key: str) -> Exposure:
    found = {exposure.key: exposure for exposure in EXPOSURES}
    if key not in found:
        raise UnknownName(f"Ukuran pelatihan “{key}” tidak dikenal. {_closest(key, list(found))}")
    return found[key]


def _only(panel: pd.DataFrame, key: str | None) -> pd.DataFrame:
    if key is None or "indicator" not in panel:
        return panel
    keys = list(pd.unique(panel["indicator"]))
    if key not in keys:
        raise UnknownName(f"Indikator “{key}” tidak ada di tabel. {_closest(key, keys)}")
    return panel[panel["indicator"] == key]


def _closest(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=3) or known
    return f"Pakai salah satu: {', '.join(near)}."
