"""Units, periods, trainings and persons printed once, their cells blank in the rows below: these mean the same."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.parsing import missing, objects
from data.ingest.schemas.shared import PERIOD_NAMES
from data.ingest.tables import Header

YES, NO = "ya, sama dengan di atasnya", "tidak, memang kosong"
MOSTLY, OFTEN = 0.5, 0.3
_PERIOD = tuple(name for name in PERIOD_NAMES if name != "tahun")
_UNIT_AND_PERIOD = (("unit",), _PERIOD, ("tahun",), ("tanggal",))
PRINTED_ONCE: dict[str, tuple[tuple[str, ...], ...]] = {
    "kinerja": (*_UNIT_AND_PERIOD, ("indikator",)),
    "skm": _UNIT_AND_PERIOD, "rekap_skm": _UNIT_AND_PERIOD, "rekap_unsur": _UNIT_AND_PERIOD,
    "layanan": (("unit",), ("tanggal",), ("masuk",)),
    "pelatihan": (("nip", "unit"), ("nama_pelatihan",)),
    "rekap_jp": (("nip",), *_UNIT_AND_PERIOD[1:]),
    "pegawai": (("unit",),),
}  # fmt: skip
OF_A_TRAINING = ("mulai", "selesai", "jp", "bidang", "bentuk", "penyelenggara")


def fill_down(cells: TableCells) -> None:
    """Give blank cells that a row cannot do without what stands above them; asked where they may be forgotten."""
    groups = [_present(cells, names) for names in PRINTED_ONCE.get(cells.table.contract.kind, ())]
    blank = {group[0]: _blank(cells, group) for group in groups if group}
    says_nothing = np.logical_and.reduce(list(blank.values())) & _is_one_a_row(cells, blank)
    known: list[np.ndarray] = []
    for group in filter(None, groups):
        rows = blank[group[0]] & ~says_nothing
        if rows.any() and (any(np.array_equal(rows, each) for each in known) or _means_the_same(cells, group, rows)):
            known.append(rows)
            for header in (*group, *_beside(cells, group[0], rows)):
                cells.put(header, _filled(cells.raw(header), rows))


def _is_one_a_row(cells: TableCells, groups: Collection[Header]) -> bool:
    """Whether a row that names neither unit nor period is a sum at best: nothing else tells rows of both apart."""
    several = any(map(cells.named, ("layanan", "indikator")))
    return cells.table.contract.kind == "kinerja" and len(groups) > 1 and not several


def _present(cells: TableCells, names: tuple[str, ...]) -> list[Header]:
    return [header for name in names if (header := cells.named(name))]


def _blank(cells: TableCells, group: list[Header]) -> np.ndarray:
    """The rows in which every column of the group is blank; a person's row is not while it holds a name."""
    names = _present(cells, ("nama",)) if group[0] == cells.named("nip") else []
    return np.logical_and.reduce([missing(objects(cells.raw(header))) for header in (*group, *names)])


def _means_the_same(cells: TableCells, group: list[Header], blank: np.ndarray) -> bool:
    """Surely where most rows are blank and no two groups repeat each other; else as the office says, if many are."""
    if blank[0] or blank.mean() < OFTEN:
        return False
    header, rows = group[0], zip(*map(cells.raw, group), strict=True)
    printed = [row for row, is_blank in zip(rows, blank, strict=True) if not is_blank]
    if blank.mean() >= MOSTLY and all(above != below for above, below in pairwise(printed)):
        cells.findings.column(
            header.text, "sel kosong dibaca sama dengan baris di atasnya: ditulis sekali per kelompok"
        )
        return True
    sentence = f"Sel kosong di kolom “{header.text}”, lembar “{cells.findings.sheet}”: sama dengan baris di atasnya?"
    answer = cells.findings.ask(f"{cells.table.layout}:{header.column}:isi-ke-bawah", sentence, (YES, NO))
    if answer is None and not _is_one_a_row(cells, (header, header)):
        cells.refuse_all("sel kosong: sama dengan di atasnya? Jawab dulu pertanyaan tentang kolom itu")
    return answer == YES


def _beside(cells: TableCells, header: Header, rows: np.ndarray) -> list[Header]:
    """The columns that tell more of a training, blank in all the rows in which its name is."""
    found = _present(cells, OF_A_TRAINING) if header == cells.named("nama_pelatihan") else []
    return [each for each in found if missing(objects(cells.raw(each)))[rows].all()]


def _filled(raw: list[Any], blank: np.ndarray) -> list[Any]:
    filled = list(raw)
    for place in np.flatnonzero(blank).tolist():
        filled[place] = filled[place - 1]
    return filled
