"""Cell comments in a worksheet part: Excel keeps their text in one part and their shape in a VML drawing."""

import re
from collections.abc import Iterable, Mapping

from data.workbooks.annotate.cells import Place, cell_at
from data.workbooks.annotate.package import OFFICE, Package
from data.workbooks.annotate.xml import (
    DECLARATION,
    CannotEdit,
    append_child,
    attribute,
    attributes,
    prefix_of,
    start_tags,
    text,
)

AUTHOR = "Dampak Pelatihan"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
AFTER_LEGACY_DRAWING = {
    b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems", b"tableParts",
    b"extLst", b"AlternateContent",
}  # fmt: skip
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
EMPTY_COMMENTS = DECLARATION + b'<comments xmlns="%b"><authors></authors><commentList></commentList></comments>' % MAIN
EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
SHAPE_TYPE = (
    b'<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202"
 style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:90pt;visibility:hidden"
 fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">
<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 12, {top}, 4, {right}, 40, {bottom}, 4</x:Anchor>
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""


def add_notes(package: Package, sheet: str, notes: Mapping[Place, str]) -> None:
    """Give each cell of part `sheet` a comment; where it has one, the text goes below what is there."""
    comments = _related_or_new(package, sheet, "comments", "xl/commentsPerbaikan{}.xml", EMPTY_COMMENTS)
    added = _write_texts(package, comments, notes)
    drawing = _legacy_drawing(package, sheet)
    package.parts[drawing] = _with_shapes(package.parts[drawing], added)


def _related_or_new(package: Package, sheet: str, kind: str, pattern: str, empty: bytes) -> str:
    related = package.related(sheet, kind)
    if related:
        return related[0][1]
    name = package.free_name(pattern)
    package.add(name, empty, COMMENTS_TYPE)
    package.relate(sheet, kind, name)
    return name


def _write_texts(package: Package, part: str, notes: Mapping[Place, str]) -> list[Place]:
    """Write the texts; the places whose cell had no comment yet."""
    xml = package.xml(part)
    p = prefix_of(xml)
    author = len(start_tags(xml, p + b"author"))
    xml = append_child(xml, p + b"authors", b"<%bauthor>%b</%bauthor>" % (p, AUTHOR.encode(), p))
    taken = {attributes(tag[0])["ref"] for tag in start_tags(xml, p + b"comment")}
    added: dict[Place, bytes] = {}
    for place, note in notes.items():
        cell = cell_at(place)
        if cell in taken:
            xml = _below(xml, p, cell, note)
            continue
        run = b'<%btext><%bt xml:space="preserve">%b</%bt></%btext>' % (p, p, text(note), p, p)
        added[place] = b'<%bcomment ref="%b" authorId="%d">%b</%bcomment>' % (p, cell.encode(), author, run, p)
    package.parts[part] = append_child(xml, p + b"commentList", b"".join(added.values()))
    return list(added)


def _below(xml: bytes, p: bytes, cell: str, note: str) -> bytes:
    """The comments part with the note as one more run of that cell's comment."""
    tag = next(t for t in start_tags(xml, p + b"comment") if attributes(t[0])["ref"] == cell)
    end = xml.find(b"</%btext>" % p, tag.end())
    if end < 0:
        raise CannotEdit("a comment without text")
    run = b'<%br><%bt xml:space="preserve">\n%b</%bt></%br>' % (p, p, text(note), p, p)
    return xml[:end] + run + xml[end:]


def _legacy_drawing(package: Package, sheet: str) -> str:
    """The part with the sheet's comment shapes, made where there is none."""
    xml = package.xml(sheet)
    p = prefix_of(xml)
    tags = start_tags(xml, p + b"legacyDrawing")
    if tags:
        wanted = next((value for name, value in attributes(tags[0][0]).items() if name.endswith(":id")), "")
        return dict(package.related(sheet, "vmlDrawing"))[wanted]
    name = package.free_name("xl/drawings/vmlDrawingPerbaikan{}.vml")
    package.parts[name] = EMPTY_VML
    package.add_default_type("vml", VML_TYPE)
    link = package.relate(sheet, "vmlDrawing", name)
    element = b"<%blegacyDrawing xmlns:r=%b r:id=%b/>" % (p, attribute(OFFICE), attribute(link))
    where = _place_for_legacy_drawing(xml, p)
    package.parts[sheet] = xml[:where] + element + xml[where:]
    return name


def _place_for_legacy_drawing(xml: bytes, p: bytes) -> int:
    """Offset before the first child of the worksheet that must follow legacyDrawing (CT_Worksheet's order)."""
    tail = xml.rindex(b"</%bsheetData>" % p)
    depth = 0
    for tag in re.finditer(rb"""<(/?)(?:[\w.-]+:)?([\w.-]+)(?:[^>"']|"[^"]*"|'[^']*')*>""", xml[tail:]):
        closing, selfclosed = bool(tag[1]), tag[0].endswith(b"/>")
        if depth == 0 and not closing and tag[2] in AFTER_LEGACY_DRAWING:
            return tail + tag.start()
        if depth == 0 and closing and tag[2] == b"worksheet":
            return tail + tag.start()
        if tag[2] != b"sheetData" and not selfclosed:
            depth += -1 if closing else 1
    raise CannotEdit("a worksheet without end")


def _with_shapes(vml: bytes, places: Iterable[Place]) -> bytes:
    end = vml.rfind(b"</xml>")
    if end < 0:
        raise CannotEdit("an unusual drawing of comments")
    first = max(map(int, re.findall(rb"_x0000_s(\d+)", vml)), default=1024) + 1
    shapes = b"".join(_shape(first + number, place) for number, place in enumerate(places))
    kind = b"" if b'id="_x0000_t202"' in vml else SHAPE_TYPE
    return vml[:end] + kind + shapes + vml[end:]


def _shape(number: int, place: Place) -> bytes:
    """The comment's box, to the right of its cell and inside the sheet."""
    row, column = place[0] - 1, place[1] - 1
    left, top = min(column + 1, LAST_COLUMN - 3), min(row, LAST_ROW - 5)
    box = {"left": left, "top": top, "right": left + 3, "bottom": top + 5}
    return SHAPE.format(number=number, row=row, column=column, **box).encode()
