"""The staff list: one row an employee, or one spell of an employee in a unit."""

from dataclasses import replace

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.shared import IGNORED, JABATAN, NAMA, NIP, UNIT

STATUS = {
    **spellings(
        PNS="Pegawai Negeri Sipil; ASN PNS; PNSD",
        CPNS="Calon PNS; Calon Pegawai Negeri Sipil",
        PPPK="P3K; ASN PPPK; PPPK Penuh Waktu; Pegawai Pemerintah dengan Perjanjian Kerja",
        PPPK_Paruh_Waktu="P3K Paruh Waktu; PPPK PW",
    ),
    "Non-ASN": names(
        "Nonasn; PTT; T. Kontrak; Tenaga Kontrak; Kontrak; Honorer; Tenaga Honorer; Outsourcing; Tenaga Outsourcing;"
        "THL; Non PNS; OS"
    ),
}
PEGAWAI = Contract(
    kind="pegawai",
    label="daftar pegawai",
    columns=(
        NIP,
        NAMA,
        Column("status", "Status", "choice", choices=STATUS, aliases=names(
            "Status; Status Pegawai; Status Kepegawaian; Jenis Pegawai; ASN; Kedudukan Pegawai; Jenis ASN; Status ASN;"
            "PNS/PPPK; Jenis Kepegawaian"
        )),
        replace(UNIT, aliases=(*UNIT.aliases, *names("Bidang; Subbidang; Bidang/Seksi"))),
        Column("jabatan", "Jabatan", "text", JABATAN),
        Column("pendidikan", "Pendidikan", "text", names(
            "Pendidikan; Pendidikan Terakhir; Tingkat Pendidikan Nama; Tingkat Pendidikan; Pend. Terakhir; Pend"
        )),
        Column("mulai", "Mulai Bertugas", "day", names(
            "Mulai; Tanggal Mulai; Tgl Mulai; TMT; TMT Unit; TMT CPNS; Mulai Bertugas; Tanggal Masuk; TMT Jabatan;"
            "Mulai di Unit; Tanggal Mulai Bertugas; TMT Unit Kerja; TMT di Unit; Sejak"
        )),
        Column("selesai", "Selesai Bertugas", "day", names(
            "Selesai; Tanggal Selesai; Tgl Selesai; Tanggal Keluar; TMT Pensiun; Selesai Bertugas; Sampai; Pensiun;"
            "Tanggal Selesai Bertugas; Tanggal Pindah; Tanggal Pensiun"
        ), vital=True),
        Column("golongan", "Golongan", "ignored", names(
            "Golongan; Golru; Pangkat; Pangkat Gol./Ruang; Gol/Ruang; Pangkat/Gol; Gol Akhir Nama; Gol; TMT Golru;"
            "Pangkat/Golongan; Pangkat Golongan; Pangkat/Gol. Ruang"
        )),
        Column("pribadi", "Data pribadi", "ignored", names(
            "Jenis Kelamin; L/P; JK; Tanggal Lahir; Tgl Lahir; Tempat Lahir; Tempat, Tanggal Lahir; TTL; NIP Lama;"
            "Agama; Alamat; No HP; Email; NIK; Usia; Umur"
        )),
        *IGNORED,
    ),
    needs=(("nip",), ("unit",)),
    from_title=frozenset({"unit"}),
    excludes=frozenset({"nama_pelatihan"}),
)  # fmt: skip
