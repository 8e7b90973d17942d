"""One workbook with every sheet kind, small enough to answer each question about it by hand: answers.csv does."""

from datetime import datetime

from data.ingest.load import Dataset, load_books
from tests.analysis.office import nip
from tests.data.made_books import Grid, workbook

A, B = "Kelurahan Asemrowo", "Kelurahan Genting Kalianak"
PERSONS = [nip(number) for number in range(1, 9)]
TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)
SCORES = [(50, 70), (60, 70), (40, 70), (50, 60), (50, 80)]

SKM: Grid = [
    [
        "Unit Pelayanan",
        "Jenis Layanan",
        "Periode",
        *(f"U{number}" for number in range(1, 8)),
        "U8 (Pengaduan)",
        "U9 (Sarana)",
    ],
    *([A, "KTP-el", "Triwulan I 2025", *(4 if place < total - 87 else 3 for total in TOTALS)] for place in range(29)),
]
"""GASPUL's published example: 29 forms whose answers add up to TOTALS."""

PEGAWAI: Grid = [
    ["NIP", "Status", "Unit Kerja", "TMT"],
    *([who, "PNS", A, "1 Januari 2020"] for who in PERSONS[:6]),
    [PERSONS[6], "PNS", A, "1 Juli 2025"],
    [PERSONS[7], "PPPK", A, "1 Januari 2021"],
]
TITLES = [
    "NIP", "Nama Pelatihan", "Bentuk", "Tanggal Mulai", "Tanggal Selesai", "JP", "Biaya", "Kehadiran", "Alasan",
    "Nilai Pre", "Nilai Post",
]  # fmt: skip


def attended(who: str, name: str, form: str, day: str, jp: int, cost: int, *scores: int) -> list[object]:
    return [who, name, form, day, day, jp, cost, "selesai", None, *scores]


PELATIHAN: Grid = [
    TITLES,
    *([who, "Bimtek Arsip", "Bimbingan Teknis", "10 Februari 2025", "10 Februari 2025", None, None, "menolak", "Sibuk"]
      for who in PERSONS[1:6]),
    *(attended(who, "Bimtek Data", "Bimbingan di Tempat Kerja", "10 April 2025", 6, 200_000) for who in PERSONS[:5]),
    *(attended(who, "Pelayanan Prima", "Klasikal", "5 Juni 2025", 24, 1_200_000, *both)
      for who, both in zip(PERSONS, SCORES, strict=False)),
    *(attended(who, "Literasi Digital", "E-Learning", "20 Juni 2025", 10, 300_000) for who in PERSONS[0:6:5]),
]  # fmt: skip
BEFORE = [(60, 50, 70), (62, 52, 71), (64, 54, 72), (66, 56, 73), (68, 58, 74)]
RISES = [0, -2, 2, 0, 0]
EVALUASI: Grid = [
    ["Kode Peserta", "Nama Pelatihan", "Saat", "Motivasi", "Percaya Diri", "Perilaku", "Reaksi"],
    *([f"P-{place}", "Pelayanan Prima", "sebelum", *own, None] for place, own in enumerate(BEFORE)),
    *([f"P-{place}", "Pelayanan Prima", "sesudah", own[0] + 5 + more, own[1] + 10 + more, None, 80 + 2 * place]
      for place, (own, more) in enumerate(zip(BEFORE, RISES, strict=True))),
    *([f"P-{place}", "Pelayanan Prima", "3 bulan", None, None, own[2] + 4 + more, None]
      for place, (own, more) in enumerate(zip(BEFORE, RISES, strict=True))),
]  # fmt: skip


def case(unit: str, start: datetime, end: datetime | None, promise: str, returned: str = "tidak") -> list[object]:
    return [unit, "KTP-el", start, end, promise, returned]


EIGHT = datetime(2025, 10, 6, 8)
LAYANAN: Grid = [
    ["Unit Kerja", "Jenis Layanan", "Tanggal Masuk", "Tanggal Selesai", "Standar Waktu", "Dikembalikan"],
    *(case(A, EIGHT, EIGHT.replace(minute=minute), "30 menit") for minute in (10, 20, 30)),
    case(A, EIGHT, EIGHT.replace(minute=40), "30 menit", "ya"),
    case(A, datetime(2025, 10, 20, 9), None, "30 menit"),
    case(B, EIGHT, datetime(2025, 10, 6, 10), "2 jam"),
    case(B, datetime(2025, 10, 6), datetime(2025, 10, 15), "7 hari kerja"),
    case(B, datetime(2025, 10, 6), datetime(2025, 10, 16), "7 hari kerja"),
    case(B, datetime(2025, 10, 20, 8), datetime(2025, 10, 20, 9, 40), "1 jam"),
]
MONTHS = ("Januari", "Februari", "Maret", "April")
KINERJA: Grid = [
    ["Unit Kerja", "Bulan", "Tahun", "Tepat Waktu (%)", "Berkas Masuk", "Pengaduan"],
    *([unit, month, 2025, 80 + 2 * (place % 2), 100, 2] for unit in (A, B) for place, month in enumerate(MONTHS)),
]
ANGGARAN: Grid = [
    ["Tahun", "Program", "Pagu", "Realisasi"],
    [2025, "Pengembangan Kompetensi ASN", "Rp10.000.000", 7_600_000],
    [2025, "Sarana Pelayanan", "Rp30.000.000", 24_400_000],
]
TARGET: Grid = [
    ["Indikator", "Tahun", "Target", "Arah", "Unit Kerja"],
    ["Tepat waktu", 2025, 85, "naik", None],
    ["Tepat waktu", 2025, 70, "naik", A],
    ["Pengaduan", 2025, "1", "turun", None],
]
KEJADIAN: Grid = [
    ["Tanggal Mulai", "Tanggal Selesai", "Kejadian", "Unit Kerja"],
    ["1 Maret 2025", None, "Ajakan ikut pelatihan", None],
]
RTL: Grid = [
    ["Prioritas Unsur", "Program/Kegiatan", "Waktu (Triwulan)", "Penanggung Jawab", "Tahun", "Status"],
    ["Waktu Penyelesaian", "Memantau standar waktu", "Triwulan II", "Seksi Pelayanan", 2025, "sudah"],
    ["Prosedur", "Memajang alur", "Triwulan III", "Seksi Pelayanan", 2025, "belum"],
]
KINDS = {
    "skm": SKM, "pegawai": PEGAWAI, "pelatihan": PELATIHAN, "evaluasi": EVALUASI, "layanan": LAYANAN,
    "kinerja": KINERJA, "anggaran": ANGGARAN, "target": TARGET, "kejadian": KEJADIAN, "rtl": RTL,
}  # fmt: skip


def book() -> bytes:
    """The workbook as an .xlsx file."""
    return workbook(*KINDS.values())


def dataset() -> Dataset:
    """The workbook as it is read."""
    return load_books([("kantor.xlsx", book())])
