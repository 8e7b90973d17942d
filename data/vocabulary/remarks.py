"""The words of citizens' remarks, read from remarks.toml: those that may be shown, and the element each speaks of."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "remarks.toml").read_text(encoding="utf-8"))
ELEMENT_OF = {word: element for element, words in _WORDS["unsur"].items() for word in words.split()}
"""Word → the element (U1 to U9) that it speaks of."""
SHOWN = frozenset(_WORDS["usual"]["words"].split()) | ELEMENT_OF.keys()
HONORIFICS, ROLES, STREETS = (frozenset(_WORDS["address"][name].split()) for name in ("honorifics", "roles", "streets"))
_PREFIXES = (
    "",
    "di",
    "ke",
    "se",
    "ber",
    "ter",
    "per",
    "pe",
    "me",
    "mem",
    "men",
    "meng",
    "pem",
    "pen",
    "peng",
    "memper",
)
_SUFFIXES = ("", "kan", "an", "i", "nya", "lah", "kah", "annya", "kannya")
_SHORTEST_STEM = 4


@lru_cache(maxsize=20_000)
def root_of(word: str) -> str | None:
    """The listed word of which this one, in small letters, is a form ("pelayanannya": "layan"); None for others."""
    if word in SHOWN or word in HONORIFICS:
        return word
    stems = (
        word[len(before) : len(word) - len(after)]
        for before in _PREFIXES for after in _SUFFIXES if word.startswith(before) and word.endswith(after)
    )  # fmt: skip
    return next((stem for stem in stems if len(stem) >= _SHORTEST_STEM and stem in SHOWN), None)
