"""Write a made-up office as the two books a real office keeps: titles, merged headers, footers, signatures and all."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.load import SAMPLE_MARK
from data.samples.habits import decimal_comma, rupiah, spaced_nip, typed_date, typed_jp, typed_month, typed_quarter
from data.samples.office import OWN_COLUMN, Office

KINERJA_BOOK, PELATIHAN_BOOK = "Data contoh - kinerja.xlsx", "Data contoh - pelatihan.xlsx"
LABEL = f"{SAMPLE_MARK}: angka, nama, dan NIP buatan"
SIGNATURE = ("Surabaya, 2 November 2026", "Camat,", None, "(nama dan tanda tangan)", "NIP. ........................")
MADE = "2026-11-02T00:00:00Z"
ZIP_DATE = (2026, 11, 2, 0, 0, 0)

Row = Sequence[Any]
Fault = tuple[str, int, str, str]
FAULTS: tuple[Fault, ...] = (
    (KINERJA_BOOK, 0, "D7", "182,50"),
    (PELATIHAN_BOOK, 1, "J7", "31 Februari 2025"),
    (PELATIHAN_BOOK, 0, "B6", "1970010119940610"),
    (KINERJA_BOOK, 0, "F7", "lihat lampiran"),
)

KINERJA_HEADER = (
    ("No", "Unit Kerja", "Bulan", "Kepuasan Warga", "Waktu", None, "Berkas", None, "Jumlah Pengaduan",
     OWN_COLUMN),
    (None, None, None, "IKM", "Lama Layanan (menit)", "Tepat Waktu (%)", "Berkas Masuk", "Berkas Dikembalikan (%)",
     None, None),
)  # fmt: skip
PEGAWAI_HEADER = (("No", "NIP", "Nama Pegawai", "Status", "Unit Kerja", "Jabatan", "Pendidikan Terakhir", "TMT"),)
PELATIHAN_HEADER = (
    ("No", "NIP", "Nama", "Unit Kerja", "Nama Pelatihan", "Bidang", "Bentuk", "Penyelenggara", "Pelaksanaan", None,
     "JP", "Biaya", "Kehadiran", "Alasan", "Nilai", None),
    (None, None, None, None, None, None, None, None, "Tanggal Mulai", "Tanggal Selesai", None, None, None, None,
     "Nilai Pre", "Nilai Post"),
)  # fmt: skip
ELEMENT_HEADERS = (
    "U1 (Persyaratan)", "U2 (Prosedur)", "U3 (Waktu Penyelesaian)", "U4 (Biaya/Tarif)", "U5 (Produk Layanan)",
    "U6 (Kompetensi Pelaksana)", "U7 (Perilaku Pelaksana)", "U8 (Penanganan Pengaduan)", "U9 (Sarana dan Prasarana)",
)  # fmt: skip
SKM_HEADER = (
    (
        "No. Resp",
        "Unit Pelayanan",
        "Jenis Layanan",
        "Periode",
        "Jenis Kelamin",
        "Usia",
        "Pendidikan",
        "Pekerjaan",
        "NILAI UNSUR PELAYANAN",
        *[None] * 8,
        "Saran",
    ),
    (*[None] * 8, *ELEMENT_HEADERS, None),
)
LAYANAN_HEADER = (
    ("No. Register", "Unit Pelayanan", "Jenis Layanan", "Tanggal Masuk", "Tanggal Selesai", "Standar Waktu",
     "Dikembalikan"),
)  # fmt: skip
EVALUASI_HEADER = (
    ("No", "Kode Peserta", "Nama Pelatihan", "Saat", "Motivasi", "Percaya Diri", "Perilaku (menurut atasan)", "Reaksi"),
)
ANGGARAN_HEADER = (("No", "Tahun", "Program", "Pagu", "Realisasi", "Persentase"),)
TARGET_HEADER = (("No", "Indikator", "Tahun", "Target", "Arah", "Unit Kerja"),)
KEJADIAN_HEADER = (("No", "Tanggal Mulai", "Tanggal Selesai", "Kejadian", "Unit Kerja"),)
RTL_HEADER = (
    ("No", "Tahun", "Prioritas Unsur", "Program/Kegiatan", "Waktu (Triwulan)", "Penanggung Jawab",
     "Status Tindak Lanjut"),
)  # fmt: skip


def write_sample(office: Office, folder: Path, *, faults: int = 0) -> list[Path]:
    """Write both books and truth.json into `folder` (made where missing); the three paths.

    `faults` (0–4) cells are spoilt, each one a cell that must be refused; truth.json lists them.
    The same office gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    books = {KINERJA_BOOK: kinerja_book(office), PELATIHAN_BOOK: pelatihan_book(office)}
    spoilt = [_spoil(books, fault) for fault in FAULTS[:faults]]
    truth = json.dumps({**asdict(office.truth), "faults": spoilt}, indent=2, ensure_ascii=False) + "\n"
    contents = {name: book_bytes(book) for name, book in books.items()} | {"truth.json": truth.encode()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def _spoil(books: dict[str, Workbook], fault: Fault) -> dict[str, str]:
    name, place, cell, value = fault
    sheet = books[name].worksheets[place]
    sheet[cell] = value
    return {"file": name, "sheet": sheet.title, "cell": cell, "value": value}


def kinerja_book(office: Office) -> Workbook:
    """A sheet a year of monthly figures, the survey, the register of the last month, and what was planned and noted."""
    book = Workbook()
    book.remove(book.active)
    for year, months in office.kinerja.groupby(office.kinerja["period"].dt.year):
        _kinerja_sheet(book, int(year), months.sort_values(["period", "unit"]))
    if not office.skm.empty:
        _skm_sheet(book, office.skm)
    _layanan_sheet(book, office.layanan)
    _sheet(book, "Target", ["TARGET KINERJA PELAYANAN"], TARGET_HEADER, _target_rows(office.target), [])
    kejadian = _sheet(book, "Kejadian", ["CATATAN KEJADIAN"], KEJADIAN_HEADER, _kejadian_rows(office.kejadian), [])
    for column in (2, 3):
        _number_format(kejadian, "dd/mm/yyyy", column, when=lambda value: hasattr(value, "year"))
    if not office.rtl.empty:
        _sheet(book, "RTL SKM", ["RENCANA TINDAK LANJUT SKM"], RTL_HEADER, _numbered(office.rtl), [])
    return book


def pelatihan_book(office: Office) -> Workbook:
    """The staff list, the training records, the participants' evaluation forms, and the budget."""
    book = Workbook()
    book.remove(book.active)
    _pegawai_sheet(book, office.pegawai)
    months = office.kinerja["period"]
    _pelatihan_sheet(book, office.pelatihan, f"{typed_month(months.min())} s.d. {typed_month(months.max())}")
    if not office.evaluasi.empty:
        _sheet(book, "Evaluasi", ["FORMULIR EVALUASI PELATIHAN"], EVALUASI_HEADER, _numbered(office.evaluasi), [])
    _sheet(book, "Anggaran", ["PAGU DAN REALISASI ANGGARAN"], ANGGARAN_HEADER, _anggaran_rows(office.anggaran), [])
    return book


def book_bytes(book: Workbook) -> bytes:
    """The workbook as a file whose bytes do not depend on the clock."""
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + MADE.encode(), part)
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, part)
    return fixed.getvalue()


