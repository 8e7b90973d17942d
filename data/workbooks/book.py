"""What a spreadsheet file holds, as plain values: a book, its sheets, their cells, and marks on cells without one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import overload

from data.workbooks.worker.canonical import column_name


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an Excel error; `code` is what Excel prints, such as "#N/A"."""

    code: str

    @property
    def reason(self) -> str:
        """Why the cell cannot be used, as the end of an Indonesian sentence."""
        return f"berisi galat Excel {self.code}; perbaiki rumusnya atau ketik nilainya"


@dataclass(frozen=True, slots=True)
class MissingFormulaValue(CellError):
    """A formula whose result was never saved in the file."""

    code: str = "rumus tanpa hasil"

    @property
    def reason(self) -> str:
        """Why the cell cannot be used, as the end of an Indonesian sentence."""
        return "berisi rumus yang hasilnya belum tersimpan; buka file di Excel, simpan, lalu unggah lagi"


class Percent(float):
    """A number that its format shows as a percentage; its value is what is shown, 87.5 for 87,5%."""

    __slots__ = ()


CellValue = None | str | float | bool | date | datetime | time | timedelta | CellError


class Rows(Sequence[list[CellValue]]):
    """Rows seen over equally long columns: a row's list is made when it is asked for, so a large sheet is held once."""

    __slots__ = ("_height", "columns")

    def __init__(self, columns: Sequence[list[CellValue]]) -> None:
        self.columns = tuple(columns)
        self._height = len(self.columns[0]) if self.columns else 0

    def __len__(self) -> int:
        return self._height

    def __iter__(self) -> Iterator[list[CellValue]]:
        return map(list, zip(*self.columns, strict=True))

    @overload
    def __getitem__(self, index: int) -> list[CellValue]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[CellValue]]: ...
    def __getitem__(self, index: int | slice) -> list[CellValue] | list[list[CellValue]]:
        if isinstance(index, slice):
            return list(map(list, zip(*(column[index] for column in self.columns), strict=True)))
        return [column[index] for column in self.columns]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence)
            and len(self) == len(other)
            and all(a == b for a, b in zip(self, other, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[r][c]` is the cell at 0-based row r and column c, `rows[0]` being Excel's row `first_row`.

    `hidden_rows` holds 0-based indices into `rows`; CSV and HTML tell of none. `merged` holds 0-based, inclusive
    (first row, first column, last row, last column); CSV tells of none. A number that its format shows as a percentage
    is a Percent. Formulas whose result was not saved are counted in all kinds but .xls and .xlsb.
    """

    name: str
    hidden: bool
    rows: Sequence[list[CellValue]]
    first_row: int = 1
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas_without_value: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows.columns) if isinstance(self.rows, Rows) else max(map(len, self.rows), default=0)

    def column(self, index: int, start: int = 0, stop: int | None = None) -> list[CellValue]:
        """Return the values of one column in the rows start … stop, much faster than row by row."""
        if isinstance(self.rows, Rows):
            return self.rows.columns[index][start:stop]
        return [row[index] if index < len(row) else None for row in self.rows[start:stop]]


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet file that was read; `sha256` is the digest of the file's bytes in hexadecimal."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def cell_name(row: int, column: int) -> str:
    """Return the A1 name of a 0-based cell: (6, 2) → "C7"."""
    return f"{column_name(column)}{row + 1}"
