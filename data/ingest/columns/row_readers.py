"""How the columns of each sheet kind become the columns of its frame."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.ingest.columns.cases import read_case_times
from data.ingest.columns.cells import TableCells
from data.ingest.columns.courses import matrix_courses
from data.ingest.columns.days import read_spans
from data.ingest.columns.durations import read_standard
from data.ingest.columns.kinerja import indicator_key
from data.ingest.columns.parsers import number_kind, parser_of
from data.ingest.columns.survey import read_answers
from data.ingest.columns.tick_columns import read_ticks
from data.ingest.parsers.nip import doubt, masked, parse_nip
from data.ingest.parsers.numbers import number_column
from data.ingest.parsers.parsing import missing, objects, parse_distinct
from data.ingest.parsers.text import clean, is_blank
from data.ingest.schemas.unsur import read_unsur

Values = dict[str, np.ndarray]
WHOLE, PART = "ya, seluruh pegawai", "tidak, sebagian"
EVERYONE = ("seluruh", "semua", "segenap")


def read_pegawai(cells: TableCells) -> Values:
    """nip, status, jabatan, pendidikan, mulai, selesai."""
    return {**_nips(cells), **_simple(cells, "status", "jabatan", "pendidikan"), **_days(cells)}


def read_pelatihan(cells: TableCells) -> Values:
    """Every training column, of a matrix the people; a row that names no person counts for its whole unit."""
    nips = _nips(cells)
    _refuse_nameless(cells, nips.get("nip"))
    _settle_whole_units(cells, nips.get("nip"))
    if matrix_courses(cells):
        return nips
    texts = _simple(cells, "nama_pelatihan", "bidang", "bentuk", "penyelenggara", "kehadiran", "alasan")
    return {**nips, **texts, **_simple(cells, "jp", "biaya", "nilai_pre", "nilai_post"), **_days(cells)}


def read_layanan(cells: TableCells) -> Values:
    """layanan, masuk, selesai, its length, the promised time, and whether the file went back to the applicant."""
    values = _simple(cells, "layanan", "status", "dikembalikan")
    sent_back = values.pop("dikembalikan", None)
    status = values.pop("status", None)
    flags, yes = (sent_back, "ya") if sent_back is not None else (status, "dikembalikan")
    if flags is not None:
        values["dikembalikan"] = objects([None if flag is None else flag == yes for flag in flags])
    times = read_case_times(cells)
    _refuse_backward(cells, times)
    return {**values, **times, **read_standard(cells)}


def read_skm(cells: TableCells) -> Values:
    """layanan, who answered, and the answers U1…U9."""
    profile = _simple(cells, "jenis_kelamin", "usia", "pendidikan", "pekerjaan")
    return {**_simple(cells, "layanan"), **profile, **read_answers(cells)}


def read_rekap_jp(cells: TableCells) -> Values:
    """Nothing that counts: a sum of JP names neither the trainings nor their days."""
    values = {**_nips(cells), **_simple(cells, "jp")}
    cells.refuse_all("rekap JP tanpa nama dan tanggal pelatihan; unggah daftarnya, sebaris tiap pegawai dan pelatihan")
    return values


def read_rekap_unsur(cells: TableCells) -> Values:
    """The element of each row, and the mean that the table prints for it; rows of sums and the like are left out."""
    header, names = cells.table.columns["nilai"], cells.table.columns["unsur"]
    unsur = [None if is_blank(cell) else read_unsur(str(cell)) for cell in cells.raw(names)]
    elements = objects([found and found.name for found in unsur])
    others = [cells.body.rows[place] for place in np.flatnonzero(missing(elements)).tolist()]
    if others:
        cells.findings.whole(f"baris {cells.findings.row_ranges(others)} bukan unsur; tidak dihitung")
    cells.dropped |= missing(elements)
    column = cells.table.contract.column("nilai")
    raw = [None if name is None else cell for name, cell in zip(elements, cells.raw(header), strict=True)]
    return {"unsur": elements, "nilai": cells.take(header, column, number_column(raw, number_kind(column)))}


def read_rekap(cells: TableCells) -> Values:
    """layanan, and the index and number of respondents that the recap gives."""
    return _simple(cells, "layanan", "ikm", "jumlah_responden")


def read_kinerja(cells: TableCells) -> Values:
    """Nothing beyond unit and period: the indicators become rows."""
    return {}


def read_evaluasi(cells: TableCells) -> Values:
    """Who answered about which training at which moment, and the scores."""
    scores = _simple(cells, "motivasi", "percaya_diri", "perilaku", "reaksi")
    return {**_nips(cells), **_simple(cells, "kode_peserta", "nama_pelatihan", "saat"), **scores}


def read_anggaran(cells: TableCells) -> Values:
    """program, pagu, realisasi."""
    return _simple(cells, "program", "pagu", "realisasi")


def read_kejadian(cells: TableCells) -> Values:
    """nama, and its first and last day."""
    return {**_simple(cells, "nama"), **_days(cells)}


def read_target(cells: TableCells) -> Values:
    """The indicator by its key, its target, and which direction is better."""
    names = cells.parse("indikator", lambda raw: parse_distinct(raw, lambda cell: indicator_key(str(cell))))
    return {"indikator": names, **_simple(cells, "target", "arah")} if names is not None else {}


def read_rtl(cells: TableCells) -> Values:
    """What is to be done about which element, in which triwulan (a tuple of them where ticked), by whom; its status."""
    values = _simple(cells, "unsur", "program", "waktu", "penanggung_jawab", "status", "deskripsi")
    ticks = read_ticks(cells) if "waktu" not in values else None
    return values if ticks is None else {**values, "waktu": ticks}


READERS: dict[str, Callable[[TableCells], Values]] = {
    "pegawai": read_pegawai,
    "pelatihan": read_pelatihan,
    "layanan": read_layanan,
    "skm": read_skm,
    "rekap_skm": read_rekap,
    "rekap_jp": read_rekap_jp,
    "rekap_unsur": read_rekap_unsur,
    "kinerja": read_kinerja,
    "evaluasi": read_evaluasi,
    "anggaran": read_anggaran,
    "kejadian": read_kejadian,
    "target": read_target,
    "rtl": read_rtl,
}


def _simple(cells: TableCells, *names: str) -> Values:
    """Columns whose cells mean something by themselves: texts, numbers, fixed answers."""
    parsed = ((name, cells.parse(name, parser_of(cells.table.contract.column(name)))) for name in names)
    return {name: values for name, values in parsed if values is not None}


def _nips(cells: TableCells) -> Values:
    header = cells.named("nip")
    nips = cells.parse("nip", lambda raw: parse_distinct(raw, parse_nip))
    if nips is None or header is None:
        return {}
    doubts = {nip: reason for nip in dict.fromkeys(nips) if nip is not None and (reason := doubt(nip))}
    for place, nip in enumerate(nips if doubts else ()):
        if nip in doubts:
            row = cells.body.rows[place]
            cells.findings.cell(row, header.column, header.text, masked(nip), doubts[nip], "warning")
    return {"nip": nips}


def _days(cells: TableCells) -> Values:
    """Day columns of the frame; a span of days in the column of first days also gives the last ones."""
    values: Values = {}
    for name, end in (("mulai", 0), ("selesai", 1)):
        spans = read_spans(cells, name)
        if spans is None:
            continue
        values[name] = np.where(np.isnat(spans[end]), values.get(name, spans[end]), spans[end])
        if name == "mulai":
            values["selesai"] = np.where(spans[0] == spans[1], np.datetime64("NaT"), spans[1])
    _refuse_backward(cells, values)
    return values


def _refuse_backward(cells: TableCells, values: Values) -> None:
    """Refuse rows that end on a day before the day they start."""
    start = next((name for name in ("masuk", "mulai") if name in values), None)
    header = cells.named("selesai")
    if start is None or header is None or "selesai" not in values:
        return
    first, last = (values[name].astype("datetime64[D]") for name in (start, "selesai"))
    backward = (last < first) & ~cells.dropped
    label = (cells.named(start) or cells.table.columns["tanggal"]).text
    for place in np.flatnonzero(backward).tolist():
        cells.refuse(place, header, cells.raw(header)[place], f"lebih awal daripada {label}")
    cells.dropped |= backward


def _settle_whole_units(cells: TableCells, nips: np.ndarray | None) -> None:
    """Rows without NIP stand for whole units; where a number of participants is given, only the office knows."""
    without = ~cells.dropped & (missing(nips) if nips is not None else True)
    if not without.any():
        return
    rows = cells.findings.row_ranges([cells.body.rows[place] for place in np.flatnonzero(without)])
    if cells.named("jumlah_peserta"):
        sentence = f"Apakah pelatihan tanpa NIP pada lembar “{cells.findings.sheet}” diikuti seluruh pegawai unitnya?"
        if cells.findings.ask(f"{cells.table.layout}:seluruh-unit", sentence, (WHOLE, PART)) != WHOLE:
            cells.findings.whole(
                f"baris {rows} tanpa NIP dan tidak pasti diikuti seluruh unit; tidak dipakai", "refused"
            )
            cells.dropped |= without
            return
    cells.findings.whole(f"baris {rows} tanpa NIP dibaca sebagai pelatihan seluruh pegawai unit")


def _refuse_nameless(cells: TableCells, nips: np.ndarray | None) -> None:
    """A named person without NIP is not a whole unit."""
    people = cells.named("nama")
    if people is None:
        return
    names, column = cells.raw(people), cells.named("nip") or people
    without = missing(nips) if nips is not None else np.ones(len(cells), dtype=bool)
    for place in np.flatnonzero(without & ~cells.dropped).tolist():
        if not is_blank(names[place]) and not clean(str(names[place])).casefold().startswith(EVERYONE):
            cells.refuse(place, column, None, "NIP kosong, padahal barisnya tentang seorang pegawai; isi NIP-nya")
            cells.dropped[place] = True
