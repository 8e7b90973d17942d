"""Sums of money, lengths and scales told in another size than they look: brought to one, asked or refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.data.made_books import NIP, U_BARE, loaded, said

SIZES = {"": 1, "ribu": 1e3, "ribuan": 1e3, "juta": 1e6, "jutaan": 1e6, "jt": 1e6, "miliar": 1e9}


@pytest.mark.parametrize(("word", "size"), SIZES.items())
@pytest.mark.parametrize("typed", [float, str, lambda value: f"{value:.1f}".replace(".", ",")])
def test_money_is_in_rupiah(monkeypatch: pytest.MonkeyPatch, word: str, size: float, typed: Any) -> None:
    shown = [typed(value * (1 if word else 1e6)) for value in (150.5, 2.0)]
    wanted = [150.5 * (size if word else 1e6), 2 * (size if word else 1e6)]
    row = [[NIP[at], "Prima", "13/01/2025", 20, cell] for at, cell in enumerate(shown)]
    for heading in (f"Biaya ({word})", f"Biaya ({word} Rp)", f"Biaya ({word} rupiah)"):
        head = ["NIP", "Nama Pelatihan", "Tanggal Mulai", "JP", heading if word else "Biaya"]
        assert loaded(monkeypatch, [head, *row]).pelatihan["biaya"].tolist() == pytest.approx(wanted)
    title = f"ANGGARAN TAHUN 2025 (dalam {word} rupiah)" if word else "ANGGARAN TAHUN 2025"
    rows = [[title], ["Program", "Pagu", "Realisasi"], *([f"P{at}", cell, cell] for at, cell in enumerate(shown))]
    assert loaded(monkeypatch, rows).anggaran["pagu"].tolist() == pytest.approx(wanted)


@pytest.mark.parametrize("cell", [1.5, 150, "150", "1,5", 999])
def test_money_of_less_than_a_thousand_is_refused(monkeypatch: pytest.MonkeyPatch, cell: Any) -> None:
    dataset = loaded(monkeypatch, [["ANGGARAN 2025"], ["Program", "Pagu"], ["A", cell], ["B", 0], ["C", 5000]])
    assert dataset.anggaran["pagu"].dropna().tolist() == [0, 5000]
    assert "rupiah penuh" in said(dataset, "refused")


def test_a_length_of_training_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["NIP", "Nama Pelatihan", "Tanggal Mulai", "Lama Diklat"], [NIP[0], "Prima", "13/01/2025", 3]]
    dataset = loaded(monkeypatch, rows)
    (question,) = dataset.questions
    hours, days = (loaded(monkeypatch, rows, answers={question.key: answer}).pelatihan["jp"].tolist()
                   for answer in question.options)  # fmt: skip
    assert (hours, days, dataset.pelatihan["jp"].tolist()) == ([3], pytest.approx([float("nan")], nan_ok=True),
                                                               pytest.approx([float("nan")], nan_ok=True))  # fmt: skip


@pytest.mark.parametrize("scale", ["1-5", "1 – 5", "1 s.d. 5", "1 sampai dengan 10", "0-100"])
def test_a_survey_on_another_scale_is_refused(monkeypatch: pytest.MonkeyPatch, scale: str) -> None:
    answers = [[at, *[4] * 7, 3, 4] for at in (1, 2)]
    names = [*U_BARE[:7], "U8 Sarana", "U9 Pengaduan"]
    title = f"SURVEI KELURAHAN ASEMROWO TW I 2025 (skala {scale})"
    for rows in (
        [[title], ["No", *names], *answers],
        [["KELURAHAN ASEMROWO TW I 2025"], ["No", *names], *answers, [], [f"Keterangan: skala {scale}"]],
    ):
        dataset = loaded(monkeypatch, rows)
        assert dataset.skm.empty
        assert "skala" in said(dataset, "refused")
    assert len(loaded(monkeypatch, [[title.replace(scale, "1-4")], ["No", *names], *answers]).skm) == 2
