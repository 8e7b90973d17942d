"""The text of one XML part of an archive, read once from front to back in pieces that hold whole items."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from .limits import FileRefused, damaged
from .markup import refuse_document_type

_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]{1,99}?encoding\s*=\s*["']([A-Za-z0-9._-]{3,20})["']""")
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = r"<((?:[^\s<>/:\"'=]+:)?{})(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>"
_ROOT = re.compile(r"[^<]*<([^\s<>/]+)")
_LONGEST = 16 * 2**20


class Stream:
    """Walks through a part: enter an element, take its items, then what follows it.

    Comments and processing instructions are gone, CDATA is escaped text and lines end as XML says (2.4 – 2.11), so that
    every "<" starts a tag.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = _without_asides(_decoded(pieces))
        self._buffer = ""
        self._element = self._root = ""

    def enter(self, element: str) -> bool:
        """Go just behind the start tag of an element; False where the part has none or it is empty."""
        tag = re.compile(_TAG.format(element))
        while not (match := tag.search(self._buffer)):
            if not self._more():
                self._buffer = ""
                return False
        before = self._buffer[: match.start()]
        refuse_document_type(before)
        self._buffer = self._buffer[match.end() :]
        self._element = match[1]
        root = _ROOT.match(before)
        self._root = root[1] if root else ""
        return not match[0].endswith("/>")

    def items(self, item: str) -> Iterator[str]:
        """Yield the inside of the entered element in chunks that each hold whole items (child elements)."""
        end = re.compile(f"</{re.escape(self._element)}\\s*>")
        prefixed = re.compile(f"<[^\\s<>/:]+:{item}[\\s/>]")
        searched = 0
        while not (stop := end.search(self._buffer, searched)):
            cut = self._buffer.rfind(f"<{item}", searched)
            if cut <= 0:
                cut = max((match.start() for match in prefixed.finditer(self._buffer)), default=0)
            if cut > 0:
                yield self._buffer[:cut]
                self._buffer = self._buffer[cut:]
            searched = max(self._buffer.rfind("<"), 0)
            if not self._more():
                raise damaged()
        inside, self._buffer = self._buffer[: stop.start()], self._buffer[stop.end() :]
        yield inside

    def rest(self) -> Iterator[str]:
        """Yield what follows the entered element as a document of its own; an empty one where there was none."""
        yield f"<{self._root}>" if self._root else "<nothing/>"
        yield self._buffer
        yield from self._pieces

    def _more(self) -> bool:
        piece = next(self._pieces, "")
        self._buffer += piece
        if len(self._buffer) > _LONGEST:
            raise _too_long()
        return bool(piece)


def _too_long() -> FileRefused:
    return FileRefused("memuat satu baris atau bagian yang terlalu besar; simpan sebagai .xlsx baru, lalu unggah lagi")


def _decoded(pieces: Iterator[bytes]) -> Iterator[str]:
    first = next(pieces, b"")
    encoding = "utf-8-sig"
    if first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    elif declared := _DECLARED_ENCODING.match(first):
        encoding = declared[1].decode().lower().replace("utf-8", "utf-8-sig")
    try:
        yield from filter(None, codecs.iterdecode(chain([first], pieces), encoding))
    except (UnicodeError, LookupError) as error:
        raise damaged() from error


def _without_asides(pieces: Iterator[str]) -> Iterator[str]:
    held = ""
    for piece in chain(pieces, [""]):
        text = held + piece
        if "!" in text or "?" in text:
            text = _ASIDE.sub(_as_text, text)
        whole = _whole(text) if piece else len(text)
        text, held = text[:whole], text[whole:]
        if len(held) > _LONGEST:
            raise _too_long()
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text:
            yield text


def _whole(text: str) -> int:
    """Return up to where a text is whole: to the first aside that is still open, or to a line end that may go on."""
    opened = [start for sign in "!?" if sign in text and (start := text.find(f"<{sign}")) >= 0]
    return min(opened) if opened else len(text) - text.endswith(("<", "\r"))


def _as_text(aside: re.Match[str]) -> str:
    """Return the text of a CDATA section, escaped; nothing for a comment or an instruction."""
    return (aside[1] or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
