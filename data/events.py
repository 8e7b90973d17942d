"""What else moved service besides training: the catalogue's city-wide events, and those the office noted."""

from __future__ import annotations

import pandas as pd

from data.catalog import EVENTS, Event
from data.dataset import Dataset

NOTED = "lembar kejadian"


def events_of(dataset: Dataset) -> tuple[Event, ...]:
    """Every known event by its first day; one the office noted under the catalogue's day and name counts once."""
    noted = (_event(*row) for row in dataset.kejadian[["mulai", "nama", "selesai", "unit"]].itertuples(index=False))
    known = {(event.start, event.label.casefold(), event.unit): event for event in (*noted, *EVENTS)}
    return tuple(sorted(known.values(), key=lambda event: (event.start, event.label)))


def _event(start: pd.Timestamp, label: str, end: pd.Timestamp, unit: str | None) -> Event:
    return Event(
        start.date(), label, NOTED, None if pd.isna(end) else end.date(), None if pd.isna(unit) else unit
    )  # fmt: skip
