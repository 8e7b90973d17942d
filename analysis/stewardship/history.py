"""The store's history as tables: every import, every event with what it changed, and what an import would change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from analysis.text import wording
from data.store import Change, Import, LogEntry
from data.vocabulary.indicators import INDICATORS

STATUS = {"active": "dipakai", "undone": "dibatalkan", "replaced": "digantikan"}
ACTION = {"import": "file {} disimpan", "undo": "file {} dibatalkan", "redo": "file {} dipakai lagi"}
IMPORT_HEADERS = (
    "Nomor",
    "File",
    "Waktu",
    "Oleh",
    "Baris diterima",
    "Baris perlu diperbaiki",
    "Data yang dipakai",
    "Status",
)
EVENT_HEADERS = ("Waktu", "Perubahan", "File", "Oleh", "Perubahan data", "Perubahan rata-rata indikator")
CHANGE_HEADERS = ("Jenis", "Data baru", "Berubah", "Sama", "Data lama tidak dipakai lagi")


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


def events(several: Iterable[LogEntry]) -> pd.DataFrame:
    """One row an event, the newest first, with what it changed in the headline numbers."""
    rows = [
        (
            moment(one.at), ACTION[one.action].format(one.import_id), one.file, one.by,
            _row_changes(one), _mean_changes(_means(one.before), _means(one.after)),
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


def _row_changes(event: LogEntry) -> str:
    before, after = event.before.get("rows", {}), event.after["rows"]
    differences = {kind: count - before.get(kind, 0) for kind, count in after.items()}
    told = [f"{kind} {wording.signed(change, 0)}" for kind, change in differences.items() if change]
    return "; ".join(told) or "jumlahnya tetap"


def _mean_changes(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    changed = [indicator for indicator in INDICATORS if before.get(indicator.key) != after.get(indicator.key)]
    told = [
        f"{wording.short_name(one)} {wording.measure(before.get(one.key), one)} → "
        f"{wording.measure(after.get(one.key), one)}"
        for one in changed
    ]
    return "; ".join(told) or "tetap"


def _means(state: Mapping[str, Any]) -> Mapping[str, float]:
    """The means an event knew; the first events knew the IKM's alone."""
    alone = {"ikm": state["ikm"]} if state.get("ikm") is not None else {}
    return state.get("means", alone)
