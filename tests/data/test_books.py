"""Whole books: the useless ones, several at once, and where they come from."""

from pathlib import Path

import pytest

from data.ingest.load import Dataset, default_sources, load_books
from data.panel.dataset import FRAME_COLUMNS, empty_frame
from tests.data.made_books import NIP, loaded, said, workbook


def test_empty_dataset_has_typed_frames() -> None:
    dataset = Dataset()
    for kind, columns in FRAME_COLUMNS.items():
        assert list(getattr(dataset, kind).columns) == [*columns, "file", "sheet", "row"]
    assert empty_frame("pelatihan")["mulai"].dtype == "datetime64[us]"


def test_default_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    assert all(path.suffix == ".xlsx" for path in default_sources())
    for name in ("b.xls", "a.XLSX", "~$a.xlsx", "catatan.txt"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setenv("DAMPAK_DATA", str(tmp_path))
    assert [path.name for path in default_sources()] == ["a.XLSX", "b.xls"]


def test_the_committed_sample_is_labelled_and_read_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    dataset = load_books(default_sources(), {})
    assert dataset.is_sample
    assert dataset.questions == ()
    assert all(sheet.refused == 0 for report in dataset.files for sheet in report.sheets)


@pytest.mark.parametrize(
    ("grids", "sentence"),
    [
        ([[]], "File buku.xlsx kosong"),
        ([[["apa", "saja"], [1, 2]]], "tidak berisi lembar yang dikenal"),
        ([[["NIP", "Nama Pelatihan", "JP"], [NIP[0], "A", 10]]], "Tanggal Mulai atau Tanggal Selesai tidak ditemukan"),
    ],
)
def test_a_useless_book_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, grids: list, sentence: str) -> None:
    dataset = loaded(monkeypatch, *grids)
    assert sentence in str(dataset.files[0].error)
    assert str(dataset.files[0].error).endswith(".")


def test_one_bad_book_leaves_the_others_alone() -> None:
    good = workbook([["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80]])
    dataset = load_books([("rusak.xlsx", b"bukan buku"), ("baik.xlsx", good), ("baik lagi.xlsx", good)], {})
    assert [report.error is None for report in dataset.files] == [False, True, True]
    assert len(dataset.kinerja) == 1
    assert "isinya sama persis dengan file baik.xlsx" in said(dataset, "note")
