"""How the columns of each sheet kind become the columns of its frame."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from data.ingest.columns import frames
from data.ingest.columns.cases import read_case_times
from data.ingest.columns.cells import TableCells
from data.ingest.columns.courses import matrix_courses
from data.ingest.columns.days import read_spans
from data.ingest.columns.durations import read_standard
from data.ingest.columns.kinerja import indicator_of
from data.ingest.columns.parsers import number_kind, parser_of
from data.ingest.columns.percents import MIXED, REFUSED, says_percent
from data.ingest.columns.sized import read_hours, read_money
from data.ingest.columns.survey import is_of_means, read_answers, read_means
from data.ingest.columns.tick_columns import read_ticks
from data.ingest.parsers.nip import doubt, masked, parse_nip
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import missing, objects, parse_distinct
from data.ingest.parsers.text import clean, is_blank
from data.ingest.schemas.unsur import UNSUR, read_unsur
from data.vocabulary.indicators import indicator

Values = dict[str, np.ndarray]
WHOLE, PART = "ya, seluruh pegawai", "tidak, sebagian"
SUMS_UP = re.compile(
    r"\b(?:jumlah|total|nilai|rata|rerata|nrr|ikm|skm|indeks|mutu|konversi|kinerja|tertimbang|responden)\b",
    re.IGNORECASE,
)
EVERYONE = ("seluruh", "semua", "segenap")


@dataclass(frozen=True, slots=True)
class RowReader:
    """How one sheet kind is read: its columns to values, and the accepted rows of these to frames."""

    values: Callable[[TableCells], Values]
    frames: frames.ToFrames


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
    hours, scores = read_hours(cells), _simple(cells, "nilai_pre", "nilai_post")
    return {**nips, **texts, **hours, **read_money(cells, "biaya"), **scores, **_days(cells)}


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
    """layanan, who answered, the answers U1…U9 and the remark; of printed means the index and how many answered."""
    if is_of_means(cells):
        return {**_simple(cells, "layanan", "jumlah_responden"), "ikm": read_means(cells)}
    profile = _simple(cells, "jenis_kelamin", "usia", "pendidikan", "pekerjaan", "saran")
    return {**_simple(cells, "layanan"), **profile, **read_answers(cells)}


def read_rekap_jp(cells: TableCells) -> Values:
    """Whose hours they are, and their sum where the headings name no periods."""
    return {**_nips(cells), **_simple(cells, "jp")}


def read_rekap_unsur(cells: TableCells) -> Values:
    """The element of each row, and the mean that the table prints for it; rows of sums and the like are left out."""
    header, names = cells.table.columns["nilai"], cells.table.columns["unsur"]
    elements = objects([None if is_blank(cell) else _element(str(cell)) for cell in cells.raw(names)])
    beyond = [place for place in np.flatnonzero(missing(elements)).tolist() if _is_beyond(cells, place)]
    others = [cells.body.rows[place] for place in np.flatnonzero(missing(elements)).tolist()]
    if beyond:
        rows = cells.findings.row_ranges([cells.body.rows[place] for place in beyond])
        cells.refuse_all(f"baris {rows} bukan unsur Permen PANRB 14/2017; tulis kesembilan unsurnya saja")
    elif others:
        cells.findings.whole(f"baris {cells.findings.row_ranges(others)} bukan unsur; tidak dihitung")
    cells.dropped |= missing(elements)
    column = cells.table.contract.column("nilai")
    raw = [None if name is None else cell for name, cell in zip(elements, cells.raw(header), strict=True)]
    return {"unsur": elements, "nilai": cells.take(header, column, number_column(raw, number_kind(column)))}


def _element(text: str) -> str | None:
    """The element that a row names; which of U8 and U9 is which does not matter where each weighs the same."""
    unsur = read_unsur(text)
    if unsur is None:
        return None
    return unsur.name or (f"U{unsur.number}" if unsur.number in range(1, len(UNSUR) + 1) else None)


def _is_beyond(cells: TableCells, place: int) -> bool:
    """Whether a row gives a value to an element that is none of the nine; sums, means and remarks do not."""
    name, value = (cells.raw(cells.table.columns[column])[place] for column in ("unsur", "nilai"))
    is_named = isinstance(name, str) and not is_blank(name) and not SUMS_UP.search(name)
    return is_named and not np.isnan(number_column([value], NumberKind(low=1, high=100)).values[0])


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
    return {**_simple(cells, "program"), **read_money(cells, "pagu", "realisasi")}


def read_kejadian(cells: TableCells) -> Values:
    """nama, and its first and last day."""
    return {**_simple(cells, "nama"), **_days(cells)}


def read_target(cells: TableCells) -> Values:
    """The indicator by its key, its target, and which direction is better."""
    names = cells.parse("indikator", lambda raw: parse_distinct(raw, lambda cell: indicator_of(cells, str(cell))))
    if names is None:
        return {}
    values = _simple(cells, "target", "arah")
    _refuse_fractions(cells, names, values["target"])
    return {"indikator": names, **values}


def _refuse_fractions(cells: TableCells, names: np.ndarray, targets: np.ndarray) -> None:
    """A target of a share that is less than 1 without a sign may be a fraction."""
    header = cells.table.columns["target"]
    shares = np.array([name is not None and indicator(str(name)).unit == "%" for name in names], dtype=bool)
    bare = np.array([not says_percent(cell) for cell in cells.raw(header)], dtype=bool)
    places = np.flatnonzero(shares & bare & (targets > 0) & (targets < 1)).tolist()
    cells.report(header, cells.table.contract.column("target"), dict.fromkeys(places, REFUSED[MIXED]))
    targets[places] = np.nan


def read_rtl(cells: TableCells) -> Values:
    """What is to be done about which element, in which triwulan (a tuple of them where ticked), by whom; its status."""
    values = _simple(cells, "unsur", "program", "waktu", "penanggung_jawab", "status", "deskripsi")
    ticks = read_ticks(cells) if "waktu" not in values else None
    return values if ticks is None else {**values, "waktu": ticks}


READERS: dict[str, RowReader] = {
    "pegawai": RowReader(read_pegawai, frames.staff_frames),
    "pelatihan": RowReader(read_pelatihan, frames.training_frames),
    "layanan": RowReader(read_layanan, frames.filling("layanan")),
    "skm": RowReader(read_skm, frames.survey_frames),
    "rekap_skm": RowReader(read_rekap, frames.index_of_services),
    "rekap_jp": RowReader(read_rekap_jp, frames.hours_frames),
    "rekap_unsur": RowReader(read_rekap_unsur, frames.index_of_elements),
    "kinerja": RowReader(read_kinerja, frames.performance_frames),
    "evaluasi": RowReader(read_evaluasi, frames.filling("evaluasi")),
    "anggaran": RowReader(read_anggaran, frames.filling("anggaran")),
    "kejadian": RowReader(read_kejadian, frames.filling("kejadian")),
    "target": RowReader(read_target, frames.filling("target")),
    "rtl": RowReader(read_rtl, frames.plan_frames),
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
    """Refuse rows that end before they start."""
    start = next((name for name in ("masuk", "mulai") if name in values), None)
    header = cells.named("selesai") or cells.named("jam_selesai")
    if start is None or header is None or "selesai" not in values:
        return
    backward = _ends_before(values[start], values["selesai"]) & ~cells.dropped
    label = (cells.named(start) or cells.table.columns["tanggal"]).text
    for place in np.flatnonzero(backward).tolist():
        cells.refuse(place, header, cells.raw(header)[place], f"lebih awal daripada {label}")
    cells.dropped |= backward


def _ends_before(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Which moments of the end lie before those of the start; a day without an hour lasts all day."""
    days, end_days = (moments.astype("datetime64[D]") for moments in (first, last))
    return np.asarray((end_days < days) | ((end_days == days) & (last < first) & (last != end_days)))


def _settle_whole_units(cells: TableCells, nips: np.ndarray | None) -> None:
    """Rows without NIP stand for whole units; where a number of participants is given, only the office knows."""
    without = ~cells.dropped & (missing(nips) if nips is not None else True)
    if not without.any():
        return
    rows = cells.findings.row_ranges([cells.body.rows[place] for place in np.flatnonzero(without)])
    if cells.named("jumlah_peserta") or any(map(cells.counts, cells.table.unused)):
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
