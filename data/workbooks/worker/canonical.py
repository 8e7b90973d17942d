"""Rewrite rows or shared strings, however they are spelled, into the spelling nearly every program writes."""

import re
from html import escape

from .limits import damaged
from .markup import parse

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_KEPT = {"v", "t", "f", "is", "si"}
_TEXTS = {"v", "t"}


class Rewriter:
    """Rewrites a part's chunks one after another, numbering the rows and cells that carry no reference."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._path: list[str] = []
        self._row = 0
        self._column = 0

    def rewrite(self, chunk: str, above: int = 0) -> str:
        """Return the items of `chunk`; `above` is the number of rows known to lie before them."""
        self._parts = []
        self._row = max(self._row, above)
        parse([f"<items>{chunk}</items>"], self._start, self._end, self._text)
        return "".join(self._parts)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        if element == "row":
            self._start_row(attributes)
        elif element == "c":
            self._start_cell(attributes)
        elif self._keeps():
            kept = ' xml:space="preserve"' if attributes.get("space") == "preserve" else ""
            self._parts.append(f"<{element}{kept}>")

    def _end(self, element: str) -> None:
        if element == "c" or self._keeps():
            self._parts.append(f"</{element}>")
        self._path.pop()

    def _text(self, content: str) -> None:
        if self._path[-1] in _TEXTS and self._keeps():
            self._parts.append(escape(content, quote=False))

    def _keeps(self) -> bool:
        return self._path[-1] in _KEPT and "rPh" not in self._path

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not number.isdecimal():
            raise damaged()
        self._row = int(number) if number else self._row + 1
        self._column = 0
        hidden = ' hidden="1"' if attributes.get("hidden") in ("1", "true") else ""
        self._parts.append(f'<row r="{self._row}"{hidden}>')

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r") or f"{column_name(self._column)}{self._row}"
        match = _REFERENCE.fullmatch(reference.upper())
        if match is None:
            raise damaged()
        self._column = column_index(match[1]) + 1
        kept = "".join(f' {name}="{escape(attributes[name])}"' for name in ("s", "t") if attributes.get(name))
        self._parts.append(f'<c r="{match[0]}"{kept}>')


def column_index(letters: str) -> int:
    """Return the 0-based number of a column: "A" → 0, "AA" → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_name(index: int) -> str:
    """Return the letters of a 0-based column: 0 → "A", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
