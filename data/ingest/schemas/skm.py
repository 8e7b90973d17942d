"""The satisfaction survey: its answers, one row a respondent, or its recap, one row a service."""

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.shared import IGNORED, PERIOD, PERIOD_NAMES, UNIT
from data.ingest.schemas.unsur import LABELS

ANSWERS = tuple(Column(name, f"{name} ({labels[0]})", "number", low=1, high=4) for name, labels in LABELS.items())
SERVICE = Column("layanan", "Jenis Layanan", "text", names(
    "Jenis Layanan; Layanan; Jenis Pelayanan; Jenis Layanan yang Diterima; Pelayanan; Nama Layanan"
))  # fmt: skip
INDEX = Column("ikm", "IKM", "number", vital=True, low=25, high=100, aliases=names(
    "IKM; Nilai IKM; Nilai Interval Konversi; Nilai Konversi; IKM Layanan; Nilai SKM; NI Konversi;"
    "Indeks Kepuasan Masyarakat"
))  # fmt: skip
RESPONDENTS = Column("jumlah_responden", "Jumlah Responden", "number", vital=True, low=0, whole=True, aliases=names(
    "Jumlah Responden; Jml Responden; Banyak Responden; n"
), words=("orang", "responden"))  # fmt: skip
QUALITY = Column("mutu", "Persentase", "ignored", names(
    "Persentase; Total Persepsi; Nilai Interval; Mutu; Mutu Layanan; Mutu Pelayanan; Kategori; Kategori/Mutu;"
    "%; Kinerja; Kinerja Layanan; Kinerja Unit Pelayanan; NRR; Predikat"
))  # fmt: skip
PROFILE = (
    Column("jenis_kelamin", "Jenis Kelamin", "text", names(
        "Jenis Kelamin; Jenis Kelamin (L/P); L/P; JK; Gender; Kelamin"
    ), choices=spellings(L="laki-laki; laki laki; pria; lk; lelaki", P="perempuan; wanita; pr")),
    Column("usia", "Usia", "text", names("Usia; Umur; Usia (Tahun); Umur (Tahun); Kelompok Usia; Rentang Usia")),
    Column("pendidikan", "Pendidikan", "text", names("Pendidikan; Pendidikan Terakhir; Tingkat Pendidikan")),
    Column("pekerjaan", "Pekerjaan", "text", names("Pekerjaan; Pekerjaan Utama; Profesi")),
)  # fmt: skip
SKM = Contract(
    kind="skm",
    label="jawaban SKM",
    columns=(
        UNIT,
        *PERIOD,
        Column("tanggal", "Tanggal", "day", vital=True, aliases=names(
            "Tanggal; Tgl; Tanggal Survei; Tanggal Pengisian; Timestamp; Cap Waktu; Tanggal Isi; Hari/Tanggal;"
            "Tgl Survei"
        )),
        SERVICE,
        *ANSWERS,
        RESPONDENTS,
        INDEX,
        QUALITY,
        *PROFILE,
        Column("responden", "No. Resp", "ignored", names(
            "No Resp; No Responden; Nomor Responden; No Res; Responden; Nama; Nama Responden; Nama Lengkap; Email;"
            "Alamat Email; No HP; NIK; Telepon; Alamat"
        )),
        Column("profil", "Profil", "ignored", names(
            "Jam; Jam Survei; Profil; Suku; Disabilitas"
        )),
        Column("saran", "Saran", "remark", names(
            "Saran; Saran / Masukan; Masukan; Saran dan Masukan; Saran / Masukan (Teks); Kritik dan Saran; Kritik;"
            "Saran dan Kritik; Kritik, Saran dan Masukan; Saran Perbaikan; Usulan; Kritik dan Masukan"
        )),
        Column("jumlah", "Jumlah", "ignored", names("Jumlah; Rata-rata; Nilai Rata-rata; Total")),
        *IGNORED,
    ),
    needs=(("unit",), (*PERIOD_NAMES, "tanggal"), ("unsur",)),
    from_title=frozenset({"unit", *PERIOD_NAMES}),
)  # fmt: skip
REKAP_SKM = Contract(
    kind="rekap_skm",
    label="rekap SKM",
    columns=(
        UNIT,
        *PERIOD,
        SERVICE,
        INDEX,
        RESPONDENTS,
        QUALITY,
        *IGNORED,
    ),
    needs=(("unit",), PERIOD_NAMES, ("layanan",), ("ikm",), ("jumlah_responden",)),
    from_title=frozenset({"unit", *PERIOD_NAMES}),
)  # fmt: skip
REKAP_UNSUR = Contract(
    kind="rekap_unsur",
    label="rekap SKM per unsur",
    columns=(
        UNIT,
        *PERIOD,
        Column("unsur", "Unsur Pelayanan", "text", names(
            "Unsur Pelayanan; Unsur; Nama Unsur; Unsur SKM; Uraian Unsur; Unsur Penilaian; Ruang Lingkup;"
            "Uraian Unsur Pelayanan; Unsur yang Dinilai; Aspek; Aspek Penilaian; Komponen; Unsur/Pertanyaan"
        )),
        Column("nilai", "Nilai Rata-rata", "number", low=1, high=100, aliases=names(
            "Nilai Rata-rata; NRR; Nilai; Nilai Unsur; Rata-rata; NRR Unsur; Nilai NRR; Nilai Rata-rata Unsur; Rerata;"
            "Nilai IKM; IKM; Nilai Indeks; Indeks; Nilai SKM; NRR per Unsur; Nilai Konversi; Nilai Interval Konversi;"
            "Nilai Rata-rata per Unsur; Rata-rata per Unsur; Skor; Skor Rata-rata; Indeks per Unsur; Nilai Persepsi"
        )),
        Column("mutu", "Mutu", "ignored", names(
            "Mutu; Mutu Pelayanan; Mutu Layanan; Kategori; Kinerja; Kinerja Unit Pelayanan; Predikat; Kode; Peringkat;"
            "NRR Tertimbang; Bobot; Ket"
        )),
        Column("nomor", "No", "ignored", IGNORED[0].aliases),
    ),
    needs=(("unit",), PERIOD_NAMES, ("unsur",), ("nilai",)),
    from_title=frozenset({"unit", *PERIOD_NAMES}),
    excludes=frozenset({"program"}),
)  # fmt: skip
