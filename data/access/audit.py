"""The log of sign-ins, imports, undos, exports and settings: lines that are only ever added, each sealed with the last.

In `jejak/` beside the store: `jejak.jsonl`, one JSON object a line, sealed by HMAC-SHA256 over the line and the seal
before it, under the key in `kunci`; and `ujung`: number and seal of the newest line, and the log's length in bytes, so
that nobody reads a year's log to add a line. No line names anybody of a book. Each computer keeps its own, and no
backup takes its place.
"""

import hmac
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from data.access.person import Person
from data.files import as_book_error, file_lock, kept_secret, write_durably
from data.settings import home

FOLDER, FILE, HEAD, KEY = "jejak", "jejak.jsonl", "ujung", "kunci"
SEAL, START = "segel", ""
MISSING = "Jejak: baris {number} hilang atau bukan pada tempatnya; bandingkan dengan cadangan."
CHANGED = "Jejak: baris {number} diubah sesudah ditulis; bandingkan dengan cadangan."

LogLine = dict[str, Any]


def note(by: Person, act: str, what: str = "") -> None:
    """Add a line; OSError where it cannot be kept."""
    key = secret()
    with file_lock(_folder()):
        number, before = _newest()
        line: LogLine = {
            "nomor": number + 1, "waktu": datetime.now().astimezone().isoformat(timespec="seconds"),
            "siapa": by.signature, "peran": by.role, "tindakan": act, "hal": what,
        }  # fmt: skip
        line[SEAL] = _seal(key, before, line)
        length = _append(json.dumps(line, ensure_ascii=False))
        write_durably(_folder() / HEAD, json.dumps([line["nomor"], line[SEAL], length]).encode())


def lines() -> list[LogLine]:
    """Every line, oldest first; one that is no line any more is an empty one."""
    log = _folder() / FILE
    with as_book_error(log):
        return [_read(text) for text in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def verify() -> tuple[str, ...]:
    """What is wrong with the log, in sentences; nothing where every line stands as it was written."""
    last, seal, _ = _head()
    return tuple(_faults(lines(), last, seal))


def _faults(written: list[LogLine], last: int, seal: str) -> Iterator[str]:
    before, key = START, secret()
    for number, line in enumerate(written, 1):
        if line.get("nomor") != number:
            yield (MISSING if "nomor" in line else CHANGED).format(number=number)
            return
        if line.get(SEAL) != _seal(key, before, line):
            yield CHANGED.format(number=number)
        before = str(line.get(SEAL))
    if len(written) < last:
        yield MISSING.format(number=len(written) + 1)
    elif last and written[last - 1].get(SEAL) != seal:
        yield CHANGED.format(number=last)


def secret() -> bytes:
    """The key under which lines are sealed and names that were only tried are hidden."""
    return kept_secret(_folder() / KEY)


def _folder() -> Path:
    return home() / FOLDER


def _seal(key: bytes, before: str, line: LogLine) -> str:
    plain = json.dumps({name: value for name, value in line.items() if name != SEAL}, ensure_ascii=False)
    return hmac.digest(key, f"{before}\n{plain}".encode(), "sha256").hex()


def _newest() -> tuple[int, str]:
    """Number and seal of the newest line, also where a process ended before it wrote that down."""
    number, seal, length = _head()
    log = _folder() / FILE
    if not log.exists() or log.stat().st_size <= length:
        return number, seal
    with log.open("rb") as stream:
        stream.seek(length)
        later = [_read(text) for text in stream.read().decode().splitlines()]
    return number + len(later), str(later[-1].get(SEAL, seal))


def _head() -> tuple[int, str, int]:
    """Number and seal of the newest line as they were written down, and how many bytes end with it."""
    try:
        number, seal, length = json.loads((_folder() / HEAD).read_bytes())
    except FileNotFoundError:
        return 0, START, 0
    return int(number), str(seal), int(length)


def _append(text: str) -> int:
    """Add a line; how many bytes the log has then."""
    log = _folder() / FILE
    log.touch(mode=0o600)
    with log.open("ab") as stream:
        stream.write(f"{text}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())
        return stream.tell()


def _read(text: str) -> LogLine:
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}
