"""People where no person belongs: masked in cells, in the names of sheets and of the file, before anything is read.

A column of NIP keeps its digits, because they link people to units inside the program, and so does a column of names,
which is read only to be recognised. What stands in every other text is masked where it has the form of a person, or
names one whom a column of names knows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

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
    columns = [list(map(_Column, _columns(sheet))) for sheet in book.sheets]
    names = frozenset(name for column in chain(*columns) for name in _names_in(column))
    file = masked_file_name(book.name, names)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    titles: dict[str, str] = {}
    for sheet, of_sheet in zip(book.sheets, columns, strict=True):
        title = masked_text(sheet.name, names)
        masked, counts = _mask_cells(sheet, of_sheet, names)
        sheets.append(replace(masked, name=title))
        problems += [_told(file, title, f"{count} sel kolom {letter}") for letter, count in counts.items()]
        if title != sheet.name:
            titles[title] = sheet.name
            problems.append(_told(file, title, "nama lembar"))
    return Masked(replace(book, name=file, sheets=tuple(sheets)), tuple(problems), titles)


def _told(file: str, sheet: str, where: str) -> Problem:
    reason = f"{where} memuat NIP atau nama orang; disamarkan sebelum dibaca, hapus dari buku bila tidak perlu"
    return Problem(file, sheet, None, None, None, None, reason, "warning")


class _Column:
    """A column with its distinct texts and the keys of all of them that may be headings; a mere number is none."""

    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells
        self.texts = {cell for cell in set(cells) if isinstance(cell, str)} if str in kinds_of(cells) else set()
        self.keys = _keys(text for text in self.texts if not text.isdecimal())
        self.is_of_names = any(text in PEOPLE or _OF_A_PERSON.fullmatch(text) for text in self.keys)

    @property
    def is_of_numbers(self) -> bool:
        """Whether the digits link people: by a heading, or as most cells are nothing else and no heading is known."""
        if self.keys & _headings("nip", "kode_peserta"):
            return True
        numbers = sum(LONG_NUMBER.fullmatch(text.strip(" '")) is not None for text in self.texts)
        return 2 * numbers > len(self.texts) and not self.keys & _headings()


def _names_in(column: _Column) -> Iterator[str]:
    """Every name of at least two words in a column of names, by its key."""
    if column.is_of_names:
        keys = (key(text.partition(",")[0]) for text in column.texts if not known_unit(text))
        yield from (name for name in keys if " " in name and own_words(name))


def names_beside(sheet: Sheet, number: str) -> Iterator[str]:
    """The names of at least two words, titles aside, in the rows in which that number (a pattern) stands."""
    columns = _columns(sheet)
    people = [column for column in columns if _Column(column).is_of_names]
    for place in range(len(sheet.rows)) if people else ():
        if any(isinstance(column[place], str) and re.search(number, column[place]) for column in columns):
            names = (str(column[place]).partition(",")[0].strip() for column in people if column[place])
            yield from (name for name in names if " " in name)


def _mask_cells(sheet: Sheet, columns: Sequence[_Column], names: Set[str]) -> tuple[Sheet, dict[str, int]]:
    """The sheet with people masked, and how many cells that were by the column's letter."""
    cells = [column.cells for column in columns]
    people = [column.cells for column in columns if column.is_of_names]
    counts = {}
    for place, column in enumerate(columns):
        if column.texts and not (column.is_of_names or column.is_of_numbers):
            masks = {text: masked for text in column.texts if (masked := masked_text(text, names)) != text}
            masks |= _of_their_row(column.cells, column.texts - masks.keys(), people)
            if masks:
                counts[column_name(place)] = sum(cell in masks for cell in column.cells if isinstance(cell, str))
                cells[place] = [masks.get(cell, cell) if isinstance(cell, str) else cell for cell in column.cells]
    return (replace(sheet, rows=Rows(cells)) if counts else sheet), counts


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


def _keys(texts: Iterable[str]) -> frozenset[str]:
    """The keys of all that may be headings."""
    return frozenset(key(text) for text in texts if len(text) < LONGEST_HEADING)


@cache
def _headings(*names: str) -> frozenset[str]:
    """The keys of every heading that columns of these names may bear; of any column where none is named."""
    columns = (column for contract in CONTRACTS for column in contract.columns if column.name in names or not names)
    return _keys({text for column in columns for text in (column.label, *column.aliases)})
