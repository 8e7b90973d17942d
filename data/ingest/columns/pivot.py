"""Performance sheets with one column a period: the indicator stands in the title, or beside the periods."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.kinerja import KNOWN, indicator_key
from data.ingest.columns.parsers import number_kind
from data.ingest.columns.titles import Title
from data.ingest.parsers.numbers import number_column
from data.ingest.parsers.parsing import objects
from data.ingest.parsers.text import key
from data.ingest.schemas import Column
from data.ingest.schemas.contract import Contract
from data.ingest.tables import PeriodHeading
from data.ingest.tables.pivot import ANY_YEAR
from data.vocabulary.indicators import INDICATORS


def pivoted_frame(cells: TableCells, rows: pd.DataFrame, headings: list[PeriodHeading], title: Title) -> pd.DataFrame:
    """One row a unit, period and indicator with a value; `rows` keep their places in the body as their index."""
    if title.year is None and any(heading.period.year == ANY_YEAR for heading in headings):
        cells.refuse_all("tahunnya tidak tertulis; tulis tahun di judul tabel, misalnya TAHUN 2025")
        return rows.assign(indicator=None, value=np.nan, n=np.nan).iloc[:0]
    parts = []
    for heading in headings:
        name = _indicator(cells, heading, title)
        if name is None:
            cells.refuse_all("indikatornya tidak tertulis; jawab dulu pertanyaan tentang indikator lembar ini")
            return rows.assign(indicator=None, value=np.nan, n=np.nan).iloc[:0]
        column = _column(cells.table.contract, name)
        values = cells.take(heading.header, column, number_column(cells.raw(heading.header), number_kind(column)))
        periods = objects([heading.period] * len(rows))
        parts.append(rows.assign(period=periods, indicator=name, value=values[rows.index], n=np.nan))
    return pd.concat(parts).dropna(subset=["value"]).sort_values("row", kind="stable")


def _column(contract: Contract, name: str) -> Column:
    return contract.column(name) if name in KNOWN else Column(name, name, "number")


def _indicator(cells: TableCells, heading: PeriodHeading, title: Title) -> str | None:
    """The indicator beside the period, or in the title, or as the office says."""
    if heading.rest:
        return indicator_key(heading.rest[-1])
    told = {known.key for known in INDICATORS if _mentions(title.text, (known.label, *known.aliases))}
    if len(told) == 1:
        return told.pop()
    labels = {known.label: known.key for known in INDICATORS}
    sentence = f"Angka pada lembar “{cells.findings.sheet}” menunjukkan indikator apa?"
    answer = cells.findings.ask(f"{cells.table.layout}:indikator", sentence, labels)
    return labels.get(answer or "")


def _mentions(text: str, names: tuple[str, ...]) -> bool:
    words = key(text)
    return any(re.search(rf"\b{re.escape(key(name))}\b", words) for name in names if key(name))
