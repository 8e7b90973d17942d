"""Performance sheets are wide, one column an indicator; the frame is long, one row a value."""

from __future__ import annotations

import pandas as pd

from data.catalog import INDICATORS
from data.contracts import Column
from data.reading.cells import TableCells
from data.reading.parsers import number_kind, number_parser
from data.tables import Header
from data.values.numbers import number_column
from data.values.text import is_blank

KNOWN = {known.key for known in INDICATORS}


def read_indicators(cells: TableCells) -> tuple[dict[str, list], list | None]:
    """Values of every indicator column by its key, and the number of respondents where there is such a column."""
    contract = cells.table.contract
    known = {name: header for name, header in cells.table.columns.items() if name in KNOWN}
    values = {
        name: cells.parse_under(header, contract.column(name), number_parser(contract.column(name)))
        for name, header in known.items()
    }
    for header in cells.table.unused:
        own = Column(header.text, header.text, "number")
        if _is_indicator(cells, header, own):
            values[header.text] = cells.parse_under(header, own, number_parser(own))
    return values, cells.parse("n", number_parser(contract.column("n")))


def _is_indicator(cells: TableCells, header: Header, own: Column) -> bool:
    """A column of the office's own in which at least half of the filled cells are numbers."""
    raw = cells.raw(header)
    filled = sum(not is_blank(cell) for cell in raw)
    refused = len(number_column(raw, number_kind(own)).refused)
    if not filled or refused > filled / 2:
        cells.findings.column(header.text, "kolom tidak dikenali dan tidak berisi angka; tidak dibaca")
        return False
    return True


def long_frame(wide: pd.DataFrame, indicators: dict[str, list], respondents: list | None) -> pd.DataFrame:
    """One row a unit, period and indicator with a value, in the order of the rows; `n` belongs to the IKM."""
    parts = []
    for name, values in indicators.items():
        counts = respondents if name == "ikm" and respondents is not None else [None] * len(values)
        both = pd.DataFrame({"value": values, "n": counts}, dtype=float)
        parts.append(wide.join(both.assign(indicator=name), how="left"))
    long = pd.concat(parts) if parts else wide.assign(indicator=None, value=float("nan"), n=float("nan")).iloc[:0]
    return long.dropna(subset=["value"]).sort_values("row", kind="stable")
