"""What ISO 19005-2 level A (PDF/A-2a) and ISO 14289-1 (PDF/UA-1) ask of a file and its bytes show, as sentences."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

IDENTIFIED = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
EMBEDDED = {"/FontFile", "/FontFile2", "/FontFile3"}
FORBIDDEN_ACTIONS = {"/Launch", "/JavaScript", "/Sound", "/Movie", "/ResetForm", "/ImportData"}


def faults(content: bytes) -> list[str]:
    """Every rule that the file breaks; none for a file that may be archived and read aloud."""
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    return [*_of_file(content, reader, root), *_of_metadata(reader), *_of_structure(reader, root), *_of_pages(reader)]


def _of_file(content: bytes, reader: PdfReader, root: Any) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}", content):
        yield "6.1.2: header with four high bytes below it"
    if "/ID" not in reader.trailer or reader.is_encrypted:
        yield "6.1.3: an ID and no encryption"
    if {"/AA", "/OpenAction"} & set(root) and "/S" in str(root.get("/OpenAction", "")):
        yield "6.5.2: no action on opening"
    intents = [one.get_object() for one in root.get("/OutputIntents", [])]
    if not any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
        yield "6.2.3: an output intent with its profile"


def _of_metadata(reader: PdfReader) -> Iterator[str]:
    found = reader.xmp_metadata
    told = found.stream.get_data().decode() if found else ""
    for name, wanted in IDENTIFIED.items():
        if not re.search(rf"{name}(?:>|=\"){wanted}\b", told):
            yield f"6.6.4: {name} is {wanted}"
    if "dc:title" not in told or not (reader.metadata and reader.metadata.title):
        yield "UA 7.1: a title"


def _of_structure(reader: PdfReader, root: Any) -> Iterator[str]:
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "6.7.2: tagged"
        return
    if not str(root.get("/Lang", "")).startswith("id"):
        yield "6.7.4: in Indonesian"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "UA 7.1: shows its title"
    tags = list(_below(root["/StructTreeRoot"]))
    undescribed = sum(str(tag.get("/S")) == "/Figure" and not tag.get("/Alt") for tag in tags)
    if undescribed:
        yield f"UA 7.3: {undescribed} figures without words"
    if not any(tag.get("/S") == "/H1" for tag in tags):
        yield "UA 7.4: a first heading"


def _of_pages(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, 1):
        if "/StructParents" not in page or page.get("/Tabs", "/S") != "/S":
            yield f"page {number}: UA 7.18: read in the order of its tags"
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            yield from (f"page {number}: {fault}" for fault in _of_font(font.get_object()))
        unmarked = _unmarked(ContentStream(page.get_contents(), reader).operations)
        if unmarked:
            yield f"page {number}: UA 7.1: {unmarked} texts outside tags and artifacts"
        for note in page.get("/Annots", []):
            if note.get_object().get("/A", {}).get("/S") in FORBIDDEN_ACTIONS:
                yield f"page {number}: 6.5.1: no such action"


def _of_font(font: DictionaryObject) -> Iterator[str]:
    parts: Any = font.get("/DescendantFonts", [font])
    for part in parts:
        if not EMBEDDED & set(part.get_object().get("/FontDescriptor", {})):
            yield f"6.2.11.4: {font.get('/BaseFont')} is embedded"
    if "/ToUnicode" not in font:
        yield f"6.2.11.7: {font.get('/BaseFont')} tells its letters"


def _unmarked(operations: Any) -> int:
    """How many texts are drawn outside any marked content."""
    depth = texts = 0
    for _, operator in operations:
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        texts += operator in (b"Tj", b"TJ") and depth == 0
    return texts


def _below(tag: Any) -> Iterator[Any]:
    children = tag.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object()
        if isinstance(found, dict):
            yield found
            yield from _below(found)
