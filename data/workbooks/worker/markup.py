"""XML without surprises: no document type, so no entities; element and attribute names without their prefix."""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from .limits import FileRefused, damaged

_REFERENCE = re.compile(r"&(?:#0*([0-9]{1,7});|#x0*([0-9A-Fa-f]{1,6});|(lt|gt|amp|quot|apos);|)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ESCAPED_CHARACTER = re.compile(
    "_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_"
)
_ATTRIBUTE = r"""\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')"""
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE})*\s*/?")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
WHITE = " \t\r\n"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class _LocalNames(dict[str, str]):
    """Names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


def parse(pieces: Iterable[bytes | str], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call back for every element of a document; raises FileRefused for a document type and for broken XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    local = _LocalNames()
    parser.StartElementHandler = lambda name, attributes: start(
        local[name], {local[key]: attributes.get(local[key], value) for key, value in attributes.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(local[name])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged() from error


def refuse_document_type(prolog: str) -> None:
    """Raise FileRefused where the text before a root element declares a document type."""
    if "<!" in prolog:
        raise declares_document_type()


def attributes_of(written: str) -> dict[str, str]:
    """Return the attributes that have no prefix of a tag, given what is written behind its name.

    Raises ValueError for what is not a list of attributes.
    """
    if not _ATTRIBUTES.fullmatch(written):
        raise ValueError(written)
    found = _ONE_ATTRIBUTE.findall(written)
    return {name: unescape(double or single) for name, double, single in found if ":" not in name}


def unescape(text: str) -> str:
    """Resolve XML's references; raises FileRefused for one that XML does not know."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def excel_text(text: str) -> str:
    """Resolve references and Excel's own escapes."""
    return without_escapes(unescape(text))


def without_escapes(text: str) -> str:
    """Resolve Excel's own _xHHHH_ escapes; half a surrogate pair stays as it is written."""
    return _ESCAPED_CHARACTER.sub(_escaped, text) if "_x" in text else text


def trimmed(text: str) -> str:
    """Resolve a text that does not ask to keep its white space: Excel drops what it starts and ends with."""
    return without_escapes(unescape(text).strip(WHITE))


def _escaped(match: re.Match[str]) -> str:
    units = filter(None, match.groups())
    return b"".join(int(unit, 16).to_bytes(2, "little") for unit in units).decode("utf-16-le")


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal or hexadecimal or "0", 10 if decimal else 16)
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        raise damaged()
    return chr(code)


def declares_document_type() -> FileRefused:
    """The refusal of a file that brings its own document type, the way entity bombs and file thefts begin."""
    return FileRefused(
        "ditolak demi keamanan karena memuat deklarasi DOCTYPE; "
        "buka di Excel, simpan sebagai .xlsx baru, lalu unggah lagi"
    )


def _refuse_document_type(*_: object) -> None:
    raise declares_document_type()
