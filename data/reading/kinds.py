"""How the columns of each sheet kind become the columns of its frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.contracts.unsur import UNSUR
from data.reading.cells import TableCells
from data.reading.days import read_spans
from data.reading.durations import read_standard
from data.reading.parsers import choice_column, number_parser, text_column
from data.reading.survey import read_answers
from data.values.nip import parse_nip
from data.values.parsing import parse_distinct
from data.values.text import clean, is_blank

Values = dict[str, Any]
EVERYONE = ("seluruh", "semua", "segenap")


def read_pegawai(cells: TableCells) -> Values:
    """nip, status, jabatan, pendidikan, mulai, selesai."""
    return {"nip": _nips(cells), **_simple(cells, "status", "jabatan", "pendidikan"), **_days(cells)}


def read_pelatihan(cells: TableCells) -> Values:
    """Every training column; a row without NIP counts for its whole unit only where no person is named in it."""
    nips = _nips(cells)
    _refuse_nameless(cells, nips)
    names = (
        "nama_pelatihan",
        "bidang",
        "bentuk",
        "penyelenggara",
        "jp",
        "biaya",
        "kehadiran",
        "alasan",
        "nilai_pre",
        "nilai_post",
    )
    return {"nip": nips, **_simple(cells, *names), **_days(cells)}


def read_layanan(cells: TableCells) -> Values:
    """layanan, masuk, selesai, the promised time, and whether the file went back to the applicant."""
    values = _simple(cells, "layanan", "dikembalikan", "status")
    minutes, working_days = read_standard(cells)
    returned = values.pop("dikembalikan")
    status = values.pop("status")
    if returned is not None:
        flags = [None if answer is None else answer == "ya" for answer in returned]
    else:
        flags = [None if answer is None else answer == "dikembalikan" for answer in status or []]
    return {
        **values,
        **_days(cells),
        "standar_menit": minutes,
        "standar_hari_kerja": working_days,
        "dikembalikan": flags or None,
    }


def read_skm(cells: TableCells) -> Values:
    """layanan and the answers U1…U9."""
    return {**_simple(cells, "layanan"), **read_answers(cells)}


def read_kinerja(cells: TableCells) -> Values:
    """Nothing beyond unit and period: the indicators are read as rows."""
    return {}


READERS: dict[str, Callable[[TableCells], Values]] = {
    "pegawai": read_pegawai,
    "pelatihan": read_pelatihan,
    "layanan": read_layanan,
    "skm": read_skm,
    "kinerja": read_kinerja,
}


def _simple(cells: TableCells, *names: str) -> Values:
    """Columns whose cells mean something by themselves: texts, numbers, fixed answers."""
    columns = {name: cells.table.contract.column(name) for name in names}
    parsers = {
        name: text_column if column.type == "text"
        else number_parser(column) if column.type == "number"
        else choice_column(column.choices)
        for name, column in columns.items()
    }  # fmt: skip
    return {name: cells.parse(name, parser) for name, parser in parsers.items()}


def _days(cells: TableCells) -> Values:
    """First and last day; a span in one cell gives both."""
    values: Values = {}
    for name, end in (("masuk", 0), ("mulai", 0), ("selesai", 1)):
        if any(column.name == name for column in cells.table.contract.columns):
            spans = read_spans(cells, name)
            values[name] = spans[end] if spans else None
            if name == "mulai" and spans and not cells.named("selesai"):
                values["selesai"] = [last if last != first else None for first, last in zip(*spans, strict=True)]
                return values
    return values


def _nips(cells: TableCells) -> list[str | None] | None:
    return cells.parse("nip", lambda raw: parse_distinct(raw, parse_nip))


def _refuse_nameless(cells: TableCells, nips: list[str | None] | None) -> None:
    """A named person without NIP is not a whole unit."""
    people, column = cells.named("nama"), cells.named("nip")
    if nips is None or people is None or column is None:
        return
    for place, (nip, name) in enumerate(zip(nips, cells.raw(people), strict=True)):
        everyone = is_blank(name) or clean(str(name)).casefold().startswith(EVERYONE)
        if nip is None and place not in cells.dropped and not everyone:
            cells.refuse(place, column, None, "NIP kosong, padahal barisnya tentang seorang pegawai")
            cells.dropped.add(place)
