"""Headings and the columns they name. Only exact names count (case, marks and blanks aside); nothing is guessed here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.contracts import CONTRACTS, Contract
from data.contracts.unsur import Unsur, read_unsur
from data.values.text import key

FEWEST_UNSUR = 7
SURVEYS = ("skm", "rekap_skm")


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


@dataclass(frozen=True, slots=True)
class Recognition:
    """Headings as one sheet kind: which column is which, the unmet needs, and how many columns were understood."""

    contract: Contract
    columns: Mapping[str, Header]
    missing: tuple[tuple[str, ...], ...]
    understood: float


def layout_of(headers: Sequence[Header]) -> str:
    """The same for every table with these headings: what answers about it are remembered under."""
    names = "|".join(key(header.whole) for header in headers)
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def column_question(layout: str, name: str) -> str:
    """The key of the question which heading of a layout stands for a canonical column."""
    return f"{layout}:kolom:{name}"


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


def match(headers: Sequence[Header], contract: Contract, answers: Mapping[str, str]) -> dict[str, Header]:
    """Canonical column → its heading; answers first, then each heading and column at most once, best spelling first."""
    columns = _answered(headers, contract, answers)
    taken = {header.column for header in columns.values()}
    aliases = _ALIASES[contract.kind]
    found = [
        (place, aliases[name][1], header.column, aliases[name][0], header)
        for header in headers
        for place, name in enumerate(spellings(header.path))
        if name in aliases
    ]
    for *_, name, header in sorted(found, key=lambda candidate: candidate[:4]):
        if name not in columns and header.column not in taken:
            columns[name] = header
            taken.add(header.column)
    return columns


def _answered(headers: Sequence[Header], contract: Contract, answers: Mapping[str, str]) -> dict[str, Header]:
    if not answers:
        return {}
    layout, by_text = layout_of(headers), {header.text: header for header in reversed(headers)}
    answer = {column.name: answers.get(column_question(layout, column.name)) for column in contract.columns}
    return {name: by_text[text] for name, text in answer.items() if text in by_text}


def match_unsur(headers: Sequence[Header]) -> dict[Header, Unsur]:
    """The headings that name an element of the satisfaction survey; a bare number may be named by the text above it."""
    found = {}
    for header in headers:
        unsur = read_unsur(header.text)
        if unsur and unsur.name is None:
            unsur = read_unsur(" ".join(reversed(header.path)))
        if unsur:
            found[header] = unsur
    return found


def recognise(headers: Sequence[Header], answers: Mapping[str, str]) -> Recognition | None:
    """The sheet kind of which most is understood; of equals the one that lacks nothing. None where nothing is known."""
    unsur = match_unsur(headers)
    is_survey = len({found.number or found.name for found in unsur.values()}) >= FEWEST_UNSUR
    best = None
    for contract in CONTRACTS:
        if is_survey and contract.kind not in SURVEYS:
            continue
        found = _as_kind(headers, contract, answers, len(unsur) if contract.kind in SURVEYS else 0)
        if best is None or _rank(found) > _rank(best):
            best = found
    return best if best and best.understood > 0 else None


def _rank(found: Recognition) -> tuple[float, bool]:
    return found.understood, not found.missing


def _as_kind(headers: Sequence[Header], contract: Contract, answers: Mapping[str, str], unsur: int) -> Recognition:
    columns = match(headers, contract, answers)
    given = columns.keys() | contract.from_title | ({"unsur"} if unsur >= FEWEST_UNSUR else set())
    missing = tuple(group for group in contract.needs if not given & set(group))
    excluded = tuple((name,) for name in contract.excludes if _names_any(headers, name))
    meant = sum(contract.column(name).type != "ignored" for name in columns)
    return Recognition(contract, columns, missing + excluded, meant + unsur + 0.1 * (len(columns) - meant))


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
    for name in {excluded for contract in CONTRACTS for excluded in contract.excludes}
}
