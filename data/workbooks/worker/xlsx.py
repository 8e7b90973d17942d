"""Read .xlsx and .xlsm part by part, holding no more of a sheet than the piece being read (ECMA-376 part 1)."""

import re
from operator import methodcaller
from typing import NamedTuple

from .archive import Archive
from .canonical import Rewriter
from .cell_values import Shown, shown_as
from .cells import CellReader
from .contents import contents_of
from .limits import damaged
from .markup import WHITE, excel_text, parse, trimmed
from .output import Cell, Output
from .package import relations_of
from .sheet_data import SheetReader
from .stream import Stream

_STRING = re.compile(
    r'(?:<si><t>([^<]*+)</t></si>|<si><t xml:space="preserve">([^<]*+)</t></si>'
    r"|<si>((?:[^<]++|<(?!/si))*+)</si>|<si/>)\s*+|(.+)",
    re.DOTALL,
)


class SheetEntry(NamedTuple):
    """A sheet as the workbook part lists it."""

    name: str
    hidden: bool
    relation: str


def read_xlsx(archive: Archive, output: Output) -> None:
    """Send every worksheet of the archive in the workbook's order."""
    workbook = next(iter(relations_of(archive, "").get("officeDocument", {}).values()), "xl/workbook.xml")
    relations = relations_of(archive, workbook)
    sheets, since_1904 = _workbook(archive, workbook)
    styles = _styles(archive, relations.get("styles", {}))
    strings = _strings(archive, relations.get("sharedStrings", {}), output)
    for sheet in sheets:
        part = relations.get("worksheet", {}).get(sheet.relation)
        if part is not None:
            reader = SheetReader(CellReader(strings, styles, since_1904, output), output)
            reader.read(Stream(archive.pieces(part)), lambda: output.send("progress", archive.progress))
            reader.finish(sheet.name, sheet.hidden)


def _workbook(archive: Archive, part: str) -> tuple[list[SheetEntry], bool]:
    sheets: list[SheetEntry] = []
    properties: dict[str, str] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetEntry(attributes.get("name", ""), hidden, attributes.get("id", "")))
        elif element == "workbookPr":
            properties.update(attributes)

    parse(archive.pieces(part), start)
    return sheets, properties.get("date1904", "0") in ("1", "true")


def _styles(archive: Archive, parts: dict[str, str]) -> dict[str, Shown]:
    """Return the styles, by number, that show a number as a moment or a percentage."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if element == "numFmt":
            codes[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element == "xf" and inside:
            formats.append(_integer(attributes.get("numFmtId", "0")))
        elif element in ("cellXfs", "cellStyles", "dxfs"):
            inside = element == "cellXfs"

    for part in parts.values():
        if part in archive:
            parse(archive.pieces(part), start)
    shown = ((str(style), shown_as(number, codes.get(number))) for style, number in enumerate(formats))
    return {style: kind for style, kind in shown if kind}


def _integer(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError as error:
        raise damaged() from error


def _strings(archive: Archive, parts: dict[str, str], output: Output) -> list[Cell]:
    """Send the shared strings; return the reference of each, None for an empty one."""
    references: list[Cell] = []
    for part in parts.values():
        stream = Stream(archive.pieces(part)) if part in archive else None
        if stream is None or not stream.enter("sst"):
            continue
        for chunk in stream.items("si"):
            texts = _shared_texts(chunk)
            first = output.add(*texts)
            references.extend(number if text else None for number, text in enumerate(texts, first))
    return references


def _shared_texts(chunk: str) -> list[str]:
    found = _STRING.findall(chunk.lstrip())
    if found and found[-1][-1]:
        found = _STRING.findall(Rewriter().rewrite(chunk))
    shown = trimmed if "&" in chunk or "_x" in chunk else _stripped
    return [
        shown(plain) if plain else excel_text(kept) if kept else contents_of(rich).text if rich else ""
        for plain, kept, rich, _ in found
    ]


_stripped = methodcaller("strip", WHITE)
