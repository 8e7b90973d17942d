"""Parse a whole column through its distinct values: every value once, however long the column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from data.values.text import is_blank


class Refused(ValueError):
    """A value that cannot be read; its text is the Indonesian reason."""


@dataclass(slots=True)
class Parsed:
    """A column after parsing, in row order.

    `values`: parsed value, None where blank or refused. `refused`: position → Indonesian reason.
    `remarks`: what was decided for the whole column and should be seen. `positions` of a remark are 0-based rows.
    """

    values: list[object]
    refused: dict[int, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def parse_distinct(cells: Sequence[object], parse: Callable[[object], object]) -> Parsed:
    """Apply `parse` (value → value, or Refused) once to each distinct non-blank cell."""
    if bool in set(map(type, cells)):
        cells = ["TRUE" if cell is True else "FALSE" if cell is False else cell for cell in cells]
    good: dict[object, object] = {}
    bad: dict[object, str] = {}
    for cell in dict.fromkeys(cells):
        if is_blank(cell):
            continue
        try:
            good[cell] = parse(cell)
        except Refused as refusal:
            bad[cell] = str(refusal)
    refused = {row: bad[cell] for row, cell in enumerate(cells) if cell in bad} if bad else {}
    return Parsed(list(map(good.get, cells)), refused)
