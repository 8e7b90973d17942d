"""How long cases took, however a register writes days and hours: the same minutes, or none where no hour is written."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pandas as pd
import pytest

from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.panel.service_cases import minutes_taken
from tests.data.made_books import kinerja, loaded, refused, said

CHUNKS, PER_CHUNK = 6, 4
HOURS = ("{0:%H:%M}", "{0:%H.%M} WIB", "pukul {0:%H.%M}", None)
DAYS = ("{0:%d/%m/%Y}", "{0:%d-%m-%Y}", None)
LENGTHS = {"Lama Layanan (menit)": 1.0, "Durasi (jam)": 60.0}


def hour(random: Random, at: datetime) -> Any:
    way = random.choice(HOURS)
    return at.time() if way is None else way.format(at)


def columns(random: Random, cases: list[tuple[datetime, datetime]], way: str) -> dict[str, Sequence[Any]]:
    """The cases' days and hours by heading, as one habit writes them."""
    style = random.choice(DAYS)
    days = [
        [datetime(at.year, at.month, at.day) if style is None else style.format(at) for at in case] for case in cases
    ]
    hours = [[hour(random, at) for at in case] for case in cases]
    (came, done), (at_came, at_done) = zip(*days, strict=True), zip(*hours, strict=True)
    length = random.choice(list(LENGTHS))
    taken = [(end - start).total_seconds() / 60 / LENGTHS[length] for start, end in cases]
    return {
        "together": {"Tanggal Masuk": [start for start, _ in cases], "Tanggal Selesai": [end for _, end in cases]},
        "parted": {"Tanggal Masuk": came, "Jam Masuk": at_came, "Tanggal Selesai": done, "Jam Selesai": at_done},
        "one day": {"Tanggal": came, "Jam Masuk": at_came, "Jam Selesai": at_done},
        "hours alone": {"Tanggal": came, "Waktu Masuk": at_came, "Waktu Selesai": at_done},
        "length": {"Tanggal Masuk": came, length: taken},
        "days and length": {"Tanggal Masuk": came, "Tanggal Selesai": done, length: taken},
        "days": {"Tanggal Masuk": came, "Tanggal Selesai": done},
        "half": {"Tanggal Masuk": [start for start, _ in cases], "Tanggal Selesai": done},
    }[way]


def register(random: Random, way: str) -> tuple[list[list[Any]], list[float]]:
    """A register of one unit and month, and the minutes its cases took."""
    starts = [
        datetime(2025, 10, random.randint(13, 27), random.randint(8, 14), random.randint(1, 59)) for _ in range(7)
    ]
    minutes = [float(random.randint(1, 90)) for _ in starts]
    cases = [(start, start + timedelta(minutes=size)) for start, size in zip(starts, minutes, strict=True)]
    written = columns(random, cases, way) | {"Jenis Layanan": ["KTP"] * 7, "Nama Pemohon": ["Warga"] * 7}
    headings = random.sample(list(written), len(written))
    rows = [[number, *row] for number, row in enumerate(zip(*(written[name] for name in headings), strict=True), 1)]
    return [["REGISTER KELURAHAN TAMBAK SARIOSO"], [], ["No", *headings], *rows], minutes


def median_minutes(dataset: Dataset) -> float:
    return float(minutes_taken(dataset.layanan).median())


@pytest.mark.parametrize("way", ["together", "parted", "one day", "hours alone", "length", "days and length"])
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_same_minutes_in_every_habit(monkeypatch: pytest.MonkeyPatch, way: str, chunk: int) -> None:
    random = Random(f"{way}{chunk}")
    for _ in range(PER_CHUNK):
        rows, minutes = register(random, way)
        dataset = loaded(monkeypatch, rows)
        assert said(dataset, "refused") == "", rows[:4]
        assert dataset.questions == (), rows[:4]
        assert median_minutes(dataset) == pytest.approx(pd.Series(minutes).median()), rows[:4]


@pytest.mark.parametrize("way", ["days", "half"])
def test_days_without_hours_give_no_minutes(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    random = Random(way)
    for _ in range(PER_CHUNK):
        rows, _ = register(random, way)
        dataset = loaded(monkeypatch, rows)
        assert minutes_taken(dataset.layanan).isna().all()
        assert "7 baris bertanggal tanpa jam" in said(dataset, "note")
    panel = panel_of(dataset)
    assert "lama_layanan" not in set(panel["indicator"])
    assert any("tanpa jam, sehingga tidak ikut lama layanan" in note for note in panel.attrs["notes"])


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_register_that_changes_its_habit_keeps_its_figure(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    """Cases of one month, some with hours and some without: the figure is that of those with hours."""
    random = Random(chunk)
    timed, minutes = register(random, "parted")
    untimed, _ = register(random, "days")
    days = {name: place for place, name in enumerate(untimed[2])}
    rest = [[row[days[name]] if name in days else None for name in timed[2]] for row in untimed[3:]]
    assert median_minutes(loaded(monkeypatch, [*timed, *rest])) == pd.Series(minutes).median()


def test_a_length_in_working_days_is_refused_and_the_advice_makes_no_wrong_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = loaded(
        monkeypatch, [["Unit", "Bulan", "Lama Layanan"], ["Asemrowo", "Mei 2025", "2 hari kerja"]], answers={}
    )
    assert refused(dataset) == {"C2": "tidak dapat dijadikan menit. Tulis menit atau jam, misalnya 120 menit"}


@pytest.mark.parametrize(("answer", "value"), [("menit", 2.0), ("jam", 120.0), ("hari", 2880.0), ("hari kerja", None)])
@pytest.mark.parametrize("heading", ["Lama Layanan", "Rata-rata Waktu Layanan"])
def test_a_bare_number_is_asked_about_once(
    monkeypatch: pytest.MonkeyPatch, heading: str, answer: str, value: float | None
) -> None:
    rows = [["Unit", "Bulan", heading], ["Asemrowo", "Mei 2025", 2], ["Asemrowo", "Juni 2025", "3 menit"],
            ["Sekretariat", "Mei 2025", "2"]]  # fmt: skip
    asked = loaded(monkeypatch, rows)
    (question,) = asked.questions
    assert list(kinerja(asked).values()) == [3.0]
    answered = loaded(monkeypatch, rows, answers={question.key: answer})
    assert answered.questions == ()
    assert list(kinerja(answered).values()) == ([value, 3.0, value] if value else [])
