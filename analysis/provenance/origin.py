"""One number with everything behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from analysis.text import wording

Figure = float | str
"""A number, or a card or sentence of the page with its numbers in it."""

OPTIONS = {
    "weight": "Bobot", "elements": "Unsur", "apart": "Tiap layanan dirata-ratakan dulu", "factor": "Pengali",
    "share": "Bagian berkas", "minimum": "Minimum JP", "step": "Langkah X", "top": "Pembilang", "bottom": "Penyebut",
    "divisor": "Pembagi tetap",
}  # fmt: skip


class Formula(Protocol):
    """How a figure is made from its rows: its name, its words in Indonesian, its options; `signed` for a change."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def options(self) -> Mapping[str, Any]: ...
    @property
    def signed(self) -> bool: ...
    def compute(self, rows: pd.DataFrame) -> Figure:
        """The figure, from the rows alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """A number as it is shown, and the rows it can be made from again.

    `rows`: columns Berkas, Lembar, Baris (1-based Excel row) and those that the method reads; one line a row of a book,
    or (estimates) one a value of the panel with the rows it came from as text. NIP only masked, names never. `value` is
    the number of the page, `unit` its unit; percentages are 0–100.
    """

    question: str
    method: Formula
    filters: Mapping[str, str]
    value: Figure
    unit: str
    decimals: int
    rows: pd.DataFrame

    @property
    def again(self) -> Figure:
        """The number made anew from the rows."""
        return self.method.compute(self.rows)

    def worded(self, value: Figure) -> str:
        """A value of this number with its unit; a text as it is."""
        if isinstance(value, str):
            return value
        say = wording.signed if self.method.signed else wording.number
        text = say(value, self.decimals)
        return f"Rp{text}" if self.unit == "Rp" else wording.with_unit(text, self.unit)

    @property
    def about(self) -> dict[str, str]:
        """What travels along with the rows: the question, the answer, its formula, what was chosen."""
        options = {OPTIONS[name]: _said(value) for name, value in self.method.options.items()}
        return {
            "Angka": self.question,
            "Nilai": self.value if isinstance(self.value, str) else repr(self.value),
            "Satuan": self.unit or "tanpa satuan",
            "Rumus": self.method.words,
            "Cara hitung": self.method.name,
            **options,
            **self.filters,
        }


Questions = Mapping[str, Callable[[], Origin]]
"""The numbers of one part of a page by their labels; an origin is made only when it is asked for."""


Groups = Mapping[str, Callable[[], Questions]]
"""Those numbers by what shows them (cards, a chart, a table); a group is made only when it is opened."""


MAIN = "Angka pokok"
"""The group of the numbers whose own rows are singled out."""


def together(*several: Questions) -> Questions:
    """The numbers of several parts as one choice."""
    return {label: question for part in several for label, question in part.items()}


def _said(option: Any) -> str:
    if isinstance(option, bool):
        return "ya" if option else "tidak"
    return ", ".join(option) if isinstance(option, tuple) else str(option)


def from_books(frame: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """The table of `frame`'s rows: where each stands, and these columns (Series of the frame, or one value for all)."""
    places = {"Berkas": frame["file"], "Lembar": frame["sheet"], "Baris": frame["row"].astype(int)}
    return pd.DataFrame({**places, **columns}, index=frame.index).reset_index(drop=True)
