"""The cells of one table, column by column, parsed as their contract says; what cannot be read goes to the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from data.contracts import Column
from data.reading.findings import Findings
from data.sheets import CellError, Sheet
from data.tables import Body, Header, Table
from data.values.nip import masked
from data.values.parsing import Parsed


@dataclass(slots=True)
class TableCells:
    """One table while it is read. `rows` are its 0-based data rows; values of a column are in that order.

    `dropped` holds the positions (not rows) of rows that are refused.
    """

    sheet: Sheet
    table: Table
    body: Body
    findings: Findings
    answers: Mapping[str, str]
    dropped: set[int] = field(default_factory=set)

    @property
    def rows(self) -> list[int]:
        """The 0-based data rows."""
        return self.body.rows

    def raw(self, header: Header) -> list[object]:
        """The cells under a heading, one a data row; a cell merged downwards holds for all its rows."""
        cells: list[object] = list(self.sheet.column(header.column))
        for first_row, first_column, last_row, _ in self.sheet.merged:
            if first_column == header.column and last_row > first_row >= self.table.body:
                cells[first_row : last_row + 1] = [cells[first_row]] * (last_row + 1 - first_row)
        rows = self.body.rows
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return cells[rows[0] : rows[-1] + 1]
        return [cells[row] for row in rows]

    def named(self, name: str) -> Header | None:
        """The heading of a canonical column, or None where the table has none."""
        return self.table.columns.get(name)

    def parse(self, name: str, parse: Callable[[Sequence[object]], Parsed]) -> list | None:
        """Parsed values of a canonical column; None where the table has no such column."""
        header = self.named(name)
        return None if header is None else self.parse_under(header, self.table.contract.column(name), parse)

    def parse_under(self, header: Header, column: Column, parse: Callable[[Sequence[object]], Parsed]) -> list:
        """Parsed values under a heading; refused cells are reported, and refuse their row where the column is vital."""
        cells = self.raw(header)
        errors = {place: cell for place, cell in enumerate(cells) if isinstance(cell, CellError)}
        parsed = parse([None if place in errors else cell for place, cell in enumerate(cells)] if errors else cells)
        parsed.refused |= {place: error.reason for place, error in errors.items()}
        for place, reason in sorted(parsed.refused.items()):
            self.refuse(place, header, cells[place], reason, column.type == "nip")
        if column.vital:
            self.dropped |= parsed.refused.keys()
        for remark in parsed.remarks:
            self.findings.column(header.text, remark)
        return parsed.values

    def refuse(self, place: int, header: Header, value: object, reason: str, is_nip: bool = False) -> None:
        """Report the cell of one data row as refused."""
        shown = value.code if isinstance(value, CellError) else masked(value) if is_nip else value
        self.findings.cell(self.rows[place], header.column, header.text, shown, reason)

    def drop_all(self, reason: str) -> None:
        """Refuse every data row for one reason, said once."""
        self.dropped |= set(range(len(self.rows)))
        self.findings.whole(reason, "refused")
