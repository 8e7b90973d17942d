"""The vocabulary: every indicator this project knows by name, how it is read and counted."""

from dataclasses import dataclass
from math import nan
from typing import Literal

from data.vocabulary.regulations import SKM_ELEMENTS, SKM_SOURCE

Better = Literal["higher", "lower"]
By = Literal["masuk", "selesai", "jawaban"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How an indicator is counted from records, by unit and period: the mean, median or sum of what each gives, `of`.

    `by`: cases by the month of arrival (masuk) or of completion (selesai), or the survey's answers (jawaban). `of`: SQL
    over the columns of a case (`cases` in data/panel/aggregate/sql/cases.sql; tepat_waktu and dikembalikan are 1 or 0)
    or of an answer ("U1" to "U9"); a record where it is NULL counts nothing.
    """

    by: By
    how: Literal["mean", "median", "sum"]
    of: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A service indicator: how it is called, measured, bounded, counted and read.

    `low` and `high` bound the values that are possible at all (None: unbounded); a value outside is refused. `counted`:
    how records come to it; None: only typed in kinerja sheets. `adds_up`: units and services are summed, not averaged.
    """

    key: str
    label: str
    unit: str
    better: Better
    decimals: int
    low: float | None
    high: float | None
    aliases: tuple[str, ...]
    definition: str
    formula: str
    source: str
    counted: Counted | None = None
    adds_up: bool = False

    @property
    def change_unit(self) -> str:
        """Unit of a difference: points for scores, percentage points for shares, the unit itself otherwise."""
        if self.unit == "%":
            return "poin persen"
        return "poin" if self.unit.startswith("indeks") else self.unit


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        key="ikm",
        label="Indeks Kepuasan Masyarakat (IKM)",
        unit="indeks 25–100",
        better="higher",
        decimals=2,
        low=25,
        high=100,
        aliases=(
            "IKM",
            "Nilai IKM",
            "Indeks Kepuasan Masyarakat",
            "IKM Unit Pelayanan",
            "Kepuasan",
            "Nilai SKM",
            "Skor Kepuasan",
        ),
        definition="Nilai kepuasan warga dari survei sembilan unsur pelayanan, diskalakan 25 sampai 100.",
        formula="Σ (NRR unsur × bobot 1/9) × 25",
        source="Permen PANRB 14/2017, lampiran",
    ),
    Indicator(
        key="lama_layanan",
        label="Lama layanan",
        unit="menit",
        better="lower",
        decimals=1,
        low=0,
        high=None,
        aliases=(
            "Lama Layanan",
            "Lama Pelayanan",
            "Rata-rata Lama Layanan",
            "Waktu Layanan",
            "Waktu Penyelesaian",
            "Lama Layanan (menit)",
            "Rata-rata Waktu Layanan",
            "Median Lama Layanan",
        ),
        definition="Waktu dari berkas masuk sampai selesai; angka tengah (median) bila dihitung dari register layanan.",
        formula="median (waktu selesai − waktu masuk) per unit dan periode",
        source="Standar pelayanan (Undang-Undang Nomor 25 Tahun 2009, Pasal 21)",
        counted=Counted("selesai", "median", "lama_menit"),
    ),
    Indicator(
        key="tepat_waktu",
        label="Tepat waktu",
        unit="%",
        better="higher",
        decimals=1,
        low=0,
        high=100,
        aliases=(
            "Tepat Waktu",
            "Persentase Tepat Waktu",
            "% Tepat Waktu",
            "Tepat Waktu (%)",
            "Ketepatan Waktu",
            "Selesai Tepat Waktu",
        ),
        definition="Bagian berkas yang selesai dalam standar waktu yang dijanjikan.",
        formula="berkas tepat waktu ÷ berkas selesai × 100",
        source="Standar pelayanan (Undang-Undang Nomor 25 Tahun 2009, Pasal 21)",
        counted=Counted("selesai", "mean", "100 * tepat_waktu"),
    ),
    Indicator(
        key="berkas_dikembalikan",
        label="Berkas dikembalikan",
        unit="%",
        better="lower",
        decimals=1,
        low=0,
        high=100,
        aliases=(
            "Berkas Dikembalikan",
            "% Dikembalikan",
            "Berkas Dikembalikan (%)",
            "Persentase Berkas Dikembalikan",
            "Dikembalikan",
            "Kesalahan Berkas",
            "Tingkat Kesalahan",
            "% Kesalahan",
        ),
        definition="Bagian berkas yang dikembalikan karena kurang atau keliru.",
        formula="berkas dikembalikan ÷ berkas masuk × 100",
        source="Register layanan unit",
        counted=Counted("masuk", "mean", "100 * dikembalikan"),
    ),
    Indicator(
        key="pengaduan",
        label="Pengaduan",
        unit="pengaduan",
        better="lower",
        decimals=0,
        low=0,
        high=None,
        aliases=("Pengaduan", "Jumlah Pengaduan", "Aduan", "Jumlah Aduan", "Keluhan"),
        definition="Jumlah pengaduan warga yang tercatat.",
        formula="jumlah pengaduan per unit dan periode",
        source="WargaKu dan buku pengaduan unit",
        adds_up=True,
    ),
    Indicator(
        key="volume",
        label="Volume layanan",
        unit="berkas",
        better="higher",
        decimals=0,
        low=0,
        high=None,
        aliases=(
            "Volume",
            "Volume Layanan",
            "Jumlah Layanan",
            "Berkas Masuk",
            "Jumlah Berkas",
            "Jumlah Permohonan",
        ),
        definition="Jumlah berkas yang masuk; menunjukkan beban kerja, bukan mutu.",
        formula="jumlah berkas masuk per unit dan periode",
        source="Register layanan unit",
        counted=Counted("masuk", "sum", "1"),
        adds_up=True,
    ),
)

