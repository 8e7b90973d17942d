"""Parse a whole column through its distinct values: every value once, however long the column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import is_
from typing import Any

import numpy as np

from data.ingest.parsers.text import is_blank


class Refused(ValueError):
    """A value that cannot be read; its text is the Indonesian reason."""


@dataclass(slots=True)
class Parsed:
    """A column after parsing, in row order.

    `values`: objects (None where blank or refused), or an array of float64 (NaN) or datetime64 (NaT).
    `refused`: 0-based place → Indonesian reason. `remarks`: what was decided for the whole column and must be seen.
    """

    values: np.ndarray
    refused: dict[int, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def kinds_of(cells: Iterable[object]) -> set[type]:
    """The types that occur in a column."""
    return set(map(type, cells))


def objects(values: Sequence[Any]) -> np.ndarray:
    """The values as a one-dimensional array of objects, tuples left whole."""
    return np.fromiter(values, dtype=object, count=len(values))


def missing(values: np.ndarray) -> np.ndarray:
    """True where the array holds nothing."""
    if values.dtype == object:
        return np.fromiter(map(is_, values, repeat(None)), dtype=bool, count=len(values))
    return np.isnat(values) if values.dtype.kind == "M" else np.isnan(values)


def parse_distinct(cells: Sequence[Any], parse: Callable[[Any], object]) -> Parsed:
    """Apply `parse` (value → value, or Refused) once to each distinct cell that is not blank."""
    if bool in kinds_of(cells):
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
    refused = {place: bad[cell] for place, cell in enumerate(cells) if cell in bad} if bad else {}
    return Parsed(objects(list(map(good.get, cells))), refused)
