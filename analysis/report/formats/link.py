"""The address that opens the report's own view again, and the same as a QR code. No address names a person."""

import io
from urllib.parse import urlencode, urlsplit

import pandas as pd
import segno

from analysis.text import wording
from data import settings
from data.vocabulary.periods import frequency

PAGE = "laporan-bulanan"
PERFORMANCE, SURVEY = "Kinerja dan pelatihan", "SKM (BAB I–V)"
PERIOD_KINDS = {"M": "Bulan", "Q": "Triwulan", "6M": "Semester", "Y": "Tahun"}
KIND_KEYS = {PERFORMANCE: "jenis", SURVEY: "jenis_skm"}
ALL_UNITS = "Semua unit"
BORDER = 4
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def base_address(seen: str = "") -> str:
    """Scheme and host of this installation: $DAMPAK_URL, else those of the address `seen` in a browser; else ""."""
    parts = urlsplit(seen)
    return settings.address() or (f"{parts.scheme}://{parts.netloc}" if parts.netloc else "")


def view_address(base: str, form: str, period: pd.Period, unit: str | None) -> str:
    """The page with exactly these choices, the standing ones included, so that it stays the same next month."""
    if not base:
        return ""
    kind = PERIOD_KINDS[frequency(period)]
    chosen = {
        "bentuk": form, KIND_KEYS[form]: kind, kind.casefold(): wording.period(period),
        "unit_laporan": unit or ALL_UNITS,
    }  # fmt: skip
    return f"{base}/{PAGE}?{urlencode(chosen)}"


def beyond_this_computer(address: str) -> str:
    """The address, or "" where only this computer could open it."""
    return "" if urlsplit(address).hostname in LOOPBACK else address


def qr_svg(address: str) -> bytes:
    """The address as a QR code in SVG, as wide as its place."""
    target = io.BytesIO()
    _code(address).save(target, kind="svg", border=BORDER, omitsize=True, xmldecl=False)
    return target.getvalue()


def qr_png(address: str) -> bytes:
    """The address as a QR code in PNG, for office files."""
    target = io.BytesIO()
    _code(address).save(target, kind="png", border=BORDER, scale=8)
    return target.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")
