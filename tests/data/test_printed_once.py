"""What is printed once over several rows holds for all of them where that is sure, else it is asked about."""

from collections.abc import Callable
from datetime import datetime, time
from random import Random
from typing import Any

import pytest

from tests.data.case_books import MONTHS, NIPS, UNITS, kelurahan
from tests.data.made_books import kinerja, loaded, said, sheet

Rows = list[list[Any]]
INDICATORS = (("Indeks Kepuasan Masyarakat", "ikm", 80), ("Jumlah Pengaduan", "pengaduan", 3))
TRAININGS = (("Pelayanan Prima", "12 Maret 2025", 20), ("Bimtek SIAK", "15 Juni 2025", 16))


def once(rows: Rows, columns: int) -> Rows:
    """The rows with each of the first `columns` blank where it and all before it stand in the row above."""
    return [
        [None if at < columns and above[: at + 1] == row[: at + 1] else cell for at, cell in enumerate(row)]
        for above, row in zip([[], *rows], rows, strict=False)
    ]


def by_unit(random: Random) -> tuple[Rows, dict]:
    months = random.randint(2, 6)
    rows = [
        [unit, f"{MONTHS[at]} 2025", 80 + at + place / 10] for place, unit in enumerate(UNITS) for at in range(months)
    ]
    return [["Kelurahan", "Bulan", "IKM"], *once(rows, 1)], figures(rows)


def by_month(random: Random) -> tuple[Rows, dict]:
    rows = [[f"{MONTHS[at]} 2025", unit, 80 + at + place / 10] for at in range(random.randint(2, 6))
            for place, unit in enumerate(UNITS)]  # fmt: skip
    return [["Bulan", "Kelurahan", "IKM"], *once(rows, 1)], figures(
        [[unit, month, value] for month, unit, value in rows]
    )


def by_year(random: Random) -> tuple[Rows, dict]:
    rows = [[2025, MONTHS[at], unit, 80 + at + place / 10] for at in range(random.randint(2, 6))
            for place, unit in enumerate(UNITS)]  # fmt: skip
    return [["Tahun", "Bulan", "Kelurahan", "IKM"], *once(rows, 2)], figures(
        [row[2:3] + row[1:2] + row[3:] for row in rows]
    )


def by_indicator(random: Random) -> tuple[Rows, dict]:
    """Units or indicators once, triwulan across."""
    rows = [[unit, name, first + place, first + place + 1] for place, unit in enumerate(UNITS)
            for name, _, first in INDICATORS]  # fmt: skip
    right = {(kelurahan(unit), f"2025Q{quarter + 1}", key): first + place + quarter
             for place, unit in enumerate(UNITS) for _, key, first in INDICATORS for quarter in (0, 1)}  # fmt: skip
    head = ["Kelurahan", "Indikator Kinerja", "TW I", "TW II"]
    if random.random() < 0.5:
        rows, head = [[name, unit, *figures] for unit, name, *figures in sorted(rows, key=lambda row: row[1])], \
            ["Indikator Kinerja", "Kelurahan", "TW I", "TW II"]  # fmt: skip
    return [["KINERJA TAHUN 2025"], head, *once(rows, 1)], right


def by_service(random: Random) -> tuple[Rows, dict]:
    """Unit and month once over the rows of their services; by hand: 10 + 11 + … files, the share weighted by them."""
    services = random.sample(["KTP", "KK", "Akta", "Domisili"], random.randint(2, 4))
    rows = [[unit, "Mei 2025", name, 10 + at, 90 + at] for unit in UNITS for at, name in enumerate(services)]
    files = [10 + at for at in range(len(services))]
    share = sum(count * (90 + at) for at, count in enumerate(files)) / sum(files)
    right = {(kelurahan(unit), "2025-05", name): value
             for unit in UNITS for name, value in (("volume", sum(files)), ("tepat_waktu", share))}  # fmt: skip
    return [["Kelurahan", "Bulan", "Jenis Layanan", "Volume Layanan", "Tepat Waktu (%)"], *whole_groups(rows)], right


def whole_groups(rows: Rows) -> Rows:
    """The rows with unit and month blank together below the first of each unit."""
    return [[None, None, *row[2:]] if above and above[0] == row[0] else row
            for above, row in zip([[], *rows], rows, strict=False)]  # fmt: skip


def figures(rows: Rows) -> dict:
    return {
        (kelurahan(unit), f"2025-{MONTHS.index(month.split()[0]) + 1:02d}", "ikm"): value for unit, month, value in rows
    }


def numbered(random: Random, rows: Rows) -> Rows:
    """With a number before every group, or every row; a blank row, or a mean, after each group."""
    style, after = random.choice(("none", "group", "row")), random.choice(("none", "blank", "mean"))
    top = next(at for at, row in enumerate(rows) if len(row) > 1)
    body: Rows = []
    for at, row in enumerate(rows[top + 1 :]):
        if row[0] is not None and at:
            body += {"none": [], "blank": [[]], "mean": [["Rata-rata", *[None] * (len(row) - 2), 1]]}[after]
        number = {"none": [], "group": [1 if row[0] is not None else None], "row": [at + 1]}[style]
        body.append([*number, *row])
    body = [["Rata-rata", None, *row[1:]] if row and row[0] == "Rata-rata" and style != "none" else row for row in body]
    return [*rows[:top], [*(["No"] if style != "none" else []), *rows[top]], *body]


