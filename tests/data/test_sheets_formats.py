"""Files of other kinds than today's Excel: .xls, .xlsb, .ods, CSV, and tables that only bear such a name."""

import hashlib
import io
import zipfile
from datetime import date, time, timedelta
from random import Random
from unittest.mock import patch

import pytest
import xlwt

from data.workbooks import CellError, CellValue, MissingFormulaValue, Percent, Sheet, read_book
from data.workbooks.worker.plain_opendocument import plain_tables
from tests.data.hostile.packages import ods, xlsb, xlsx
from tests.data.read_here import rows_of, sheets_of

XLS_DATES = (("dd/mm/yyyy", date(2025, 2, 12)), ("hh:mm", time(8, 30)))


def test_old_excel() -> None:
    book = xlwt.Workbook()
    target = book.add_sheet("Lama")
    target.write_merge(0, 0, 0, 2, "Judul")
    for c, value in enumerate(("teks", 198501012010011001, True)):
        target.write(1, c, value)
    for c, (code, value) in enumerate(XLS_DATES, 3):
        target.write(1, c, value, xlwt.easyxf(num_format_str=code))
    book.add_sheet("Sembunyi").visibility = 1
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_book(buffer.getvalue(), "lama.xls")
    assert list(found.sheets[0].rows)[1] == ["teks", 198501012010011001.0, True, date(2025, 2, 12), time(8, 30)]
    assert found.sheets[0].merged == ((0, 0, 0, 2),)
    assert [(s.name, s.hidden) for s in found.sheets] == [("Lama", False), ("Sembunyi", True)]


def test_errors_and_hidden_rows_of_binary_workbooks() -> None:
    (only,) = read_book(xlsb((0, 0, 81.5), (1, 2, None), (3, 1, 2.0)), "a.xlsb").sheets
    assert only.rows[0] == [81.5, None, None]
    assert only.rows[1] == [None, None, CellError("#N/A")]
    assert only.rows[3] == [None, 2.0, None]
    assert only.hidden_rows == {1}


def test_errors_and_hidden_rows_of_old_excel() -> None:
    book = xlwt.Workbook()
    target = book.add_sheet("Lama")
    target.write(0, 0, 81.5)
    target.row(1).set_cell_error(2, "#DIV/0!")
    target.row(1).hidden = True
    for r in range(2, 200):
        target.write(r, 0, f"teks panjang nomor {r}")
    buffer = io.BytesIO()
    book.save(buffer)
    (only,) = read_book(buffer.getvalue(), "lama.xls").sheets
    assert only.rows[:2] == [[81.5, None, None], [None, None, CellError("#DIV/0!")]]
    assert only.hidden_rows == {1}


def test_open_document() -> None:
    text = 'office:value-type="string"'
    row = (
        f'<table:table-row><table:table-cell {text}><text:p>baris<text:s text:c="2"/>satu</text:p><text:p>dua</text:p>'
        "<office:annotation><text:p>catatan</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="percentage" office:value="0.815"/>'
        '<table:table-cell office:value-type="date" office:date-value="2025-02-12"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT36H00M00S"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>'
    )
    (found,) = rows_of(ods(row))
    assert found == ["baris  satu\ndua", 81.5, date(2025, 2, 12), time(8, 30), timedelta(hours=36), True]
    assert type(found[1]) is Percent


def test_what_an_open_document_tells_besides_values() -> None:
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    )
    rows = (
        f'<table:table-row>{error}<table:table-cell table:formula="of:=1+1"/></table:table-row>'
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="3"/>'
        "<table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    )
    (only,) = read_book(ods(rows), "a.ods").sheets
    assert list(only.rows) == [[CellError("#N/A"), MissingFormulaValue()], [3.0, None], [3.0, None]]
    assert (only.hidden_rows, only.merged, only.formulas_without_value) == ({1, 2}, ((1, 0, 1, 1),), 1)


FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
    '<table:table table:name="Data"><table:table-row><table:table-cell office:value-type="percentage" '
    'office:value="0.5"/><table:table-cell table:number-columns-repeated="16383"/></table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document>"
)


def test_an_open_document_without_an_archive() -> None:
    assert rows_of(FLAT.encode()) == [[Percent(50.0)]]


def test_fillers_up_to_the_last_column_are_no_cells() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    row = f'<table:table-row>{cell}<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    assert rows_of(ods(row * 2_000)) == [["a"]] * 2_000
    filled = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="XFD{r}" s="1"/></row>' for r in range(1, 2_001))
    assert rows_of(xlsx(filled)) == [[1.0]] * 2_000


def typed(kind: str, text: str, more: str = "") -> str:
    """A cell of OpenDocument."""
    return f'<table:table-cell office:value-type="{kind}"{more}><text:p>{text}</text:p></table:table-cell>'


