"""Answer the questions in this process, with DuckDB: the engine of an office PC."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from data.panel.aggregate.statements import statement
from data.panel.aggregate.tables import empty_table, months_in
from data.problems import BookError
from data.region.folder import OLDER, UNREADABLE

MEMORY_LIMIT = "500MB"
WITH_A_MEDIAN, MEDIAN_OF = "completed", "layanan"
VIEW = """CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet({files},
    hive_partitioning = true, hive_types = {{'kecamatan': VARCHAR, 'versi': VARCHAR, 'bulan': VARCHAR}})"""


class DuckDBEngine:
    """A database in memory, of one count alone; what does not fit goes to a temporary folder."""

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="dampak-")
        self._connection = duckdb.connect()
        self._connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'; SET temp_directory = '{self._scratch.name}'")
        self._parts: dict[str, Sequence[Path]] = {}

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the questions find `table` under that name."""
        self._connection.register(name, table)

    def offer_parts(self, name: str, parts: Sequence[Path]) -> None:
        """Let the questions find the Parquet files in these kecamatan's folders, parted by bulan, under that name."""
        if months_in(parts):
            self._parts[name] = parts
            self._view(name, "*")
        else:
            self.offer(name, empty_table(name))

    def answer(self, question: str) -> pd.DataFrame:
        """The rows of one of the questions; medians of a folder month by month, so that memory stays flat."""
        if question != WITH_A_MEDIAN or MEDIAN_OF not in self._parts:
            return self.run(statement(question))
        answers = []
        for month in months_in(self._parts[MEDIAN_OF]):
            self._view(MEDIAN_OF, month)
            answers.append(self.run(statement(question)))
        self._view(MEDIAN_OF, "*")
        return pd.concat(answers, ignore_index=True)

    def run(self, sql: str) -> pd.DataFrame:
        """The rows of that SQL."""
        with _in_a_sentence():
            return self._connection.execute(sql).df()

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()
        self._scratch.cleanup()

    def _view(self, name: str, month: str) -> None:
        files = [str(file) for part in self._parts[name] for file in part.glob(f"bulan={month}/*.parquet")]
        with _in_a_sentence():
            self._connection.execute(VIEW.format(name=name, files=files))


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    try:
        yield
    except duckdb.BinderException as error:
        raise BookError(OLDER) from error
    except duckdb.Error as error:
        raise BookError(UNREADABLE) from error
