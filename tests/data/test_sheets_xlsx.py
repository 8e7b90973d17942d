"""Workbooks of today's Excel: every value with its type, whatever the spelling of the file."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.workbooks import CellError, CellValue, MissingFormulaValue, Percent, cell_name, column_name, read_book
from tests.data.hostile.packages import sheet, strings, styles, workbook, xlsx
from tests.data.read_here import rows_of


def test_names_of_cells() -> None:
    assert cell_name(6, 2) == "C7"
    assert [column_name(i) for i in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_every_type_of_cell_keeps_its_type() -> None:
    row = (
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>198501012010011001</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" s="1"><v>45700</v></c><c r="E1" s="1"><v>45700.5</v></c><c r="F1" s="2"><v>0.25</v></c>'
        '<c r="G1" s="3"><v>1.5</v></c><c r="H1" t="e"><v>#N/A</v></c><c r="I1" t="str"><f>A1</f><v>x</v></c>'
        '<c r="J1" t="inlineStr"><is><r><t xml:space="preserve">a </t></r><r><t>b</t></r></is></c>'
        '<c r="K1" t="d"><v>2025-02-12T08:30:00</v></c><c r="L1"/><c r="M1" t="n"><v>-2.5E-1</v></c></row>'
    )
    (found,) = rows_of(xlsx(row))
    assert found == [
        "dua", 198501012010011001.0, True, date(2025, 2, 12), datetime(2025, 2, 12, 12), time(6), timedelta(hours=36),
        CellError("#N/A"), "x", "a b", datetime(2025, 2, 12, 8, 30), None, -0.25,
    ]  # fmt: skip
    assert [type(value) for value in found[:3]] == [str, float, bool]


def test_a_formula_whose_result_was_not_saved_is_told_from_an_empty_result() -> None:
    row = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v/></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c>'
        '<c r="F1"><f t="shared" si="0"/><v>3</v></c><c r="G1" t="str"><f>1+1</f></c></row>'
    )
    (only,) = read_book(xlsx(row), "a.xlsx").sheets
    missing = MissingFormulaValue()
    assert list(only.rows) == [[missing, missing, missing, None, 2.0, 3.0, missing]]
    assert only.formulas_without_value == 4
    assert isinstance(missing, CellError)
    assert "belum tersimpan" in missing.reason
    assert "#N/A" in CellError("#N/A").reason


def test_hidden_sheets_hidden_rows_and_merged_ranges_are_told() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
    after = '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
    book = read_book(
        xlsx(
            sheet=sheet(rows, after), workbook=workbook(("Satu", "visible"), ("Dua", "hidden"), ("Tiga", "veryHidden"))
        ),
        "a.xlsx",
    )
    assert [(s.name, s.hidden) for s in book.sheets] == [("Satu", False), ("Dua", True), ("Tiga", True)]
    assert book.sheets[0].hidden_rows == {1}
    assert book.sheets[0].merged == ((0, 0, 1, 2),)


def test_rows_stand_where_excel_has_them() -> None:
    found = rows_of(xlsx('<row r="3"><c r="B3"><v>1</v></c></row><row r="6"><c r="D6"><v>2</v></c></row>'))
    assert len(found) == 6
    assert found[2] == [None, 1.0, None, None]
    assert found[5] == [None, None, None, 2.0]


def test_dates_of_1904_books() -> None:
    row = '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="1"><v>44238</v></c></row>'
    properties = '<workbookPr date1904="1"/>'
    assert rows_of(xlsx(row, workbook=workbook(properties=properties))) == [[time(12), date(2025, 2, 12)]]


@pytest.mark.parametrize("code", [9, 10, "0.0%", "[Red]0%;-0%", '0 "x"%'])
def test_a_percent_format_shows_the_number_times_a_hundred(code: int | str) -> None:
    code = code if isinstance(code, int) else code.replace('"', "&quot;")
    ((found, small),) = rows_of(
        xlsx(f'<row r="1">{_styled("A1", 0.875)}{_styled("B1", 0.07)}</row>', styles=styles(code))
    )
    assert (type(found), found, small) == (Percent, 87.5, 7.0)


def test_a_sign_that_only_looks_like_percent_changes_nothing() -> None:
    for code in ("0&quot;%&quot;", "0\\%"):
        assert rows_of(xlsx(f'<row r="1">{_styled("A1", 87.5)}</row>', styles=styles(code))) == [[87.5]]


def _styled(name: str, number: float) -> str:
    return f'<c r="{name}" s="1"><v>{number}</v></c>'


def test_days_around_excels_february_1900() -> None:
    row = "".join(f'<c r="{chr(65 + i)}1" s="1"><v>{n}</v></c>' for i, n in enumerate((1, 59, 60, 61, -1, 3e6)))
    found = rows_of(xlsx(f'<row r="1">{row}</row>'))
    assert found == [[date(1900, 1, 1), date(1900, 2, 28), 60.0, date(1900, 3, 1), -1.0, 3e6]]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd/mm/yyyy", date(2025, 2, 12)),
        ("[$-421]dd mmmm yyyy;@", date(2025, 2, 12)),
        ("&quot;Tanggal&quot; 0", 45700.0),
        ("[Red]0.00", 45700.0),
        ("#,##0\\ &quot;dokumen&quot;", 45700.0),
        ("General", 45700.0),
        ("_-* #,##0_-;-* #,##0_-", 45700.0),
        ("[h]:mm", timedelta(days=45700)),
    ],
)
def test_number_formats_that_show_dates(code: str, shown: CellValue) -> None:
    assert rows_of(xlsx('<row r="1"><c r="A1" s="1"><v>45700</v></c></row>', styles=styles(code))) == [[shown]]


def test_text_is_taken_as_excel_shows_it() -> None:
    part = strings("a &amp; b &lt;c&gt;", "baris_x000a_dua", "  tepi  ", "satu\r\ndua").replace("</sst>", "")
    part += "<si><t>  tanpa tepi </t></si><si><r><t>kaya </t></r><rPh><t>bunyi</t></rPh></si><si/></sst>"
    row = "".join(f'<c r="{chr(65 + i)}1" t="s"><v>{i}</v></c>' for i in range(7))
    assert rows_of(xlsx(f'<row r="1">{row}</row>', strings=part)) == [
        ["a & b <c>", "baris\ndua", "  tepi  ", "satu\ndua", "tanpa tepi", "kaya"]
    ]


PLAIN = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45700</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>tiga</t></is></c><c r="B2"><v>2.5</v></c></row>'
)


@pytest.mark.parametrize(
    "spelled",
    [
        PLAIN.replace('"', "'"),
        PLAIN.replace(' r="A1"', "").replace(' r="B1"', "").replace(' r="A2"', "").replace(' r="B2"', ""),
        PLAIN.replace(' r="1"', "").replace(' r="2"', ""),
        PLAIN.replace("><", ">\n  <"),
        PLAIN.replace("<row r", "<!-- catatan --><row r"),
        PLAIN.replace("<v>2.5</v>", "<v><![CDATA[2.5]]></v>"),
        PLAIN.replace('r="A1" t="s"', 't="s" r="A1"'),
        PLAIN.replace('r="B1" s="1"', 'r="B1" cm="1" s="1"'),
        PLAIN.replace("a1", "A1").replace("<c ", "<c  "),
    ],
    ids=["quotes", "no cell names", "no row numbers", "indented", "comments", "cdata", "order", "more", "spaces"],
)
def test_another_spelling_of_the_same_sheet_reads_the_same(spelled: str) -> None:
    (only,) = read_book(xlsx(spelled), "a.xlsx").sheets
    assert list(only.rows) == [["satu", date(2025, 2, 12)], ["tiga", 2.5]]
    assert only.hidden_rows == {1}


def test_a_namespace_prefix_and_utf_16_read_the_same() -> None:
    prefixed = (
        sheet(PLAIN).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
    )
    assert rows_of(xlsx(sheet=prefixed)) == [["satu", date(2025, 2, 12)], ["tiga", 2.5]]
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(PLAIN)).encode("utf-16")
    assert rows_of(xlsx(sheet=wide)) == [["satu", date(2025, 2, 12)], ["tiga", 2.5]]  # type: ignore[arg-type]


VALUES = st.one_of(
    st.none(),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda x: float(f"{x:.15g}")),
    st.integers(-(10**15), 10**15).map(float),
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=20
    ),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda t: t.replace(microsecond=0)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=12), st.sampled_from([1, 40, 4_000]))
def test_any_table_written_by_a_program_is_read_back_the_same(table: list[list[CellValue]], times: int) -> None:
    expected = [
        [v if not isinstance(v, datetime) or v.time() != time() else v.date() for v in row] for row in table * times
    ]
    while expected and not any(value is not None for value in expected[-1]):
        expected.pop()
    found = rows_of(written(table * times))
    width = max((i + 1 for row in expected for i, v in enumerate(row) if v is not None), default=0)
    assert [row[:width] for row in expected] == found
    assert [[type(v) for v in row[:width]] for row in expected] == [[type(v) for v in row] for row in found]


def written(table: list[list[CellValue]]) -> bytes:
    """The table as xlsxwriter writes it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        target = book.add_worksheet()
        day, instant = book.add_format({"num_format": "d/m/yyyy"}), book.add_format({"num_format": "d/m/yyyy hh:mm:ss"})
        for r, row in enumerate(table):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    target.write_string(r, c, value)
                elif isinstance(value, date):
                    target.write_datetime(r, c, value, instant if isinstance(value, datetime) else day)
                elif value is not None:
                    target.write(r, c, value)
    return buffer.getvalue()


