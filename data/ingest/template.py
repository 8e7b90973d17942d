"""The empty book for offices that start from nothing: one sheet a kind, with headers, drop-downs, notes, examples."""

import argparse
import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from data.command_line import UNUSABLE
from data.files import as_book_error, atomic_write
from data.ingest.parsers.units import LIST
from data.ingest.schemas import Column, Contract, contract
from data.problems import BookError
from data.vocabulary.indicators import INDICATORS

TEMPLATE_KINDS = (
    "kinerja", "skm", "layanan", "pegawai", "pelatihan", "evaluasi", "anggaran", "target", "kejadian", "rtl",
)  # fmt: skip
NIP, UNIT = "198001012006041001", "Kelurahan Asemrowo"
EXAMPLES: dict[str, dict[str, Any]] = {
    "kinerja": {
        "unit": UNIT, "periode": "Oktober 2026", "n": 48, "ikm": 84.25, "lama_layanan": 32.5, "tepat_waktu": 91.4,
        "berkas_dikembalikan": 6.2, "pengaduan": 3, "volume": 152,
    },
    "skm": {
        "unit": UNIT, "periode": "Triwulan III 2026", "layanan": "Kartu Keluarga", "jenis_kelamin": "P", "usia": 34,
        "pendidikan": "SMA", "pekerjaan": "Swasta",
    }
    | {f"U{number}": 4 if number == 4 else 3 for number in range(1, 10)},
    "layanan": {
        "unit": UNIT, "layanan": "Akta Kelahiran", "masuk": datetime(2026, 10, 5, 8, 15),
        "selesai": datetime(2026, 10, 5, 8, 55), "standar": "60 menit", "dikembalikan": "tidak",
    },
    "pegawai": {
        "nip": NIP, "nama": "Pegawai Contoh", "status": "PNS", "unit": UNIT, "jabatan": "Pengelola Pelayanan",
        "pendidikan": "S-1", "mulai": datetime(2020, 1, 2), "selesai": None,
    },
    "pelatihan": {
        "nip": NIP, "unit": UNIT, "nama_pelatihan": "Pelatihan Pelayanan Prima", "bidang": "Pelayanan",
        "bentuk": "Klasikal", "penyelenggara": "BKPSDM", "mulai": datetime(2026, 3, 3),
        "selesai": datetime(2026, 3, 5), "jp": 24, "biaya": 1_250_000, "kehadiran": "selesai", "alasan": None,
        "nilai_pre": 60, "nilai_post": 82,
    },
    "evaluasi": {
        "kode_peserta": "P-01", "nama_pelatihan": "Pelatihan Pelayanan Prima", "saat": "sebelum", "motivasi": 70,
        "percaya_diri": 65, "perilaku": 72, "reaksi": None,
    },
    "anggaran": {
        "tahun": 2026, "program": "Pengembangan Kompetensi ASN", "pagu": 75_000_000, "realisasi": 61_250_000,
    },
    "target": {
        "indikator": "Indeks Kepuasan Masyarakat (IKM)", "tahun": 2026, "target": 85, "arah": "naik", "unit": None,
    },
    "kejadian": {
        "mulai": datetime(2026, 2, 2), "selesai": datetime(2026, 2, 27), "nama": "Renovasi ruang pelayanan",
        "unit": UNIT,
    },
    "rtl": {
        "unsur": "Waktu Penyelesaian", "program": "Menetapkan standar waktu tiap layanan", "waktu": "II",
        "penanggung_jawab": "Seksi Pelayanan", "tahun": 2026, "status": "belum", "deskripsi": None,
    },
}  # fmt: skip
SUGGESTED = {
    "bidang": ("Pelayanan", "TI", "Kepemimpinan", "Kesehatan", "Pendidikan berkelanjutan"),
    "bentuk": ("Klasikal", "E-learning", "Pendidikan formal", "Magang perguruan tinggi"),
    "dikembalikan": ("ya", "tidak"),
    "indikator": tuple(indicator.label for indicator in INDICATORS),
}
WHOLE_UNIT = "Pelatihan untuk seluruh unit: kosongkan NIP dan isi Unit Kerja."
NOTES = {
    "nip": "18 angka, sebagai teks.",
    "nama": "Nama tidak disimpan.",
    "unit": "Pilih dari daftar, atau tulis nama unit lain.",
    "period": "Bulan, triwulan, semester, atau tahun; seperti Oktober 2026, Triwulan III 2026, Semester I 2026, 2026.",
    "pegawai.mulai": "Hari pertama bertugas di unit ini; tanggal Excel atau teks seperti 2 Januari 2020.",
    "pegawai.selesai": "Hari terakhir di unit ini; kosongkan bila masih bertugas.",
    "pelatihan.mulai": "Isi sedikitnya salah satu dari Tanggal Mulai dan Tanggal Selesai.",
    "pelatihan.selesai": "Pelatihan dihitung pada tanggal ini. Isi sedikitnya salah satu tanggal.",
    "pelatihan.nip": f"18 angka, sebagai teks. {WHOLE_UNIT}",
    "pelatihan.unit": f"Pilih dari daftar, atau tulis nama unit lain. {WHOLE_UNIT}",
    "jp": "Banyaknya jam pelajaran (JP).",
    "biaya": "Rupiah, untuk baris ini.",
    "n": "Banyaknya responden survei di balik nilai IKM.",
    "kode_peserta": "Kode yang sama bagi orang yang sama sebelum dan sesudah pelatihan; tanpa nama.",
    "tahun": "Tahun kalender, seperti 2026.",
    "pagu": "Rupiah menurut dokumen anggaran.",
    "realisasi": "Rupiah yang sudah dibelanjakan.",
    "indikator": "Pilih dari daftar, atau tulis nama indikator kantor sendiri.",
    "arah": "naik bila makin tinggi makin baik; turun bila makin rendah makin baik.",
    "target.unit": "Kosongkan bila target ini untuk semua unit; target milik satu unit menggantikannya di unit itu.",
    "kejadian.nama": "Apa yang terjadi selain pelatihan: aturan baru, pindah gedung, ajakan ikut pelatihan.",
    "kejadian.mulai": "Hari pertama kejadian.",
    "kejadian.selesai": "Hari terakhir; kosongkan bila berlaku seterusnya.",
    "kejadian.unit": "Kosongkan bila menyangkut semua unit.",
    "rtl.unsur": "Unsur SKM yang diperbaiki.",
    "rtl.waktu": "Triwulan pelaksanaan: I, II, III, atau IV.",
    "rtl.status": "sudah atau belum ditindaklanjuti.",
    "usia": "Umur dalam tahun, atau kelompok umur.",
    "alasan": "Alasan bila tidak hadir, menolak, atau batal.",
    "day": "Tanggal Excel atau teks seperti 12 Februari 2026.",
    "number": "Angka saja.",
    "duration": "Lama dengan satuannya, seperti 15 menit, 2 jam, 1x24 jam, 7 hari kerja.",
    "choice": "Pilih dari daftar.",
    "flag": "ya atau tidak.",
    "text": "Teks bebas.",
}
GUIDE = (
    "TEMPLAT DATA: KINERJA DAN PELATIHAN",
    "Isi mulai baris di bawah judul kolom. Kolom berwarna biru tua wajib diisi; yang berwarna biru muda boleh kosong.",
    "Lembar yang tidak dipakai boleh dibiarkan kosong atau dihapus. Kolom boleh dipindah urutannya.",
    "Indikator milik kantor sendiri: tambahkan kolom baru di lembar Kinerja dengan judul sesuka Anda.",
)
TITLE_ROWS, LAST_ROW = 3, 1000
TITLE = {"bold": True, "font_size": 13}
HEADER = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
REQUIRED, OPTIONAL = {"bg_color": "#0072B2", "font_color": "#FFFFFF"}, {"bg_color": "#D6E6F2"}
EXAMPLE = {"italic": True, "font_color": "#7F7F7F"}
FORMATS = {"nip": "@", "period": "@", "duration": "@", "day": "dd/mm/yyyy"}


