"""Backup into one file, restore from it, and rebuild from the kept books and the log."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from data.files import as_book_error, atomic_write, scratch_for
from data.problems import BookError
from data.settings import home
from data.store import remarks, server
from data.store.blobs import EVENTS, digest, read_book_bytes, read_records, replace_records, write_book
from data.store.database import database_file, events, imports, is_sound, metadata, place, reading, readings, writing
from data.store.errors import SERVER_DAMAGED, DamagedStore, StoreError, in_a_sentence
from data.store.imports import add_import, read_alone, record
from data.store.office_files import fetch_agreed, office_files, replace_office_files

DATABASE, BOOKS, OFFICE = "dampak.db", "books/", "kantor/"
NO_BACKUP = "Berkas {name} bukan cadangan yang utuh; pakai cadangan lain. Data yang sekarang tidak berubah."

Event = dict[str, Any]


def backup(target: Path) -> int:
    """Write everything that the office made into one file, also while others import; the number of books in it.

    That is the store, and the office's own files beside it on this computer: answers, days off, template, key.
    """
    fetch_agreed()
    with reading() as connection:
        if connection is None and not office_files():
            raise StoreError("Belum ada yang disimpan, jadi belum ada yang dapat dicadangkan.")
        return _write(connection, target)


def restore(source: Path) -> Path | None:
    """Let the store be as it was when `source` was written; the backup made of the present state, if there was one.

    A backup is the same file whether it came from an office PC or a shared server, and goes back into either. One
    made before backups held the office's own files leaves those as they are.
    """
    with in_a_sentence(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as scratch:
        books, own = _unzip(source, Path(scratch))
        with _opened(Path(scratch) / DATABASE, source) as stored:
            _mend()
            with _lock() as (connection, _):
                before = _backup_of_the_present(connection)
                for sha256, content in books.items():
                    write_book(sha256, content)
                if own is not None:
                    replace_office_files(own)
                _copy(stored, connection)
                replace_records(EVENTS, _events(connection))
                remarks.replace_kept(connection)
    return before


def rebuild() -> int:
    """Read every kept book again and play all events again, in order; the number of events.

    The events come from the database, or where it is damaged or gone from the log beside it.
    """
    with _lock() as (connection, history):
        for table in (readings, events, imports):
            connection.execute(delete(table))
        remarks.recover(connection)
        for event in history:
            if event["action"] == "import":
                _, dataset = read_alone((event["file"], read_book_bytes(event["sha256"])), event["answers"])
                add_import(connection, event["import_id"], dataset, event["answers"])
            record(connection, event)
    return len(history)


def _mend() -> None:
    """What can be had of a damaged store, so that it is not lost when a backup takes its place."""
    if not _is_usable():
        with suppress(BookError):
            rebuild()


@contextmanager
def _lock() -> Iterator[tuple[Connection, list[Event]]]:
    """The only writer's connection, and all events; a damaged database is first put aside."""
    if _is_usable():
        with writing() as connection:
            yield connection, _events(connection)
    elif server.configured():
        raise StoreError(SERVER_DAMAGED)
    else:
        history = read_records(EVENTS)
        _put_aside()
        with writing(database_file()) as connection:
            yield connection, history


def _is_usable() -> bool:
    return place().exists() and is_sound()


def _events(connection: Connection) -> list[Event]:
    """All events, each as it is kept outside the database."""
    query = select(events, imports.c.file, imports.c.sha256, imports.c.answers).join(imports).order_by(events.c.id)
    return [_as_kept(dict(row)) for row in connection.execute(query).mappings()]


def _as_kept(row: Event) -> Event:
    left_out = {"headline"} if row["action"] == "import" else {"headline", "file", "sha256", "answers"}
    return {name: value for name, value in row.items() if name not in left_out}


def _put_aside() -> None:
    """Keep the damaged database under another name; its journal must not be taken for that of a new one."""
    with in_a_sentence(database_file()):
        for file in (database_file().with_name(f"{DATABASE}-journal"), database_file()):
            if file.exists():
                file.rename(file.with_name(f"{file.name}.rusak-{_now()}"))


def _backup_of_the_present(connection: Connection) -> Path | None:
    tables = (imports, metadata.tables["remarks"])
    filled = any(connection.execute(select(func.count()).select_from(table)).scalar() for table in tables)
    if not (filled or office_files()):
        return None
    file = home() / f"sebelum-pulih-{_now()}.zip"
    _write(connection, file)
    return file


def _write(connection: Connection | None, target: Path) -> int:
    """One file of the state that the connection sees (None: an empty one); the number of books in it."""
    with (
        in_a_sentence(target),
        atomic_write(target, private=True) as draft,
        scratch_for(target) as scratch,
    ):
        snapshot = Path(scratch) / DATABASE
        with writing(snapshot) as copy:
            if connection:
                _copy(connection, copy)
        books = set(connection.execute(select(imports.c.sha256)).scalars()) if connection else set()
        attached = remarks.attached(connection) if connection else set()
        _zip(draft, snapshot, books | attached)
    return len(books)


def _copy(source: Connection, target: Connection) -> None:
    """Let every table of `target` hold what that of `source` holds."""
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    for table in metadata.sorted_tables:
        for row in source.execute(select(table)).mappings():
            target.execute(insert(table), dict(row))


def _now() -> str:
    return f"{datetime.now():%Y%m%d-%H%M%S-%f}"


def _zip(target: Path, snapshot: Path, digests: set[str]) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(snapshot, DATABASE, zipfile.ZIP_DEFLATED)
        archive.mkdir(OFFICE)
        for name, content in office_files().items():
            archive.writestr(f"{OFFICE}{name}", content, zipfile.ZIP_DEFLATED)
        for sha256 in sorted(digests):
            archive.writestr(f"{BOOKS}{sha256}", read_book_bytes(sha256))


def _unzip(source: Path, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes] | None]:
    """The books of a backup by digest, and the office's own files by name (None: of a backup that has no such part).

    Its database is written into `folder`.
    """
    try:
        with as_book_error(source), zipfile.ZipFile(source) as archive:
            database, names = archive.read(DATABASE), archive.namelist()
            books, own = (_members(archive, part) for part in (BOOKS, OFFICE))
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError) as error:
        raise StoreError(NO_BACKUP.format(name=source.name)) from error
    if any(digest(content) != sha256 for sha256, content in books.items()):
        raise StoreError(NO_BACKUP.format(name=source.name))
    (folder / DATABASE).write_bytes(database)
    return books, own if OFFICE in names else None


def _members(archive: zipfile.ZipFile, part: str) -> dict[str, bytes]:
    names = [name for name in archive.namelist() if name.startswith(part) and name != part]
    return {name.removeprefix(part): archive.read(name) for name in names}


@contextmanager
def _opened(database: Path, source: Path) -> Iterator[Connection]:
    try:
        with writing(database) as connection:
            yield connection
    except DamagedStore as error:
        raise StoreError(NO_BACKUP.format(name=source.name)) from error
