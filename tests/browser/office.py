"""Two messy books of a made-up office, by writers the project itself does not use, and what must come of them.

Three units are trained in May 2025, one never. Means of January–April and May–August, and everything the pages must
show, are worked out here by hand.
"""

import io
from datetime import date

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from xlsxwriter import Workbook

MONTHS = ("Januari", "Pebruari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus")
IKM = {
    "Seksi Pemerintahan": ("70,00", 72, "74", 76, "80,00", 80, 82, 82),
    "Seksi Pembangunan": (60, 61, 62, "63,0", 65, 65, 66, 66),
    "Kelurahan Asemrowo": (80, 80, 80, 80, 86, 86, "86", 86),
    "Kelurahan Genting Kalianak": (75, 75, 75, 75, 75, 75, 75, 75),
}
PAIRS = {
    "Seksi Pemerintahan": ("73,00", "81,00"),
    "Seksi Pembangunan": ("61,50", "65,50"),
    "Kelurahan Asemrowo": ("80,00", "86,00"),
}
# Changes 8, 4, 6: mean 6, standard deviation 2, standard error 2/√3 = 1.1547, t(2; 0.975) = 4.3027.
# 6 ± 4.9683; t = 5.196, p = 0.035. Means before 71.5 and after 77.5.
MEAN_AFTER, MEAN_BEFORE, CHANGE, INTERVAL, P_VALUE = "77,50", "71,50", "+6,00 poin", "+1,03 s.d. +10,97", "p = 0,035"
# At 20 JP twelve values of mean 77.5; at 0 JP twelve of mean 71.5 and eight of 75, mean 72.9: 4.6 points on 20 JP.
PER_TEN_JP = "2,30 poin"
# Seven PNS, six of them at 20 JP; the PPPK has no minimum.
AT_THE_MINIMUM = "6 dari 7"
# August of all four units: (82 + 66 + 86 + 75) / 4 = 77.25.
LATEST = "77,3"
REFUSED = {"cell": "E9", "value": "tujuh puluh"}


def performance_book() -> bytes:
    """An .xlsx: title rows, a two-row merged header, months in words, numbers as text, a bad cell, a signature."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap Th. 2025")
        sheet.merge_range("A1:F1", "LAPORAN KINERJA PELAYANAN")
        sheet.merge_range("A2:F2", "KECAMATAN CONTOH TAHUN 2025")
        bold = book.add_format({"bold": True})
        for column, header in enumerate(("No", "Unit Kerja", "Bulan")):
            sheet.merge_range(3, column, 4, column, header, bold)
        sheet.merge_range("D4:E4", "Hasil Pelayanan", bold)
        sheet.write_row("D5", ("Nilai IKM", "Rata-rata Lama Layanan (menit)"), bold)
        row = 5
        for number, (unit, values) in enumerate(IKM.items(), 1):
            for month, value in zip(MONTHS, values, strict=True):
                minutes: object = REFUSED["value"] if row == 8 else "32,5"
                sheet.write_row(
                    row, 0, (number, unit if month == "Januari" else f" {unit} ", f"{month} 2025", value, minutes)
                )
                row += 1
        sheet.write(row + 1, 3, "Mengetahui,")
        sheet.write(row + 2, 3, "Camat Contoh")
    return content.getvalue()


def training_book() -> bytes:
    """An .ods with a staff list and a training history; NIP with blanks, dates in four styles, a refusal, a footer."""
    book = OpenDocumentSpreadsheet()
    staff, trainings = [], []
    dates = ("2 Mei 2025", date(2025, 5, 4), "05/05/2025", "2025-05-03", "05-05-2025", "4 Mei 2025")
    for number, unit in enumerate(unit for unit in IKM for _ in range(2)):
        nip = f"1985010{number + 1} 201001 1 00{number + 1}"
        status = "PPPK" if number == 7 else "PNS"
        staff.append((number + 1, f"Pegawai {number + 1}", nip, status, unit, "Pelaksana"))
        if number < 6:
            trainings.append((number + 1, nip, "Pelayanan Prima", "Pelayanan", dates[number], "20 JP", "Selesai"))
    trainings.append((7, staff[6][2], "Pelayanan Prima", "Pelayanan", "15 Mei 2025", "20", "menolak"))
    _sheet(book, "Daftar Pegawai", ("No", "Nama Pegawai", "NIP BARU", "Status", "Unit Kerja", "Jabatan"), staff)
    _sheet(
        book, "Diklat", ("No", "NIP", "Nama Diklat", "Bidang", "Tanggal Selesai", "Jumlah Jam", "Kehadiran"), trainings
    )
    content = io.BytesIO()
    book.write(content)
    return content.getvalue()


def _sheet(book: OpenDocumentSpreadsheet, name: str, header: tuple[str, ...], rows: list[tuple]) -> None:
    table = Table(name=name)
    title = TableRow()
    title.addElement(_cell(f"{name.upper()} KECAMATAN CONTOH", numbercolumnsspanned=str(len(header))))
    for _ in header[1:]:
        title.addElement(CoveredTableCell())
    for row in (title, TableRow(), _row(header), *map(_row, rows), TableRow(), _row(("", "", "Sekretaris Kecamatan"))):
        table.addElement(row)
    book.spreadsheet.addElement(table)


def _row(values: tuple) -> TableRow:
    row = TableRow()
    for value in values:
        row.addElement(_cell(value))
    return row


def _cell(value: object, **attributes: str) -> TableCell:
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), **attributes)
    if isinstance(value, int):
        return TableCell(valuetype="float", value=str(value), **attributes)
    cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=str(value)))
    return cell
