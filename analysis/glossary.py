"""Kamus dan metode: the catalogue, the rules and the methods in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences, wording
from data.catalog import EVENTS, EXPOSURES, INDICATORS, Event, Indicator
from data.holidays import FIRST_YEAR, LAST_YEAR
from data.rules import JP_RULES, JpRule

BETTER = {"higher": "makin tinggi makin baik", "lower": "makin rendah makin baik"}
KINDS = {"minimum": "paling sedikit", "maximum": "paling banyak"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, what it means, and the details a careful reader asks for."""

    term: str
    meaning: str
    details: str


METHODS = (
    Entry(
        "Sebelum–sesudah",
        "Rata-rata tiap unit sebelum dan sesudah unit itu terlatih, dipasangkan per unit.",
        f"Selang kepercayaan 95% dari uji t berpasangan dan bootstrap; tidak dihitung di bawah 3 unit. "
        f"{sentences.CAUTION}",
    ),
    Entry(
        "Regresi sederhana",
        "Garis lurus satu indikator pada satu ukuran pelatihan; tiap titik satu unit pada satu periode.",
        "Selang kepercayaan 95% dengan galat baku klaster per unit; tidak dihitung di bawah 12 titik atau 3 unit. "
        f"{sentences.ASSOCIATION}",
    ),
    Entry(
        "Dampak",
        "Tiap unit yang dilatih dibanding perkiraan tanpa pelatihan, yang dibaca dari unit yang belum dilatih.",
        "Angka utama: imputasi (Borusyak, Jaravel & Spiess 2024), jackknife per unit, selang Student t. Disebut jelas "
        "hanya bila selang 95% tidak memuat nol dan tidak ada pemeriksaan yang gagal; di kantor tiruan tanpa pengaruh, "
        "termasuk yang trennya berbeda, itu terjadi pada paling banyak 5%.",
    ),
    Entry(
        "Hari kerja",
        "Senin sampai Jumat, tanpa hari libur nasional, cuti bersama, dan hari libur yang ditambahkan kantor.",
        f"Daftar pemerintah {FIRST_YEAR}–{LAST_YEAR}; kantor mengubahnya di halaman Hari libur. Dihitung mulai hari "
        "sesudah berkas masuk.",
    ),
)


def sections(events: Sequence[Event] = EVENTS) -> dict[str, tuple[Entry, ...]]:
    """The parts of the page by their titles, in order."""
    return {
        "Indikator": tuple(map(_indicator, INDICATORS)),
        "Ukuran pelatihan": tuple(Entry(one.label, one.definition, f"Satuan: {one.unit}") for one in EXPOSURES),
        "Cara menghitung": METHODS,
        "Aturan jam pelajaran (JP)": tuple(map(_rule, JP_RULES)),
        "Kejadian di luar pelatihan": tuple(
            Entry(
                event.label,
                f"Sejak {wording.day(event.start)}, di {event.unit or 'semua unit'}.",
                f"Sumber: {event.source}",
            )
            for event in events
        ),
    }


def _indicator(one: Indicator) -> Entry:
    details = (
        f"Satuan: {one.unit}",
        BETTER[one.better],
        f"Rumus: {one.formula}",
        f"Dasar: {one.source}",
        f"Judul kolom yang dikenali: {', '.join(one.aliases)}",
    )
    return Entry(one.label, one.definition, " · ".join(details))


def _rule(rule: JpRule) -> Entry:
    meaning = f"{KINDS[rule.kind].capitalize()} {wording.number(rule.jp, 0)} JP setahun, sejak {rule.from_year}."
    return Entry(rule.status, meaning, f"Dasar: {rule.source}")
