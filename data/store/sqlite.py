"""The store as one file: SQLite, one short-lived connection an operation.

A rollback journal with synchronous=FULL, because it survives a damaged tail; BEGIN IMMEDIATE, so that a writer waits
for its turn at the beginning and never fails half-way. No connection is ever shared.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from data import files
from data.store.errors import in_a_sentence

BEGIN = {"read": "BEGIN", "write": "BEGIN IMMEDIATE"}


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A database in a file of its own."""

    path: Path
    blob = "BLOB"

    def exists(self) -> bool:
        """Whether anything was ever stored here."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state from beginning to end."""
        with in_a_sentence(self.path), self._engine("read").begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; the file is made where there is none, for its owner's eyes only."""
        with in_a_sentence(self.path):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
        with in_a_sentence(self.path), self._engine("write").begin() as connection:
            yield connection

    def version(self, connection: Connection) -> int:
        """The number of migrations this database has been through."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def set_version(self, connection: Connection, version: int) -> None:
        """Write that number down."""
        connection.exec_driver_sql(f"PRAGMA user_version={version}")

    def keep_copy(self, connection: Connection, version: int) -> None:
        """A copy of the database as it was before its next migration, beside it."""
        target = self.path.with_name(f"{self.path.name}.versi-{version}")
        connect = sqlite3.connect
        with closing(connect(self.path, timeout=files.BUSY_SECONDS)) as present, closing(connect(target)) as copy:
            present.backup(copy)

    def is_whole(self, connection: Connection) -> bool:
        """Whether SQLite finds nothing wrong with the file."""
        return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"

    def _engine(self, purpose: str) -> Engine:
        url = URL.create("sqlite", database=str(self.path))
        options = {"timeout": files.BUSY_SECONDS, "isolation_level": None}
        engine = create_engine(url, poolclass=NullPool, connect_args=options)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", lambda connection: files.begin_with_retry(_raw(connection), BEGIN[purpose]))
        return engine


def _set_up(raw: sqlite3.Connection, _: object) -> None:
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw
