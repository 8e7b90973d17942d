"""The expressions as DuckDB's SQL, committed, so that an office PC never loads Ibis."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "sql"


def statement(name: str) -> str:
    """The SQL of one of `expression.EXPRESSIONS`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def compile_all() -> dict[str, str]:
    """Name → SQL of every expression, as it must be committed; needs Ibis."""
    import ibis

    from data.panel.aggregate.expression import EXPRESSIONS

    return {name: f"{ibis.to_sql(make(), dialect='duckdb')}\n" for name, make in EXPRESSIONS.items()}
