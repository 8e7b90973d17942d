"""One number with everything behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import wording
from analysis.origins.methods import Method

OPTIONS = {
    "weight": "Bobot", "elements": "Unsur", "apart": "Tiap layanan dirata-ratakan dulu", "factor": "Pengali",
    "share": "Bagian berkas", "minimum": "Minimum JP", "step": "Langkah X", "top": "Pembilang", "bottom": "Penyebut",
    "divisor": "Pembagi tetap",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """A number as it is shown, and the rows it can be made from again.

    `rows`: columns Berkas, Lembar, Baris (1-based Excel row) and those that the method reads; one line a row of a book,
    or (estimates) one a value of the panel with the rows it came from as text. NIP only masked, names never. `value` is
    the number of the page, `unit` its unit; percentages are 0–100.
    """

    question: str
    method: Method
    filters: Mapping[str, str]
    value: float
    unit: str
    decimals: int
    rows: pd.DataFrame

    @property
    def again(self) -> float:
        """The number made anew from the rows."""
        return self.method.compute(self.rows)

    def worded(self, value: float) -> str:
        """A value of this number with its unit."""
        say = wording.signed if self.method.signed else wording.number
        text = say(value, self.decimals)
        return f"Rp{text}" if self.unit == "Rp" else wording.with_unit(text, self.unit)

    @property
    def about(self) -> dict[str, str]:
        """What travels along with the rows: the question, the answer, its formula, what was chosen."""
        options = {OPTIONS[name]: _said(value) for name, value in self.method.options.items()}
        return {
            "Angka": self.question,
            "Nilai": repr(self.value),
            "Satuan": self.unit or "tanpa satuan",
            "Rumus": self.method.words,
            "Cara hitung": self.method.name,
            **options,
            **self.filters,
        }


Questions = Mapping[str, Callable[[], Origin]]
"""The numbers of one part of a page by their labels; an origin is made only when it is asked for."""


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
