"""XML without surprises: no document type, so no entities; element and attribute names without their prefix."""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from .limits import Refused, damaged

_ENTITY = re.compile(r"&(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ESCAPED_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
_RUN = re.compile(r"<t(\s[^>]*[^/])?>([^<]*)</t>|<rPh.*?</rPh>", re.DOTALL)
_WHITE = " \t\r\n"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class _LocalNames(dict[str, str]):
    """Names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


def parse(pieces: Iterable[bytes | str], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call back for every element of a document; raises Refused for a document type and for broken XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    local = _LocalNames()
    parser.StartElementHandler = lambda name, attributes: start(
        local[name], {local[key]: value for key, value in attributes.items()}
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
    """Raise Refused where the text before a root element declares a document type."""
    if "<!DOCTYPE" in prolog:
        raise declares_document_type()


def unescape(text: str) -> str:
    """Resolve XML's entities and normalise line ends."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def excel_text(text: str) -> str:
    """Resolve entities and Excel's own _xHHHH_ escapes."""
    text = unescape(text)
    return _ESCAPED_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def trimmed(text: str) -> str:
    """Resolve a text that does not ask to keep its white space: Excel drops what it starts and ends with."""
    return excel_text(text).strip(_WHITE)


def joined_runs(inside: str) -> str:
    """Return the text of a string item: its runs joined, without the reading aids of East Asian scripts."""
    return "".join(
        excel_text(text) if "preserve" in attributes else trimmed(text) for attributes, text in _RUN.findall(inside)
    )


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] != "#":
        return _NAMED[name]
    code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        raise damaged()
    return chr(code)


def declares_document_type() -> Refused:
    """The refusal of a file that brings its own document type, the way entity bombs and file thefts begin."""
    return Refused(
        "ditolak demi keamanan karena memuat deklarasi DOCTYPE; "
        "buka di Excel, simpan sebagai .xlsx baru, lalu unggah lagi"
    )


def _refuse_document_type(*_: object) -> None:
    raise declares_document_type()
