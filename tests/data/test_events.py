"""Events: the catalogue's and the office's own, each once, in order of day."""

from datetime import date, datetime

import pytest

from data.panel.dataset import Dataset
from data.vocabulary.events import EVENTS, Event, events_of
from tests.data.made_books import loaded

NOTED = [
    ["Mulai", "Selesai", "Kejadian", "Unit Kerja"],
    [datetime(2025, 2, 3), datetime(2025, 2, 20), "Banjir di loket", "Kelurahan Asemrowo"],
    [datetime(2024, 5, 13), None, "Adminduk wajib selesai 1×24 jam", None],
    [datetime(2023, 1, 5), None, "Pindah gedung", None],
]


def test_without_a_sheet_of_events_the_catalogue_is_known() -> None:
    assert events_of(Dataset()) == EVENTS


def test_the_offices_events_join_the_catalogue_and_none_is_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    events = events_of(loaded(monkeypatch, NOTED))
    assert [(event.start.isoformat(), event.label) for event in events] == [
        ("2023-01-05", "Pindah gedung"),
        ("2024-05-13", "Adminduk wajib selesai 1×24 jam"),
        ("2025-01-01", "Klampid New Generation (layanan mandiri)"),
        ("2025-02-03", "Banjir di loket"),
    ]
    flood = Event(date(2025, 2, 3), "Banjir di loket", "lembar kejadian", date(2025, 2, 20), "Kelurahan Asemrowo")
    assert events[-1] == flood
