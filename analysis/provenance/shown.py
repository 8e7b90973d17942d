"""Everything that a page shows of one result, each figure made again by the function that made the result.

The page's own cards, sentences, tables and charts are drawn once more from a result computed from the exported rows;
a figure is one cell of a table, one card, or one sentence with a number in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from analysis.charts import Chart
from analysis.provenance.origin import Figure, Groups, Origin, Questions
from analysis.text import wording
from analysis.text.cards import Card

Drawn = Chart | pd.DataFrame | Sequence[Card] | Sequence[str]
Draw = Callable[[Any], Drawn]
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A result with the rows it rests on, the function that makes it from them, and what is drawn of it.

    `make` takes the table of `rows` as it was exported; `words` is the formula in Indonesian. `draws`: the name of each
    thing shown → what draws it from the result.
    """

    result: Any
    words: str
    rows: Callable[[], pd.DataFrame]
    make: Callable[[pd.DataFrame], Any]
    draws: Mapping[str, Draw]
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """How a figure is made again: `make` a result from the rows, `draw` it, and read the figure under `label`."""

    words: str
    make: Callable[[pd.DataFrame], Any]
    draw: Draw
    label: str
    signed = False

    @property
    def name(self) -> str:
        """The function that computes it, for whoever reads the program."""
        made = self.make.func if isinstance(self.make, partial) else self.make
        return f"{made.__module__}.{made.__qualname__}"

    @property
    def options(self) -> Mapping[str, Any]:
        """Its words say everything."""
        return {}

    def compute(self, rows: pd.DataFrame) -> Figure:
        """The figure, from the rows alone."""
        return figures(self.draw(self.make(rows)))[self.label]


def groups(*parts: Part) -> Groups:
    """What is shown of these results, by its name; nothing is drawn before it is asked for."""
    named: dict[str, list[Part]] = {}
    for part in parts:
        for name in part.draws:
            named.setdefault(name, []).append(part)
    return {name: partial(_drawn, name, several) for name, several in named.items()}


def _drawn(name: str, parts: Sequence[Part]) -> Questions:
    """Every figure under one name."""
    return {
        label: partial(_origin, part, f"{name}: {label}", part.draws[name], label, value)
        for part in parts
        for label, value in figures(part.draws[name](part.result)).items()
    }


def figures(drawn: Drawn) -> dict[str, Figure]:
    """What is drawn, figure by figure: numbers as they are, texts as they are read."""
    if isinstance(drawn, Chart):
        texts = {"judul": drawn.title, "ukuran": drawn.subtitle, "keterangan": drawn.caption}
        return {label: text for label, text in texts.items() if DIGIT.search(text)} | _cells(drawn.data)
    if isinstance(drawn, pd.DataFrame):
        return _cells(drawn)
    several: Sequence[Card | str] = drawn
    read = [_read(place, one) for place, one in enumerate(several, 1)]
    return {label: text for label, text in read if DIGIT.search(text)}


def _read(place: int, one: Card | str) -> tuple[str, str]:
    if isinstance(one, Card):
        return one.label, " · ".join(filter(None, [one.value, one.change, one.note]))
    return f"kalimat {place}", one


def _cells(table: pd.DataFrame) -> dict[str, Figure]:
    """Every number of a table, and every text with a number beside it; the texts before the first number name a row."""
    numbers = [name for name in table if is_numeric_dtype(table[name])]
    first = list(table).index(numbers[0]) if numbers else 1
    rows = [", ".join(map(_text, row)) for row in table.iloc[:, :first].itertuples(index=False)]
    return {
        f"{rows[place] or f'baris {place + 1}'} · {name}": float(value) if name in numbers else str(value)
        for name in table.columns[first:]
        for place, value in enumerate(table[name])
        if not pd.isna(value) and (name in numbers or DIGIT.search(str(value)))
    }


def _text(value: Any) -> str:
    return wording.period(value) if isinstance(value, pd.Period) else str(value)


def _origin(part: Part, question: str, draw: Draw, label: str, value: Figure) -> Origin:
    method = Drawing(part.words, part.make, draw, label)
    return Origin(question, method, part.filters, value, "", 2, part.rows())
