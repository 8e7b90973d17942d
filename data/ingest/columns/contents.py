"""Columns that their contents name where no known heading does: units by their names, days by their type, remarks."""

import re
from dataclasses import replace
from datetime import datetime

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.text import is_blank, key
from data.ingest.parsers.units import known_unit, without_lead
from data.ingest.schemas.shared import PERIOD_NAMES
from data.ingest.tables import Header
from data.ingest.tables.headings import match_unsur

MOSTLY = 0.8
_ASKS_FOR_REMARKS = re.compile(r"\b(?:saran|kritik|masukan|usul(?:an)?|harapan|komentar)\b")


def named_by_contents(cells: TableCells) -> TableCells:
    """The table with the one column of units, and of a survey those of days and remarks, that its cells tell."""
    table, columns = cells.table, dict(cells.table.columns)
    free = [header for header in table.unused if not is_blank(header.text)]
    if ("unit",) in table.contract.needs and "unit" not in columns and not cells.body.units:
        columns |= _only(cells, "unit", [header for header in free if _holds_units(cells, header)])
    if table.contract.kind == "skm" and columns.keys().isdisjoint({*PERIOD_NAMES, "tanggal"}):
        columns |= _only(cells, "tanggal", [header for header in free if _holds_days(cells, header)])
    if table.contract.kind == "skm" and "saran" not in columns:
        columns |= _remarks(cells, free)
    return replace(cells, table=replace(table, columns=columns))


def _remarks(cells: TableCells, headers: list[Header]) -> dict[str, Header]:
    """The first question for a remark in free text; "Penanganan Pengaduan, Saran …" is an element."""
    elements = match_unsur(cells.table.headers)
    asked = [one for one in headers if one not in elements and _ASKS_FOR_REMARKS.search(key(one.text))]
    texts = [one for one in asked if all(isinstance(cell, str) or is_blank(cell) for cell in cells.raw(one))]
    return {"saran": texts[0]} if texts else {}


def _only(cells: TableCells, name: str, headers: list[Header]) -> dict[str, Header]:
    """The one heading, said; none where there are several."""
    if len(headers) != 1:
        return {}
    label = cells.table.contract.column(name).label
    cells.findings.column(headers[0].text, f"dibaca sebagai {label}, karena isinya begitu")
    return {name: headers[0]}


def _holds_units(cells: TableCells, header: Header) -> bool:
    filled = [cell for cell in cells.raw(header) if not is_blank(cell)]
    known = [cell for cell in filled if isinstance(cell, str) and known_unit(without_lead(cell))]
    return bool(filled) and len(known) >= MOSTLY * len(filled)


def _holds_days(cells: TableCells, header: Header) -> bool:
    filled = [cell for cell in cells.raw(header) if not is_blank(cell)]
    return bool(filled) and all(isinstance(cell, datetime) for cell in filled)
