"""Headings and the columns they name. Only exact names count (case, marks and blanks aside); nothing is guessed here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.contracts import CONTRACTS, Contract
from data.contracts.unsur import Unsur, read_unsur
from data.values.text import key

FEWEST_UNSUR = 7


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


Columns = Mapping[str, Header]


def spellings(path: Sequence[str]) -> list[str]:
    """The keys under which a heading may be known, best first: whole path, lowest text, each without its brackets."""
    whole, leaf = " ".join(path), path[-1]
    unnumbered = re.sub(r"^\s*\d+\s*[.)]\s*", "", leaf)
    texts = (whole, leaf, _unbracketed(whole), _unbracketed(leaf), unnumbered)
    return list(dict.fromkeys(filter(None, map(key, texts))))


def _unbracketed(text: str) -> str:
    return re.sub(r"[(\[].*?[)\]]", " ", text)


@lru_cache(maxsize=100_000)
def is_known(text: str) -> bool:
    """Whether any contract knows a heading of that text."""
    return any(name in _VOCABULARY for name in spellings((text,))) or read_unsur(text) is not None


def match(headers: Sequence[Header], contract: Contract) -> dict[str, Header]:
    """Canonical column → the heading that names it; each heading and each column at most once, best spelling first."""
    aliases = _ALIASES[contract.kind]
    found = [
        (place, aliases[name][1], header.column, aliases[name][0], header)
        for header in headers
        for place, name in enumerate(spellings(header.path))
        if name in aliases
    ]
    columns: dict[str, Header] = {}
    taken: set[int] = set()
    for *_, name, header in sorted(found, key=lambda candidate: candidate[:4]):
        if name not in columns and header.column not in taken:
            columns[name] = header
            taken.add(header.column)
    return columns


def match_unsur(headers: Sequence[Header]) -> dict[Header, Unsur]:
    """The headings that name an element of the satisfaction survey."""
    read = ((header, read_unsur(header.text)) for header in headers)
    return {header: unsur for header, unsur in read if unsur is not None}


def recognise(headers: Sequence[Header]) -> tuple[float, Contract, dict[str, Header]] | None:
    """How much of the headings is understood, as which kind, and which column is which; None for no kind."""
    unsur = match_unsur(headers)
    numbered = {found.number or found.name for found in unsur.values()}
    for contract in CONTRACTS:
        columns = match(headers, contract)
        is_survey = len(numbered) >= FEWEST_UNSUR
        if is_survey == (contract.kind == "skm") and not missing_needs(contract, columns, headers):
            weight = sum(0.5 if contract.column(name).type == "ignored" else 1.0 for name in columns)
            return weight + len(unsur) * is_survey, contract, columns
    return None


def missing_needs(contract: Contract, columns: Columns, headers: Sequence[Header]) -> list[tuple[str, ...]]:
    """Groups of needed columns of which the table has none and no title may give; excluded columns count as one."""
    given = columns.keys() | contract.from_title
    missing = [group for group in contract.needs if not given & set(group)]
    excluded = [(name,) for name in contract.excludes if _names_any(headers, name)]
    return missing + excluded


def _names_any(headers: Sequence[Header], name: str) -> bool:
    return any(spelling in _ALIASES_OF[name] for header in headers for spelling in spellings(header.path))


_ALIASES: dict[str, dict[str, tuple[str, int]]] = {
    contract.kind: {
        key(alias): (column.name, place)
        for column in contract.columns
        for place, alias in reversed(list(enumerate((column.name, *column.aliases))))
    }
    for contract in CONTRACTS
}
_VOCABULARY = frozenset(name for aliases in _ALIASES.values() for name in aliases)
_ALIASES_OF = {
    name: frozenset(alias for aliases in _ALIASES.values() for alias, (column, _) in aliases.items() if column == name)
    for name in ("nip", "nama_pelatihan")
}
