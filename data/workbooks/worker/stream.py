"""The text of one XML part of an archive, read once from front to back in pieces that hold whole items."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from .limits import Refused, damaged
from .markup import refuse_document_type

_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]{1,99}encoding=["']([A-Za-z0-9_-]{3,20})["']""")
_LONGEST = 16 * 2**20
_OVERLAP = 200


class Stream:
    """Walks through a part: enter an element, take its items, then what follows it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = _decoded(pieces)
        self._buffer = ""
        self._element = ""

    def enter(self, element: str) -> bool:
        """Go just behind the start tag of an element; False where the part has none or it is empty."""
        tag = re.compile(rf"<((?:\w+:)?{element})(?:\s[^>]*)?>")
        while not (match := tag.search(self._buffer)):
            if not self._more():
                return False
        refuse_document_type(self._buffer[: match.start()])
        self._buffer = self._buffer[match.end() :]
        self._element = match[1]
        return not match[0].endswith("/>")

    def items(self, item: str) -> Iterator[str]:
        """Yield the inside of the entered element in chunks that each hold whole items (child elements)."""
        end, start = f"</{self._element}>", f"<{item}"
        if ":" in self._element:
            start = f"<{self._element.partition(':')[0]}:{item}"
        searched = 0
        while (stop := self._buffer.find(end, searched)) < 0:
            cut = self._buffer.rfind(start, searched)
            if cut > 0:
                yield self._buffer[:cut]
                self._buffer = self._buffer[cut:]
            searched = max(len(self._buffer) - len(end), 0)
            if not self._more():
                raise damaged()
        inside, self._buffer = self._buffer[:stop], self._buffer[stop:]
        yield inside

    def rest(self) -> Iterator[str]:
        """Yield all that is left, in windows that overlap so that no short tag is cut in every one of them."""
        yield self._buffer
        for piece in self._pieces:
            self._buffer = self._buffer[-_OVERLAP:] + piece
            yield self._buffer

    def _more(self) -> bool:
        piece = next(self._pieces, "")
        self._buffer += piece
        if len(self._buffer) > _LONGEST:
            raise Refused(
                "memuat satu baris atau bagian yang terlalu besar; simpan sebagai .xlsx baru, lalu unggah lagi"
            )
        return bool(piece)


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
