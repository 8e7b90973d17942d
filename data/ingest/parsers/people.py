"""NIP, NIK and names of people inside a text that should name nobody: found by their form, shown as dots."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from pathlib import PurePath

from data.ingest.parsers.text import key
from data.ingest.parsers.units import unit_words

LONG_NUMBER = re.compile(r"(?<!\d)(?:\d{8}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3}|\d{15,})(?!\d)")
NOBODY: frozenset[str] = frozenset()
_WORD = r"[^\W\d_a-z][\w'’]*+\.?(?!•)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,4}}"
_BEFORE = r"a\. ?n\. |a\.n\. ?|a/n |an\. |atas nama |sdri?\. ?|saudar[ai] |bpk\. ?"
_DEGREE = (
    r"(?:S\. ?(?:Sos|E|H|Kom|T|Pd|I\.?P|A\.?P|ST\.?P|Si|Ag|Kep|KM|Psi|I\.?Kom)|SE|SH|ST|MM|A\. ?Md"
    r"|M\. ?(?:Si|M|H|Pd|AP|Kom|T|Kes))\b"
)
_PEOPLE = tuple(map(re.compile, (
    rf"\b(?i:{_BEFORE}) ?({_NAME})",
    rf"\b(?:Drs|Dra|Ir|Hj|Ns)\. ?({_NAME})",
    rf"({_NAME}), ?{_DEGREE}",
    rf"•\d{{1,4}}[ /,()-]*({_NAME})",
    rf"({_NAME})[ /,(:-]+(?:NIP|NIK)?[ .:]*•",
)))  # fmt: skip
_USUAL = frozenset(re.findall(r"\w+", """
diklat pelatihan bimtek bimbingan teknis workshop seminar kursus sosialisasi surat keterangan layanan pelayanan prima
publik dasar akta kartu keluarga penduduk laporan data buku lembar sheet kinerja pegawai peserta rekap daftar jumlah
tahun bulan triwulan semester januari februari maret april mei juni juli agustus september oktober november desember
skm ikm ktp kk nip nik asn pns pppk hadir selesai menolak batal administrasi kependudukan dinas kota dan di nama tanggal
unit kerja status jabatan nilai biaya indikator target realisasi periode nomor total tidak ada contoh
"""))  # fmt: skip
_SHORTEST = 4


def masked_text(text: str, names: Set[str] = NOBODY) -> str:
    """The text with dots and the last four digits for a NIP or NIK, the first letters of names; `names`: known keys."""
    told = LONG_NUMBER.sub(lambda found: "•" * 14 + re.sub(r"\D", "", found[0])[-4:], text)
    for pattern in _PEOPLE:
        told = pattern.sub(lambda found: found[0].replace(found[1], initials(found[1])), told)
    for name in _known(told, names):
        told = initials(told, set(name.split()))
    return told


def masked_file_name(file: str, names: Set[str] = NOBODY) -> str:
    """A file's name without people."""
    path = PurePath(file)
    stem = path.stem.replace("_", " ")
    told = masked_text(stem, names)
    return file if told == stem else f"{told}{path.suffix}"


def masked_answer(value: object) -> object:
    """What stands where a day, a number or a fixed answer belongs; two capitalised words there may be a person."""
    if not isinstance(value, str):
        return value
    words = [word for word in value.split() if word[0].isupper() and own_words(word)]
    return initials(value) if len(words) > 1 else value


def initials(text: str, meant: Set[str] = NOBODY) -> str:
    """Of each capitalised word only its first letter, usual words left alone unless `meant` names them."""

    def first_letter(found: re.Match[str]) -> str:
        word = key(found[0])
        is_name = word in meant or not (_is_usual(word) or found[0][0].islower())
        return f"{found[0][0]}••••" if is_name else found[0]

    return re.sub(r"(?<!•)\b[^\W_][\w'’]*+(?!•)", first_letter, text)


@lru_cache(maxsize=50_000)
def own_words(text: str) -> frozenset[str]:
    """The words of a text, in small letters, that might be a person's name."""
    return frozenset(word for word in key(text).split() if len(word) >= _SHORTEST and not _is_usual(word))


def _is_usual(word: str) -> bool:
    return word.isdecimal() or word in _USUAL or word in unit_words()


def _known(text: str, names: Set[str]) -> Iterator[str]:
    """The known names that stand in a text."""
    words = key(text).split() if names else []
    spans = (" ".join(words[start : start + size]) for size in range(2, 7) for start in range(len(words) - size + 1))
    return (span for span in spans if span in names)
