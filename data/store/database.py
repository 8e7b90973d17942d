"""The database file: its tables, its migrations, and the two ways in, one short-lived connection an operation.

A rollback journal with synchronous=FULL, because it survives a damaged tail; BEGIN IMMEDIATE, so that a writer waits
for its turn at the beginning and never fails half-way. No connection is ever shared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    select,
)
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from data.store.errors import NEWER, DamagedStore, StoreError, in_a_sentence
from data.store.kept import home, last_kept_event

BUSY_SECONDS = 20.0

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
        "parquet BLOB NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (import_id, kind))",
        "CREATE TABLE events (id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, "
        "action TEXT NOT NULL, import_id INTEGER NOT NULL REFERENCES imports (id), headline JSON NOT NULL)",
    ),
    (
        "CREATE TABLE remarks (id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, "
        "period TEXT NOT NULL, unit TEXT NOT NULL, subject TEXT NOT NULL, content JSON NOT NULL)",
    ),
)


def database_file() -> Path:
    """The database in the folder of the store."""
    return home() / "dampak.db"


@contextmanager
def reading() -> Iterator[Connection | None]:
    """A connection that sees one state of the store from beginning to end; None where nothing was ever stored."""
    logged, file = last_kept_event(), database_file()
    if not file.exists():
        _check_log(logged, 0)
        yield None
        return
    with _connection(file, "BEGIN") as connection:
        version = _version(connection)
        if version in (0, len(MIGRATIONS)):
            _check_log(last_kept_event(), _last_event(connection) if version else 0)
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
    target = file or database_file()
    with in_a_sentence():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
    with _connection(target, "BEGIN IMMEDIATE") as connection:
        _migrate(connection, target)
        if file is None:
            _check_log(last_kept_event(), _last_event(connection))
        yield connection


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database that others may be writing to."""
    connect = sqlite3.connect
    with in_a_sentence(), closing(connect(source, timeout=BUSY_SECONDS)) as present, closing(connect(target)) as copy:
        present.backup(copy)


def is_sound() -> bool:
    """Whether the database opens, is whole, can be read, and holds all that its log holds."""
    try:
        with reading() as connection:
            if connection is None:
                return True
            for table in (imports, events, remarks):
                connection.execute(select(table)).all()
            return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    except DamagedStore:
        return False


def _engine(file: Path, begin: str) -> Engine:
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _set_up(raw: sqlite3.Connection, _: object) -> None:
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _connection(file: Path, begin: str) -> Iterator[Connection]:
    with in_a_sentence(), _engine(file, begin).begin() as connection:
        yield connection


def _version(connection: Connection) -> int:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > len(MIGRATIONS):
        raise StoreError(NEWER)
    return version


def _migrate(connection: Connection, file: Path) -> None:
    """Bring the tables up to date, after a copy of the database as it was."""
    version = _version(connection)
    if version == len(MIGRATIONS):
        return
    if version:
        copy_database(file, file.with_name(f"{file.name}.versi-{version}"))
    for statement in (each for step in MIGRATIONS[version:] for each in step):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version={len(MIGRATIONS)}")


def _last_event(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM events").scalar_one())


def _check_log(logged: int, committed: int) -> None:
    """An event is kept just before it is committed: a log more than one ahead means that the database lost some."""
    if logged > committed + 1:
        raise DamagedStore
