"""What a made-up office plans and notes: its budget, goals, events, and follow-up plans of the survey."""

from datetime import date
from math import ceil

import numpy as np
import pandas as pd

from data.panel.attendance import attended
from data.vocabulary.regulations import SKM_ELEMENTS

TRAINING_PROGRAMME = "Pengembangan Kompetensi ASN"
OTHER_PROGRAMMES = {
    "Pelayanan Administrasi Terpadu Kecamatan": 180_000_000,
    "Sarana dan Prasarana Pelayanan": 95_000_000,
}
GOALS = {
    "Indeks Kepuasan Masyarakat (IKM)": ("naik", 78.0, 1.5),
    "Lama layanan": ("turun", 44.0, -2.0),
    "Tepat waktu": ("naik", 78.0, 1.5),
    "Berkas dikembalikan": ("turun", 11.0, -0.5),
    "Pengaduan": ("turun", 7.0, -0.5),
}
"""Indicator → direction, target in the first year, and what each later year adds."""
STRICTER = {"Indeks Kepuasan Masyarakat (IKM)": 2.0}
"""One unit's own target lies that much beyond the office's."""
OUTREACH = "Sosialisasi dan ajakan ikut pelatihan"
RENOVATION = "Renovasi ruang pelayanan"
PROGRAMMES = {
    "U1": "Menyederhanakan syarat dan memajang daftarnya di loket",
    "U2": "Memajang alur layanan dan menata ulang antrean",
    "U3": "Menetapkan standar waktu tiap layanan dan memantaunya",
    "U4": "Memajang bahwa layanan tidak dipungut biaya",
    "U5": "Memeriksa hasil layanan sebelum diserahkan",
    "U6": "Pelatihan teknis petugas loket",
    "U7": "Pelatihan pelayanan prima bagi petugas",
    "U8": "Menanggapi pengaduan paling lama tiga hari kerja",
    "U9": "Menambah kursi tunggu dan memperbaiki ruang layanan",
}
QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
IN_CHARGE = ("Seksi Pemerintahan dan Pelayanan Publik", "Subbagian Umum dan Kepegawaian", "Sekretaris Kecamatan")
FEWEST_RUPIAH = 10_000_000


def outreach_day(start: pd.Period, months: int) -> date:
    """Half-way through the data."""
    return (start + months // 2).start_time.date().replace(day=2)


def events(start: pd.Period, months: int, unit: str) -> pd.DataFrame:
    """The outreach, and a renovation in one unit: mulai, selesai, nama, unit (None: all)."""
    works = (start + months // 3).start_time.date()
    rows = [
        (outreach_day(start, months), None, OUTREACH, None),
        (works.replace(day=4), works.replace(day=27), RENOVATION, unit),
    ]
    return pd.DataFrame(rows, columns=["mulai", "selesai", "nama", "unit"]).sort_values("mulai", ignore_index=True)


def budget(trainings: pd.DataFrame, years: list[int], rng: np.random.Generator) -> pd.DataFrame:
    """tahun, program, pagu, realisasi (rupiah); what was spent on training is what the training records add up to."""
    held = trainings[attended(trainings)]
    held = held.drop_duplicates(["nip", "unit", "nama_pelatihan", "selesai"])
    spent = held["biaya"].fillna(0).astype(float).groupby([day.year for day in held["selesai"]]).sum()
    rows = []
    for year in years:
        training = int(spent.get(year, 0))
        rows.append((year, TRAINING_PROGRAMME, _plan(training, rng), training))
        for name, usual in OTHER_PROGRAMMES.items():
            used = int(usual * rng.uniform(0.9, 1.1)) // 1000 * 1000
            rows.append((year, name, _plan(used, rng), used))
    return pd.DataFrame(rows, columns=["tahun", "program", "pagu", "realisasi"])


def goals(years: list[int], unit: str) -> pd.DataFrame:
    """indikator, tahun, target, arah, unit; None stands for every unit without a target of its own."""
    rows = [
        (name, year, first + step * place, direction)
        for place, year in enumerate(years)
        for name, (direction, first, step) in GOALS.items()
    ]
    office = pd.DataFrame(rows, columns=["indikator", "tahun", "target", "arah"]).assign(unit=None)
    own = office[office["indikator"].isin(STRICTER)].assign(unit=unit)
    own["target"] += own["indikator"].map(STRICTER)
    return pd.concat([office, own], ignore_index=True)


def follow_up(skm: pd.DataFrame) -> pd.DataFrame:
    """A plan a year for its three lowest elements: tahun, unsur, program, waktu, penanggung_jawab, status.

    Plans of earlier years are done, of the last year only those of the first two quarters.
    """
    answers = skm.groupby([period.year for period in skm["period"]])[list(SKM_ELEMENTS)].mean()
    rows = [
        (year, SKM_ELEMENTS[key], PROGRAMMES[key], QUARTERS[place], IN_CHARGE[place],
         "sudah" if year < answers.index.max() or place < 2 else "belum")
        for year, means in answers.iterrows()
        for place, key in enumerate(means.nsmallest(3).index)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["tahun", "unsur", "program", "waktu", "penanggung_jawab", "status"])


def _plan(spent: int, rng: np.random.Generator) -> int:
    """The budget of which so much was spent: between 80 and 98 % of it, in whole half millions."""
    return max(ceil(spent / rng.uniform(0.80, 0.98) / 500_000) * 500_000, FEWEST_RUPIAH)
