"""Five tasks of first-time users, clicked through in a real browser: python -m benchmarks.tasks

Each task starts on Ringkasan of the sample office. Told are clicks (and fields typed into) and seconds until the answer
stands on the screen, without the time a person reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page

from tests.browser import office, serving
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
    """An operator: upload a book and take it back with its red cells; mending and saving it are not counted."""
    hand.menu("Unggah")
    hand.page.locator("input[type=file]").set_input_files([_upload("Kinerja kantor.xlsx", office.performance_book())])
    hand.clicks += 2
    hand.page.get_by_role("button", name="Coba data ini dulu").wait_for(timeout=PATIENCE)
    with hand.page.expect_download():
        hand.click(hand.page.get_by_role("button", name="dengan sel merah"))
    hand.sees("sel perlu diperbaiki")


def send_october(hand: Hand) -> None:
    """A reporter: October's report in all formats."""
    hand.menu("Laporan bulanan")
    hand.click(hand.page.get_by_role("button", name="Buat laporan"))
    hand.page.get_by_role("button", name="Unduh semua (ZIP)").wait_for(timeout=PATIENCE)
    with hand.page.expect_download():
        hand.click(hand.page.get_by_role("button", name="Unduh semua (ZIP)"))


def _upload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


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


if __name__ == "__main__":
    measure()
