"""Training matrices in any layout give the same participations; sums of JP and recaps are never counted silently."""

import itertools
import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from data.panel.dataset import Dataset
from data.samples.habits import MONTHS, SHORT
from tests.data.made_books import Grid, loaded, refused, said

COURSES = (
    ("Pelayanan Prima", 20, date(2025, 3, 12)), ("Bimtek SIAK", 16, date(2025, 6, 5)),
    ("Public Speaking", 8, date(2025, 9, 19)), ("Diklat PIM IV", 120, date(2025, 10, 30)),
)  # fmt: skip
NIPS = [f"19800{at}1520080{at}1{at:03d}" for at in range(1, 10)]
UNITS = ("Seksi Pemerintahan", "Seksi Kesra", "Kelurahan Asemrowo")
DAYS: dict[str, Callable[[date], str]] = {
    "panjang": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "singkat": lambda day: f"{day.day} {SHORT[day.month - 1]} {day.year}",
    "strip": lambda day: f"{day.day}-{SHORT[day.month - 1]}-{day.year}",
    "angka": lambda day: f"{day:%d/%m/%Y}",
    "tanpa tahun": lambda day: f"{day.day} {MONTHS[day.month - 1]}",
    "tgl": lambda day: f"Tgl. {day.day} {MONTHS[day.month - 1]} {day.year}",
}
HEADINGS: dict[str, Callable[[str, int, str], str]] = {
    "baris": lambda name, jp, day: f"{name}\n({jp} JP)\n{day}",
    "sebaris": lambda name, jp, day: f"{name} ({jp} JP) {day}",
    "koma": lambda name, jp, day: f"{name}, {jp} JP, {day}",
    "kurung": lambda name, jp, day: f"{name} ({jp} JP, {day})",
    "tanggal dulu": lambda name, jp, day: f"{day} - {name} - {jp} jam pelajaran",
    "JP:": lambda name, jp, day: f"{name} [JP: {jp}] ({day})",
}
MARKS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "v": (("v", "V", "√"), (None, "-")), "centang": (("✓", "✔"), (None,)), "x": (("x", "X"), (None, "")),
    "1": ((1,), (0, None)), "ya": (("Ya", "ya"), ("Tidak", "belum")), "hadir": (("Hadir", "Lulus"), (None, "-")),
    "ikut": (("ikut", "sudah"), ("tidak ikut", "belum ikut")), "benar": ((True,), (False,)),
}  # fmt: skip
Row = tuple[str, str, pd.Timestamp, float]


def matrix(draw: random.Random, head: list[str], mark: str, layout: str) -> tuple[Grid, set[Row]]:
    """Rows of a matrix under these headings of COURSES, and the participations that are true of it."""
    yes, no = MARKS[mark]
    people: Grid = {
        "biasa": [["No", "Nama", "NIP", "Unit Kerja"]],
        "tanpa unit": [["No", "NIP", "Nama Pegawai", "Jabatan"]],
        "nama/nip": [["No", "Nama / NIP", "Unit Kerja", "Gol"]],
    }[layout]
    rows: list[list[Any]] = [["DATA PELATIHAN PEGAWAI TAHUN 2025"], [], [*people[0], *head, "Jumlah", "Ket"]]
    true: set[Row] = set()
    for at, nip in enumerate(NIPS):
        who = {
            "biasa": [at, f"Pegawai {at}", nip, UNITS[at % 3]],
            "tanpa unit": [at, nip, f"Pegawai {at}", "Staf"],
            "nama/nip": [at, f"Pegawai {at}, S.Sos\nNIP. {nip}", UNITS[at % 3], "III/a"],
        }[layout]
        took = [draw.random() < 0.5 or at == 0 for _ in COURSES]
        rows.append([*who, *(draw.choice(yes if came else no) for came in took), sum(took), None])
        true |= {
            (nip, name, pd.Timestamp(day), float(jp))
            for (name, jp, day), came in zip(COURSES, took, strict=True)
            if came
        }
    return rows, true


