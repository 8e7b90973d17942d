"""A column's heading."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.ingest.parsers.text import key
from data.workbooks import column_name


@dataclass(frozen=True, slots=True)
class Header:
    """A column's heading: its 0-based column and the texts over it, from the top row to the lowest."""

    column: int
    path: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lowest text, which names the column itself."""
        return self.path[-1]

    @property
    def whole(self) -> str:
        """All texts as one line."""
        return " / ".join(self.path)


def told_apart(headers: Sequence[Header]) -> dict[str, Header]:
    """Each heading by its text; by all texts over its column, or with its letter, where others say the same."""
    texts, wholes = (Counter(names) for names in zip(*((each.text, each.whole) for each in headers), strict=True))
    return {
        each.text if texts[each.text] == 1
        else each.whole if wholes[each.whole] == 1
        else f"{each.text} (kolom {column_name(each.column)})": each
        for each in headers
    }  # fmt: skip


@lru_cache(maxsize=50_000)
def spellings(path: tuple[str, ...]) -> tuple[str, ...]:
    """The keys under which a heading may be known, best first: whole path, lowest text, each without its brackets."""
    whole, leaf = " ".join(path), path[-1]
    unnumbered = re.sub(r"^\s*\d+\s*[.)]\s*", "", leaf)
    texts = (whole, leaf, _unbracketed(whole), _unbracketed(leaf), unnumbered)
    return tuple(dict.fromkeys(filter(None, map(key, texts))))


def _unbracketed(text: str) -> str:
    return re.sub(r"[(\[].*?[)\]]", " ", text)
