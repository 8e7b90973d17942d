"""What the cells of one .xlsx sheet hold, given their attributes and inside as written (ECMA-376 part 1, 18.3.1.4)."""

import re
from itertools import compress
from math import isfinite
from typing import NamedTuple

from .cell_values import Shown, as_shown, finite, iso_moment
from .markup import excel_text, joined_runs
from .output import Cell, Encoded, Output

_TYPE = re.compile(r'\st="([A-Za-z]+)"')
_STYLE = re.compile(r'\ss="([0-9]+)"')
_VALUE = re.compile(r"<v(?:\s[^>]*[^/])?>([^<]*)</v>|<v[^>]*/>")

DEFAULT_STYLE = "0"


class Form(NamedTuple):
    """What a cell's attributes say of it: its type, and its style where that shows a number as something else."""

    kind: str
    style: str


class CellReader:
    """Turns what is written in cells into values; every method raises ValueError or IndexError for what is none."""

    def __init__(self, strings: list[Cell], styles: dict[str, Shown], since_1904: bool, output: Output) -> None:
        self.formulas_without_value = 0
        self._strings = strings
        self._styles = styles
        self._since_1904 = since_1904
        self._output = output
        self._forms: dict[str, Form] = {}
        self._shown: dict[str, dict[str, Cell]] = {}

    def column(self, attributes: tuple[str, ...], texts: tuple[str, ...]) -> list[Cell]:
        """Return the values of cells below each other; an empty text is an empty cell."""
        forms = set(map(self._form, set(compress(attributes, texts))))
        if len(forms) > 1:
            return [self.plain(cell, text) if text else None for cell, text in zip(attributes, texts, strict=True)]
        kind, style = forms.pop() if forms else Form("n", "")
        if kind == "n":
            return self._styled_column(style, texts) if style else _numbers(texts)
        if kind == "s":
            return self._shared_column(texts)
        return [self._typed(kind, text) if text else None for text in texts]

    def plain(self, attributes: str, text: str) -> Cell:
        """Return the value of a cell that holds nothing but a value, or a formula and its value."""
        kind, style = self._form(attributes)
        if kind == "n":
            return self._styled_column(style, (text,))[0] if style else finite(text)
        return self._shared_column((text,))[0] if kind == "s" else self._typed(kind, text)

    def other(self, attributes: str, inside: str) -> Cell:
        """Return the value of a cell with anything inside: rich text, a formula, white space."""
        kind, _ = self._form(attributes)
        if kind == "inlineStr":
            text = joined_runs(inside)
            return self._output.reference(text) if text else None
        match = _VALUE.search(inside)
        text = (match[1] or "") if match else ""
        if text.strip() or (text and kind == "str"):
            return self.plain(attributes, text)
        if "<f" in inside and not (match and kind == "str"):
            self.formulas_without_value += 1
            return self._output.reference(("missing", None))
        return None

    def _form(self, attributes: str) -> Form:
        form = self._forms.get(attributes)
        if form is None:
            kind, style = _TYPE.search(attributes), _STYLE.search(attributes)
            number = style[1] if style else DEFAULT_STYLE
            form = Form(kind[1] if kind else "n", number if number in self._styles else "")
            self._forms[attributes] = form
        return form

    def _shared_column(self, texts: tuple[str, ...]) -> list[Cell]:
        numbers = [int(text) for text in texts if text]
        if min(numbers) < 0:
            raise IndexError
        if len(numbers) == len(texts):
            return list(map(self._strings.__getitem__, numbers))
        return [self._strings[int(text)] if text else None for text in texts]

    def _styled_column(self, style: str, texts: tuple[str, ...]) -> list[Cell]:
        known = self._shown.setdefault(style, {"": None})
        for text in set(texts).difference(known):
            value = as_shown(finite(text), self._styles[style], self._since_1904)
            known[text] = value if isinstance(value, float) else self._output.add(value)
        return list(map(known.__getitem__, texts))

    def _typed(self, kind: str, text: str) -> Cell:
        value = typed_value(kind, text)
        return self._output.reference(value) if value != "" else None


def _numbers(texts: tuple[str, ...]) -> list[Cell]:
    numbers: list[Cell] = [float(text) if text else None for text in texts]
    written = "".join(texts)
    if "_" in written or not written.isascii() or not isfinite(sum(filter(None, numbers))):
        raise ValueError("not all are plain, finite numbers")
    return numbers


def typed_value(kind: str, text: str) -> Encoded:
    """Return the value of a cell that is neither number nor shared text; raises ValueError for a date that is none."""
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "e":
        return "error", text.strip()
    if kind == "d":
        return iso_moment(text.strip())
    return excel_text(text)
