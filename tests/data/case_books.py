"""Small books as offices really lay them out, each with what is right, and each in every format that can hold it.

A book is right where exactly its figures come out; where nothing does, it must be asked about or refused. The answers
are written down here, without the loader.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from data.workbooks import Percent
from tests.data.twins import Area, Drawn

Figures = dict[tuple[str, ...], float]
Row = Sequence[Any]

UNITS = ("Asemrowo", "Genting Kalianak", "Tambak Sarioso")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
          "Desember")  # fmt: skip
ROMAN = ("I", "II", "III", "IV")
ELEMENTS = ("Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian", "Biaya/Tarif",
            "Produk Spesifikasi Jenis Pelayanan", "Kompetensi Pelaksana", "Perilaku Pelaksana",
            "Penanganan Pengaduan, Saran dan Masukan", "Sarana dan Prasarana")  # fmt: skip
MEANS = (3.2, 3.25, 3.1, 3.9, 3.3, 3.4, 3.5, 3.6, 3.0)
INDEX = 30.25 / 9 * 25  # the means above sum up to 30.25
NIPS = tuple(f"1980010{day}200801{sex}00{day}" for day in range(1, 7) for sex in (day % 2 + 1,))


@dataclass(frozen=True)
class CaseBook:
    """Rows of one sheet, the name of its file, and its figures: by unit, period and indicator, or as `kind` has them.

    `kind` is what the figures are of: kinerja, layanan (unit, row → minutes), pelatihan (the NIP's last four digits,
    training, first day → JP).
    """

    name: str
    rows: Sequence[Row]
    right: Figures
    file: str = "buku.xlsx"
    kind: str = "kinerja"
    merged: tuple[Area, ...] = ()

    @property
    def drawn(self) -> Drawn:
        """The cells as every format's writer takes them."""
        covered = {
            (row, column)
            for top, left, bottom, right in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        return Drawn(
            {
                (row, column): float(cell) if type(cell) is int else cell
                for row, cells in enumerate(self.rows)
                for column, cell in enumerate(cells)
                if cell is not None and (row, column) not in covered
            },
            self.merged,
        )


def kelurahan(name: str) -> str:
    return f"Kelurahan {name}"


def case_books() -> Iterator[CaseBook]:
    """Every book, kind by kind."""
    for made in (titled, by_rows, by_indicator, years_across, units_across, months_above_rows,
                 months_and_quarters, with_summaries, printed_means, registers, matrices, sums_of_hours):  # fmt: skip
        yield from made()


MONTHLY = {(kelurahan(unit), f"2025-0{month}", "ikm"): 80 + at + month / 10
           for at, unit in enumerate(UNITS) for month in (1, 2, 3)}  # fmt: skip
JANUARY = {place: value for place, value in MONTHLY.items() if place[1] == "2025-01"}


def titled() -> Iterator[CaseBook]:
    """One month a book: month and year stand in title lines, in labels, or in the file's name."""
    lines = {
        "judul": ([["LAPORAN BULAN JANUARI 2025"]], "buku.xlsx"),
        "judul terpisah": ([["TAHUN : 2025"], ["BULAN : Januari"]], "buku.xlsx"),
        "bulan angka": ([["Tahun", ":", "2025"], ["Bulan", ":", "1"]], "buku.xlsx"),
        "bulan ke-": ([["LAPORAN BULAN KE-1 TAHUN 2025"]], "buku.xlsx"),
        "tahun disingkat": ([["LAPORAN BULAN JANUARI '25"]], "buku.xlsx"),
        "tahun di nama file": ([["LAPORAN BULAN JANUARI"]], "Laporan_2025.xlsx"),
        "semua di nama file": ([["LAPORAN PELAYANAN"]], "Laporan Januari 2025.xlsx"),
    }
    for name, (above, file) in lines.items():
        body = [[at + 1, unit.upper(), 80 + at + 0.1] for at, unit in enumerate(UNITS)]
        yield CaseBook(f"bulan: {name}", [*above, [], ["NO", "KELURAHAN", "NILAI IKM"], *body], JANUARY, file)


PERIODS: dict[str, Callable[[int], Any]] = {
    "Januari 2025": lambda month: f"{MONTHS[month - 1]} 2025",
    "Jan-25": lambda month: f"{MONTHS[month - 1][:3]}-25",
    "tanggal": lambda month: datetime(2025, month, 1),
    "2025/01": lambda month: f"2025/0{month}",
    "01.2025": lambda month: f"0{month}.2025",
    "202501": lambda month: 202500 + month,
    "bulan ke-1 2025": lambda month: f"bulan ke-{month} 2025",
}


def by_rows() -> Iterator[CaseBook]:
    """A row a unit and month, the month written anyhow; numbers as numbers or as text with a comma."""
    typed: dict[str, Callable[[float], Any]] = {"angka": lambda value: value, "teks": lambda value: f"{value:.2f}"}
    typed["koma"] = lambda value: f"{value:.2f}".replace(".", ",")
    for at, (name, period) in enumerate(PERIODS.items()):
        how, cell = list(typed.items())[at % len(typed)]
        body = [[unit, period(month), cell(MONTHLY[kelurahan(unit), f"2025-0{month}", "ikm"])]
                for unit in UNITS for month in (1, 2, 3)]  # fmt: skip
        yield CaseBook(f"baris: {name}, {how}", [["Kelurahan", "Periode", "IKM"], *body], MONTHLY)
    for name, spelt in {"1. ": "{}. {}", "kantor": "Kantor Kelurahan {1}", "Kel.": "Kel. {1}"}.items():
        body = [[spelt.format(at + 1, unit), "Januari 2025", 80 + at + 0.1] for at, unit in enumerate(UNITS)]
        yield CaseBook(f"unit: {name}", [["Unit Kerja", "Periode", "IKM"], *body], JANUARY)


QUARTERLY = {("Kelurahan Asemrowo", f"2025Q{quarter}", name): first + quarter
             for quarter in (1, 2, 3) for name, first in (("ikm", 80), ("tepat_waktu", 90))}  # fmt: skip
INDICATORS = (("Indeks Kepuasan Masyarakat", 80), ("Persentase Tepat Waktu", 90))
PERFORMANCE = [["REALISASI KINERJA KELURAHAN ASEMROWO TAHUN 2025"], []]


def by_indicator() -> Iterator[CaseBook]:
    """An indicator a row with its target, the triwulan or months across in every spelling; the unit is in the title."""
    left = ["No", "Indikator Kinerja", "Satuan", "Target"]
    spelt = ("TW {}", "Triwulan {}", "TW-{}", "{}", "Realisasi TW {}", "TW {} 2025", "Triwulan ke-{}")
    for spelling in spelt:
        yield _indicators(spelling, [[*left, *(spelling.format(number) for number in ROMAN)]], lambda q: [q])
    group = [None] * len(left)
    yield _indicators("di bawah Realisasi", [[*left, "Realisasi", None, None, None], [*group, *ROMAN]], lambda q: [q])
    both = [[*left[:3], "Target", None, None, None, "Realisasi", None, None, None], [None] * 3 + [*ROMAN, *ROMAN]]
    yield CaseBook("indikator: target dan realisasi per TW", [
        *PERFORMANCE, *both,
        *([at, name, "Nilai", 88, 88, 88, 88, first + 1, first + 2, first + 3] for at, (name, first) in
          enumerate(INDICATORS, 1)),
    ], QUARTERLY)  # fmt: skip
    for roles in (("Target", "Realisasi"), ("T", "R"), ("Realisasi", "Target"), ("Target", "Realisasi", "%")):
        yield _with_roles(roles)
    months = [[*left, *(str(month) for month in range(1, 13))], [*left, *(name[:3].upper() for name in MONTHS)]]
    for head in months:
        right = {("Kelurahan Asemrowo", f"2025-{month:02d}", "ikm"): 60.0 + month for month in range(1, 13)}
        row = [1, "Indeks Kepuasan Masyarakat", "Nilai", 88, *(60 + month for month in range(1, 13))]
        yield CaseBook(f"indikator: bulan {head[4]} …", [*PERFORMANCE, head, row], right)
    text = [[at, name, "Nilai", "88,00", *(f"{first + q},00" for q in (1, 2, 3)), "-"]
            for at, (name, first) in enumerate(INDICATORS, 1)]  # fmt: skip
    head = [*left, *(f"TW {number}" for number in ROMAN)]
    yield CaseBook("indikator: angka sebagai teks", [*PERFORMANCE, head, *text], QUARTERLY)
    shares = [[1, "Persentase Tepat Waktu", "%", Percent(88.0), *(Percent(90.0 + q) for q in (1, 2, 3))]]
    yield CaseBook("indikator: sel persen", [*PERFORMANCE, head, *shares],
                   {place: value for place, value in QUARTERLY.items() if place[2] == "tepat_waktu"})  # fmt: skip


def _indicators(name: str, head: list[list[Any]], places: Callable[[int], list[int]]) -> CaseBook:
    body = [
        [at, indicator, "Nilai", 88, *(first + each for quarter in (1, 2, 3) for each in places(quarter))]
        for at, (indicator, first) in enumerate(INDICATORS, 1)
    ]
    return CaseBook(f"indikator: {name}", [*PERFORMANCE, *head, *body], QUARTERLY)


def _with_roles(roles: tuple[str, ...]) -> CaseBook:
    across = [number for number in ROMAN[:3] for _ in roles]
    head = [["No", "Indikator", "Satuan", *(f"TW {number}" for number in across)], [None] * 3 + [*roles] * 3]
    wide = len(roles)
    merged = tuple((2, 3 + wide * at, 2, 2 + wide * (at + 1)) for at in range(3))

    def cell(role: str, value: float) -> float:
        return {"T": 88.0, "R": value, "%": round(value / 0.88, 2)}[role[0]]

    body = [[at, name, "Nilai", *(cell(role, first + q) for q in (1, 2, 3) for role in roles)]
            for at, (name, first) in enumerate(INDICATORS, 1)]  # fmt: skip
    return CaseBook(f"indikator: {' | '.join(roles)}", [*PERFORMANCE, *head, *body], QUARTERLY, merged=merged)


def years_across() -> Iterator[CaseBook]:
    """A year a column, its number alone or under "Tahun"; a unit or an indicator a row."""
    years = (2023, 2024, 2025)
    right = {(kelurahan(unit), str(year), "ikm"): 80.25 + at + year - 2023
             for at, unit in enumerate(UNITS) for year in years}  # fmt: skip
    body = [[unit, *(80.25 + at + of for of in range(3))] for at, unit in enumerate(UNITS)]
    heads = ([["Kelurahan", *years]], [["Kelurahan", *map(str, years)]], [["Kelurahan", *(f"Th. {y}" for y in years)]],
             [["Kelurahan", "Tahun", None, None], [None, *years]])  # fmt: skip
    for at, head in enumerate(heads):
        for gap in ([], [[]]):
            rows = [["NILAI IKM PER KELURAHAN"], *gap, *head, *body]
            yield CaseBook(f"tahun mendatar: {at} {len(gap)}", rows, right)
    of_one = {place: value for place, value in right.items() if place[0] == kelurahan(UNITS[0])}
    row = [1, "Indeks Kepuasan Masyarakat", "Nilai", *body[0][1:]]
    for head in ([["No", "Indikator", "Satuan", *years]],
                 [["No", "Indikator", "Satuan", "Realisasi", None, None], [None, None, None, *years]]):  # fmt: skip
        yield CaseBook(f"tahun mendatar: indikator, {head[0][3]}", [["KELURAHAN ASEMROWO"], [], *head, row], of_one)


def units_across() -> Iterator[CaseBook]:
    """A unit a column, months down, or indicators; sums beside and below; two indicators or a target under each."""
    cells = [[MONTHS[month - 1], *(MONTHLY[kelurahan(unit), f"2025-0{month}", "ikm"] for unit in UNITS)]
             for month in (1, 2, 3)]  # fmt: skip
    for spelt in ("{}", "Kelurahan {}", "Kel. {}", "KEL. {}"):
        head = ["Bulan", *map(spelt.format, UNITS)]
        yield CaseBook(f"unit mendatar: {spelt}", [["NILAI IKM TAHUN 2025"], [], head, *cells], MONTHLY)
    rows = [["NILAI IKM TAHUN 2025"], ["Bulan", "Kelurahan", None, None], [None, *UNITS], *cells]
    yield CaseBook("unit mendatar: di bawah Kelurahan", rows, MONTHLY, merged=((1, 1, 1, 3),))
    head, means = ["No", "Bulan", *UNITS, "Rata-rata"], ["", "Rata-rata", 80.2, 81.2, 82.2, 81.2]
    numbered = [[at, *row, sum(row[1:]) / 3] for at, row in enumerate(cells, 1)]
    yield CaseBook("unit mendatar: rata-rata", [["NILAI IKM TAHUN 2025"], head, *numbered, means], MONTHLY)
    grouped = [cell for unit in UNITS for cell in (unit, None)]
    for title, pair in (("KINERJA 2025", ("IKM", "Pengaduan")), ("IKM 2025", ("Realisasi", "Target"))):
        of_both = [[row[0], *(cell for value in row[1:] for cell in (value, 85))] for row in cells]
        rows = [[title], ["Bulan", *grouped], [None, *pair * 3], *of_both]
        second = {(unit, period, "pengaduan"): 85.0 for unit, period, _ in MONTHLY if "Pengaduan" in pair}
        merged = tuple((1, at, 1, at + 1) for at in (1, 3, 5))
        yield CaseBook(f"unit mendatar: {pair}", rows, MONTHLY | second, merged=merged)
    rows = [["JANUARI 2025"], ["Indikator", *UNITS], ["IKM", *cells[0][1:]]]
    yield CaseBook("unit mendatar: indikator menurun", rows, JANUARY)


def months_above_rows() -> Iterator[CaseBook]:
    """A month stands once, in a row of its own above its units, or over the columns of a triwulan with their sum."""
    by_month = [[[unit, MONTHLY[kelurahan(unit), f"2025-0{month}", "ikm"]] for unit in UNITS] for month in (1, 2, 3)]
    for spelt in ("{}", "BULAN {}", "{} 2025"):
        below = [row for at, units in enumerate(by_month) for row in ([spelt.format(MONTHS[at].upper())], *units)]
        rows: list[Row] = [["IKM TAHUN 2025"], ["Kelurahan", "IKM"], *below]
        yield CaseBook(f"bulan di atas baris: {spelt}", rows, MONTHLY)
    first, *later = [[[f"{MONTHS[at]} 2025"], *units] for at, units in enumerate(by_month)]
    rows = [first[0], ["Kelurahan", "IKM"], *first[1:], *([], *later[0]), *([], *later[1])]
    yield CaseBook("bulan di atas baris: tabel berlanjut", rows, MONTHLY)
    wide = [[unit, *(MONTHLY[kelurahan(unit), f"2025-0{month}", "ikm"] for month in (1, 2, 3)), 81] for unit in UNITS]
    for group, last in (("TRIWULAN I", "Jml"), ("TW I 2025", "Rata-rata"), ("Semester I", "Total")):
        head = [["Kelurahan", group, None, None, None], [None, "Jan", "Feb", "Mar", last]]
        yield CaseBook(f"bulan di bawah {group}", [["IKM TAHUN 2025"], [], *head, *wide], MONTHLY)


def months_and_quarters() -> Iterator[CaseBook]:
    """A row of the triwulan after its months is a figure of its own length, never one month more."""
    for column in ("Bulan", "Periode"):
        for spelt in ("Triwulan I", "TW I", "TRIWULAN 1"):
            rows: list[Row] = [["KINERJA TAHUN 2025"], ["Kelurahan", column, "IKM"]]
            for at, unit in enumerate(UNITS):
                rows += [[unit, MONTHS[month - 1], 80 + at + month / 10] for month in (1, 2, 3)]
                rows.append([unit, spelt, 80.2 + at])
            of_quarter = {(kelurahan(unit), "2025Q1", "ikm"): 80.2 + at for at, unit in enumerate(UNITS)}
            yield CaseBook(f"bulan dan triwulan: {column}, {spelt}", rows, MONTHLY | of_quarter)


SUMMARIES = ("Kecamatan Asemrowo", "Kec. Asemrowo", "Grand Total", "Rata2", "Capaian Kecamatan", "JUMLAH / RATA-RATA")


def with_summaries() -> Iterator[CaseBook]:
    """Each month begins or ends with a row that sums up or averages it; a mean may weigh units by respondents."""
    for at, name in enumerate(SUMMARIES):
        head = ["Kelurahan", "Bulan", "IKM", "Jumlah Responden", "Pengaduan"]
        rows: list[Row] = [["CAPAIAN TAHUN 2025"], head]
        right: Figures = {}
        for month in (1, 2, 3):
            weights = (30, 50, 100) if at % 3 == 2 else (1, 1, 1)
            values = [80 + place + month / 10 for place in range(3)]
            mean = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
            total = [name, MONTHS[month - 1], round(mean, 2), sum(weights), 6]
            units = [[u, MONTHS[month - 1], v, w, p + 1]
                     for p, (u, v, w) in enumerate(zip(UNITS, values, weights, strict=True))]  # fmt: skip
            rows += [total, *units] if at % 2 else [*units, total]
            for place, (unit, value) in enumerate(zip(UNITS, values, strict=True)):
                right[kelurahan(unit), f"2025-0{month}", "ikm"] = value
                right[kelurahan(unit), f"2025-0{month}", "pengaduan"] = place + 1
        yield CaseBook(f"ringkasan: {name}", rows, right)


def printed_means() -> Iterator[CaseBook]:
    """Published means of the nine elements: an element a row, or a unit a row; more than nine are another survey."""
    title = [["HASIL SURVEI KEPUASAN MASYARAKAT KELURAHAN ASEMROWO"], ["SEMESTER I TAHUN 2025"], []]
    right = {("Kelurahan Asemrowo", "2025-01", "ikm"): INDEX}  # a half is told by its first month
    heads = (("Unsur Pelayanan", "NRR"), ("Unsur yang Dinilai", "Nilai Rata-rata per Unsur"), ("Unsur", "Skor"))
    numbered = [f"U{number}" for number in range(1, 10)]
    for (element, mean), names in zip(heads, (ELEMENTS, numbered, ELEMENTS), strict=True):
        body = [[at, *pair, "B"] for at, pair in enumerate(zip(names, MEANS, strict=True), 1)]
        yield CaseBook(f"unsur: {element}", [*title, ["No", element, mean, "Mutu"], *body], right)
    converted = [[at, name, mean * 25, "B"] for at, (name, mean) in enumerate(zip(ELEMENTS, MEANS, strict=True), 1)]
    yield CaseBook("unsur: konversi", [*title, ["No", "Unsur", "Nilai Unsur", "Mutu"], *converted], right)
    more = [*ELEMENTS, "Keadilan", "Keamanan", "Kenyamanan"]
    beyond = [[at, name, 3.2, "B"] for at, name in enumerate(more, 1)]
    yield CaseBook("unsur: lebih dari sembilan", [*title, ["No", "Unsur", "NRR", "Mutu"], *beyond], {})
    every = {(kelurahan(unit), "2025-01", "ikm"): INDEX for unit in UNITS}
    for head, extra in (((), ()), (("Jumlah Responden",), (100,)), (("IKM", "Mutu"), (84.03, "B"))):
        for names in (numbered, ELEMENTS):
            rows = [["Unit Kerja", "Periode", *names, *head],
                    *([unit, "Semester I 2025", *MEANS, *extra] for unit in UNITS)]  # fmt: skip
            yield CaseBook(f"unsur mendatar: {names[0]} {head}", rows, every)


DAYS = tuple(datetime(2025, 10, 13) + timedelta(days=day) for day in range(5))
REGISTER = [["BUKU REGISTER PELAYANAN KELURAHAN TAMBAK SARIOSO"], []]


def registers() -> Iterator[CaseBook]:
    """Every case takes 45 minutes, told by hours beside their days or by a length; where neither says so, no figure."""
    right = {("Kelurahan Tambak Sarioso", str(row)): 45.0 for row in range(4, 9)}
    hours = (("08:10", "08:55"), ("08.10 WIB", "pukul 08.55"), ("8:10 AM", "8:55 AM"), (time(8, 10), time(8, 55)))
    heads = (
        ("Tanggal Masuk", "Jam Masuk", "Tanggal Selesai", "Jam Selesai"),
        ("Tgl Permohonan", "Waktu Permohonan", "Tgl Selesai", "Waktu Selesai"),
        ("Tanggal Datang", "Pukul Datang", "Tanggal Jadi", "Pukul Jadi"),
        ("Tgl Masuk", "Pukul", "Tgl Selesai", "Pukul"),
    )
    for head, (came, done) in zip(heads, hours, strict=True):
        body = [[at, "KTP", day, came, day, done] for at, day in enumerate(DAYS, 1)]
        yield CaseBook(
            f"register: {head[1]}", [*REGISTER, ["No", "Jenis Layanan", *head], *body], right, kind="layanan"
        )
    mixed = [[at, "KTP", day, time(8, 10), time(8, 55)] for at, day in enumerate(DAYS, 1)]
    for pair in (("Mulai", "Selesai"), ("Jam Mulai", "Sampai"), ("Waktu Mulai", "Waktu Selesai")):
        head = ["No", "Jenis Layanan", "Tanggal", *pair]
        yield CaseBook(f"register: satu tanggal, {pair[0]}", [*REGISTER, head, *mixed], right, kind="layanan")
    lengths = {"Lama (mnt)": 45, "Durasi (jam)": 0.75, "Lama Layanan": "45 menit"}
    unsure = {"Lama": 45, "Lama Proses": "< 1 jam", "Lama Pelayanan": "1-2 jam", "Waktu Penyelesaian": time(8, 55)}
    for heading, cell in (lengths | unsure).items():
        rows = [[at, "KTP", day, day, cell] for at, day in enumerate(DAYS, 1)]
        head = ["No", "Jenis Layanan", "Tanggal Masuk", "Tanggal Selesai", heading]
        known = right if heading in lengths else {}
        yield CaseBook(f"register: {heading} {cell}", [*REGISTER, head, *rows], known, kind="layanan")
    night = [[at, "KTP", day, time(23, 50), time(0, 35)] for at, day in enumerate(DAYS, 1)]
    head = ["No", "Jenis Layanan", "Tanggal", "Jam Masuk", "Jam Selesai"]
    yield CaseBook("register: lewat tengah malam", [*REGISTER, head, *night], {}, kind="layanan")


def matrices() -> Iterator[CaseBook]:
    """A person a row, trainings across: marks or their JP count, scores do not; counts are no whole unit."""
    names, days, jp = ("Pelayanan Prima", "Bimtek SIAK"), ("12 Maret 2025", "15 Juni 2025"), (20, 16)
    right = {(nip[-4:], names[at % 2], ("2025-03-12", "2025-06-15")[at % 2]): float(jp[at % 2])
             for at, nip in enumerate(NIPS)}  # fmt: skip
    spelt = ("{0} ({1} JP) {2}", "{0}\n({1} JPL)\n{2}", "{2} - {0} - {1} jam")
    marks: tuple[Callable[[int], Any], ...] = (lambda at: "v", lambda at: 1, lambda at: jp[at % 2])
    for spelling, mark in zip(spelt, marks, strict=True):
        rows = [[f"Orang {at}", nip, "Seksi Umum", *((mark(at) if at % 2 == column else None) for column in (0, 1))]
                for at, nip in enumerate(NIPS)]  # fmt: skip
        heads = [spelling.format(*each) for each in zip(names, jp, days, strict=True)]
        yield CaseBook(f"matriks: {heads[0]}", [["Nama", "NIP", "Unit Kerja", *heads], *rows], right, kind="pelatihan")
    scores = [[f"Orang {at}", nip, "Seksi Umum", 80 + at] for at, nip in enumerate(NIPS)]
    for heading in ("Pelayanan Prima (20 JP) 12 Maret 2025", "Pelayanan Prima 12 Maret 2025"):
        rows = [["Nama", "NIP", "Unit Kerja", heading], *scores]
        yield CaseBook(f"matriks: nilai, {heading}", rows, {}, kind="pelatihan")
    for heading, count in (("Jumlah Orang", "5 orang"), ("Banyaknya", 5), ("Jumlah Peserta", 5)):
        rows = [["Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "JP", heading],
                *([unit, "Pelayanan Prima", "13/03/2025", 20, count] for unit in UNITS)]  # fmt: skip
        yield CaseBook(f"pelatihan: {heading}", rows, {}, kind="pelatihan")


def sums_of_hours() -> Iterator[CaseBook]:
    """JP a person and year, triwulan or month: by columns, by rows or by the title; a sum beside them is no more JP."""
    left, title = ["No", "Nama", "NIP", "Unit Kerja"], [["REKAP JP PEGAWAI KECAMATAN ASEMROWO TAHUN 2025"], []]
    spans = {
        "tahun": (["Jumlah JP", "Target"], {"2025": ("2025-01-01", 20.0)}, [20, 20]),
        "dua tahun": (["JP 2024", "JP 2025"], {"2024": ("2024-01-01", 12.0), "2025": ("2025-01-01", 20.0)}, [12, 20]),
        "triwulan": (["TW I", "TW II", "Total JP"],
                     {"2025-T1": ("2025-01-01", 8.0), "2025-T2": ("2025-04-01", 12.0)}, [8, 12, 20]),
        "bulan": (["Jan", "Feb", "Jumlah"], {"2025-01": ("2025-01-01", 4.0), "2025-02": ("2025-02-01", 16.0)},
                  [4, 16, 20]),
        "realisasi": (["Target JP", "Realisasi JP", "%"], {"2025": ("2025-01-01", 20.0)}, [20, 20, 100]),
    }  # fmt: skip
    for name, (heads, periods, hours) in spans.items():
        rows = [[at, f"Orang {at}", nip, "Seksi Umum", *hours] for at, nip in enumerate(NIPS, 1)]
        right = {(nip[-4:], f"Rekap JP {period}", day): jp for nip in NIPS for period, (day, jp) in periods.items()}
        yield CaseBook(f"rekap JP: {name}", [*title, [*left, *heads], *rows], right, kind="pelatihan")
    by_month = [[nip, month, 4 + at] for nip in NIPS[:2] for at, month in enumerate(MONTHS[:3])]
    right = {(nip[-4:], f"Rekap JP 2025-0{at}", f"2025-0{at}-01"): 3.0 + at for nip in NIPS[:2] for at in (1, 2, 3)}
    yield CaseBook("rekap JP: bulan per baris", [*title, ["NIP", "Bulan", "JP"], *by_month], right, kind="pelatihan")
