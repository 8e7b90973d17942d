"""Answer the questions on a PostgreSQL server or a Spark cluster, each in its own dialect of SQL."""

import socket
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import psycopg
import pyarrow as pa
from py4j.protocol import Py4JError
from pyarrow.csv import WriteOptions, write_csv
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from sqlglot import transpile

from data.panel.aggregate.statements import statement
from data.panel.aggregate.tables import RECORDS, batches, empty_table, months_in
from data.problems import BookError

warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")

PATIENCE_SECONDS = 5
NO_SERVER = "Server PostgreSQL pada DAMPAK_ENGINE tidak dapat dihubungi; periksa alamat, nama pengguna dan jaringannya."
NO_CLUSTER = "Spark pada DAMPAK_ENGINE tidak dapat dijalankan; periksa alamatnya, dan pasang Java 17 bila belum ada."
FAILED = "Mesin hitung pada DAMPAK_ENGINE gagal menghitung; periksa izin dan keadaannya, lalu ulangi."
POSTGRESQL = {
    pa.string(): "text", pa.timestamp("us"): "timestamp", pa.float64(): "double precision", pa.bool_(): "boolean",
    pa.int64(): "bigint",
}  # fmt: skip
SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class PostgreSQLEngine:
    """One connection; what is offered becomes its temporary tables."""

    def __init__(self, server: psycopg.Connection) -> None:
        self._server = server

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the questions find `table` under that name."""
        columns = ", ".join(f'"{column.name}" {POSTGRESQL[column.type]}' for column in table.schema)
        with _in_a_sentence(FAILED):
            self._server.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")
        self._copy(name, table)

    def offer_parts(self, name: str, parts: Sequence[Path]) -> None:
        """Let the questions find the Parquet files in these kecamatan's folders, parted by bulan, under that name."""
        self.offer(name, empty_table(name))
        for piece in batches(name, parts) if months_in(parts) else ():
            self._copy(name, piece)

    def answer(self, question: str) -> pd.DataFrame:
        """The rows of one of the questions."""
        with _in_a_sentence(FAILED):
            rows = self._server.execute(_in_dialect("postgres", question))
            return pd.DataFrame(rows.fetchall(), columns=[column.name for column in rows.description or ()])

    def close(self) -> None:
        """End the connection, and the tables with it."""
        self._server.close()

    def _copy(self, name: str, table: pa.Table) -> None:
        rows = pa.BufferOutputStream()
        write_csv(table, rows, WriteOptions(include_header=False))
        copying = f"COPY {name} FROM STDIN (FORMAT csv)"
        with _in_a_sentence(FAILED), self._server.cursor() as cursor, cursor.copy(copying) as copy:
            copy.write(rows.getvalue())


class SparkEngine:
    """One session of the process's Spark; what is offered becomes its temporary views."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the questions find `table` under that name."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

    def offer_parts(self, name: str, parts: Sequence[Path]) -> None:
        """Let the questions find the Parquet files in these kecamatan's folders, parted by bulan, under that name."""
        if months_in(parts):
            reader = self._session.read.option("basePath", str(parts[0].parent.parent))
            reader.parquet(*map(str, parts)).select(*RECORDS[name]).createOrReplaceTempView(name)
        else:
            self.offer(name, empty_table(name))

    def answer(self, question: str) -> pd.DataFrame:
        """The rows of one of the questions."""
        with _in_a_sentence(FAILED):
            return self._session.sql(_in_dialect("spark", question)).toPandas()

    def close(self) -> None:
        """Drop the views; Spark itself stays for the next count."""
        for table in self._session.catalog.listTables():
            self._session.catalog.dropTempView(table.name)


def postgresql(url: str) -> PostgreSQLEngine:
    """The engine on the server at `url`; BookError where it does not answer."""
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    with _in_a_sentence(NO_SERVER):
        return PostgreSQLEngine(psycopg.connect(plain, connect_timeout=PATIENCE_SECONDS))


def spark(url: str) -> SparkEngine:
    """The engine on spark://local[N] or a cluster's master; BookError where it cannot be started or reached."""
    master = url.removeprefix("spark://") if "://local" in url else url
    with _in_a_sentence(NO_CLUSTER):
        if master == url:
            _knock(url)
        session = SparkSession.builder.appName("dampak").master(master).config(map=SETTINGS).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return SparkEngine(session.newSession())


def _in_dialect(dialect: str, question: str) -> str:
    return transpile(statement(question), read="duckdb", write=dialect)[0]


@contextmanager
def _in_a_sentence(sentence: str) -> Iterator[None]:
    try:
        yield
    except (OSError, psycopg.Error, PySparkException, Py4JError) as error:
        raise BookError(sentence) from error


def _knock(url: str) -> None:
    """OSError at once where nobody listens; Spark itself would go on trying for minutes."""
    master = urlsplit(url)
    socket.create_connection((master.hostname or "", master.port or 7077), PATIENCE_SECONDS).close()
