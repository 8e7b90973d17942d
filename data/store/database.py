"""The database: its tables, its migrations, and the two ways in, whether it is a file or a server."""

from collections.abc import Iterator, Mapping
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
from data.store import log as log_files
from data.store import server
from data.store.blobs import kept_books
from data.store.errors import NEWER, DamagedStore, StoreError
from data.store.log import LOGS, REMARKS
from data.store.server import Server
from data.store.sqlite import SqliteFile

metadata = MetaData()
imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("report", JSON, nullable=False),
)
readings = Table(
    "readings",
    metadata,
    Column("import_id", Integer, ForeignKey("imports.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("parquet", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("import_id", Integer, ForeignKey("imports.id"), nullable=False),
    Column("headline", JSON, nullable=False),
)
remarks = Table(
    "remarks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", JSON, nullable=False),
)

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
    here = place()
    if not here.exists():
        _check_nothing_kept()
        yield None
        return
    logged = last_records()
    with here.reading() as connection:
        version = _version(here, connection)
        if version in (0, len(MIGRATIONS)):
            _check_nothing_kept() if version == 0 else _check_log(logged, connection)
            yield connection if version else None
            return
    _make_current(here)
    with reading() as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """A connection that alone may write; everything is committed at the end, or nothing. The log is put right first."""
    with _writing(place()) as connection:
        _check_log(last_records(), connection)
        for log in LOGS:
            log_files.settle(log, records_of(connection, log))
        yield connection


@contextmanager
def replacing() -> Iterator[Connection]:
    """The same for whoever makes the store anew, whatever the log says of it."""
    with _writing(place(), is_new=True) as connection:
        yield connection


@contextmanager
def copy_in(file: Path) -> Iterator[Connection]:
    """A connection that alone may write into another database than the store's own."""
    here = SqliteFile(file)
    _make_current(here)
    with here.writing() as connection:
        yield connection


@contextmanager
def _writing(here: SqliteFile | Server, *, is_new: bool = False) -> Iterator[Connection]:
    _make_current(here, is_new=is_new)
    with here.writing() as connection:
        yield connection
        last = {log: _last_id(connection, log) for log in LOGS}
    for log, number in last.items():
        log_files.confirm(log, number)


def is_sound() -> bool:
    """Whether the database opens, is whole, can be read, and holds all that its log holds."""
    try:
        with reading() as connection:
            return connection is None or is_readable(connection)
    except DamagedStore:
        return False


def is_readable(connection: Connection) -> bool:
    """Whether every table that is not kept elsewhere too can be read to its end."""
    for table in (imports, events, remarks):
        connection.execute(select(table)).all()
    return place().is_whole(connection)


def last_records() -> dict[str, int]:
    """The newest committed record of each log. Ask before the database: a writer may commit in between."""
    return {log: log_files.last_record(log) for log in LOGS}


def records_of(connection: Connection, log: str) -> list[log_files.Record]:
    """What the database holds of a log, each record as it is kept outside."""
    if log == REMARKS:
        return [dict(row) for row in connection.execute(select(remarks).order_by(remarks.c.id)).mappings()]
    query = select(events, imports.c.file, imports.c.sha256, imports.c.answers).join(imports).order_by(events.c.id)
    return [_as_kept(dict(row)) for row in connection.execute(query).mappings()]


def _as_kept(row: log_files.Record) -> log_files.Record:
    left_out = {"headline"} if row["action"] == "import" else {"headline", "file", "sha256", "answers"}
    return {name: value for name, value in row.items() if name not in left_out}


def _version(here: SqliteFile | Server, connection: Connection) -> int:
    version = here.version(connection)
    if version > len(MIGRATIONS):
        raise StoreError(NEWER)
    return version


def _make_current(here: SqliteFile | Server, *, is_new: bool = False) -> None:
    """Tables up to date and committed before anything is written into them or kept beside them."""
    with here.writing() as connection:
        if here == place() and not (is_new or _version(here, connection)):
            _check_nothing_kept()
        _migrate(here, connection)


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


def _last_id(connection: Connection, log: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {log}").scalar_one())


def _check_log(logged: Mapping[str, int], connection: Connection) -> None:
    """A record is confirmed once it is committed: one that the database lacks means that it lost some."""
    if any(number > _last_id(connection, log) for log, number in logged.items()):
        raise DamagedStore


def _check_nothing_kept() -> None:
    """A store without a database where something is kept beside it is no new store."""
    if kept_books() or any(map(log_files.has_records, LOGS)):
        raise DamagedStore
