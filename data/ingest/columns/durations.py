"""Columns of lengths of time: the promised time of a service, and the time that services took."""

import re
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.durations import MINUTES, UP_TO, WORKING_DAYS, is_bound, parse_duration
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Parsed, Refused, missing, objects, parse_distinct
from data.ingest.parsers.text import clean
from data.ingest.tables import Header

NO_MINUTES = "tidak dapat dijadikan menit. Tulis menit atau jam, misalnya 120 menit"
NO_LENGTH = "bukan lama waktu. Tulis menit atau jam, misalnya 120 menit"
UNITS = ("menit", "jam", "hari", "hari kerja")
BARE = re.compile(r"\d+(?:[.,]\d+)*")
_UNITS = re.compile(r"\b(hari kerja|menit|mnt|jam|hari)\b|(%|\bp(?:er|ro)sen)")


def unit_in(text: str) -> str | None:
    """The unit of time, or "%", that a text such as "Standar Waktu (menit)" names."""
    found = _UNITS.search(text.casefold())
    return None if found is None else {"mnt": "menit"}.get(found[1], found[1]) or "%"


def header_unit(header: Header) -> str | None:
    """The unit of time, or "%", that a heading names."""
    return unit_in(header.whole)


def read_standard(cells: TableCells) -> dict[str, np.ndarray]:
    """standar_menit and standar_hari_kerja out of the column "standar"; nothing where the table has no such column."""
    header = cells.named("standar")
    if header is None:
        return {}
    raw = cells.raw(header)
    unit, refused = _settled_unit(cells, header, raw, header_unit(header), "standar")
    parsed = parse_distinct(
        [None if place in refused else cell for place, cell in enumerate(raw)], lambda cell: parse_duration(cell, unit)
    )
    parsed.refused |= refused
    spans = [cell for cell in set(cells.raw(header)) if isinstance(cell, str) and UP_TO.match(clean(cell))]
    if spans:
        parsed.remarks.append(f"rentang seperti “{min(spans)}” dibaca sebagai batas atasnya")
    lengths = cells.take(header, cells.table.contract.column("standar"), parsed)
    minutes = np.array([length and length.minutes for length in lengths], dtype=float)
    working_days = np.array([length and length.working_days for length in lengths], dtype=float)
    return {"standar_menit": minutes, "standar_hari_kerja": working_days}


def read_minutes(
    cells: TableCells, header: Header, raw: list[Any], kind: NumberKind, what: str, unit: str | None = None
) -> Parsed:
    """Lengths of time in minutes. Numbers without a unit are in `unit`, or the heading's, or as the office says."""
    unit, refused = _settled_unit(cells, header, raw, unit or header_unit(header), what)
    if unit == WORKING_DAYS:
        filled = np.flatnonzero(~missing(objects(raw))).tolist()
        return Parsed(np.full(len(raw), np.nan), dict.fromkeys(filled, NO_MINUTES))
    parsed = minutes_column([None if place in refused else cell for place, cell in enumerate(raw)], kind, unit)
    parsed.refused |= refused
    return parsed


def _settled_unit(
    cells: TableCells, header: Header, raw: list[Any], unit: str | None, what: str
) -> tuple[str | None, dict[int, str]]:
    """The unit of a column's bare numbers, asked once where nothing names it; until then they are refused."""
    bare = [place for place, cell in enumerate(raw) if _is_bare(cell)]
    if unit in UNITS or not bare:
        return unit if unit in UNITS else None, {}
    sentence = (
        f"Kolom “{header.text}”, lembar “{cells.findings.sheet}”: angka tanpa satuannya dalam menit, jam, atau hari?"
    )
    answer = cells.findings.ask(f"{cells.table.layout}:{what}:satuan-waktu", sentence, UNITS)
    reason = "satuan waktunya belum jelas. Jawab dulu pertanyaan tentang kolom ini"
    return answer, {} if answer else dict.fromkeys(bare, reason)


def _is_bare(cell: object) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and bool(BARE.fullmatch(clean(cell))))


def minutes_column(cells: list[Any], kind: NumberKind, unit: str | None) -> Parsed:
    """Lengths of time in minutes, whatever unit a cell names; bare numbers are in `unit`, None where there are none."""
    own = ("menit", "mnt", "min") if unit in (None, "menit") else ()
    plain = number_column(cells, NumberKind(kind.low, kind.high, kind.whole, own))
    places = [place for place in plain.refused if not isinstance(cells[place], (int, float))]
    worded = parse_distinct([cells[place] for place in places], lambda cell: _minutes(cell, unit))
    factor = MINUTES.get(unit or "menit", np.nan)
    values = plain.values * factor
    for at, place in enumerate(places):
        if worded.values[at] is not None:
            values[place] = worded.values[at]
            del plain.refused[place]
        else:
            plain.refused[place] = NO_MINUTES if worded.refused[at] == NO_MINUTES else NO_LENGTH
    if factor != 1:
        plain.remarks.append(f"lama dalam {unit} diubah menjadi menit")
    return Parsed(values, plain.refused, plain.remarks)


def _minutes(cell: object, unit: str | None) -> float:
    if isinstance(cell, str) and is_bound(cell):
        raise Refused(NO_LENGTH)
    length = parse_duration(cell, unit)
    if length.minutes is None:
        raise Refused(NO_MINUTES)
    return length.minutes
