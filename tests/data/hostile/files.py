"""Files made to break a reader, each with what must come out: a sentence, or the value of the first cell."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.data.hostile.packages import (
    MAIN,
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    ods,
    relations,
    sheet,
    strings,
    workbook,
    xlsb,
    xlsx,
    xlsx_parts,
    zipped,
)

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

UNSAFE, PASSWORD, DAMAGED = "ditolak demi keamanan", "terkunci kata sandi", "rusak"
OUT_OF_GRID, TOO_FAR, NOT_A_BOOK, EMPTY = "di luar batas Excel", "sangat jauh", "bukan buku Excel", "kosong"


@dataclass(frozen=True)
class Hostile:
    """One file; `says` is a part of the sentence it must be refused with, or None where it can be read."""

    name: str
    make: Callable[[], bytes]
    says: str | None


def hostile_files() -> Iterator[Hostile]:
    """Yield every file of the set."""
    for group in (_entities, _bombs, _places, _archives, _parts, _other_kinds, _texts, _old_and_open):
        for name, (make, says) in group().items():
            yield Hostile(name, make, says)


Group = dict[str, tuple[Callable[[], bytes], str | None]]


def _entities() -> Group:
    laughing = '<row r="1"><c r="A1" t="str"><v>&a11;</v></c></row>'
    return {
        "billion laughs in the sheet": (lambda: xlsx(sheet=sheet(laughing, prolog=LAUGHS)), UNSAFE),
        "billion laughs in the workbook": (lambda: xlsx(workbook=workbook(prolog=LAUGHS)), UNSAFE),
        "billion laughs in the strings": (lambda: xlsx(strings=LAUGHS + strings("&a11;")), UNSAFE),
        "billion laughs in the styles": (lambda: xlsx(styles=LAUGHS + "<styleSheet/>"), UNSAFE),
        "billion laughs in the relations": (
            lambda: zipped({**xlsx_parts(), "_rels/.rels": LAUGHS + "<Relationships/>"}),
            UNSAFE,
        ),
        "external entity in the strings": (lambda: xlsx(strings=EXTERNAL + strings("&x;")), UNSAFE),
        "external entity in the sheet": (lambda: xlsx(sheet=sheet(laughing, prolog=EXTERNAL)), UNSAFE),
        "remote document type in the workbook": (lambda: xlsx(workbook=workbook(prolog=REMOTE)), UNSAFE),
        "external entity in XML Spreadsheet": (
            lambda: (EXTERNAL + _xml_spreadsheet("<Row><Cell><Data>&x;</Data></Cell></Row>")).encode(),
            UNSAFE,
        ),
        "billion laughs in OpenDocument": (lambda: ods("<table:table-row/>", prolog=LAUGHS), UNSAFE),
    }


def _bombs() -> Group:
    return {
        "sheet of a hundred million spaces": (lambda: xlsx(sheet=sheet(" " * 100_000_000)), "terlalu besar"),
        "strings of one huge text": (lambda: xlsx(strings=strings("A" * 100_000_000)), "terlalu besar"),
        "styles that inflate": (lambda: xlsx(styles=f"<styleSheet>{'<xf/>' * 4_000_000}</styleSheet>"), UNSAFE),
        "picture that inflates, never looked at": (
            lambda: zipped({**xlsx_parts(), "xl/media/image1.png": b"\0" * 50_000_000}),
            None,
        ),
        "OpenDocument that inflates": (lambda: ods(" " * 50_000_000), UNSAFE),
        "entries that share the same bytes": (_overlapping, None),
        "two thousand and one entries": (
            lambda: zipped({**xlsx_parts(), **{f"xl/media/{i}.png": b"" for i in range(2_001)}}),
            UNSAFE,
        ),
        "ten thousand sheets": (
            lambda: xlsx(workbook=workbook(*((f"L{i}", "visible") for i in range(10_000)))),
            "lebih dari 200 lembar",
        ),
        "one row of seventeen million characters": (
            lambda: xlsx(f'<row r="1"><c r="A1" t="str"><v>{_noise(8_500_000)}</v></c></row>'),
            "terlalu besar",
        ),
        "three hundred thousand empty styled rows below the data": (lambda: xlsx(_styled_rows(300_000)), None),
        "elements nested a hundred thousand deep": (
            lambda: xlsx(strings=f"<sst><si>{'<r>' * 100_000}{'</r>' * 100_000}</si></sst>"),
            None,
        ),
    }


def _places() -> Group:
    def one(reference: str) -> Callable[[], bytes]:
        return lambda: xlsx(f'<row><c r="{reference}"><v>1</v></c></row>')

    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    lie = '<dimension ref="A1:XFD1048576"/>'
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    return {
        "a cell in the last corner": (lambda: xlsx(far), TOO_FAR),
        "only a cell in the last corner": (one("XFD1048576"), TOO_FAR),
        "an empty styled cell in the last corner": (lambda: xlsx(row + styled), None),
        "dimension that lies": (lambda: xlsx(sheet=sheet(row, before=lie)), None),
        "column XFE": (one("XFE1"), OUT_OF_GRID),
        "row 1048577": (one("A1048577"), OUT_OF_GRID),
        "row 0": (one("A0"), DAMAGED),
        "row of eleven digits": (one("A99999999999"), DAMAGED),
        "column ZZZ, row 9999999": (one("ZZZ9999999"), OUT_OF_GRID),
        "column of four letters": (one("AAAA1"), DAMAGED),
        "reference the wrong way round": (one("1A"), DAMAGED),
        "negative row": (one("A-1"), DAMAGED),
        "rows that go back": (
            lambda: xlsx('<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'),
            DAMAGED,
        ),
        "merged range outside the grid": (
            lambda: xlsx(sheet=sheet(row, after='<mergeCells><mergeCell ref="A1:ZZZ9999999"/></mergeCells>')),
            None,
        ),
        "text that no shared string has": (lambda: xlsx('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), DAMAGED),
        "shared string of number -1": (lambda: xlsx('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), DAMAGED),
        "number beyond all numbers": (lambda: xlsx('<row r="1"><c r="A1"><v>1e999</v></c></row>'), DAMAGED),
        "number that is none": (lambda: xlsx('<row r="1"><c r="A1"><v>nan</v></c></row>'), DAMAGED),
        "date beyond all dates": (lambda: xlsx('<row r="1"><c r="A1" s="1"><v>1e300</v></c></row>'), None),
    }


def _archives() -> Group:
    whole = xlsx()
    return {
        **{f"cut off after {share} %": (_cut(whole, share), DAMAGED) for share in (10, 50, 90, 99)},
        "one bit flipped in the sheet": (lambda: _flip_in_part(whole, SHEET), DAMAGED),
        "two parts of one name": (_duplicated, UNSAFE),
        "part outside the archive": (lambda: zipped({**xlsx_parts(), "../../etc/cron.d/x": "x"}), UNSAFE),
        "part on a drive": (lambda: zipped({**xlsx_parts(), "C:/x.xml": "x"}), UNSAFE),
        "part marked as encrypted": (lambda: _with_flag(whole, 1), PASSWORD),
        "compression nobody knows": (lambda: _with_method(whole, 9), DAMAGED),
        "archive without entries": (lambda: b"PK\x05\x06" + b"\0" * 18, NOT_A_BOOK),
        "garbage behind the archive": (lambda: whole + b"\0" * 70_000, DAMAGED),
        "garbage before the archive": (lambda: b"\0" * 100 + whole, None),
    }


def _parts() -> Group:
    def without(part: str) -> Callable[[], bytes]:
        return lambda: zipped({name: content for name, content in xlsx_parts().items() if name != part})

    def instead(part: str, content: str | bytes) -> Callable[[], bytes]:
        return lambda: zipped({**xlsx_parts(), part: content})

    away = relations({"rId1": ("worksheet", "http://127.0.0.1:9/a.xml")}).replace("/>", ' TargetMode="External"/>')
    return {
        "no workbook": (without(WORKBOOK), DAMAGED),
        "no sheet": (without(SHEET), DAMAGED),
        "no strings though cells name them": (without(STRINGS), DAMAGED),
        "sheet that ends in the middle": (instead(SHEET, sheet("<row r='1'>")[:-30]), DAMAGED),
        "sheet of random bytes": (instead(SHEET, random.Random(1).randbytes(5_000)), DAMAGED),
        "sheet that is no UTF-8": (instead(SHEET, sheet("\xff").encode("latin-1")), DAMAGED),
        "sheet in an unknown encoding": (
            instead(SHEET, '<?xml version="1.0" encoding="nosuch"?>' + sheet("")),
            DAMAGED,
        ),
        "workbook that is no XML": (instead(WORKBOOK, "PK"), DAMAGED),
        "styles with a format that is no number": (
            instead(STYLES, f'<a xmlns="{MAIN}"><cellXfs><xf numFmtId="x"/></cellXfs></a>'),
            DAMAGED,
        ),
        "sheet that is the workbook itself": (
            instead("xl/_rels/workbook.xml.rels", relations({"rId1": ("worksheet", "workbook.xml")})),
            None,
        ),
        "sheet on another computer": (instead("xl/_rels/workbook.xml.rels", away), "tidak memuat lembar"),
    }


def _other_kinds() -> Group:
    return {
        "nothing": (lambda: b"", EMPTY),
        "only zeros": (lambda: b"\0" * 100_000, EMPTY),
        "PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        "Word document": (lambda: zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), "Word"),
        "presentation": (
            lambda: zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}),
            "PowerPoint",
        ),
        "zip of a book": (lambda: zipped({"buku.xlsx": xlsx()}), "arsip zip"),
        "PNG": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "PNG"),
        "program": (lambda: b"MZ\x90\0\x03\0\0\0" + random.Random(2).randbytes(3_000), NOT_A_BOOK),
        "random bytes": (lambda: random.Random(3).randbytes(100_000), NOT_A_BOOK),
        "encrypted workbook": (lambda: OLE + b"\0" * 2_000 + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
        "old Word document": (lambda: OLE + b"\0" * 2_000 + "WordDocument".encode("utf-16-le"), "Word"),
        "container of Excel 97 without anything": (lambda: OLE + b"\0" * 2_000, DAMAGED),
        "container of Excel 97 filled with noise": (lambda: OLE + random.Random(4).randbytes(50_000), DAMAGED),
    }


def _texts() -> Group:
    spans = '<table><tr><td colspan="999999999" rowspan="999999999">a</td></tr></table>' * 100
    far = '<Row ss:Index="999999999"><Cell ss:Index="99999"><Data ss:Type="Number">1</Data></Cell></Row>'
    wide = (
        '<Row><Cell ss:MergeAcross="999999999"><Data ss:Type="String">a</Data></Cell><Cell><Data>b</Data></Cell></Row>'
    )
    return {
        "CSV with a million fields in a line": (lambda: b"a;" * 1_000_000, OUT_OF_GRID),
        "CSV with a quote that never ends": (lambda: b'a;b\n"' + b"x" * 1_000_000, "tanda petik"),
        "web page that spans everything": (lambda: spans.encode(), None),
        "tables nested ten thousand deep": (lambda: ("<table><tr><td>" * 10_000).encode(), "lebih dari 200 lembar"),
        "web page without a table": (lambda: b"<html><body>Silakan masuk</body></html>", "tanpa tabel"),
        "XML Spreadsheet far out": (lambda: _xml_spreadsheet(far).encode(), OUT_OF_GRID),
        "XML Spreadsheet that merges everything": (lambda: _xml_spreadsheet(wide).encode(), OUT_OF_GRID),
        "XML Spreadsheet cut off": (lambda: _xml_spreadsheet(far)[:-40].encode(), DAMAGED),
        "XML of another kind": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML lain"),
    }


def _old_and_open() -> Group:
    repeated = (
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"{}></table:table-row>'
    )
    value = ' office:value-type="string"><text:p>a</text:p></table:table-cell'
    return {
        "OpenDocument cell repeated over the whole grid": (lambda: ods(repeated.format(value)), TOO_FAR),
        "OpenDocument empty cell repeated over the whole grid": (lambda: ods(repeated.format("/")), None),
        "binary workbook with a cell in the last corner": (
            lambda: xlsb((0, 0, 1.0), (1_048_575, 16_383, 1.0)),
            TOO_FAR,
        ),
        "binary workbook with a cell outside the grid": (lambda: xlsb((2**31, 2**31, 1.0)), OUT_OF_GRID),
        "binary workbook with nothing but one cell": (lambda: xlsb((0, 0, 1.0)), None),
        "encrypted OpenDocument": (lambda: ods("", manifest="<encryption-data/>"), PASSWORD),
    }


def _noise(length: int) -> str:
    return random.Random(5).randbytes(length).hex()


def _styled_rows(count: int) -> str:
    first = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return first + "".join(f'<row r="{r}"><c r="A{r}" s="1"/><c r="B{r}" s="1"/></row>' for r in range(2, count + 2))


def _xml_spreadsheet(rows: str) -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    table = f'<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet>'
    return f'<Workbook xmlns="{space}" xmlns:ss="{space}">{table}</Workbook>'


def _cut(content: bytes, share: int) -> Callable[[], bytes]:
    return lambda: content[: len(content) * share // 100]


def _flip_in_part(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo(part).header_offset + 30 + len(part) + 20
    return content[:start] + bytes([content[start] ^ 4]) + content[start + 1 :]


def _duplicated() -> bytes:
    content = zipped({**xlsx_parts(), "xl/worksheets/sheet2.xml": sheet("")})
    return content.replace(b"xl/worksheets/sheet2.xml", SHEET.encode())


def _overlapping() -> bytes:
    """An archive whose central directory names the sheet's bytes a thousand times under other names."""
    content = zipped(xlsx_parts())
    end = content.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", content, end + 12)
    directory = content[start : start + size]
    entry = directory[directory.index(SHEET.encode()) - 46 :][: 46 + len(SHEET)]
    copies = b"".join(entry[:46] + f"xl/worksheets/{i:06}.xml".encode()[: len(SHEET)] for i in range(1_000))
    directory += copies
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1_007, 1_007, len(directory), start, 0)
    return content[:start] + directory + tail


def _with_flag(content: bytes, flag: int) -> bytes:
    position = content.index(b"PK\x01\x02")
    return content[: position + 8] + struct.pack("<H", flag) + content[position + 10 :]


def _with_method(content: bytes, method: int) -> bytes:
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        position = changed.find(signature)
        while position >= 0:
            struct.pack_into("<H", changed, position + offset, method)
            position = changed.find(signature, position + 4)
    return bytes(changed)
