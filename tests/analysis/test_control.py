"""Capaian and its step by hand, and the stated false-alarm rates of a standing by simulation."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.content.achievement import achievements
from analysis.targets.compute import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    SCALES,
    Standing,
    capaian,
    choose_scale,
    mean_noise,
    standing,
    step_of,
    target_status,
    target_statuses,
    with_goals,
)
from data.ingest.load import default_sources, load_books
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.vocabulary.indicators import Better, indicator
from tests.data.persons import ANI

IKM = indicator("ikm")
SAMPLE = load_books(default_sources())


@pytest.fixture(autouse=True)
def nothing_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office of its own, that has chosen no scale yet."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))


def rows(values: list[float], start: str = "2025-01", freq: str = "M", unit: str = "Loket") -> pd.DataFrame:
    return pd.DataFrame(
        {"unit": unit, "period": pd.period_range(start, periods=len(values), freq=freq), "value": values}
    )


@pytest.mark.parametrize(
    ("realised", "target", "better", "percent", "three", "five"),
    [
        (6.5, 7, "lower", 107.142857, "hijau", "sangat baik"),
        (9, 8, "lower", 87.5, "kuning", "baik"),
        (60, 30, "lower", 0, "merah", "sangat kurang"),
        (61, 30, "lower", -3.333333, "merah", "sangat kurang"),
        (88, 80, "higher", 110, "hijau", "sangat baik"),
        (80, 80, "higher", 100, "hijau", "sangat baik"),
        (79.9, 80, "higher", 99.875, "kuning", "sangat baik"),
        (91, 100, "higher", 91, "kuning", "sangat baik"),
        (90.9, 100, "higher", 90.9, "kuning", "baik"),
        (76, 100, "higher", 76, "merah", "baik"),
        (66, 100, "higher", 66, "merah", "cukup"),
        (51, 100, "higher", 51, "merah", "kurang"),
        (50.9, 100, "higher", 50.9, "merah", "sangat kurang"),
    ],
)
def test_capaian_and_its_step_by_hand(
    realised: float, target: float, better: Better, percent: float, three: str, five: str
) -> None:
    """The first two are printed in the regulation: 6,5 months against 7 are 107 percent, 9 against 8 are 87,5."""
    achieved = capaian(realised, target, better)
    assert achieved == pytest.approx(percent, abs=1e-6)
    for name, word in (("tiga warna", three), ("lima tingkat", five)):
        choose_scale(name, ANI)
        step = step_of(achieved)
        assert step is not None
        assert step.word == word


def test_without_a_target_or_a_value_there_is_no_capaian_and_no_colour() -> None:
    for nothing in (capaian(80, None, "higher"), capaian(0, 0, "lower"), capaian(math.nan, 80, "higher")):
        assert math.isnan(nothing)
        assert step_of(nothing) is None


@pytest.mark.parametrize("scale", SCALES)
def test_pages_and_report_give_one_target_one_capaian_and_one_colour(scale: str) -> None:
    choose_scale(scale, ANI)
    data = replace(Dataset(), **{kind: getattr(SAMPLE, kind) for kind in ("kinerja", "target")})
    panel, year = panel_of(data), int(data.target["tahun"].max())
    compared = 0
    for one in target_statuses(panel, data.target[data.target["tahun"] == year]):
        plans = with_goals({}, data.target, year, one.office)
        reported = {a.indicator: a for a in achievements(panel, pd.Period(str(year), freq="Y"), one.office, plans)}
        if one.indicator.key in plans:
            found = reported[one.indicator]
            assert found.achieved == pytest.approx(one.achieved, nan_ok=True)
            assert found.status == (one.step.word if one.step else "")
            compared += 1
    assert compared


@pytest.mark.parametrize(("correlation", "stated"), [(0.0, FALSE_ALARM_INDEPENDENT), (0.5, FALSE_ALARM_AUTOCORRELATED)])
@pytest.mark.parametrize("n", [4, 8, 12])
def test_false_alarms_of_a_target_are_no_more_than_stated(n: int, correlation: float, stated: float) -> None:
    rng = np.random.default_rng(11)
    noise = rng.normal(size=(4000, n + 30))
    for place in range(1, n + 30):
        noise[:, place] = correlation * noise[:, place - 1] + math.sqrt(1 - correlation**2) * noise[:, place]
    alarms = np.mean([abs(values.mean()) > mean_noise(values) for values in noise[:, 30:]])
    assert alarms <= stated + 2 * math.sqrt(stated / 4000)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (81, 85, "jelas di atas target"), (80, 85, "belum pasti"), (79, 85, "belum pasti"), (75, 80, "belum pasti"),
        (70, 79, "jelas di bawah target"), (math.nan, 85, "belum cukup data"),
    ],
)  # fmt: skip
def test_where_a_mean_stands_beside_its_target(low: float, high: float, told: Standing) -> None:
    assert standing(low, high, 80) == told


def test_noise_of_a_mean_by_hand() -> None:
    """Alternating ±1: sd 1.0690, moving range 2 ÷ 1.128 = 1.7730 the larger, r negative; t(7) at 0.99865 = 4.5299."""
    values = np.array([1.0, -1] * 4)
    assert mean_noise(values) == pytest.approx(4.5299 * 1.77305 / math.sqrt(8), abs=1e-3)
    assert math.isnan(mean_noise(values[:3]))


def test_a_distance_that_noise_explains_is_unsure_whatever_its_colour() -> None:
    values = [79.0, 81, 77, 79, 83, 81]
    near, far = (target_status(rows(values), IKM, 2025, target, "higher") for target in (81, 95))
    assert (near.standing, near.met, far.standing) == ("belum pasti", False, "jelas di bawah target")
    assert near.step is not None
    assert near.step.word == "kuning"


def test_only_the_year_s_values_count() -> None:
    both = pd.concat([rows([60] * 12, "2024-01"), rows([80, 81, 79, 80], "2025-01")], ignore_index=True)
    result = target_status(both, IKM, 2025, 80, "higher")
    assert (result.n, result.mean, result.achieved, result.standing) == (4, 80, 100, "belum pasti")
    assert str(result.period) == "2025"


def test_three_values_have_a_capaian_and_no_standing() -> None:
    result = target_status(rows([90, 91, 92]), IKM, 2025, 80, "higher")
    assert (result.standing, result.mean, result.achieved, result.n) == ("belum cukup data", 91, 113.75, 3)


def test_targets_of_all_units_and_of_one() -> None:
    panel = pd.concat([rows([90, 91, 90, 91]), rows([70, 71, 70, 71], unit="Umum")], ignore_index=True)
    panel = panel.assign(indicator="ikm", n=math.nan, porsi_terlatih=0.0, jp_per_pegawai=0.0, first_treated=pd.NaT)
    panel = panel.astype({"period": object})
    target = pd.DataFrame(
        [("ikm", 2025, 80.0, "naik", None), ("ikm", 2025, 80.0, None, "Umum"), ("ikm", 2025, 80.0, "turun", "Umum")],
        columns=["indikator", "tahun", "target", "arah", "unit"],
    )
    statuses = [(one.office, round(one.achieved, 2)) for one in target_statuses(panel, target)]
    assert statuses == [("Loket", 113.12), ("Umum", 88.12), ("Umum", 111.88)], "its own targets instead"


@given(st.lists(st.floats(25, 100), min_size=4, max_size=24), st.floats(25, 100))
def test_the_two_directions_agree_on_the_standing_and_mirror_the_capaian(values: list[float], target: float) -> None:
    up = target_status(rows(values), IKM, 2025, target, "higher")
    down = target_status(rows(values), IKM, 2025, target, "lower")
    assert up.low <= up.mean <= up.high
    assert up.standing == down.standing
    assert up.achieved + down.achieved == pytest.approx(200)
