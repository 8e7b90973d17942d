"""Columns that several sheet kinds have, under the names seen in offices' books."""

from data.ingest.schemas.contract import Column, names

NIP = Column(
    "nip", "NIP", "nip", vital=True,
    aliases=names(
        "NIP; NIP Baru; No NIP; NIP Pegawai; NIP/NI PPPK; NIP/NIPPPK; Nomor Induk Pegawai; NI PPPK; NIPPPK; NIP ASN;"
        "NIP Peserta; Nomor Induk; NIP/NRPTT; NIP/NIPTT; Nama/NIP; NIP/Nama; Nama dan NIP; Nama & NIP; Nama, NIP;"
        "Nama Pegawai/NIP; Nama Pegawai dan NIP; Nama Lengkap/NIP; Nama Peserta/NIP"
    ),
)  # fmt: skip
NAMA = Column(
    "nama", "Nama", "ignored",
    names(
        "Nama; Nama Pegawai; Nama Lengkap; Nama Peserta; Nama ASN; Nama Lengkap dan Gelar; Nama dan Gelar; Peserta;"
        "Nama Karyawan; Nama Pegawai/Peserta"
    ),
)  # fmt: skip
UNIT = Column(
    "unit", "Unit Kerja", "unit", vital=True,
    aliases=names(
        "Unit; Unit Kerja; Satker; Satuan Kerja; Perangkat Daerah; OPD; SKPD; Unor Nama; Unit Organisasi; Seksi;"
        "Kelurahan; Kelurahan/Seksi; Seksi/Kelurahan; Kelurahan/Unit; Unit/Kelurahan; Unit Pelayanan; Nama Unit;"
        "Unit Kerja/Kelurahan; Bagian; Bagian/Seksi; Seksi/Subbagian; Seksi/Subbag; Seksi/Subbag/Kelurahan;"
        "Nama Unit Kerja; Nama Kelurahan; Unit Layanan; Unit Penyelenggara Pelayanan; UPP; Unit Peserta; Wilayah;"
        "Unit Penyelenggara; Loket Layanan; Tempat Tugas; Penempatan; Unit Tugas; Nama Unit Pelayanan"
    ),
)  # fmt: skip
JABATAN = names("Jabatan; Jabatan Saat Ini; Jabatan Nama; Nama Jabatan")
IGNORED = (
    Column("nomor", "No", "ignored", names("No; Nomor; No Urut; Nomor Urut; Urut; No Baris")),
    Column("keterangan", "Keterangan", "ignored", names("Keterangan; Ket; Catatan; Paraf; Tanda Tangan; TTD")),
)
PERIOD = (
    Column("periode", "Periode", "period", vital=True, aliases=names(
        "Periode; Masa; Periode Laporan; Bulan/Tahun; Bulan Tahun; Bulan & Tahun; Periode Survei; Periode Pelaksanaan;"
        "Bulan Laporan; Waktu Laporan; Periode Penilaian; Periode Data; Bulan dan Tahun; Triwulan/Tahun"
    )),
    Column("bulan", "Bulan", "month", names("Bulan; Bln; Nama Bulan; Bulan Ke"), vital=True),
    Column("triwulan", "Triwulan", "quarter", names("Triwulan; TW; Kuartal; Tri Wulan; Triwulan Ke"), vital=True),
    Column("semester", "Semester", "half", names("Semester; Smt; Semester Ke"), vital=True),
    Column("tahun", "Tahun", "year", names("Tahun; Thn; Th; Tahun Anggaran; Tahun Laporan; Tahun Data"), vital=True),
)  # fmt: skip
PERIOD_NAMES = tuple(column.name for column in PERIOD)
