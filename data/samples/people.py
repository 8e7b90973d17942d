"""Made-up staff and the trainings they were sent to: who came, who did not, and why.

Every NIP has the valid structure and a birthday of 1 January; no such number belongs to a person.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

SampleRow = dict[str, Any]
Staff = dict[str, list[SampleRow]]

JOBS = ("Pengadministrasi Umum", "Pengelola Pelayanan", "Penata Layanan Operasional", "Pranata Komputer Terampil")
DEGREES = ("SMA/SMK", "D-III", "S-1", "S-1", "S-2")
ABSENT = (
    ("tidak hadir", "Sakit"),
    ("tidak hadir", "Tugas lapangan bersamaan"),
    ("menolak", "Beban kerja tinggi"),
    ("menolak", "Merasa materi sudah dikuasai"),
    ("batal", "Jadwal diundur penyelenggara"),
)
SHARE_THAT_COMES = 0.8
SURELY_COMES = 0.7
EARLY_BIRDS = 2

# name, bidang, bentuk, penyelenggara, days, JP (None: the office left it blank), biaya per person
SERVICE = ("Pelatihan Pelayanan Prima", "Pelayanan", "Klasikal", "BKPSDM Kota Contoh", 3, 24, 1_250_000)
COURSES = (
    ("Bimbingan Teknis Klampid New Generation", "TI", "E-learning", "Dinas Kominfo Kota Contoh", 2, 10, 350_000),
    ("Pengolahan Data dengan Spreadsheet", "TI", "E-learning", "BKPSDM Kota Contoh", 5, 20, 400_000),
    ("Protokol Kesehatan di Tempat Pelayanan", "Kesehatan", "E-learning", "Dinas Kesehatan Kota Contoh", 1, 4, 0),
    ("Pelatihan Kepemimpinan Pengawas", "Kepemimpinan", "Klasikal", "BPSDM Provinsi Contoh", 60, 120, 8_500_000),
    ("S-1 Administrasi Publik", "Pendidikan berkelanjutan", "Pendidikan formal", "Universitas Contoh", 300, None, None),
    ("Magang Pelayanan Publik", "Pelayanan", "Magang perguruan tinggi", "Universitas Contoh", 20, 40, 900_000),
)
COURSES_PER_YEAR = 3


def make_staff(units: list[str], rng: np.random.Generator, start: pd.Period) -> Staff:
    """Six to nine people a unit, three in four PNS and the rest PPPK; one unit in three gains a newcomer."""
    staff: Staff = {}
    number = 0
    for unit in units:
        size = int(rng.integers(6, 10))
        staff[unit] = [_person(number + place, unit, rng) for place in range(size)]
        if rng.uniform() < 1 / 3:
            staff[unit][-1]["mulai"] = (start + int(rng.integers(3, 30))).start_time.date()
        number += size
    return staff


def _person(number: int, unit: str, rng: np.random.Generator) -> SampleRow:
    birth, serial = 1970 + number % 28, number // 28 + 1
    since = date(birth + 24, int(rng.integers(1, 13)), 1)
    pns = bool(rng.uniform() < 0.75)
    sex = int(rng.integers(1, 3))
    middle = f"{since.year}{since.month:02d}" if pns else "202121"
    return {
        "nip": f"{birth}0101{middle}{sex}{serial:03d}",
        "nama": f"Pegawai Contoh {number + 1:03d}",
        "status": "PNS" if pns else "PPPK",
        "unit": unit,
        "jabatan": JOBS[int(rng.integers(len(JOBS)))],
        "pendidikan": DEGREES[int(rng.integers(len(DEGREES)))],
        "mulai": since if pns else date(2021, 2, 1),
        "selesai": None,
    }


def make_trainings(
    staff: Staff, first_trained: dict[str, pd.Period | None], months: int, rng: np.random.Generator
) -> pd.DataFrame:
    """All training records, oldest first: the service training of each trained unit in its first month, and courses.

    Every second trained unit is trained as a whole (one row without nip), the others person by person. Courses before
    the first month, and all courses of untrained units, go to the same two people, so that a unit's share of
    trained staff passes one half only in its first month.
    """
    last = pd.Period("2026-10", freq="M")
    rows: list[SampleRow] = []
    whole = True
    for unit, people in staff.items():
        first = first_trained[unit]
        if first is not None:
            rows += [_whole_unit(unit, first, len(people), rng)] if whole else _wave(people, first, rng)
            whole = not whole
        rows += _courses(people, first, last - (months - 1), last, rng)
    table = pd.DataFrame(rows)
    return table.sort_values(["selesai", "unit", "nip"], na_position="first", ignore_index=True)


def _record(course: tuple[Any, ...], end: date, unit: str, person: SampleRow | None) -> SampleRow:
    name, bidang, bentuk, organiser, days, jp, cost = course
    who = {"nip": person["nip"], "nama": person["nama"]} if person else {"nip": None, "nama": "Seluruh pegawai"}
    return {
        **who, "unit": unit, "nama_pelatihan": name, "bidang": bidang, "bentuk": bentuk, "penyelenggara": organiser,
        "mulai": end - timedelta(days=days - 1), "selesai": end, "jp": jp, "biaya": cost,
        "kehadiran": "selesai", "alasan": None, "nilai_pre": None, "nilai_post": None,
    }  # fmt: skip


def _scored(record: SampleRow, rng: np.random.Generator) -> SampleRow:
    before = int(rng.integers(45, 75))
    return {**record, "nilai_pre": before, "nilai_post": min(before + int(rng.integers(5, 30)), 100)}


def invitation_refused(course: tuple[Any, ...], end: date, person: SampleRow, reason: str) -> SampleRow:
    """The record of an invitation that the person turned down."""
    record = _record(course, end, person["unit"], person)
    return {**record, "kehadiran": "menolak", "alasan": reason, "jp": None, "biaya": None}


def _absent(record: SampleRow, rng: np.random.Generator) -> SampleRow:
    attendance, reason = ABSENT[int(rng.integers(len(ABSENT)))]
    return {**record, "kehadiran": attendance, "alasan": reason, "jp": None, "biaya": None}


def _whole_unit(unit: str, first: pd.Period, people: int, rng: np.random.Generator) -> SampleRow:
    end = first.start_time.date() + timedelta(days=int(rng.integers(4, 10)))
    record = _record(SERVICE, end, unit, None)
    return {**record, "biaya": SERVICE[-1] * people}


def _wave(people: list[SampleRow], first: pd.Period, rng: np.random.Generator) -> list[SampleRow]:
    """Everybody is invited; at least 70 % of the unit come, of the rest some refuse or stay away."""
    end = first.start_time.date() + timedelta(days=int(rng.integers(4, 10)))
    invited = [person for person in people if person["mulai"] <= end]
    sure = int(np.ceil(SURELY_COMES * len(people)))
    records = [_record(SERVICE, end, person["unit"], person) for person in invited]
    came = [place < sure or rng.uniform() < SHARE_THAT_COMES / 2 for place in range(len(records))]
    return [_scored(r, rng) if here else _absent(r, rng) for r, here in zip(records, came, strict=True)]


def _courses(
    people: list[SampleRow], first: pd.Period | None, start: pd.Period, last: pd.Period, rng: np.random.Generator
) -> list[SampleRow]:
    span = last.ordinal - start.ordinal + 1
    records = []
    for _ in range(max(span * COURSES_PER_YEAR // 12, 1)):
        month = start + int(rng.integers(span))
        free = first is not None and month > first
        pool = people[:-1] if free else people[:EARLY_BIRDS]
        course = COURSES[int(rng.integers(len(COURSES)))]
        end = month.start_time.date() + timedelta(days=int(rng.integers(10, 28)))
        record = _record(course, end, people[0]["unit"], pool[int(rng.integers(len(pool)))])
        records.append(_scored(record, rng) if rng.uniform() < SHARE_THAT_COMES else _absent(record, rng))
    return records
