"""Removes a person from everything that the store keeps (UU 27/2022 Pasal 8 and 43), and says what it cannot reach.

A kept book in which the person stands is replaced by a copy of its values without the person's rows; then the store is
built anew from the books, so that neither a rebuild nor a later backup brings anybody back.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from data.access import Person, audit, require
from data.ingest.answers import remember_answers, remembered_answers
from data.ingest.parsers.nip import parse_nip
from data.ingest.parsers.parsing import Refused
from data.ingest.people import names_beside
from data.problems import BookError
from data.settings import home
from data.store import server
from data.store.backup import rebuild
from data.store.blobs import digest, kept_books, read_book_bytes, remove_book, write_book
from data.store.database import database_file, imports, records_of, remarks, writing
from data.store.errors import StoreError, in_a_sentence
from data.store.log import EVENTS, REMARKS, Record, overwrite
from data.workbooks import Book, Rows, Sheet, read_book

NOT_FOUND = "NIP itu tidak ada dalam buku dan catatan yang tersimpan; periksa angkanya."
REMOVED = "(dihapus)"
EARLIER = ("*.zip", "dampak.db.*", "*.rusak-*")
SHORT = 12
"""How many digits of a book's digest stand in the keys of its questions."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """In how many books, rows and remarks the person stood, and where the person may still stand, in sentences."""

    books: int
    rows: int
    remarks: int
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place of a kept book, and how many rows it lacks."""

    content: bytes
    rows: int


def forget(nip: str, by: Person) -> Forgotten:
    """Remove the person of that NIP; StoreError where the person stands nowhere."""
    require(by, "sistem")
    books, unread = _kept()
    traces = _traces(nip, books)
    changed = {sha256: new for sha256, book in books.items() if (new := _without(book, traces))}
    versions = _rewrite(changed, traces, by)
    rebuild(by)
    for sha256 in changed:
        remove_book(sha256)
    _vacuum()
    with in_a_sentence(home()):
        audit.note(by, "lupakan seorang pegawai", f"{len(changed)} buku")
    return Forgotten(len(changed), sum(new.rows for new in changed.values()), versions, tuple(_beyond(unread)))


def _kept() -> tuple[dict[str, Book], int]:
    """Every kept book by its digest, and how many kept files are no books."""
    with writing() as connection:
        named = {event["sha256"] for event in records_of(connection, EVENTS) if "sha256" in event}
    books: dict[str, Book] = {}
    wanted = named | kept_books()
    for sha256 in wanted:
        try:
            books[sha256] = read_book(read_book_bytes(sha256), "yang tersimpan")
        except BookError:
            if sha256 in named:
                raise
    return books, len(wanted) - len(books)


def _traces(nip: str, books: Mapping[str, Book]) -> re.Pattern[str]:
    """What of the person may stand in a text: the NIP however it is parted, and the names beside it in the books."""
    try:
        digits = parse_nip(nip)
    except Refused as refusal:
        raise StoreError(f"NIP tidak terbaca: {refusal}.") from refusal
    number = r"[ .'-]?".join(digits)
    names = {name for book in books.values() for sheet in book.sheets for name in names_beside(sheet, number)}
    return re.compile("|".join([number, *(rf"\b{re.escape(name)}\b" for name in sorted(names))]), re.IGNORECASE)


def _without(book: Book, traces: re.Pattern[str]) -> Replacement | None:
    """The book without the person; None where the person does not stand in it."""
    from data.workbooks.annotate.values import copy_of_values  # takes long to load, and hardly anybody forgets

    cleaned = [_cleaned(sheet, traces) for sheet in book.sheets]
    rows = sum(count for _, count in cleaned)
    if not rows:
        return None

    content, _ = copy_of_values(replace(book, sheets=tuple(sheet for sheet, _ in cleaned)))
    return Replacement(content, rows)


def _cleaned(sheet: Sheet, traces: re.Pattern[str]) -> tuple[Sheet, int]:
    """The sheet with every row blank in which the person has a cell, and elsewhere the person's mention taken out."""
    rows = [list(row) for row in sheet.rows]
    count = 0
    for place, row in enumerate(rows):
        cells = [traces.sub(REMOVED, cell) if isinstance(cell, str) else _told(cell, traces) for cell in row]
        if cells != row:
            count += 1
            own = any(cell == REMOVED for cell in cells)
            rows[place] = [None] * len(row) if own else cells
    title = traces.sub(REMOVED, sheet.name)
    columns = [list(column) for column in zip(*rows, strict=True)]
    return replace(sheet, name=title, rows=Rows(columns) if columns else sheet.rows), count + (title != sheet.name)


