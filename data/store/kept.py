"""What is kept beside the database: every original book under its SHA-256, and one small file an event.

Together they are enough to make the database anew. A file is complete or absent: it is written aside, flushed to the
disk and then renamed. Only the one process that holds the database's write lock writes here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.answers import answers_file
from data.store.errors import LOST, StoreError, in_a_sentence


def home() -> Path:
    """The folder of the store: $DAMPAK_HOME, or else var/."""
    return answers_file().parent


def book_file(sha256: str) -> Path:
    """Where the book of that digest is kept."""
    return home() / "books" / sha256


def keep_book(sha256: str, content: bytes) -> None:
    """Keep a book byte for byte; one that is there and sound is left alone."""
    file = book_file(sha256)
    if not (file.exists() and digest(file.read_bytes()) == sha256):
        write_durably(file, content)


def kept_book(sha256: str) -> bytes:
    """The book of that digest as it came in; StoreError where it is gone or no longer the same."""
    try:
        content = book_file(sha256).read_bytes()
    except OSError as error:
        raise StoreError(LOST) from error
    if digest(content) != sha256:
        raise StoreError(LOST)
    return content


def keep_event(event: dict[str, Any]) -> None:
    """Keep an event before the database commits it, so that no acknowledged event is ever missing here."""
    write_durably(_event_file(event["id"]), json.dumps(event, ensure_ascii=False).encode())


def kept_events() -> list[dict[str, Any]]:
    """Every kept event, oldest first."""
    files = sorted((home() / "events").glob("*.json"))
    try:
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]
    except ValueError as error:
        raise StoreError(LOST) from error


def last_kept_event() -> int:
    """The number of the newest kept event; 0 where there is none."""
    return max((int(file.stem) for file in (home() / "events").glob("*.json")), default=0)


def replace_events(events: Iterable[dict[str, Any]]) -> None:
    """Let these be the only kept events."""
    wanted = {event["id"]: event for event in events}
    for event in wanted.values():
        keep_event(event)
    for number in range(max(wanted, default=0) + 1, last_kept_event() + 1):
        _event_file(number).unlink(missing_ok=True)


def write_durably(file: Path, content: bytes) -> None:
    """The whole content on the disk under that name, or nothing; StoreError where the disk will not have it."""
    draft = file.with_name(f".{file.name}.tmp")
    with in_a_sentence():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with draft.open("wb") as stream:
                os.fchmod(stream.fileno(), 0o600) if os.name == "posix" else None
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        _flush_folder(file.parent)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _event_file(number: int) -> Path:
    return home() / "events" / f"{number:06d}.json"


def digest(content: bytes) -> str:
    """The SHA-256, as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()
