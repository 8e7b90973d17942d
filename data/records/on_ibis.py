"""Answer the expressions on a PostgreSQL server or a Spark cluster, through Ibis."""

from __future__ import annotations

import socket
import warnings
from urllib.parse import urlsplit

import ibis
import pandas as pd
import psycopg
import pyarrow as pa
from pyarrow.csv import WriteOptions, write_csv
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from data.problems import BookError
from data.records.expression import EXPRESSIONS

warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")

PATIENCE_SECONDS = 5
NO_SERVER = "Server PostgreSQL pada DAMPAK_ENGINE tidak dapat dihubungi; periksa alamat, nama pengguna dan jaringannya."
NO_CLUSTER = "Spark pada DAMPAK_ENGINE tidak dapat dijalankan; periksa alamatnya, dan pasang Java 17 bila belum ada."
SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class PostgreSQLEngine:
    """One connection; what is offered becomes its temporary tables."""

    def __init__(self, server: psycopg.Connection) -> None:
        self._server = server
        self._connection = ibis.postgres.from_connection(server)

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the expressions find `table` under that name."""
        self._connection.create_table(name, schema=ibis.schema(table.schema), temp=True)
        rows = pa.BufferOutputStream()
        write_csv(table, rows, WriteOptions(include_header=False))
        with self._server.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
            copy.write(rows.getvalue())

    def answer(self, expression: str) -> pd.DataFrame:
        """The rows of one of the expressions."""
        return self._connection.execute(EXPRESSIONS[expression]())

    def close(self) -> None:
        """End the connection, and the tables with it."""
        self._server.close()


class SparkEngine:
    """One session of the process's Spark; what is offered becomes its temporary views."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self._connection = ibis.pyspark.connect(session)

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the expressions find `table` under that name."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

    def answer(self, expression: str) -> pd.DataFrame:
        """The rows of one of the expressions."""
        return self._connection.execute(EXPRESSIONS[expression]())

    def close(self) -> None:
        """Drop the views; Spark itself stays for the next count."""
        for name in self._connection.list_tables():
            self._session.catalog.dropTempView(name)


def postgresql(url: str) -> PostgreSQLEngine:
    """The engine on the server at `url`; BookError where it does not answer."""
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    try:
        return PostgreSQLEngine(psycopg.connect(plain, connect_timeout=PATIENCE_SECONDS))
    except psycopg.OperationalError as error:
        raise BookError(NO_SERVER) from error


def spark(url: str) -> SparkEngine:
    """The engine on spark://local[N] or a cluster's master; BookError where it cannot be started or reached."""
    where = url.removeprefix("spark://")
    local = where.startswith("local")
    try:
        if not local:
            _knock(url)
        builder = SparkSession.builder.appName("dampak").master(where if local else url).config(map=SETTINGS)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return SparkEngine(session.newSession())
    except (OSError, PySparkException) as error:
        raise BookError(NO_CLUSTER) from error


def _knock(url: str) -> None:
    """OSError at once where nobody listens; Spark itself would go on trying for minutes."""
    master = urlsplit(url)
    socket.create_connection((master.hostname or "", master.port or 7077), PATIENCE_SECONDS).close()
