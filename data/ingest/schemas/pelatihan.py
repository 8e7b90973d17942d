"""The training records: one row a person, or a whole unit, in one training."""

from dataclasses import replace

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.shared import IGNORED, JABATAN, NAMA, NIP, PERIOD, PERIOD_NAMES, UNIT

KEHADIRAN = spellings(
    selesai=(
        "hadir; lulus; tuntas; mengikuti; ya; hadir penuh; sudah; selesai mengikuti; telah selesai; v; true; h;"
        "selesai 100%; lulus dengan pujian; sangat memuaskan; memuaskan; telah mengikuti; sudah selesai;"
        "mengikuti sampai selesai"
    ),
    tidak_hadir=(
        "absen; mangkir; tidak mengikuti; tidak datang; alpa; alpha; tanpa keterangan; tidak; false; th; tidak ikut;"
        "sakit; izin; ijin; cuti; tdk hadir; berhalangan"
    ),
    menolak="tidak bersedia; keberatan; menolak ikut; menolak hadir; tidak mau",
    batal="dibatalkan; ditunda; mengundurkan diri; mundur; batal ikut; dibatalkan penyelenggara",
)
PELATIHAN = Contract(
    kind="pelatihan",
    label="pelatihan",
    columns=(
        NIP,
        NAMA,
        UNIT,
        Column("nama_pelatihan", "Nama Pelatihan", "text", vital=True, aliases=names(
            "Nama Pelatihan; Nama Diklat; Nama Kursus; Pelatihan; Diklat; Nama Kegiatan; latihanStrukturalNama;"
            "Latihan Struktural Nama; namaKursus; Nama Diklat/Pelatihan; Nama Pelatihan/Diklat; Judul Pelatihan;"
            "Bimtek; Nama Bimtek; Kegiatan Pelatihan; Nama Pengembangan Kompetensi; Judul Diklat;"
            "Pelatihan yang Diikuti; Kursus; Nama Pelatihan/Diklat/Bimtek; Nama Diklat/Bimtek; Judul Kegiatan;"
            "Pengembangan Kompetensi; Materi Pelatihan; Diklat yang Diikuti; Nama Diklat/Kursus"
        )),
        Column("bidang", "Bidang", "text", names(
            "Bidang; Bidang Pelatihan; Rumpun; Bidang Kompetensi; Tema; Kategori; Rumpun Kompetensi; Jenis Kompetensi;"
            "Kategori Pelatihan; Rumpun Pelatihan"
        )),
        Column("bentuk", "Bentuk", "text", names(
            "Bentuk; Jenis Pelatihan; Jenis Diklat; Jns Diklat; jenisDiklatId; Bentuk Pelatihan; Metode; Jalur; Jenis;"
            "Bentuk Pengembangan; Jenis Diklat ID; Jenis Kursus; Klasikal/Nonklasikal; Bentuk/Jalur"
        )),
        Column("penyelenggara", "Penyelenggara", "text", names(
            "Penyelenggara; institusiPenyelenggara; Lembaga Penyelenggara; Institusi Penyelenggara; Lembaga;"
            "Instansi Penyelenggara; Penyelenggara Diklat; Penyelenggara Pelatihan"
        )),
        Column("mulai", "Tanggal Mulai", "day", vital=True, aliases=names(
            "Tanggal Mulai; Mulai; Tgl Mulai; Tanggal Pelaksanaan; Tgl Pelaksanaan; Waktu Pelaksanaan; Pelaksanaan;"
            "Tanggal Kursus; tanggalKursus; Tanggal Pelatihan; Tanggal Diklat; Tanggal Kegiatan; Tgl Kegiatan; TMT;"
            "Dari; Mulai Tanggal; Waktu Pelaksanaan Mulai; Pelaksanaan Mulai; Dari Tanggal; Hari/Tanggal; Tgl Diklat;"
            "Waktu; Tgl Pelatihan; Tanggal Awal; Tanggal; Tgl; Hari/Tanggal Pelaksanaan; Waktu Mulai; Jadwal"
        )),
        Column("selesai", "Tanggal Selesai", "day", vital=True, aliases=names(
            "Tanggal Selesai; Selesai; Tgl Selesai; s.d.; s/d; Sampai; Sampai Tanggal; tanggalSelesai; Tanggal Akhir;"
            "tanggalSelesaiKursus; Tanggal Selesai Kursus; Tgl Akhir; Akhir; Sampai Dengan; Tanggal Berakhir; Berakhir;"
            "Waktu Selesai; s.d. Tanggal; s/d Tanggal"
        )),
        Column("jp", "JP", "number", low=0, high=5000, whole=True,
               words=("jp", "jpl", "jam", "jam pelajaran", "j.p", "jam pel", "jampel"), aliases=names(
            "JP; JPL; Jumlah JP; Jumlah Jam; jumlahJam; Jam Pelajaran; Lama Diklat; Jumlah Jam Pelajaran; Jam Diklat;"
            "Durasi JP; Jml JP; Jml Jam; Lama (JP); Bobot JP; Jam Pelatihan; Total JP; JP Diperoleh; Jumlah (JP)"
        )),
        Column("biaya", "Biaya", "number", low=0, whole=True, words=("rupiah", "rp"), aliases=names(
            "Biaya; Anggaran; Biaya Pelatihan; Jumlah Biaya; Total Biaya; Kontribusi; Realisasi Biaya; Biaya Diklat;"
            "Biaya Kontribusi; Biaya per Peserta"
        )),
        Column("kehadiran", "Kehadiran", "choice", vital=True, choices=KEHADIRAN, aliases=names(
            "Kehadiran; Status Kehadiran; Status Kelulusan; Hadir; Kehadiran Peserta; Status Pelatihan; Status Peserta;"
            "Status; Status Keikutsertaan; Kelulusan; Keikutsertaan"
        )),
        Column("alasan", "Alasan", "text", names(
            "Alasan; Alasan Tidak Hadir; Alasan Menolak; Alasan Ketidakhadiran; Alasan Tidak Ikut"
        )),
        Column("nilai_pre", "Nilai Pre", "number", low=0, high=100, aliases=names(
            "Nilai Pre; Pre Test; Pretest; Nilai Pretest; Nilai Pre Test; Pre; Nilai Awal; Nilai Sebelum; Skor Pretest"
        )),
        Column("nilai_post", "Nilai Post", "number", low=0, high=100, aliases=names(
            "Nilai Post; Post Test; Posttest; Nilai Posttest; Nilai Post Test; Post; Nilai Akhir; Nilai Sesudah; Nilai;"
            "Skor Posttest"
        )),
        Column("sertifikat", "Nomor Sertifikat", "ignored", names(
            "Nomor Sertifikat; No Sertifikat; noSertipikat; No STTP; Nomor STTP; Sertifikat URL; Sertifikat; No STTPP"
        )),
        Column("jabatan", "Jabatan", "ignored", (*JABATAN, *names("Golongan; Pangkat/Gol; Gol/Ruang; Pangkat; Golru"))),
        Column("jumlah_peserta", "Jumlah Peserta", "ignored", names("Jumlah Peserta; Jml Peserta; Banyak Peserta")),
        Column("tempat", "Tempat", "ignored", names("Tempat; Tempat Pelaksanaan; Lokasi Pelaksanaan; Angkatan")),
        Column("tahun", "Tahun", "ignored", names("Tahun; Tahun Kursus; tahunKursus; Jumlah Hari; Hari; Nomor Surat")),
        *IGNORED,
    ),
    needs=(("nip", "unit"), ("nama_pelatihan",), ("mulai", "selesai")),
    from_title=frozenset({"unit"}),
)  # fmt: skip
REKAP_JP = Contract(
    kind="rekap_jp",
    label="rekap JP",
    columns=(
        NIP,
        NAMA,
        UNIT,
        *PERIOD,
        replace(PELATIHAN.column("jp"), aliases=(*PELATIHAN.column("jp").aliases, *names(
            "Realisasi JP; Capaian JP; Perolehan JP; JP Dicapai; Jumlah JPL; Total JPL; Total Jam Pelajaran;"
            "Akumulasi JP; JP yang Diikuti; Jumlah JP yang Diikuti; JP Kumulatif; Total JP Diikuti; Jumlah JP Diperoleh"
        ))),
        Column("target", "Target JP", "number", names("Target; Target JP; Wajib JP; Minimal JP; Kewajiban JP")),
        Column("capaian", "Capaian", "text", names(
            "Capaian; Capaian (%); Persentase; %; Kekurangan; Sisa; Status; Selisih; Predikat; Kekurangan JP"
        )),
        Column("jabatan", "Jabatan", "ignored", PELATIHAN.column("jabatan").aliases),
        *IGNORED,
    ),
    needs=(("nip",), (*PERIOD_NAMES,), ("jp",)),
    from_title=frozenset(PERIOD_NAMES),
    excludes=frozenset({"nama_pelatihan", "mulai"}),
)  # fmt: skip
