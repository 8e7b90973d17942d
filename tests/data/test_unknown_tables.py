"""A table whose headings nobody knows: each is offered, no name is shown, and an answer serves every later month."""

import random
import re
from typing import Any

import pytest

from data.panel.dataset import Dataset, Question
from tests.data.made_books import NIP, loaded, said

UNITS = ("Kelurahan Asemrowo", "Kelurahan Genting Kalianak", "Kelurahan Tambak Sarioso")
HEADINGS = {
    "Unit Kerja": ("Tempatnya", "Kantor Cabang", "SKPD-nya", "Lokasi Dinas", "Organ"),
    "Periode": ("Kurun", "Bln-Thn", "Saat Dihitung", "Rentang"),
    "Indeks Kepuasan Masyarakat (IKM)": ("Skor Puas", "Angka Senang", "Nilai Warga", "Suka"),
    "Lama layanan (menit)": ("Durasi", "Lamanya", "Menit Habis", "Cepatnya"),
    "tidak dibaca": ("Kode X", "Hal", "Cat Lain"),
}
PEOPLE = ("Siti Aminah", "Budi Santoso, S.Sos", "Dewi Lestari", "Ahmad Fauzi", "Rina Wati", "Joko Susilo")


def table(seed: int, months: int = 4) -> tuple[list[list[Any]], dict[str, str], dict[tuple[str, str, str], float]]:
    """Rows under unknown headings in any order, what each heading means, and the values that are true of them."""
    draw = random.Random(seed)
    meaning = {draw.choice(names): label for label, names in HEADINGS.items()}
    order = draw.sample(list(meaning), len(meaning))
    rows: list[list[Any]] = [[], ["LAPORAN"], order] if seed % 3 == 0 else [order]
    true = {}
    for month in range(1, months + 1):
        for unit in UNITS:
            index, minutes = draw.randint(7000, 9000) / 100, float(draw.randint(10, 60))
            cells = {
                "Unit Kerja": unit,
                "Periode": f"2025-{month:02d}",
                "Lama layanan (menit)": minutes,
                "tidak dibaca": 7.0,
            }
            cells["Indeks Kepuasan Masyarakat (IKM)"] = index
            rows.append([cells[meaning[heading]] for heading in order])
            true |= {(unit, f"2025-{month:02d}", "ikm"): index, (unit, f"2025-{month:02d}", "lama_layanan"): minutes}
    return rows, meaning, true


def answered(questions: tuple[Question, ...], kind: str, meaning: dict[str, str]) -> dict[str, str]:
    return {question.key: meaning[question.heading] if question.heading else kind for question in questions}


def timed(monkeypatch: pytest.MonkeyPatch, rows: list[list[Any]], answers: dict[str, str]) -> dict[str, str]:
    """The answers, and that numbers under a heading that names no unit of time are minutes."""
    asked = loaded(monkeypatch, rows, answers=answers).questions
    return answers | {question.key: "menit" for question in asked if "satuan-waktu" in question.key}


def values(dataset: Dataset) -> dict[tuple[str, str, str], float]:
    frame = dataset.kinerja
    periods = frame["period"].map(str)
    return dict(zip(zip(frame["unit"], periods, frame["indicator"], strict=True), frame["value"], strict=True))


