"""What can be wrong with a book: one cell's problem, or a whole file that cannot be used."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["refused", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one cell, row, column or sheet; `reason` is the Indonesian sentence the user reads.

    `row` is the 1-based Excel row, `cell` its A1 name; both None where the finding concerns a whole sheet.
    `value` is the cell's text as typed; personal values (NIP, names) arrive here already masked.
    """

    file: str
    sheet: str
    row: int | None
    column: str | None
    cell: str | None
    value: str | None
    reason: str
    severity: Severity = "refused"


class BookError(Exception):
    """A file that cannot be used at all; its text is one Indonesian sentence that says what to do."""


class UnknownName(Exception):
    """A training or indicator no book holds; its text is one Indonesian sentence that lists the known ones."""


class NoAnswer(Exception):
    """The books give no such answer; its text is one Indonesian sentence that says what is missing."""


class NotExported(NoAnswer):
    """The answer stays in the books of each kecamatan: its export leaves out `what` the answer rests on."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} tidak ikut diekspor dari kecamatan; hanya ada di buku kecamatan masing-masing.")