@pytest.mark.parametrize("made", [by_unit, by_month, by_year, by_indicator, by_service])
def test_a_group_printed_once_holds_for_its_rows(
    monkeypatch: pytest.MonkeyPatch, made: Callable[[Random], tuple[Rows, dict]]
) -> None:
    random = Random(made.__name__)
    for _ in range(12):
        rows, right = made(random)
        dataset = loaded(monkeypatch, numbered(random, rows))
        assert kinerja(dataset) == pytest.approx(right), rows
        assert (dataset.questions, said(dataset, "refused")) == ((), "")


def test_trainings_and_persons_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    right = {(nip, name): jp for at, nip in enumerate(NIPS) for name, _, jp in [TRAININGS[at // 3]]}
    by_training = once([[*TRAININGS[at // 3], nip, f"Orang {at}"] for at, nip in enumerate(NIPS)], 3)
    by_person = once([[nip, f"Orang {nip[-1]}", "Seksi Umum", *training] for nip in NIPS for training in TRAININGS], 3)
    everyone = {(nip, name): jp for nip in NIPS for name, _, jp in TRAININGS}
    head = ["Nama Pelatihan", "Tanggal", "JP"]
    for rows, truth in (([[*head, "NIP", "Nama"], *by_training], right),
                        ([["NIP", "Nama", "Unit Kerja", *head], *by_person], everyone)):  # fmt: skip
        found = loaded(monkeypatch, rows).pelatihan
        assert dict(zip(zip(found["nip"], found["nama_pelatihan"], strict=True), found["jp"], strict=True)) == truth
    no_nip = [["NIP", "Nama", "Nama Pelatihan", "Tanggal", "JP"],
              *([None if at % 3 else nip, f"Orang {at}", *TRAININGS[0]] for at, nip in enumerate(NIPS))]  # fmt: skip
    assert len(loaded(monkeypatch, no_nip).pelatihan) == 2


def test_a_register_with_its_day_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [datetime(2025, 10, day) for day in (13, 14)]
    rows = once([[day, "KTP", f"Warga {at}", time(8, at), time(9, at)] for day in days for at in range(3)], 1)
    head = ["Tanggal", "Jenis Layanan", "Nama Pemohon", "Jam Masuk", "Jam Selesai"]
    found = loaded(monkeypatch, [["REGISTER KELURAHAN ASEMROWO"], head, *rows]).layanan
    assert [f"{at:%d %H:%M}" for at in found["masuk"]] == [f"{day:%d} 08:0{at}" for day in days for at in range(3)]


def test_blanks_that_may_be_forgotten_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Kelurahan", "Bulan", "IKM"],
        ["Asemrowo", "Mei 2025", 80],
        [UNITS[1], None, 81],
        [UNITS[2], "Mei 2025", 82],
    ]
    asked = loaded(monkeypatch, rows)
    (question,) = asked.questions
    assert len(kinerja(asked)) == 2
    same, blank = (loaded(monkeypatch, rows, answers={question.key: answer}) for answer in question.options)
    assert (len(kinerja(same)), len(kinerja(blank))) == (3, 2)
    assert "kosong" in said(blank, "refused")


NUMBERS: dict[str, Callable[[int], str]] = {
    "01": "{:02d}".format, "1": str, "Bln 01": "Bln {:02d}".format, "B1": "B{}".format,
    "I": lambda month: ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][month - 1],
    "01 Januari": lambda month: f"{month:02d} {MONTHS[month - 1]}", "Sheet1": "Sheet{}".format,
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("count", [3, 12])
@pytest.mark.parametrize("file", ["Laporan Pelayanan 2025.xlsx", "laporan.xlsx"])
def test_sheets_that_count_the_months_raise_one_question_at_most(
    monkeypatch: pytest.MonkeyPatch, name: str, count: int, file: str
) -> None:
    pages = [
        sheet([["Kelurahan", "IKM"], *([unit, 70 + at + month] for at, unit in enumerate(UNITS))], NUMBERS[name](month))
        for month in range(1, count + 1)
    ]
    right = {(kelurahan(unit), f"2025-{month:02d}", "ikm"): 70 + at + month
             for at, unit in enumerate(UNITS) for month in range(1, count + 1)}  # fmt: skip
    dataset = loaded(monkeypatch, *pages, file=file)
    assert len(dataset.questions) <= (1 if name != "Sheet1" or count == 12 else count)
    if len(dataset.questions) > 1:
        return
    if dataset.questions:
        assert kinerja(dataset) == {}
        assert dataset.questions[0].proposed in (None, "2025")
        assert dataset.questions[0].proposed or "2025" not in file
        dataset = loaded(monkeypatch, *pages, file=file, answers={dataset.questions[0].key: "2025"})
    assert (kinerja(dataset), dataset.questions) == (right, ())
