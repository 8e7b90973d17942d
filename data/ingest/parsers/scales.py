"""Answers in words on a scale of four steps: the questionnaire's own (Permen PANRB 14/2017, lampiran), and others.

A scale is its four wordings, worst first, as `wording` gives them; the place counted from one is the value. Most have
a stem, the adjective that all four share: "tidak puas", "kurang puas", "puas", "sangat puas".
"""

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from data.ingest.parsers.text import clean, key

Scale = tuple[str, str, str, str]

STEMS = {
    "U1": "sesuai", "U2": "mudah", "U3": "cepat", "U5": "sesuai", "U6": "kompeten", "U7": "sopan ramah", "U9": "baik",
}  # fmt: skip
OWN_WORDS: dict[str, tuple[Scale, ...]] = {
    "U4": (
        ("sangat mahal", "cukup mahal", "murah", "gratis"),
        ("sangat mahal", "mahal", "murah", "gratis"),
        ("sangat mahal", "mahal", "murah", "sangat murah"),
    ),
    "U8": (("tidak ada", "ada tidak berfungsi", "berfungsi kurang maksimal", "dikelola baik"),),
    "U9": (("buruk", "cukup", "baik", "sangat baik"),),
}
"""Elements whose four answers do not share one adjective; of several scales the first is the regulation's."""
REGULAR: Scale = ("tidak {}", "kurang {}", "{}", "sangat {}")
PATTERNS: tuple[Scale, ...] = (
    REGULAR,
    ("sangat tidak {}", "tidak {}", "{}", "sangat {}"),
    ("kurang {}", "cukup {}", "{}", "sangat {}"),
    ("tidak {}", "cukup {}", "{}", "sangat {}"),
    ("sangat kurang {}", "kurang {}", "{}", "sangat {}"),
    ("sangat tidak {}", "kurang {}", "{}", "sangat {}"),
    ("tidak {}", "kurang {}", "cukup {}", "{}"),
    ("sangat lawan", "lawan", "{}", "sangat {}"),
    ("lawan", "kurang {}", "{}", "sangat {}"),
    ("lawan", "cukup {}", "{}", "sangat {}"),
)
"""How four degrees of one adjective are worded; "lawan" is its opposite."""
ENOUGH, LESS = "cukup {}", "kurang {}"
OPPOSITES = {
    "mahal": "murah", "lambat": "cepat", "lama": "cepat", "sulit": "mudah", "sukar": "mudah", "susah": "mudah",
    "rumit": "mudah", "buruk": "baik", "jelek": "baik",
}  # fmt: skip
ADJECTIVES = frozenset(
    {*STEMS.values(), *OPPOSITES.values(), "puas", "memuaskan", "setuju", "jelas", "mampu", "wajar", "tepat", "bagus",
     "lengkap", "nyaman", "sopan", "ramah", "memadai", "terampil", "profesional", "berkualitas", "tanggap", "layak"}
)  # fmt: skip
MIDDLE = frozenset({"netral", "ragu ragu", "ragu", "biasa", "biasa saja", "sedang"})
_NO_DEGREE = frozenset({"tidak", "sangat", "sangat tidak"})
_WRITTEN_OUT = {"ada tidak berfungsi": "ada tetapi tidak berfungsi", "dikelola baik": "dikelola dengan baik"}
_SHORT = {"tdk": "tidak", "krg": "kurang", "kurg": "kurang", "sgt": "sangat", "amat": "sangat", "ckp": "cukup"}
_FILLERS = frozenset({"dan", "tetapi", "tapi", "namun", "akan", "dengan", "secara"})
_NUMBERED = re.compile(r"(?:(?:nilai|skor|poin) )?(?:(\d{1,2}) |[a-e] (?=.*[a-z]))?(.+?)(?: (\d{1,2}))?")
_DEGREE = re.compile(r"(?:(sangat (?:tidak|kurang)|sangat|tidak|kurang|cukup)(?: |$))?(.*)")
_COMPLAINTS = (
    (re.compile(r"tidak (?:ada|tersedia).*"), "tidak ada"),
    (re.compile(r"(?:ada |tersedia )?(?:tidak|belum) berfungsi"), "ada tidak berfungsi"),
    (re.compile(r"(?:ada )?(?:berfungsi )?(?:kurang|belum|tidak) maksimal"), "berfungsi kurang maksimal"),
    (re.compile(r"(?:ada )?dikelola baik"), "dikelola baik"),
)


@lru_cache(maxsize=10_000)
def read_answer(text: str) -> tuple[str, int | None]:
    """The wording, and the number printed with it: "3. Sesuai", "c) Sesuai", "Sesuai (3)" → ("sesuai", 3, None, 3)."""
    found = _NUMBERED.fullmatch(key(text))
    if not found or not any(map(str.isalpha, found[2])):
        return key(text) or clean(text), None
    number = found[3] or found[1]
    return wording(found[2]), int(number) if number else None


def wording(text: str) -> str:
    """One spelling for all ways to write an answer: short forms written out, "baik sekali" as "sangat baik"."""
    words = [_SHORT.get(word, word) for word in key(text).split() if word not in _FILLERS]
    if words[-1:] == ["sekali"]:
        words = ["sangat", *words[:-1]]
    plain = " ".join(words)
    plain = re.sub(r"^(tidak|kurang|cukup|sangat) (\w+) \1 (\w+)$", r"\1 \2 \3", plain)
    return next((word for pattern, word in _COMPLAINTS if pattern.fullmatch(plain)), plain)


def stem_of(words: Collection[str]) -> str | None:
    """The adjective of most wordings; one that is not listed only where it stands in two degrees."""
    stems = Counter(OPPOSITES.get(stem, stem) for word in words if (stem := _parts(word)[1]) and stem not in MIDDLE)
    known = [(count, stem) for stem, count in stems.items() if stem in ADJECTIVES or count > 1]
    return max(known)[1] if known else None


def degree(word: str, stem: str) -> str | None:
    """The wording with "{}" for its stem, "lawan" for the stem's opposite; None where it says something else."""
    how, what = _parts(word)
    if what in MIDDLE:
        return what
    if OPPOSITES.get(what) == stem:
        return f"{how} lawan".strip()
    return f"{how} {{}}".strip() if what in ("", stem) else None


def fitting(degrees: Collection[str]) -> list[Scale]:
    """The patterns that hold all these degrees; none where the answers are not on four steps."""
    return [pattern for pattern in PATTERNS if set(degrees) <= set(pattern)]


def shown_scale(scale: Scale, stem: str) -> str:
    """Tidak puas = 1, Kurang puas = 2, Puas = 3, Sangat puas = 4."""
    opposite = next((word for word, of in OPPOSITES.items() if of == stem), "")
    steps = (step.format(stem).replace("lawan", opposite) for step in scale)
    return ", ".join(f"{_WRITTEN_OUT.get(step, step.replace('sopan ramah', 'sopan dan ramah')).capitalize()} = {value}"
                     for value, step in enumerate(steps, start=1))  # fmt: skip


def _parts(word: str) -> tuple[str, str]:
    """Degree and stem; a bare "tidak" or "sangat" is no degree of anything."""
    found = _DEGREE.fullmatch(word)
    return ("", word) if found is None or word in _NO_DEGREE else (found[1] or "", found[2])
