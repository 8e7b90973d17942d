"""Write a made-up office as the two books a real office keeps: titles, merged headers, footers, signatures and all."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.ingest.load import SAMPLE_MARK
from data.samples.habits import decimal_comma, rupiah, spaced_nip, typed_date, typed_jp, typed_month, typed_quarter
from data.samples.office import OWN_COLUMN, Office

KINERJA_BOOK, PELATIHAN_BOOK = "Data contoh - kinerja.xlsx", "Data contoh - pelatihan.xlsx"
LABEL = f"{SAMPLE_MARK}: angka, nama, dan NIP buatan"
SIGNATURE = ("Surabaya, 2 November 2026", "Camat,", None, "(nama dan tanda tangan)", "NIP. ........................")
MADE = datetime(2026, 11, 2)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TITLE = {"bold": True, "font_size": 12}
HEADER = {
    "bold": True, "bg_color": "#DCE6F1", "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1,
    "border_color": "#808080",
}  # fmt: skip

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
    ("No. Resp", "Unit Pelayanan", "Jenis Layanan", "Periode", "Jenis Kelamin", "Usia", "Pendidikan", "Pekerjaan",
     "NILAI UNSUR PELAYANAN", *[None] * 8, "Saran"),
    (*[None] * 8, *ELEMENT_HEADERS, None),
)  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class SampleSheet:
    """A sheet as it is typed: titles, a blank row, the header, rows, what stands below them; dates in one format."""

    name: str
    titles: Sequence[str]
    header: Sequence[Row]
    rows: Sequence[Row]
    footer: Sequence[Row] = ()
    dates: str = "dd/mm/yyyy"


def write_sample(office: Office, folder: Path, *, faults: int = 0) -> list[Path]:
    """Write both books and truth.json into `folder` (made where missing); the three paths.

    `faults` (0–4) cells are spoilt, each one a cell that must be refused; truth.json lists them.
    The same office gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    books = {KINERJA_BOOK: kinerja_book(office), PELATIHAN_BOOK: pelatihan_book(office)}
    spoilt = [
        {"file": name, "sheet": books[name][place].name, "cell": cell, "value": value}
        for name, place, cell, value in FAULTS[:faults]
    ]
    truth = json.dumps({**asdict(office.truth), "faults": spoilt}, indent=2, ensure_ascii=False) + "\n"
    contents = {
        name: book_bytes(book, [fault for fault in spoilt if fault["file"] == name]) for name, book in books.items()
    }
    for name, content in (contents | {"truth.json": truth.encode()}).items():
        (folder / name).write_bytes(content)
    return [folder / name for name in (*contents, "truth.json")]


def kinerja_book(office: Office) -> list[SampleSheet]:
    """A sheet a year of monthly figures, the survey, the register of the last month, and what was planned and noted."""
    years = office.kinerja.groupby(office.kinerja["period"].dt.year)
    rtl = SampleSheet("RTL SKM", ["RENCANA TINDAK LANJUT SKM"], RTL_HEADER, _numbered(office.rtl))
    return [
        *(_kinerja_sheet(int(year), months.sort_values(["period", "unit"])) for year, months in years),
        *([] if office.skm.empty else [_skm_sheet(office.skm)]),
        _layanan_sheet(office.layanan),
        SampleSheet("Target", ["TARGET KINERJA PELAYANAN"], TARGET_HEADER, _target_rows(office.target)),
        SampleSheet("Kejadian", ["CATATAN KEJADIAN"], KEJADIAN_HEADER, _kejadian_rows(office.kejadian)),
        *([] if office.rtl.empty else [rtl]),
    ]


def pelatihan_book(office: Office) -> list[SampleSheet]:
    """The staff list, the training records, the participants' evaluation forms, and the budget."""
    months = office.kinerja["period"]
    forms = SampleSheet("Evaluasi", ["FORMULIR EVALUASI PELATIHAN"], EVALUASI_HEADER, _numbered(office.evaluasi))
    return [
        _pegawai_sheet(office.pegawai),
        _pelatihan_sheet(office.pelatihan, f"{typed_month(months.min())} s.d. {typed_month(months.max())}"),
        *([] if office.evaluasi.empty else [forms]),
        SampleSheet("Anggaran", ["PAGU DAN REALISASI ANGGARAN"], ANGGARAN_HEADER, _anggaran_rows(office.anggaran)),
    ]


