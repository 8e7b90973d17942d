"""What a contract is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Type = Literal[
    "text", "ignored", "nip", "unit", "day", "time", "number", "period", "month", "quarter", "half", "year", "duration",
    "choice", "flag", "remark",
]  # fmt: skip
Choices = Mapping[str, tuple[str, ...]]
TELLS_NO_KIND = ("ignored", "remark")
"""Columns that many kinds of sheet may have."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: canonical name, Indonesian label, other names, and what its cells may hold.

    `vital`: a cell that cannot be read refuses the whole row, otherwise only itself. `choices` maps each accepted
    answer to its spellings. `low`, `high`, `whole` and `words` (units that may follow) are for numbers.
    """

    name: str
    label: str
    type: Type
    aliases: tuple[str, ...] = ()
    vital: bool = False
    low: float | None = None
    high: float | None = None
    whole: bool = False
    words: tuple[str, ...] = ()
    choices: Choices = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contract:
    """One sheet kind. Each group of `needs` must be met by at least one of its columns, on the sheet and in each row.

    `optional_cells` are needed columns whose cells may be empty; `from_title` names what may stand once above the table
    instead; `excludes` columns whose presence shows another kind.
    """

    kind: str
    label: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    optional_cells: frozenset[str] = frozenset()
    from_title: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()

    def column(self, name: str) -> Column:
        """The column of that canonical name."""
        return next(column for column in self.columns if column.name == name)


def names(text: str) -> tuple[str, ...]:
    """The names in a list parted by semicolons."""
    return tuple(name.strip() for name in text.split(";"))


def spellings(**answers: str) -> Choices:
    """Answers by their spellings; an underscore in an answer stands for a blank."""
    return {answer.replace("_", " "): names(text) for answer, text in answers.items()}
