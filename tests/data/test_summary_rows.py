"""Rows that sum up the units above them are never units; days, years and units that sheets share are asked once."""

from random import Random
from typing import Any

import pytest

from data.ingest.load import load_books
from tests.data.made_books import kinerja, loaded, said, sheet, workbook

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
KELURAHAN = ("Asemrowo", "Genting Kalianak", "Tambak Sarioso", "Sekretariat")
SURE = (
    "Kecamatan",
    "KECAMATAN ASEMROWO",
    "Keseluruhan",
    "Total",
    "Rata-rata",
    "Jumlah",
    "Seluruh Kelurahan",
    "Gabungan",
)
CHUNKS, PER_CHUNK = 5, 12


def with_summary(random: Random, name: str) -> tuple[list[list[Any]], int]:
    """A sheet whose months end with a row of that name, IKM as mean, complaints as sum; and its count of figures."""
    units, months = KELURAHAN[: random.randint(3, 4)], MONTHS[: random.randint(2, 6)]
    rows: list[list[Any]] = [["CAPAIAN TAHUN 2025"], [], ["No", "Kelurahan", "Bulan", "Nilai IKM", "Jumlah Pengaduan"]]
    for month in months:
        ikm = [random.randint(7000, 9500) / 100 for _ in units]
        pengaduan = [random.randint(1, 20) for _ in units]
        rows += [[at, *row] for at, row in enumerate(zip(units, [month] * 9, ikm, pengaduan, strict=False), 1)]
        rows.append([None, name, month, round(sum(ikm) / len(ikm), random.choice((2, 3))), sum(pengaduan)])
    return rows, 2 * len(units) * len(months)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_row_that_sums_up_is_dropped_and_said(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    random = Random(chunk)
    for _ in range(PER_CHUNK):
        rows, count = with_summary(random, random.choice(SURE))
        dataset = loaded(monkeypatch, rows)
        assert len(dataset.kinerja) == count, rows[:8]
        assert dataset.questions == (), rows[:8]


@pytest.mark.parametrize("name", ["Kec. Benowo", "Pusat", "Wilayah Barat"])
def test_another_name_with_the_figures_of_a_summary_is_asked_about(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    rows, count = with_summary(Random(name), name)
    asked = loaded(monkeypatch, rows)
    (question,) = asked.questions
    assert len(asked.kinerja) == count
    assert "mungkin ringkasan" in said(asked, "refused")
    summary, unit = (loaded(monkeypatch, rows, answers={question.key: each}) for each in question.options)
    assert len(summary.kinerja) == count
    assert len(unit.kinerja) > count


def test_a_unit_whose_figures_are_its_own_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, count = with_summary(Random(1), "Kecamatan Asemrowo")
    changed = [[*row[:3], 88.88, 3] if row and row[1:2] == ["Kecamatan Asemrowo"] else row for row in rows]
    dataset = loaded(monkeypatch, changed)
    assert len(dataset.kinerja) > count
    assert dataset.questions == ()


def test_a_day_in_each_row_gives_its_month(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Unit", "Tanggal", "IKM"], ["Asemrowo", "05/01/2025", 80], ["Asemrowo", "06/02/2025", 81]]
    asked = loaded(monkeypatch, rows)
    (question,) = asked.questions
    first, second = (loaded(monkeypatch, rows, answers={question.key: each}) for each in question.options)
    assert [period for _, period, _ in kinerja(first)] == ["2025-01", "2025-02"]
    assert [period for _, period, _ in kinerja(second)] == ["2025-05", "2025-06"]
    plain = loaded(monkeypatch, [rows[0], ["Asemrowo", "15/01/2025", 80], ["Asemrowo", "06/02/2025", 81]])
    assert [period for _, period, _ in kinerja(plain)] == ["2025-01", "2025-02"]


@pytest.mark.parametrize(
    ("file", "year"),
    [
        ("Laporan Pelayanan 2025.xlsx", 2025),
        ("rekap_2025_final.xlsx", 2025),
        ("Rekap 31-01-2026.xlsx", None),
        ("Rekap 2025-2026.xlsx", None),
        ("Rekap.xlsx", None),
    ],
)
def test_the_year_of_a_book_stands_in_its_name_or_is_asked_once(file: str, year: int | None) -> None:
    sheets = [[[f"LAPORAN BULAN {month.upper()}"], ["Kelurahan", "IKM"], ["Asemrowo", 80]] for month in MONTHS]
    book = workbook(*sheets)
    dataset = load_books([(file, book)], {})
    if year is None:
        (question,) = dataset.questions
        dataset = load_books([(file, book)], {question.key: "2025"})
    else:
        assert "diambil dari nama file" in said(dataset, "note")
    assert [period for _, period, _ in kinerja(dataset)] == [f"2025-{month:02d}" for month in range(1, 7)]


def test_the_unit_that_the_months_of_a_book_share_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    months = [sheet([["IKM", "Bulan"], [80, f"{month} 2025"]], f"{month} 2025") for month in MONTHS]
    (question,) = loaded(monkeypatch, *months).questions
    assert len(loaded(monkeypatch, *months, answers={question.key: "Asemrowo"}).kinerja) == len(MONTHS)
