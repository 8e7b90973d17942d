"""Every engine gives the same panel: DuckDB, PostgreSQL and Spark; and says in a sentence why it cannot."""

import sys
from dataclasses import astuple, replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.city.compute import competence, effects, levels
from data.__main__ import main
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.region.folder import write_folder
from data.region.read import read_region
from data.samples.city import city_offices
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import period_text
from tests.data.hand_worked import CASES, Case, Cell, frame, hand_worked
from tests.data.pandas_cells import KEYS, counted
from tests.data.persons import ANI

SPARK = "spark://local-cluster[1,2,1024]"
"""Executors in processes of their own, as on a cluster."""
QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
FEW_TASKS = "--conf spark.sql.shuffle.partitions=2 --conf spark.default.parallelism=2 pyspark-shell"
PLACES = ("Tegal Sari", "Bubutan/2")
RANDOM = "Acak"


@pytest.fixture(params=["duckdb", "postgresql", pytest.param("spark", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The engine that counts in this test. One test an engine: a process that runs none of Spark's starts no Spark."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", QUICK_TO_START)
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", FEW_TASKS)
    settings = {"duckdb": "duckdb", "spark": SPARK}
    setting = settings.get(request.param) or request.getfixturevalue("postgresql_url")
    monkeypatch.setenv("DAMPAK_ENGINE", setting)
    return str(request.param)


def at_random(seed: int = 4) -> dict[str, list[dict[str, object]]]:
    """Cases and answers of three units over a year, many of them odd in one way or another."""
    rng = np.random.default_rng(seed)
    return {"layanan": [_any_case(rng) for _ in range(400)], "skm": [_any_answer(rng) for _ in range(80)]}


def _any_case(rng: np.random.Generator) -> dict[str, object]:
    masuk = pd.Timestamp("2024-11-01") + pd.Timedelta(minutes=int(rng.integers(0, 400 * 1440)))
    masuk = masuk.normalize() if rng.random() < 0.2 else masuk
    taken = pd.Timedelta(microseconds=int(rng.lognormal(22, 3))) if rng.random() < 0.8 else pd.Timedelta(0)
    return {
        "unit": f"{RANDOM} {rng.integers(3)}",
        "masuk": masuk,
        "selesai": None if rng.random() < 0.1 else masuk + taken * (1 if rng.random() < 0.9 else -1),
        "standar_menit": rng.choice([15.0, 60.0, 1440.0]) if rng.random() < 0.5 else None,
        "standar_hari_kerja": float(rng.integers(0, 20)) if rng.random() < 0.5 else None,
        "dikembalikan": bool(rng.random() < 0.3) if rng.random() < 0.8 else None,
    }


def _any_answer(rng: np.random.Generator) -> dict[str, object]:
    scores = {unsur: float(rng.integers(1, 5)) if rng.random() < 0.8 else None for unsur in UNSUR}
    return {"unit": f"{RANDOM} {rng.integers(3)}", "period": f"2025-{rng.integers(1, 13):02}", **scores}


def cells_of(values: pd.DataFrame, unit: str) -> dict[Cell, tuple[float, float | None]]:
    rows = values[values["unit"] == unit]
    keys = zip(rows["indicator"], rows["period"].map(period_text), strict=True)
    known = rows["n"].astype(object).where(rows["n"].notna(), None)
    return dict(zip(keys, zip(rows["value"], known, strict=True), strict=True))


def assert_as_by_hand(values: pd.DataFrame, case: Case, unit: str) -> None:
    found = cells_of(values, unit)
    assert found.keys() == case.expected.keys()
    for cell, (value, n) in case.expected.items():
        assert found[cell] == (pytest.approx(value, rel=0, abs=1e-9), n), cell


def assert_as_by_pandas(panel: pd.DataFrame, dataset: Dataset) -> None:
    """The same cells of the units at random, and the same said of all cases and answers that were left out."""
    notes: list[str] = []
    expected = counted(dataset, notes).astype({"value": float, "n": float})
    found, expected = (table[table["unit"].str.startswith(RANDOM)] for table in (panel, expected))
    pairs = found[expected.columns].merge(expected, on=KEYS, how="outer", suffixes=("", "_expected"))
    np.testing.assert_allclose(pairs[["value", "n"]], pairs[["value_expected", "n_expected"]], rtol=0, atol=1e-9)
    assert panel.attrs["notes"][: len(notes)] == notes


def test_an_engine_gives_the_panel_worked_by_hand_and_the_pages_of_a_city(
    engine: str, subtests: pytest.Subtests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = hand_worked(at_random())
    panel = panel_of(records)
    for case in CASES:
        with subtests.test(case.unit):
            assert_as_by_hand(panel, case, case.unit)
    with subtests.test("records at random"):
        assert_as_by_pandas(panel, records)
    with subtests.test("no records"):
        assert panel_of(Dataset()).empty
    for kecamatan in PLACES:
        write_folder(records, tmp_path / "kota baru", kecamatan, ANI)
    region = read_region(tmp_path / "kota baru")[0].kinerja
    for case, kecamatan in product(CASES, PLACES):
        with subtests.test(f"{case.unit}, {kecamatan}"):
            assert_as_by_hand(region, case, f"{case.unit}, {kecamatan}")
    with subtests.test("the pages of a city"):
        folder = made_up_city(tmp_path / "kota")
        found = figures_of_the_city(folder)
        monkeypatch.setenv("DAMPAK_ENGINE", "duckdb")
        expected = figures_of_the_city(folder)
        assert len(expected) > 80
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def made_up_city(folder: Path) -> Path:
    """Four kecamatan with figures, staff and trainings of known truth, and cases and answers at random."""
    for number, (truth, books) in enumerate(city_offices(3, kecamatan=4, units=4, months=18, effect=3)):
        more = at_random(number)
        cases = frame("layanan", more["layanan"])
        timely = cases[~(cases["selesai"] >= "2026-01-01")]
        write_folder(replace(books, layanan=timely, skm=frame("skm", more["skm"])), folder, truth.kecamatan, ANI)
    return folder


def figures_of_the_city(folder: Path) -> list[float]:
    """What Ringkasan kota and Antarkecamatan show of that folder, from levels to pooled effects."""
    region = read_region(folder)[0]
    panel = panel_of(region)
    several = [levels(series(panel, key), indicator(key)) for key in ("ikm", "lama_layanan")]
    several.append(competence(region, 2026))
    assert None not in several
    of_levels = [number for one in several if one for level in one.levels for number in astuple(level)[1:]]
    of_effects = [astuple(one)[1:] for one in effects(series(panel, "ikm"), indicator("ikm")).effects]
    numbers = [*of_levels, *(part for one in of_effects for part in (*one[0], *one[1:]))]
    return [float(number) for number in numbers if isinstance(number, float | int)]


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
    monkeypatch.setitem(sys.modules, "data.panel.aggregate.on_servers", None)
    assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 2
    assert "pip install -r requirements-engines.txt" in capsys.readouterr().err
