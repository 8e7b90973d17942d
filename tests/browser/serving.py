"""A real server and a real Chromium, for tests and for the pictures in the documentation."""

from __future__ import annotations

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

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = {
    "ringkasan": "Ringkasan",
    "laporan-bulanan": "Laporan bulanan",
    "sebelum-sesudah": "Sebelum–sesudah",
    "pelatihan-kepuasan": "Pelatihan dan kepuasan",
    "dampak": "Dampak",
    "kepuasan-skm": "Kepuasan SKM",
    "kompetensi": "Pengembangan kompetensi",
    "pembelajaran": "Pembelajaran dan motivasi",
    "layanan": "Layanan",
    "biaya": "Biaya",
    "unggah": "Unggah",
    "riwayat": "Riwayat",
    "mutu-data": "Mutu data",
    "hari-libur": "Hari libur",
    "kamus": "Kamus dan metode",
}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 90_000
IDLE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const drawn = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  return app?.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && drawn.every((chart) => chart.querySelector('.main-svg'));
}"""


def chromium() -> str:
    """Where Chromium is: $CHROMIUM or on the path; its absence is a failure, never a skip."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise FileNotFoundError("Chromium not found: install it (apt-get install chromium) or set $CHROMIUM.")
    return found


@contextmanager
def server(**environment: str) -> Iterator[str]:
    """The app on a free port of this machine, on the sample and an empty store; yields its address."""
    home = tempfile.TemporaryDirectory()
    environment = {"DAMPAK_DATA": "", "DAMPAK_HOME": home.name, **environment}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)], cwd=ROOT, env={**os.environ, **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        home.cleanup()


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
    """Wait until the script has run and everything is drawn."""
    page.wait_for_function(IDLE, timeout=PATIENCE)
    return page


def visit(page: Page, address: str) -> Page:
    """Open an address and wait until it is drawn."""
    page.goto(address)
    return settle(page)
