"""What the cells of one .xlsx sheet hold, given what is written in them (ECMA-376 part 1, 18.3.1.4).

What is handed over as attributes is everything between a cell's name and its value: its other attributes, the end of
its tag, and the tags that open an inline string.
"""

from collections.abc import Callable
from itertools import compress
from math import isfinite
from typing import NamedTuple

from .cell_values import Shown, as_shown, duration, finite, iso_moment
from .contents import contents_of
from .markup import WHITE, attributes_of, excel_text, trimmed, unescape
from .output import Cell, Encoded, Output

DEFAULT_STYLE = "0"
_INLINE = {"<is><t>": "trimmed", '<is><t xml:space="preserve">': "kept"}


class CellForm(NamedTuple):
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
        self._forms: dict[str, CellForm] = {}
        self._shown: dict[str, dict[str, Cell]] = {}

    def column(self, attributes: tuple[str, ...], texts: tuple[str, ...]) -> list[Cell]:
        """Return the values of cells below each other; an empty text is an empty cell."""
        written = set(attributes)
        forms = set(map(self._form, written if len(written) == 1 else set(compress(attributes, texts))))
        if len(forms) > 1:
            return [self.plain(cell, text) if text else None for cell, text in zip(attributes, texts, strict=True)]
        return self._values(forms.pop() if forms else CellForm("n", ""), texts)

    def plain(self, attributes: str, text: str) -> Cell:
        """Return the value of a cell that holds nothing but a value, or a formula and its value."""
        return self._values(self._form(attributes), (text,))[0]

    def other(self, attributes: str, inside: str) -> Cell:
        """Return the value of a cell with anything inside: rich text, a formula without value, an odd spelling."""
        tag, _, opened = attributes.partition(">")
        value, text, formula = contents_of(opened + inside)
        kind, _ = _type_and_style(tag)
        if kind == "inlineStr":
            return self._output.reference(text) if text else None
        if value and (value.strip() or kind == "str"):
            return self.plain(tag, value)
        if formula and (value is None or kind != "str"):
            self.formulas_without_value += 1
            return self._output.reference(("missing", None))
        return None

    def _form(self, attributes: str) -> CellForm:
        form = self._forms.get(attributes)
        if form is None:
            tag, _, opened = attributes.partition(">")
            kind, style = _type_and_style(tag)
            if (kind == "inlineStr") != bool(opened):
                raise ValueError(attributes)
            form = CellForm(_INLINE.get(opened, kind), style if style in self._styles else "")
            self._forms[attributes] = form
        return form

    def _values(self, form: CellForm, texts: tuple[str, ...]) -> list[Cell]:
        if form.kind == "n":
            return self._styled_column(form.style, texts) if form.style else _numbers(texts)
        if form.kind == "s":
            return self._shared_column(texts)
        values = typed_values(form.kind, set(texts))
        references = self._output.references(value for value in values.values() if value != "")
        cells = {text: references.get(value) for text, value in values.items()}
        return list(map(cells.__getitem__, texts))

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


def _type_and_style(tag: str) -> tuple[str, str]:
    named = attributes_of(tag)
    return named.get("t", "n"), str(int(named.get("s", DEFAULT_STYLE)))


def _numbers(texts: tuple[str, ...]) -> list[Cell]:
    numbers: list[Cell] = [float(text) if text else None for text in texts]
    written = "".join(texts)
    if "_" in written or not written.isascii() or not isfinite(sum(filter(None, numbers))):
        raise ValueError("not all are plain, finite numbers")
    return numbers


def typed_values(kind: str, texts: set[str]) -> dict[str, Encoded]:
    """Return what cells that are neither number nor shared text hold, by what is written.

    A moment that cannot be read stays text.
    """
    if kind in _OTHERS:
        return {text: _OTHERS[kind](unescape(text).strip()) if text else "" for text in texts}
    written = "".join(texts)
    if "&" in written or "_x" in written:
        return {text: trimmed(text) if kind == "trimmed" else excel_text(text) for text in texts}
    return {text: text.strip(WHITE) if kind == "trimmed" else text for text in texts}


def _strict_moment(text: str) -> Encoded:
    try:
        return duration(text) if "P" in text else iso_moment(text)
    except ValueError:
        return text


_OTHERS: dict[str, Callable[[str], Encoded]] = {
    "b": lambda text: text in ("1", "true"),
    "e": lambda text: ("error", text),
    "d": _strict_moment,
}
