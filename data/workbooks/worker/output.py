"""What the worker says to the process that started it: length-prefixed marshal messages.

Rows travel as columns: a float is a number, an int refers to the n-th of the values sent so far, None is an empty
cell. Of the ways measured, marshal carries a million cells in 0.12 s; pickled Python rows took 0.80 s.
"""

import marshal
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from time import process_time
from typing import IO, Any, AnyStr

from .limits import MAX_COLUMNS, MAX_ROWS, FileRefused, Limits, too_slow

Encoded = str | bool | tuple[str, Any]
Cell = float | int | None

_MANY = 50_000
_PIECE = 2**18
_IN_PARTS = "bagi menjadi beberapa file lalu unggah lagi"
_ERROR = re.compile("#N/A|#[A-Z/0]{2,9}[!?]|Err:[0-9]{3}")


class Output:
    """Sends sheets as they are read, and refuses the file once it holds more than the limits allow."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self.limits = limits
        self.height = 0
        self._stream = stream
        self._references: dict[Encoded, int] = {}
        self._begun = process_time()
        self._sent = 0
        self._unsent: list[Encoded] = []
        self._cells = 0
        self._sheets = 0

    def send(self, *message: Any) -> None:
        """Send one message; raises FileRefused where reading has taken too long to go on."""
        if message[0] in ("rows", "progress") and process_time() - self._begun > self.limits.seconds:
            raise too_slow(self.limits.seconds)
        payload = marshal.dumps(message)
        self._stream.write(struct.pack("<I", len(payload)))
        self._stream.write(payload)
        self._stream.flush()

    def reference(self, value: Encoded) -> int:
        """Return the number that stands for a value; equal values share one."""
        return self._references.get(value) or self.references([value])[value]

    def references(self, values: Iterable[Encoded]) -> dict[Encoded, int]:
        """Return the numbers of all values so far by value, these among them."""
        new = dict.fromkeys(value for value in values if value not in self._references)
        if new:
            self._references.update(zip(new, count(self.add(*new)), strict=False))
        return self._references

    def add(self, *values: Encoded) -> int:
        """Take values without comparing them with earlier ones; return the number of the first."""
        first = self._sent + len(self._unsent)
        self._unsent.extend(values)
        if first + len(values) > self.limits.values:
            raise FileRefused(f"berisi lebih dari {_dotted(self.limits.values)} teks berbeda; {_IN_PARTS}")
        if len(self._unsent) > _MANY:
            self._send_values()
        return first

    def _send_values(self) -> None:
        self.send("values", self._unsent)
        self._sent += len(self._unsent)
        self._unsent = []

    def check_place(self, row: int, column: int) -> None:
        """Refuse a cell (0-based) outside Excel's grid, or so far out that the sheet would be mostly nothing."""
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            raise FileRefused(
                "menyebut sel di luar batas Excel; buka di Excel, simpan sebagai file baru, lalu unggah lagi"
            )
        if (row + 1) * (column + 1) > self.limits.area:
            raise FileRefused(
                f"berisi sel yang sangat jauh dari tabelnya (baris {row + 1}, kolom {column + 1}); "
                "hapus baris dan kolom kosong sesudah tabel, simpan, lalu unggah lagi"
            )

    def rows(self, height: int, columns: dict[int, list[Cell]]) -> None:
        """Send `height` rows; `columns` maps 0-based column to at least that many cells, columns left out are empty."""
        if not height:
            return
        columns = {index: cells[:height] for index, cells in columns.items()}
        empty = {index: cells.count(None) for index, cells in columns.items()}
        columns = {index: cells for index, cells in columns.items() if empty[index] < height}
        self._cells += sum(height - empty[index] for index in columns)
        if self._cells > self.limits.cells:
            raise FileRefused(f"berisi lebih dari {_dotted(self.limits.cells)} sel; {_IN_PARTS}")
        self.check_place(self.height + height - 1, max(columns, default=0))
        if self._unsent:
            self._send_values()
        self.send("rows", height, columns)
        self.height += height

    def sheet(
        self,
        name: str,
        *,
        hidden: bool = False,
        merged: Sequence[tuple[int, int, int, int]] = (),
        hidden_rows: Sequence[int] = (),
        formulas_without_value: int = 0,
    ) -> None:
        """End a sheet: the rows sent since the last one were its rows."""
        self._sheets += 1
        if self._sheets > self.limits.sheets:
            raise FileRefused(
                f"berisi lebih dari {self.limits.sheets} lembar; hapus lembar yang tidak perlu, lalu unggah lagi"
            )
        self.send("sheet", name, hidden, list(merged), list(hidden_rows), formulas_without_value)
        self.height = 0


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def in_pieces(content: AnyStr, output: Output) -> Iterator[AnyStr]:
    """The content from front to back, the share that was taken told after each piece."""
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]
        output.send("progress", min((start + _PIECE) / len(content), 1.0))


class SheetCells:
    """One sheet whose cells may come in any order: gathered first, sent when it is complete."""

    def __init__(self, output: Output, name: str, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.formulas_without_value = 0
        self._output = output
        self._columns: dict[int, list[Cell]] = {}

    def place(self, row: int, column: int, value: Cell | str) -> None:
        """Put a value at a 0-based place; a str is text, or the error that a cell showed."""
        self._output.check_place(row, column)
        cells = self._columns.setdefault(column, [])
        cells.extend([None] * (row + 1 - len(cells)))
        if isinstance(value, str):
            value = self._output.reference(("error", value) if _ERROR.fullmatch(value) else value)
        cells[row] = value

    def missing(self) -> Cell:
        """The value of a formula whose result was not saved; counted."""
        self.formulas_without_value += 1
        return self._output.reference(("missing", None))

    def send(self) -> None:
        """Send all rows down to the last one with a value, and end the sheet."""
        height = max(map(len, self._columns.values()), default=0)
        for cells in self._columns.values():
            cells.extend([None] * (height - len(cells)))
        self._output.rows(height, self._columns)
        self._output.sheet(
            self.name,
            hidden=self.hidden,
            merged=self.merged,
            hidden_rows=self.hidden_rows,
            formulas_without_value=self.formulas_without_value,
        )
