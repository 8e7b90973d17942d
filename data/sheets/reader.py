"""Read a spreadsheet file in a child process, so that no file can hurt the process that asked."""

from __future__ import annotations

import hashlib
import marshal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from data.problems import BookError
from data.sheets.book import Book, CellError, CellValue, MissingFormulaValue, Rows, Sheet
from data.sheets.worker.limits import LIMITS, Limits

_HEADER = struct.Struct("<I")
_MIDNIGHT = datetime(1900, 1, 1)
_CHILD = "import sys; sys.path[:0] = sys.argv[1:3]; from worker.main import main; main(sys.argv[3])"


class ReadCancelled(BookError):
    """Reading was stopped because the caller asked for it."""


def read_book(
    source: Path | bytes,
    name: str,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Event | None = None,
    limits: Limits = LIMITS,
) -> Book:
    """Read every sheet of a spreadsheet file, whatever its extension says it is.

    `name` is how error sentences call the file. `progress` receives the share read so far, 0 … 1. Setting
    `cancelled` stops the reading. Raises BookError, one Indonesian sentence, for a file that cannot be used.
    """
    content = _content(source, name, limits)
    sheets = _SheetCollector()
    outcome = ""
    with _child(content, limits, cancelled) as (messages, stopped):
        for kind, *payload in messages:
            if kind == "refused":
                outcome = payload[0]
            elif kind == "progress" and progress is not None:
                progress(payload[0])
            else:
                sheets.take(kind, payload)
    if stopped == ["cancelled"]:
        raise ReadCancelled(f"Pembacaan berkas {name} dibatalkan.")
    if stopped == ["late"]:
        outcome = f"perlu lebih dari {limits.seconds} detik untuk dibaca; bagi menjadi beberapa berkas lalu unggah lagi"
    if not outcome and not sheets.complete:
        outcome = "rusak atau terlalu besar untuk dibaca; buka di Excel, simpan sebagai .xlsx baru, lalu unggah lagi"
    if outcome:
        raise BookError(f"Berkas {name} {outcome}.")
    return Book(name, hashlib.sha256(content).hexdigest(), tuple(sheets.sheets))


def _content(source: Path | bytes, name: str, limits: Limits) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > limits.file_bytes:
            raise BookError(
                f"Berkas {name} berukuran {size / 2**20:.0f} MB, lebih dari batas {limits.file_bytes / 2**20:.0f} MB; "
                "bagi menjadi beberapa berkas lalu unggah lagi."
            )
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise BookError(f"Berkas {name} tidak dapat dibuka; periksa nama dan izin berkasnya.") from error


@contextmanager
def _child(
    content: bytes, limits: Limits, cancelled: Event | None
) -> Iterator[tuple[Iterator[tuple[Any, ...]], list[str]]]:
    """Start the worker on `content`; give its messages and, once they end, why it was stopped early, if it was."""
    here = Path(__file__).parent
    library = Path(find_spec("python_calamine").origin).parent.parent  # type: ignore[union-attr,arg-type]
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _CHILD, str(here), str(library), limits.to_text()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stopped: list[str] = []
    finished = Event()
    helpers = [
        Thread(target=_feed, args=(process.stdin, content), daemon=True),
        Thread(target=_watch, args=(process, limits.seconds, cancelled, finished, stopped), daemon=True),
    ]
    for helper in helpers:
        helper.start()
    try:
        yield _messages(process.stdout), stopped
    finally:
        finished.set()
        process.kill()
        process.wait()
        for helper in helpers:
            helper.join()
        process.stdout.close()


def _feed(stream: IO[bytes], content: bytes) -> None:
    try:
        with stream:
            stream.write(content)
    except OSError:  # the child ended before it read everything
        pass


def _watch(
    process: subprocess.Popen[bytes], seconds: float, cancelled: Event | None, finished: Event, stopped: list[str]
) -> None:
    deadline = time.monotonic() + seconds
    while not finished.wait(0.05):
        late = time.monotonic() > deadline
        if late or (cancelled is not None and cancelled.is_set()):
            stopped.append("late" if late else "cancelled")
            process.kill()
            return


def _messages(stream: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    while len(header := stream.read(_HEADER.size)) == _HEADER.size:
        (length,) = _HEADER.unpack(header)
        payload = stream.read(length)
        if len(payload) < length:
            return
        yield marshal.loads(payload)


class _SheetCollector:
    """Builds the sheets from the worker's messages; every distinct text or date is held once."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.complete = False
        self._values: list[CellValue] = []
        self._columns: list[list[CellValue]] = []
        self._height = 0

    def take(self, kind: str, payload: list[Any]) -> None:
        if kind == "values":
            self._values.extend(map(_decode, payload[0]))
        elif kind == "rows":
            self._append(*payload)
        elif kind == "sheet":
            self._finish(*payload)
        elif kind == "end":
            self.complete = True

    def _append(self, height: int, columns: dict[int, list[float | int | None]]) -> None:
        values = self._values
        for _ in range(len(self._columns), max(columns, default=-1) + 1):
            self._columns.append([None] * self._height)
        self._height += height
        for index, target in enumerate(self._columns):
            cells = columns.get(index, ())
            target.extend([values[cell] if type(cell) is int else cell for cell in cells])
            target.extend([None] * (self._height - len(target)))

    def _finish(
        self, name: str, hidden: bool, merged: list[tuple[int, int, int, int]], hidden_rows: list[int], formulas: int
    ) -> None:
        rows = Rows(self._columns)
        self.sheets.append(Sheet(name, hidden, rows, 1, frozenset(hidden_rows), tuple(merged), formulas))
        self._columns, self._height = [], 0


def _decode(value: Any) -> CellValue:
    """Turn a worker's value into a Python one: text and booleans as they are, all else as (kind, number or text)."""
    if not isinstance(value, tuple):
        return value
    kind, content = value
    if kind == "date":
        return date.fromordinal(content)
    if kind == "datetime":
        return datetime(1, 1, 1) + timedelta(microseconds=content)
    if kind == "time":
        return (_MIDNIGHT + timedelta(microseconds=content)).time()
    if kind == "timedelta":
        return timedelta(microseconds=content)
    return CellError(content) if kind == "error" else MissingFormulaValue()