@pytest.mark.parametrize("gap", [0, 5_000])
def test_whole_rows_and_single_cells_give_the_same(gap: int) -> None:
    """A sheet long enough for the row pattern, with rows it cannot take in between."""
    odd = {7_000: '<c r="B7000" t="str"><v>ganjil</v></c>', 9_000: '<c r="C9000" t="e"><v>#REF!</v></c>'}
    lines, expected = [], {}
    for r in range(1, 12_001):
        number = r if r <= 10_000 else r + gap
        cell = odd.get(number, f'<c r="B{number}"><v>{number}</v></c>' if number % 3 else f'<c r="B{number}" s="9"/>')
        lines.append(f'<row r="{number}"><c r="A{number}" t="s"><v>{number % 2}</v></c>{cell}</row>')
        expected[number] = ("dua" if number % 2 else "satu", float(number) if number % 3 else None)
    expected[7_000] = ("satu", "ganjil")
    (only,) = read_book(xlsx("".join(lines)), "a.xlsx").sheets
    assert {i: (row[0], row[1]) for i, row in enumerate(only.rows, 1) if row[0] and i != 9_000} == {
        i: pair for i, pair in expected.items() if i != 9_000
    }
    assert only.rows[8_999] == ["satu", None, CellError("#REF!")]
    assert len(only.rows) == 12_000 + gap
