"""The store's history as tables: every import, every event with what it changed, and what an import would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from analysis import wording
from data.store import Change, Event, Import

STATUS = {"active": "dipakai", "undone": "dibatalkan", "replaced": "digantikan"}
ACTION = {"import": "impor {}", "undo": "impor {} dibatalkan", "redo": "impor {} dipakai lagi"}
IMPORT_HEADERS = ("Nomor", "Berkas", "Waktu", "Oleh", "Baris", "Ditolak", "Nilai yang dipakai", "Status")
EVENT_HEADERS = ("Waktu", "Kejadian", "Berkas", "Oleh", "Perubahan baris", "Rata-rata IKM")
CHANGE_HEADERS = ("Jenis", "Baris baru", "Berubah", "Sama", "Baris lama tidak dipakai lagi")


def imports(several: Iterable[Import]) -> pd.DataFrame:
    """One row an import, the newest first."""
    rows = [
        (
            str(one.id), one.file, moment(one.at), one.by, one.rows, one.refused,
            _counting(one), STATUS[one.status],
        )
        for one in several
    ]  # fmt: skip
    return pd.DataFrame(rows[::-1], columns=list(IMPORT_HEADERS))


def events(several: Iterable[Event]) -> pd.DataFrame:
    """One row an event, the newest first, with what it changed in the headline numbers."""
    rows = [
        (
            moment(one.at), ACTION[one.action].format(one.import_id), one.file, one.by,
            _row_changes(one), _ikm_change(one.before, one.after),
        )
        for one in several
    ]  # fmt: skip
    return pd.DataFrame(rows[::-1], columns=list(EVENT_HEADERS))


def changes(several: Iterable[Change]) -> pd.DataFrame:
    """One row a sheet kind."""
    rows = [(one.kind, one.new, one.changed, one.same, one.replaced) for one in several]
    return pd.DataFrame(rows, columns=list(CHANGE_HEADERS))


def moment(at: str) -> str:
    """An ISO time as "24 November 2026 08.41"."""
    time = datetime.fromisoformat(at)
    return f"{wording.day(time)} {time:%H.%M}"


def _counting(one: Import) -> str:
    if one.status == "undone":
        return wording.NONE
    return f"{wording.count(one.counting)} dari {wording.count(one.values)}"


def _row_changes(event: Event) -> str:
    before, after = event.before.get("rows", {}), event.after["rows"]
    differences = {kind: count - before.get(kind, 0) for kind, count in after.items()}
    told = [f"{kind} {wording.signed(change, 0)}" for kind, change in differences.items() if change]
    return "; ".join(told) or "jumlahnya tetap"


def _ikm_change(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    earlier, later = before.get("ikm"), after["ikm"]
    if earlier == later:
        return wording.number(later)
    return f"{wording.number(earlier)} → {wording.number(later)}"
