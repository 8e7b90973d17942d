"""Names of units: one spelling a unit, whatever case, blanks and abbreviations the books use.

The known units, their other names, and old names that must be asked about stand in
data/vocabulary/units.json; a unit that is not listed there is taken as it is written.
"""

import json
import re
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from data.ingest.parsers.text import clean, key

LIST = Path(__file__).resolve().parents[2] / "vocabulary" / "units.json"
ALIKE = 90
OTHER_KIND = "Lainnya"
MOST_WORDS = 9
_LEAD = re.compile(r"^(?:[a-z]|[ivx]+|\d{1,2})[.)]\s+|^(?:nama )?unit(?: kerja| pelayanan)?\s*:\s*", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"^(?:\(?\d{1,2}[.)]\s*)?(?:kantor (?=kelurahan|kel\.|kecamatan|kec\.))?", re.IGNORECASE)
_SENTENCE = re.compile(r"[\d:;=]|, \S+$")
_SMALL_WORDS = {"dan", "di", "ke", "dari", "untuk"}


@cache
def _list() -> dict:
    return json.loads(LIST.read_text(encoding="utf-8"))


def office() -> str:
    """The office itself: the first unit of the list."""
    return str(_list()["units"][0]["name"])


@cache
def _known() -> dict[str, str]:
    """Squeezed spelling → the unit's name."""
    return {squeezed(text): unit["name"] for unit in _list()["units"] for text in (unit["name"], *unit["aliases"])}


@cache
def _asked() -> dict[str, tuple[str, ...]]:
    asked = {squeezed(name): tuple(options) for name, options in _list()["asked"].items()}
    return asked | {f"kelurahan{name}": options for name, options in asked.items()}


@cache
def squeezed(text: str) -> str:
    """The name without blanks, marks and case, its first word written out: "Kel. Asem Rowo" → "kelurahanasemrowo"."""
    prefix, rest = _split(key(text))
    return (prefix + rest).casefold().replace(" ", "")


def _split(plain: str) -> tuple[str, str]:
    """The written-out first word ("" where it is none of the known ones), and the rest."""
    for short, long in sorted(_list()["prefixes"].items(), key=lambda pair: -len(pair[0])):
        if plain.startswith(f"{short} "):
            return long, plain[len(short) + 1 :]
    return "", plain


def unit_heading(text: str) -> str | None:
    """The unit that a line such as "A. Kelurahan Asemrowo" or "Unit: Seksi Umum" names and nothing else; else None."""
    name = _LEAD.sub("", clean(text))
    plain = key(name)
    names_one = known_unit(name) is not None or _split(plain)[0] != ""
    return name if names_one and len(plain.split()) <= MOST_WORDS and not _SENTENCE.search(name) else None


def without_lead(text: str) -> str:
    """A unit's name without the number before it, and without "Kantor"."""
    return _BEFORE_NAME.sub("", clean(text))


def must_ask(text: str) -> tuple[str, ...]:
    """The units that an old name may stand for today; empty for every other name."""
    return _asked().get(squeezed(text), ())


@cache
def unit_words() -> frozenset[str]:
    """Every word of the listed units' names, in small letters."""
    texts = (text for unit in _list()["units"] for text in (unit["name"], *unit["aliases"]))
    return frozenset(word for text in (*texts, *_list()["prefixes"]) for word in key(text).split())


def known_unit(text: str) -> str | None:
    """The listed unit of that name, or None."""
    return _known().get(squeezed(text))


def likely_unit(text: str) -> str | None:
    """The listed unit whose name a misspelt one resembles; None where it resembles none."""
    found = process.extractOne(squeezed(text), _known().keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _known()[found[0]] if found else None


def tidy(text: str) -> str:
    """A unit's name as it is written, blanks mended, capitals softened, and its abbreviated first word written out."""
    name = clean(text)
    prefix, rest = _split(key(name))
    if prefix:
        name = " ".join([prefix, *name.replace(".", " ").split()[-len(rest.split()) :]])
    return " ".join(_softened(word, every=prefix != "" or name.isupper()) for word in name.split())


def _softened(word: str, *, every: bool) -> str:
    """A word of a title: small joining words, a capital first letter; short capitals such as "RT" are left alone."""
    if word.lower() in _SMALL_WORDS:
        return word.lower()
    return word.capitalize() if word.islower() or (every and word.isupper() and len(word) > 3) else word


def kind_of(name: str) -> str:
    """What kind of unit a name speaks of, by its first word: Kelurahan, Kecamatan, Seksi, Subbagian, else "Lainnya"."""
    return _split(key(name))[0] or OTHER_KIND


class UnitNames:
    """Gives every unit one spelling through a whole load: the list's, or the first one met."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def name(self, text: str) -> str:
        """The one spelling of that unit."""
        return known_unit(text) or self._seen.setdefault(squeezed(text), tidy(text))
