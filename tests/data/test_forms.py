"""Surveys as web forms export them: any heading, any way to write an answer, gives the same nine values."""

import itertools
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from data.ingest.schemas.unsur import UNSUR
from data.panel.dataset import Dataset
from tests.data.made_books import loaded, said

QUESTIONS = {
    "U1": "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
    "U2": "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
    "U3": "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
    "U4": "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
    "U5": "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar "
    "pelayanan dengan hasil yang diberikan?",
    "U6": "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
    "U7": "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
    "U9": "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
    "U8": "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
}
PLAIN = {
    "U1": "Kesesuaian persyaratan pelayanan dengan jenis pelayanannya", "U2": "Kemudahan prosedur pelayanan",
    "U3": "Kecepatan waktu pelayanan", "U4": "Kewajaran biaya/tarif pelayanan",
    "U5": "Kesesuaian produk pelayanan dengan standar", "U6": "Kompetensi/kemampuan petugas",
    "U7": "Kesopanan dan keramahan petugas", "U9": "Kualitas sarana dan prasarana",
    "U8": "Penanganan pengaduan pengguna layanan",
}  # fmt: skip
LABELS = dict(zip(QUESTIONS, ("Persyaratan", "Prosedur", "Waktu Penyelesaian", "Biaya/Tarif", "Produk Layanan",
                              "Kompetensi Pelaksana", "Perilaku Pelaksana", "Sarana dan Prasarana",
                              "Penanganan Pengaduan"), strict=True))  # fmt: skip
HEADINGS: dict[str, Callable[[int, str], str]] = {
    "pertanyaan": lambda at, name: QUESTIONS[name],
    "pertanyaan bernomor": lambda at, name: f"{at}. {QUESTIONS[name]}",
    "tanpa kata tanya": lambda at, name: PLAIN[name],
    "tanpa kata tanya, bernomor": lambda at, name: f"{at}) {PLAIN[name]}",
    "kisi": lambda at, name: f"Penilaian [{LABELS[name]}]",
    "kisi panjang": lambda at, name: f"Bagaimana penilaian Anda atas prosedur dan waktu? [{at}. {PLAIN[name]}]",
    "label": lambda at, name: f"{at}. {LABELS[name]}",
}

OWN = {
    "U1": "Tidak sesuai;Kurang sesuai;Sesuai;Sangat sesuai", "U2": "Tidak mudah;Kurang mudah;Mudah;Sangat mudah",
    "U3": "Tidak cepat;Kurang cepat;Cepat;Sangat cepat", "U4": "Sangat mahal;Cukup mahal;Murah;Gratis",
    "U5": "Tidak sesuai;Kurang sesuai;Sesuai;Sangat sesuai",
    "U6": "Tidak kompeten;Kurang kompeten;Kompeten;Sangat kompeten",
    "U7": "Tidak sopan dan ramah;Kurang sopan dan ramah;Sopan dan ramah;Sangat sopan dan ramah",
    "U8": "Tidak ada;Ada tetapi tidak berfungsi;Berfungsi kurang maksimal;Dikelola dengan baik",
    "U9": "Buruk;Cukup;Baik;Sangat baik",
}  # fmt: skip
SCALES = {
    "Permen PANRB 14/2017": OWN,
    "baik": dict.fromkeys(UNSUR, "Tidak Baik;Kurang Baik;Baik;Sangat Baik"),
    "puas": dict.fromkeys(UNSUR, "Tidak Puas;Kurang Puas;Puas;Sangat Puas"),
    "singkat": dict.fromkeys(UNSUR, "tdk memuaskan;krg memuaskan;memuaskan;sgt memuaskan"),
    "sekali": dict.fromkeys(UNSUR, "tidak baik;kurang baik;baik;baik sekali"),
    "setuju": dict.fromkeys(UNSUR, "Sangat Tidak Setuju;Tidak Setuju;Setuju;Sangat Setuju"),
    "setiap sendiri": OWN | {"U3": "Sangat lambat;Lambat;Cepat;Sangat cepat", "U4": "Sangat mahal;Mahal;Murah;Gratis",
                             "U8": "Tidak ada;Ada tapi tidak berfungsi;Kurang maksimal;Ada dan dikelola dengan baik"},
}  # fmt: skip
WRITTEN: dict[str, Callable[[int, str], Any]] = {
    "kata": lambda value, word: word,
    "huruf besar": lambda value, word: f" {word.upper()} ",
    "3. Sesuai": lambda value, word: f"{value}. {word}",
    "3) Sesuai": lambda value, word: f"{value}) {word}",
    "(3) Sesuai": lambda value, word: f"({value}) {word}",
    "3 - Sesuai": lambda value, word: f"{value} – {word}",
    "c. Sesuai": lambda value, word: f"{'abcd'[value - 1]}. {word}",
    "Sesuai (3)": lambda value, word: f"{word} ({value})",
    "Sesuai = 3": lambda value, word: f"{word} = {value}",
    "Nilai 3: Sesuai": lambda value, word: f"Nilai {value}: {word}",
    "angka": lambda value, word: value,
}
STAMPS: tuple[Callable[[datetime], Any], ...] = (
    lambda moment: moment,
    lambda moment: f"{moment:%Y/%m/%d} {moment.hour % 12 or 12}:{moment:%M:%S %p} GMT+7",
    lambda moment: f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M:%S}",
    lambda moment: f"{moment:%Y/%m/%d} {moment.hour % 12 or 12}:{moment:%M:%S} {moment:%p} WIB".replace(
        " ", "\u202f", 1
    ),
)


