"""A real server and a real Chromium, for tests and for the pictures in the documentation."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = {
    "ringkasan": "Ringkasan",
    "apa-yang-berubah": "Apa yang berubah bulan ini",
    "laporan-bulanan": "Laporan bulanan",
    "sebelum-sesudah": "Sebelum dan sesudah",
    "pelatihan-kepuasan": "Pelatihan dan kepuasan",
    "dampak": "Dampak",
    "kepuasan-skm": "Survei kepuasan (SKM)",
    "kompetensi": "Pengembangan kompetensi",
    "pembelajaran": "Pembelajaran dan motivasi",
    "layanan": "Layanan",
    "biaya": "Biaya",
    "jelajah": "Jelajah",
    "unggah": "Unggah",
    "riwayat": "Riwayat",
    "mutu-data": "Mutu data",
    "hari-libur": "Hari libur",
    "kamus": "Kamus dan metode",
}
WHOLE = "?cetak_semua=true"
"""All parts of a page below each other, as for the printer."""
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP: ViewportSize = {"width": 1366, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 780}
PATIENCE = 180_000
"""Milliseconds: every wait ends with the state it waits for, long before, on however busy a machine."""
# A click reaches the script a moment later, so a page counts as settled once nothing has changed for a while.
QUIET_MS = 150
IDLE = """(quiet) => {
  const app = document.querySelector('[data-testid=stApp]');
  const drawn = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  const idle = app?.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && drawn.every((chart) => chart.querySelector('.main-svg'));
  const seen = idle && document.body.innerText.length + ' ' + document.body.scrollWidth;
  if (!idle || seen !== window.settledText) window.settledSince = performance.now();
  window.settledText = seen;
  return idle && performance.now() - window.settledSince >= quiet;
}"""
UNFOLD = """() => document.querySelectorAll('details:not([open]) > summary').forEach((summary) => summary.click())"""


def chromium() -> str:
    """Where Chromium is: $CHROMIUM or on the path; its absence is a failure, never a skip."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise FileNotFoundError("Chromium not found: install it (apt-get install chromium) or set $CHROMIUM.")
    return found


@contextmanager
def server(**environment: str) -> Iterator[str]:
    """The app on a free port of this machine, on the sample and an empty store; yields its address."""
    with (
        tempfile.TemporaryDirectory() as home,
        streamlit("server.py", **{"DAMPAK_DATA": "", "DAMPAK_HOME": home, **environment}) as address,
    ):
        yield address


def made_up_city(folder: Path) -> Path:
    """What 16 kecamatan of nine units exported over three years; the first of them needs support."""
    command = [sys.executable, "-m", "data", "sample", "--out", str(folder), "--kecamatan", "16", "--seed", "7"]
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([*command, "--effect", "3"], cwd=ROOT, env={**os.environ, "DAMPAK_HOME": home}, check=True)
    return folder


@contextmanager
def streamlit(script: str, **environment: str) -> Iterator[str]:
    """A Streamlit script on a free port of this machine; yields its address."""
    port = free_port()
    options = ["--server.headless", "true", "--server.port", str(port)]
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    with running(command, f"http://127.0.0.1:{port}", "/_stcore/health", **environment) as address:
        yield address


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(command: list[str], address: str, health: str = "/", **environment: str) -> Iterator[str]:
    """A server's process, from the first answer at `health` until the end of the context; yields its address."""
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(address + health)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium that keeps quiet."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))


def settle(page: Page) -> Page:
    """Wait until the script has run and everything is drawn, and stayed so from now on."""
    page.evaluate("() => delete window.settledText")
    page.wait_for_function(IDLE, arg=QUIET_MS, polling=50, timeout=PATIENCE)
    return page


def unfold(page: Page) -> Page:
    """Open every expander."""
    page.evaluate(UNFOLD)
    return settle(page)


def open_part(page: Page, name: str) -> Page:
    """Open a part of the page by its tab."""
    page.get_by_role("tab", name=name, exact=True).click()
    return settle(page)


def cell(page: Page, text: str) -> Locator:
    """A table's cell that holds the text, as paper has it; to be waited for as attached."""
    return page.locator(".dampak-paper td").filter(has_text=text).first


def resize(page: Page, size: ViewportSize) -> Page:
    """Make the window that large, and wait until the page has followed."""
    page.set_viewport_size(size)
    return settle(page)


def visit(page: Page, address: str) -> Page:
    """Open an address and wait until it is drawn."""
    page.goto(address)
    return settle(page)