PLAIN_CELLS = (
    typed("string", "a &amp; b"),
    typed("float", "81,5", ' office:value="81.5" calcext:value-type="float"'),
    typed("date", "12/02/25", ' office:date-value="2025-02-12"'),
    typed("date", "12/02/25", ' office:date-value="2025-02-12T08:30:00"'),
    typed("currency", "Rp5.000", ' office:currency="IDR" office:value="5000"'),
    typed("float", "2", ' office:value="2"').replace("cell ", 'cell table:formula="of:=[.A1]" '),
    typed("float", "7", ' office:value="7"').replace("cell ", 'cell table:number-columns-repeated="3" '),
    "<table:table-cell/>",
    '<table:table-cell table:number-columns-repeated="4"/>',
)
ODD_CELLS = (
    typed("percentage", "50%", ' office:value="0.5"'),
    typed("string", "#N/A"),
    typed("string", "a</text:p><text:p>b"),
    typed("string", 'a<text:s text:c="2"/>b'),
    typed("time", "36:00", ' office:time-value="PT36H00M00S"'),
    typed("boolean", "BENAR", ' office:boolean-value="true"'),
    '<table:table-cell table:formula="of:=1+1"/>',
    '<table:table-cell table:number-columns-spanned="2"/>',
    typed("string", "a").replace('"', "'"),
)


def ods_rows(rng: Random, odd: bool) -> bytes:
    rows = []
    for _ in range(rng.randrange(1, 9)):
        cells = rng.choices(PLAIN_CELLS, k=rng.randrange(1, 7))
        repeated = rng.choice(("", "", ' table:number-rows-repeated="3"'))
        rows.append(f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>")
    if odd:
        rows.insert(rng.randrange(len(rows)), f"<table:table-row>{rng.choice(ODD_CELLS)}</table:table-row>")
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return ods("".join(rows) + rng.choice(("", tail)))


def test_plain_open_documents_are_read_the_fast_way_to_the_same_cells() -> None:
    for seed in range(300):
        content = ods_rows(Random(seed), odd=seed % 3 == 0)
        assert bool(plain_tables(part(content, "content.xml"))) == bool(seed % 3), seed
        with patch("data.workbooks.worker.plain_opendocument.plain_tables", return_value=0):
            (expected,) = sheets_of(content)
        (found,) = sheets_of(content)
        assert filled(found) == filled(expected), seed


def filled(sheet: Sheet) -> dict[tuple[int, int], tuple[type, CellValue]]:
    cells = ((r, c, value) for r, row in enumerate(sheet.rows) for c, value in enumerate(row))
    return {(r, c): (type(value), value) for r, c, value in cells if value is not None}


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


TABLE = [["Unit", "IKM"], ["Kelurahan Asemrowo", "81,5"], ["Genting; Kalianak", "7.234"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_csv_in_any_habit(delimiter: str, encoding: str) -> None:
    quoted = [[f'"{field}"' if ";" in field or "," in field else field for field in row] for row in TABLE]
    text = "\r\n".join(delimiter.join(row) for row in quoted) + "\r\n"
    assert rows_of(text.encode(encoding)) == TABLE


def test_csv_that_names_its_delimiter_and_csv_with_decimal_commas() -> None:
    assert rows_of(b"sep=|\na|b\n1|2") == [["a", "b"], ["1", "2"]]
    assert rows_of("Unit;IKM;U1\nÁsem;81,5;3,2\nTambak;79,25;3,1".encode("cp1252"))[1] == ["Ásem", "81,5", "3,2"]
    assert rows_of(b"satu kolom saja\nNIP\n\n12") == [["satu kolom saja"], ["NIP"], [None], ["12"]]


def test_web_page_named_xls() -> None:
    page = """<html><head><meta charset="utf-8"><style>td {color: red}</style></head><body>
    <table><tr><th colspan=2>Rekap&nbsp;2025</th><th rowspan="2">IKM</th></tr>
    <tr><td>Unit<br>Layanan</td><td> banyak   spasi
    </td></tr><tr><td>Asemrowo<td>&lt;12&gt;<td>81,5</tr></table><table><tr><td>dua</td></tr></table></body></html>"""
    book = read_book(page.encode(), "a.xls")
    assert list(book.sheets[0].rows) == [
        ["Rekap\xa02025", None, "IKM"],
        ["Unit\nLayanan", "banyak spasi", None],
        ["Asemrowo", "<12>", "81,5"],
    ]
    assert book.sheets[0].merged == ((0, 0, 0, 1), (0, 2, 1, 2))
    assert [s.name for s in book.sheets] == ["Tabel 1", "Tabel 2"]


def test_xml_spreadsheet_named_xls() -> None:
    xml = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
    <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="q"/></Styles>
    <Worksheet ss:Name="IP ASN"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Judul</Data>
    <Comment><Data>catatan</Data></Comment></Cell><Cell><Data ss:Type="String">C</Data></Cell></Row>
    <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">81.5</Data></Cell>
    <Cell><Data ss:Type="DateTime">2025-02-12T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
    <Cell><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=1+1"/></Row>
    <Row><Cell ss:StyleID="p"><Data ss:Type="Number">0.875</Data></Cell>
    <Cell ss:StyleID="q"><Data ss:Type="Number">0.5</Data></Cell></Row></Table>
    <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""
    (only,) = read_book(xml.encode(), "ip.xls").sheets
    assert only.rows[0] == ["Judul", None, "C", None, None, None]
    assert only.rows[3] == [None, 81.5, date(2025, 2, 12), True, CellError("#DIV/0!"), MissingFormulaValue()]
    assert [type(cell) for cell in only.rows[4][:2]] == [Percent, float]
    assert only.rows[4][:2] == [87.5, 0.5]
    assert (only.name, only.hidden, only.hidden_rows, only.merged) == ("IP ASN", True, {3}, ((0, 0, 0, 1),))


def test_the_digest_is_that_of_the_file() -> None:
    assert read_book(b"a;b", "a.csv").sha256 == hashlib.sha256(b"a;b").hexdigest()
