"""Backup into one file, restore from it, and rebuild from the kept books and the log."""

import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select

from data.access import SYSTEM, Person, audit, require
from data.files import as_book_error, atomic_write, scratch_for
from data.problems import BookError
from data.settings import home
from data.store import server
from data.store.blobs import digest, is_kept, kept_books, read_book_bytes, write_book
from data.store.database import (
    copy_in,
    database_file,
    events,
    imports,
    is_readable,
    is_sound,
    metadata,
    place,
    reading,
    readings,
    records_of,
    remarks,
    replacing,
)
from data.store.errors import LOST, SERVER_DAMAGED, DamagedStore, StoreError, in_a_sentence
from data.store.imports import add_import, read_alone, record
from data.store.log import LOGS, REMARKS, Record, read_records, settle, write_record
from data.store.office_files import fetch_agreed, office_files, replace_office_files
from data.store.remarks import attachment_digests

DATABASE, BOOKS, OFFICE = "dampak.db", "books/", "kantor/"
NO_BACKUP = "File {name} bukan cadangan yang utuh; pakai cadangan lain. Data yang sekarang tidak berubah."


def backup(target: Path, by: Person) -> int:
    """Write everything that the office made into one file, also while others import; the number of books in it.

    That is the store, and the office's own files beside it on this computer: answers, days off, template, key.
    """
    require(by, "sistem")
    fetch_agreed()
    with reading() as connection:
        if connection is None and not office_files():
            raise StoreError("Belum ada yang disimpan, jadi belum ada yang dapat dicadangkan; unggah lalu simpan dulu.")
        books = _write(connection, target)
    with in_a_sentence(home()):
        audit.note(by, "cadangan", f"{books} buku")
    return books


def restore(source: Path, by: Person) -> Path | None:
    """Let the store be as it was when `source` was written; the backup made of the present state, if there was one.

    A backup is the same file whether it came from an office PC or a shared server, and goes back into either. One
    made before backups held the office's own files leaves those as they are.
    """
    require(by, "sistem")
    with in_a_sentence(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as scratch:
        books, own = _unzip(source, Path(scratch))
        with _opened(Path(scratch) / DATABASE, source) as stored:
            _mend()
            with _anew() as connection:
                before = _backup_of_the_present(connection)
                for sha256, content in books.items():
                    write_book(sha256, content)
                if own is not None:
                    replace_office_files(own)
                _copy(stored, connection)
                for log in LOGS:
                    settle(log, records_of(connection, log))
                audit.note(by, "pemulihan", f"{len(books)} file")
    return before


def rebuild(by: Person) -> int:
    """Read every kept book again and play all events again, in order; the number of events.

    The events come from the database, and from the log beside it where the database lacks some; StoreError where
    one is in neither.
    """
    require(by, "sistem")
    history, written = (_recovered(log) for log in LOGS)
    if not (history or written) and kept_books():
        raise StoreError(LOST)
    with _anew() as connection:
        for table in (readings, events, imports, remarks):
            connection.execute(delete(table))
        for version in written:
            connection.execute(insert(remarks).values(version))
            write_record(REMARKS, version)
        for event in history:
            if event["action"] == "import":
                _, dataset = read_alone((event["file"], read_book_bytes(event["sha256"])), event["answers"])
                add_import(connection, event["import_id"], dataset, event["answers"])
            record(connection, event)
        audit.note(by, "bangun ulang", f"{len(history)} kejadian")
    return len(history)


def unlisted_books() -> int:
    """How many books and attachments are kept that no event and no remark names."""
    with reading() as connection:
        return len(kept_books() - (_named(connection) if connection else set()))


def _mend() -> None:
    """What can be had of a damaged store, so that it is not lost when a backup takes its place."""
    if not _is_usable():
        with suppress(BookError):
            rebuild(SYSTEM)


@contextmanager
def _anew() -> Iterator[Connection]:
    """The only writer's connection, whatever the log says; a damaged database is first put aside."""
    if not _is_usable():
        if server.configured():
            raise StoreError(SERVER_DAMAGED)
        _put_aside()
    with replacing() as connection:
        yield connection


def _is_usable() -> bool:
    return place().exists() and is_sound()


def _recovered(log: str) -> list[Record]:
    """Every record of a log from wherever it is still whole; StoreError where the log has a gap."""
    stored = _stored(log)
    kept = [] if _is_usable() else read_records(log)
    by_number = {record["id"]: record for record in (*stored, *kept)}
    if sorted(by_number) != list(range(1, len(by_number) + 1)):
        raise StoreError(LOST)
    return [by_number[number] for number in sorted(by_number)]


def _stored(log: str) -> list[Record]:
    """What the database still holds of a log; nothing where it cannot be trusted."""
    here = place()
    if not here.exists():
        return []
    try:
        with here.reading() as connection:
            return records_of(connection, log) if here.version(connection) and is_readable(connection) else []
    except DamagedStore:
        return []


def _put_aside() -> None:
    """Keep the damaged database under another name; its journal must not be taken for that of a new one."""
    with in_a_sentence(database_file()):
        for file in (database_file().with_name(f"{DATABASE}-journal"), database_file()):
            if file.exists():
                file.rename(file.with_name(f"{file.name}.rusak-{_now()}"))


def _backup_of_the_present(connection: Connection) -> Path | None:
    tables = (imports, remarks)
    filled = any(connection.execute(select(func.count()).select_from(table)).scalar() for table in tables)
    if not (filled or office_files()):
        return None
    file = home() / f"sebelum-pulih-{_now()}.zip"
    lost = {sha256 for sha256 in _named(connection) if not is_kept(sha256)}
    _write(connection, file, without=lost)
    return file


def _write(connection: Connection | None, target: Path, without: Collection[str] = ()) -> int:
    """One file of the state that the connection sees (None: an empty one); the number of books in it."""
    with (
        in_a_sentence(target),
        atomic_write(target, private=True) as draft,
        scratch_for(target) as scratch,
    ):
        snapshot = Path(scratch) / DATABASE
        with copy_in(snapshot) as copy:
            if connection:
                _copy(connection, copy)
        _zip(draft, snapshot, _named(connection).difference(without) if connection else set())
    return len(_books(connection)) if connection else 0


def _books(connection: Connection) -> set[str]:
    return set(connection.execute(select(imports.c.sha256)).scalars())


def _named(connection: Connection) -> set[str]:
    """The digests of all that events and remarks name."""
    return _books(connection) | attachment_digests(connection)


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
        with copy_in(database) as connection:
            yield connection
    except DamagedStore as error:
        raise StoreError(NO_BACKUP.format(name=source.name)) from error
