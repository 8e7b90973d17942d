"""The nine answers of each respondent, each put under the element that its heading means."""

from __future__ import annotations

from data.contracts.unsur import UNSUR, Unsur
from data.reading.cells import TableCells
from data.reading.parsers import number_parser
from data.tables import Header
from data.tables.headings import match_unsur

ORDERS = {
    "U8 = Pengaduan, U9 = Sarana": {8: "U8", 9: "U9"},
    "U8 = Sarana, U9 = Pengaduan": {8: "U9", 9: "U8"},
}


def read_answers(cells: TableCells) -> dict[str, list]:
    """U1…U9 of every row; a row without any answer is refused."""
    found = match_unsur(cells.table.headers)
    named = {unsur.name: header for header, unsur in found.items() if unsur.name} | _last_two(cells, found)
    answers = {}
    for name in UNSUR:
        if name in named:
            column = cells.table.contract.column(name)
            answers[name] = cells.parse_under(named[name], column, number_parser(column))
    return answers


def _last_two(cells: TableCells, found: dict[Header, Unsur]) -> dict[str, Header]:
    """Bare U8 and U9, in the order that the office has said; left out until it says."""
    bare = {unsur.number: header for header, unsur in found.items() if unsur.name is None and unsur.number in (8, 9)}
    if not bare:
        return {}
    question = f"{cells.table.layout}:urutan-u8-u9"
    order = ORDERS.get(cells.answers.get(question, ""))
    if order is None:
        cells.findings.ask(
            question,
            f"Pada lembar “{cells.findings.sheet}” U8 dan U9 tidak diberi nama. Mana yang dipakai kantor Anda?",
            ORDERS,
        )
        for header in bare.values():
            cells.findings.column(
                header.text,
                "belum dipakai: belum jelas Pengaduan atau Sarana; jawab dulu pertanyaan tentang U8 dan U9",
                "warning",
            )
        return {}
    return {order[number]: header for number, header in bare.items()}
