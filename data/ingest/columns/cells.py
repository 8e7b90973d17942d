"""The cells of one table, column by column; what cannot be read goes to the findings."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from data.ingest.columns.findings import Findings
from data.ingest.parsers.nip import masked
from data.ingest.parsers.parsing import Parsed, kinds_of
from data.ingest.parsers.people import masked_answer
from data.ingest.parsers.text import clean, is_blank
from data.ingest.schemas import Column
from data.ingest.tables import Body, Header, Table
from data.workbooks import CellError, Sheet

_COUNT = re.compile(r"\d{1,4} ?(?:orang|org|peserta|pegawai)?\.?", re.IGNORECASE)


def _is_count(cell: object) -> bool:
    return (
        cell.is_integer() if isinstance(cell, float) else isinstance(cell, str) and bool(_COUNT.fullmatch(clean(cell)))
    )


@dataclass(slots=True)
class TableCells:
    """One table while it is read. Places count its data rows from 0; a column's values are in that order.

    `dropped` marks refused rows; `numbers` keeps, by sheet column, what was read as numbers.
    """

    sheet: Sheet
    table: Table
    body: Body
    findings: Findings
    dropped: np.ndarray = field(init=False)
    numbers: dict[int, np.ndarray] = field(init=False, default_factory=dict)
    _raw: dict[int, tuple[list[Any], dict[int, CellError]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.dropped = np.zeros(len(self.body.rows), dtype=bool)

    def __len__(self) -> int:
        return len(self.body.rows)

    def named(self, name: str) -> Header | None:
        """The heading of a canonical column, or None where the table has none."""
        return self.table.columns.get(name)

    def raw(self, header: Header) -> list[Any]:
        """The cells under a heading, one a data row, None for Excel errors; a merged cell holds for all its rows."""
        return self._cells(header)[0]

    def put(self, header: Header, raw: list[Any]) -> None:
        """Let other cells stand under a heading, one a data row."""
        self._raw[header.column] = raw, self._cells(header)[1]

    def _cells(self, header: Header) -> tuple[list[Any], dict[int, CellError]]:
        if header.column not in self._raw:
            cells = self._taken(header.column)
            errors = {}
            if any(issubclass(kind, CellError) for kind in kinds_of(cells)):
                errors = {place: cell for place, cell in enumerate(cells) if isinstance(cell, CellError)}
                cells = [None if place in errors else cell for place, cell in enumerate(cells)]
            self._raw[header.column] = cells, errors
        return self._raw[header.column]

    def _taken(self, column: int) -> list[Any]:
        cells: list[Any] = list(self.sheet.column(column))
        for first_row, first_column, last_row, _ in self.sheet.merged:
            if first_column == column and last_row > first_row >= self.table.body:
                cells[first_row : last_row + 1] = [cells[first_row]] * (last_row + 1 - first_row)
        rows = self.body.rows
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return cells[rows[0] : rows[-1] + 1]
        return [cells[row] for row in rows]

    def lines(self) -> Iterator[str]:
        """The texts of the rows above the table, of its foot and between its rows, in small letters."""
        for row in (*range(self.table.top), *self.body.foot, *self.body.other):
            yield " ".join(clean(cell) for cell in self.sheet.rows[row] if isinstance(cell, str)).casefold()

    def parse(self, name: str, parse: Callable[[list[Any]], Parsed]) -> np.ndarray | None:
        """Parsed values of a canonical column; None where the table has no such column."""
        header = self.named(name)
        return None if header is None else self.take(header, self.table.contract.column(name), parse(self.raw(header)))

    def take(self, header: Header, column: Column, parsed: Parsed) -> np.ndarray:
        """The values of a parsed column; its refused cells are reported, and refuse their row where it is vital."""
        self.report(header, column, parsed.refused)
        for remark in parsed.remarks:
            self.findings.column(header.text, remark)
        if parsed.values.dtype == float:
            self.numbers[header.column] = parsed.values
        return parsed.values

    def report(self, header: Header, column: Column, refused: Mapping[int, str]) -> None:
        """Report refused cells and Excel errors under a heading."""
        cells, errors = self._cells(header)
        for place, reason in refused.items():
            value = masked(cells[place]) if column.type == "nip" else masked_answer(cells[place])
            self.refuse(place, header, value, reason)
        for place, error in errors.items():
            self.refuse(place, header, error.code, error.reason)
        if column.vital:
            self.dropped[[*refused, *errors]] = True

    def counts(self, header: Header) -> bool:
        """Whether a column's cells are counts: whole numbers, of persons perhaps."""
        filled = [cell for cell in self.raw(header) if not is_blank(cell)]
        return bool(filled) and all(_is_count(cell) for cell in filled)

    def refuse(self, place: int, header: Header, value: object, reason: str) -> None:
        """Report one cell as refused."""
        self.findings.cell(self.body.rows[place], header.column, header.text, value, reason)

    def refuse_all(self, reason: str) -> None:
        """Refuse every row for one reason, said once."""
        self.dropped[:] = True
        self.findings.whole(reason, "refused")
