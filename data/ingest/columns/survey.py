"""The nine answers of each respondent, each put under the element that its heading means."""

import re

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.columns.mapping import ask_column
from data.ingest.columns.parsers import parser_of
from data.ingest.columns.scales import STEPS, read_scores
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Refused, missing, objects
from data.ingest.parsers.text import is_blank
from data.ingest.schemas import Column
from data.ingest.schemas.unsur import UNSUR, Unsur, label_name
from data.ingest.tables import Header
from data.ingest.tables.headings import match_unsur
from data.vocabulary.regulations import SKM_SCALE

ORDERS = {
    "U8 = Pengaduan, U9 = Sarana": {8: "U8", 9: "U9"},
    "U8 = Sarana, U9 = Pengaduan": {8: "U9", 9: "U8"},
}
FEWEST_FIVES, SHARE_OF_FIVES = 2, 0.01
MOST_ANSWERS = 12
MEAN, ELEMENT, PRINTED_ROUNDING = NumberKind(low=1, high=100), Column("unsur", "Unsur", "number"), 0.3
_SCALE = re.compile(r"\bskala\b[^\d]{0,12}[01] ?(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|hingga) ?(\d{1,3})\b")
_LEGEND = re.compile(r"\bu ?(8|9)\b[\s=:.)-]*([a-z][a-z ,&/]*)")


def read_answers(cells: TableCells) -> dict[str, np.ndarray]:
    """U1…U9 of every row (1–4, NaN where not answered); rows without any answer are refused."""
    found = match_unsur(cells.table.headers)
    named = _named(cells, found)
    reason = _other_form(cells, found)
    if reason:
        cells.refuse_all(reason)
        return {}
    try:
        answers = read_scores(cells, {name: named[name] for name in UNSUR if name in named})
    except Refused as reason:
        cells.refuse_all(str(reason))
        return {}
    _refuse_unanswered(cells, answers)
    return answers


def is_of_means(cells: TableCells) -> bool:
    """Whether the elements' columns hold means of many answers: a count of respondents, or mostly fractions, tell."""
    numbers = [number_column(cells.raw(header), MEAN).values for header in match_unsur(cells.table.headers)]
    fractions = np.logical_or.reduce([values % 1 > 0 for values in numbers])
    return cells.named("jumlah_responden") is not None or bool(2 * np.count_nonzero(fractions) > len(cells))


def read_means(cells: TableCells) -> np.ndarray:
    """The index of each row that prints the means of all nine elements, each weighing 1/9; other rows are refused.

    A mean of 1–4 counts 25 times, one already converted (25–100) as it is (Permen PANRB 14/2017, lampiran).
    """
    found = {header: unsur.name or unsur.number for header, unsur in match_unsur(cells.table.headers).items()}
    means = np.array([cells.take(header, ELEMENT, number_column(cells.raw(header), MEAN)) for header in found])
    on_four, converted = (means <= STEPS).all(axis=0), (means >= SKM_SCALE).all(axis=0)
    whole = (on_four | converted) & (len(found) == len({*found.values()}) == len(UNSUR))
    for place in np.flatnonzero(~whole & ~cells.dropped).tolist():
        cells.findings.row(cells.body.rows[place], "rekap unsur tidak lengkap; isi kesembilan unsur, 1–4 atau 25–100")
    cells.dropped |= ~whole
    index = means.mean(axis=0) * np.where(on_four, SKM_SCALE, 1)
    _compare_with_printed(cells, np.where(whole, index, np.nan))
    return index


def _compare_with_printed(cells: TableCells, index: np.ndarray) -> None:
    header = cells.named("ikm")
    printed = cells.parse("ikm", parser_of(cells.table.contract.column("ikm")))
    if header is None or printed is None:
        return
    for place in np.flatnonzero(np.abs(printed - index) > PRINTED_ROUNDING).tolist():
        reason = f"tidak cocok: rata-rata unsurnya menghasilkan {index[place]:.2f}; periksa angkanya".replace(".", ",")
        row = cells.body.rows[place]
        cells.findings.cell(row, header.column, header.text, cells.raw(header)[place], reason, "warning")