@pytest.mark.parametrize("first", range(0, 40, 4))
def test_every_heading_is_offered_and_the_answers_serve_the_next_month(
    monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    for seed in range(first, first + 4):
        rows, meaning, true = table(seed)
        dataset = loaded(monkeypatch, rows)
        assert dataset.kinerja.empty
        assert {question.heading for question in dataset.questions} == {"", *meaning}
        assert all(question.answer is None for question in dataset.questions)
        answers = timed(monkeypatch, rows, answered(dataset.questions, "kinerja", meaning))
        read = loaded(monkeypatch, rows, answers=answers)
        assert (values(read), read.questions, said(read, "refused")) == (true, (), "")
        later = loaded(monkeypatch, table(seed, months=9)[0], answers=answers)
        assert (len(later.kinerja), later.questions) == (2 * 9 * 3, ())


def test_half_an_answer_reads_nothing_and_asks_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, meaning, _ = table(1)
    dataset = loaded(monkeypatch, rows)
    answers = answered(dataset.questions, "kinerja", meaning)
    for left_out in answers:
        partly = loaded(monkeypatch, rows, answers={name: answers[name] for name in answers if name != left_out})
        assert partly.kinerja.empty
        assert left_out in {question.key for question in partly.questions}


def test_an_answer_can_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, meaning, true = table(2)
    answers = timed(monkeypatch, rows, answered(loaded(monkeypatch, rows).questions, "kinerja", meaning))
    dataset = loaded(monkeypatch, rows, answers=answers)
    assert {question.key for question in dataset.settled} >= set(answers)
    minutes = next(question for question in dataset.settled if question.answer == "Lama layanan (menit)")
    changed = loaded(monkeypatch, rows, answers=answers | {minutes.key: "tidak dibaca"})
    assert values(changed) == {place: value for place, value in true.items() if place[2] == "ikm"}


@pytest.mark.parametrize("seed", range(20))
def test_examples_show_neither_nip_nor_a_whole_name(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    draw = random.Random(seed)
    rows = [["Orangnya", "Kode Diri", "Hubungi", "Ikut Apa"]]
    rows += [[draw.choice(PEOPLE), draw.choice(NIP), f"0812{draw.randint(10**6, 10**8)}", "v"] for _ in range(12)]
    questions = loaded(monkeypatch, rows).questions
    assert {question.heading for question in questions} == {"", *rows[0]}
    text = " ".join(" ".join(question.examples) for question in questions)
    assert not re.search(r"\d{6}", text)
    assert not any(word in text for name in PEOPLE for word in re.findall(r"[A-Za-z]{2,}", name))


def test_the_kind_decides_what_its_headings_can_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Kode Diri", "Ikut Apa", "Hari Apa", "Lamanya"],
        *([nip, "Pelayanan Prima", "13 Mei 2025", 8] for nip in NIP),
    ]
    dataset = loaded(monkeypatch, rows)
    kind = next(question for question in dataset.questions if not question.heading)
    offered = loaded(monkeypatch, rows, answers={kind.key: "pelatihan"})
    assert all("Nama Pelatihan" in question.options for question in offered.questions)
    meaning = dict(zip(rows[0], ("NIP", "Nama Pelatihan", "Tanggal Mulai", "JP"), strict=True))
    answers = {kind.key: "pelatihan"} | answered(offered.questions, "pelatihan", meaning)
    read = loaded(monkeypatch, rows, answers=answers)
    assert read.pelatihan[["nip", "nama_pelatihan", "jp"]].to_numpy().tolist() == [
        [nip, "Pelayanan Prima", 8] for nip in NIP
    ]


def test_what_the_kind_still_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Kode Diri", "Ikut Apa"], *([nip, "Pelayanan Prima"] for nip in NIP)]
    kind = next(question for question in loaded(monkeypatch, rows).questions if not question.heading)
    offered = loaded(monkeypatch, rows, answers={kind.key: "pelatihan"})
    meaning = {"Kode Diri": "NIP", "Ikut Apa": "Nama Pelatihan"}
    answers = {kind.key: "pelatihan"} | answered(offered.questions, "pelatihan", meaning)
    read = loaded(monkeypatch, rows, answers=answers)
    assert "kolom Tanggal Mulai atau Tanggal Selesai tidak ditemukan" in said(read, "refused")
    assert "isi templat" in said(read, "refused")


def test_beside_known_sheets_an_unknown_one_asks_nothing_but_can_be_mapped(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [["Unit Kerja", "Bulan", "IKM"], *([unit, "2025-01", 80.0] for unit in UNITS)]
    rows, meaning, true = table(4)
    dataset = loaded(monkeypatch, known, rows)
    assert (len(dataset.kinerja), dataset.questions) == (3, ())
    (kind,) = dataset.settled
    offered = loaded(monkeypatch, known, rows, answers={kind.key: "kinerja"})
    answers = {kind.key: "kinerja"} | answered(offered.questions, "kinerja", meaning)
    assert values(loaded(monkeypatch, rows, answers=timed(monkeypatch, rows, answers))) == true


@pytest.mark.parametrize("seed", range(6))
def test_headings_of_two_rows_are_offered_whole(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Every column is offered, under its group where it has one; the second row is no data."""
    rows, meaning, true = table(3 * seed + 1)
    order = rows[0]
    lower = [heading if meaning[heading].startswith(("Indeks", "Lama")) else None for heading in order]
    upper = [None if below else heading for heading, below in zip(order, lower, strict=True)]
    rows = [upper, lower, *rows[1:]]
    questions = loaded(monkeypatch, rows).questions
    assert {question.heading for question in questions} == {"", *order}
    answers = timed(monkeypatch, rows, answered(questions, "kinerja", meaning))
    dataset = loaded(monkeypatch, rows, answers=answers)
    assert dataset.questions == ()
    assert values(dataset) == true
