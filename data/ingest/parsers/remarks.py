"""Citizens' remarks without whatever could tell a person: only listed words and small numbers are left of them."""

import re

from data.ingest.parsers.text import clean, key
from data.vocabulary.remarks import HONORIFICS, ROLES, STREETS, root_of

DOTS = "•••"
_PIECE = re.compile(
    r"\S*@\S+"
    r"|(?<!\w)[A-Za-z]{1,2}[ .-]?\d{1,4}[ .-]?[A-Za-z]{1,3}(?!\w)"
    r"|[+(]?\d(?:[ .,/()+-]{0,3}\d)*(?!\w)"
    r"|\w(?:[\w'’]|-(?=\w))*"
)
_MOST_DIGITS = 3
_BEGINS = re.compile(r"(?:^|[.!?:;]) *$")
_NOTHING = frozenset(
    map(key, ("tidak ada", "tdk ada", "tidak", "tdk", "nihil", "belum ada", "ga ada", "gak ada", "nggak ada", "ok"))
)


def redacted(text: str) -> str | None:
    """The remark with dots for all but listed words and numbers of up to three digits; None where it says nothing.

    Names, NIP, NIK, phone and plate numbers, addresses of houses and mail are in no list. Listed words that may be a
    name where they stand go too: after "Pak" or "Bu", and with a capital inside a sentence.
    """
    plain = clean(text)
    if key(plain) in _NOTHING or not key(plain):
        return None if plain.isascii() else DOTS
    shouted = plain.isupper()
    shown, end, before = "", 0, ""
    for piece in _PIECE.finditer(plain):
        gap = plain[end : piece.start()]
        inside = not shouted and not _BEGINS.search(plain[: piece.start()])
        shown += gap + (piece[0] if _tells_nobody(piece[0], before, inside) else DOTS)
        end, before = piece.end(), key(piece[0]).rpartition(" ")[2]
    return re.sub(rf"{DOTS}(?:[^\w]*{DOTS})+", DOTS, shown + plain[end:])


def _tells_nobody(piece: str, before: str, inside: bool) -> bool:
    if any(sign.isdigit() for sign in piece):
        return piece.isdecimal() and len(piece) <= _MOST_DIGITS and before not in STREETS
    word = piece.casefold()
    if before in HONORIFICS and word not in ROLES | HONORIFICS:
        return False
    is_title = inside and piece.istitle()
    is_listed = root_of(word) is not None or all(map(root_of, word.split("-")))
    return is_listed and (not is_title or word in HONORIFICS | ROLES)