def _named(cells: TableCells, found: dict[Header, Unsur]) -> dict[str, Header]:
    """Element → heading; which of two headings for one element counts, and where a lacking one stands, is asked."""
    claims: dict[str, list[Header]] = {}
    for header, unsur in found.items():
        if unsur.name and _may_hold_answers(cells, header):
            claims.setdefault(unsur.name, []).append(header)
    named = {name: headers[0] for name, headers in claims.items() if len(headers) == 1} | _last_two(cells, found)
    free = [header for header in cells.table.unused if header not in found and _may_hold_answers(cells, header)]
    bare = {unsur.number for unsur in found.values() if unsur.name is None}
    for name in UNSUR:
        candidates = claims.get(name, [] if bare else free)
        if name not in named and candidates and (told := ask_column(cells.table, cells.findings, name, candidates)):
            named[name] = told
    return named


def _may_hold_answers(cells: TableCells, header: Header) -> bool:
    """Whether a column's cells are few different answers; remarks in free text are many."""
    filled = {cell for cell in cells.raw(header) if not is_blank(cell)}
    return any(isinstance(cell, float) for cell in filled) or 0 < len(filled) <= MOST_ANSWERS


def _other_form(cells: TableCells, found: dict[Header, Unsur]) -> str | None:
    """Why the answers follow another form than the nine elements on a scale of four."""
    beyond = [header.text for header, unsur in found.items() if (unsur.number or 0) > len(UNSUR)]
    if any(not missing(objects(cells.raw(header))).all() for header in found if header.text in beyond):
        return f"formulirnya memakai lebih dari 9 unsur ({', '.join(beyond)}); SKM Permen PANRB 14/2017 memakai 9 unsur"
    texts = (*cells.lines(), *(header.whole.casefold() for header in found))
    if said := next((scale for text in texts for scale in _SCALE.findall(text) if int(scale) != STEPS), None):
        return f"skalanya tertulis 1–{said}; SKM Permen PANRB 14/2017 memakai skala 1–4. Tulis jawabannya dalam 1–4"
    numbers = [number_column(cells.raw(header), NumberKind()).values for header in found]
    answers = np.concatenate(numbers) if numbers else np.empty(0)
    fives, given = int((answers == 5).sum()), int((~np.isnan(answers)).sum())
    if fives >= FEWEST_FIVES and fives >= SHARE_OF_FIVES * given:
        return f"jawabannya memakai skala 1–5 ({fives} jawaban bernilai 5); SKM Permen PANRB 14/2017 memakai skala 1–4"
    return None


def _last_two(cells: TableCells, found: dict[Header, Unsur]) -> dict[str, Header]:
    """Bare U8 and U9 in the order that a legend or the office gives; left out until one does."""
    bare = {unsur.number: header for header, unsur in found.items() if unsur.name is None and unsur.number in (8, 9)}
    if not bare:
        return {}
    order = _legend(cells) or _answered_order(cells)
    if order is None:
        reason = "belum dipakai: Pengaduan atau Sarana? jawab dulu pertanyaan tentang U8 dan U9"
        for header in bare.values():
            cells.findings.column(header.text, reason, "warning")
        return {}
    return {order[number]: header for number, header in bare.items() if number}


def _legend(cells: TableCells) -> dict[int, str] | None:
    """The order told by lines around the table, such as "U8 = Sarana dan Prasarana"."""
    told = {int(number): label_name(label) for text in cells.lines() for number, label in _LEGEND.findall(text)}
    return next((order for order in ORDERS.values() if order == told), None)


def _answered_order(cells: TableCells) -> dict[int, str] | None:
    sentence = f"U8 dan U9 pada lembar “{cells.findings.sheet}” tidak diberi nama. Mana yang benar?"
    answer = cells.findings.ask(f"{cells.table.layout}:urutan-u8-u9", sentence, ORDERS)
    return ORDERS.get(answer or "")


def _refuse_unanswered(cells: TableCells, answers: dict[str, np.ndarray]) -> None:
    silent = np.logical_and.reduce([np.isnan(values) for values in answers.values()]) & ~cells.dropped
    for place in np.flatnonzero(silent).tolist():
        cells.findings.row(cells.body.rows[place], "tidak ada satu pun jawaban U1–U9 yang dapat dibaca")
    cells.dropped |= silent
