"""The service register: one row a case, from the applicant's arrival to the finished document."""

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.shared import IGNORED, UNIT

YES_NO = spellings(
    ya="y; true; 1; v; iya; ada; dikembalikan; kembali; yes",
    tidak="t; false; 0; n; tdk; tidak dikembalikan; no; tidak ada",
)
CASE_STATUS = spellings(
    dikembalikan="berkas dikembalikan; kembali; berkas kurang; tidak lengkap; berkas tidak lengkap",
    selesai="selesai diproses; sudah selesai; terbit; diambil; sudah diambil; sudah terbit; jadi",
    proses="diproses; dalam proses; belum selesai; menunggu; pending; baru; masih proses",
    ditolak="tolak; tidak disetujui",
    batal="dibatalkan; dibatalkan pemohon",
)
ARRIVED = names(
    "Masuk; Terima; Diterima; Permohonan; Pengajuan; Datang; Kedatangan; Pendaftaran; Daftar; Berkas Masuk; Penerimaan;"
    "Registrasi; Terima Berkas; Berkas Diterima; Masuk Berkas"
)
DONE = names("Selesai; Penyelesaian; Jadi; Terbit; Berakhir; Berkas Selesai; Selesai Berkas; Akhir")
LENGTH_IN_HOURS = "Waktu Penyelesaian Jam"


def _days(events: tuple[str, ...]) -> tuple[str, ...]:
    """What a column of the days of such an event is called, also under a heading of its own."""
    forms = ("Tanggal {}", "Tgl {}", "{} Tanggal", "{} Tgl", "Waktu {} Tanggal", "Waktu {} Tgl")
    return tuple(form.format(event) for form in forms for event in events)


def _hours(events: tuple[str, ...]) -> tuple[str, ...]:
    """What a column of the hours of such an event is called; "Waktu" last, which may as well be a day or a length."""
    forms = ("Jam {}", "Pukul {}", "{} Jam", "{} Pukul", "Waktu {} Jam", "Waktu {} Pukul", "Waktu {}")
    return tuple(form.format(event) for form in forms for event in events if form.format(event) != LENGTH_IN_HOURS)


LAYANAN = Contract(
    kind="layanan",
    label="register layanan",
    columns=(
        UNIT,
        Column("layanan", "Jenis Layanan", "text", names(
            "Jenis Layanan; Layanan; Jenis Pelayanan; Pelayanan; Nama Layanan; Jenis Permohonan; Keperluan; Jenis Surat"
        )),
        Column("masuk", "Tanggal Masuk", "day", vital=True, aliases=(*names(
            "Tanggal Masuk; Masuk; Tgl Masuk; Waktu Masuk; Tanggal Masuk (Jam); Tanggal Terima; Tgl Terima; Diterima;"
            "Waktu Diterima; Tgl/Jam Masuk; Tanggal/Jam Masuk; Tanggal dan Jam Masuk"
        ), *_days(ARRIVED))),
        Column("selesai", "Tanggal Selesai", "day", vital=True, aliases=(*names(
            "Tanggal Selesai; Selesai; Tgl Selesai; Waktu Selesai; Tanggal Selesai (Jam); Tgl/Jam Selesai;"
            "Tanggal/Jam Selesai; Tanggal dan Jam Selesai"
        ), *_days(DONE))),
        Column("tanggal", "Tanggal", "day", vital=True, aliases=names(
            "Tanggal; Tgl; Hari/Tanggal; Tanggal Pelayanan; Tgl Pelayanan; Tanggal Layanan; Tgl Layanan"
        )),
        Column("lama", "Lama Layanan", "duration", names(
            "Lama Layanan; Lama Pelayanan; Lama; Lama Proses; Lama Penyelesaian; Durasi; Durasi Layanan; Lama Waktu;"
            "Durasi Pelayanan; Waktu Pelayanan; Waktu Penyelesaian; Lama Pengerjaan; Lama Waktu Layanan; Waktu Layanan"
        )),
        Column("jam_masuk", "Jam Masuk", "time", vital=True, aliases=(
            *_hours((*ARRIVED, *names("Mulai; Mulai Layanan"))), *names("Jam; Pukul; Waktu; Mulai")
        )),
        Column("jam_selesai", "Jam Selesai", "time", vital=True, aliases=(
            *_hours((*DONE, *names("Selesai Layanan"))), *names("Sampai; Jam; Pukul; Waktu")
        )),
        Column("standar", "Standar Waktu", "duration", names(
            "Standar Waktu; Standar; Janji Layanan; Standar Waktu/Janji Layanan; Standar Layanan; Standar Pelayanan;"
            "SLA; Janji Waktu; Standar Waktu Pelayanan; Batas Waktu; Waktu Standar; Standar Waktu Layanan"
        )),
        Column("dikembalikan", "Dikembalikan", "flag", choices=YES_NO, aliases=names(
            "Dikembalikan; Berkas Dikembalikan; Kembali; Berkas Kembali; Dikembalikan (Ya/Tidak); Berkas Dikembalikan?"
        )),
        Column("status", "Status", "choice", choices=CASE_STATUS, aliases=names(
            "Status; Status Berkas; Status Layanan; Status Permohonan"
        )),
        Column("register", "No. Register", "ignored", names(
            "No Register; Nomor Register; No Antrian; Nomor Antrian; No Registrasi; No Permohonan; Register;"
            "No. Berkas; Nomor Permohonan; No Antrean"
        )),
        Column("pemohon", "Nama Pemohon", "ignored", names("Nama Pemohon; Pemohon; Nama; NIK; No HP; Telepon; Alamat")),
        Column("petugas", "Petugas", "ignored", names(
            "Petugas; Loket; Petugas/Loket; Nama Petugas; Operator; Waktu Tunggu"
        )),
        *IGNORED,
    ),
    needs=(
        ("unit",), ("masuk", "tanggal"), ("selesai", "jam_selesai", "lama"),
        ("selesai", "jam_selesai", "layanan", "register", "pemohon", "petugas"),
    ),
    optional_cells=frozenset({"selesai"}),
    from_title=frozenset({"unit"}),
    excludes=frozenset({"nama_pelatihan"}),
)  # fmt: skip
