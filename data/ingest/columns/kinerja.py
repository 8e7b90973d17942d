"""Performance sheets are wide, one column an indicator; the frame is long, one row a value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.durations import header_unit, read_minutes
from data.ingest.columns.parsers import number_kind
from data.ingest.parsers.indicators import indicator_named, indicators_in
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Parsed, missing
from data.ingest.parsers.text import clean, key
from data.ingest.schemas import Column
from data.ingest.tables import Header
from data.vocabulary.indicators import INDICATORS
from data.workbooks import Percent

KNOWN = {indicator.key: indicator for indicator in INDICATORS}
KEEP = "tetap indikator tersendiri"
FRACTION, PERCENT = "pecahan (0,875 berarti 87,5%)", "sudah persen (0,875 berarti 0,875%)"
TYPICAL_PERCENT = 10
_BOUND = re.compile(
    r"^\s*(?:[≥≤<>=]+|(?:min|maks)(?:imal|imum)?\b\.?|paling (?:lama|sedikit|banyak))\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """Rows of a column, by their places in the body, that are figures of one indicator; `unit`: of time, or "%"."""

    name: str
    unit: str | None
    places: np.ndarray


def indicator_of(cells: TableCells, text: str) -> str:
    """The catalogue's key of the indicator a text names; where it speaks of one, as the office says; else the text.

    One that has a column of its own in the table is not meant by another column.
    """
    name = clean(text)
    named = indicator_named(name)
    if named:
        return named
    alike = {KNOWN[key].label: key for key in indicators_in(name) if cells.named(key) is None}
    if not alike:
        return name
    sentence = f"Apakah “{name}” sama dengan {' atau '.join(alike)}?"
    return alike.get(cells.findings.ask(f"indikator:{key(name)}", sentence, (*alike, KEEP)) or "", name)


def read_indicators(cells: TableCells, unknown: list[Header]) -> dict[str, np.ndarray]:
    """Values of every indicator column by its key: the catalogue's, then the office's own by their headings."""
    headers = {name: header for name, header in cells.table.columns.items() if name in KNOWN}
    for header in unknown:
        if _holds_numbers(cells, header):
            name = indicator_of(cells, header.text)
            headers[header.text if name in headers else name] = header
        else:
            cells.findings.column(header.text, "kolom tidak dikenali dan tidak berisi angka; tidak dibaca")
    places = np.arange(len(cells))
    return {
        name: read_parts(cells, header, [ColumnPart(name, header_unit(header), places)])
        for name, header in headers.items()
    }


def _holds_numbers(cells: TableCells, header: Header) -> bool:
    """Whether at least half of a column's filled cells are numbers."""
    parsed = number_column(cells.raw(header), number_kind(Column(header.text, header.text, "number")))
    numbers = int(np.count_nonzero(~missing(parsed.values)))
    return numbers > 0 and numbers >= len(parsed.refused)


def read_parts(
    cells: TableCells, header: Header, parts: Iterable[ColumnPart], *, is_target: bool = False
) -> np.ndarray:
    """The figures under a heading, each part of its rows as its indicator wants them; NaN in rows of no part.

    A target that cannot be read is doubted, not refused: what was achieved counts without it.
    """
    whole = Parsed(np.full(len(cells), np.nan))
    for part in parts:
        raw = [cells.raw(header)[place] for place in part.places]
        parsed = _parse_part(cells, header, part, [_bound(cell) for cell in raw] if is_target else raw)
        whole.values[part.places] = parsed.values
        whole.refused |= {int(part.places[at]): reason for at, reason in parsed.refused.items()}
        whole.remarks += [remark for remark in parsed.remarks if remark not in whole.remarks]
    if is_target:
        for place in whole.refused:
            value, row = cells.raw(header)[place], cells.body.rows[place]
            cells.findings.cell(
                row, header.column, header.text, value, "target tidak terbaca; tulis angkanya", "warning"
            )
        whole.refused = {}
    return cells.take(header, Column(header.text, header.text, "number"), whole)


def _bound(cell: object) -> object:
    """A target without the sign of a bound before it: "≥ 88"."""
    return _BOUND.sub("", cell) if isinstance(cell, str) else cell


def _parse_part(cells: TableCells, header: Header, part: ColumnPart, raw: list) -> Parsed:
    known = KNOWN.get(part.name)
    kind = number_kind(cells.table.contract.column(part.name) if known else Column(part.name, part.name, "number"))
    if known and known.unit == "menit":
        return read_minutes(cells, header, raw, kind, part.name, part.unit)
    parsed = number_column(raw, kind)
    if "%" in (known.unit if known else f"{header.text}{part.unit}"):
        _settle_fractions(cells, header, raw, parsed, kind)
    return parsed


def _settle_fractions(cells: TableCells, header: Header, raw: list, parsed: Parsed, kind: NumberKind) -> None:
    """A bare 0,875 under "%" may be 87,5 %, or 0,875 % as written; where no format shows it, the office must say."""
    signed = np.array([_says_percent(cell) for cell in raw], dtype=bool)
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
