"""One training book in the four shapes that programs write: shared or inline strings, .xlsb and .ods."""

import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

HEADERS = (
    "NIP", "Unit Kerja", "Nama Diklat", "Bidang", "Bentuk", "Penyelenggara",
    "Tanggal Mulai", "Tanggal Selesai", "JP", "Biaya", "Nilai Pre", "Nilai Post",
)  # fmt: skip
UNITS = ("Kecamatan Asemrowo", "Kelurahan Asemrowo", "Kelurahan Genting Kalianak", "Kelurahan Tambak Sarioso")
DAYS = (6, 7)  # the columns whose numbers are shown as dates
LETTERS = "ABCDEFGHIJKL"

Row = Sequence[str | int | float | None]


def rows_of(count: int, seed: int = 1) -> Iterator[Row]:
    """Yield the column titles and `count` rows: texts, days as Excel numbers, numbers, some cells empty."""
    rng = random.Random(seed)
    yield HEADERS
    for row in range(2, count + 2):
        start = 45_000 + rng.randrange(900)
        birth = f"{rng.randrange(1965, 2000)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
        yield (
            f"{birth}202001{rng.randrange(1, 3)}{row % 999 + 1:03}", rng.choice(UNITS),
            f"Pelatihan {rng.randrange(500)}", rng.choice(("TI", "pelayanan", None)),
            rng.choice(("klasikal", "nonklasikal")), "BKPSDM", start, start + rng.randrange(5), rng.randrange(2, 60),
            rng.randrange(100, 5000) * 1000, round(rng.uniform(40, 80), 2),
            round(rng.uniform(60, 100), 2) if row % 7 else None,
        )  # fmt: skip


def write_shared(path: Path, count: int) -> None:
    """Write an .xlsx as Excel does: its texts in one list, referred to by number."""
    strings: dict[str, int] = {}

    def text(value: str) -> tuple[str, str]:
        return ' t="s"', f"<v>{strings.setdefault(value, len(strings))}</v>"

    def items() -> Iterator[str]:
        return (f"<si><t>{escape(value)}</t></si>" for value in strings)

    _write_xlsx(path, _sheet_xml(count, text), items)


def write_inline(path: Path, count: int) -> None:
    """Write an .xlsx as streaming writers do: each text in its cell."""
    rows = _sheet_xml(count, lambda value: (' t="inlineStr"', f"<is><t>{escape(value)}</t></is>"))
    _write_xlsx(path, rows, lambda: iter(()))


def _sheet_xml(count: int, text: Callable[[str], tuple[str, str]]) -> Iterator[str]:
    for number, row in enumerate(rows_of(count), 1):
        cells = []
        for column, value in enumerate(row):
            if value is None:
                continue
            kind, inside = text(value) if isinstance(value, str) else ("", f"<v>{value}</v>")
            style = ' s="1"' if column in DAYS and number > 1 else ""
            cells.append(f'<c r="{LETTERS[column]}{number}"{style}{kind}>{inside}</c>')
        yield f'<row r="{number}" spans="1:12">{"".join(cells)}</row>'


def _write_xlsx(path: Path, rows: Iterator[str], items: Callable[[], Iterator[str]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _XLSX_PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            part.writelines(row.encode() for row in rows)
            part.write(b"</sheetData></worksheet>")
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{"".join(items())}</sst>')


def write_xlsb(path: Path, count: int) -> None:
    """Write a binary workbook as Excel does ([MS-XLSB] 2.4): shared strings, small whole numbers packed."""
    strings: dict[str, int] = {}
    records = [_record(129), _record(148, struct.pack("<4I", 0, count, 0, 11)), _record(145)]
    for number, row in enumerate(rows_of(count)):
        records.append(_record(0, struct.pack("<IIHBBBIII", number, 0, 300, 0, 0, 0, 1, 0, 11)))
        records += [_xlsb_cell(c, value, strings, number) for c, value in enumerate(row) if value is not None]
    records += [_record(146), _record(130)]
    items = [_record(19, b"\0" + _wide(value)) for value in strings]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _XLSB_PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.bin", b"".join(records))
        begin = _record(159, struct.pack("<II", len(items), len(items)))
        archive.writestr("xl/sharedStrings.bin", b"".join([begin, *items, _record(160)]))


def _xlsb_cell(column: int, value: str | float, strings: dict[str, int], row: int) -> bytes:
    head = struct.pack("<II", column, int(column in DAYS and row > 0))
    if isinstance(value, str):
        return _record(7, head + struct.pack("<I", strings.setdefault(value, len(strings))))
    if isinstance(value, int):
        return _record(2, head + struct.pack("<i", value << 2 | 2))
    return _record(5, head + struct.pack("<d", value))


def _record(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_ods(path: Path, count: int) -> None:
    """Write an .ods as LibreOffice does: each cell with its type, value and what it shows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as part:
            part.write(_ODS_START.encode())
            for number, row in enumerate(rows_of(count)):
                cells = "".join(_ods_cell(column, value, number) for column, value in enumerate(row))
                part.write(f'<table:table-row table:style-name="ro1">{cells}</table:table-row>'.encode())
            part.write(_ODS_END.encode())


def _ods_cell(column: int, value: str | float | None, row: int) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind, style, attribute, shown = "float", "", f' office:value="{value}"', str(value)
    if isinstance(value, str):
        kind, attribute, shown = "string", "", escape(value)
    elif column in DAYS:
        shown = (_DAY_ZERO + timedelta(days=value)).isoformat()
        kind, style, attribute = "date", ' table:style-name="ce1"', f' office:date-value="{shown}"'
    types = f' office:value-type="{kind}"{attribute} calcext:value-type="{kind}"'
    return f"<table:table-cell{style}{types}><text:p>{shown}</text:p></table:table-cell>"


_DAY_ZERO = date(1899, 12, 30)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
_RELS_DEFAULT = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'


def _relations(*parts: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'


_XLSX_PARTS = {
    "[Content_Types].xml": (
        f'{_TYPES}{_RELS_DEFAULT}<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_CONTENT}.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Pelatihan" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": _relations(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}
_XLSB_PARTS: dict[str, str | bytes] = {
    "[Content_Types].xml": (
        f'{_TYPES}{_RELS_DEFAULT}<Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    ),
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
    "xl/workbook.bin": b"".join(
        [
            *map(_record, (131, 143)),
            _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Pelatihan")),
            *map(_record, (144, 132)),
        ]
    ),
    "xl/_rels/workbook.bin.rels": _relations(
        ("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")
    ),
    "xl/styles.bin": b"".join(
        [
            _record(278),
            _record(617, struct.pack("<I", 2)),
            *(_record(47, struct.pack("<HH12x", 0, kind)) for kind in (0, 14)),
            _record(618),
        ]
    ),
}
_ODS_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_ODS_START = (
    f"<office:document-content {' '.join(f'xmlns:{name}={chr(34)}{uri}{chr(34)}' for name, uri in _ODS_NAMES.items())}>"
    '<office:body><office:spreadsheet><table:table table:name="Pelatihan">'
)
_ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)

SHAPES: dict[str, Callable[[Path, int], None]] = {
    "shared.xlsx": write_shared,
    "inline.xlsx": write_inline,
    "binary.xlsb": write_xlsb,
    "open.ods": write_ods,
}