def participations(dataset: Dataset) -> set[Row]:
    frame = dataset.pelatihan
    assert set(frame["kehadiran"]) <= {"selesai"}
    return set(frame[["nip", "nama_pelatihan", "mulai", "jp"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(("heading", "layout"), list(itertools.product(HEADINGS, ("biasa", "tanpa unit", "nama/nip"))))
def test_any_matrix_gives_its_participations(monkeypatch: pytest.MonkeyPatch, heading: str, layout: str) -> None:
    for days, mark in random.Random(heading + layout).sample(list(itertools.product(DAYS, MARKS)), 10):
        draw = random.Random(f"{heading} {layout} {days} {mark}")
        head = [HEADINGS[heading](name, jp, DAYS[days](day)) for name, jp, day in COURSES]
        rows, true = matrix(draw, head, mark, layout)
        dataset = loaded(monkeypatch, rows)
        assert participations(dataset) == true, (days, mark)
        assert (dataset.questions, said(dataset, "refused")) == ((), "")
        (report,) = dataset.files[0].sheets
        assert (report.kind, report.accepted, report.refused) == ("pelatihan", len(true), 0)


def test_a_matrix_with_its_headings_in_three_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, true = matrix(random.Random(1), [name for name, _, _ in COURSES], "v", "biasa")
    below = [
        [None] * 4 + [f"{jp} JP" for _, jp, _ in COURSES],
        [None] * 4 + [DAYS["panjang"](day) for *_, day in COURSES],
    ]
    assert participations(loaded(monkeypatch, [*rows[:3], *below, *rows[3:]])) == true


def test_a_matrix_under_one_heading_for_all_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    head = [HEADINGS["sebaris"](name, jp, DAYS["panjang"](day)) for name, jp, day in COURSES]
    rows, true = matrix(random.Random(2), head, "v", "biasa")
    top = [[*rows[2][:4], "PELATIHAN YANG DIIKUTI"], [None] * 4 + head]
    assert participations(loaded(monkeypatch, [*rows[:2], *top, *rows[3:]])) == true


def test_spans_bare_months_and_a_lacking_day(monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["NIP", "Pelatihan A (8 JP) 10-12 Maret 2025", "Pelatihan B (8 JP) April 2025", "Pelatihan C (8 JP)"]
    rows = [head, *([nip, "v", "v", "v"] for nip in NIPS)]
    dataset = loaded(monkeypatch, rows)
    spans = dataset.pelatihan.groupby("nama_pelatihan")[["mulai", "selesai"]].first().map(lambda day: f"{day:%d/%m}")
    assert spans.to_numpy().tolist() == [["10/03", "12/03"], ["01/04", "30/04"]]
    (question,) = dataset.questions
    assert "Pelatihan C" in question.sentence
    answered = loaded(
        monkeypatch, [head, *([nip, "v", "v", "v"] for nip in NIPS)], answers={question.key: "5 Mei 2025"}
    )
    assert (len(answered.pelatihan), answered.questions) == (27, ())


def test_cells_that_hold_hours_or_days(monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["NIP", "Pelatihan A 12 Maret 2025", "Pelatihan B (8 JP) 13 Mei 2025"]
    rows = [[NIPS[0], 20, datetime(2025, 5, 14)], [NIPS[1], "16 JP", None], [NIPS[2], 0, "sakit"], [NIPS[3], "?", None]]
    dataset = loaded(monkeypatch, [head, *rows])
    found = dataset.pelatihan[["nip", "jp", "kehadiran"]].to_numpy().tolist()
    assert sorted(found) == [
        [NIPS[0], 8, "selesai"], [NIPS[0], 20, "selesai"], [NIPS[1], 16, "selesai"], [NIPS[2], 8, "tidak hadir"],
    ]  # fmt: skip
    assert pd.Timestamp(2025, 5, 14) in dataset.pelatihan["mulai"].tolist()
    assert list(refused(dataset)) == ["B5"]


def test_a_cross_beside_ticks_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["NIP", "Pelatihan A (8 JP) 12 Maret 2025"],
        *([nip, "x" if at % 3 else "v"] for at, nip in enumerate(NIPS)),
    ]
    dataset = loaded(monkeypatch, rows)
    (question,) = dataset.questions
    counts = [len(loaded(monkeypatch, rows, answers={question.key: answer}).pelatihan) for answer in question.options]
    assert [len(dataset.pelatihan), *counts] == [3, 9, 3]


def test_people_named_without_nip_are_never_whole_units(monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["No", "Nama", "Unit Kerja", "Pelatihan A (8 JP) 12 Maret 2025"]
    dataset = loaded(monkeypatch, [head, *([at, f"Pegawai {at}", "Seksi Kesra", "v"] for at in range(5))])
    assert dataset.pelatihan.empty
    assert "NIP kosong" in said(dataset, "refused")


@pytest.mark.parametrize(
    "columns", [["Jumlah JP"], ["Total JP", "Target", "Capaian (%)"], list(MONTHS), ["JP Diperoleh", "Ket"]]
)
@pytest.mark.parametrize("person", [["Nama / NIP"], ["Nama", "NIP"], ["NIP", "Nama", "Unit Kerja"]])
def test_sums_of_jp_become_hours_of_their_period(
    monkeypatch: pytest.MonkeyPatch, person: list[str], columns: list[str]
) -> None:
    names = {
        "Nama / NIP": lambda nip: f"Pegawai\nNIP {nip}",
        "NIP": str,
        "Nama": lambda _: "Pegawai",
        "Unit Kerja": lambda _: "Seksi Kesra",
    }
    rows = [[*(names[name](nip) for name in person), *(["8 JP"] * len(columns))] for nip in NIPS]
    dataset = loaded(monkeypatch, [["REKAP JP TAHUN 2025"], [*person, *columns], *rows])
    periods = len(columns) if columns == list(MONTHS) else 1
    assert dataset.pelatihan.groupby("nip")["jp"].sum().to_dict() == dict.fromkeys(NIPS, 8.0 * periods)
    assert dataset.pegawai.empty
    assert dataset.kinerja.empty
    assert {each.year for each in dataset.pelatihan["selesai"]} == {2025}


def test_sums_whose_trainings_are_told_count_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: of 20 JP in the year 12 are told apart, so the 12 count and the difference is said."""
    summed = [["REKAP JP TAHUN 2025"], ["NIP", "Jumlah JP"], [NIPS[0], 20], [NIPS[1], 8]]
    told = [["NIP", "Nama Pelatihan", "Tanggal Mulai", "JP"], [NIPS[0], "Pelayanan Prima", "13/03/2025", 12]]
    dataset = loaded(monkeypatch, summed, told)
    assert sorted(zip(dataset.pelatihan["nip"], dataset.pelatihan["jp"], strict=True)) == sorted(
        [(NIPS[0], 12), (NIPS[1], 8)]
    )
    assert "jumlah 20 JP, tetapi rinciannya 12 JP" in said(dataset, "warning")


@pytest.mark.parametrize("unit", [[], ["Unit Kerja"]])
def test_a_recap_of_trainings_is_asked_or_refused(monkeypatch: pytest.MonkeyPatch, unit: list[str]) -> None:
    head = ["No", "Nama Pelatihan", "Tanggal Pelaksanaan", "JP", "Jumlah Peserta", *unit]
    rows = [[at, name, DAYS["panjang"](day), jp, 12, *(["Seksi Kesra"] * len(unit))]
            for at, (name, jp, day) in enumerate(COURSES)]  # fmt: skip
    dataset = loaded(monkeypatch, [["REKAP PELATIHAN KELURAHAN ASEMROWO"], head, *rows])
    assert dataset.pelatihan.empty
    assert dataset.questions
