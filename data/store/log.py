"""Logs beside the database: one small file a record, enough with the kept books to make the database anew.

A record waits under another name until the database has committed it. So a record under its own name that the
database lacks tells of a damaged database, and one that still waits was never acknowledged. No record is ever
overwritten or removed: one that the database contradicts is set aside. A server keeps its own log: there is none then.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from data.files import write_durably
from data.settings import home
from data.store import server
from data.store.errors import LOST, StoreError, in_a_sentence

EVENTS, REMARKS = "events", "remarks"
LOGS = (EVENTS, REMARKS)
SUFFIX, WAITING = ".json", ".json.menunggu"

Record = dict[str, Any]


def write_record(log: str, record: Record) -> None:
    """Keep a record under its `id`, waiting for the database to commit it."""
    if not (server.configured() or _content(_file(log, record["id"])) == record):
        _write(_file(log, record["id"], WAITING), record)


def confirm(log: str, last: int) -> None:
    """The database has committed every record up to that number."""
    for file in _files(log, WAITING):
        named = _file(log, _number(file))
        if _number(file) <= last and not named.exists():
            with in_a_sentence(file), suppress(FileNotFoundError):
                file.rename(named)


def read_records(log: str) -> list[Record]:
    """Every kept record of a log, waiting ones too, oldest first; StoreError where one is spoilt."""
    records = [_content(file) for file in (*_files(log, SUFFIX), *_files(log, WAITING))]
    if None in records:
        raise StoreError(LOST)
    return sorted((record for record in records if record), key=lambda record: int(record["id"]))


def has_records(log: str) -> bool:
    """Whether anything was ever kept in a log."""
    return bool(_files(log, SUFFIX) or _files(log, WAITING))


def last_record(log: str) -> int:
    """The number of the newest record that was committed; 0 where there is none."""
    return max(map(_number, _files(log, SUFFIX)), default=0)


def settle(log: str, committed: Iterable[Record]) -> None:
    """Let the log hold these records and no others; what it holds instead is set aside."""
    missing = {record["id"]: record for record in committed}
    confirm(log, max(missing, default=0))
    for file in (*_files(log, SUFFIX), *_files(log, WAITING)):
        if _number(file) in missing and _content(file) == missing[_number(file)]:
            del missing[_number(file)]
        else:
            _set_aside(file)
    for record in () if server.configured() else missing.values():
        _write(_file(log, record["id"]), record)


def overwrite(log: str, records: Iterable[Record]) -> None:
    """Let the log hold these records and nothing that was set aside: the one change that erases, as the law may ask."""
    for record in records:
        _write(_file(log, record["id"]), record)
    for file in (home() / log).glob("*.disisihkan-*"):
        file.unlink()


def _set_aside(file: Path) -> None:
    with in_a_sentence(file):
        file.rename(file.with_name(f"{file.name}.disisihkan-{datetime.now():%Y%m%d-%H%M%S-%f}"))


def _write(file: Path, record: Record) -> None:
    with in_a_sentence(file):
        write_durably(file, json.dumps(record, ensure_ascii=False).encode())


def _content(file: Path) -> Record | None:
    """The record in a file; None where there is none or it is spoilt."""
    try:
        record = json.loads(file.read_bytes())
        return record if isinstance(record, dict) and record.get("id") == _number(file) else None
    except (OSError, ValueError):
        return None


def _files(log: str, suffix: str) -> list[Path]:
    return [] if server.configured() else sorted((home() / log).glob(f"[0-9]*{suffix}"))


def _file(log: str, number: int, suffix: str = SUFFIX) -> Path:
    return home() / log / f"{number:06d}{suffix}"


def _number(file: Path) -> int:
    return int(file.name.partition(".")[0])
