"""The course of one indicator up to the reported period, with what else happened on the way marked in it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.report.content.report import ReportChart, ReportLine, ReportMark
from analysis.text import sentences, wording
from data.panel.build import pooled
from data.vocabulary.events import Event
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import last_day

LENGTH = 25


def course_chart(rows: pd.DataFrame, indicator: Indicator, events: Sequence[Event]) -> ReportChart:
    """The last 25 periods of the units' mean, or of the sum of a count.

    `rows`: columns unit, period, value, first_treated of one indicator and frequency, cut to the reported unit and
    period. Marked are the starts of `events`, and the periods in which units became trained.
    """
    means = pooled(rows, indicator).tail(LENGTH)
    periods = list(means.index)
    return ReportChart(
        name="Grafik perjalanan",
        title=_moved(indicator, float(means.iloc[-1] - means.iloc[0]), periods[0]),
        kind="course",
        categories=tuple(map(wording.short_period, periods)),
        lines=(ReportLine(wording.short_name(indicator), tuple(map(float, means))),),
        decimals=indicator.decimals,
        caption=(
            f"{wording.labelled(indicator)}, {'jumlah' if indicator.adds_up else 'rata-rata'} "
            f"{rows['unit'].nunique()} unit, {wording.period_range(periods[0], periods[-1])}."
        ),
        marks=_marks(periods, [*_happened(events), *_trained(rows)]),
    )


def _moved(indicator: Indicator, difference: float, since: pd.Period) -> str:
    """ "IKM naik 1,99 poin sejak September 2025"."""
    moved = wording.movement(difference)
    by = "" if moved == "tetap" else f" {sentences.size(difference, indicator)}"
    return f"{wording.short_name(indicator)} {moved}{by} sejak {wording.period(since)}"


def _happened(events: Sequence[Event]) -> Iterable[tuple[pd.Timestamp, str]]:
    for event in events:
        yield pd.Timestamp(event.start), f"{event.label} ({event.unit})" if event.unit else event.label


def _trained(rows: pd.DataFrame) -> Iterable[tuple[pd.Timestamp, str]]:
    """The periods in which units became trained, with the name of one, the number of several."""
    trained = rows.drop_duplicates("unit").dropna(subset=["first_treated"])
    for period in trained["first_treated"].unique():
        units = trained.loc[trained["first_treated"] == period, "unit"]
        who = units.iloc[0] if len(units) == 1 else f"{len(units)} unit"
        yield period.start_time, f"{who} mulai dilatih"


def _marks(periods: Sequence[pd.Period], happened: Iterable[tuple[pd.Timestamp, str]]) -> tuple[ReportMark, ...]:
    """One mark a period in which something happened: K1, K2 … from left to right."""
    known = sorted(happened)
    said = [[words for day, words in known if period.start_time <= day <= last_day(period)] for period in periods]
    places = [place for place, words in enumerate(said) if words]
    return tuple(ReportMark(place, f"K{count}", "; ".join(said[place])) for count, place in enumerate(places, 1))
