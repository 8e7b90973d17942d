"""Text that every format can hold and draw: what people type, without what no file takes and no carried face draws."""

import dataclasses
import operator
import re
import struct
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from analysis.report.content.report import Report
from analysis.text import wording

FONTS = Path(__file__).parent / "fonts"
BOX = "□"
LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
SYMBOL_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0D8: "➢", 0xF0A8: "•", 0xF076: "❖", 0xF0E0: "→"}
"""What Word writes for the bullets of Symbol and Wingdings, private code points, as letters of their own."""
SKIN_TONES = range(0x1F3FB, 0x1F400)
SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
UNICODE_TABLE, GROUPED = (3, 10), 12


def printable(text: str) -> str:
    """The text as every format takes it; □ stands for what no carried face draws, invisible signs are left out."""
    if text.isascii() and text.isprintable():
        return text
    ended = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text).translate(SYMBOL_BULLETS))
    kept = "".join(map(_visible, ended))
    return "".join(map(_drawn, _clusters(kept)))


def printable_report(report: Report) -> Report:
    """The report with every text printable; its facts say how many signs could not be printed."""
    clean: Report = _printable(report)
    boxes = 0 if clean is report else _boxes(clean) - _boxes(report)
    if not boxes:
        return clean
    said = ("Tanda tak tercetak", f"{wording.count(boxes)} tanda diganti {BOX}, karena hurufnya tidak tersedia")
    return dataclasses.replace(clean, facts=(*clean.facts, said))


def _printable(value: Any) -> Any:
    """Texts in tuples and dataclasses made printable; anything else, and what is printable already, as it is."""
    if isinstance(value, str):
        text = printable(value)
        return value if text == value else text
    if isinstance(value, tuple):
        parts = tuple(map(_printable, value))
        return value if all(map(operator.is_, parts, value)) else parts
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        changed = {name: new for name, old in fields.items() if (new := _printable(old)) is not old}
        return dataclasses.replace(value, **changed) if changed else value
    return value


def _boxes(value: Any) -> int:
    if isinstance(value, str):
        return value.count(BOX)
    if dataclasses.is_dataclass(value):
        return sum(_boxes(getattr(value, one.name)) for one in dataclasses.fields(value))
    return sum(map(_boxes, value)) if isinstance(value, tuple) else 0


@lru_cache(2**12)
def _visible(sign: str) -> str:
    """The sign; a space for every kind of blank, a box for a private sign, nothing for what only steers others."""
    if sign == "\n" or sign == "\u00a0":
        return sign
    category, code = unicodedata.category(sign), ord(sign)
    if category == "Zs" or sign == "\t":
        return " "
    if category == "Co":
        return BOX
    return "" if category in ("Cc", "Cf") or code in SKIN_TONES or code in SELECTORS else sign


def _clusters(text: str) -> list[str]:
    """Each letter with the marks that stand on it."""
    found: list[str] = []
    for sign in text:
        if found and found[-1] not in "\n " and unicodedata.category(sign).startswith("M"):
            found[-1] += sign
        else:
            found.append(sign)
    return found


@lru_cache(2**14)
def _drawn(cluster: str) -> str:
    """The cluster where one face draws it whole; else the letter without its marks, each of them a box."""
    codes = set(map(ord, cluster)) - {ord("\n")}
    if any(codes <= face for face in _faces()):
        return cluster
    return BOX if len(cluster) == 1 else _drawn(cluster[0]) + BOX * (len(cluster) - 1)


@cache
def _faces() -> tuple[frozenset[int], ...]:
    """The code points of every carried family: those that all of its weights draw."""
    families: dict[str, list[frozenset[int]]] = defaultdict(list)
    for path in (*FONTS.glob("*.otf"), *FONTS.glob("*.ttf")):
        families[path.stem.split("-")[0]].append(_codes(path.read_bytes()))
    return tuple(frozenset.intersection(*weights) for weights in families.values())


def _codes(font: bytes) -> frozenset[int]:
    """The code points of a face, from the groups of its `cmap` (OpenType, subtable format 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, cmap + 2)
    places = (struct.unpack_from(">HHL", font, cmap + 4 + 8 * place) for place in range(subtables))
    start = next(cmap + offset for *kind, offset in places if tuple(kind) == UNICODE_TABLE)
    (groups,) = struct.unpack_from(">L", font, start + GROUPED)
    ranges = (struct.unpack_from(">LL", font, start + 16 + 12 * place) for place in range(groups))
    return frozenset(code for first, last in ranges for code in range(first, last + 1))
