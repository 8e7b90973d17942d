"""Performance sheets are wide, one column an indicator; the frame is long, one row a value."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.durations import header_unit, minutes_column
from data.ingest.columns.parsers import number_kind
from data.ingest.parsers.durations import WORKING_DAYS
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Parsed, missing, objects, parse_distinct
from data.ingest.parsers.text import clean, key
from data.ingest.schemas import Column
from data.ingest.tables import Header
from data.vocabulary.indicators import INDICATORS
from data.workbooks import Percent

KNOWN = {known.key: known for known in INDICATORS}
BY_NAME = {key(name): known.key for known in INDICATORS for name in (known.key, known.label, *known.aliases)}
FRACTION, PERCENT = "pecahan (0,875 berarti 87,5%)", "sudah persen (0,875 berarti 0,875%)"
TYPICAL_PERCENT = 10


def indicator_key(name: str) -> str:
    """The catalogue's key of an indicator by any of its names, or the office's own name of it."""
    return BY_NAME.get(key(name), clean(name))


def read_indicators(cells: TableCells, unknown: list[Header]) -> dict[str, np.ndarray]:
    """Values of every indicator column by its key: the catalogue's, then the office's own by their headings."""
    own = {name: header for name, header in cells.table.columns.items() if name in KNOWN}
    values = {name: _read(cells, name, header) for name, header in own.items()}
    for header in unknown:
        if _holds_numbers(cells, header):
            values[header.text] = _read(cells, header.text, header)
        else:
            cells.findings.column(header.text, "kolom tidak dikenali dan tidak berisi angka; tidak dibaca")
    return values


def _holds_numbers(cells: TableCells, header: Header) -> bool:
    """Whether at least half of a column's filled cells are numbers."""
    parsed = number_column(cells.raw(header), number_kind(Column(header.text, header.text, "number")))
    numbers = int(np.count_nonzero(~missing(parsed.values)))
    return numbers > 0 and numbers >= len(parsed.refused)


def _read(cells: TableCells, name: str, header: Header) -> np.ndarray:
    known = KNOWN.get(name)
    column = cells.table.contract.column(name) if known else Column(name, name, "number")
    parsed = _parse(cells.raw(header), header, column, in_minutes=known is not None and known.unit == "menit")
    if "%" in (known.unit if known else header.text):
        _settle_fractions(cells, header, parsed, number_kind(column))
    return cells.take(header, column, parsed)


def _parse(raw: list, header: Header, column: Column, *, in_minutes: bool) -> Parsed:
    kind, unit = number_kind(column), header_unit(header)
    if not in_minutes:
        return number_column(raw, kind)
    if unit == WORKING_DAYS:
        reason = "hari kerja tidak dapat diubah menjadi menit; tulis dalam menit, jam atau hari"
        filled = np.flatnonzero(~missing(objects(raw))).tolist()
        return Parsed(np.full(len(raw), np.nan), dict.fromkeys(filled, reason))
    return minutes_column(raw, kind, unit)


def _settle_fractions(cells: TableCells, header: Header, parsed: Parsed, kind: NumberKind) -> None:
    """A bare 0,875 under "%" may be 87,5 %, or 0,875 % as written; where no format shows it, the office must say."""
    signed = np.array([_says_percent(cell) for cell in cells.raw(header)], dtype=bool)
    numbers = parsed.values
    small = (numbers > 0) & (numbers < 1) & ~signed
    others = numbers[~np.isnan(numbers) & ~small & (numbers != 0)]
    if not small.any() or (others.size and np.median(others) <= TYPICAL_PERCENT and (others > 1).any()):
        return
    if (others > 1).any():
        reason = "kurang dari 1 di kolom persen: tulis dengan tanda %, misalnya 87,5% atau 0,875%"
        parsed.refused |= dict.fromkeys(np.flatnonzero(small).tolist(), reason)
        numbers[small] = np.nan
        return
    _ask_about_fractions(cells, header, parsed, ~signed)


def _says_percent(cell: object) -> bool:
    return isinstance(cell, Percent) or (isinstance(cell, str) and "%" in cell)


def _ask_about_fractions(cells: TableCells, header: Header, parsed: Parsed, unsigned: np.ndarray) -> None:
    sentence = f"Kolom “{header.text}” lembar “{cells.findings.sheet}” berisi angka antara 0 dan 1. Apa artinya?"
    answer = cells.findings.ask(f"{cells.table.layout}:{key(header.text)}:persen", sentence, (FRACTION, PERCENT))
    if answer == FRACTION:
        parsed.values[unsigned] *= 100
        parsed.remarks.append("angka antara 0 dan 1 dikalikan 100 menjadi persen")
    elif answer is None:
        filled = np.flatnonzero(unsigned & ~np.isnan(parsed.values)).tolist()
        parsed.refused |= dict.fromkeys(filled, "pecahan atau persen? jawab dulu pertanyaan tentang kolom ini")
        parsed.values[unsigned] = np.nan


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


def listed_frame(cells: TableCells, wide: pd.DataFrame) -> pd.DataFrame:
    """The rows of a sheet that names the indicator in a column of its own and gives its value in another."""
    names = cells.parse("indikator", lambda raw: parse_distinct(raw, lambda cell: indicator_key(str(cell))))
    header, column = cells.table.columns["realisasi"], cells.table.contract.column("realisasi")
    assert names is not None
    values = np.full(len(cells), np.nan)
    raw = cells.raw(header)
    for name in dict.fromkeys(name for name in names if name is not None):
        places = np.flatnonzero(names == name)
        known = KNOWN.get(name)
        kind = NumberKind(known.low, known.high, known.decimals == 0, ("%",)) if known else number_kind(column)
        parsed = number_column([raw[place] for place in places], kind)
        refused = {int(places[at]): reason for at, reason in parsed.refused.items()}
        values[places] = cells.take(header, column, Parsed(parsed.values, refused, parsed.remarks))
    frame = wide.assign(indicator=names[wide.index], value=values[wide.index], n=np.nan)
    return frame.dropna(subset=["indicator", "value"])
