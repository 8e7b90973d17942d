"""What else moved service besides training: city-wide events, and those the office noted."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.panel.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Event:
    """Something other than training that moved service: everywhere at once, or (`unit`) in one unit.

    `start` and `end` are its first and last day; without an end it lasts.
    """

    start: date
    label: str
    source: str
    end: date | None = None
    unit: str | None = None


EVENTS: tuple[Event, ...] = (
    Event(date(2024, 5, 13), "Adminduk wajib selesai 1×24 jam", "gapura.surabaya.go.id"),
    Event(date(2025, 1, 1), "Klampid New Generation (layanan mandiri)", "jatimtimes.com"),
)


NOTED = "lembar kejadian"


def events_of(dataset: Dataset) -> tuple[Event, ...]:
    """Every known event by its first day; one the office noted under the catalogue's day and name counts once."""
    noted = (_event(*row) for row in dataset.kejadian[["mulai", "nama", "selesai", "unit"]].itertuples(index=False))
    known = {(event.start, event.label.casefold(), event.unit): event for event in (*noted, *EVENTS)}
    return tuple(sorted(known.values(), key=lambda event: (event.start, event.label)))


def _event(start: pd.Timestamp, label: str, end: pd.Timestamp, unit: str | None) -> Event:
    return Event(start.date(), label, NOTED, None if pd.isna(end) else end.date(), None if pd.isna(unit) else unit)
