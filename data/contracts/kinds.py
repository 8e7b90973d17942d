"""The sheet kinds. Names an office may print over a column are listed as seen in the field; case and marks do not matter."""

from __future__ import annotations

from data.catalog import INDICATORS
from data.contracts.contract import Column, Contract
from data.contracts.unsur import LABELS

_NIP = ("NIP", "NIP Baru", "No NIP", "NIP Pegawai", "NIP/NI PPPK", "NIP / NIPPPK", "Nomor Induk Pegawai", "NI PPPK",
        "NIP/NIPPPK", "NIP ASN", "NIP Peserta", "Nip Lengkap")  # fmt: skip
_NAMA = ("Nama", "Nama Pegawai", "Nama Lengkap", "Nama Peserta", "Nama ASN", "Nama Lengkap dan Gelar", "Nama dan Gelar",
         "Peserta", "Nama Karyawan")  # fmt: skip
_UNIT = ("Unit", "Unit Kerja", "Satker", "Satuan Kerja", "Perangkat Daerah", "OPD", "SKPD", "Unor Nama", "Unit Organisasi",
         "Seksi", "Kelurahan", "Kelurahan/Seksi", "Seksi/Kelurahan", "Kelurahan / Unit", "Unit Pelayanan", "Nama Unit", "Lokasi",
         "Unit Kerja/Kelurahan", "Bagian", "Bagian/Seksi", "Seksi/Subbagian", "Seksi/Subbag", "Nama Unit Kerja",
         "Nama Kelurahan", "Unit Layanan", "Unit Penyelenggara Pelayanan", "UPP", "Unit Peserta", "Wilayah")  # fmt: skip
_JABATAN = ("Jabatan", "Jabatan Saat Ini", "Jabatan Nama", "Nama Jabatan")
_IGNORED = (
    Column("nomor", "No", "ignored", ("No", "Nomor", "No Urut", "Nomor Urut", "#", "No.")),
    Column("keterangan", "Keterangan", "ignored", ("Keterangan", "Ket", "Catatan")),
)

_STATUS = {
    "PNS": ("pns", "pegawai negeri sipil", "asn pns"),
    "CPNS": ("cpns", "calon pns"),
    "PPPK": ("pppk", "p3k", "asn pppk", "pppk penuh waktu", "pegawai pemerintah dengan perjanjian kerja"),
    "PPPK Paruh Waktu": ("pppk paruh waktu", "p3k paruh waktu", "pppk pw"),
    "Non-ASN": ("non asn", "nonasn", "ptt", "t kontrak", "tenaga kontrak", "kontrak", "honorer", "outsourcing",
                "tenaga outsourcing", "os", "thl", "tks", "non pns"),
}  # fmt: skip
_KEHADIRAN = {
    "selesai": ("selesai", "hadir", "lulus", "tuntas", "mengikuti", "ya", "hadir penuh", "sudah", "selesai mengikuti",
                "telah selesai", "v", "true", "h", "lulus dengan pujian", "sangat memuaskan", "memuaskan"),
    "tidak hadir": ("tidak hadir", "absen", "mangkir", "tidak mengikuti", "tidak datang", "alpa", "alpha", "tanpa keterangan",
                    "tidak", "false", "th", "tidak ikut", "sakit", "izin", "ijin", "cuti"),
    "menolak": ("menolak", "tidak bersedia", "keberatan", "menolak ikut"),
    "batal": ("batal", "dibatalkan", "ditunda", "mengundurkan diri", "mundur", "cancel"),
}  # fmt: skip
_YES_NO = {
    "ya": ("ya", "y", "true", "1", "v", "iya", "ada", "dikembalikan", "kembali"),
    "tidak": ("tidak", "t", "false", "0", "n", "tdk", "tidak dikembalikan", "no"),
}
_CASE_STATUS = {
    "dikembalikan": ("dikembalikan", "berkas dikembalikan", "kembali", "berkas kurang", "tidak lengkap"),
    "selesai": ("selesai", "selesai diproses", "sudah selesai", "terbit", "diambil", "sudah diambil"),
    "proses": ("proses", "diproses", "dalam proses", "belum selesai", "menunggu", "pending", "baru"),
    "ditolak": ("ditolak", "tolak"),
    "batal": ("batal", "dibatalkan"),
}  # fmt: skip
_START = ("Mulai", "Tanggal Mulai", "Tgl Mulai", "Tanggal", "Tgl", "Tanggal Pelaksanaan", "Tgl Pelaksanaan", "Waktu Pelaksanaan",
          "Pelaksanaan", "Tanggal Kursus", "Tanggal Pelatihan", "Tanggal Diklat", "Tanggal Kegiatan", "Tgl Kegiatan", "Mulai Tanggal",
          "Waktu Pelaksanaan Mulai", "Pelaksanaan Mulai", "TMT", "Dari", "Dari Tanggal", "Hari/Tanggal", "Hari, Tanggal",
          "Tgl Diklat", "Tgl Pelatihan", "Waktu", "Tanggal Awal")  # fmt: skip
