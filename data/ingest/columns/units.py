"""The unit of each row: from its column, or from the title above the table."""

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.columns.titles import Title
from data.ingest.parsers.parsing import Refused, missing, objects, parse_distinct
from data.ingest.parsers.text import clean, key
from data.ingest.parsers.units import UnitNames, known_unit, likely_unit, must_ask, without_lead

KEEP = "tetap unit tersendiri"
EVERY_UNIT = frozenset({"semua", "semua unit", "seluruh unit", "seluruhnya"})


def read_units(cells: TableCells, names: UnitNames, title: Title) -> np.ndarray | None:
    """The unit of each data row in the spelling it has throughout the load; None where none is written or needed."""
    parsed = cells.parse("unit", lambda raw: parse_distinct(raw, lambda cell: _unit(cells, names, cell)))
    if cells.body.units:
        return _from_rows_above(cells, names, parsed)
    contract = cells.table.contract
    needed = ("unit",) in contract.needs or (contract.kind == "target" and title.unit is not None)
    return _from_title(cells, names, title) if parsed is None and needed else parsed


def _unit(cells: TableCells, names: UnitNames, cell: object) -> str | None:
    if not isinstance(cell, str):
        raise Refused("bukan nama unit; tulis nama unitnya")
    if "•" in cell:
        raise Refused("memuat NIP atau nama orang, bukan nama unit; tulis nama unitnya")
    cell = without_lead(cell)
    if cells.table.contract.kind == "kejadian" and key(cell) in EVERY_UNIT:
        return None
    options = must_ask(cell)
    if options:
        return _renamed(cells, names, clean(cell), options)
    likely = None if known_unit(cell) else likely_unit(cell)
    return _respelt(cells, names, clean(cell), likely) if likely else names.name(cell)


def heading_unit(cells: TableCells, text: str) -> str | None:
    """The unit that a heading names; None where only the office knows which."""
    try:
        return _unit(cells, UnitNames(), text)
    except Refused:
        return None


def _respelt(cells: TableCells, names: UnitNames, name: str, likely: str) -> str:
    """A name much like a listed one: as the office says; until it does, as it is written."""
    answer = cells.findings.ask(f"unit:{key(name)}", f"Apakah unit “{name}” sama dengan {likely}?", (likely, KEEP))
    if answer is None:
        cells.findings.whole(f"unit “{name}” mirip {likely}; dibaca sebagai unit tersendiri", "warning")
    return names.name(likely if answer == likely else name)


def _renamed(cells: TableCells, names: UnitNames, name: str, options: tuple[str, ...]) -> str:
    """An old name as the office says; until it does, a refusal."""
    sentence = f"“{name}” adalah nama kelurahan lama. Sekarang termasuk unit mana?"
    answer = cells.findings.ask(f"unit:{key(name)}", sentence, (*options, KEEP))
    if answer is None:
        raise Refused("nama kelurahan lama; jawab dulu pertanyaan tentang unit ini")
    return names.name(name if answer == KEEP else answer)


def _from_rows_above(cells: TableCells, names: UnitNames, own: np.ndarray | None) -> np.ndarray:
    """The unit of each row; where it names none, that of the last row above that names one."""
    units = objects([None] * len(cells)) if own is None else own.copy()
    rows = sorted(cells.body.units)
    starts = np.searchsorted(cells.body.rows, rows).tolist()
    by_text = {text: _of_rows(cells, names, text) for text in dict.fromkeys(cells.body.units.values())}
    for row, first, end in zip(rows, starts, [*starts[1:], len(cells)], strict=True):
        part = units[first:end]
        part[missing(part)] = by_text[cells.body.units[row]]
    if ("unit",) in cells.table.contract.needs:
        for place in np.flatnonzero(missing(units[: starts[0]])).tolist():
            row = cells.body.rows[place]
            cells.findings.row(row, "unit tidak tertulis; tulis di baris di atasnya atau di kolom unit")
        cells.dropped |= missing(units)
    return units


def _of_rows(cells: TableCells, names: UnitNames, text: str) -> str | None:
    """The unit that rows of this text name, said once; None, and they refused, where only the office knows which."""
    rows = sorted(row for row, name in cells.body.units.items() if name == text)
    try:
        unit = _unit(cells, names, text)
    except Refused as refusal:
        cells.findings.row(rows[0], f"unit “{text}”: {refusal}; baris di bawahnya belum dipakai")
        return None
    where = cells.findings.row_ranges(rows)
    cells.findings.whole(f"unit “{unit}” diambil dari baris {where} untuk baris di bawahnya")
    return unit


def _asked_unit(cells: TableCells, title: Title) -> str | None:
    """Asked once for all sheets of a book that differ by the period in their titles, else for this sheet alone."""
    if title.period or title.month:
        return cells.findings.ask_about_book("unit", f"Data di file {cells.findings.file} milik unit mana?")
    return cells.findings.ask_about_sheet("unit", f"Data di lembar {cells.findings.sheet} milik unit mana?")


def _from_title(cells: TableCells, names: UnitNames, title: Title) -> np.ndarray:
    name = title.unit or _asked_unit(cells, title)
    if name is None:
        cells.refuse_all("unit tidak tertulis di tabel maupun judulnya; jawab dulu pertanyaan tentang unit")
        return objects([None] * len(cells))
    try:
        unit = _unit(cells, names, name)
    except Refused as refusal:
        cells.refuse_all(f"unit “{name}” pada judul: {refusal}")
        return objects([None] * len(cells))
    cells.findings.whole(f"unit “{unit}” diambil dari {title.place('unit')}, karena tabelnya tidak punya kolom unit")
    return objects([unit] * len(cells))
