"""One book's whole way: upload, mapping, trial, red cells, correction; and a reading that is broken off."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser import serving
from tests.browser.conftest import visitor
from tests.browser.serving import settle, visit
from tests.data.hostile.packages import sheet, xlsx_parts, zipped
from tests.data.made_books import workbook
from tests.data.test_forms import QUESTIONS

MEANINGS = {"Tempatnya": "Unit Kerja", "Kurun": "Periode", "Skor Puas": "Indeks Kepuasan Masyarakat (IKM)"}
ROWS = [["No", *MEANINGS], *([n, "Kelurahan Asemrowo", f"2025-0{n}", 80 + n] for n in range(1, 5))]
CELL, WRONG, RIGHT = "D4", "tujuh puluh", 83


def upload(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files([file])


def rows(page: Page) -> list[list[str]]:
    return [row.locator("td").all_text_contents() for row in page.locator(".dampak-paper tr").all()]


def test_a_book_with_unknown_headings_and_a_wrong_cell_comes_in_without_a_question_once_mended(
    page: Page, address: str
) -> None:
    wrong = [row if row[0] != 3 else [*row[:3], WRONG] for row in ROWS]
    visit(page, f"{address}/unggah")
    upload(page, "Kinerja bulan ini.xlsx", workbook(wrong))

    for heading, meaning in MEANINGS.items():
        page.get_by_role("combobox", name=f"{heading} dibaca sebagai").click()
        page.get_by_role("option", name=meaning, exact=True).click()
    page.get_by_role("button", name="Pakai arti judul ini").click()
    page.get_by_text("Simpan untuk semua pengguna").first.wait_for()
    assert any({"Lembar1", "kinerja"} <= set(row) for row in rows(settle(page)))
    page.get_by_text("Yang perlu diperbaiki atau dicek").click()
    serving.cell(page, f"sel {CELL}").wait_for(state="attached")
    serving.cell(page, WRONG).wait_for(state="attached")
    assert ["kinerja", "3", "0", "0", "0"] in rows(page), "new, changed, same, no longer used"
    with page.expect_download() as download:
        page.get_by_role("button", name="dengan sel merah").click()
    page.get_by_role("button", name="Coba data ini dulu").click()
    page.get_by_text("Semua halaman di layar Anda memakai data ini; belum disimpan.").wait_for()

    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert book["Lembar1"][CELL].comment is not None
    assert book["Lembar1"][CELL].fill.fgColor.rgb == "FFFF7C80"
    book["Lembar1"][CELL] = RIGHT
    mended = io.BytesIO()
    book.save(mended)

    visit(page, f"{address}/unggah")
    upload(page, download.value.suggested_filename, mended.getvalue())
    page.get_by_role("button", name="Coba data ini dulu").wait_for()
    assert settle(page).get_by_role("combobox").count() == 0
    assert serving.cell(settle(page), f"sel {CELL}").count() == 0
    expect(page.get_by_role("button", name="dengan sel merah")).to_have_count(0)


def survey(month: int) -> bytes:
    """What a web form exports: its own questions as headings, and a scale that only the office can put in numbers."""
    words = ("Kurang", "Cukup", "Baik", "Baik Sekali")
    answers = [[words[(row + at) % 4] for at in range(9)] for row in range(12)]
    head = ["Cap waktu", "Unit yang dikunjungi", *QUESTIONS.values(), "Saran"]
    rows = [
        [datetime(2026, month, day, 9, 5), "Kelurahan Asemrowo", *given, "-"] for day, given in enumerate(answers, 3)
    ]
    return workbook([head, *rows])


def test_a_forms_export_is_asked_about_once_and_next_months_not_at_all(browser: Browser) -> None:
    with serving.server() as own, visitor(browser) as page:
        visit(page, f"{own}/unggah")
        upload(page, "Survei Oktober.xlsx", survey(10))
        question = page.get_by_role("combobox", name="berapa nilai jawaban")
        question.click(timeout=serving.PATIENCE)
        page.get_by_role("option", name="Kurang baik = 1").click()
        page.get_by_label("Nama Anda").fill("Sekretariat")
        page.get_by_label("Nama Anda").press("Enter")
        save = page.get_by_role("button", name="Simpan untuk semua pengguna")
        expect(save).to_be_enabled(timeout=serving.PATIENCE)
        save.click()
        page.get_by_text("Tersimpan. Semua pengguna sekarang melihat data ini.").wait_for(timeout=serving.PATIENCE)

        visit(page, f"{own}/unggah")
        upload(page, "Survei November.xlsx", survey(11))
        page.get_by_role("button", name="Coba data ini dulu").wait_for(timeout=serving.PATIENCE)
        expect(settle(page).get_by_role("combobox")).to_have_count(0)
        assert ["skm", "12", "0", "0", "0"] in rows(page), "new, changed, same, no longer used"


def test_a_reading_is_shown_and_can_be_broken_off_with_its_child(page: Page, address: str) -> None:
    port = address.rpartition(":")[2]
    row = f"<row>{'<c><v>80</v></c>' * 4}</row>"
    slow = zipped(xlsx_parts(sheet=sheet(row * 120_000)), zipfile.ZIP_STORED)
    visit(page, f"{address}/unggah")
    upload(page, "besar.xlsx", slow)
    page.get_by_text("Membaca buku Excel … ").wait_for()
    page.get_by_role("button", name="Batalkan pembacaan").click()
    page.get_by_text("Pembacaan dibatalkan").wait_for()
    while readers_of(port):
        page.wait_for_timeout(50)
    expect(page.get_by_role("button", name="Baca lagi")).to_be_visible()


def readers_of(port: str) -> list[str]:
    """Command lines of the processes that the server on that port has started and that still run."""
    commands = {path.name: read(path / "cmdline") for path in Path("/proc").glob("[0-9]*")}
    (server,) = [process for process, command in commands.items() if f"--server.port\0{port}\0" in command]
    return [command for process, command in commands.items() if command and parent_of(process) == server]


def parent_of(process: str) -> str:
    """The number of the process that started it; empty where it is gone by now."""
    return read(Path("/proc", process, "status")).partition("PPid:")[2].partition("\n")[0].strip()


def read(file: Path) -> str:
    """What a process's file says; nothing where the process ended between being listed and being read."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
