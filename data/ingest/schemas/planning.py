"""What frames the figures: the budget, other things that happened, and goals."""

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.shared import IGNORED, UNIT

TAHUN = Column("tahun", "Tahun", "year", names("Tahun; Tahun Anggaran; TA; Thn; Tahun Target"), vital=True)
RUPIAH = ("rupiah", "rp")
ARAH = spellings(
    naik="naik lebih baik; maksimal; maximize; makin tinggi makin baik; lebih tinggi lebih baik; positif; tinggi",
    turun="turun lebih baik; minimal; minimize; makin rendah makin baik; lebih rendah lebih baik; negatif; rendah",
)
ANGGARAN = Contract(
    kind="anggaran",
    label="anggaran",
    columns=(
        TAHUN,
        Column("program", "Program", "text", vital=True, aliases=names(
            "Program; Nama Program; Kegiatan; Program/Kegiatan; Sub Kegiatan; Uraian; Program dan Kegiatan"
        )),
        Column("pagu", "Pagu", "number", names("Pagu; Pagu Anggaran; Anggaran; Jumlah Anggaran; Pagu (Rp)"),
               low=0, whole=True, words=RUPIAH),
        Column("realisasi", "Realisasi", "number", names("Realisasi; Realisasi Anggaran; Realisasi (Rp); Serapan"),
               low=0, whole=True, words=RUPIAH),
        Column("persen", "Persentase", "ignored", names("Persentase; %; Capaian; Sisa; Sisa Anggaran")),
        *IGNORED,
    ),
    needs=(("tahun",), ("program",), ("pagu",)),
    from_title=frozenset({"tahun"}),
)  # fmt: skip
KEJADIAN = Contract(
    kind="kejadian",
    label="kejadian",
    columns=(
        Column("mulai", "Mulai", "day", names("Mulai; Tanggal Mulai; Tanggal; Tgl; Sejak"), vital=True),
        Column("selesai", "Selesai", "day", names("Selesai; Tanggal Selesai; Sampai; s.d.; Berakhir"), vital=True),
        Column("nama", "Kejadian", "text", names("Kejadian; Nama Kejadian; Peristiwa; Kebijakan"), vital=True),
        UNIT,
        *IGNORED,
    ),
    needs=(("mulai",), ("nama",)),
)
TARGET = Contract(
    kind="target",
    label="target",
    columns=(
        Column("indikator", "Indikator", "text", vital=True, aliases=names(
            "Indikator; Nama Indikator; Indikator Kinerja; Sasaran/Indikator"
        )),
        TAHUN,
        Column("target", "Target", "number", names("Target; Nilai Target; Target Tahunan"), vital=True),
        Column("arah", "Arah", "choice", names("Arah; Polarisasi; Arah Target"), choices=ARAH),
        Column("satuan", "Satuan", "ignored", names("Satuan")),
        UNIT,
        *IGNORED,
    ),
    needs=(("indikator",), ("tahun",), ("target",)),
    from_title=frozenset({"tahun"}),
    excludes=frozenset({"realisasi"}),
)  # fmt: skip