def _told(cell: Any, traces: re.Pattern[str]) -> Any:
    """A NIP that was typed as a number."""
    return REMOVED if isinstance(cell, float) and cell >= 1e17 and traces.fullmatch(f"{cell:.0f}") else cell


def _rewrite(changed: Mapping[str, Replacement], traces: re.Pattern[str], by: Person) -> int:
    """Let events and remarks speak of the new books and no more of the person; how many remarks did."""
    with writing() as connection:
        before = records_of(connection, REMARKS)
        after = [_erased(version, traces) for version in before]
        if not changed and before == after:
            raise StoreError(NOT_FOUND)
        for event in records_of(connection, EVENTS):
            if event["action"] == "import":
                row = _moved({name: event[name] for name in ("file", "sha256", "answers")}, changed, traces)
                connection.execute(imports.update().where(imports.c.id == event["import_id"]).values(row))
        for version in after:
            connection.execute(remarks.update().where(remarks.c.id == version["id"]).values(version))
        remember_answers(_moved_answers(remembered_answers(), changed), by)
        overwrite(EVENTS, records_of(connection, EVENTS))
        overwrite(REMARKS, after)
    return sum(old != new for old, new in zip(before, after, strict=True))


def _moved(event: Record, changed: Mapping[str, Replacement], traces: re.Pattern[str]) -> Record:
    """An import's file, digest and answers, of the book that took its place."""
    erased = _erased(event, traces)
    if event["sha256"] not in changed:
        return erased
    new = changed[event["sha256"]].content
    write_book(digest(new), new)
    return erased | {"sha256": digest(new), "answers": _moved_answers(event["answers"], changed)}


def _moved_answers(answers: Mapping[str, str], changed: Mapping[str, Replacement]) -> dict[str, str]:
    """Answers about one very book hold for what took its place."""
    new = {sha256[:SHORT]: digest(one.content)[:SHORT] for sha256, one in changed.items()}
    return {new.get(key[:SHORT], key[:SHORT]) + key[SHORT:]: answer for key, answer in answers.items()}


def _erased(value: Any, traces: re.Pattern[str]) -> Any:
    """The value with the person taken out of every text in it."""
    if isinstance(value, str):
        return traces.sub(REMOVED, value)
    if isinstance(value, dict):
        return {name: _erased(part, traces) for name, part in value.items()}
    return [_erased(part, traces) for part in value] if isinstance(value, list) else value


def _vacuum() -> None:
    """Pages that the database no longer uses still hold what was deleted."""
    if not server.configured():
        with in_a_sentence(database_file()), closing(sqlite3.connect(database_file())) as connection:
            connection.execute("VACUUM")


def _beyond(unread: int) -> Iterator[str]:
    earlier = sorted({file.name for pattern in EARLIER for file in home().glob(pattern)})
    if earlier:
        yield f"Cadangan dan salinan lama di {home()} masih memuatnya: {', '.join(earlier)}; hapus bila boleh."
    if unread:
        yield f"{unread} lampiran tidak dapat diperiksa isinya; periksa sendiri di halaman Laporan bulanan."
    yield "Buku asli, cadangan, laporan, dan ekspor di tempat lain tidak terjangkau; hapus sendiri di sana."