def _kinerja_sheet(book: Workbook, year: int, months: pd.DataFrame) -> None:
    """Every year another typist: decimal commas and "%" as text, or numbers; a true date or a month's name."""
    as_text = year % 2 == 1
    rows = [_kinerja_row(number, row, as_text) for number, row in enumerate(months.to_dict("records"), 1)]
    means = [decimal_comma(months[key].mean(), 2) for key in ("ikm", "lama_layanan", "tepat_waktu")]
    sheet = _sheet(
        book, f"Kinerja {year}",
        ["LAPORAN KINERJA PELAYANAN BULANAN", f"TAHUN {year}"],
        KINERJA_HEADER, rows, [(None, "Rata-rata", None, *means)],
    )  # fmt: skip
    _number_format(sheet, "mmm-yy", column=3, when=lambda value: hasattr(value, "year"))


def _kinerja_row(number: int, row: Mapping[Any, Any], as_text: bool) -> Row:
    month = row["period"]
    ikm = decimal_comma(row["ikm"], 2) if as_text else row["ikm"]
    on_time = decimal_comma(row["tepat_waktu"], 1, "%") if as_text else row["tepat_waktu"]
    return (
        number, row["unit"], typed_month(month) if as_text else month.start_time.to_pydatetime(), ikm,
        row["lama_layanan"], on_time, int(row["volume"]), row["berkas_dikembalikan"], int(row["pengaduan"]),
        decimal_comma(row[OWN_COLUMN], 1) if as_text else row[OWN_COLUMN],
    )  # fmt: skip


