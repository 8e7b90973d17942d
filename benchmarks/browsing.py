"""A dashboard of its own on a free port, and a Chromium that looks at it; needs the development requirements."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60


class Dashboard:
    """A server and one browser page, closed together."""

    def __enter__(self) -> Self:
        self.port = _free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
        self._server = subprocess.Popen(
            [*command, f"--server.port={self.port}"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._playwright = sync_playwright().start()
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        self._browser = self._playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        self.page = self._browser.new_page(viewport={"width": 1366, "height": 768}, locale="id-ID")
        _wait_until_up(self.port)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._browser.close()
        self._playwright.stop()
        self._server.terminate()
        self._server.wait()

    def open(self, path: str) -> None:
        """Open a page and wait until its last chart is drawn."""
        self.page.goto(f"http://127.0.0.1:{self.port}/{path}")
        self._settle()

    def change_window(self) -> None:
        """Move the before–after window by one period and wait until the page shows the new figures."""
        before = self.page.locator("main, [data-testid=stMain]").first.inner_text()
        self.page.get_by_role("slider").first.press("ArrowRight")
        self.page.wait_for_function(
            "before => document.querySelector('[data-testid=stMain]').innerText !== before", arg=before
        )
        self._settle()

    def _settle(self) -> None:
        self.page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=PATIENCE * 1000)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE * 1000)


def cold_start() -> float:
    """Seconds from starting a server (and, meanwhile, a browser) until Ringkasan is fully drawn."""
    started = time.perf_counter()
    with Dashboard() as dashboard:
        dashboard.open("")
        return time.perf_counter() - started


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"the dashboard did not start within {PATIENCE} s")
