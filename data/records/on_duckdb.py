"""Answer the expressions in this process, with DuckDB: the engine of an office PC."""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa

from data.records.compiled import statement


class DuckDBEngine:
    """A database in memory, of one count alone."""

    def __init__(self) -> None:
        self._connection = duckdb.connect()

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the expressions find `table` under that name."""
        self._connection.register(name, table)

    def answer(self, expression: str) -> pd.DataFrame:
        """The rows of one of the expressions."""
        return self._connection.execute(statement(expression)).df()

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()