ELEMENTS: tuple[Indicator, ...] = tuple(
    Indicator(
        key=f"nrr_{code.lower()}",
        label=f"{name} ({code})",
        unit="indeks 1–4",
        better="higher",
        decimals=2,
        low=1,
        high=4,
        aliases=(),
        definition=f"Nilai rata-rata (NRR) unsur {name} dari jawaban responden, 1 sampai 4.",
        formula="Σ nilai unsur ÷ jumlah responden yang menjawab",
        source=SKM_SOURCE,
        counted=Counted("jawaban", "mean", f'"{code}"'),
    )
    for code, name in SKM_ELEMENTS.items()
)
"""The nine elements of the satisfaction survey; computed from respondents, never typed in a kinerja sheet."""


def custom_indicator(header: str) -> Indicator:
    """The office's own column: no unit, bounds or alias known; higher is taken as better and said on the page."""
    return Indicator(
        key=header,
        label=header,
        unit="",
        better="higher",
        decimals=2,
        low=None,
        high=None,
        aliases=(),
        definition="Indikator milik kantor; arah dan satuannya belum didaftarkan, jadi naik dianggap membaik.",
        formula="sesuai buku kantor",
        source="buku kinerja kantor",
    )


def counted(*by: By) -> dict[str, Counted]:
    """Key → how it is counted, of the indicators that are counted from these records."""
    return {one.key: one.counted for one in (*INDICATORS, *ELEMENTS) if one.counted and one.counted.by in by}


def capaian(realised: float, target: float | None, better: Better) -> float:
    """Realised ÷ target × 100; where lower is better (1 + (1 − realised ÷ target)) × 100; NaN without a target.

    Source: Permen PANRB 8/2021, annex, chapter VI: 6,5 months against a target of 7 are 107 percent.
    """
    if not target:
        return nan
    percent = 100 * realised / target
    return percent if better == "higher" else 100 + (100 - percent)


def indicator(key: str) -> Indicator:
    """The catalogue's indicator of that key, or the office's own column by its header."""
    return next((known for known in (*INDICATORS, *ELEMENTS) if known.key == key), None) or custom_indicator(key)


IKM = indicator("ikm")
"""The result of service that training is held against first."""
