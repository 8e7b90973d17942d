"""The nine answers of each respondent, each put under the element that its heading means."""

from __future__ import annotations

import numpy as np

from data.contracts.unsur import UNSUR, Unsur
from data.reading.cells import TableCells
from data.reading.parsers import parser_of
from data.tables import Header
from data.tables.headings import match_unsur

ORDERS = {
    "U8 = Pengaduan, U9 = Sarana": {8: "U8", 9: "U9"},
    "U8 = Sarana, U9 = Pengaduan": {8: "U9", 9: "U8"},
}


def read_answers(cells: TableCells) -> dict[str, np.ndarray]:
    """U1…U9 of every row (1–4, NaN where not answered)."""
    found = match_unsur(cells.table.headers)
    named = {unsur.name: header for header, unsur in found.items() if unsur.name} | _last_two(cells, found)
    answers = {}
    for name in (name for name in UNSUR if name in named):
        column = cells.table.contract.column(name)
        answers[name] = cells.take(named[name], column, parser_of(column)(cells.raw(named[name])))
    return answers


def _last_two(cells: TableCells, found: dict[Header, Unsur]) -> dict[str, Header]:
    """Bare U8 and U9, in the order that the office has said; left out until it says."""
    bare = {unsur.number: header for header, unsur in found.items() if unsur.name is None and unsur.number in (8, 9)}
    if not bare:
        return {}
    question = f"{cells.table.layout}:urutan-u8-u9"
    order = ORDERS.get(cells.answers.get(question, ""))
    if order is None:
        sheet = cells.findings.sheet
        cells.findings.ask(question, f"U8 dan U9 pada lembar “{sheet}” tidak diberi nama. Mana yang benar?", ORDERS)
        for header in bare.values():
            reason = "belum dipakai: Pengaduan atau Sarana? jawab dulu pertanyaan tentang U8 dan U9"
            cells.findings.column(header.text, reason, "warning")
        return {}
    return {order[number]: header for number, header in bare.items() if number}
