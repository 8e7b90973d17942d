"""Performance sheets are wide, one column an indicator; the frame is long, one row a value."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.catalog import INDICATORS
from data.contracts import Column
from data.reading.cells import TableCells
from data.reading.parsers import parser_of
from data.values.parsing import missing

KNOWN = {known.key for known in INDICATORS}


def read_indicators(cells: TableCells) -> dict[str, np.ndarray]:
    """Values of every indicator column by its key: the catalogue's, then the office's own by their headings."""
    known = {name: cells.parse(name, parser_of(cells.table.contract.column(name))) for name in cells.table.columns if name in KNOWN}
    return {name: values for name, values in known.items() if values is not None} | _own_indicators(cells)


def _own_indicators(cells: TableCells) -> dict[str, np.ndarray]:
    """Columns that no contract knows and in which at least half of the filled cells are numbers."""
    own = {}
    for header in cells.table.unused:
        column = Column(header.text, header.text, "number")
        parsed = parser_of(column)(cells.raw(header))
        numbers = np.count_nonzero(~missing(parsed.values))
        if numbers and numbers >= len(parsed.refused):
            own[header.text] = cells.take(header, column, parsed)
        else:
            cells.findings.column(header.text, "kolom tidak dikenali dan tidak berisi angka; tidak dibaca")
    return own


def long_frame(wide: pd.DataFrame, indicators: dict[str, np.ndarray], respondents: np.ndarray | None) -> pd.DataFrame:
    """One row a row of `wide` and indicator with a value, in the order of the rows; `n` belongs to the IKM.

    The arrays are as long as the table's body; `wide` keeps their places as its index.
    """
    parts = []
    for name, values in indicators.items():
        n = respondents if name == "ikm" and respondents is not None else np.full(len(values), np.nan)
        parts.append(wide.assign(indicator=name, value=values[wide.index], n=n[wide.index]))
    long = pd.concat(parts) if parts else wide.assign(indicator="", value=np.nan, n=np.nan)
    return long.dropna(subset=["value"]).sort_values("row", kind="stable")
