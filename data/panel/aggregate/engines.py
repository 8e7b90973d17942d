"""Which engine counts: $DAMPAK_ENGINE is duckdb (or unset), postgresql://… or spark://…"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyarrow as pa

from data import settings
from data.panel.aggregate.on_duckdb import DuckDBEngine
from data.problems import BookError

NO_ENGINE = "DAMPAK_ENGINE tidak dikenal; isi duckdb, postgresql://… atau spark://… (misalnya spark://local[2])."
NO_PACKAGE = "Mesin hitung pada DAMPAK_ENGINE belum terpasang; jalankan: pip install -r requirements-engines.txt"


class Engine(Protocol):
    """Tables in, answers out."""

    def offer(self, name: str, table: pa.Table) -> None:
        """Let the questions find `table` under that name."""

    def offer_parts(self, name: str, parts: Sequence[Path]) -> None:
        """Let the questions find all Parquet files of these kecamatan's folders, parted by bulan, under that name."""

    def answer(self, question: str) -> pd.DataFrame:
        """The rows of one of the questions; see `statements.statement`."""

    def close(self) -> None:
        """Let go of everything offered."""


def engine_in_use() -> Engine:
    """The engine that $DAMPAK_ENGINE names; BookError where it is unknown, not installed or cannot be reached."""
    setting = settings.engine()
    scheme = setting.partition("://")[0]
    if setting == "duckdb":
        return DuckDBEngine()
    if scheme not in ("postgresql", "postgresql+psycopg", "spark"):
        raise BookError(NO_ENGINE)
    try:
        from data.panel.aggregate.on_servers import postgresql, spark
    except ImportError as error:
        raise BookError(NO_PACKAGE) from error
    return spark(setting) if scheme == "spark" else postgresql(setting)
