"""Kamus dan metode: the catalogue, the rules and the methods in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.before_after import text as before_after_text
from analysis.overview.changes.text import FALSE_ALARM as FALSE_SIGNAL
from analysis.regression import text as regression_text
from analysis.stats.control_chart import SOURCE as CHART_SOURCE
from analysis.targets.compute import SOURCE
from analysis.targets.text import FALSE_ALARM
from analysis.text import wording
from data.vocabulary.events import EVENTS, Event
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.holidays import FIRST_YEAR, LAST_YEAR
from data.vocabulary.indicators import INDICATORS, Indicator
from data.vocabulary.regulations import JP_RULES, JpRule

BETTER = {"higher": "makin tinggi makin baik", "lower": "makin rendah makin baik"}
BOUNDS = {"minimum": "paling sedikit", "maximum": "paling banyak"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, what it means, and the details a careful reader asks for."""

    term: str
    meaning: str
    details: str


METHODS = (
    Entry(
        "Sebelum dan sesudah",
        "Rata-rata tiap unit sebelum dan sesudah unit itu dilatih, dipasangkan per unit.",
        f"Selang kepercayaan 95% dari uji t berpasangan dan bootstrap; tidak dihitung di bawah 3 unit. "
        f"{before_after_text.CAUTION}",
    ),
    Entry(
        "Regresi sederhana",
        "Garis lurus satu indikator pada satu ukuran pelatihan; tiap titik satu unit pada satu periode.",
        "Selang kepercayaan 95% dengan galat baku klaster per unit; tidak dihitung di bawah 12 titik atau 3 unit. "
        f"{regression_text.ASSOCIATION}",
    ),
    Entry(
        "Dampak",
        "Unit yang dilatih dibandingkan dengan perkiraan tanpa pelatihan, yang dibaca dari unit yang belum dilatih.",
        "Angka utama: imputasi (Borusyak, Jaravel & Spiess 2024), jackknife per unit, selang Student t. Disebut jelas "
        "hanya bila selang 95% tidak memuat nol dan tidak ada pemeriksaan yang gagal; di kantor tiruan tanpa dampak, "
        "termasuk yang trennya berbeda, itu terjadi pada paling banyak 5%.",
    ),
    Entry(
        "Kejadian lain",
        "Kejadian kota dan yang dicatat kantor; digambar di grafik waktu dan dapat diperhitungkan dengan satu sakelar.",
        "Sebelum dan sesudah: hanya periode dengan kejadian yang sama. Regresi: variabel boneka. Dampak: "
        "periodenya tidak "
        "ikut.",
    ),
    Entry(
        "IKM survei dan selangnya",
        "Rata-rata sembilan unsur × bobot × 25; tiap responden sama, atau tiap layanan sama.",
        "Selang 95% dari indeks tiap responden (uji t). Jawaban kosong dilewati, bukan dianggap 0.",
    ),
    Entry(
        "Separuh dan 9 dari 10 berkas selesai dalam",
        "Berkas belum selesai ikut selama terlihat (Kaplan–Meier); Lama layanan: median berkas yang selesai bulan itu.",
        "Selang 95% Brookmeyer–Crowley dengan transformasi log(−log).",
    ),
    Entry(
        "Nilai tes dan gain",
        "Nilai sesudah dikurangi sebelum pada orang yang sama; gain = kenaikan ÷ ruang sampai 100.",
        "Selang 95% uji t berpasangan; gain dengan selang Fieller (Hake, 1998).",
    ),
    Entry(
        "Biaya per poin, BCR, dan ROI",
        "Biaya per unit yang sudah dilatih ÷ perbaikan; BCR = manfaat ÷ biaya, ROI = (manfaat − biaya) ÷ "
        "biaya (Phillips).",
        "Selang 95% perbaikan dibawa terus. BCR dan ROI hanya bila kantor menyebut nilai uang satu poin.",
    ),
    Entry(
        "Capaian target dan warnanya",
        "Realisasi ÷ target × 100; bila makin rendah makin baik, (1 + (1 − realisasi ÷ target)) × 100.",
        f"{SOURCE}. Warna atau tingkatnya menurut skala pilihan kantor, di bawah. {FALSE_ALARM}",
    ),
    Entry(
        "Membaik, memburuk, variasi biasa",
        "Nilai bulan ini dibandingkan dengan batas biasa unit itu sendiri; batas dihitung ulang sejak unit dilatih.",
        f"Bertanda: di luar batas, delapan bulan di satu sisi rata-rata, atau enam bulan searah. {CHART_SOURCE}. "
        f"{FALSE_SIGNAL}",
    ),
    Entry(
        "Tidak ditampilkan (n < 5)",
        "Kelompok 1–4 orang, dan angka lain yang bersama jumlahnya dapat dipakai menghitungnya.",
        "Penolakan, langkah undangan, alasan, nilai, dan profil responden.",
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
    headings = [alias for alias in one.aliases if not alias.endswith(f" ({one.unit})")]
    details = (
        f"Satuan: {one.unit}",
        BETTER[one.better],
        f"Rumus: {one.formula}",
        f"Dasar: {one.source}",
        f"Judul kolom yang dikenali: {', '.join(headings)}",
    )
    return Entry(one.label, one.definition, " · ".join(details))


def _rule(rule: JpRule) -> Entry:
    meaning = f"{BOUNDS[rule.kind].capitalize()} {wording.number(rule.jp, 0)} JP setahun, sejak {rule.from_year}."
    return Entry(rule.status, meaning, f"Dasar: {rule.source}")
