"""The nine elements (unsur) of the satisfaction survey, told by their printed label wherever there is one.

Offices number the last two differently: for some U8 is Pengaduan and U9 Sarana, for others the reverse. A label decides;
a bare "U8" or "U9" says nothing until a label or the office says which order is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.values.text import key

UNSUR = tuple(f"U{number}" for number in range(1, 10))
LABELS: dict[str, tuple[str, ...]] = {
    "U1": ("Persyaratan", "Persyaratan Pelayanan", "Syarat"),
    "U2": ("Prosedur", "Sistem, Mekanisme, dan Prosedur", "Sistem Mekanisme Prosedur", "Kemudahan Prosedur",
           "Prosedur Pelayanan"),
    "U3": ("Waktu", "Waktu Pelayanan", "Waktu Penyelesaian", "Kecepatan Waktu", "Kecepatan", "Kecepatan Pelayanan"),
    "U4": ("Biaya", "Tarif", "Biaya/Tarif", "Biaya Pelayanan", "Kewajaran Biaya"),
    "U5": ("Produk", "Produk Layanan", "Produk Pelayanan", "Hasil", "Hasil Pelayanan", "Produk Spesifikasi",
           "Produk Spesifikasi Jenis Pelayanan", "Spesifikasi Produk", "Spesifikasi Jenis Pelayanan", "Kesesuaian Produk"),
    "U6": ("Kompetensi", "Kompetensi Pelaksana", "Kompetensi Petugas"),
    "U7": ("Perilaku", "Perilaku Pelaksana", "Perilaku Petugas"),
    "U8": ("Pengaduan", "Penanganan Pengaduan", "Penanganan Pengaduan, Saran dan Masukan", "Saran dan Pengaduan",
           "Pengaduan, Saran dan Masukan", "Penanganan Pengaduan Saran Masukan"),
    "U9": ("Sarana", "Sarpras", "Sarana dan Prasarana", "Sarana Prasarana", "Sarana & Prasarana"),
}  # fmt: skip
_BY_LABEL = {key(label): name for name, labels in LABELS.items() for label in labels}
_NUMBERED = re.compile(r"u(?:nsur)? ?(\d{1,2})\b ?(.*)")
_WORDS = {"U8": re.compile(r"\b(?:pengaduan|aduan)\b"), "U9": re.compile(r"\b(?:sarana|prasarana|sarpras)\b")}


@dataclass(frozen=True, slots=True)
class Unsur:
    """An element heading: its printed number (None: none), and the element it means (None: only the office knows)."""

    number: int | None
    name: str | None


def read_unsur(text: str) -> Unsur | None:
    """The element that a heading such as "U8 (Sarana & Prasarana)", "U3" or "Persyaratan" means; None for no element."""
    plain = key(text)
    numbered = _NUMBERED.fullmatch(plain)
    if not numbered:
        return Unsur(None, _BY_LABEL[plain]) if plain in _BY_LABEL else None
    number, label = int(numbered[1]), numbered[2]
    return Unsur(number, label_name(label) or (f"U{number}" if 1 <= number <= 7 else None))


def label_name(label: str) -> str | None:
    """The element of that label; of the two that trade places, any label that holds their word."""
    plain = key(label)
    if plain in _BY_LABEL:
        return _BY_LABEL[plain]
    worded = [name for name, words in _WORDS.items() if words.search(plain)]
    return worded[0] if len(worded) == 1 else None
