"""Columns of lengths of time: the promised time of a service, and the time that services took."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.durations import MINUTES, UP_TO, parse_duration
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Parsed, Refused, parse_distinct
from data.ingest.parsers.text import clean
from data.ingest.tables import Header

NO_MINUTES = "tidak dapat dijadikan menit. Tulis menit atau jam, misalnya 120 menit"
_UNITS = re.compile(r"\b(hari kerja|detik|menit|jam|hari)\b|(%|\bpersen)")


def unit_in(text: str) -> str | None:
    """The unit of time, or "%", that a text such as "Standar Waktu (menit)" names."""
    found = _UNITS.search(text.casefold())
    return None if found is None else found[1] or "%"


def header_unit(header: Header) -> str | None:
    """The unit of time, or "%", that a heading names."""
    return unit_in(header.whole)


def read_standard(cells: TableCells) -> dict[str, np.ndarray]:
    """standar_menit and standar_hari_kerja out of the column "standar"; nothing where the table has no such column."""
    header = cells.named("standar")
    if header is None:
        return {}
    unit = header_unit(header)
    parsed = parse_distinct(cells.raw(header), lambda cell: parse_duration(cell, unit))
    spans = [cell for cell in set(cells.raw(header)) if isinstance(cell, str) and UP_TO.match(clean(cell))]
    if spans:
        parsed.remarks.append(f"rentang seperti “{min(spans)}” dibaca sebagai batas atasnya")
    lengths = cells.take(header, cells.table.contract.column("standar"), parsed)
    minutes = np.array([length and length.minutes for length in lengths], dtype=float)
    working_days = np.array([length and length.working_days for length in lengths], dtype=float)
    return {"standar_menit": minutes, "standar_hari_kerja": working_days}


def minutes_column(cells: list[Any], kind: NumberKind, unit: str | None) -> Parsed:
    """Lengths of time in minutes, whatever unit a cell names; bare numbers are in the heading's `unit`, or minutes."""
    plain = number_column(cells, NumberKind(kind.low, kind.high, kind.whole, ("menit", "mnt", "min")))
    places = [place for place in plain.refused if not isinstance(cells[place], (int, float))]
    worded = parse_distinct([cells[place] for place in places], lambda cell: _minutes(cell, unit))
    factor = MINUTES.get(unit or "menit", np.nan)
    values = plain.values * factor
    for at, place in enumerate(places):
        if worded.values[at] is not None:
            values[place] = worded.values[at]
            del plain.refused[place]
    if factor != 1:
        plain.remarks.append(f"lama dalam {unit} diubah menjadi menit")
    return Parsed(values, plain.refused, plain.remarks)


def _minutes(cell: object, unit: str | None) -> float:
    length = parse_duration(cell, unit)
    if length.minutes is None:
        raise Refused(NO_MINUTES)
    return length.minutes
