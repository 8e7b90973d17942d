"""Small books with an answer key each: layout × habit × fault. The key is written down here, without the loader.

A book is a kind of sheet laid out one way, its values typed in one habit, with one cell spoilt (or none). The key says
which values must come out, and which cell must be refused.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import cycle
from typing import Any

import xlsxwriter

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
          "Desember")  # fmt: skip
SHORT = ("Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")
ROMAN = ("I", "II", "III", "IV")
UNITS = ("Kelurahan Asemrowo", "Kelurahan Genting Kalianak", "Kelurahan Tambak Sarioso")
NIPS = ("198501012010011001", "198602022011012002", "199003032021211003", "197904042005021004")

Value = Any
Typist = Callable[[Value], Any]


@dataclass(frozen=True)
class Habit:
    """How a typist writes each type of value."""

    name: str
    unit: Typist
    month: Typist
    quarter: Typist
    day: Typist
    number: Typist
    percent: Typist
    money: Typist
    hours: Typist
    nip: Typist
    minutes: Typist


def comma(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def grouped(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def spaced(nip: str) -> str:
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


HABITS = (
    Habit(
        "teks",
        unit=str.upper,
        month=lambda m: f"{MONTHS[m.month - 1]} {m.year}",
        quarter=lambda q: f"Triwulan {ROMAN[q.month // 4]} {q.year}",
        day=lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        number=comma,
        percent=lambda v: f"{comma(v)}%",
        money=lambda v: f"Rp{grouped(v)}",
        hours=lambda v: f"{v:g} JP",
        nip=spaced,
        minutes=lambda v: f"{v:g} menit",
    ),
    Habit(
        "sel bertipe",
        unit=lambda u: f" {u}  ",
        month=lambda m: datetime(m.year, m.month, 1),
        quarter=lambda q: f"{q.year}-T{q.month // 4 + 1}",
        day=lambda d: datetime(d.year, d.month, d.day),
        number=float,
        percent=float,
        money=float,
        hours=float,
        nip=str,
        minutes=lambda v: f"{v / 60:g} jam".replace(".", ","),
    ),
    Habit(
        "singkat",
        unit=lambda u: u.replace("Kelurahan ", "Kel. ").replace("Asemrowo", "Asem Rowo"),
        month=lambda m: f"{SHORT[m.month - 1]}-{m.year % 100:02d}",
        quarter=lambda q: f"TW {ROMAN[q.month // 4]}/{q.year}",
        day=lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
        number=lambda v: f"{comma(v)} ",
        percent=lambda v: f"{comma(v)} %",
        money=lambda v: f"Rp {grouped(v)},-",
        hours=lambda v: f"{v:g}",
        nip=lambda n: f"'{n}",
        minutes=lambda v: f"{v:g} mnt",
    ),
    Habit(
        "ekspor",
        unit=str.lower,
        month=lambda m: f"{m.year}-{m.month:02d}",
        quarter=lambda q: f"Q{q.month // 4 + 1} {q.year}",
        day=lambda d: d.isoformat(),
        number=lambda v: f"{v:.2f}",
        percent=lambda v: f"{v:.1f}",
        money=lambda v: f"{v:.0f}",
        hours=lambda v: f"{v:.0f} jam",
        nip=lambda n: f"{n[:8]}.{n[8:14]}.{n[14]}.{n[15:]}",
        minutes=lambda v: f"{v:g} Menit",
    ),
)


@dataclass(frozen=True)
class Field:
    """A column: canonical name in the frame, heading (and group heading above it), how it is typed, a spoilt value."""

    name: str
    heading: str
    typed: str
    faults: tuple[Any, ...] = ()
    group: str | None = None
    vital: bool = False


@dataclass(frozen=True)
class Kind:
    """A sheet kind: its columns and its true rows."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


