"""Small staff and training frames for the tests, in the shape the loader gives them."""

from collections.abc import Sequence

import pandas as pd

STAFF = ["nip", "status", "unit", "jabatan", "pendidikan", "mulai", "selesai"]
TRAININGS = [
    "nip", "unit", "nama_pelatihan", "bidang", "bentuk", "penyelenggara", "mulai", "selesai", "jp", "biaya",
    "kehadiran", "alasan", "nilai_pre", "nilai_post",
]  # fmt: skip


def nip(number: int, birth_year: int = 1985) -> str:
    """A made-up NIP: born 1 January of that year, taken on 25 years later, serial from `number`."""
    return f"{birth_year}0101{birth_year + 25}011{number % 1000:03d}"


def frame(rows: Sequence[dict[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    """The rows with all of `columns` and the source columns file, sheet, row; mulai and selesai as dates."""
    table = pd.DataFrame(rows, columns=columns)
    table = table.assign(file="buku.xlsx", sheet="Lembar", row=range(2, 2 + len(rows)))
    for name in ("mulai", "selesai"):
        table[name] = pd.to_datetime(table[name])
    return table


def staff(*rows: dict[str, object]) -> pd.DataFrame:
    """Staff list; a row without status is PNS, without unit "Pelayanan"."""
    return frame([{"status": "PNS", "unit": "Pelayanan", **row} for row in rows], STAFF)


def trainings(*rows: dict[str, object]) -> pd.DataFrame:
    """Training book; a row without them ended 2025-03-14, was called "Pelayanan Prima" and was completed."""
    usual = {
        "nama_pelatihan": "Pelayanan Prima",
        "bidang": "pelayanan",
        "selesai": "2025-03-14",
        "kehadiran": "selesai",
    }
    table = frame([{**usual, **row} for row in rows], TRAININGS)
    numbers = ["jp", "biaya", "nilai_pre", "nilai_post"]
    return table.assign(**{name: table[name].astype(float) for name in numbers})
