"""Small edits of XML as bytes: everything that is not edited keeps its bytes, which no XML library promises."""

import html
import re
from xml.sax.saxutils import escape, quoteattr

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
ROOT = re.compile(rb"<(?:([\w.-]+):)?[\w.-]+(?=[\s/>])")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CannotEdit(ValueError):
    """The file is written in a way that these edits do not cover; the caller falls back to a copy of the values."""


def prefix_of(xml: bytes) -> bytes:
    """The namespace prefix of the root element with its colon, b"" where it has none."""
    root = ROOT.search(xml)
    if root is None:
        raise CannotEdit("no root element")
    return root[1] + b":" if root[1] else b""


def attributes(tag: bytes) -> dict[str, str]:
    """Attributes of a start tag by their names as written."""
    return {name.decode(): html.unescape(value[1:-1].decode()) for name, value in ATTRIBUTE.findall(tag)}


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The start tag with the attribute set, replaced where it is there."""
    written = f"{name}={quoteattr(value)}".encode()
    pattern = re.compile(rb"(?<=\s)" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""")
    if pattern.search(tag):
        return pattern.sub(lambda _: written, tag, count=1)
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end].rstrip() + b" " + written + tag[end:]


def start_tags(xml: bytes, name: bytes) -> list[re.Match[bytes]]:
    """Start tags of elements of that name (prefix included)."""
    return list(re.finditer(rb"<" + name + rb"(?=[\s/>])[^>]*>", xml))


def append_child(xml: bytes, parent: bytes, child: bytes) -> bytes:
    """The document with `child` as the last child of its only element `parent` (name with prefix); count is raised."""
    opening = start_tags(xml, parent)
    if len(opening) != 1:
        raise CannotEdit(f"{len(opening)} elements {parent.decode()}")
    tag, start, end = opening[0][0], opening[0].start(), opening[0].end()
    count = attributes(tag).get("count")
    counted = with_attribute(tag, "count", str(int(count) + 1)) if count else tag
    if tag.endswith(b"/>"):
        return xml[:start] + counted[:-2] + b">" + child + b"</" + parent + b">" + xml[end:]
    close = xml.rindex(b"</" + parent + b">")
    return xml[:start] + counted + xml[end:close] + child + xml[close:]


def text(value: str) -> bytes:
    """Text for an element, without the characters XML cannot hold."""
    return escape(NOT_XML.sub("", value)).encode()


def attribute(value: str) -> bytes:
    """An attribute's value with its quotes."""
    return quoteattr(NOT_XML.sub("", value)).encode()