def _skm_sheet(book: Workbook, skm: pd.DataFrame) -> None:
    elements = [f"U{number}" for number in range(1, 10)]
    rows = [
        (
            number,
            row["unit"],
            row["layanan"],
            typed_quarter(row["period"]),
            row["jenis_kelamin"],
            row["usia"],
            row["pendidikan"],
            row["pekerjaan"],
            *(row[key] for key in elements),
            row["saran"],
        )
        for number, row in enumerate(skm.to_dict("records"), 1)
    ]
    totals, means = skm[elements].sum(), skm[elements].mean()
    weighted, blank = means / 9, [None] * 7
    footer: list[Row] = [
        ("Σ Nilai / Unsur", *blank, *(int(total) for total in totals)),
        ("NRR / Unsur", *blank, *(decimal_comma(mean, 3) for mean in means)),
        ("NRR Tertimbang / Unsur", *blank, *(decimal_comma(mean, 3) for mean in weighted)),
        ("IKM UNIT PELAYANAN", *blank, *[None] * 8, decimal_comma(25 * weighted.sum(), 2)),
    ]
    titles = ["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN", "DAN PER UNSUR PELAYANAN"]
    _sheet(book, "SKM per Responden", titles, SKM_HEADER, rows, footer)


def _layanan_sheet(book: Workbook, cases: pd.DataFrame) -> None:
    rows = [
        (
            f"{number:04d}", row["unit"], row["layanan"], row["masuk"].to_pydatetime(), row["selesai"].to_pydatetime(),
            f"{row['standar_menit']} menit", "Ya" if row["dikembalikan"] else "Tidak",
        )
        for number, row in enumerate(cases.to_dict("records"), 1)
    ]  # fmt: skip
    month = typed_month(cases["masuk"].iloc[0].to_period("M"))
    sheet = _sheet(book, "Register Layanan", ["REGISTER LAYANAN", f"BULAN {month.upper()}"], LAYANAN_HEADER, rows, [])
    for column in (4, 5):
        _number_format(sheet, "dd/mm/yyyy hh:mm", column, when=lambda value: hasattr(value, "year"))


def _numbered(table: pd.DataFrame) -> list[Row]:
    """The rows as they are, numbered; blanks empty."""
    plain = table.astype(object).where(table.notna(), None)
    return [(number, *row) for number, row in enumerate(plain.itertuples(index=False), 1)]


def _target_rows(target: pd.DataFrame) -> list[Row]:
    """Targets as typed: a decimal comma now and then, the direction in the office's words."""
    return [
        (number, name, year, decimal_comma(goal, 1) if number % 2 else goal, f"{way.capitalize()} lebih baik", unit)
        for number, name, year, goal, way, unit in _numbered(target)
    ]


def _kejadian_rows(kejadian: pd.DataFrame) -> list[Row]:
    return [
        (number, typed_date(start, number), typed_date(end, number), name, unit)
        for number, start, end, name, unit in _numbered(kejadian)
    ]


def _anggaran_rows(anggaran: pd.DataFrame) -> list[Row]:
    return [
        (number, year, name, rupiah(plan), spent, decimal_comma(100 * spent / plan, 1, "%"))
        for number, year, name, plan, spent in _numbered(anggaran)
    ]