KINDS = (
    Kind(
        "kinerja",
        (
            Field("unit", "Unit Kerja", "unit", (None,), vital=True),
            Field("period", "Bulan", "month", ("Januari", "bulan lalu", "13/2025"), vital=True),
            Field("ikm", "IKM", "number", (182.5, "baik", "3,52", "#REF"), group="Kepuasan"),
            Field("tepat_waktu", "Tepat Waktu (%)", "percent", (-1.0, "seratus"), group="Waktu"),
            Field("lama_layanan", "Lama Layanan (menit)", "number", (-5.0, "lama"), group="Waktu"),
            Field("pengaduan", "Jumlah\nPengaduan", "number", ("tiga", -2.0)),
            Field("Kehadiran Apel", "Kehadiran Apel", "percent", ("lihat lampiran",)),
        ),
        tuple(
            (
                unit,
                date(2025, month, 1),
                70 + 3 * at + month + 0.25,
                90.5 + at,
                30.5 + month,
                float(at + month),
                95.5 - at,
            )
            for month in (1, 2, 11)
            for at, unit in enumerate(UNITS)
        ),
    ),
    Kind(
        "pegawai",
        (
            Field(
                "nip",
                "NIP",
                "nip",
                (1.98501012010011e17, "1985010120100110", "1985010120100110011", "19851301 201001 1 001", None),
                vital=True,
            ),
            Field("status", "Status Kepegawaian", "text", ("pensiun",)),
            Field("unit", "Unit Kerja", "unit", (None,), vital=True),
            Field("mulai", "TMT", "day", ("31 Februari 2020", "2020", "kemarin")),
        ),
        tuple(
            (nip, status, unit, date(2010 + at, 3, 13 + at))
            for at, (nip, status, unit) in enumerate(
                zip(NIPS, ("PNS", "PNS", "PPPK", "PNS"), (*UNITS, UNITS[0]), strict=True)
            )
        ),
    ),
    Kind(
        "pelatihan",
        (
            Field("nip", "NIP Pegawai", "nip", ("123", 1.98501012010011e17, "19850101-2010-1-1001"), vital=True),
            Field("nama_pelatihan", "Nama Diklat", "text", (None,), vital=True),
            Field(
                "mulai", "Mulai", "day", ("32/01/2025", "awal tahun", "30 Februari 2025"), group="Tanggal", vital=True
            ),
            Field("selesai", "Selesai", "day", ("12/13/2025", "selesai"), group="Tanggal", vital=True),
            Field("jp", "Jam Pelajaran", "hours", ("banyak", -4.0, "12 hari")),
            Field("biaya", "Biaya (Rp)", "money", ("gratis", "1.25.000")),
            Field("kehadiran", "Kehadiran", "text", ("entahlah",), vital=True),
        ),
        tuple(
            (nip, name, date(2025, month, 14), date(2025, month, 16), jp, cost, came)
            for nip, name, month, jp, cost, came in (
                (NIPS[0], "Pelayanan Prima", 2, 24.0, 1_250_000.0, "selesai"),
                (NIPS[1], "Pelayanan Prima", 2, 24.0, 1_250_000.0, "tidak hadir"),
                (NIPS[2], "Klampid Dasar", 5, 10.0, 350_000.0, "selesai"),
                (NIPS[3], "Kepemimpinan", 8, 120.0, 8_500_000.0, "menolak"),
                (NIPS[0], "Klampid Dasar", 12, 10.0, 350_000.0, "batal"),
            )
        ),
    ),
    Kind(
        "layanan",
        (
            Field("unit", "Unit Pelayanan", "unit", (None,), vital=True),
            Field("layanan", "Jenis Layanan", "text"),
            Field("masuk", "Tanggal Masuk", "day", ("pagi", "31/04/2025"), vital=True),
            Field("selesai", "Tanggal Selesai", "day", ("belum", "29 Februari 2025"), vital=True),
            Field("standar_menit", "Standar Waktu", "minutes", ("segera",)),
            Field("dikembalikan", "Dikembalikan", "yes", ("mungkin",)),
        ),
        tuple(
            (
                UNITS[at % 3],
                ("KTP-el", "KK")[at % 2],
                date(2025, 3, 13 + at),
                date(2025, 3, 14 + at),
                30.0 * (at + 1),
                at == 1,
            )
            for at in range(5)
        ),
    ),
    Kind(
        "skm",
        (
            Field("unit", "Unit", "unit", (None,), vital=True),
            Field("period", "Periode", "quarter", ("kemarin", "TW VII 2025"), vital=True),
            *(
                Field(f"U{number}", heading, "number", (5.0, 0.0, "baik", "4,5"), group="NILAI UNSUR PELAYANAN")
                for number, heading in (
                    (1, "U1"),
                    (2, "U2"),
                    (3, "U3"),
                    (4, "U4 (Biaya)"),
                    (5, "U5"),
                    (6, "U6"),
                    (7, "U7"),
                    (9, "U8 (Sarana)"),
                    (8, "U9 (Pengaduan)"),
                )
            ),
        ),
        tuple(
            (UNITS[at % 3], date(2025, 4, 1), *((at * 7 + number * 5) % 4 + 1.0 for number in range(9)))
            for at in range(8)
        ),
    ),
)


@dataclass(frozen=True)
class Layout:
    """Where the table stands and what surrounds it."""

    name: str
    titles: int = 0
    indent: int = 0
    numbered: bool = False
    grouped: bool = False
    merged: bool = True
    column_numbers: bool = False
    separators: bool = False
    foot: bool = False
    decoy: bool = False


LAYOUTS = (
    Layout("polos"),
    Layout("berjudul dan bernomor", titles=3, numbered=True, foot=True),
    Layout("menjorok dua baris judul", titles=1, indent=2, numbered=True, grouped=True, column_numbers=True),
    Layout("bergabung tanpa sel gabung", titles=5, grouped=True, merged=False, separators=True, foot=True),
    Layout("jauh ke bawah", titles=13, numbered=True, separators=True),
    Layout("di lembar kedua", titles=2, grouped=True, foot=True, decoy=True),
)


