"""Small books for the tests of the store: one unit, its IKM by month, as a CSV book that is read in a moment."""

from __future__ import annotations

from collections.abc import Mapping

UNIT = "Seksi Percobaan"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def kinerja_book(name: str, ikm: Mapping[str, float], unit: str = UNIT) -> tuple[str, bytes]:
    """A performance book: the IKM of each month, given as 2026-01."""
    lines = ["Unit Kerja;Bulan;IKM", *(f"{unit};{_month(month)};{_comma(value)}" for month, value in ikm.items())]
    return name, "\n".join(lines).encode()


def _month(text: str) -> str:
    year, month = text.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