def form(
    heading: str, scale: str, written: str, seed: int = 0, rows: int = 24
) -> tuple[list[list[Any]], list[list[int]]]:
    """A form's export and the true answers U1 … U9 of each row; the last two questions are Sarana, then Pengaduan."""
    draw = random.Random(f"{heading} {scale} {written} {seed}")
    answers = [[draw.choice((1, 2, 3, 3, 4, 4)) for _ in UNSUR] for _ in range(24)]
    answers[:2] = [[1] * 9, [2] * 9]
    order = list(QUESTIONS)
    asked = [HEADINGS[heading](at, name) for at, name in enumerate(order, 1)]
    lines = [["Cap waktu", "Nama Lengkap", "Kelurahan", "Jenis Layanan", *asked, "Saran untuk sarana kami"]]
    for at, row in enumerate(answers):
        stamp = STAMPS[seed % len(STAMPS)](datetime(2025, 10, 13, 9, 5, 3) + timedelta(hours=5 * at % 300))
        given = dict(zip(UNSUR, row, strict=True))
        cells = [WRITTEN[written](given[name], SCALES[scale][name].split(";")[given[name] - 1]) for name in order]
        lines.append([stamp, f"Warga {at}", "Asemrowo", "KTP-el", *cells, f"saran ke-{at}"])
    return lines, answers


def values(dataset: Dataset) -> list[list[int]]:
    return dataset.skm[list(UNSUR)].astype(int).to_numpy().tolist()


@pytest.mark.parametrize(("heading", "scale"), list(itertools.product(HEADINGS, SCALES)))
def test_every_way_to_write_an_answer_gives_its_value(
    monkeypatch: pytest.MonkeyPatch, heading: str, scale: str
) -> None:
    ways = list(WRITTEN) if heading == "pertanyaan" else random.Random(heading + scale).sample(list(WRITTEN), 4)
    for seed, written in enumerate(ways):
        rows, answers = form(heading, scale, written, seed)
        dataset = loaded(monkeypatch, rows)
        assert values(dataset) == answers, written
        assert dataset.questions == ()
        assert dataset.skm["period"].map(str).unique().tolist() == ["2025-10"]


