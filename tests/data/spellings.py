"""The same sheet of .xlsx spelled in every way that XML allows; random, and the same for the same seed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from data.workbooks import cell_name
from tests.data.hostile.packages import MAIN, OFFICE, workbook, xlsx_parts, zipped

TEXTS = (
    "Kelurahan Asemrowo", "81,5", "a & b <c> \"d\" 'e'", "naïve 😀 é", "]]>", "baris satu\nbaris dua", "0", "<v>9</v>",
    " tepi ", "x_y", "&amp;", "tab\tdi tengah", "_x000D_a",
)  # fmt: skip
NUMBERS = (0.0, 1.0, -2.5, 81.5, 1e-5, 198501012010011000.0, 123456.789)
NOISE = ('<row r="9"><c r="A9"><v>9</v></c></row>', "</sheetData>", " catatan ", "</v></c>", 't="s"', "<si>")


_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    '<borders><border/></borders><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0" xfId="0"/><xf numFmtId="0" xfId="0"/></cellXfs>'
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  # both as openpyxl asks for them


@dataclass
class Spelled:
    """A sheet's cells by 0-based place, its merged ranges and hidden rows, and how it is to be spelled."""

    rng: Random
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    strings: list[str] = field(default_factory=list)
    prefix: str = ""
    odd: float = 0.0

    def sometimes(self) -> bool:
        """True as often as this sheet is odd."""
        return self.rng.random() < self.odd

    def blank(self, least: str = "") -> str:
        """White space as it may stand in a tag."""
        return self.rng.choice((" ", "  ", "\n ", "\t", "\r\n")) if self.sometimes() else least

    def aside(self) -> str:
        """A comment or an instruction, often one that looks like markup; mostly nothing."""
        if not self.sometimes():
            return ""
        noise = self.rng.choice(NOISE)
        return self.rng.choice((f"<!--{noise}-->", f"<?lain {noise}?>", "<!---->"))

    def between(self) -> str:
        """What may stand between elements."""
        return self.aside() + (self.rng.choice(("\n  ", "\r\n", "\r", " ")) if self.sometimes() else "")

    def tag(self, name: str, attributes: Iterable[tuple[str, str]], inside: str | None) -> str:
        """An element with its attributes in any order and quotes; `inside` None may close itself."""
        prefix, declared = self.prefix, []
        if self.sometimes() and self.rng.random() < 0.2:
            prefix, declared = "lokal:", [("xmlns:lokal", MAIN)]
        pairs = [*attributes, *declared]
        if self.sometimes():
            self.rng.shuffle(pairs)
        written = "".join(self.blank(" ") + self.attribute(*pair) for pair in pairs)
        if inside is None and not self.sometimes():
            return f"<{prefix}{name}{written}{self.blank()}/>"
        return f"<{prefix}{name}{written}{self.blank()}>{inside or ''}</{prefix}{name}{self.blank()}>"

    def attribute(self, name: str, value: str) -> str:
        """One attribute."""
        quote = "'" if self.sometimes() else '"'
        equals = f"{self.blank()}={self.blank()}"
        if self.odd > 0.1 and self.sometimes():
            value = "".join(map(self.reference, value))
        return f"{name}{equals}{quote}{value}{quote}"

    def reference(self, sign: str) -> str:
        """A character as a reference."""
        zeros = "0" * self.rng.choice((0, 0, 1, 9))
        return self.rng.choice((f"&#{zeros}{ord(sign)};", f"&#x{zeros}{ord(sign):x};", f"&#x{ord(sign):X};"))

    def text(self, content: str) -> str:
        """Text with references, CDATA and asides in it."""
        if self.sometimes() and "]]>" not in content:
            return f"{self.aside()}<![CDATA[{content}]]>{self.aside()}"
        signs = [self.reference(sign) if self.sometimes() else escaped(sign) for sign in content]
        return "".join(sign + self.aside() for sign in signs) if self.sometimes() else "".join(signs)

    def t(self, content: str) -> str:
        """The element t, its white space kept."""
        kept = [("xml:space", "preserve")] if content != content.strip() or self.sometimes() else []
        return self.tag("t", kept, self.text(content))

    def runs(self, content: str) -> str:
        """A text as one t, or in runs with their look and reading aids."""
        if "_x" in content or not self.sometimes():
            return self.t(content)
        cut = self.rng.randrange(len(content) + 1)
        runs = [
            self.tag("r", (), self.tag("rPr", (), self.tag("b", (), None)) + self.t(part))
            for part in (content[:cut], content[cut:])
        ]
        return self.between().join(runs) + self.tag("rPh", [("sb", "0"), ("eb", "1")], self.tag("t", (), "bunyi"))


def escaped(sign: str) -> str:
    """A character as it must be written at least."""
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(sign, sign)


