"""Five tasks of first-time users, clicked through in a real browser: python -m benchmarks.tasks

Each task starts on Ringkasan of the sample office. Told are clicks (and fields typed into) and seconds until the answer
stands on the screen, without the time a person reads.
"""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from playwright.sync_api import FilePayload, Locator, Page
from xlsxwriter import Workbook

from tests.browser import serving
from tests.browser.serving import PATIENCE, settle, visit


@dataclass
class Hand:
    """Counts what a user does with mouse and keyboard."""

    page: Page
    clicks: int = 0

    def click(self, place: Locator) -> None:
        """One click, and what comes of it."""
        place.first.click(timeout=PATIENCE)
        self.clicks += 1
        settle(self.page)

    def menu(self, name: str) -> None:
        """A page of the menu."""
        self.click(self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name))

    def upload(self, name: str, content: bytes) -> None:
        """A file chosen: the button, and the file."""
        book: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.locator("input[type=file]").set_input_files([book])
        self.clicks += 2
        settle(self.page)

    def fill(self, label: str, text: str) -> None:
        """A field typed into."""
        self.page.get_by_role("textbox", name=label).fill(text)
        self.page.keyboard.press("Tab")
        self.clicks += 1
        settle(self.page)

    def part(self, name: str) -> None:
        """A part of the page."""
        self.click(self.page.get_by_role("tab", name=name, exact=True))

    def sees(self, text: str) -> None:
        """The answer stands on the screen, or in a table of it."""
        self.page.get_by_text(text).first.wait_for(state="attached", timeout=PATIENCE)


def which_unit_needs_help(hand: Hand) -> None:
    """A camat: which unit needs help?"""
    hand.sees("Perlu perhatian")


def is_it_real(hand: Hand) -> None:
    """An analyst: is the effect real?"""
    hand.menu("Dampak")
    hand.sees("Kebetulan?")


def compare_trainings(hand: Hand) -> None:
    """An analyst: which of two trainings did more, at what price?"""
    hand.menu("Dampak")
    hand.part("Bandingkan pelatihan")
    hand.sees("pelatihan jelas dampaknya")


def faults_to_none(hand: Hand) -> None:
    """An operator: from a book with 20 faults to saved data with none, the 20 cells mended in Excel not counted."""
    hand.menu("Unggah")
    hand.upload("Kinerja.xlsx", kinerja_book(faults=20))
    hand.sees("20 sel perlu diperbaiki")
    with hand.page.expect_download():
        hand.click(hand.page.get_by_role("button", name="dengan sel merah"))
    hand.click(hand.page.get_by_test_id("stFileChipDeleteBtn"))
    hand.upload("Kinerja.xlsx", kinerja_book(faults=0))
    hand.sees("tidak ada sel yang perlu diperbaiki")
    hand.fill("Nama Anda", "Operator data")
    hand.click(hand.page.get_by_role("button", name="Simpan untuk semua pengguna"))
    hand.sees("Tersimpan.")


def send_october(hand: Hand) -> None:
    """A reporter: October's report in all formats."""
    hand.menu("Laporan bulanan")
    hand.click(hand.page.get_by_role("button", name="Buat laporan"))
    hand.page.get_by_role("button", name="Unduh semua (ZIP)").wait_for(timeout=PATIENCE)
    with hand.page.expect_download():
        hand.click(hand.page.get_by_role("button", name="Unduh semua (ZIP)"))


def kinerja_book(faults: int) -> bytes:
    """IKM of four units over twelve months, the first figures written as no number."""
    content, place = io.BytesIO(), 0
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kinerja")
        sheet.write_row(0, 0, ("Unit Kerja", "Bulan", "IKM"))
        for place, (unit, month) in enumerate(product("ABCD", range(1, 13)), 1):
            sheet.write_row(place, 0, (f"Seksi {unit}", f"2026-{month:02}", "tujuh" if place <= faults else 70 + month))
    return content.getvalue()


def start_without_internet() -> float:
    """Seconds from the command to Ringkasan, for a browser that reaches nothing but this computer."""
    with serving.browser() as running:
        page = running.new_page()
        page.route("**/*", lambda route: route.continue_() if "//127.0.0.1:" in route.request.url else route.abort())
        began = time.perf_counter()
        with serving.server() as address:
            visit(page, address)
            return time.perf_counter() - began


TASKS: tuple[Callable[[Hand], None], ...] = (
    which_unit_needs_help, is_it_real, compare_trainings, faults_to_none, send_october,
)  # fmt: skip


def measure() -> None:
    """Every task once, on a server that has answered before."""
    with serving.server() as address, serving.browser() as running:
        visit(running.new_page(), address)
        for task in TASKS:
            hand = Hand(running.new_page())
            visit(hand.page, address)
            began = time.perf_counter()
            task(hand)
            print(f"{(task.__doc__ or '').strip()} {hand.clicks} clicks, {time.perf_counter() - began:.1f} s")
            hand.page.close()
    print(f"IT: start without internet: one command, {start_without_internet():.1f} s")


if __name__ == "__main__":
    measure()
