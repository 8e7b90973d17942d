"""Columns of days. Whether day or month comes first is decided by what the column shows, or asked; never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from data.reading.cells import TableCells
from data.tables import Header
from data.values.dates import Order, Span, order_evidence, parse_span
from data.values.parsing import Parsed, Refused, parse_distinct
from data.values.text import clean

ORDERS: dict[str, Order] = {"hari/bulan/tahun": "dmy", "bulan/hari/tahun": "mdy"}


def read_spans(cells: TableCells, name: str) -> tuple[list[datetime | None], list[datetime | None]] | None:
    """First and last day of every cell of a canonical column, or None where the table has no such column."""
    header = cells.named(name)
    if header is None:
        return None
    spans = cells.parse(name, _span_parser(_order(cells, name, header)))
    assert spans is not None
    return [span and span[0] for span in spans], [span and span[1] for span in spans]


def _order(cells: TableCells, name: str, header: Header) -> Order | None:
    """Day or month first; None where only the office knows."""
    own = order_evidence(cells.raw(header))
    if not own or (own["dmy"] and not own["mdy"]):
        return "dmy"
    question = f"{cells.table.layout}:{name}:urutan-tanggal"
    if question in cells.answers:
        return ORDERS.get(cells.answers[question])
    if own["mdy"] and not own["dmy"]:
        cells.findings.column(
            header.text, "tanggalnya dibaca bulan/hari/tahun, karena angka keduanya ada yang lebih dari 12"
        )
        return "mdy"
    if not own["mdy"] and _book_evidence(cells) == {"dmy"}:
        return "dmy"
    cells.findings.ask(question, _question(cells, header), ORDERS)
    return None


def _book_evidence(cells: TableCells) -> set[str]:
    """The orders that the other day columns of this table show."""
    found: Counter[str] = Counter()
    for column in cells.table.contract.columns:
        header = cells.named(column.name)
        if column.type == "day" and header:
            found += order_evidence(cells.raw(header))
    return {order for order in ("dmy", "mdy") if found[order]}


def _question(cells: TableCells, header: Header) -> str:
    example = next(cell for cell in cells.raw(header) if isinstance(cell, str) and order_evidence([cell])["either"])
    return (
        f"Pada kolom “{header.text}” lembar “{cells.findings.sheet}”, tanggal seperti “{clean(example)}” "
        "ditulis hari/bulan/tahun atau bulan/hari/tahun?"
    )


def _span_parser(order: Order | None) -> Callable[[Sequence[object]], Parsed]:
    if order is None:
        return lambda cells: parse_distinct(cells, _only_meaning)
    return lambda cells: parse_distinct(cells, lambda cell: parse_span(cell, order))


def _only_meaning(cell: object) -> Span:
    """The span of a cell that means the same, or anything at all, in one order only."""
    meanings: set[Span] = set()
    refusal = Refused("")
    for order in ORDERS.values():
        try:
            meanings.add(parse_span(cell, order))
        except Refused as reason:
            refusal = reason
    if len(meanings) > 1:
        raise Refused("bisa hari/bulan atau bulan/hari; jawab dulu pertanyaan tentang urutan tanggal kolom ini")
    if not meanings:
        raise refusal
    return meanings.pop()
