"""A printed share of the target, "Capaian" or "%", is no figure: it checks the target and the realised figure."""

from collections.abc import Sequence

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.tables import FigureHeading
from data.vocabulary.indicators import capaian, indicator

SHARE, NEAR, TOPPED = NumberKind(words=("%", "persen")), 0.5, (100.0, 110.0, 120.0)


def check_shares(
    cells: TableCells, shares: Sequence[FigureHeading], headings: Sequence[FigureHeading], names: Sequence[np.ndarray]
) -> None:
    """Say of each printed share that its row's target and realised figure do not give it; `names`: of each heading."""
    for share in shares:
        beside = {each.role: (each, of) for each, of in zip(headings, names, strict=True) if each.of == share.of}
        if {"target", "realisasi"} <= beside.keys():
            (realised, of), (target, _) = beside["realisasi"], beside["target"]
            _check(cells, share, realised, target, of)


def _check(
    cells: TableCells, share: FigureHeading, realised: FigureHeading, target: FigureHeading, names: np.ndarray
) -> None:
    printed = number_column(cells.raw(share.header), SHARE).values
    values, wanted = (cells.numbers.get(each.header.column) for each in (realised, target))
    if values is None or wanted is None:
        return
    for place in np.flatnonzero(~np.isnan(printed) & ~np.isnan(values) & (np.nan_to_num(wanted) != 0)).tolist():
        right = capaian(values[place], wanted[place], indicator(str(names[place])).better)
        plain = 100 * values[place] / wanted[place]
        if not any(_is(printed[place], each) for each in (right, plain)):
            reason = f"tidak cocok: realisasi dan targetnya menghasilkan {right:.2f}%; periksa ketiganya"
            row, raw = cells.body.rows[place], cells.raw(share.header)[place]
            cells.findings.cell(row, share.header.column, share.header.text, raw, reason.replace(".", ","), "note")


def _is(printed: float, share: float) -> bool:
    """Whether a printed share, or a hundred times it, is that share, rounded or topped as some offices do."""
    topped = any(printed == top and share >= top for top in TOPPED)
    return topped or abs(printed - share) <= NEAR or abs(100 * printed - share) <= NEAR
