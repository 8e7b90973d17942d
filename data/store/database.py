"""The database: its tables, its migrations, and the two ways in, whether it is a file or a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    select,
)

from data.settings import home
from data.store import server
from data.store.blobs import EVENTS, last_record
from data.store.errors import NEWER, DamagedStore, StoreError
from data.store.server import Server
from data.store.sqlite import SqliteFile

metadata = MetaData()
imports = Table(
    "imports", metadata,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("report", JSON, nullable=False),
)  # fmt: skip
readings = Table(
    "readings", metadata,
    Column("import_id", Integer, ForeignKey("imports.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("parquet", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
)  # fmt: skip
events = Table(
    "events", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("import_id", Integer, ForeignKey("imports.id"), nullable=False),
    Column("headline", JSON, nullable=False),
)  # fmt: skip
remarks = Table(
    "remarks", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", JSON, nullable=False),
)  # fmt: skip

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE imports (id INTEGER NOT NULL PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, "
        "answers JSON NOT NULL, rows INTEGER NOT NULL, refused INTEGER NOT NULL, report JSON NOT NULL)",
        "CREATE TABLE readings (import_id INTEGER NOT NULL REFERENCES imports (id), kind TEXT NOT NULL, "
        "parquet {blob} NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (import_id, kind))",
        "CREATE TABLE events (id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, "
        "action TEXT NOT NULL, import_id INTEGER NOT NULL REFERENCES imports (id), headline JSON NOT NULL)",
    ),
    (
        "CREATE TABLE remarks (id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, "
        "period TEXT NOT NULL, unit TEXT NOT NULL, subject TEXT NOT NULL, content JSON NOT NULL)",
    ),
)
"""Statements of SQLite and PostgreSQL alike; {blob} stands for either's type of bytes. Only ever added to."""


def database_file() -> Path:
    """The database in the folder of the store."""
    return home() / "dampak.db"


def place() -> SqliteFile | Server:
    """Where the store is: on the server of $DAMPAK_DB, or else in a file of its folder."""
    return server.configured() or SqliteFile(database_file())


@contextmanager
def reading() -> Iterator[Connection | None]:
    """A connection that sees one state of the store from beginning to end; None where nothing was ever stored."""
    logged, here = last_record(EVENTS), place()
    if not here.exists():
        _check_log(logged, 0)
        yield None
        return
    with here.reading() as connection:
        version = _version(here, connection)
        if version in (0, len(MIGRATIONS)):
            _check_log(last_record(EVENTS), _last_event(connection) if version else 0)
            yield connection if version else None
            return
    with writing():
        pass
    with reading() as connection:
        yield connection


@contextmanager
def writing(file: Path | None = None) -> Iterator[Connection]:
    """A connection that alone may write; everything is committed at the end, or nothing.

    `file` names a database that is being made anew, or another one than the store's own.
    """
    here = SqliteFile(file) if file else place()
    with here.writing() as connection:
        _migrate(here, connection)
        if file is None:
            _check_log(last_record(EVENTS), _last_event(connection))
        yield connection


def is_sound() -> bool:
    """Whether the database opens, is whole, can be read, and holds all that its log holds."""
    try:
        with reading() as connection:
            if connection is None:
                return True
            for table in (imports, events, remarks):
                connection.execute(select(table)).all()
            return place().is_whole(connection)
    except DamagedStore:
        return False


def _version(here: SqliteFile | Server, connection: Connection) -> int:
    version = here.version(connection)
    if version > len(MIGRATIONS):
        raise StoreError(NEWER)
    return version


def _migrate(here: SqliteFile | Server, connection: Connection) -> None:
    """Bring the tables up to date, after a copy of the database as it was."""
    version = _version(here, connection)
    if version == len(MIGRATIONS):
        return
    if version:
        here.keep_copy(connection, version)
    for statement in (each for step in MIGRATIONS[version:] for each in step):
        connection.exec_driver_sql(statement.format(blob=here.blob))
    here.set_version(connection, len(MIGRATIONS))


def _last_event(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM events").scalar_one())


def _check_log(logged: int, committed: int) -> None:
    """An event is kept just before it is committed: a log more than one ahead means that the database lost some."""
    if logged > committed + 1:
        raise DamagedStore