def add_template(commands: Any) -> None:
    """Register the sub-command `python -m data template`."""
    template = commands.add_parser("template", help="tulis templat kosong yang siap diisi")
    template.add_argument("--out", type=Path, required=True, metavar="FILE", help="tujuan: file .xlsx")
    template.add_argument("--examples", action="store_true", help="isi satu baris contoh di setiap lembar")
    template.set_defaults(run=cmd_template)


def cmd_template(args: argparse.Namespace) -> int:
    """Write the template; print its path."""
    try:
        with as_book_error(args.out), atomic_write(args.out) as draft:
            draft.write_bytes(template_bytes(examples=args.examples))
    except BookError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNUSABLE
    sys.stdout.write(f"{args.out}\n")
    return 0


def template_bytes(*, examples: bool = False) -> bytes:
    """The template as an .xlsx file; with `examples`, each sheet holds one made-up row to look at or type over.

    Without them the sheets are empty, so that no made-up row is ever uploaded by mistake; the examples are then in the
    notes on the headers and in the sheet Petunjuk.
    """
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        _write_guide(book)
        for kind in TEMPLATE_KINDS:
            sheet = book.add_worksheet(sheet_title(contract(kind)))
            columns = template_columns(kind)
            _write_header(book, sheet, kind, columns)
            _add_choices(sheet, columns)
            if examples:
                _write_example(book, sheet, kind, columns)
    return written.getvalue()


