"""Every engine gives the same panel: DuckDB, PostgreSQL and Spark; and says in a sentence why it cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from data.books import default_sources, load_books
from data.dataset import Dataset
from data.panel import build_panel
from data.records.folder import write_folder
from data.region import read_region
from tests.data.test_records import MONDAY, frame

SPARK = "spark://local[2]"
CASES = [
    {"unit": "Kelurahan A", "masuk": MONDAY, "selesai": MONDAY, "standar_menit": 15.0, "dikembalikan": True},
    {"unit": "Kelurahan A", "masuk": MONDAY, "selesai": MONDAY + pd.Timedelta("9D"), "standar_hari_kerja": 2.0},
    {"unit": "Kelurahan A", "masuk": MONDAY, "selesai": MONDAY + pd.Timedelta("90500500us"), "standar_menit": 1.5},
    {"unit": "Kelurahan A", "masuk": MONDAY, "selesai": MONDAY - pd.Timedelta("1min"), "standar_menit": 15.0},
    {"unit": "Kelurahan B", "masuk": MONDAY - pd.Timedelta("1s"), "selesai": None, "dikembalikan": False},
    {"unit": "Kelurahan B", "masuk": pd.Timestamp("1999-12-31 23:59:59"), "selesai": MONDAY, "standar_hari_kerja": 1.0},
]


@pytest.fixture(scope="module")
def datasets() -> list[Dataset]:
    """The sample, cases at every edge, and nothing at all."""
    return [load_books(default_sources()), Dataset(layanan=frame("layanan", CASES)), Dataset()]


def counted_by(engine: str, datasets: list[Dataset], monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """The panels of the same records as new datasets, so that nothing is remembered."""
    monkeypatch.setenv("DAMPAK_ENGINE", engine)
    kinds = ("pegawai", "pelatihan", "kinerja", "layanan", "skm")
    return [build_panel(Dataset(**{kind: getattr(each, kind) for kind in kinds})) for each in datasets]


def assert_same_panels(found: list[pd.DataFrame], expected: list[pd.DataFrame]) -> None:
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=0, atol=1e-9)
        assert one.attrs["notes"] == other.attrs["notes"]


@pytest.fixture(scope="module")
def folder(datasets: list[Dataset], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample exported for one kecamatan, cases at every edge for another."""
    target = tmp_path_factory.mktemp("catatan") / "kota baru"
    for kecamatan, dataset in zip(("Tegal Sari", "Bubutan/2"), datasets, strict=False):
        write_folder(dataset, target, kecamatan)
    return target


def counted_from(folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    monkeypatch.setenv("DAMPAK_ENGINE", engine)
    return [build_panel(read_region(folder)[0])]


def test_postgresql_gives_the_panel_of_duckdb(
    datasets: list[Dataset], folder: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = counted_by("duckdb", datasets, monkeypatch) + counted_from(folder, "duckdb", monkeypatch)
    found = counted_by(postgresql_url, datasets, monkeypatch) + counted_from(folder, postgresql_url, monkeypatch)
    assert_same_panels(found, expected)


def test_spark_gives_the_panel_of_duckdb(
    datasets: list[Dataset], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = counted_by("duckdb", datasets[1:2], monkeypatch) + counted_from(folder, "duckdb", monkeypatch)
    found = counted_by(SPARK, datasets[1:2], monkeypatch) + counted_from(folder, SPARK, monkeypatch)
    assert_same_panels(found, expected)


@pytest.mark.parametrize(
    ("engine", "sentence"),
    [
        ("oracle://user:rahasia@host", "DAMPAK_ENGINE tidak dikenal; isi duckdb, postgresql://… atau spark://…"),
        ("postgresql://user:rahasia@127.0.0.1:1/kantor", "Server PostgreSQL pada DAMPAK_ENGINE tidak dapat dihubungi"),
        ("spark://127.0.0.1:1", "Spark pada DAMPAK_ENGINE tidak dapat dijalankan"),
    ],
)
def test_an_engine_that_cannot_count_is_one_sentence(
    engine: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAMPAK_ENGINE", engine)
    assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert said.count("\n") == 1
    assert "rahasia" not in said


def test_an_engine_without_its_package_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAMPAK_ENGINE", SPARK)
    monkeypatch.setitem(sys.modules, "data.records.on_ibis", None)
    assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 2
    assert "pip install -r requirements-engines.txt" in capsys.readouterr().err
