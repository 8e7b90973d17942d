"""A table that no contract knows is offered for mapping: which kind it is, and what each of its columns holds."""

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from data.ingest.columns.findings import Findings
from data.ingest.parsers.dates import MONTHS
from data.ingest.parsers.text import key, shown
from data.ingest.schemas import CONTRACTS, Column, Contract
from data.ingest.tables import Header
from data.ingest.tables.header import spellings
from data.ingest.tables.headings import (
    NOT_READ,
    OWN_INDICATOR,
    column_question,
    heading_questions,
    kind_question,
    layout_of,
    mapped_contract,
)
from data.ingest.tables.unknown import UnknownTable, unknown_table
from data.panel.dataset import Question
from data.workbooks import Sheet

SKIPPED = "lewati lembar ini"
ALIKE = 72
MOST_EXAMPLES = 10
SHORTEST_WORD = 4
SAY_NOTHING = frozenset({"nilai", "hasil", "jumlah", "total", "data", "tanggal", "nama", "jenis", "waktu", "status"})
OFFERED = tuple(contract for contract in CONTRACTS if not contract.kind.startswith("rekap"))


def offer_mapping(sheet: Sheet, findings: Findings, *, needed: bool, is_open: Set[str] = frozenset()) -> None:
    """Ask what kind of table the sheet holds and what each heading means; `needed`: nothing else in the book is read.

    Once the kind is answered its columns are asked for whatever the rest of the book holds. Nothing is asked while one
    of the open questions is which heading of this table is the column that it lacks.
    """
    table = unknown_table(sheet)
    if table is None:
        return
    layout = layout_of(table.headers)
    if any(name.startswith(column_question(layout, "")) for name in is_open):
        return
    likely = _likeliest_kind(table)
    kind = _ask_kind(layout, likely, findings, None if needed else SKIPPED)
    if kind == SKIPPED:
        return
    contract = next((one for one in OFFERED if one.label == kind), likely)
    proposals = _proposals(table, contract)
    for header, question in heading_questions(table.headers).items():
        _ask_heading(question, header, table, contract, proposals.get(header.column, NOT_READ), findings)


def was_mapped(sheet: Sheet, answers: Mapping[str, str]) -> bool:
    """Whether the office has said what this sheet's headings mean."""
    table = unknown_table(sheet) if answers else None
    return table is not None and mapped_contract(table.headers, answers) is not None


def needs_of(kind: str) -> str:
    """The columns that a kind, by its label, cannot do without: "Unit Kerja; Periode atau Bulan"; empty for no kind."""
    contract = next((one for one in OFFERED if one.label == kind), None)
    if contract is None:
        return ""
    labels = {column.name: column.label for column in contract.columns}
    return "; ".join(" atau ".join(labels.get(name, name) for name in group) for group in contract.needs)


def _ask_kind(layout: str, likely: Contract, findings: Findings, assumed: str | None) -> str | None:
    sentence = f"Lembar “{findings.sheet}” berisi data apa? Judul kolomnya belum dikenal."
    options = (*(contract.label for contract in OFFERED), SKIPPED)
    return findings.put(Question(kind_question(layout), sentence, options, assumed, proposed=likely.label))


def _ask_heading(
    question: str, header: Header, table: UnknownTable, contract: Contract, likely: str, findings: Findings
) -> None:
    sentence = f"Kolom “{header.text}” pada lembar “{findings.sheet}” dibaca sebagai apa?"
    own = (OWN_INDICATOR,) if contract.kind == "kinerja" else ()
    options = (*(column.label for column in _readable(contract)), *own, NOT_READ)
    examples = tuple(dict.fromkeys(map(_example, table.cells(header))))[:MOST_EXAMPLES]
    findings.put(Question(question, sentence, options, None, header.text, examples, likely))


def _example(cell: object) -> str:
    """What a cell looks like: days and short numbers as they are, of every other word only its first letters."""
    text = shown(cell) or ""
    if not isinstance(cell, str):
        return text
    text = re.sub(r"\d[\d .-]{7,}\d", lambda number: f"…{number[0][-2:]}", text)
    return re.sub(r"[^\W\d_]{2,}", lambda word: _shortened(word[0]), text)


def _shortened(word: str) -> str:
    return word if word.casefold() in MONTHS else f"{word[: min(3, len(word) - 1)]}…"


def _readable(contract: Contract) -> list[Column]:
    return [column for column in contract.columns if column.type != "ignored"]


def _likeliest_kind(table: UnknownTable) -> Contract:
    """The kind most of whose columns some heading resembles; performance figures where none stands out."""
    scores = {one.kind: sum(score for score, _ in _resemblances(table, one).values()) for one in OFFERED}
    return max(OFFERED, key=lambda one: (scores[one.kind], one.kind == "kinerja"))


def _resemblances(table: UnknownTable, contract: Contract) -> dict[str, tuple[float, Header]]:
    """Canonical column → how much which heading resembles it; each heading and column at most once, best first."""
    pairs = [
        (_likeness(header, column), column.name, header)
        for header in _telling(table, contract)
        for column in _readable(contract)
    ]
    found: dict[str, tuple[float, Header]] = {}
    taken: set[int] = set()
    for score, name, header in sorted(pairs, key=lambda pair: -pair[0]):
        if score >= ALIKE and name not in found and header.column not in taken:
            found[name] = score, header
            taken.add(header.column)
    if "indikator" not in found:
        found.pop("realisasi", None)
    return found


def _proposals(table: UnknownTable, contract: Contract) -> dict[int, str]:
    """Sheet column → what it would be read as, for every column that shows it by its heading or its numbers."""
    labels = {column.name: column.label for column in contract.columns}
    proposed = {header.column: labels[name] for name, (_, header) in _resemblances(table, contract).items()}
    if contract.kind == "kinerja":
        for header in _telling(table, contract):
            if header.column not in proposed and _mostly_numbers(table.cells(header)):
                proposed[header.column] = OWN_INDICATOR
    return proposed


def _telling(table: UnknownTable, contract: Contract) -> list[Header]:
    """The headings but those that the kind knows as never read, such as a running number."""
    ignored = [column for column in contract.columns if column.type == "ignored"]
    return [header for header in table.headers if all(_likeness(header, column) < 100 for column in ignored)]


def _mostly_numbers(cells: Sequence[Any]) -> bool:
    return 2 * sum(isinstance(cell, float) for cell in cells) > len(cells) > 0


def _likeness(header: Header, column: Column) -> float:
    """0–100: how much a heading, or a word of it, looks like one of a column's names."""
    words = [word for word in key(header.text).split() if len(word) >= SHORTEST_WORD and word not in SAY_NOTHING]
    names = (column.label, *column.aliases)
    return max((_alike(part, names) for part in (*spellings(header.path), *words)), default=0)


@lru_cache(maxsize=20_000)
def _alike(text: str, names: tuple[str, ...]) -> float:
    return max((fuzz.token_sort_ratio(text, key(name)) for name in names), default=0)
