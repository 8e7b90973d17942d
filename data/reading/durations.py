"""The promised time of a service, in minutes or in working days."""

from __future__ import annotations

import re

from data.reading.cells import TableCells
from data.tables import Header
from data.values.durations import Duration, parse_duration
from data.values.parsing import parse_distinct

_UNITS = re.compile(r"\b(hari kerja|menit|jam|hari)\b")


def header_unit(header: Header) -> str | None:
    """The unit of time that a heading such as "Standar Waktu (menit)" names."""
    found = _UNITS.search(header.whole.casefold())
    return found[1] if found else None


def read_standard(cells: TableCells) -> tuple[list[float | None] | None, list[float | None] | None]:
    """Minutes, and working days, of the column "standar"; None where the table has no such column."""
    header = cells.named("standar")
    if header is None:
        return None, None
    unit = header_unit(header)
    lengths: list[Duration | None] = (
        cells.parse("standar", lambda raw: parse_distinct(raw, lambda cell: parse_duration(cell, unit))) or []
    )
    return [each and each.minutes for each in lengths], [each and each.working_days for each in lengths]
