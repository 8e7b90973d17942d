"""Make cells red in a worksheet part, leaving their value, formula, borders and number format as they are."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from data.workbooks.annotate.xml import CannotEdit, append_child, attributes, prefix_of, start_tags, with_attribute

RED = "FFFF7C80"
SPANS = re.compile(rb"""^(<[^>]*?)\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")
"""A row's hint about its first and last column, wrong once a cell is put in."""
A1 = re.compile(r"([A-Z]{1,3})([1-9]\d*)")

Place = tuple[int, int]
"""1-based row and column."""


def place_of(cell: str) -> Place:
    """A1 name to 1-based row and column: "C7" → (7, 3)."""
    found = A1.fullmatch(cell)
    if not found:
        raise CannotEdit(f"no cell name: {cell}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def cell_at(place: Place) -> str:
    """The inverse of place_of."""
    row, column = place
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


class RedStyles:
    """The styles part: hands out, for any cell style, its red twin, and collects the twins it has to add."""

    def __init__(self, styles: bytes) -> None:
        self._prefix = prefix_of(styles)
        p = self._prefix
        fill = b'<%bfill><%bpatternFill patternType="solid"><%bfgColor rgb="%b"/></%bpatternFill></%bfill>'
        self._fill = len(start_tags(_section(styles, p + b"fills"), p + b"fill"))
        self._styles = append_child(styles, p + b"fills", fill % (p, p, p, RED.encode(), p, p))
        pattern = rb"<%bxf(?=[\s/>])[^>]*?(?:/>|>.*?</%bxf>)" % (p, p)
        self._formats = re.findall(pattern, _section(styles, p + b"cellXfs"), re.DOTALL)
        self._twins: dict[int, int] = {}
        self._added: list[bytes] = []

    def red_twin(self, style: int) -> int:
        """Number of the style that is like `style` with a red fill."""
        if style not in self._twins:
            changes = {"fillId": str(self._fill), "applyFill": "1"}
            self._twins[style] = self._add(self._formats[style] if style < len(self._formats) else b"", changes)
        return self._twins[style]

    def as_text(self) -> int:
        """Number of a style whose cells stay text when edited (quote prefix), so that "=1+1" never comes alive."""
        return self._add(b"", {"quotePrefix": "1"})

    def part(self) -> bytes:
        """The styles part with everything that was handed out."""
        styles = self._styles
        for added in self._added:
            styles = append_child(styles, self._prefix + b"cellXfs", added)
        return styles

    def _add(self, base: bytes, changes: dict[str, str]) -> int:
        base = base or b'<%bxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' % self._prefix
        end = base.index(b">") + 1
        tag = base[:end]
        for name, value in changes.items():
            tag = with_attribute(tag, name, value)
        self._added.append(tag + base[end:])
        return len(self._formats) + len(self._added) - 1


def merge_anchors(sheet: bytes, places: Iterable[Place]) -> dict[Place, Place]:
    """Where to mark each place: itself, or the first cell of the merged range that covers it."""
    tags = start_tags(sheet, prefix_of(sheet) + b"mergeCell")
    corners = [attributes(tag[0])["ref"].split(":") for tag in tags]
    ranges = [(place_of(pair[0]), place_of(pair[-1])) for pair in corners]
    anchors = {}
    for row, column in places:
        covers = [a for a, b in ranges if a[0] <= row <= b[0] and a[1] <= column <= b[1]]
        anchors[row, column] = covers[0] if covers else (row, column)
    return anchors


def make_red(sheet: bytes, places: Iterable[Place], styles: RedStyles) -> bytes:
    """The worksheet part with these cells in their red style; missing cells and rows are put in."""
    painter = _Painter(sheet, styles)
    columns: dict[int, list[int]] = {}
    for row, column in sorted(set(places)):
        columns.setdefault(row, []).append(column)
    pieces, done = [], 0
    for row, wanted in columns.items():
        start, end = painter.span(row)
        pieces += [painter.sheet[done:start], painter.red_row(start, end, row, wanted)]
        done = end
    return b"".join([*pieces, painter.sheet[done:]])


class _Painter:
    def __init__(self, sheet: bytes, styles: RedStyles) -> None:
        self.prefix = p = prefix_of(sheet)
        self.styles = styles
        self.sheet = re.sub(rb"<%bsheetData\s*/>" % p, b"<%bsheetData></%bsheetData>" % (p, p), sheet)
        self._rows = start_tags(self.sheet, p + b"row")
        self._numbers = [_number(tag[0]) for tag in self._rows]
        if self._numbers != sorted(set(self._numbers)):
            raise CannotEdit("rows out of order")
        head = self.sheet[: self.sheet.index(b"<%bsheetData" % p)]
        self._columns = [attributes(tag[0]) for tag in start_tags(head, p + b"col")]

    def span(self, row: int) -> tuple[int, int]:
        """Where the row element stands; an empty span at the place where it belongs if there is none."""
        at = bisect_left(self._numbers, row)
        if at == len(self._rows):
            return (self.sheet.rindex(b"</%bsheetData>" % self.prefix),) * 2
        tag = self._rows[at]
        if self._numbers[at] != row:
            return tag.start(), tag.start()
        if tag[0].endswith(b"/>"):
            return tag.span()
        closing = b"</%brow>" % self.prefix
        return tag.start(), self.sheet.index(closing, tag.end()) + len(closing)

    def red_row(self, start: int, end: int, row: int, wanted: list[int]) -> bytes:
        xml = self.sheet[start:end] or b'<%brow r="%d"/>' % (self.prefix, row)
        if xml.endswith(b"/>") and xml.count(b"<") == 1:
            xml = xml[:-2].rstrip() + b"></%brow>" % self.prefix
        for column in wanted:
            xml = self._red_cell(xml, (row, column))
        return xml

    def _red_cell(self, xml: bytes, place: Place) -> bytes:
        tags = start_tags(xml, self.prefix + b"c")
        at = [_column(tag[0]) for tag in tags]
        if place[1] in at:
            tag = tags[at.index(place[1])]
            style = self.styles.red_twin(int(attributes(tag[0]).get("s") or 0))
            return xml[: tag.start()] + with_attribute(tag[0], "s", str(style)) + xml[tag.end() :]
        style = self.styles.red_twin(self._inherited_style(xml, place[1]))
        cell = b'<%bc r="%b" s="%d"/>' % (self.prefix, cell_at(place).encode(), style)
        later = [tag.start() for tag, column in zip(tags, at, strict=True) if column > place[1]]
        where = later[0] if later else xml.rindex(b"</%brow>" % self.prefix)
        return SPANS.sub(rb"\1", xml[:where] + cell + xml[where:], count=1)

    def _inherited_style(self, row_xml: bytes, column: int) -> int:
        """Style that an absent cell has from its row or its column."""
        row = attributes(start_tags(row_xml, self.prefix + b"row")[0][0])
        if row.get("customFormat") in ("1", "true"):
            return int(row.get("s") or 0)
        styles = [c.get("style") or 0 for c in self._columns if int(c["min"]) <= column <= int(c["max"])]
        return int(styles[0]) if styles else 0


def _number(row_tag: bytes) -> int:
    found = re.search(rb"""\sr\s*=\s*["'](\d+)["']""", row_tag)
    if not found:
        raise CannotEdit("a row without number")
    return int(found[1])


def _column(cell_tag: bytes) -> int:
    name = attributes(cell_tag).get("r")
    if name is None:
        raise CannotEdit("a cell without name")
    return place_of(name)[1]


def _section(xml: bytes, name: bytes) -> bytes:
    opening = start_tags(xml, name)
    if len(opening) != 1 or opening[0][0].endswith(b"/>"):
        raise CannotEdit(f"no {name.decode()}")
    return xml[opening[0].end() : xml.rindex(b"</" + name + b">")]
