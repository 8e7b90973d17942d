"""What stands inside a cell or a string item of .xlsx, however it is spelled (ECMA-376 part 1, 18.3.1.4 and 18.4.8)."""

from html import escape
from typing import NamedTuple

from .markup import WHITE, parse, without_escapes


class Contents(NamedTuple):
    """A value as it would be written, None where there is none; a text's joined runs; whether there is a formula."""

    value: str | None
    text: str
    formula: bool


def contents_of(inside: str) -> Contents:
    """Read what is written between a cell's or an item's tags; reading aids of East Asian scripts are left out."""
    reader = _Reader()
    parse([f"<inside>{inside}</inside>"], reader.start, reader.end, reader.take)
    return Contents(reader.value, "".join(reader.runs), reader.formula)


class _Reader:
    def __init__(self) -> None:
        self.value: str | None = None
        self.runs: list[str] = []
        self.formula = False
        self._path: list[str] = []
        self._kept = False
        self._text = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        self._text = ""
        self._kept = attributes.get("space") == "preserve"
        self.formula |= element == "f"

    def take(self, text: str) -> None:
        self._text += text

    def end(self, element: str) -> None:
        self._path.pop()
        if element == "v":
            self.value = escape(self._text, quote=False)
        elif element == "t" and "rPh" not in self._path:
            self.runs.append(without_escapes(self._text if self._kept else self._text.strip(WHITE)))
