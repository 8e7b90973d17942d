"""The performance sheet: one unit in one period, one column an indicator; or one row an indicator and its value."""

from data.ingest.schemas.contract import Column, Contract, names
from data.ingest.schemas.shared import IGNORED, PERIOD, PERIOD_NAMES, UNIT
from data.vocabulary.indicators import INDICATORS

WORDS = {
    "%": names("%; persen"),
    "pengaduan": names("pengaduan; aduan; keluhan; laporan; kasus; buah; kali; orang"),
    "berkas": names("berkas; dokumen; permohonan; pemohon; layanan; buah; orang"),
}
SAID = ("menit", "%")
KINERJA = Contract(
    kind="kinerja",
    label="kinerja",
    columns=(
        UNIT,
        *PERIOD,
        Column("tanggal", "Tanggal", "day", vital=True, aliases=names(
            "Tanggal; Tgl; Tanggal Data; Tanggal Laporan; Tanggal Rekap; Hari/Tanggal"
        )),
        *(
            Column(known.key, f"{known.label} ({known.unit})" if known.unit in SAID else known.label, "number",
                   (known.label, *known.aliases), low=known.low, high=known.high, whole=known.decimals == 0,
                   words=WORDS.get(known.unit, ("poin",)))
            for known in INDICATORS
        ),
        Column("n", "Jumlah Responden", "number", low=0, whole=True, words=("orang", "responden"), aliases=names(
            "Jumlah Responden; Jml Responden; Banyak Responden; Responden; n"
        )),
        Column("jumlah_pegawai", "Jumlah Pegawai", "number", names("Jumlah Pegawai; Jml Pegawai; Jumlah ASN")),
        Column("total_jp", "Total JP", "number", names("Total JP; Jumlah JP")),
        Column("rata_jp", "Rata-rata JP", "number", names("Rata-rata JP; Rata Rata JP; Rerata JP")),
        Column("layanan", "Jenis Layanan", "text", names("Jenis Layanan; Layanan; Jenis Pelayanan")),
        Column("indikator", "Indikator", "text", names(
            "Indikator; Nama Indikator; Indikator Kinerja; Sasaran/Indikator; Indikator Kinerja Individu;"
            "Indikator Kinerja Utama; Indikator Kinerja Utama (IKU); IKU; IKK; Indikator Kinerja Kegiatan; Nama IKU;"
            "Indikator Kinerja Program; Indikator Kinerja Sasaran; Indikator Sasaran; Indikator Program;"
            "Uraian Indikator"
        ), vital=True),
        Column("realisasi", "Realisasi", "number", names(
            "Realisasi; Nilai; Capaian Realisasi; Realisasi Bulan; Realisasi TW; Realisasi IK; Realisasi Triwulan;"
            "Hasil"
        )),
        Column("target", "Target", "ignored", names("Target; Target Bulan; Target TW; Target IK")),
        Column("satuan", "Satuan", "ignored", names("Satuan; Satuan Ukur; Satuan Indikator; Unit Ukuran")),
        *IGNORED,
    ),
    needs=(("unit",), (*PERIOD_NAMES, "tanggal")),
    from_title=frozenset({"unit", *PERIOD_NAMES}),
    excludes=frozenset({"nip", "nama_pelatihan"}),
)  # fmt: skip
