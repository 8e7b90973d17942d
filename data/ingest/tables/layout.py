"""Find the header blocks of a sheet, wherever they stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

import numpy as np

from data.ingest.parsers.dates import FIRST_YEAR, LAST_YEAR
from data.ingest.parsers.parsing import kinds_of, missing, objects
from data.ingest.parsers.text import clean
from data.ingest.schemas import Contract
from data.ingest.tables.header import Header
from data.ingest.tables.headings import is_known, layout_of, mapped_contract, recognise
from data.ingest.tables.pivot import names_unit
from data.workbooks import Sheet

SEARCHED_FROM_TOP = 40
DEEPEST_HEADER = 3
FEWEST_COLUMNS = 2
TITLE_CELLS = 2
LONGEST_HEADING = 150
_FIGURE = re.compile(r"\s*\d+(?:[.,]\d{1,2})?\s*%?\s*")
_NIP = re.compile(r"(?<!\d)\d{8} ?\d{6} ?\d ?\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: 0-based rows of its header (`top` … `body` − 1) and of what stands below (`body` … `stop` − 1).

    `columns` maps canonical names to the headings that name them; `missing` are needs that no heading meets.
    """

    contract: Contract
    top: int
    body: int
    stop: int
    headers: tuple[Header, ...]
    columns: Mapping[str, Header]
    missing: tuple[tuple[str, ...], ...] = ()
    understood: float = 0.0
    whole_width: bool = True

    @property
    def layout(self) -> str:
        """The same for every table with these headings: what answers about it are remembered under."""
        return layout_of(self.headers)

    @property
    def unused(self) -> list[Header]:
        """Headings that name no canonical column."""
        taken = {header.column for header in self.columns.values()}
        return [header for header in self.headers if header.column not in taken]


def filled_cells(sheet: Sheet) -> np.ndarray:
    """Rows × columns of booleans: which cells hold anything."""
    filled = np.empty((len(sheet.rows), sheet.width), dtype=bool)
    for column in range(sheet.width):
        filled[:, column] = ~missing(objects(sheet.column(column)))
    return filled


def find_tables(sheet: Sheet, filled: np.ndarray, answers: Mapping[str, str]) -> list[Table]:
    """The sheet's tables from top to bottom; where there is none, the one that comes nearest, its `missing` not empty.

    `filled` is what `filled_cells` says of the sheet. Tables side by side share their rows.
    """
    blocks: list[list[Table]] = []
    nearest: Table | None = None
    for row in _candidates(sheet, filled.sum(axis=1), answers):
        floor = blocks[-1][0].body if blocks else 0
        may_be_data = bool(blocks) and not _only_text(sheet.rows[row])
        block = _best_block(sheet, row, floor, answers) if row >= floor and not may_be_data else []
        if block and not any(table.missing for table in block):
            blocks.append(block)
        elif block and _is_near(block[0]) and (nearest is None or block[0].understood > nearest.understood):
            nearest = block[0]
    if nearest and not blocks:
        return [nearest]
    stops = [*(block[0].top for block in blocks[1:]), len(sheet.rows)][: len(blocks)]
    return [replace(table, stop=stop) for block, stop in zip(blocks, stops, strict=True) for table in block]


def _is_near(table: Table) -> bool:
    """Whether a table that lacks something meets at least half of its needs."""
    return 2 * len(table.missing) <= len(table.contract.needs)


def _candidates(sheet: Sheet, counts: np.ndarray, answers: Mapping[str, str]) -> Iterator[int]:
    """Rows with two known headings, or mapped ones: any near the top, below that only text just under a blank row."""
    near_top = np.arange(len(counts)) < SEARCHED_FROM_TOP
    after_gap = np.zeros_like(near_top)
    for back in range(1, DEEPEST_HEADER + 1):
        after_gap[back:] |= counts[:-back] <= TITLE_CELLS
    for row in np.flatnonzero((near_top | after_gap) & (counts >= FEWEST_COLUMNS)).tolist():
        cells = sheet.rows[row]
        near = row < SEARCHED_FROM_TOP
        headings = max(sum(map(_is_heading, cells)), sum(map(_is_unit, cells)))
        known = (near or _only_text(cells)) and headings >= FEWEST_COLUMNS
        if known or (
            near and any(mapped_contract(read_headers(sheet, row, end), answers) for end in (row + 1, row + 2))
        ):
            yield row


def _only_text(cells: Sequence[object]) -> bool:
    return kinds_of(cells) <= {str, type(None)}


def _is_heading(cell: object) -> bool:
    if isinstance(cell, str) and not cell.isdecimal():
        return len(cell) < LONGEST_HEADING and is_known(cell)
    return isinstance(cell, (str, float)) and FIRST_YEAR <= float(cell) <= LAST_YEAR


def _is_unit(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) < LONGEST_HEADING and names_unit(cell)