_END = ("Selesai", "Tanggal Selesai", "Tgl Selesai", "s.d.", "s/d", "Sampai", "Sampai Tanggal", "Tanggal Selesai Kursus",
        "Tanggal Akhir", "Tgl Akhir", "Akhir", "Sampai Dengan", "Tanggal Berakhir", "Berakhir")  # fmt: skip
_JP = ("JP", "JPL", "Jumlah JP", "Jumlah Jam", "Jam Pelajaran", "Total JP", "Lama Diklat", "Jumlah Jam Pelajaran", "Jam Diklat",
       "Durasi JP", "Jml JP", "Jml Jam", "Lama (JP)", "Bobot JP", "Jam Pelatihan")  # fmt: skip

PERIOD_COLUMNS = (
    Column("periode", "Periode", "period", ("Periode", "Masa", "Periode Laporan", "Bulan/Tahun", "Bulan Tahun", "Bulan & Tahun",
           "Periode Survei", "Periode Pelaksanaan", "Bulan Laporan", "Waktu Laporan"), vital=True),
    Column("bulan", "Bulan", "month", ("Bulan", "Bln", "Nama Bulan"), vital=True),
    Column("triwulan", "Triwulan", "quarter", ("Triwulan", "TW", "Kuartal", "Tri Wulan", "Triwulan Ke"), vital=True),
    Column("semester", "Semester", "half", ("Semester", "Smt", "Semester Ke"), vital=True),
    Column("tahun", "Tahun", "year", ("Tahun", "Thn", "Th", "Tahun Anggaran", "Tahun Laporan"), vital=True),
)  # fmt: skip
PERIOD_NAMES = tuple(column.name for column in PERIOD_COLUMNS)

_UNIT_COLUMN = Column("unit", "Unit Kerja", "unit", _UNIT, vital=True)
_NAME_COLUMN = Column("nama", "Nama", "ignored", _NAMA)

PEGAWAI = Contract(
    kind="pegawai",
    label="daftar pegawai",
    columns=(
        Column("nip", "NIP", "nip", _NIP, vital=True),
        _NAME_COLUMN,
        Column("status", "Status", "choice", ("Status", "Status Pegawai", "Status Kepegawaian", "Jenis Pegawai", "ASN",
               "Kedudukan Pegawai", "Jenis ASN", "Status ASN"), choices=_STATUS),
        _UNIT_COLUMN,
        Column("jabatan", "Jabatan", "text", _JABATAN),
        Column("pendidikan", "Pendidikan", "text", ("Pendidikan", "Pendidikan Terakhir", "Tingkat Pendidikan Nama",
               "Tingkat Pendidikan", "Pend. Terakhir")),
        Column("mulai", "Mulai", "day", ("Mulai", "Tanggal Mulai", "Tgl Mulai", "TMT", "TMT Unit", "TMT CPNS", "Mulai Bertugas",
               "Tanggal Masuk", "TMT Jabatan", "Mulai di Unit", "Tanggal Mulai Bertugas", "TMT Unit Kerja", "TMT di Unit")),
        Column("selesai", "Selesai", "day", ("Selesai", "Tanggal Selesai", "Tgl Selesai", "Tanggal Keluar", "TMT Pensiun",
               "Selesai Bertugas", "Tanggal Selesai Bertugas", "Sampai")),
        Column("golongan", "Golongan", "ignored", ("Golru", "Pangkat", "Pangkat Gol./Ruang", "Gol/Ruang", "Pangkat/Gol",
               "Gol Akhir Nama", "Golongan", "Gol", "Pangkat/Golongan", "TMT Golru")),
        *_IGNORED,
    ),
    needs=(("nip",), ("unit",)),
    from_title=frozenset({"unit"}),
    excludes=frozenset({"nama_pelatihan"}),
    identity=("nip", "unit", "mulai"),
)  # fmt: skip

