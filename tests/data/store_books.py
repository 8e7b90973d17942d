"""Small books for the tests of the store: one unit, its IKM by month, as a CSV book that is read in a moment."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256

import pandas as pd
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data import store
from data.panel.dataset import Dataset, FileReport, SheetReport, empty_frame
from data.settings import home

UNIT = "Seksi Percobaan"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HEADER = "Unit Kerja;Bulan;IKM"

Book = tuple[str, bytes]


def forget_everything() -> None:
    """Empty this test's store, in its folder and on its server."""
    shutil.rmtree(home(), ignore_errors=True)
    if os.environ.get("DAMPAK_DB"):
        with create_engine(os.environ["DAMPAK_DB"], poolclass=NullPool).begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")


def _month(text: str) -> str:
    year, month = text.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def kinerja_book(name: str, ikm: Mapping[str, float], unit: str = UNIT) -> Book:
    """A performance book: the IKM of each month, given as 2026-01."""
    lines = [HEADER, *(f"{unit};{_month(month)};{_comma(value)}" for month, value in ikm.items())]
    return name, "\n".join(lines).encode()


JANUARY = kinerja_book("kinerja.csv", {"2026-01": 80.0, "2026-02": 81.0})
CORRECTED = kinerja_book("kinerja.csv", {"2026-02": 82.5, "2026-03": 83.0})


def year_book(number: int) -> Book:
    """The twelve months of a unit of its own, each with the IKM `year_value(number)`."""
    months = {f"2026-{month:02d}": year_value(number) for month in range(1, 13)}
    return kinerja_book(f"buku {number}.csv", months, unit=f"Unit {number}")


def year_value(number: int) -> float:
    """The IKM in the book of that number."""
    return 30 + number / 10


def load_quickly(sources: Sequence[Book], answers: Mapping[str, str] | None = None) -> Dataset:
    """What load_books says about one such book, in a millisecond and without its child process."""
    return _load_quickly(*sources[0])


@cache
def _load_quickly(name: str, content: bytes) -> Dataset:
    lines = [line.split(";") for line in content.decode().splitlines()[1:]]
    rows = [
        (
            unit,
            pd.Period(f"{month[-4:]}-{MONTHS.index(month[:-5]) + 1:02d}", "M"),
            "ikm",
            float(value.replace(",", ".")),
        )
        for unit, month, value in lines
    ]
    frame = pd.DataFrame(rows, columns=["unit", "period", "indicator", "value"]).astype({"period": object})
    places = {"n": float("nan"), "file": name, "sheet": "CSV", "row": range(2, len(rows) + 2)}
    kinerja = frame.assign(**places).astype(empty_frame("kinerja").dtypes)
    report = SheetReport("CSV", "kinerja", 1, len(rows), len(rows), 0, {})
    return Dataset((FileReport(name, sha256(content).hexdigest(), (report,)),), kinerja=kinerja)


def in_use() -> dict[tuple[str, str], float]:
    """(unit, month) → IKM that counts in this test's store."""
    return values(store.dataset()[0])


def values(dataset: Dataset) -> dict[tuple[str, str], float]:
    """(unit, month) → IKM."""
    frame = dataset.kinerja
    keys: Iterable[tuple[str, str]] = zip(frame["unit"], frame["period"].map(str), strict=True)
    return dict(zip(keys, frame["value"], strict=True))
