"""Names of indicators: by the words that name one, and by those beside them that change nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.ingest.parsers.dates import MONTHS
from data.ingest.parsers.text import key
from data.ingest.parsers.units import unit_words
from data.vocabulary.indicators import INDICATORS

BY_NAME = {key(name): known.key for known in INDICATORS for name in (known.key, known.label, *known.aliases)}
SAME_WORD = {
    same: word
    for word, several in {
        "jumlah": "jml total banyak banyaknya", "layanan": "pelayanan", "survei": "survey", "indeks": "index",
        "%": "persen persentase prosentase", "rata": "rata2 rerata", "masuk": "diterima", "lama": "durasi",
        "pengaduan": "aduan keluhan komplain", "menit": "mnt", "dikembalikan": "kembali pengembalian kesalahan",
        "permohonan": "pengajuan", "tepat": "ketepatan kepatuhan", "ikm": "skm",
    }.items()
    for same in several.split()
}  # fmt: skip
SAYS_NOTHING = frozenset({
    "nilai", "hasil", "skor", "angka", "data", "rata", "unit", "kelurahan", "kecamatan", "kantor", "layanan", "publik",
    "masyarakat", "warga", "bulan", "bulanan", "ini", "per", "dan", "di", "pada",
})  # fmt: skip
UNIT_OF_WORD = {
    word: unit
    for unit, several in {
        "%": "%", "menit": "menit jam hari detik minggu",
        "berkas": "berkas dokumen permohonan pemohon orang surat laporan kasus pengaduan kali buah",
    }.items()
    for word in several.split()
}  # fmt: skip
_IN_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
IN_TITLES = frozenset({
    "laporan", "target", "rekap",
    "rekapitulasi", "tabel", "daftar", "kinerja", "realisasi", "capaian", "pencapaian", "tahun",
    "tahunan", "anggaran", "ta", "periode", "triwulan", "tw", "semester", "smt", "i", "ii", "iii", "iv", "kota",
    "pemerintah", "surabaya", "perkembangan", "pengukuran", "evaluasi", "monitoring", "pemantauan", "pelaksanaan",
    "lingkungan", "wilayah", "se", "seluruh", "tiap", "setiap", "menurut", "berdasarkan", "untuk", "s", "d",
    "sampai", "dengan", "dalam", "utama", "indikator", "satuan", "lembar", "sheet",
})  # fmt: skip
_NUMBER = re.compile(r"^\s*\d+\s*[.)]\s*")


@dataclass(frozen=True, slots=True)
class Wording:
    """What names an indicator: all words of one of `cores`, none of `never`; only `besides` may stand with them."""

    cores: tuple[frozenset[str], ...]
    besides: frozenset[str]
    never: frozenset[str]


def _wording(cores: str, besides: str, never: str = "") -> Wording:
    parts = tuple(frozenset(core.split()) for core in cores.split(","))
    return Wording(parts, SAYS_NOTHING.union(besides.split(), *parts), frozenset(never.split()))


UNITS = {known.key: {"pengaduan": "berkas"}.get(known.unit, known.unit) for known in INDICATORS}
WORDINGS = {
    "ikm": _wording("ikm, kepuasan, interval konversi, nilai konversi", "indeks survei tingkat skala 25 100 akhir"),
    "lama_layanan": _wording(
        "lama layanan, lama penyelesaian, lama proses, lama pengerjaan, lama pengurusan, lama rata, lama menit, "
        "lama jam, waktu layanan, waktu penyelesaian, waktu proses, waktu pengerjaan, waktu pengurusan",
        "median menit jam hari kerja dalam waktu lama",
        never="tepat",
    ),
    "tepat_waktu": _wording("tepat waktu", "% tingkat selesai penyelesaian berkas permohonan"),
    "berkas_dikembalikan": _wording("dikembalikan", "% tingkat berkas"),
    "pengaduan": _wording("pengaduan", "jumlah masuk laporan tercatat buah kali"),
    "volume": _wording(
        "volume, berkas masuk, permohonan masuk, jumlah berkas, jumlah permohonan, jumlah layanan", "jumlah masuk"
    ),
}


@lru_cache(maxsize=50_000)
def indicator_named(text: str) -> str | None:
    """The catalogue's key of the one indicator that a text names; None where it names none, or says more than that."""
    if listed := BY_NAME.get(key(_NUMBER.sub("", text))):
        return listed
    words = _words(text)
    named = [name for name in indicators_in(text) if words <= WORDINGS[name].besides and is_in_its_unit(name, text)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=50_000)
def indicators_in(text: str) -> tuple[str, ...]:
    """The catalogue's keys of the indicators that a text speaks of, whatever else it says."""
    words = _words(text)
    named = {name: wording for name, wording in WORDINGS.items() if any(core <= words for core in wording.cores)}
    return tuple(name for name, wording in named.items() if not wording.never & words)


def indicator_of_title(lines: Sequence[str]) -> str | None:
    """The catalogue's key of the one indicator that a table's title names in a line that says no more of it."""
    told = {name for line in lines for name in indicators_in(line)} | set(indicators_in(" ".join(lines)))
    if len(told) != 1:
        return None
    (name,) = told
    allowed = WORDINGS[name].besides | IN_TITLES | unit_words() | MONTHS.keys()
    of_it = (_words(line) for line in lines if name in indicators_in(line) and is_in_its_unit(name, line))
    telling = ({word for word in words if len(word) > 1 and not word.isdecimal()} for words in of_it)
    says_only_that = any(words <= allowed for words in telling)
    return name if says_only_that else None


def is_in_its_unit(name: str, text: str) -> bool:
    """Whether a text names no other unit for an indicator than its own: a share anywhere, other units in brackets."""
    said = _words(" ".join(_IN_BRACKETS.findall(text))) | ({"%"} & _words(text))
    return {UNIT_OF_WORD[word] for word in said & UNIT_OF_WORD.keys()} <= {UNITS[name]}


def names_unit(text: str) -> bool:
    """Whether a text, such as a cell under "Satuan", names a unit that some indicators are not measured in."""
    return not UNIT_OF_WORD.keys().isdisjoint(_words(text))


def _words(text: str) -> set[str]:
    return {SAME_WORD.get(word, word) for word in re.findall(r"[a-z0-9]+|%", key(_NUMBER.sub("", text)))}
