"""The store as a database that several computers share: PostgreSQL at $DAMPAK_DB.

The server holds the original books too, so that one address is all an office PC must know, and keeps its own log.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    inspect,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from data import files, settings
from data.settings import home
from data.store.errors import BAD_ADDRESS, NO_DRIVER, StoreError, in_a_sentence

DRIVER = "postgresql+psycopg"
CONNECT_SECONDS = 10
WRITERS, LIBRARIANS, CLERKS = 0x44414D50, 0x44414D51, 0x44414D52
"""Advisory locks of the server: one writer of the store at a time, one keeper of books, one of the office's files."""

books = Table(
    "kept_books", MetaData(), Column("sha256", Text, primary_key=True), Column("content", LargeBinary, nullable=False)
)
office_files = Table(
    "office_files", MetaData(), Column("name", Text, primary_key=True), Column("content", LargeBinary, nullable=False)
)
BESIDE = (books.name, office_files.name, "store_version")
"""Tables that no migration changes."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database of the office, in the schema its user sees first."""

    url: URL
    blob = "BYTEA"

    def exists(self) -> bool:
        """A server that was asked for is there, or says why not when it is read."""
        return True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state from beginning to end."""
        engine = _engine(self.url).execution_options(isolation_level="REPEATABLE READ")
        with in_a_sentence(home()), engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, lock: int = WRITERS, *, together: bool = False) -> Iterator[Connection]:
        """A connection that alone may write, after waiting for its turn; `together`: beside others that only read."""
        with in_a_sentence(home()), _engine(self.url).begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(1000 * files.BUSY_SECONDS)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock{'_shared' if together else ''}({lock})")
            yield connection

    def version(self, connection: Connection) -> int:
        """The number of migrations this database has been through."""
        if not inspect(connection).has_table("store_version"):
            return 0
        return int(connection.exec_driver_sql("SELECT version FROM store_version").scalar_one())

    def set_version(self, connection: Connection, version: int) -> None:
        """Write that number down."""
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS store_version (version INTEGER NOT NULL)")
        connection.exec_driver_sql("DELETE FROM store_version")
        connection.exec_driver_sql(f"INSERT INTO store_version VALUES ({version})")

    def keep_copy(self, connection: Connection, version: int) -> None:
        """A copy of every table as it was before its next migration, beside it and part of the migration."""
        names = inspect(connection).get_table_names()
        for name in names:
            if name not in BESIDE and "_versi_" not in name:
                connection.exec_driver_sql(f"CREATE TABLE {name}_versi_{version} AS TABLE {name}")

    def is_whole(self, connection: Connection) -> bool:
        """A server checks its own pages."""
        return True

    def keep_book(self, sha256: str, content: bytes) -> None:
        """Keep a book byte for byte, committed at once: an import that names it may follow."""
        row = insert(books).values(sha256=sha256, content=content)
        with self.writing(LIBRARIANS) as connection:
            books.create(connection, checkfirst=True)
            connection.execute(row.on_conflict_do_update(index_elements=["sha256"], set_={"content": content}))

    def kept_book(self, sha256: str) -> bytes | None:
        """The book of that digest, or None."""
        with self.reading() as connection:
            if not inspect(connection).has_table(books.name):
                return None
            return connection.execute(select(books.c.content).where(books.c.sha256 == sha256)).scalar()

    def remove_book(self, sha256: str) -> None:
        """Keep that book no longer."""
        with self.writing(LIBRARIANS) as connection:
            connection.execute(delete(books).where(books.c.sha256 == sha256))

    def office_files(self, connection: Connection) -> dict[str, bytes]:
        """What the office's computers agree on, by file name; nothing where no computer has brought its own yet."""
        if connection.exec_driver_sql(f"SELECT to_regclass('{office_files.name}')").scalar() is None:
            return {}
        return {row.name: row.content for row in connection.execute(select(office_files))}

    def replace_office_files(self, connection: Connection, files: Mapping[str, bytes]) -> None:
        """Let these be what they agree on from now on."""
        office_files.create(connection, checkfirst=True)
        connection.execute(delete(office_files))
        for name, content in files.items():
            connection.execute(insert(office_files).values(name=name, content=content))


def configured() -> Server | None:
    """The server at $DAMPAK_DB; None where that is not set. StoreError where it is no address of a PostgreSQL."""
    address = settings.database()
    if not address:
        return None
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(BAD_ADDRESS) from error
    if url.get_backend_name() != "postgresql":
        raise StoreError(BAD_ADDRESS)
    return Server(url.set(drivername=DRIVER))


@cache
def _engine(url: URL) -> Engine:
    """Holds no connection, so that it may be shared by threads and forked processes."""
    try:
        return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})
    except ModuleNotFoundError as error:
        raise StoreError(NO_DRIVER) from error
