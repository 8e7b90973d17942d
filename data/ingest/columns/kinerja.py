"""Performance sheets are wide, one column an indicator; the frame is long, one row a value."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.durations import header_unit, read_minutes
from data.ingest.columns.parsers import number_kind
from data.ingest.columns.percents import meaning_of, says_percent, settle_percents
from data.ingest.parsers.indicators import indicator_named, indicators_in, names_unit
from data.ingest.parsers.numbers import number_column
from data.ingest.parsers.parsing import Parsed, missing
from data.ingest.parsers.text import clean, key
from data.ingest.schemas import Column
from data.ingest.tables import Header
from data.vocabulary.indicators import INDICATORS

KNOWN = {indicator.key: indicator for indicator in INDICATORS}
KEEP = "tetap indikator tersendiri"
ROUNDING = 1e-6
NO_COUNT = "jumlah harus bilangan bulat. Periksa angkanya; bila rata-rata atau persen, tulis itu di judulnya"
_BOUND = re.compile(
    r"^\s*(?:[≥≤<>=]+|(?:min|maks)(?:imal|imum)?\b\.?|paling (?:lama|sedikit|banyak))\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """Rows of a column, by their places in the body, that are figures of one indicator.

    `unit`: of time, or "%"; of shares, once settled, what their bare numbers stand for.
    """

    name: str
    unit: str | None
    places: np.ndarray


FigureColumn = tuple[Header, list[ColumnPart]]


def indicator_of(cells: TableCells, text: str, unit: str | None = None) -> str:
    """The catalogue's key of the indicator a text names; where it speaks of one, as the office says; else the text.

    One that has a column of its own in the table is not meant by another column. `unit` is what stands beside it.
    """
    name = f"{clean(text)} ({clean(unit)})" if unit and names_unit(unit) else clean(text)
    named = indicator_named(name)
    if named:
        return named
    alike = {KNOWN[key].label: key for key in indicators_in(name) if cells.named(key) is None}
    if not alike:
        return clean(text)
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
    columns = [(header, [ColumnPart(name, header_unit(header), places)]) for name, header in headers.items()]
    settled = settle_shares(cells, columns)
    return {name: read_parts(cells, *column) for name, column in zip(headers, settled, strict=True)}


def _holds_numbers(cells: TableCells, header: Header) -> bool:
    """Whether at least half of a column's filled cells are numbers."""
    parsed = number_column(cells.raw(header), number_kind(Column(header.text, header.text, "number")))
    numbers = int(np.count_nonzero(~missing(parsed.values)))
    return numbers > 0 and numbers >= len(parsed.refused)


def settle_shares(cells: TableCells, columns: Sequence[FigureColumn]) -> list[FigureColumn]:
    """The columns, each part that holds shares with what its bare numbers stand for: as all of its indicator show."""
    groups: dict[tuple[str, str | None], list[tuple[Header, ColumnPart]]] = {}
    for header, parts in columns:
        for part in parts:
            groups.setdefault((part.name, part.unit), []).append((header, part))
    meanings = {group: _meaning(cells, *group, of_both) for group, of_both in groups.items()}
    return [
        (header, [replace(part, unit=meanings[part.name, part.unit]) for part in parts]) for header, parts in columns
    ]


def _meaning(
    cells: TableCells, name: str, unit: str | None, columns: Sequence[tuple[Header, ColumnPart]]
) -> str | None:
    is_share = name in KNOWN and KNOWN[name].unit == "%"
    if name in KNOWN and not is_share:
        return unit
    raw = [cells.raw(header)[place] for header, part in columns for place in part.places]
    if not (is_share or unit == "%" or any(map(says_percent, raw))):
        return unit
    texts = {header.text for header, _ in columns}
    what = texts.pop() if len(texts) == 1 else KNOWN[name].label if is_share else name
    return meaning_of(cells, key(name), f"“{what}”", list(map(_bound, raw)), is_said=unit == "%" or not is_share)


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
    if part.unit and (not known or known.unit == "%"):
        settle_percents(raw, parsed, part.unit)
    elif known and known.adds_up:
        _refuse_parts_of_one(parsed)
    return parsed


def _refuse_parts_of_one(parsed: Parsed) -> None:
    """Counts are whole: a decimal shows that a share or a mean was meant."""
    broken = np.flatnonzero(np.abs(parsed.values - np.round(parsed.values)) > ROUNDING)
    parsed.refused |= dict.fromkeys(broken.tolist(), NO_COUNT)
    parsed.values[broken] = np.nan


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
