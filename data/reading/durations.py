"""The promised time of a service, in minutes or in working days."""

from __future__ import annotations

import re

import numpy as np

from data.reading.cells import TableCells
from data.tables import Header
from data.values.durations import parse_duration
from data.values.parsing import parse_distinct

_UNITS = re.compile(r"\b(hari kerja|menit|jam|hari)\b")


def header_unit(header: Header) -> str | None:
    """The unit of time that a heading such as "Standar Waktu (menit)" names."""
    found = _UNITS.search(header.whole.casefold())
    return found[1] if found else None


def read_standard(cells: TableCells) -> dict[str, np.ndarray]:
    """standar_menit and standar_hari_kerja out of the column "standar"; nothing where the table has no such column."""
    header = cells.named("standar")
    unit = header and header_unit(header)
    lengths = cells.parse("standar", lambda raw: parse_distinct(raw, lambda cell: parse_duration(cell, unit)))
    if lengths is None:
        return {}
    minutes = np.array([length and length.minutes for length in lengths], dtype=float)
    working_days = np.array([length and length.working_days for length in lengths], dtype=float)
    return {"standar_menit": minutes, "standar_hari_kerja": working_days}
