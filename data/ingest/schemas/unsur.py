"""The nine elements (unsur) of the satisfaction survey, told by their label wherever one is printed.

Offices number the last two differently: for some U8 is Pengaduan and U9 Sarana, for others the reverse. A label
decides; a bare "U8" or "U9" says nothing until a label or the office says which order is meant.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from data.ingest.parsers.text import key
from data.ingest.schemas.contract import names

UNSUR = tuple(f"U{number}" for number in range(1, 10))
LABELS = {
    "U1": names("Persyaratan; Persyaratan Pelayanan; Syarat; Kesesuaian Persyaratan"),
    "U2": names(
        "Prosedur; Sistem, Mekanisme, dan Prosedur; Sistem Mekanisme Prosedur; Kemudahan Prosedur; Prosedur Pelayanan"
    ),
    "U3": names("Waktu Penyelesaian; Waktu; Waktu Pelayanan; Kecepatan Waktu; Kecepatan; Kecepatan Pelayanan"),
    "U4": names("Biaya/Tarif; Biaya; Tarif; Biaya Pelayanan; Kewajaran Biaya"),
    "U5": names(
        "Produk Layanan; Produk; Produk Pelayanan; Hasil; Hasil Pelayanan; Produk Spesifikasi; Kesesuaian Produk;"
        "Produk Spesifikasi Jenis Pelayanan; Spesifikasi Produk; Spesifikasi Jenis Pelayanan"
    ),
    "U6": names("Kompetensi Pelaksana; Kompetensi; Kompetensi Petugas; Kemampuan Petugas"),
    "U7": names("Perilaku Pelaksana; Perilaku; Perilaku Petugas; Kesopanan dan Keramahan"),
    "U8": names(
        "Penanganan Pengaduan; Pengaduan; Penanganan Pengaduan, Saran dan Masukan; Saran dan Pengaduan;"
        "Pengaduan, Saran dan Masukan; Penanganan Pengaduan Saran Masukan"
    ),
    "U9": names("Sarana dan Prasarana; Sarana; Sarpras; Sarana Prasarana; Sarana & Prasarana; Prasarana"),
}
_BY_LABEL = {key(label): name for name, labels in LABELS.items() for label in labels}
_NUMBERED = re.compile(r"u(?:nsur)? ?(\d{1,2})\b ?(.*)")
_TRADING_PLACES = {"U8": re.compile(r"\b(?:pengaduan|aduan)\b"), "U9": re.compile(r"\b(?:sarana|prasarana|sarpras)\b")}
_ASPECTS = {
    "U1": "persyaratan|syarat", "U2": "prosedur|mekanisme", "U3": "waktu|kecepatan",
    "U4": "biaya|tarif", "U5": "produk|spesifikasi|hasil pelayanan|hasil layanan",
    "U6": "kompetensi|kemampuan|keahlian|keterampilan", "U7": "perilaku|kesopanan|keramahan|sopan|ramah|sikap",
    "U8": "pengaduan|aduan|keluhan", "U9": "sarana|prasarana|sarpras|fasilitas",
}  # fmt: skip
_QUESTION = re.compile(r"\b(?:bagaimana|menurut|apakah|pendapat|seberapa|penilaian)\b")
_REMARK = re.compile(r"(?:saran|kritik|masukan|alasan|mengapa|sebutkan|jelaskan|harapan)\b")
_ROW_OF_GRID = re.compile(r"\[([^\[\]]+)\]\s*$")
_QUESTION_NUMBER = re.compile(r"(?:(?:p|q|no|pertanyaan|soal) ?)?\d{1,2} ")


@dataclass(frozen=True, slots=True)
class Unsur:
    """An element heading: its printed number (None: none), and the element it means (None: only the office knows)."""

    number: int | None
    name: str | None


def read_unsur(text: str) -> Unsur | None:
    """The element that a heading like "U8 (Sarana & Prasarana)", "U3" or "Persyaratan" means; None for no element.

    Of a web form's grid, "Penilaian [Persyaratan]", the row decides.
    """
    row = _ROW_OF_GRID.search(text)
    plain = key(row[1] if row else text)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered:
        number, label = int(numbered[1]), numbered[2]
        return Unsur(number, label_name(label) or (f"U{number}" if 1 <= number <= 7 else None))
    plain = _QUESTION_NUMBER.sub("", plain, count=1)
    asked = aspect(plain) if row or _QUESTION.search(plain) else None
    name = _BY_LABEL.get(plain) or asked
    return Unsur(None, name) if name else None


def label_name(label: str) -> str | None:
    """The element of that label; of the two that trade places, any label that holds their word."""
    plain = key(label)
    if plain in _BY_LABEL:
        return _BY_LABEL[plain]
    worded = [name for name, words in _TRADING_PLACES.items() if words.search(plain)]
    return worded[0] if len(worded) == 1 else None


@lru_cache(maxsize=10_000)
def aspect(sentence: str) -> str | None:
    """The one element whose words a sentence holds; a sentence about two, or asking for remarks, is about none."""
    plain = key(sentence)
    if _REMARK.match(plain):
        return None
    found = [name for name, words in _ASPECTS.items() if re.search(rf"\b(?:{words})", plain)]
    return found[0] if len(found) == 1 else None
