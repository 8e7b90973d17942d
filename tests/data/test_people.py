"""Nobody's NIP or name comes out of a book, wherever it stands in it; and nothing else is masked."""

import pytest

from data.ingest.load import load_books
from data.ingest.parsers.people import masked_file_name, masked_text
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.workbooks.annotate.mark import mark_refused
from tests.data import made_books
from tests.data.made_books import sheet
from tests.data.planted import people, planted_sheets, texts_of, traces

PERSON = people(1)[0]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """500 persons in a book of three sheets."""
    sheets = [sheet(rows, title) for title, rows in planted_sheets(people()).items()]
    return made_books.loaded(monkeypatch, *sheets)


def test_none_of_five_hundred_people_comes_out_of_a_book(planted: Dataset) -> None:
    assert traces("\n".join(texts_of(planted)), people()) == []
    assert len(planted.pegawai) > 200, "people are masked, not dropped"
    told = [one for one in planted.problems if "disamarkan sebelum dibaca" in one.reason]
    assert {one.sheet.split()[0] for one in told} == {"Pelatihan", "Pegawai", "Layanan"}


def test_a_unit_that_is_a_person_is_refused_with_what_to_do(planted: Dataset) -> None:
    assert {one for frame in ("pegawai", "pelatihan", "layanan") for one in getattr(planted, frame)["unit"]} == {
        "Kelurahan Asemrowo"
    }
    reasons = {one.reason for one in planted.problems if one.column in ("Unit", "Unit Kerja")}
    assert reasons == {"memuat NIP atau nama orang, bukan nama unit; tulis nama unitnya"}


def test_the_sample_and_its_units_and_trainings_stay_as_they_are(sample: Dataset) -> None:
    shown = {str(value) for kind in FRAME_COLUMNS for name in ("unit", "nama_pelatihan", "layanan", "sheet", "file")
             if name in getattr(sample, kind) for value in getattr(sample, kind)[name].unique()}  # fmt: skip
    assert [text for text in shown if "•" in text] == []
    assert [one for one in sample.problems if "disamarkan" in one.reason] == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kelurahan Asemrowo", "Kelurahan Asemrowo"),
        ("Bimtek Pelayanan Publik 2025", "Bimtek Pelayanan Publik 2025"),
        ("Kesehatan Ibu dan Anak", "Kesehatan Ibu dan Anak"),
        ("H. Seksi Umum", "H. Seksi Umum"),
        ("01-02-2026 s.d. 03-02-2026", "01-02-2026 s.d. 03-02-2026"),
        ("Diklat 198509012009051300", "Diklat ••••••••••••••1300"),
        ("Surat a.n. Budi Santoso", "Surat a.n. B•••• S••••"),
        ("Drs. Budi Santoso", "Drs. B•••• S••••"),
        ("Budi Santoso, S.Sos", "B•••• S••••, S.Sos"),
        ("NIK 3578010101850001", "NIK ••••••••••••••0001"),
        ("Budi Santoso NIP. 198509012009051300", "B•••• S•••• NIP. ••••••••••••••1300"),
    ],
)
def test_what_shows_a_person_is_masked_and_nothing_else(text: str, masked: str) -> None:
    assert masked_text(text) == masked
    assert masked_text(masked) == masked, "masked once is masked for good"


def test_a_file_is_named_without_people_wherever_it_is_named(tmp_path: object) -> None:
    assert masked_file_name("Laporan Pelayanan 2025.xlsx") == "Laporan Pelayanan 2025.xlsx"
    name = f"laporan_{PERSON.nip}_a.n._{PERSON.name}.xlsx"
    (report,) = load_books([(name, b"bukan buku")], {}).files
    assert report.error
    assert traces(f"{report.name} {report.error}", [PERSON]) == []


def test_the_red_book_finds_the_sheet_again_whose_name_is_masked() -> None:
    title = f"Data {PERSON.nip}"
    content = made_books.workbook([["Unit Kerja", "Bulan", "IKM"], ["Kelurahan Asemrowo", "Januari 2026", "x"]])
    content = renamed(content, title)
    dataset = load_books([("buku.xlsx", content)], {})
    (report,) = dataset.files
    refused = [one for one in dataset.problems if one.severity == "refused"]
    assert {one.sheet for one in refused} == {"Data ••••••••••••••" + PERSON.nip[-4:]}
    assert report.titles == {refused[0].sheet: title}
    assert mark_refused(content, report.in_their_sheets(refused)) != content


def renamed(content: bytes, title: str) -> bytes:
    import io

    from openpyxl import load_workbook

    book, file = load_workbook(io.BytesIO(content)), io.BytesIO()
    book.worksheets[0].title = title
    book.save(file)
    return file.getvalue()