PELATIHAN = Contract(
    kind="pelatihan",
    label="pelatihan",
    columns=(
        Column("nip", "NIP", "nip", _NIP, vital=True),
        _NAME_COLUMN,
        _UNIT_COLUMN,
        Column("nama_pelatihan", "Nama Pelatihan", "text", ("Nama Pelatihan", "Nama Diklat", "Nama Kursus", "Pelatihan", "Diklat",
               "Nama Kegiatan", "Latihan Struktural Nama", "latihanStrukturalNama", "namaKursus", "Nama Diklat / Pelatihan",
               "Nama Pelatihan/Diklat", "Judul Pelatihan", "Nama Bimtek", "Kegiatan Pelatihan", "Nama Pengembangan Kompetensi",
               "Judul Diklat", "Pelatihan yang Diikuti", "Nama Pelatihan / Diklat / Bimtek", "Kursus", "Judul Kegiatan"), vital=True),
        Column("bidang", "Bidang", "text", ("Bidang", "Bidang Pelatihan", "Rumpun", "Bidang Kompetensi", "Tema", "Kategori",
               "Rumpun Kompetensi", "Jenis Kompetensi", "Kategori Pelatihan")),
        Column("bentuk", "Bentuk", "text", ("Bentuk", "Jenis Pelatihan", "Jenis Diklat", "jns_diklat", "jenisDiklatId",
               "Bentuk Pelatihan", "Metode", "Jalur", "Jenis", "Bentuk Pengembangan", "Jenis Diklat ID", "Jenis Kursus")),
        Column("penyelenggara", "Penyelenggara", "text", ("Penyelenggara", "institusiPenyelenggara", "Lembaga Penyelenggara",
               "Institusi Penyelenggara", "Instansi Penyelenggara", "Penyelenggara Diklat", "Lembaga")),
        Column("mulai", "Tanggal Mulai", "day", (*_START, "tanggalKursus"), vital=True),
        Column("selesai", "Tanggal Selesai", "day", (*_END, "tanggalSelesai", "tanggalSelesaiKursus"), vital=True),
        Column("jp", "JP", "number", (*_JP, "jumlahJam"), low=0, high=5000, whole=True,
               words=("jp", "jpl", "jam", "jam pelajaran", "j.p")),
        Column("biaya", "Biaya", "number", ("Biaya", "Anggaran", "Biaya (Rp)", "Biaya Pelatihan", "Jumlah Biaya", "Total Biaya",
               "Kontribusi", "Realisasi Biaya", "Biaya Diklat"), low=0, whole=True, words=("rupiah", "rp")),
        Column("kehadiran", "Kehadiran", "choice", ("Kehadiran", "Status Kehadiran", "Status", "Status Kelulusan", "Hadir",
               "Kehadiran Peserta", "Status Pelatihan", "Status Peserta"), vital=True, choices=_KEHADIRAN),
        Column("alasan", "Alasan", "text", ("Alasan", "Alasan Tidak Hadir", "Alasan Menolak", "Alasan Ketidakhadiran",
               "Alasan Tidak Ikut")),
        Column("nilai_pre", "Nilai Pre", "number", ("Nilai Pre", "Pre Test", "Pretest", "Nilai Pretest", "Nilai Pre Test", "Pre",
               "Nilai Awal", "Nilai Sebelum"), low=0, high=100),
        Column("nilai_post", "Nilai Post", "number", ("Nilai Post", "Post Test", "Posttest", "Nilai Posttest", "Nilai Post Test",
               "Post", "Nilai Akhir", "Nilai", "Nilai Sesudah"), low=0, high=100),
        Column("sertifikat", "Nomor Sertifikat", "ignored", ("Nomor Sertifikat", "No Sertifikat", "noSertipikat", "No STTP",
               "Nomor STTP", "Sertifikat URL", "Sertifikat", "No. Sertifikat")),
        Column("jabatan", "Jabatan", "ignored", (*_JABATAN, "Golongan", "Pangkat/Gol", "Gol/Ruang", "Pangkat")),
        Column("tempat", "Tempat", "ignored", ("Tempat", "Tempat Pelaksanaan", "Lokasi Pelaksanaan")),
        Column("tahun", "Tahun", "ignored", ("Tahun", "Tahun Kursus", "tahunKursus")),
        *_IGNORED,
    ),
    needs=(("nip", "unit"), ("nama_pelatihan",), ("mulai", "selesai")),
    from_title=frozenset({"unit"}),
    identity=("nip", "unit", "nama_pelatihan", "mulai", "selesai"),
)  # fmt: skip