@dataclass(frozen=True)
class Case:
    """A book and its key: accepted rows as (frame column → value) in order, and the cells that must be refused."""

    name: str
    kind: str
    content: bytes
    rows: list[dict[str, Value]]
    refused: list[str]


def cases() -> Iterator[Case]:
    """5 kinds × 6 layouts × 4 habits, each habit with the next fault in turn; every fifth book without one."""
    for kind in KINDS:
        faults = cycle([None, *((at, fault) for at, field in enumerate(kind.fields) for fault in field.faults)])
        for layout in LAYOUTS:
            for habit in HABITS:
                yield build(kind, layout, habit, next(faults))


def build(kind: Kind, layout: Layout, habit: Habit, fault: tuple[int, Any] | None) -> Case:
    """The book, and what must come out of it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    if layout.decoy:
        book.add_worksheet("Petunjuk").write_column(0, 0, ["Isi lembar berikut.", "Hubungi admin bila ragu."])
    page = book.add_worksheet("Data")
    row = _write_titles(page, layout, len(kind.fields))
    row = _write_header(book, page, kind, layout, row)
    spoilt_row, refused, rows = len(kind.rows) // 2, [], []
    for at, values in enumerate(kind.rows):
        if layout.separators and at == 2:
            row += 1
        cells = [typed(habit, field.typed, value) for field, value in zip(kind.fields, values, strict=True)]
        key = {field.name: value for field, value in zip(kind.fields, values, strict=True)}
        if fault and at == spoilt_row:
            place, cells[fault[0]] = fault[0], fault[1]
            refused.append(cell_name(row, place + layout.indent + layout.numbered))
            key = {} if kind.fields[place].vital else key | {kind.fields[place].name: None}
        _write_row(page, row, layout, at, cells)
        rows += [key] if key else []
        row += 1
    _write_foot(page, layout, row, len(kind.fields))
    book.close()
    said = "tanpa salah" if fault is None else f"{kind.fields[fault[0]].name}={fault[1]!r}"
    return Case(f"{kind.name}, {layout.name}, {habit.name}, {said}", kind.name, file.getvalue(), rows, refused)


def typed(habit: Habit, how: str, value: Value) -> Any:
    """The value as that typist writes it."""
    if how == "text":
        return value
    if how == "yes":
        return "Ya" if value else "Tidak"
    return getattr(habit, how)(value)


def cell_name(row: int, column: int) -> str:
    """The A1 name of 0-based row and column (up to Z)."""
    return f"{chr(65 + column)}{row + 1}"


def _write_titles(page: Any, layout: Layout, width: int) -> int:
    lines = ["PEMERINTAH KOTA SURABAYA", "KECAMATAN ASEMROWO", "LAPORAN", *[None] * 20][: layout.titles]
    for row, line in enumerate(lines):
        if line and row == 0 and width > 1:
            page.merge_range(row, 0, row, width - 1, line)
        elif line:
            page.write(row, 0, line)
    return layout.titles


def _write_header(book: Any, page: Any, kind: Kind, layout: Layout, row: int) -> int:
    left = layout.indent + layout.numbered
    if layout.numbered:
        page.write(row, layout.indent, "No.")
    has_groups = layout.grouped and any(field.group for field in kind.fields)
    before = None
    for at, field in enumerate(kind.fields):
        if has_groups and field.group and field.group != before:
            size = sum(each.group == field.group for each in kind.fields)
            if layout.merged and size > 1:
                page.merge_range(row, left + at, row, left + at + size - 1, field.group)
            else:
                page.write(row, left + at, field.group)
        page.write(row + (has_groups and field.group is not None), left + at, field.heading)
        before = field.group
    row += 1 + has_groups
    if layout.column_numbers:
        page.write_row(row, layout.indent, range(1, len(kind.fields) + layout.numbered + 1))
        row += 1
    return row


def _write_row(page: Any, row: int, layout: Layout, at: int, cells: list[Any]) -> None:
    if layout.numbered:
        page.write(row, layout.indent, at + 1)
    for column, cell in enumerate(cells, layout.indent + layout.numbered):
        if isinstance(cell, datetime):
            page.write_datetime(row, column, cell)
        elif isinstance(cell, str):
            page.write_string(row, column, cell)
        elif cell is not None:
            page.write_number(row, column, cell)


def _write_foot(page: Any, layout: Layout, row: int, width: int) -> None:
    if not layout.foot:
        return
    page.write(row, layout.indent, "Keterangan: data sementara")
    for at, line in enumerate(("Surabaya, 2 Januari 2026", "Camat", "(tanda tangan)", "NIP. ....................")):
        page.write(row + 2 + at, width - 1, line)