def cell(sheet: Spelled, row: int, column: int, value: Any, *, named: bool) -> str:
    """A c element."""
    name = [("r", cell_name(row, column))] if named else []
    if value is None:
        return sheet.tag("c", [*name, ("s", "1")], None)
    if isinstance(value, bool):
        return sheet.tag("c", [*name, ("t", "b")], sheet.tag("v", (), sheet.text(str(int(value)))))
    if isinstance(value, float):
        kind = [("t", "n")] if sheet.sometimes() else []
        formula = (
            sheet.tag("f", [("ca", "1")] if sheet.sometimes() else [], sheet.text("A1>B1")) if sheet.sometimes() else ""
        )
        return sheet.tag(
            "c",
            [*name, *kind],
            formula + sheet.between() + sheet.tag("v", (), sheet.text(repr(value))) + sheet.between(),
        )
    return _text_cell(sheet, name, value)


def _text_cell(sheet: Spelled, name: list[tuple[str, str]], value: str) -> str:
    how = sheet.rng.choice(("s", "s", "inlineStr", "str"))
    if how == "s":
        sheet.strings.append(value)
        return sheet.tag("c", [*name, ("t", "s")], sheet.tag("v", (), sheet.text(str(len(sheet.strings) - 1))))
    if how == "inlineStr":
        return sheet.tag("c", [*name, ("t", "inlineStr")], sheet.tag("is", (), sheet.runs(value)))
    return sheet.tag("c", [*name, ("t", "str")], sheet.tag("f", (), "A1") + sheet.tag("v", (), sheet.text(value)))


def random_sheet(seed: int) -> Spelled:
    """A sheet of a few rows and columns and its way of being spelled."""
    rng = Random(seed)
    sheet = Spelled(rng, prefix=rng.choice(("", "", "", "x:")), odd=rng.choice((0.0, 0.02, 0.1, 0.4)))
    height, width = rng.randrange(1, 9), rng.randrange(1, 6)
    for row in range(height):
        for column in range(width):
            value = rng.choice((rng.choice(TEXTS), rng.choice(NUMBERS), rng.choice(NUMBERS), rng.random() < 0.5, None))
            if value is not None:
                sheet.cells[row, column] = value
    sheet.hidden = {row for row in range(height) if rng.random() < 0.1}
    sheet.merged = [f"A{height + 1}:C{height + 2}"] if rng.random() < 0.3 else []
    return sheet


def package(sheet: Spelled) -> bytes:
    """The sheet as the bytes of a workbook."""
    rows = sorted({row for row, _ in sheet.cells} | sheet.hidden)
    named = not sheet.sometimes() or rows != list(range(len(rows)))
    written = sheet.between() + sheet.between().join(_row(sheet, row, named=named) for row in rows)
    merged = "".join(sheet.tag("mergeCell", [("ref", area)], None) + sheet.between() for area in sheet.merged)
    data = sheet.tag("sheetData", (), written) + sheet.between()
    after = sheet.tag("mergeCells", [("count", "1")], merged) if merged else ""
    parts = xlsx_parts(workbook=workbook())
    parts["xl/styles.xml"] = STYLES
    parts["[Content_Types].xml"] = CONTENT_TYPES
    parts["xl/worksheets/sheet1.xml"] = _document(sheet, "worksheet", data + after)
    items = [sheet.tag("si", (), sheet.runs(text)) + sheet.between() for text in sheet.strings]
    parts["xl/sharedStrings.xml"] = _document(sheet, "sst", sheet.between() + "".join(items))
    before = b"HTTP/1.1 200 OK\r\n\r\n" if sheet.sometimes() else b""
    return before + zipped(parts)


def _row(sheet: Spelled, row: int, *, named: bool) -> str:
    columns = [column for at, column in sheet.cells if at == row]
    last = max(columns, default=-1)
    cells = [cell(sheet, row, c, sheet.cells.get((row, c)), named=named) for c in range(last + 1)]
    if named and sheet.sometimes():
        cells.append(cell(sheet, row, 16_383, None, named=True))
    hidden = [("hidden", sheet.rng.choice(("1", "true")))] if row in sheet.hidden else []
    number = [("r", str(row + 1))] if named else []
    return sheet.tag("row", [*number, *hidden], sheet.between() + sheet.between().join(cells))


def _document(sheet: Spelled, root: str, inside: str) -> bytes:
    local = sheet.prefix.removesuffix(":")
    spaces = f'xmlns{":" if local else ""}{local}="{MAIN}" xmlns:r="{OFFICE}"'
    text = f"{sheet.aside()}<{sheet.prefix}{root} {spaces}>{inside}</{sheet.prefix}{root}>{sheet.aside()}"
    encoding = sheet.rng.choice(("UTF-16", "utf-8", "UTF-8")) if sheet.sometimes() else "UTF-8"
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