def template_columns(kind: str) -> tuple[Column, ...]:
    """The columns that the template asks for: those of the contract that have an example."""
    return tuple(column for column in contract(kind).columns if column.name in EXAMPLES[kind])


def sheet_title(known: Contract) -> str:
    """Jawaban SKM, Pelatihan …"""
    return known.label[0].upper() + known.label[1:]


def _is_required(kind: str, column: Column) -> bool:
    known = contract(kind)
    alone = {names[0] for names in known.needs if len(names) == 1} - known.optional_cells
    return column.name in alone or column.type == "period"


def _note(kind: str, column: Column) -> str:
    meaning = next(
        (f"{known.definition} Satuan: {known.unit}." for known in INDICATORS if known.key == column.name), ""
    )
    said = next((NOTES[name] for name in (f"{kind}.{column.name}", column.name, column.type) if name in NOTES), "")
    return " ".join(filter(None, (meaning, said, _limits(column))))


def _limits(column: Column) -> str:
    if column.low is not None and column.high is not None:
        return f"Antara {column.low:g} dan {column.high:g}."
    return f"Paling kecil {column.low:g}." if column.low is not None else ""


def _example_text(kind: str, column: Column) -> str:
    """The example as the guide tells it; a NIP stands in no text, for the reader masks it there."""
    value = EXAMPLES[kind][column.name]
    if value is None or column.type == "nip":
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H.%M").removesuffix(" 00.00")
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _write_header(book: Workbook, sheet: Worksheet, kind: str, columns: tuple[Column, ...]) -> None:
    sheet.write("A1", sheet_title(contract(kind)).upper(), book.add_format(TITLE))
    sheet.write("A2", "Keterangan setiap kolom ada di catatan pada judulnya dan di lembar Petunjuk.")
    for place, column in enumerate(columns):
        look = book.add_format(HEADER | (REQUIRED if _is_required(kind, column) else OPTIONAL))
        sheet.write(TITLE_ROWS, place, column.label, look)
        sheet.write_comment(TITLE_ROWS, place, _note(kind, column), {"author": "Petunjuk", "width": 260, "height": 110})
        kept = book.add_format({"num_format": FORMATS.get(column.type, "General")})
        sheet.set_column(place, place, max(14, min(len(column.label) + 3, 32)), kept)
    sheet.freeze_panes(TITLE_ROWS + 1, 0)


def _write_example(book: Workbook, sheet: Worksheet, kind: str, columns: tuple[Column, ...]) -> None:
    for place, column in enumerate(columns):
        value = EXAMPLES[kind][column.name]
        timed = isinstance(value, datetime) and value.hour
        code = "dd/mm/yyyy hh:mm" if timed else FORMATS.get(column.type, "General")
        sheet.write(TITLE_ROWS + 1, place, value, book.add_format(EXAMPLE | {"num_format": code}))


def _unit_names() -> list[str]:
    return [unit["name"] for unit in json.loads(LIST.read_text(encoding="utf-8"))["units"]]


def _choices(column: Column) -> str | list[str] | None:
    """What a drop-down offers: the list of units in the guide, or the answers themselves."""
    if column.type == "unit":
        return f"=Petunjuk!$C$2:$C${len(_unit_names()) + 1}"
    return list(SUGGESTED.get(column.name) or (column.choices if column.type == "choice" else ())) or None


def _add_choices(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """Drop-downs; only columns with a closed list refuse what is not in it."""
    for place, column in enumerate(columns):
        if offered := _choices(column):
            rule = {
                "validate": "list", "source": offered, "show_error": column.type in ("choice", "flag"),
                "error_title": "Tidak ada di daftar", "error_message": "Pilih salah satu dari daftar.",
            }  # fmt: skip
            sheet.data_validation(TITLE_ROWS + 1, place, LAST_ROW - 1, place, rule)


def _write_guide(book: Workbook) -> None:
    sheet, strong = book.add_worksheet("Petunjuk"), book.add_format({"bold": True})
    sheet.write_column("A1", GUIDE)
    sheet.write("A1", GUIDE[0], book.add_format(TITLE))
    row = len(GUIDE) + 1
    for kind in TEMPLATE_KINDS:
        lines = [_guide_line(kind, column) for column in template_columns(kind)]
        sheet.write(row, 0, f"Lembar {sheet_title(contract(kind))}", strong)
        sheet.write_column(row + 1, 0, lines)
        row += len(lines) + 2
    sheet.write("C1", "Daftar unit kerja", strong)
    sheet.write_column("C2", _unit_names())
    sheet.set_column("A:A", 120)
    sheet.set_column("C:C", 50)


def _guide_line(kind: str, column: Column) -> str:
    needed = "wajib" if _is_required(kind, column) else "boleh kosong"
    example = _example_text(kind, column)
    return f"{column.label} ({needed}): {_note(kind, column)}" + (f" Contoh: {example}." if example else "")