FIVE = (
    "Tidak Puas;Kurang Puas;Cukup Puas;Puas;Sangat Puas", "Sangat Tidak Puas;Tidak Puas;Netral;Puas;Sangat Puas",
    "Sangat Buruk;Buruk;Cukup;Baik;Sangat Baik", "Sangat Kurang;Kurang;Cukup;Baik;Sangat Baik",
    "1. Sangat tidak setuju;2. Tidak setuju;3. Ragu-ragu;4. Setuju;5. Sangat setuju", "A (1);B (2);C (3);D (4);E (5)",
)  # fmt: skip


@pytest.mark.parametrize("steps", FIVE)
@pytest.mark.parametrize("heading", HEADINGS)
def test_five_steps_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch, heading: str, steps: str) -> None:
    draw = random.Random(f"{heading} {steps}")
    header = form(heading, "baik", "kata")[0][0]
    rows = [[datetime(2025, 10, 13), "Warga", "Asemrowo", "KTP-el", *draw.choices(steps.split(";"), k=9), ""]
            for _ in range(30)]  # fmt: skip
    dataset = loaded(monkeypatch, [header, *rows])
    assert dataset.skm.empty
    assert "tidak pada empat tingkat" in said(dataset, "refused")


@pytest.mark.parametrize(
    "steps",
    [
        "Kurang Puas;Cukup Puas;Puas;Sangat Puas",
        "Tidak Puas;Puas;Sangat Puas",
        "1. Sangat baik;2. Baik;3. Kurang baik;4. Tidak baik",
    ],
)
def test_what_several_scales_could_mean_is_asked_once_and_remembered(
    monkeypatch: pytest.MonkeyPatch, steps: str
) -> None:
    draw = random.Random(steps)
    header = form("kisi", "baik", "kata")[0][0]
    words = steps.split(";")
    rows = [[datetime(2025, 10, 13), "Warga", "Asemrowo", "KTP-el", *draw.choices(words, k=9), ""] for _ in range(30)]
    dataset = loaded(monkeypatch, [header, *rows])
    assert dataset.skm.empty
    (question,) = dataset.questions
    right = question.options[0]
    answered = loaded(monkeypatch, [header, *rows], answers={question.key: right})
    meaning = dict(part.split(" = ") for part in right.split(", "))
    means = {word: int(meaning[word.split(". ")[-1].capitalize()]) for word in words}
    assert answered.questions == ()
    order = [UNSUR.index(name) for name in QUESTIONS]
    for row, read in zip(rows, values(answered), strict=True):
        assert [means[word] for word in row[4:13]] == [read[at] for at in order]


def test_what_the_words_mean_is_said_and_can_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, answers = form("pertanyaan", "baik", "kata")
    dataset = loaded(monkeypatch, rows)
    assert "Tidak baik = 1, Kurang baik = 2, Baik = 3, Sangat baik = 4" in said(dataset, "note")
    (settled,) = dataset.settled
    other = loaded(monkeypatch, rows, answers={settled.key: settled.options[-1]})
    assert (values(dataset), other.skm.empty) == (answers, True)


def test_an_unknown_answer_is_asked_about_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, answers = form("pertanyaan", "Permen PANRB 14/2017", "kata")
    rows[1][4] = "Oke lah"
    dataset = loaded(monkeypatch, rows)
    (question,) = dataset.questions
    assert "oke lah" in question.sentence
    assert values(loaded(monkeypatch, rows, answers={question.key: str(answers[0][0])})) == answers


def test_of_two_headings_for_one_element_the_office_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, answers = form("tanpa kata tanya", "puas", "angka")
    rows = [[*row, extra] for row, extra in zip(rows, ["Kewajaran tarif", *[1] * 24], strict=True)]
    (question,) = loaded(monkeypatch, rows).questions
    assert question.options[:2] == (PLAIN["U4"], "Kewajaran tarif")
    assert values(loaded(monkeypatch, rows, answers={question.key: PLAIN["U4"]})) == answers
