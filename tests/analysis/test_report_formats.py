"""The five formats, read back: all say the same, nothing acts on its own, the same report gives the same bytes."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from analysis.report.content.report import Report, ReportLine, Section, text_of
from analysis.report.formats import typeset
from analysis.report.formats.files import WRITERS, stem, written, zipped
from analysis.text.files import pattern
from tests.analysis import report_samples
from tests.analysis.report_readers import (
    chart_values,
    docx_tables,
    docx_words,
    drawn_values,
    pdf_tables,
    pdf_tags,
    pdf_words,
    pptx_tables,
    pptx_words,
    smallest_letters,
    xlsx_cells,
)

HOSTILE, MANY = report_samples.HOSTILE, report_samples.MANY


@pytest.fixture(scope="module")
def report() -> Report:
    return report_samples.report()


@pytest.fixture(scope="module")
def files(report: Report) -> dict[str, bytes]:
    """The one file of each format but PNG."""
    return {name: next(iter(written(report, name).values())) for name in WRITERS if name != "png"}


def long_rows() -> list[list[str]]:
    """The rows without the column that nobody filled."""
    return [[text_of(cell) for cell in row] for row in MANY.filled().rows]


def test_a_number_is_written_as_an_indonesian_reads_it() -> None:
    assert long_rows()[0] == ["Unit nomor 1", "1.001,50", "−39,0"]
    assert long_rows()[40] == ["Unit nomor 41", "1.041,50", "+1,0"]


def test_a_text_document_holds_every_row(files: dict[str, bytes]) -> None:
    assert [row for row in docx_tables(files["docx"]) if row[0].startswith("Unit nomor")] == long_rows()


def test_a_deck_holds_every_row_without_the_columns_nobody_filled(files: dict[str, bytes]) -> None:
    rows = [row for row in pptx_tables(files["pptx"]) if row[0].startswith("Unit nomor")]
    assert rows == long_rows()
    assert "Kolom yang belum diisi: Kosong." in pptx_words(files["pptx"])


def test_a_workbook_holds_the_numbers_themselves(files: dict[str, bytes]) -> None:
    rows = xlsx_cells(files["xlsx"])["Tabel panjang"]
    assert rows[0] == ["Unit", "Nilai", "Kosong", "Perubahan"]
    assert rows[1:81] == [[f"Unit nomor {place}", 1000.5 + place, None, place - 40.0] for place in range(1, 81)]
    sheet = load_workbook(io.BytesIO(files["xlsx"]))["Tabel panjang"]
    assert sheet["B2"].number_format == pattern(2)
    assert sheet["D2"].number_format.startswith("+#,##0.0;")


def test_a_pdf_holds_every_row_under_a_header_on_every_page(files: dict[str, bytes]) -> None:
    assert [row for row in pdf_tables(files["pdf"]) if row[0].startswith("Unit nomor")] == long_rows()
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages]
    with_rows = [page for page in pages if "Unit nomor" in page]
    assert len(with_rows) > 1
    assert all("Perubahan" in page for page in with_rows)


def test_no_letter_on_a_sheet_is_smaller_than_20_pixels(report: Report) -> None:
    """A sheet is 1600 points wide and drawn at one pixel a point, so its letters are measured on it set as PDF."""
    assert smallest_letters(typeset._set("sheets", report, format="pdf")) >= 20


def test_a_sheet_that_only_goes_on_says_what_it_goes_on_with(report: Report) -> None:
    sheets = PdfReader(io.BytesIO(typeset._set("sheets", report, format="pdf"))).pages
    texts = [sheet.extract_text() for sheet in sheets]
    first = [text.split("\n")[0] for text in texts if "Unit nomor" in text]
    assert len(first) > 1
    assert first == ["Bagian panjang", *["Bagian panjang (lanjutan)"] * (len(first) - 1)]


def test_every_format_carries_headline_sections_cards_remark_and_sample_label(
    report: Report, files: dict[str, bytes]
) -> None:
    told = {
        "pptx": pptx_words(files["pptx"]) + str(pptx_tables(files["pptx"])),
        "docx": docx_words(files["docx"]) + str(docx_tables(files["docx"])),
        "xlsx": str(xlsx_cells(files["xlsx"])),
        "pdf": pdf_words(files["pdf"]),
    }
    expected = [report.headline, report.basis, "DATA CONTOH", "Kasi Pelayanan", "24 November 2026 pukul 09.15"]
    expected += [section.title for section in report.sections]
    expected += ["Foto loket <baru>", "Daftar hadir bernama", "memuat nama orang; disimpan di kantor", report.address]
    expected += [sentence for section in report.sections for sentence in section.sentences]
    assert [(name, part) for name, text in told.items() for part in expected if part not in text] == []
    assert [name for name in ("pptx", "docx", "pdf") if "80,10" not in told[name]] == []


def test_text_stays_text_in_every_format(files: dict[str, bytes]) -> None:
    assert HOSTILE in pdf_words(files["pdf"])
    assert [HOSTILE, "Kasi Pelayanan, 24 November 2026 pukul 09.15"] in docx_tables(files["docx"])
    assert HOSTILE in [row[0] for row in pptx_tables(files["pptx"])]
    book = load_workbook(io.BytesIO(files["xlsx"]))
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    assert HOSTILE in [cell.value for cell in cells if cell.data_type == "s"]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_a_deck_has_charts_an_office_can_edit(report: Report, files: dict[str, bytes]) -> None:
    deck = Presentation(io.BytesIO(files["pptx"]))
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert chart_values(files["pptx"]) == [drawn_values(chart) for chart in report.sections[1].charts]
    signs = frames[-1].chart.plots[0].series[1].points[1].data_label
    assert signs.text_frame.text == "K1"
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)


def test_a_remark_longer_than_a_slide_goes_on_on_the_next(report: Report) -> None:
    words = " ".join(f"kata{place}" for place in range(400))
    long = replace(report, remarks=(replace(report.remarks[0], text=words),))
    parts = [
        row[0] for row in pptx_tables(written(long, "pptx")["laporan-2026-10-semua-unit.pptx"]) if "kata" in row[0]
    ]
    assert len(parts) > 1
    assert " ".join(parts) == words


def test_nothing_on_a_slide_leaves_it(files: dict[str, bytes]) -> None:
    deck = Presentation(io.BytesIO(files["pptx"]))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert all(shape.left >= 0 and shape.left + shape.width <= deck.slide_width for shape in shapes)
    assert all(shape.top >= 0 and shape.top + shape.height <= deck.slide_height for shape in shapes)


def test_a_table_of_a_text_document_repeats_its_header(files: dict[str, bytes]) -> None:
    long = Document(io.BytesIO(files["docx"])).tables[0]
    assert long.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert long.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_a_pdf_is_tagged_in_indonesian_with_its_fonts_inside(files: dict[str, bytes]) -> None:
    read = PdfReader(io.BytesIO(files["pdf"]))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]).startswith("id")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert read.metadata is not None
    assert read.metadata.title == "Laporan kinerja dan pelatihan Oktober 2026 · semua unit"
    assert {tuple(map(round, sorted(page.mediabox[2:]))) for page in read.pages} == {(595, 842)}
    assert read.xmp_metadata is not None
    assert "pdfuaid:part>1<" in read.xmp_metadata.stream.get_data().decode()
    fonts = [font.get_object() for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(descriptor.get_object())


def test_a_screen_reader_meets_headings_tables_and_described_pictures(report: Report, files: dict[str, bytes]) -> None:
    tags = pdf_tags(files["pdf"])
    kinds = [str(tag["/S"]) for tag in tags]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P", "/Figure"} <= set(kinds)
    headings = [place for place, kind in enumerate(kinds) if kind in ("/H1", "/H2")]
    assert kinds[headings[0]] == "/H1"
    assert kinds.count("/H1") == 1
    scopes = {str(part.get("/Scope")) for tag in tags if tag["/S"] == "/TH" for part in tag["/A"]}
    assert "/Column" in scopes
    assert scopes <= {"/Column", "None"}
    described = {str(tag["/Alt"]) for tag in tags if tag["/S"] == "/Figure"}
    attached = {caption for _, caption in report.pictures}
    assert described == {chart.alt for chart in report.sections[1].charts} | attached | {f"Kode QR: {report.address}"}


def test_ten_units_of_long_names_are_drawn_on_one_sheet(report: Report) -> None:
    ten = tuple(f"Seksi Ketenteraman dan Ketertiban Umum {place}, Sukomanunggal" for place in range(10))
    lines = tuple(ReportLine(name, tuple(map(float, range(70, 80)))) for name in ("Sebelum", "Sesudah"))
    drawn = replace(report_samples.chart("dots"), categories=ten, lines=lines)
    sheets = [
        len(written(replace(report, sections=(Section("Unit", (), (), charts),)), "png")) for charts in ((), (drawn,))
    ]
    assert sheets[1] == sheets[0]


def test_every_sheet_is_1600_by_900_and_drawn_upon(report: Report) -> None:
    sheets = written(report, "png")
    assert next(iter(sheets)) == "laporan-2026-10-semua-unit-01.png"
    assert len(sheets) > 5
    for content in sheets.values():
        picture = Image.open(io.BytesIO(content))
        assert picture.size == (1600, 900)
        assert len(picture.convert("L").getcolors(256) or []) > 10


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_report_gives_the_same_bytes_and_another_time_other_ones(report: Report, name: str) -> None:
    later = replace(report, printed_at=report.printed_at + timedelta(hours=1))
    assert written(report, name) == written(report, name)
    assert written(report, name) != written(later, name)


def test_pictures_travel_in_one_archive(report: Report) -> None:
    files = {"a.png": b"1", "b.png": b"2"}
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert zipped(files) == zipped(files)


def test_a_file_name_says_period_and_unit_in_plain_letters(report: Report) -> None:
    assert stem(report) == "laporan-2026-10-semua-unit"
    assert stem(replace(report, unit="../Seksi A & B")) == "laporan-2026-10-seksi-a-b"
