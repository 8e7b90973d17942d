"""Read a spreadsheet file in a child process, so that no file can hurt the process that asked."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from data.problems import BookError
from data.workbooks.book import Book, CellError, CellValue, MissingFormulaValue, Percent, Rows, Sheet
from data.workbooks.child import Child
from data.workbooks.worker.limits import LIMITS, Limits, too_slow

_DAY_ONE = datetime(1, 1, 1)


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
    `cancelled` stops the reading. Raises BookError, one Indonesian sentence, for a file that cannot be used, and its
    subclass ReadCancelled.
    """
    content = _content(source, name, limits)
    received = _Received(progress)
    child = Child(content, limits, cancelled)
    with child as messages:
        for kind, *payload in messages:
            received.take(kind, payload)
    if child.stopped == "cancelled":
        raise ReadCancelled(f"Pembacaan file {name} dibatalkan.")
    if child.stopped == "late":
        received.refusal = str(too_slow(limits.seconds))
    if fault := received.fault():
        raise BookError(f"File {name} {fault}.")
    return Book(name, hashlib.sha256(content).hexdigest(), tuple(received.sheets))


def _content(source: Path | bytes, name: str, limits: Limits) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > limits.file_bytes:
            raise BookError(
                f"File {name} berukuran {size / 2**20:.0f} MB, lebih dari batas {limits.file_bytes / 2**20:.0f} MB; "
                "bagi menjadi beberapa file lalu unggah lagi."
            )
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise BookError(f"File {name} tidak dapat dibuka; periksa nama dan izin berkasnya.") from error


class _Received:
    """What the child has sent so far; every distinct text and date is held once."""

    def __init__(self, progress: Callable[[float], None] | None) -> None:
        self.sheets: list[Sheet] = []
        self.refusal = ""
        self._progress = progress
        self._complete = False
        self._values: list[CellValue] = []
        self._columns: list[list[CellValue]] = []
        self._height = 0

    def take(self, kind: str, payload: list[Any]) -> None:
        """Take one message of the child."""
        if kind == "values":
            self._values.extend(map(_decode, payload[0]))
        elif kind == "rows":
            self._append(*payload)
        elif kind == "sheet":
            self._finish(*payload)
        elif kind == "refused":
            (self.refusal,) = payload
        elif kind == "end":
            self._complete = True
        elif self._progress is not None:
            self._progress(*payload)

    def fault(self) -> str:
        """Return why the file cannot be used, as the end of a sentence; empty where it can."""
        if self.refusal:
            return self.refusal
        if not self._complete:
            return "rusak atau terlalu besar untuk dibaca; buka di Excel, simpan sebagai .xlsx baru, lalu unggah lagi"
        return "" if self.sheets else "tidak memuat lembar kerja; periksa isinya di Excel, lalu unggah lagi"

    def _append(self, height: int, columns: dict[int, list[float | int | None]]) -> None:
        for _ in range(len(self._columns), max(columns, default=-1) + 1):
            self._columns.append([None] * self._height)
        self._height += height
        for index, target in enumerate(self._columns):
            target.extend(self._meant(columns.get(index, ())))
            target.extend([None] * (self._height - len(target)))

    def _meant(self, cells: Sequence[float | int | None]) -> Iterable[CellValue]:
        """The cells of one column, each whole number among them standing for a value sent before."""
        values, kinds = self._values, set(map(type, cells))
        if int not in kinds:
            return cells
        if kinds == {int}:
            return map(values.__getitem__, cells)  # type: ignore[arg-type]
        return [values[cell] if type(cell) is int else cell for cell in cells]

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
        return _DAY_ONE + timedelta(microseconds=content)
    if kind == "time":
        return (_DAY_ONE + timedelta(microseconds=content)).time()
    if kind == "timedelta":
        return timedelta(microseconds=content)
    if kind == "percent":
        return Percent(content)
    return CellError(content) if kind == "error" else MissingFormulaValue()
