"""What is kept beside the database: every original book under its SHA-256, and logs of one small file a record.

Together they are enough to make the database anew. A file is complete or absent: it is written aside, flushed to the
disk and then renamed. Only the one process that holds the database's write lock writes here. A server keeps the books
itself and needs no log beside it: there is none then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.files import write_durably
from data.settings import home
from data.store import server
from data.store.errors import LOST, StoreError, in_a_sentence

EVENTS, REMARKS = "events", "remarks"


def book_file(sha256: str) -> Path:
    """Where the book of that digest is kept."""
    return home() / "books" / sha256


def write_book(sha256: str, content: bytes) -> None:
    """Keep a book byte for byte; one that is there and sound is left alone."""
    shared, file = server.configured(), book_file(sha256)
    if shared:
        shared.keep_book(sha256, content)
    elif not (file.exists() and digest(file.read_bytes()) == sha256):
        with in_a_sentence(file):
            write_durably(file, content)


def read_book_bytes(sha256: str) -> bytes:
    """The book of that digest as it came in; StoreError where it is gone or no longer the same."""
    shared = server.configured()
    try:
        content = shared.kept_book(sha256) if shared else book_file(sha256).read_bytes()
    except OSError as error:
        raise StoreError(LOST) from error
    if content is None or digest(content) != sha256:
        raise StoreError(LOST)
    return content


def write_record(log: str, record: dict[str, Any]) -> None:
    """Keep a record under its `id` before the database commits it, so that no acknowledged one is missing here."""
    if not server.configured():
        file = _record_file(log, record["id"])
        with in_a_sentence(file):
            write_durably(file, json.dumps(record, ensure_ascii=False).encode())


def read_records(log: str) -> list[dict[str, Any]]:
    """Every kept record of a log, oldest first; StoreError where one is spoilt."""
    try:
        return [json.loads(file.read_text(encoding="utf-8")) for file in _record_files(log)]
    except ValueError as error:
        raise StoreError(LOST) from error


def last_record(log: str) -> int:
    """The number of the newest kept record; 0 where there is none."""
    return max((int(file.stem) for file in _record_files(log)), default=0)


def replace_records(log: str, records: Iterable[dict[str, Any]]) -> None:
    """Let these be the only kept records of a log."""
    wanted = {record["id"]: record for record in records}
    for record in wanted.values():
        write_record(log, record)
    for file in _record_files(log):
        if int(file.stem) not in wanted:
            file.unlink()


def _record_files(log: str) -> list[Path]:
    return [] if server.configured() else sorted((home() / log).glob("*.json"))


def _record_file(log: str, number: int) -> Path:
    return home() / log / f"{number:06d}.json"


def digest(content: bytes) -> str:
    """The SHA-256, as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()