def book_bytes(sheets: Sequence[SampleSheet], faults: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The sheets as an .xlsx file whose bytes do not depend on the clock; `faults` are typed over their cells."""
    written = io.BytesIO()
    with Workbook(written, OPTIONS) as book:
        book.set_properties({"created": MADE})
        for sheet in sheets:
            _write(book, sheet)
        for fault in faults:
            book.get_worksheet_by_name(fault["sheet"]).write(fault["cell"], fault["value"])
    return written.getvalue()


def _kinerja_sheet(year: int, months: pd.DataFrame) -> SampleSheet:
    """Every year another typist: decimal commas and "%" as text, or numbers; a true date or a month's name."""
    as_text = year % 2 == 1
    rows = [_kinerja_row(number, row, as_text) for number, row in enumerate(months.to_dict("records"), 1)]
    means = [decimal_comma(months[key].mean(), 2) for key in ("ikm", "lama_layanan", "tepat_waktu")]
    titles, footer = ["LAPORAN KINERJA PELAYANAN BULANAN", f"TAHUN {year}"], [(None, "Rata-rata", None, *means)]
    return SampleSheet(f"Kinerja {year}", titles, KINERJA_HEADER, rows, footer, dates="mmm-yy")


def _kinerja_row(number: int, row: Mapping[Any, Any], as_text: bool) -> Row:
    month = row["period"]
    ikm = decimal_comma(row["ikm"], 2) if as_text else row["ikm"]
    on_time = decimal_comma(row["tepat_waktu"], 1, "%") if as_text else row["tepat_waktu"]
    return (
        number, row["unit"], typed_month(month) if as_text else month.start_time.to_pydatetime(), ikm,
        row["lama_layanan"], on_time, int(row["volume"]), row["berkas_dikembalikan"], int(row["pengaduan"]),
        decimal_comma(row[OWN_COLUMN], 1) if as_text else row[OWN_COLUMN],
    )  # fmt: skip


def _skm_sheet(skm: pd.DataFrame) -> SampleSheet:
    elements = [f"U{number}" for number in range(1, 10)]
    about = ("jenis_kelamin", "usia", "pendidikan", "pekerjaan", *elements, "saran")
    rows = [
        (number, row["unit"], row["layanan"], typed_quarter(row["period"]), *(row[key] for key in about))
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
    return SampleSheet("SKM per Responden", titles, SKM_HEADER, rows, footer)


def _layanan_sheet(cases: pd.DataFrame) -> SampleSheet:
    rows = [
        (
            f"{number:04d}", row["unit"], row["layanan"], row["masuk"].to_pydatetime(), row["selesai"].to_pydatetime(),
            f"{row['standar_menit']} menit", "Ya" if row["dikembalikan"] else "Tidak",
        )
        for number, row in enumerate(cases.to_dict("records"), 1)
    ]  # fmt: skip
    titles = ["REGISTER LAYANAN", f"BULAN {typed_month(cases['masuk'].iloc[0].to_period('M')).upper()}"]
    return SampleSheet("Register Layanan", titles, LAYANAN_HEADER, rows, dates="dd/mm/yyyy hh:mm")


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


def _pegawai_sheet(pegawai: pd.DataFrame) -> SampleSheet:
    rows = [
        (
            number, spaced_nip(row["nip"]) if number % 3 else row["nip"], row["nama"], row["status"], row["unit"],
            row["jabatan"], row["pendidikan"], typed_date(row["mulai"], 0 if number % 4 else 1),
        )
        for number, row in enumerate(pegawai.to_dict("records"), 1)
    ]  # fmt: skip
    return SampleSheet("Pegawai", ["DAFTAR PEGAWAI", "KEADAAN OKTOBER 2026"], PEGAWAI_HEADER, rows)


def _pelatihan_sheet(trainings: pd.DataFrame, span: str) -> SampleSheet:
    records = trainings.astype(object).where(trainings.notna(), None).to_dict("records")
    rows = [_pelatihan_row(number, row) for number, row in enumerate(records, 1)]
    return SampleSheet("Riwayat Pelatihan", ["REKAPITULASI PENGEMBANGAN KOMPETENSI", span], PELATIHAN_HEADER, rows)


def _pelatihan_row(number: int, row: Mapping[Any, Any]) -> Row:
    nip = row["nip"] and (spaced_nip(row["nip"]) if number % 2 else row["nip"])
    return (
        number, nip, row["nama"], row["unit"], row["nama_pelatihan"], row["bidang"], row["bentuk"],
        row["penyelenggara"], typed_date(row["mulai"], number), typed_date(row["selesai"], number),
        typed_jp(row["jp"]), rupiah(row["biaya"]), str(row["kehadiran"]).capitalize(), row["alasan"],
        row["nilai_pre"], row["nilai_post"],
    )  # fmt: skip


def _write(book: Workbook, sheet: SampleSheet) -> None:
    """Titles, a blank row, the header, the body, and below it the footer and the signature block."""
    page, title, dates = book.add_worksheet(sheet.name), book.add_format(TITLE), {"num_format": sheet.dates}
    width, titles = len(sheet.header[0]), (*sheet.titles, LABEL)
    for row, text in enumerate(titles):
        page.merge_range(row, 0, row, min(width, 8) - 1, text, title)
    _write_header(page, len(titles) + 1, sheet.header, book.add_format(HEADER))
    top, dated = len(titles) + 1 + len(sheet.header), book.add_format(dates)
    body = (*sheet.rows, *sheet.footer)
    for row, cells in enumerate(body, top):
        for column, value in enumerate(cells):
            page.write(row, column, value, dated if isinstance(value, date) else None)
    page.write_column(top + len(body) + 1, width - 2, SIGNATURE)
    page.freeze_panes(top, 2)
    page.set_column(0, 0, 8)
    page.set_column(1, width - 1, 19)


def _write_header(page: Worksheet, top: int, header: Sequence[Row], look: Format) -> None:
    for row, texts in enumerate(header, top):
        page.write_row(row, 0, texts, look)
    for column, last_row, last_column in _merged(header):
        page.merge_range(top, column, top + last_row, last_column, header[0][column], look)


def _merged(header: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
    """A group over the columns it heads, and a lone heading over both rows: first column, last row, last column."""
    upper, lower = header if len(header) == 2 else ((), ())
    for column, text in enumerate(upper):
        if text is not None and lower[column] is None:
            yield column, 1, column
        elif text is not None:
            last = column
            while last + 1 < len(upper) and upper[last + 1] is None and lower[last + 1] is not None:
                last += 1
            if last > column:
                yield column, 0, last