def _best_block(sheet: Sheet, row: int, floor: int, answers: Mapping[str, str]) -> list[Table]:
    """The tables under the header block around a row of which most is understood; the shallowest of equals."""
    best: list[Table] = []
    for depth in range(1, DEEPEST_HEADER + 1):
        for top in range(max(floor, row - depth + 1), min(row, len(sheet.rows) - depth) + 1):
            if not all(map(_may_head, sheet.rows[top : top + depth])):
                continue
            block = _block(sheet, top, top + depth, answers)
            if _understood(block) > _understood(best) or (block and best and _tells_apart(sheet, best[0], block[0])):
                best = block
    return _trimmed(sheet, best, answers)


def _tells_apart(sheet: Sheet, table: Table, deeper: Table) -> bool:
    """Whether a row of known headings under a table's own names the columns that share a heading there."""
    if (deeper.top, deeper.body) != (table.top, table.body + 1) or deeper.understood < table.understood:
        return False
    cells = [cell for cell in sheet.rows[table.body] if cell is not None]
    is_shared = len({header.path for header in table.headers}) < len(table.headers)
    return is_shared and len(cells) >= FEWEST_COLUMNS and all(map(_is_heading, cells))


def _may_head(cells: Sequence[object]) -> bool:
    """Whether a row's numbers are such as headings of several rows have: years, and numbers of days and the like."""
    numbers = [cell for cell in cells if isinstance(cell, float)]
    numbers += [_sized(cell) for cell in cells if isinstance(cell, str) and _FIGURE.fullmatch(cell)]
    return all(number.is_integer() and (number <= 31 or FIRST_YEAR <= number <= LAST_YEAR) for number in numbers)


def _sized(text: str) -> float:
    """The size of a figure typed as text; a half for a share or a number with decimals, whatever it is."""
    return float(text) if text.strip().isdecimal() else 0.5


def _trimmed(sheet: Sheet, block: list[Table], answers: Mapping[str, str]) -> list[Table]:
    """The block without upper rows, title lines that is, which add nothing to what is understood."""
    while block and block[0].body - block[0].top > 1:
        lower = _block(sheet, block[0].top + 1, block[0].body, answers)
        if _understood(lower) < _understood(block):
            break
        block = lower
    return block


def _understood(block: list[Table]) -> float:
    return sum(table.understood for table in block)


def _block(sheet: Sheet, top: int, body: int, answers: Mapping[str, str]) -> list[Table]:
    """The table under these headings; several where gaps part the headings into whole tables side by side."""
    if any(map(_holds_person, sheet.rows[top:body])):
        return []
    headers = read_headers(sheet, top, body)
    parts = [_table(part, top, body, len(sheet.rows), answers) for part in _parted(headers)]
    if len(parts) > 1 and all(part and not part.missing for part in parts):
        return [replace(part, whole_width=False) for part in parts if part]
    whole = _table(headers, top, body, len(sheet.rows), answers)
    return [whole] if whole else []


def _holds_person(cells: Sequence[object]) -> bool:
    """Whether a row holds a NIP: then it is about a person, and no heading."""
    return any(isinstance(cell, str) and _NIP.search(cell) for cell in cells)


def _table(headers: Sequence[Header], top: int, body: int, stop: int, answers: Mapping[str, str]) -> Table | None:
    found = recognise(headers, answers)
    if found is None or found.understood < FEWEST_COLUMNS:
        return None
    return Table(found.contract, top, body, stop, tuple(headers), found.columns, found.missing, found.understood)


def _parted(headers: Sequence[Header]) -> list[list[Header]]:
    """The headings in runs of neighbouring columns."""
    runs: list[list[Header]] = []
    for header in headers:
        if runs and header.column == runs[-1][-1].column + 1:
            runs[-1].append(header)
        else:
            runs.append([header])
    return runs


def read_headers(sheet: Sheet, top: int, body: int) -> tuple[Header, ...]:
    """The headings of a block of rows; the text of a group stands over every column that it heads."""
    block = [[_text(cell) for cell in row] for row in sheet.rows[top:body]]
    width = max(map(len, block), default=0)
    block = [row + [""] * (width - len(row)) for row in block]
    for first_row, first_column, _, last_column in sheet.merged:
        if top <= first_row < body:
            row = block[first_row - top]
            for column in range(first_column, min(last_column + 1, width)):
                row[column] = row[first_column]
    for row, below in reversed(list(pairwise(block))):
        _forget_title(row, below)
        _carry_right(row, below)
    paths = [tuple(dict.fromkeys(filter(None, texts))) for texts in zip(*block, strict=True)]
    return tuple(Header(column, path) for column, path in enumerate(paths) if path)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m}"
    return clean(cell) if isinstance(cell, str) else ""


def _forget_title(row: list[str], below: Sequence[str]) -> None:
    """A line with one text, and nothing in its column below, is a title over the headings."""
    filled = [column for column, text in enumerate(row) if text]
    if len(filled) == 1 and not below[filled[0]]:
        row[filled[0]] = ""


def _carry_right(row: list[str], below: Sequence[str]) -> None:
    """An unmerged group heading is printed once, over the first of its columns."""
    for column in range(1, len(row)):
        if not row[column] and below[column] and row[column - 1] and below[column - 1]:
            row[column] = row[column - 1]