LAYANAN = Contract(
    kind="layanan",
    label="catatan layanan",
    columns=(
        _UNIT_COLUMN,
        Column("layanan", "Jenis Layanan", "text", ("Jenis Layanan", "Layanan", "Jenis Pelayanan", "Pelayanan", "Nama Layanan",
               "Jenis Permohonan", "Keperluan")),
        Column("masuk", "Tanggal Masuk", "day", ("Masuk", "Tanggal Masuk", "Tgl Masuk", "Waktu Masuk", "Tanggal Masuk (Jam)",
               "Tanggal Terima", "Tgl Terima", "Diterima", "Tanggal Permohonan", "Jam Masuk", "Tanggal Diterima",
               "Tanggal Pengajuan", "Tgl Permohonan"), vital=True),
        Column("selesai", "Tanggal Selesai", "day", ("Selesai", "Tanggal Selesai", "Tgl Selesai", "Waktu Selesai",
               "Tanggal Selesai (Jam)", "Jam Selesai", "Tanggal Penyelesaian", "Tanggal Jadi"), vital=True),
        Column("standar", "Standar Waktu", "duration", ("Standar Waktu", "Standar", "Janji Layanan", "Standar Waktu/Janji Layanan",
               "Standar Layanan", "Standar Pelayanan", "SLA", "Janji Waktu", "Standar Waktu Pelayanan", "Batas Waktu")),
        Column("dikembalikan", "Dikembalikan", "flag", ("Dikembalikan", "Berkas Dikembalikan", "Kembali", "Berkas Kembali",
               "Dikembalikan (Ya/Tidak)"), choices=_YES_NO),
        Column("status", "Status", "choice", ("Status", "Status Berkas", "Status Layanan", "Status Permohonan"),
               choices=_CASE_STATUS),
        Column("register", "No. Register", "ignored", ("No Register", "Nomor Register", "No Antrian", "No. Antrian", "No Registrasi",
               "No Permohonan", "Nomor Permohonan", "Register", "No. Berkas")),
        Column("pemohon", "Nama Pemohon", "ignored", ("Nama Pemohon", "Pemohon", "Nama", "Petugas", "Loket", "Petugas/Loket", "NIK")),
        Column("lama", "Lama Layanan", "ignored", ("Lama Layanan", "Waktu Tunggu", "lama_layanan", "waktu_tunggu",
               "Lama Layanan (menit)")),
        *_IGNORED,
    ),
    needs=(("unit",), ("masuk",), ("selesai",)),
    optional_cells=frozenset({"selesai"}),
    from_title=frozenset({"unit"}),
    excludes=frozenset({"nama_pelatihan"}),
)  # fmt: skip

SKM = Contract(
    kind="skm",
    label="jawaban SKM",
    columns=(
        _UNIT_COLUMN,
        *PERIOD_COLUMNS,
        Column("tanggal", "Tanggal", "day", ("Tanggal", "Tgl", "Tanggal Survei", "Tanggal Pengisian", "Timestamp", "Cap Waktu",
               "Tanggal Isi", "Hari/Tanggal"), vital=True),
        Column("layanan", "Jenis Layanan", "text", ("Jenis Layanan", "Layanan", "Jenis Pelayanan", "Jenis Layanan yang Diterima",
               "Pelayanan", "Jenis Layanan yang Diterima")),
        *(Column(name, f"{name} ({labels[0]})", "number", low=1, high=4) for name, labels in LABELS.items()),
        Column("responden", "No. Resp", "ignored", ("No Resp", "No Responden", "Nomor Responden", "No. Res", "Responden",
               "Nama", "Nama Responden", "Nama Lengkap", "Email", "Alamat Email", "No HP", "NIK", "Telepon", "Alamat")),
        Column("profil", "Profil", "ignored", ("Jenis Kelamin", "Jenis Kelamin (L/P)", "L/P", "JK", "Usia", "Umur", "Pekerjaan",
               "Pendidikan", "Pendidikan Terakhir", "Jam", "Jam Survei", "Saran", "Saran / Masukan", "Masukan", "Saran dan Masukan",
               "Saran / Masukan (Teks)", "Kritik dan Saran")),
        *_IGNORED,
    ),
    needs=(("unit",), (*PERIOD_NAMES, "tanggal")),
    from_title=frozenset({"unit", *PERIOD_NAMES}),
)  # fmt: skip

KINERJA = Contract(
    kind="kinerja",
    label="kinerja",
    columns=(
        _UNIT_COLUMN,
        *PERIOD_COLUMNS,
        Column("n", "Jumlah Responden", "number", ("Jumlah Responden", "Responden", "n", "Jml Responden", "Banyak Responden"), low=0,
               whole=True, words=("orang", "responden")),
        *(Column(known.key, known.label, "number", (known.key, known.label, *known.aliases), low=known.low, high=known.high,
                 whole=known.decimals == 0) for known in INDICATORS),
        *_IGNORED,
    ),
    needs=(("unit",), PERIOD_NAMES),
    from_title=frozenset({"unit", *PERIOD_NAMES}),
    excludes=frozenset({"nip", "nama_pelatihan"}),
    identity=("unit", "period", "indicator"),
)  # fmt: skip

CONTRACTS: tuple[Contract, ...] = (SKM, PELATIHAN, LAYANAN, PEGAWAI, KINERJA)
"""In the order in which a sheet is tried: the first that fits is its kind."""

_BY_KIND = {known.kind: known for known in CONTRACTS}


def contract(kind: str) -> Contract:
    """The contract of that sheet kind."""
    return _BY_KIND[kind]
