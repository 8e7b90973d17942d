"""Sums, means and the index printed below a table are no data; they check what was read from the rows above."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.numbers import NumberKind, parse_number
from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.text import clean, is_blank
from data.ingest.schemas.unsur import UNSUR
from data.ingest.tables import Header
from data.ingest.tables.headings import match_unsur
from data.vocabulary.regulations import SKM_SCALE, SKM_WEIGHTS

WEIGHTS = tuple(map(float, SKM_WEIGHTS.values()))
LABEL_COLUMNS = 6
ROUNDING, INDEX_ROUNDING = 0.005, 0.03
Compute = Callable[[np.ndarray], Any]
_SUM = re.compile(r"(?:σ|∑|jumlah|jml|total|sub ?total|nilai ?/|nilai per)", re.IGNORECASE)
_MEAN = re.compile(r"(?:nrr|rata ?-? ?rata|rerata|nilai rata)", re.IGNORECASE)
_WEIGHTED = re.compile(r"tertimbang|tertbg|bobot", re.IGNORECASE)
_INDEX = re.compile(r"(?:ikm|indeks kepuasan)\b(?! per)", re.IGNORECASE)
_FOOT_NUMBER = NumberKind(words=("%", "jp", "menit", "orang"))


def check_foot(cells: TableCells) -> None:
    """Warn of every printed sum, mean or index that the rows above do not give."""
    start = end = 0
    for row in cells.body.foot:
        above = int(np.searchsorted(cells.body.rows, row))
        if above > end:
            start, end = end, above
        label = _label(cells, row)
        if _INDEX.match(label):
            _check_index(cells, row)
        elif _MEAN.match(label) or _SUM.match(label):
            _check_row(cells, row, slice(start, end), _meant(label))


def _meant(label: str) -> tuple[Compute, ...]:
    """What a label says was computed; a weighted mean with any of the weights in use."""
    if _WEIGHTED.search(label):
        return tuple(lambda part, weight=weight: weight * np.nanmean(part) for weight in WEIGHTS)
    return (np.nanmean,) if _MEAN.match(label) else (np.nansum,)


def _label(cells: TableCells, row: int) -> str:
    """The row's label, which may be split over several cells: "Nilai" and "/Unsur"."""
    texts = [cell for cell in cells.sheet.rows[row][:LABEL_COLUMNS] if isinstance(cell, str) and not _numbers(cell)]
    return clean(" ".join(texts)).replace("/ ", "/")


def _numbers(cell: object) -> list[float]:
    """What a printed number may mean: a dot before three digits may part thousands or decimals."""
    if is_blank(cell) or not isinstance(cell, (str, float)):
        return []
    try:
        return [parse_number(cell, _FOOT_NUMBER, thousands) for thousands in (True, False)]
    except Refused:
        return []


def _rounding(cell: object) -> float:
    """Half of the last printed digit."""
    decimals = re.search(r",(\d+)\D*$", cell) if isinstance(cell, str) else None
    return 0.5 * 10.0 ** -len(decimals[1]) if decimals else ROUNDING


def _printed(cells: TableCells, row: int) -> Iterator[tuple[Header, object, list[float]]]:
    line = cells.sheet.rows[row]
    for header in cells.table.headers:
        cell = line[header.column] if header.column < len(line) else None
        if numbers := _numbers(cell):
            yield header, cell, numbers


def _check_row(cells: TableCells, row: int, group: slice, ways: tuple[Compute, ...]) -> None:
    """A sum or mean may be that of the whole table, or of the group of rows just above it."""
    for header, cell, printed in _printed(cells, row):
        values = cells.numbers.get(header.column)
        parts = [] if values is None else [part for part in (values, values[group]) if not np.isnan(part).all()]
        found = [float(compute(part)) for part in parts for compute in ways]
        near = _rounding(cell) + 1e-6
        if found and all(abs(value - number) > near + 1e-9 * abs(number) for value in found for number in printed):
            _warn(cells, row, header, cell, found[0])


def _check_index(cells: TableCells, row: int) -> None:
    """The index may have been computed with any of the weights in use, the means rounded or not."""
    columns = [header.column for header in match_unsur(cells.table.headers)]
    values = [cells.numbers[column] for column in columns if column in cells.numbers]
    printed = list(_printed(cells, row))
    if len(values) != len(UNSUR) or not printed or any(np.isnan(column).all() for column in values):
        return
    means = np.array([np.nanmean(column) for column in values])
    indices = [SKM_SCALE * weight * float(each.sum()) for weight in WEIGHTS for each in (means, means.round(3))]
    header, cell, numbers = printed[-1]
    if all(abs(number - index) > INDEX_ROUNDING for number in numbers for index in indices):
        _warn(cells, row, header, cell, indices[0])


def _warn(cells: TableCells, row: int, header: Header, cell: object, found: float) -> None:
    shown = f"{found:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    reason = f"kaki tabel tidak cocok: baris-baris yang terbaca menghasilkan {shown}"
    cells.findings.cell(row, header.column, header.text, cell, reason, "warning")
