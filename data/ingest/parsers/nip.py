"""NIP: 18 digits = birth date (8), year and month of appointment (6), sex (1), serial (3).

PPPK carry a two-digit code where others have the month of appointment, so those digits are not tested.
Excel keeps 15 significant digits: a NIP stored as a number has lost its last three, whatever it shows. Made text
afterwards it ends in 000, which is nobody's serial: they start at 001.
"""

import re
from datetime import date
from functools import lru_cache

from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.text import clean

_SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_LEAD = re.compile(r"^(?:nip|ni pppk)\.? ?:?", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"(?<!\d)\d{8} ?\d{6} ?\d ?\d{3}(?!\d)")
_PLAIN = re.compile(r"[0-9]{15}(?!000)[0-9]{3}")
_SIGNS = re.compile(r"[\s.'’‘`\"/=-]")
FIRST_PPPK_CODE = 21
YOUNGEST, OLDEST = 17, 58
_DIGITS_LOST = "digit akhir NIP hilang. Ubah sel ke format Teks, lalu ketik ulang"


def parse_nip(value: object) -> str:
    """The 18 digits; Refused with the way to mend it otherwise."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        _check_birth_date(value[:8])
        return value
    if isinstance(value, (int, float)):
        raise Refused(_DIGITS_LOST if abs(value) >= 1e15 else _length(f"{value:.0f}"))
    if not isinstance(value, str):
        raise Refused("bukan NIP")
    digits = _without_signs(_beside_name(value))
    if not digits.isdecimal():
        raise Refused("NIP hanya boleh berisi angka; salin lagi dari data kepegawaian")
    if len(digits) != 18:
        raise Refused(_length(digits))
    if digits.endswith("000"):
        raise Refused(_DIGITS_LOST)
    _check_birth_date(digits[:8])
    return digits


def _beside_name(value: str) -> str:
    """The NIP of a cell that holds a person's name as well: "Nama, gelar" and the number on lines of their own."""
    found = _BESIDE_NAME.search(value)
    return found[0] if found and any(map(str.isalpha, value)) else value


def _without_signs(value: str) -> str:
    text = clean(value)
    if _SCIENTIFIC.fullmatch(text):
        raise Refused(_DIGITS_LOST)
    return _SIGNS.sub("", _LEAD.sub("", text))


def _length(digits: str) -> str:
    return f"NIP harus 18 digit, ini {len(digits)} digit; salin lagi dari data kepegawaian"


def masked(value: object) -> str:
    """A NIP as it may be shown: only the last four digits."""
    digits = re.sub(r"\D", "", f"{value:.0f}" if isinstance(value, float) else str(value))
    return "•" * 14 + digits[-4:]


def status_of(nip: object) -> str | None:
    """PNS or PPPK by digits 13–14 of the NIP: a month for PNS, a code above 12 for PPPK; None for no 18-digit NIP."""
    text = str(nip)
    if len(text) != 18 or not text.isdecimal():
        return None
    return "PNS" if 1 <= int(text[12:14]) <= 12 else "PPPK"


@lru_cache(maxsize=50_000)
def _check_birth_date(digits: str) -> None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Refused("delapan digit awal NIP bukan tanggal lahir; salin lagi dari data kepegawaian") from None
    if not 1930 <= born.year <= 2015:
        raise Refused(f"tahun lahir {born.year} pada NIP tidak mungkin: periksa NIP-nya")


def doubt(nip: str) -> str | None:
    """What looks odd about a readable NIP, as an Indonesian remark; None where nothing does."""
    appointed, code, sex = int(nip[8:12]), int(nip[12:14]), nip[14]
    if sex not in "12":
        return f"digit ke-15 NIP biasanya 1 atau 2, ini {sex}"
    if not 1 <= code <= 12 and code < FIRST_PPPK_CODE:
        return f"digit ke-13 dan ke-14 NIP bukan bulan dan bukan kode PPPK ({nip[12:14]})"
    if not YOUNGEST <= appointed - int(nip[:4]) <= OLDEST:
        return f"umur saat diangkat menurut NIP {appointed - int(nip[:4])} tahun"
    return None
