"""Kamus dan metode: the catalogue and the methods, in words, as tables."""

from __future__ import annotations

import pandas as pd

from analysis import wording
from data.catalog import EVENTS, EXPOSURES, INDICATORS
from data.rules import JP_RULES

BETTER = {"higher": "makin tinggi makin baik", "lower": "makin rendah makin baik"}
METHODS = (
    (
        "Sebelum–sesudah",
        "Rata-rata tiap unit sebelum dan sesudah bulan pertama unit itu terlatih, dipasangkan per unit.",
        "Selang kepercayaan 95% uji t berpasangan dan bootstrap; tidak dihitung di bawah 3 unit.",
        "Tidak dapat membedakan pelatihan dari hal lain yang berubah pada saat yang sama.",
    ),
    (
        "Regresi sederhana",
        "Garis lurus indikator pada ukuran pelatihan, seluruh unit dan periode; titik adalah unit pada satu periode.",
        "Selang kepercayaan dengan galat baku klaster per unit; tidak dihitung di bawah 12 titik atau 3 unit.",
        "Hubungan, bukan sebab-akibat.",
    ),
)


def sections() -> list[tuple[str, str, pd.DataFrame]]:
    """Title, introduction and table of each part of the page."""
    return [
        ("Indikator", "", _indicators()),
        ("Ukuran pelatihan", "", _exposures()),
        ("Cara menghitung", "Satuan pengamatan selalu unit pada satu periode, bukan orang.", _methods()),
        ("Aturan jam pelajaran (JP)", "", _rules()),
        ("Kejadian di luar pelatihan", "Kejadian ini mengubah layanan di semua unit sekaligus.", _events()),
    ]


def _indicators() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indikator": one.label,
            "Arti": one.definition,
            "Rumus": one.formula,
            "Satuan": one.unit,
            "Arah": BETTER[one.better],
            "Judul kolom yang dikenali": ", ".join(one.aliases),
            "Dasar": one.source,
        }
        for one in INDICATORS
    )


def _exposures() -> pd.DataFrame:
    return pd.DataFrame({"Ukuran": one.label, "Arti": one.definition, "Satuan": one.unit} for one in EXPOSURES)


def _methods() -> pd.DataFrame:
    return pd.DataFrame(METHODS, columns=["Cara", "Yang dihitung", "Ketidakpastian", "Batasnya"])


def _rules() -> pd.DataFrame:
    kinds = {"minimum": "paling sedikit", "maximum": "paling banyak"}
    return pd.DataFrame(
        {
            "Status": rule.status,
            "Aturan": f"{kinds[rule.kind]} {wording.number(rule.jp, 0)} JP",
            "Sejak": str(rule.from_year),
            "Dasar": rule.source,
        }
        for rule in JP_RULES
    )


def _events() -> pd.DataFrame:
    return pd.DataFrame(
        {"Mulai": wording.day(event.start), "Kejadian": event.label, "Sumber": event.source} for event in EVENTS
    )
