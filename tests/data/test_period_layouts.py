"""Periods and days wherever they stand: in columns, in titles, two in a cell, or blank."""

from datetime import datetime

import pytest

from tests.data.made_books import NIP, kinerja, loaded, refused, said


@pytest.mark.parametrize(
    ("headers", "cells", "expected"),
    [
        (["Tahun", "Bulan"], [2025, "Maret"], "2025-03"),
        (["Tahun", "Bulan"], [2025, 3], "2025-03"),
        (["Bulan", "Tahun"], ["Mar", "2025"], "2025-03"),
        (["Tahun", "Triwulan"], [2025, "II"], "2025Q2"),
        (["Tahun", "Semester"], [2025, 2], "2025-07"),
        (["Tahun"], [2025], "2025"),
        (["Periode"], ["TW II 2025"], "2025Q2"),
        (["Periode"], [datetime(2025, 3, 1)], "2025-03"),
        (["Periode"], ["2025-S2"], "2025-07"),
        (["Periode"], [2025], "2025"),
    ],
)
def test_periods_in_one_column_or_several(
    monkeypatch: pytest.MonkeyPatch, headers: list, cells: list, expected: str
) -> None:
    dataset = loaded(monkeypatch, [["Unit", *headers, "IKM"], ["Kelurahan Asemrowo", *cells, 80]])
    assert kinerja(dataset) == {("Kelurahan Asemrowo", expected, "ikm"): 80}


def test_two_days_in_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    training = [
        ["NIP", "Nama Pelatihan", "Tanggal"],
        [NIP[0], "A", "13 Mei 2025\n15 Mei 2025"],
        [NIP[1], "A", "13-14 Mei 2025"],
    ]
    dataset = loaded(monkeypatch, training)
    assert dataset.pelatihan["selesai"].dt.day.tolist() == [15, 14]
    assert "dua tanggal dalam satu sel" in said(dataset, "note")
    register = [["Unit", "Tanggal Masuk", "Tanggal Selesai"], ["Asemrowo", "13 Mei 2025\n14 Mei 2025", "15 Mei 2025"]]
    assert refused(loaded(monkeypatch, register)) == {"B2": "berisi lebih dari satu tanggal; tulis satu saja"}


def test_a_blank_end_is_filled_by_the_span_of_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    header = ["NIP", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai"]
    dataset = loaded(
        monkeypatch, [header, [NIP[0], "A", "13-15 Mei 2025", None], [NIP[1], "A", "13 Mei 2025", "16 Mei 2025"]]
    )
    assert dataset.pelatihan["selesai"].dt.day.tolist() == [15, 16]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("PERIODE 1 JANUARI S.D. 31 MARET 2025", "2025Q1"),
        ("Triwulan I (Januari-Maret) Tahun 2025", "2025Q1"),
        ("BULAN MEI 2025", "2025-05"),
        ("SEMESTER II TAHUN 2025", "2025-07"),
    ],
)
def test_periods_in_a_title(monkeypatch: pytest.MonkeyPatch, title: str, expected: str) -> None:
    dataset = loaded(monkeypatch, [["DATA KINERJA"], [title], ["Unit", "IKM"], ["Asemrowo", 80]])
    assert kinerja(dataset) == {("Kelurahan Asemrowo", expected, "ikm"): 80}
