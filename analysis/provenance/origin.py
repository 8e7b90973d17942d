"""One figure with the rows behind it and the formula that makes it again from them.

A `Source` is a result that a page shows together with its rows and its formula; each number in the result is a figure
of its own, with an `Origin`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.provenance.figures import Figure, figures
from analysis.text import wording
from data.vocabulary.indicators import Indicator

Filters = Mapping[str, str]
OPTIONS = {
    "key": "Indikator", "window": "Periode sebelum dan sesudah", "weight": "Bobot", "pooling": "Rata-rata menurut",
    "by": "Rincian",
    "freq": "Langkah", "minimum": "Minimum JP", "lag": "Jeda", "year": "Tahun",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formula:
    """How figures are made from the columns of a table of rows, and from nothing else.

    `name` in Indonesian, as files carry it; `words` say the formula, with {options} in them; `compute(rows, **options)`
    gives the result again, of which `shown` picks what has figures.
    """

    name: str
    words: str
    compute: Callable[..., Any]
    shown: Callable[[Any], Any] = lambda result: result


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """A figure as it is shown, and the rows it is made from again.

    `rows`: columns Berkas, Lembar, Baris (1-based Excel row; none of persons) and those that the formula reads; one
    line a row of a book, or (estimates) one a value of the panel with the rows it came from as text. A person is a
    number, never a name or NIP. `value` is in `unit`; percentages are 0–100; a check's sentence is a text.
    """

    name: str
    label: str
    value: float | str
    unit: str
    formula: Formula
    options: Mapping[str, Any]
    filters: Filters
    rows: pd.DataFrame

    @property
    def n(self) -> int:
        """How many rows stand behind it."""
        return len(self.rows)

    @property
    def period(self) -> str:
        """The first and the last period of its rows; empty where they have none."""
        known = sorted(self.rows["Periode"].dropna().astype(str)) if "Periode" in self.rows else []
        return " sampai ".join(dict.fromkeys((known[0], known[-1]))) if known else ""

    @property
    def again(self) -> float | str:
        """The figure made anew from the rows."""
        result = self.formula.compute(self.rows, **self.options)
        return figures(self.formula.shown(result))[self.label].value

    @property
    def words(self) -> str:
        """The formula in Indonesian."""
        return self.formula.words.format(**self.options)

    def worded(self, value: float | str) -> str:
        """A value of this figure with its unit; a text as it is."""
        if isinstance(value, str):
            return value
        whole = self.unit == "Rp" or (value == round(value) and not self.unit)
        text = wording.number(value, 0 if whole else 2 if abs(value) >= 1 else 4)
        return f"Rp{text}" if self.unit == "Rp" else wording.with_unit(text, self.unit)

    @property
    def about(self) -> dict[str, str]:
        """What travels along with the rows: the figure, its value, its formula, what was chosen."""
        options = {OPTIONS[name]: str(value) for name, value in self.options.items() if name in OPTIONS}
        return {
            "Angka": self.name,
            "Nilai": self.value if isinstance(self.value, str) else repr(self.value),
            "Satuan": self.unit or "tanpa satuan",
            "Periode": self.period,
            "n": f"{self.n} baris",
            "Rumus": self.words,
            "Cara hitung": self.formula.name,
            **options,
            **self.filters,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A result that a page shows: what makes it again, and its rows, which are read once they are asked for.

    `options` are what the formula is told besides the rows; `measure` is what its levels and changes are in.
    """

    name: str
    result: Any
    formula: Formula
    rows: Callable[[], pd.DataFrame]
    filters: Filters = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    measure: Indicator | str = ""

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure of the result by its label."""
        return figures(self.formula.shown(self.result))

    def origin(self, label: str) -> Origin:
        """Where the figure of that label comes from."""
        found = self.figures[label]
        unit = found.unit_of(self.measure)
        name = f"{self.name}: {label}"
        return Origin(name, label, found.value, unit, self.formula, self.options, self.filters, self.rows())
