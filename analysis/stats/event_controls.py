"""Taking other events out of a comparison: the pairs, the regression and the effect each in its own way.

An event without an end lasts to the end of the data; one without a unit touches every unit.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.vocabulary.events import Event
from data.vocabulary.periods import last_day


def during(events: Sequence[Event], periods: pd.Series) -> tuple[Event, ...]:
    """The events that begin or end within the periods."""
    seen = periods.dropna().unique()
    return tuple(event for event in events if {_active(event, period) for period in seen} == {True, False})


def same_circumstances(series: pd.DataFrame, events: Sequence[Event]) -> pd.DataFrame:
    """The rows of each trained unit in which the same events were going on as when its training began.

    `series`: unit, period, first_treated and any others. A period in which one of the unit's events begins or ends is
    never like the others and is left out, so that no such event stands between a unit's before and its after.
    """
    kept = [
        _unmixed(period, mine) and _going_on(period, mine) == _going_on(first, mine)
        if isinstance(first, pd.Period)
        else True
        for period, first, mine in _rows(series, events)
    ]
    return series[np.array(kept, dtype=bool)]


def outside_events(series: pd.DataFrame, events: Sequence[Event]) -> pd.DataFrame:
    """The rows untouched by events that a comparison over periods cannot take out by itself.

    What touches every unit alike leaves with the common course of the periods; only the period it begins in, which no
    two units need share alike, is dropped. What touches one unit is dropped as long as it lasts.
    """
    kept = [not any(_disturbs(event, period) for event in mine) for period, _, mine in _rows(series, events)]
    return series[np.array(kept, dtype=bool)]


def partial_out(points: pd.DataFrame, events: Sequence[Event], columns: Sequence[str]) -> pd.DataFrame:
    """`points` (unit, period, …) with what the events explain taken out of `columns`; means stay as they were.

    Regressing what is left gives the coefficient that a regression with one dummy an event gives.
    Source: Frisch & Waugh (1933), Partial time regressions as compared with individual trends, Econometrica 1(4).
    """
    if not events or points.empty:
        return points
    basis = np.column_stack([np.ones(len(points)), steps(points, events)])
    values = points[list(columns)].to_numpy(dtype=float)
    explained = basis @ np.linalg.lstsq(basis, values, rcond=None)[0]
    left = values - explained + values.mean(axis=0)
    return points.assign(**{name: left[:, place] for place, name in enumerate(columns)})


def steps(points: pd.DataFrame, events: Sequence[Event]) -> np.ndarray:
    """One column an event, a row a row of `points` (unit, period, …): 1 while it lasts in that unit, else 0."""
    places = list(zip(points["unit"], points["period"], strict=True))
    rows = [[_step(event, unit, period) for event in events] for unit, period in places]
    return np.array(rows, dtype=float).reshape(len(places), len(events))


def _rows(series: pd.DataFrame, events: Sequence[Event]) -> list[tuple[pd.Period, object, list[Event]]]:
    """Period, first trained period and the unit's own events of each row."""
    own = {unit: [event for event in events if event.unit in (None, unit)] for unit in series["unit"].unique()}
    return [
        (period, first, own[unit])
        for unit, period, first in zip(series["unit"], series["period"], series["first_treated"], strict=True)
    ]


def _active(event: Event, period: pd.Period) -> bool:
    ended = event.end is not None and event.end < period.start_time.date()
    return event.start <= last_day(period).date() and not ended


def _going_on(period: pd.Period, events: Sequence[Event]) -> list[Event]:
    return [event for event in events if _active(event, period)]


def _unmixed(period: pd.Period, events: Sequence[Event]) -> bool:
    """Whether no event begins after the period's first day or ends before its last."""
    first, last = period.start_time.date(), last_day(period).date()
    begins = any(first < event.start <= last for event in events)
    return not begins and not any(event.end and first <= event.end < last for event in events)


def _disturbs(event: Event, period: pd.Period) -> bool:
    if event.unit is None and event.end is None:
        return period.start_time.date() <= event.start <= last_day(period).date()
    return _active(event, period)


def _step(event: Event, unit: str, period: pd.Period) -> float:
    return float(event.unit in (None, unit) and _active(event, period))