def _pegawai_sheet(book: Workbook, pegawai: pd.DataFrame) -> None:
    rows = [
        (
            number, spaced_nip(row["nip"]) if number % 3 else row["nip"], row["nama"], row["status"], row["unit"],
            row["jabatan"], row["pendidikan"], typed_date(row["mulai"], 0 if number % 4 else 1),
        )
        for number, row in enumerate(pegawai.to_dict("records"), 1)
    ]  # fmt: skip
    sheet = _sheet(book, "Pegawai", ["DAFTAR PEGAWAI", "KEADAAN OKTOBER 2026"], PEGAWAI_HEADER, rows, [])
    _number_format(sheet, "dd/mm/yyyy", column=8, when=lambda value: hasattr(value, "year"))


def _pelatihan_sheet(book: Workbook, trainings: pd.DataFrame, span: str) -> None:
    records = trainings.astype(object).where(trainings.notna(), None).to_dict("records")
    rows = [_pelatihan_row(number, row) for number, row in enumerate(records, 1)]
    titles = ["REKAPITULASI PENGEMBANGAN KOMPETENSI", span]
    sheet = _sheet(book, "Riwayat Pelatihan", titles, PELATIHAN_HEADER, rows, [])
    for column in (9, 10):
        _number_format(sheet, "dd/mm/yyyy", column, when=lambda value: hasattr(value, "year"))


def _pelatihan_row(number: int, row: Mapping[Any, Any]) -> Row:
    nip = row["nip"] and (spaced_nip(row["nip"]) if number % 2 else row["nip"])
    return (
        number, nip, row["nama"], row["unit"], row["nama_pelatihan"], row["bidang"], row["bentuk"],
        row["penyelenggara"], typed_date(row["mulai"], number), typed_date(row["selesai"], number),
        typed_jp(row["jp"]), rupiah(row["biaya"]), str(row["kehadiran"]).capitalize(), row["alasan"],
        row["nilai_pre"], row["nilai_post"],
    )  # fmt: skip


def _sheet(
    book: Workbook, name: str, titles: list[str], header: Sequence[Row], rows: Iterable[Row], footer: Iterable[Row]
) -> Worksheet:
    """Title rows, a blank row, the header, the body, and below it the footer and the signature block."""
    sheet = book.create_sheet(name)
    width = len(header[0])
    for title in (*titles, LABEL):
        sheet.append([title])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True, size=12)
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=min(width, 8))
    sheet.append([])
    top = sheet.max_row + 2
    for row in header:
        sheet.append([])
        _fill_row(sheet, top + header.index(row), row)
    _merge_header(sheet, top, header)
    for row in (*rows, *footer):
        sheet.append(list(row))
    for offset, line in enumerate(SIGNATURE, sheet.max_row + 2):
        sheet.cell(offset, width - 1, line)
    sheet.freeze_panes = sheet.cell(top + len(header), 3)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 8 if column == 1 else 19
    return sheet


def _fill_row(sheet: Worksheet, number: int, row: Row) -> None:
    thin = Side(style="thin", color="808080")
    for column, text in enumerate(row, 1):
        cell = sheet.cell(number, column, text)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F1")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)


def _merge_header(sheet: Worksheet, top: int, header: Sequence[Row]) -> None:
    """Merge a group over the columns it heads, and a lone heading over both rows."""
    if len(header) == 1:
        return
    upper, lower = header
    for column, text in enumerate(upper, 1):
        if text is None:
            continue
        if lower[column - 1] is None:
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
            continue
        last = column
        while last < len(upper) and upper[last] is None and lower[last] is not None:
            last += 1
        if last > column:
            sheet.merge_cells(start_row=top, end_row=top, start_column=column, end_column=last)


def _number_format(sheet: Worksheet, code: str, column: int, when: Callable[[Any], bool]) -> None:
    for cell in sheet[get_column_letter(column)]:
        if when(cell.value):
            cell.number_format = code
