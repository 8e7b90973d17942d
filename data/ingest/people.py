"""People where no person belongs: masked in cells, in the names of sheets and of the file, before anything is read.

A column of NIP keeps its digits, because they link people to units inside the program, and so does a column of names,
which is read only to be recognised. What stands in every other text is masked where it has the form of a person, or
names one whom a column of names knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from data.ingest.parsers.parsing import kinds_of
from data.ingest.parsers.people import LONG_NUMBER, initials, masked_file_name, masked_text, own_words
from data.ingest.parsers.text import key
from data.ingest.parsers.units import known_unit
from data.ingest.schemas import CONTRACTS
from data.ingest.schemas.shared import NAMA
from data.problems import Problem
from data.workbooks import Book, Sheet, column_name
from data.workbooks.book import Rows

LONGEST_HEADING = 60
MOST_BEARERS = 5
PEOPLE = frozenset(key(text) for text in (NAMA.label, *NAMA.aliases))
_OF_A_PERSON = re.compile(
    r"nama (?:warga|pemohon|pengaju|pelapor|petugas(?: loket)?|ibu|ayah|bapak|orang ?tua|anak|kk|penduduk"
    r"|kepala keluarga|responden|penerima|pengurus|ahli waris)|pemohon|petugas(?: loket)?|warga|pelapor"
)

ColumnCells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Masked:
    """A book without people, what was masked in it, and the real titles of its sheets by their masked ones."""

    book: Book
    problems: tuple[Problem, ...]
    titles: dict[str, str]


def mask_people(book: Book) -> Masked:
    """The book as it may be read."""
    names = frozenset(name for sheet in book.sheets for name in _names_in(sheet))
    file = masked_file_name(book.name, names)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    titles: dict[str, str] = {}
    for sheet in book.sheets:
        title = masked_text(sheet.name, names)
        masked, counts = _mask_cells(sheet, names)
        sheets.append(replace(masked, name=title))
        problems += [_told(file, title, f"{count} sel kolom {letter}") for letter, count in counts.items()]
        if title != sheet.name:
            titles[title] = sheet.name
            problems.append(_told(file, title, "nama lembar"))
    return Masked(replace(book, name=file, sheets=tuple(sheets)), tuple(problems), titles)


def _told(file: str, sheet: str, where: str) -> Problem:
    reason = f"{where} memuat NIP atau nama orang; disamarkan sebelum dibaca, hapus dari buku bila tidak perlu"
    return Problem(file, sheet, None, None, None, None, reason, "warning")


def _names_in(sheet: Sheet) -> Iterator[str]:
    """Every name of at least two words in the columns of names, by its key."""
    for texts in map(_texts, _columns(sheet)):
        if _is_of_names(texts):
            keys = (key(text.partition(",")[0]) for text in texts if not known_unit(text))
            yield from (name for name in keys if " " in name and own_words(name))


def names_beside(sheet: Sheet, number: str) -> Iterator[str]:
    """The names of at least two words, titles aside, in the rows in which that number (a pattern) stands."""
    columns = _columns(sheet)
    people = [column for column in columns if _is_of_names(_texts(column))]
    for place in range(len(sheet.rows)) if people else ():
        if any(isinstance(column[place], str) and re.search(number, column[place]) for column in columns):
            names = (str(column[place]).partition(",")[0].strip() for column in people if column[place])
            yield from (name for name in names if " " in name)


def _mask_cells(sheet: Sheet, names: Set[str]) -> tuple[Sheet, dict[str, int]]:
    """The sheet with people masked, and how many cells that were by the column's letter."""
    columns = _columns(sheet)
    texts = list(map(_texts, columns))
    people = [column for column, known in zip(columns, texts, strict=True) if _is_of_names(known)]
    counts = {}
    for place, known in enumerate(texts):
        if known and not (_is_of_names(known) or _is_of_numbers(known)):
            masks = {text: masked for text in known if (masked := masked_text(text, names)) != text}
            masks |= _of_their_row(columns[place], known - masks.keys(), people)
            if masks:
                counts[column_name(place)] = sum(cell in masks for cell in columns[place] if isinstance(cell, str))
                columns[place] = [masks.get(cell, cell) if isinstance(cell, str) else cell for cell in columns[place]]
    return (replace(sheet, rows=Rows(columns)) if counts else sheet), counts


def _of_their_row(column: ColumnCells, texts: Set[str], people: Sequence[ColumnCells]) -> dict[str, str]:
    """The texts that share a word with the person of each of their rows, masked; a word of many names is nobody's."""
    bearers = Counter(word for text in set(chain(*people)) for word in own_words(str(text)))
    frequent = {word for word, names in bearers.items() if names > MOST_BEARERS}
    shared: dict[str, frozenset[str]] = {}
    for cell, *persons in zip(column, *people, strict=True) if people else ():
        if isinstance(cell, str) and cell in texts and own_words(cell):
            own = frozenset().union(*(own_words(str(person)) for person in persons)) - frequent
            shared[cell] = shared.get(cell, own_words(cell)) & own
    return {text: initials(text, words) for text, words in shared.items() if words and not known_unit(text)}


def _columns(sheet: Sheet) -> list[list]:
    return [sheet.column(place) for place in range(sheet.width)]


def _texts(column: ColumnCells) -> set[str]:
    """The distinct texts of a column."""
    return {cell for cell in column if isinstance(cell, str)} if str in kinds_of(column) else set()


def _keys(texts: Set[str]) -> frozenset[str]:
    """The keys of all that may be headings."""
    return frozenset(key(text) for text in texts if len(text) < LONGEST_HEADING)


def _is_of_names(texts: Set[str]) -> bool:
    return any(text in PEOPLE or _OF_A_PERSON.fullmatch(text) for text in _keys(texts))


def _is_of_numbers(texts: Set[str]) -> bool:
    """Whether the digits link people: by a heading, or because most cells are nothing else and no heading is known."""
    keys = _keys(texts)
    if keys & _headings("nip", "kode_peserta"):
        return True
    numbers = sum(LONG_NUMBER.fullmatch(text.strip(" '")) is not None for text in texts)
    return 2 * numbers > len(texts) and not keys & _headings()


@cache
def _headings(*names: str) -> frozenset[str]:
    """The keys of every heading that columns of these names may bear; of any column where none is named."""
    columns = (column for contract in CONTRACTS for column in contract.columns if column.name in names or not names)
    return _keys({text for column in columns for text in (column.label, *column.aliases)})
