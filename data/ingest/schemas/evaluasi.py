"""The evaluation forms: one person's answers about one training, at one moment before or after it."""

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.pelatihan import PELATIHAN
from data.ingest.schemas.shared import IGNORED, NAMA, NIP

SAAT = {
    **spellings(
        sebelum="pre; pra; awal; sebelum pelatihan; pra pelatihan; sebelum diklat",
        sesudah="post; pasca; akhir; sesudah pelatihan; setelah; setelah pelatihan; pasca pelatihan; sesudah diklat",
    ),
    "3 bulan": names("3 bulan sesudah; 3 bulan setelah; pasca 3 bulan; tiga bulan; 3 bln"),
    "6 bulan": names("6 bulan sesudah; 6 bulan setelah; pasca 6 bulan; enam bulan; 6 bln"),
}


def _score(name: str, label: str, aliases: str) -> Column:
    return Column(name, label, "number", names(aliases), low=0, high=100)


EVALUASI = Contract(
    kind="evaluasi",
    label="evaluasi pelatihan",
    columns=(
        NIP,
        NAMA,
        Column("kode_peserta", "Kode Peserta", "text", names("Kode Peserta; Kode; Kode Responden; Nomor Peserta")),
        Column("nama_pelatihan", "Nama Pelatihan", "text", PELATIHAN.column("nama_pelatihan").aliases, vital=True),
        Column("saat", "Saat", "choice", vital=True, choices=SAAT, aliases=names(
            "Saat; Waktu Pengukuran; Tahap; Sebelum/Sesudah; Waktu Evaluasi; Pengukuran; Saat Pengisian"
        )),
        _score("motivasi", "Motivasi", "Motivasi; Skor Motivasi; Motivasi Kerja"),
        _score("percaya_diri", "Percaya Diri", "Percaya Diri; Kepercayaan Diri; Keyakinan Diri"),
        _score("perilaku", "Perilaku (menurut atasan)", (
            "Perilaku; Perilaku (Atasan); Perilaku Kerja; Penilaian Atasan; Perilaku menurut Atasan"
        )),
        _score("reaksi", "Reaksi", (
            "Reaksi; Kepuasan Peserta; Nilai Penyelenggaraan; Evaluasi Penyelenggaraan; Kepuasan Pelatihan"
        )),
        *IGNORED,
    ),
    needs=(("nip", "kode_peserta"), ("nama_pelatihan",), ("saat",), ("motivasi", "percaya_diri", "perilaku", "reaksi")),
)  # fmt: skip
