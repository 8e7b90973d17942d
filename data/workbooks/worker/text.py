"""The text of a file whose encoding nobody wrote down."""

import codecs

from .limits import FileRefused

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def decode(content: bytes) -> str:
    """Decode by byte order mark, else as UTF-16 where every other byte is zero, else UTF-8, else Windows-1252.

    NUL characters, with which some systems fill fields and files up, are dropped.
    """
    for encoding in _candidates(content):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise FileRefused("bukan buku Excel atau teks yang dikenal; buka di Excel, simpan sebagai .xlsx, lalu unggah lagi")


def _candidates(content: bytes) -> list[str]:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return [encoding]
    sample = content.rstrip(b"\0")[:1024]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 3 and min(even, odd) < max(even, odd) // 3:
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1252"]
