"""The unit of each row: from its column, or from the title above the table."""

from __future__ import annotations

from data.reading.cells import TableCells
from data.reading.titles import Title
from data.values.parsing import Refused, parse_distinct
from data.values.text import clean, key
from data.values.units import UnitNames, must_ask

KEEP = "tetap unit tersendiri"


def read_units(cells: TableCells, names: UnitNames, title: Title) -> list[str | None]:
    """The unit of each data row in the spelling it has throughout the load."""
    parsed = cells.parse("unit", lambda raw: parse_distinct(raw, lambda cell: _unit(cells, names, cell)))
    if parsed is not None:
        return parsed
    if ("unit",) not in cells.table.contract.needs:
        return [None] * len(cells.rows)
    return _from_title(cells, names, title)


def _unit(cells: TableCells, names: UnitNames, cell: object) -> str:
    if not isinstance(cell, str):
        raise Refused("bukan nama unit")
    options = must_ask(cell)
    return _answered(cells, names, clean(cell), options) if options else names.name(cell)


def _answered(cells: TableCells, names: UnitNames, name: str, options: tuple[str, ...]) -> str:
    """An old name as the office says; until it does, a refusal."""
    question = f"unit:{key(name)}"
    answer = cells.answers.get(question)
    if answer is None:
        cells.findings.ask(
            question, f"“{name}” adalah nama kelurahan lama. Sekarang termasuk unit mana?", (*options, KEEP)
        )
        raise Refused("nama kelurahan lama; jawab dulu pertanyaan tentang unit ini")
    return names.name(name if answer == KEEP else answer)


def _from_title(cells: TableCells, names: UnitNames, title: Title) -> list[str | None]:
    question = f"{cells.findings.sha256[:12]}:{key(cells.findings.sheet)}:unit"
    name = title.unit or cells.answers.get(question)
    if name is None:
        cells.findings.ask(
            question, f"Unit pada lembar “{cells.findings.sheet}” tidak tertulis. Data ini milik unit mana?"
        )
        cells.drop_all("unit tidak tertulis di tabel maupun di judulnya; jawab dulu pertanyaan tentang unit lembar ini")
        return [None] * len(cells.rows)
    cells.findings.whole(f"unit “{names.name(name)}” diambil dari judul, karena tabelnya tidak punya kolom unit")
    return [names.name(name)] * len(cells.rows)
