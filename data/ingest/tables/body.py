"""Which rows below a header are data, and which are blank, sums, separators or the foot with its signatures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from data.ingest.parsers.text import clean, is_blank, key
from data.ingest.parsers.units import unit_heading
from data.ingest.tables.layout import Table
from data.workbooks import Sheet

_FOOT = re.compile(
    r"(?:σ|∑|(?:jumlah|jml|(?:sub ?)?total|nilai|nrr|ikm|rata ?-? ?rata|rerata|mutu|kategori per|keterangan|catatan|"
    r"mengetahui)\b|\*+\)|(?:keseluruhan|gabungan|(?:seluruh|semua) (?:unit|kelurahan))$)",
    re.IGNORECASE,
)
_SUMS = frozenset({
    "jumlah", "jml", "total", "sub", "grand", "nilai", "rata", "rerata", "capaian", "kinerja", "keseluruhan",
    "seluruh", "semua", "persentase", "indikator", "unit", "kelurahan", "kecamatan", "tingkat", "mutu", "keterangan",
    "catatan", "akhir",
})  # fmt: skip
_FOOT_INITIALS = frozenset("σ∑jstnirmkcg*ΣJSTNIRMKCG \u00a0\t\n")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?: ?=.*)?")
_GROUP_NUMBER = re.compile(r"(?:[a-z]|[ivx]+|\d{1,2})[.)]?", re.IGNORECASE)
LABEL_COLUMNS = 6
FEWEST_CELLS = 2


@dataclass(frozen=True, slots=True)
class Body:
    """0-based rows of a table: `rows` are data; `foot` are sums and means, `other` carry text but no data.

    `units` are rows that name the unit of the rows below them, with its name.
    """

    rows: list[int]
    foot: list[int]
    other: list[int]
    units: Mapping[int, str] = field(default_factory=dict)


def find_body(sheet: Sheet, table: Table, filled: np.ndarray) -> Body:
    """Sort the rows below the header into data, foot and other; blank rows are in none of them.

    `filled` is what `filled_cells` says of the sheet.
    """
    start = table.body + _column_number_row(sheet, table)
    filled = filled[start : table.stop]
    foot = np.zeros(len(filled), dtype=bool)
    for row, label in _foot_labels(sheet, start, filled, 0 if table.whole_width else table.headers[0].column):
        foot[row] = _is_foot(table, filled[row], label) and not _names_indicator(table, sheet.rows[start + row], label)
    like_data = _like_data(table, filled) & ~foot
    units = _unit_rows(sheet, table, start, filled, like_data)
    named = [row - start for row in units]
    like_data[named] = foot[named] = False
    other = filled.any(axis=1) & ~like_data & ~foot
    other[named] = False
    data, below, texts = ((np.flatnonzero(rows) + start).tolist() for rows in (like_data, foot, other))
    return Body(data, below, texts, units)


def _unit_rows(sheet: Sheet, table: Table, start: int, filled: np.ndarray, like_data: np.ndarray) -> dict[int, str]:
    """Rows that name a unit and nothing more, above data rows that name none."""
    if not any("unit" in group for group in table.contract.needs):
        return {}
    unit = table.columns.get("unit")
    few = filled.any(axis=1) & (filled[:, _meant(table)].sum(axis=1) < FEWEST_CELLS)
    data = np.flatnonzero(like_data & ~few)
    found = {}
    for row in np.flatnonzero(few[: data.max(initial=0)]).tolist():
        below = data[np.searchsorted(data, row)]
        name = _named_unit(sheet.rows[start + row], filled[row])
        if name and (unit is None or not filled[below, unit.column]):
            found[start + row] = name
    return found


def _named_unit(cells: Sequence[object], filled: np.ndarray) -> str | None:
    """The unit's name where a row holds that, behind a number or letter at most."""
    *before, last = (cells[column] for column in np.flatnonzero(filled).tolist())
    numbered = all(isinstance(cell, float) or _GROUP_NUMBER.fullmatch(clean(str(cell))) for cell in before)
    return unit_heading(last) if isinstance(last, str) and numbered else None


def _like_data(table: Table, filled: np.ndarray) -> np.ndarray:
    """Rows of several cells, down to the last that fills a needed column; where none is needed, half of the columns."""
    contract, columns, meant = table.contract, table.columns, _meant(table)
    named = (*(name for group in contract.needs for name in group), "indikator", "layanan")
    needed = [columns[name].column for name in named if name in columns]
    count = filled[:, meant].sum(axis=1)
    several = count >= FEWEST_CELLS
    if not needed:
        return several & (count >= len(meant) / 2)
    is_whole = (count >= len(meant) / 2) & (contract.kind == "skm")
    surely = np.flatnonzero(several & (filled[:, needed].any(axis=1) | is_whole))
    return several & (np.arange(len(count)) <= surely.max(initial=-1))


def _meant(table: Table) -> list[int]:
    """The columns whose cells say something: all but row numbers, remarks and the like; a name does beside a NIP."""
    says = {name for name in table.columns if table.contract.column(name).type != "ignored"}
    says |= {"nama"} & set(table.columns) if "nip" in says else set()
    named = [table.columns[name].column for name in says]
    return named + [header.column for header in table.unused]


def _foot_labels(sheet: Sheet, start: int, filled: np.ndarray, left: int) -> list[tuple[int, int]]:
    """Row, counted from `start`, and column of every first text that says its row sums up, or explains, those above."""
    first = filled.argmax(axis=1)
    found = []
    for column in range(left, min(left + LABEL_COLUMNS, filled.shape[1])):
        rows = np.flatnonzero((first == column) & filled[:, column]).tolist()
        cells = sheet.column(column, start)
        found += [(row, column) for row in rows if _says_foot(cells[row])]
    return found


def _says_foot(cell: object) -> bool:
    return isinstance(cell, str) and cell[:1] in _FOOT_INITIALS and bool(_FOOT.match(clean(cell)))


def _is_foot(table: Table, filled: np.ndarray, label: int) -> bool:
    """A row so labelled is a foot unless it fills every needed group; a label is no unit, NIP, day or period."""
    no_text = {head.column for name, head in table.columns.items() if table.contract.column(name).type != "text"}
    groups = [[table.columns[name].column for name in group if name in table.columns] for group in table.contract.needs]
    present = [
        any(filled[column] and not (column == label and column in no_text) for column in group)
        for group in groups
        if group
    ]
    return not present or not all(present)


def _names_indicator(table: Table, cells: Sequence[object], label: int) -> bool:
    """Whether a label in the column of indicators is one: "Jumlah Pengaduan", not "Jumlah" or "Rata-rata Capaian"."""
    header = table.columns.get("indikator")
    is_there = header is not None and header.column == label
    return is_there and not {word for word in key(str(cells[label])).split() if not word.isdecimal()} <= _SUMS


def _column_number_row(sheet: Sheet, table: Table) -> int:
    """1 where the row under the header only numbers the columns (1, 2, 3 …), else 0."""
    if table.body >= table.stop:
        return 0
    cells = [cell for cell in sheet.rows[table.body] if not is_blank(cell)]
    found = [_COLUMN_NUMBER.fullmatch(clean(f"{cell:g}" if isinstance(cell, float) else str(cell))) for cell in cells]
    numbers = [int(match[1]) for match in found if match]
    in_order = numbers[:1] == [1] and all(later == earlier + 1 for earlier, later in pairwise(numbers))
    return int(len(numbers) == len(cells) >= 3 and in_order)
