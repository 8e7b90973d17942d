"""Build spreadsheet packages part by part, so that any part can be replaced by a wrong one."""

import io
import struct
import zipfile
from collections.abc import Container, Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"

Part = str | bytes


def zipped(parts: Mapping[str, Part], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx_parts(rows: str = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', **changes: str) -> dict[str, Part]:
    """Return the parts of a workbook of one sheet "Data" with the given rows; see `sheet`, `strings`, `workbook`."""
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"rId1": ("officeDocument", WORKBOOK)}),
        WORKBOOK: changes.get("workbook", workbook()),
        "xl/_rels/workbook.xml.rels": relations(
            {
                "rId1": ("worksheet", "worksheets/sheet1.xml"),
                "rId2": ("styles", "styles.xml"),
                "rId3": ("sharedStrings", "sharedStrings.xml"),
            }
        ),
        STYLES: changes.get("styles", styles(14, 21, 46)),
        STRINGS: changes.get("strings", strings("satu", "dua")),
        SHEET: changes.get("sheet", sheet(rows)),
    }


def xlsx(rows: str = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', **changes: str) -> bytes:
    """Return a workbook as bytes; the arguments are those of xlsx_parts."""
    return zipped(xlsx_parts(rows, **changes))


def sheet(rows: str, after: str = "", prolog: str = "", before: str = "") -> str:
    """Return a sheet part."""
    return f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*texts: str) -> str:
    """Return a shared strings part of plain items, written as they are given (escape them first)."""
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
    return f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'


def styles(*formats: int | str) -> str:
    """Return a styles part: style 0 is General, style n the n-th format (a built-in number or a code)."""
    codes = [code for code in formats if isinstance(code, str)]
    numbers = [164 + codes.index(code) if isinstance(code, str) else code for code in formats]
    declared = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(codes))
    styled = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *numbers))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{declared}</numFmts><cellXfs>{styled}</cellXfs></styleSheet>'


def workbook(*sheets: tuple[str, str], properties: str = "", prolog: str = "") -> str:
    """Return a workbook part; `sheets` are (name, state), all backed by the same sheet part."""
    entries = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{state}" r:id="rId1"/>'
        for i, (name, state) in enumerate(sheets or (("Data", "visible"),), 1)
    )
    return f'{prolog}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{entries}</sheets></workbook>'


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return a relationships part; `targets` maps id to (last word of the type, target)."""
    entries = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


def ods(rows: str, prolog: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument spreadsheet of one table with the given rows."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    content = (
        f"{prolog}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": content,
        }
    )


XlsbValue = float | str | bool | None


def xlsb(*cells: tuple[int, int, float | None]) -> bytes:
    """Return a binary workbook of one sheet; cells are (row, column, number), None for #N/A. Row 1 is hidden."""
    return xlsb_of({(row, column): (number, 0) for row, column, number in cells}, hidden={1})


def xlsb_of(
    cells: Mapping[tuple[int, int], tuple[XlsbValue, int]],
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: Container[int] = (),
    formats: Sequence[int] = (0,),
) -> bytes:
    """Return a binary workbook of one sheet: cells by place with their style, None for #N/A; a style's built-in format.

    `merged` holds (first row, first column, last row, last column).
    """
    records = [record(129), record(148, bytes(16)), record(145)]
    for row in sorted({row for row, _ in cells}):
        flags = 0x10 if row in hidden else 0
        records.append(record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0)))
        records += [_xlsb_cell(c, *cells[r, c]) for r, c in sorted(cells) if r == row]
    records.append(record(146))
    records += [record(176, struct.pack("<4I", top, bottom, left, right)) for top, left, bottom, right in merged]
    styles = b"".join(record(47, struct.pack("<HH12x", 0, number)) for number in formats)
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("Data")
    workbook_part = b"".join([record(131), record(143), record(156, bundle), record(144), record(132)])
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": workbook_part,
            "xl/_rels/workbook.bin.rels": relations(
                {"rId1": ("worksheet", "worksheets/sheet1.bin"), "rId2": ("styles", "styles.bin")}
            ),
            "xl/worksheets/sheet1.bin": b"".join([*records, record(130)]),
            "xl/styles.bin": record(278) + record(617, struct.pack("<I", len(formats))) + styles + record(618),
        }
    )


def _xlsb_cell(column: int, value: XlsbValue, style: int) -> bytes:
    head = struct.pack("<II", column, style)
    if value is None:
        return record(3, head + b"\x2a")
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    return record(6, head + wide(value)) if isinstance(value, str) else record(5, head + struct.pack("<d", value))


def record(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(data)]) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
