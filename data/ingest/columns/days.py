"""Columns of days. Whether day or month comes first is decided by what the columns show, or asked; never guessed."""

import re
from collections import Counter
from datetime import datetime
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.dates import Order, Spans, order_evidence, span_column
from data.ingest.parsers.text import clean
from data.ingest.tables import Header

ORDERS: dict[str, Order] = {"hari/bulan/tahun": "dmy", "bulan/hari/tahun": "mdy"}
ONE_DAY_A_CELL = frozenset({"layanan", "pegawai", "skm", "kinerja"})
TWO_DAYS = re.compile(r"\d\s*(?:\n|;|&|,\s*\d|\bdan\b)")
FEWEST_TO_SHOW = 2
SLIPS = 4
FEWEST_SWAPPED = 3
RIGHT, SWAPPED = "sudah benar", "hari dan bulan tertukar"


def read_spans(cells: TableCells, name: str) -> tuple[np.ndarray, np.ndarray] | None:
    """First and last moment (datetime64[us]) of a canonical column's cells, or None where there is no such column."""
    header = cells.named(name)
    if header is None:
        return None
    raw = _settle_typed_days(cells, name, header)
    spans = span_column(raw, _order(cells, name, header))
    if cells.table.contract.kind in ONE_DAY_A_CELL:
        _refuse_spans(spans)
    elif any(isinstance(cell, str) and TWO_DAYS.search(cell) for cell in set(raw)):
        cells.findings.column(header.text, "dua tanggal dalam satu sel dibaca sebagai hari pertama dan terakhir")
    cells.report(header, cells.table.contract.column(name), spans.refused)
    return spans.first, spans.last


def _refuse_spans(spans: Spans) -> None:
    several = ~np.isnat(spans.first) & (spans.first != spans.last)
    spans.refused |= dict.fromkeys(np.flatnonzero(several).tolist(), "berisi lebih dari satu tanggal; tulis satu saja")
    spans.first[several] = np.datetime64("NaT")


def _settle_typed_days(cells: TableCells, name: str, header: Header) -> list[Any]:
    """American settings turn "03/02/2025" into 2 March and leave "13/02/2025" text; where it shows, it is asked."""
    raw = cells.raw(header)
    texts = order_evidence(raw)
    if texts["dmy"] < FEWEST_SWAPPED or set(texts) != {"dmy"}:
        return raw
    typed = {cell for cell in set(raw) if isinstance(cell, datetime)}
    if len(typed) < FEWEST_SWAPPED or max(day.day for day in typed) > 12 or {day.day for day in typed} == {1}:
        return raw
    sentence = (
        f"Pada kolom “{header.text}” lembar “{cells.findings.sheet}” semua tanggal yang bertipe tanggal jatuh sebelum "
        f"tanggal 13, seperti {min(typed):%d/%m/%Y}. Benarkah, atau hari dan bulannya tertukar oleh Excel?"
    )
    answer = cells.findings.ask(f"{cells.table.layout}:{name}:tanggal-tertukar", sentence, (RIGHT, SWAPPED))
    if answer is None:
        reason = "hari dan bulannya mungkin tertukar; jawab dulu pertanyaan tentang kolom ini"
        doubtful = {place: reason for place, cell in enumerate(raw) if isinstance(cell, datetime)}
        cells.report(header, cells.table.contract.column(name), doubtful)
    return [_as_meant(cell, answer) if isinstance(cell, datetime) else cell for cell in raw]


def _as_meant(day: datetime, answer: str | None) -> datetime | None:
    if answer is None:
        return None
    return day.replace(day=day.month, month=day.day) if answer == SWAPPED else day


def _order(cells: TableCells, name: str, header: Header) -> Order | None:
    """Day or month first; None where only the office knows."""
    own = order_evidence(cells.raw(header))
    order = _shown_order(own) or _shown_by_the_others(cells, own)
    if order == "mdy":
        reason = "tanggalnya dibaca bulan/hari/tahun, karena angka keduanya ada yang di atas 12"
        cells.findings.column(header.text, reason, "warning")
    if order is None:
        answer = cells.findings.ask(f"{cells.table.layout}:urutan-tanggal", _question(cells, header), ORDERS)
        return ORDERS.get(answer or "")
    return order


def _shown_order(own: Counter[str]) -> Order | None:
    """The order that a column shows by itself; a lone odd cell among many is a slip, and will be refused."""
    if own["dmy"] > SLIPS * own["mdy"] or not (own["dmy"] + own["either"] or own["mdy"] >= FEWEST_TO_SHOW):
        return "dmy"
    return "mdy" if own["mdy"] >= FEWEST_TO_SHOW and not own["dmy"] else None


def _shown_by_the_others(cells: TableCells, own: Counter[str]) -> Order | None:
    """Day first where the column itself shows nothing and the table's other day columns do."""
    others = _evidence_of_all(cells)
    return "dmy" if not own["mdy"] and others["dmy"] > SLIPS * others["mdy"] else None


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
