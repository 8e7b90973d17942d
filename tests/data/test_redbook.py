"""The marked book: red, commented, listed; and nothing else changed."""

import io
import re
import resource
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook, SheetTypeEnum

from data.problems import BookError, Problem
from data.workbooks.annotate import annotated_book, marked_name
from data.workbooks.annotate.cells import RED, cell_at, place_of
from data.workbooks.annotate.mark import _marked, mark_refused
from data.workbooks.annotate.xml import CannotEdit
from data.workbooks.worker.limits import LIMITS

MAY_CHANGE = {"xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}


def problem(sheet: str, cell: str | None, reason: str = "bukan tanggal", value: str = "31 Februari", **more) -> Problem:
    return Problem("buku.xlsx", sheet, 7, "Tanggal Selesai", cell, value, reason, **more)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def is_red(sheet: Worksheet, cell: str) -> bool:
    return sheet[cell].fill.fill_type == "solid" and sheet[cell].fill.fgColor.rgb == RED


def small_picture() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + body)


@pytest.fixture(scope="module")
def rich() -> bytes:
    """A book with everything openpyxl would lose or rewrite: chart, picture, sparkline, table, rules, a comment."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("Kinerja & Co")
    money = book.add_format({"num_format": '"Rp"#,##0', "border": 1, "bold": True})
    sheet.write_row(0, 0, ["Unit", "Nilai", "Dua kali", "Ket"])
    for row in range(1, 8):
        sheet.write(row, 0, f"Unit {row}")
        sheet.write(row, 1, row * 1000, money)
        sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row * 2000)
    sheet.merge_range("D4:E6", "gabung")
    sheet.set_column(6, 6, 12, money)
    sheet.conditional_format("B2:B8", {"type": "data_bar"})
    sheet.data_validation("A2:A8", {"validate": "list", "source": ["Unit 1", "Unit 2"]})
    sheet.add_sparkline("F2", {"range": "'Kinerja & Co'!B2:B8"})
    sheet.write_comment("A2", "catatan lama", {"author": "Operator"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Kinerja & Co'!$B$2:$B$8"})
    sheet.insert_chart("H2", chart)
    sheet.insert_image("H20", "titik.png", {"image_data": small_picture()})
    other = book.add_worksheet("Lain")
    other.add_table("A1:B4", {"data": [["a", 1], ["b", 2], ["c", 3]]})
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": "=Lain!$B$2:$B$4"})
    other.insert_chart("D2", pie)
    book.define_name("Batas", "='Kinerja & Co'!$B$2")
    book.close()
    return written.getvalue()


def test_cells_are_red_commented_and_listed(rich: bytes) -> None:
    marked = mark_refused(rich, [problem("Kinerja & Co", "B3"), problem("Kinerja & Co", "C4", "di luar batas < 0")])
    sheet = opened(marked)["Kinerja & Co"]
    assert is_red(sheet, "B3")
    assert is_red(sheet, "C4")
    assert not is_red(sheet, "B4")
    assert sheet["B3"].comment.text == "bukan tanggal"
    assert sheet["C4"].comment.text == "di luar batas < 0"
    listing = opened(marked)["Perlu diperbaiki"]
    rows = list(listing.iter_rows(min_row=5, values_only=True))
    assert rows[0] == ("Kinerja & Co", "B3", "Tanggal Selesai", "31 Februari", "bukan tanggal")
    assert rows[1][-1] == "di luar batas < 0"
    assert listing["B5"].hyperlink.location == "'Kinerja & Co'!B3"


def test_a_marked_cell_keeps_its_value_format_and_formula(rich: bytes) -> None:
    before, after = (
        opened(c)["Kinerja & Co"]
        for c in (rich, mark_refused(rich, [problem("Kinerja & Co", "B3"), problem("Kinerja & Co", "C3")]))
    )
    for cell in ("B3", "C3"):
        assert after[cell].value == before[cell].value
        assert after[cell].number_format == before[cell].number_format
        assert repr(after[cell].border) == repr(before[cell].border)
        assert repr(after[cell].font) == repr(before[cell].font)


def test_every_other_part_keeps_its_bytes(rich: bytes) -> None:
    before, after = parts(rich), parts(mark_refused(rich, [problem("Lain", "B2")]))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == MAY_CHANGE | {"xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels"}
    assert {name for name in before if "chart" in name or "media" in name or "table" in name} <= set(before) - changed
    assert list(after)[: len(before)] == list(before)


def test_in_a_marked_sheet_only_the_style_of_the_cell_changes(rich: bytes) -> None:
    name = "xl/worksheets/sheet1.xml"
    before, after = parts(rich)[name], parts(mark_refused(rich, [problem("Kinerja & Co", "B3")]))[name]
    style = re.compile(rb'(<c r="B3") s="\d+"')
    assert style.sub(rb"\1", before) == style.sub(rb"\1", after)
    assert before != after


def test_a_comment_that_is_there_stays_and_the_reason_goes_below(rich: bytes) -> None:
    sheet = opened(mark_refused(rich, [problem("Kinerja & Co", "A2"), problem("Kinerja & Co", "A3")]))["Kinerja & Co"]
    assert "catatan lama" in sheet["A2"].comment.text
    assert sheet["A2"].comment.text.endswith("bukan tanggal")
    assert sheet["A3"].comment.text == "bukan tanggal"


def test_a_covered_cell_of_a_merged_range_marks_the_one_that_shows(rich: bytes) -> None:
    sheet = opened(mark_refused(rich, [problem("Kinerja & Co", "E5")]))["Kinerja & Co"]
    assert is_red(sheet, "D4")
    assert sheet["D4"].comment.text == "bukan tanggal"


@pytest.mark.parametrize("cell", ["G3", "A40", "XFD1048576", "E1", "Z1"])
def test_an_empty_cell_can_be_marked(rich: bytes, cell: str) -> None:
    sheet = opened(mark_refused(rich, [problem("Kinerja & Co", cell)]))["Kinerja & Co"]
    assert is_red(sheet, cell)
    assert sheet[cell].value is None
    assert sheet[cell].comment.text == "bukan tanggal"


def test_an_empty_cell_keeps_the_look_of_its_column(rich: bytes) -> None:
    sheet = opened(mark_refused(rich, [problem("Kinerja & Co", "G3")]))["Kinerja & Co"]
    assert sheet["G3"].number_format == '"Rp"#,##0'


def test_two_findings_about_one_cell_share_a_comment(rich: bytes) -> None:
    marked = mark_refused(rich, [problem("Lain", "B2", "satu"), problem("Lain", "B2", "dua")])
    assert opened(marked)["Lain"]["B2"].comment.text == "satu\ndua"


def test_findings_without_a_cell_or_about_an_unknown_sheet_are_listed(rich: bytes) -> None:
    marked = mark_refused(rich, [problem("Lain", None, "kolom unit tidak ada"), problem("Hilang", "A1", "apa pun")])
    reasons = [row[-1] for row in opened(marked)["Perlu diperbaiki"].iter_rows(min_row=5, values_only=True)]
    assert reasons == ["kolom unit tidak ada", "apa pun"]


def test_only_refused_findings_count(rich: bytes) -> None:
    assert mark_refused(rich, []) == rich
    assert mark_refused(rich, [problem("Lain", "B2", severity="warning")]) == rich


def test_text_of_cells_stays_text(rich: bytes) -> None:
    listing = opened(mark_refused(rich, [problem("Lain", "B2", value='=HYPERLINK("x")')]))["Perlu diperbaiki"]
    assert listing["D5"].data_type in ("s", "inlineStr")
    assert listing["D5"].value == '=HYPERLINK("x")'
    assert listing["D5"].quotePrefix


def test_a_marked_book_can_be_marked_again(rich: bytes) -> None:
    once = mark_refused(rich, [problem("Lain", "B2", "satu")])
    twice = opened(mark_refused(once, [problem("Lain", "B3", "dua")]))
    assert twice.sheetnames == ["Kinerja & Co", "Lain", "Perlu diperbaiki"]
    assert [twice["Lain"][cell].comment.text for cell in ("B2", "B3")] == ["satu", "dua"]


def test_element_prefixes_do_not_matter() -> None:
    """Some libraries of .NET write <x:row> where Excel writes <row>."""
    plain = openpyxl.Workbook()
    plain.active.append(["a", 1])
    written = io.BytesIO()
    plain.save(written)
    prefixed = io.BytesIO()
    with zipfile.ZipFile(prefixed, "w") as target:
        for name, part in parts(written.getvalue()).items():
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")
            target.writestr(name, part)
    sheet = opened(mark_refused(prefixed.getvalue(), [problem("Sheet", "B1"), problem("Sheet", "D9")]))["Sheet"]
    assert is_red(sheet, "B1")
    assert sheet["D9"].comment.text == "bukan tanggal"


def old_excel() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Pegawai")
    sheet.write(0, 0, "NIP")
    sheet.write(1, 0, "=1+1")
    sheet.write(2, 1, 12.5)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def rows_without_numbers() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Pegawai"
    for row in (["NIP"], ["'=1+1"], [None, 12.5]):
        book.active.append(row)
    written, bare = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(bare, "w") as target:
        for name, part in parts(written.getvalue()).items():
            target.writestr(name, re.sub(rb'<row r="\d+"', b"<row", part) if "worksheets" in name else part)
    return bare.getvalue()


@pytest.mark.parametrize(("name", "make"), [("lama.xls", old_excel), ("aneh.xlsx", rows_without_numbers)])
def test_a_book_that_cannot_be_edited_comes_back_as_a_copy_that_says_so(name: str, make: Callable[[], bytes]) -> None:
    original = make()
    refused = Problem(name, "Pegawai", 2, "NIP", "A2", "1+1", "NIP harus 18 angka")
    marked = mark_refused(original, [refused])
    book = opened(marked)
    assert is_red(book["Pegawai"], "A2")
    assert book["Pegawai"]["A2"].data_type == "s"
    assert book["Pegawai"]["B3"].value == 12.5
    assert "salinan nilainya" in book["Perlu diperbaiki"]["A3"].value
    assert marked_name(name) == f"{name.split('.')[0]} - perlu diperbaiki.xlsx"


def test_a_csv_comes_back_as_a_book() -> None:
    refused = Problem("data.csv", "data", 2, "NIP", "A2", "@x", "NIP harus 18 angka")
    book = opened(mark_refused(b"NIP;Unit\n@x;Kelurahan Asemrowo\n", [refused]))
    first = book.worksheets[0]
    assert (first["A2"].value, first["A2"].data_type, first["A2"].quotePrefix) == ("@x", "s", True)
    assert book["Perlu diperbaiki"]["A3"].value is not None


def test_the_name_of_a_marked_book_fits_what_is_in_it(rich: bytes) -> None:
    assert marked_name("Kinerja Okt.xlsm") == "Kinerja Okt - perlu diperbaiki.xlsm"
    refused = Problem("aneh.xlsm", "Pegawai", 2, "NIP", "A2", "1+1", "NIP harus 18 angka")
    assert b"macroEnabled" in parts(mark_refused(rows_without_numbers(), [refused]))["[Content_Types].xml"]


def test_a_book_is_marked_in_a_child_under_the_readers_limits(rich: bytes) -> None:
    """A part of 100 MB in a book of 0.1 MB does not swell this process; what the limits forbid is listed alone."""
    found = [problem("Kinerja & Co", "B3", "di luar batas")]
    large = io.BytesIO(rich)
    with zipfile.ZipFile(large, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/media/besar.bin", "w") as part:
        for _ in range(100):
            part.write(bytes(2**20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    marked = annotated_book(large.getvalue(), found)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
    assert is_red(opened(marked)["Kinerja & Co"], "B3")
    for content, limits in ((rich, LIMITS._replace(memory_bytes=2 * 10**7)), (b"\x00\x01", LIMITS)):
        listing = opened(annotated_book(content, found, limits))["Perlu diperbaiki"]
        assert "di buku asli" in listing["A3"].value
        assert "B3" in {row[1].value for row in listing.rows}


def test_what_is_no_book_says_so() -> None:
    with pytest.raises(BookError):
        mark_refused(b"\x00\x01\x02", [problem("Lain", "B2")])


@given(st.tuples(st.integers(1, 1048576), st.integers(1, 16384)))
def test_cell_names_round_trip(place: tuple[int, int]) -> None:
    assert place_of(cell_at(place)) == place


NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="[]:*?/\\'", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=NAMES.filter(lambda text: text.strip() == text and text.casefold() != "history"),
    cells=st.sets(st.tuples(st.integers(1, 12), st.integers(1, 8)), min_size=1, max_size=8),
    reason=st.text(max_size=40),
)
def test_any_cells_of_any_sheet(name: str, cells: set[tuple[int, int]], reason: str) -> None:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in range(1, 9, 2):
        book.active.append([f"{row}", None, row, f"=C{row}"])
        book.active.append([])
    written = io.BytesIO()
    book.save(written)
    marked = opened(mark_refused(written.getvalue(), [problem(name, cell_at(place), reason) for place in cells]))
    before, after = opened(written.getvalue())[name], marked[name]
    red = {(cell.row, cell.column) for row in after.iter_rows() for cell in row if is_red(after, cell.coordinate)}
    assert red == cells
    assert {cell.coordinate: cell.value for row in before.iter_rows() for cell in row if cell.value is not None} == {
        cell.coordinate: cell.value for row in after.iter_rows() for cell in row if cell.value is not None
    }


def table_of(content: bytes) -> dict[str, list[list[object]]]:
    """Every worksheet's values, without empty cells at the ends."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = {}
    for known in book.sheets_metadata:
        if known.typ == SheetTypeEnum.WorkSheet:
            rows = [list(row) for row in book.get_sheet_by_name(known.name).to_python(skip_empty_area=False)]
            tables[known.name] = [trimmed for row in rows if (trimmed := trim(row))]
    return tables


def trim(row: list[object]) -> list[object]:
    while row and row[-1] == "":
        row.pop()
    return row


def readable_books(folder: Path) -> Iterator[tuple[str, bytes, dict[str, list[list[object]]]]]:
    """Books of many writers; a damaged one makes calamine raise, or panic with a BaseException."""
    for path in sorted(folder.glob("corpus/*/*.xls[xm]")):
        try:
            tables = table_of(path.read_bytes())
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            continue
        if tables:
            yield path.name, path.read_bytes(), tables


def test_foreign_books_keep_their_values_whatever_is_marked(shared: Path) -> None:
    """Each is edited in place, or known to be unfit for that; never a changed value."""
    edited, unfit = 0, 0
    for name, original, before in readable_books(shared):
        try:
            after = table_of(_marked(original, [problem(next(iter(before)), "B2")], []))
        except CannotEdit:
            unfit += 1
            continue
        assert {title: after[title] for title in before} == before, name
        edited += 1
    assert edited > 100
    assert unfit < 0.15 * edited
