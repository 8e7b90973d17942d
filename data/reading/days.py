"""Columns of days. Whether day or month comes first is decided by what the columns show, or asked; never guessed."""

from __future__ import annotations

from collections import Counter

import numpy as np

from data.reading.cells import TableCells
from data.tables import Header
from data.values.dates import Order, order_evidence, span_column
from data.values.text import clean

ORDERS: dict[str, Order] = {"hari/bulan/tahun": "dmy", "bulan/hari/tahun": "mdy"}


def read_spans(cells: TableCells, name: str) -> tuple[np.ndarray, np.ndarray] | None:
    """First and last moment (datetime64[us]) of a canonical column's cells, or None where there is no such column."""
    header = cells.named(name)
    if header is None:
        return None
    spans = span_column(cells.raw(header), _order(cells, name, header))
    cells.report(header, cells.table.contract.column(name), spans.refused)
    return spans.first, spans.last


def _order(cells: TableCells, name: str, header: Header) -> Order | None:
    """Day or month first; None where only the office knows."""
    own = order_evidence(cells.raw(header))
    if not own or (own["dmy"] and not own["mdy"]):
        return "dmy"
    question = f"{cells.table.layout}:{name}:urutan-tanggal"
    if question in cells.findings.answers:
        return ORDERS.get(cells.findings.answers[question])
    if own["mdy"] and not own["dmy"]:
        cells.findings.column(
            header.text, "tanggalnya dibaca bulan/hari/tahun, karena angka keduanya ada yang di atas 12"
        )
        return "mdy"
    others = _evidence_of_all(cells)
    if not own["mdy"] and others["dmy"] and not others["mdy"]:
        return "dmy"
    cells.findings.ask(question, _question(cells, header), ORDERS)
    return None


def _evidence_of_all(cells: TableCells) -> Counter[str]:
    """What all day columns of the table show together."""
    named = [cells.named(column.name) for column in cells.table.contract.columns if column.type == "day"]
    return sum((order_evidence(cells.raw(header)) for header in named if header), Counter())


def _question(cells: TableCells, header: Header) -> str:
    example = next(cell for cell in cells.raw(header) if isinstance(cell, str) and order_evidence([cell]))
    return (
        f"Pada kolom “{header.text}” lembar “{cells.findings.sheet}”, tanggal seperti “{clean(example)}” "
        "ditulis hari/bulan/tahun atau bulan/hari/tahun?"
    )
