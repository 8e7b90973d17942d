"""The target's colours, by hand and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.targets.compute import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    Status,
    judge,
    mean_noise,
    target_status,
    target_statuses,
)
from data.vocabulary.indicators import Better, indicator

IKM, MINUTES = indicator("ikm"), indicator("lama_layanan")


def rows(values: list[float], start: str = "2025-01", freq: str = "M", unit: str = "Loket") -> pd.DataFrame:
    return pd.DataFrame(
        {"unit": unit, "period": pd.period_range(start, periods=len(values), freq=freq), "value": values}
    )


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
    ("low", "high", "better", "status"),
    [
        (81, 85, "higher", "hijau"),
        (80, 85, "higher", "hijau"),
        (79, 85, "higher", "kuning"),
        (70, 79, "higher", "merah"),
        (70, 79, "lower", "hijau"),
        (79, 85, "lower", "kuning"),
        (81, 85, "lower", "merah"),
        (math.nan, 85, "higher", "belum cukup data"),
    ],
)
def test_colours(low: float, high: float, better: Better, status: Status) -> None:
    assert judge(low, high, 80, better) == status


def test_noise_of_a_mean_by_hand() -> None:
    """Alternating ±1: sd 1.0690, moving range 2 ÷ 1.128 = 1.7730 the larger, r negative; t(7) at 0.99865 = 4.5299."""
    values = np.array([1.0, -1] * 4)
    assert mean_noise(values) == pytest.approx(4.5299 * 1.77305 / math.sqrt(8), abs=1e-3)
    assert math.isnan(mean_noise(values[:3]))


def test_a_target_missed_by_less_than_noise_is_kuning() -> None:
    values = [79.0, 81, 77, 79, 83, 81]
    assert target_status(rows(values), IKM, 2025, 81, "higher").status == "kuning"
    assert target_status(rows(values), IKM, 2025, 95, "higher").status == "merah"
    assert target_status(rows(values), IKM, 2025, 60, "higher").status == "hijau"
    assert target_status(rows(values), MINUTES, 2025, 60, "lower").status == "merah"


def test_only_the_year_s_values_count() -> None:
    both = pd.concat([rows([60] * 12, "2024-01"), rows([80, 81, 79, 80], "2025-01")], ignore_index=True)
    result = target_status(both, IKM, 2025, 80, "higher")
    assert (result.n, result.mean, result.achievement, result.status) == (4, 80, 100, "kuning")
    assert str(result.period) == "2025"


def test_three_values_say_nothing() -> None:
    result = target_status(rows([90, 91, 92]), IKM, 2025, 80, "higher")
    assert (result.status, result.mean, result.n) == ("belum cukup data", 91, 3)


def test_achievement_where_lower_is_better() -> None:
    assert target_status(rows([40, 40, 40, 40]), MINUTES, 2025, 30, "lower").achievement == 75


def test_targets_of_all_units_and_of_one() -> None:
    panel = pd.concat([rows([90, 91, 90, 91]), rows([70, 71, 70, 71], unit="Umum")], ignore_index=True)
    panel = panel.assign(indicator="ikm", n=math.nan, porsi_terlatih=0.0, jp_per_pegawai=0.0, first_treated=pd.NaT)
    panel = panel.astype({"period": object})
    target = pd.DataFrame(
        [("ikm", 2025, 80.0, "naik", None), ("ikm", 2025, 80.0, None, "Umum"), ("ikm", 2025, 80.0, "turun", "Umum")],
        columns=["indikator", "tahun", "target", "arah", "unit"],
    )
    statuses = [(one.office, one.status) for one in target_statuses(panel, target)]
    assert statuses == [("Loket", "hijau"), ("Umum", "merah"), ("Umum", "hijau")], "its own targets instead"


@given(st.lists(st.floats(25, 100), min_size=4, max_size=24), st.floats(25, 100))
def test_the_two_directions_never_agree_on_a_colour(values: list[float], target: float) -> None:
    up = target_status(rows(values), IKM, 2025, target, "higher")
    down = target_status(rows(values), IKM, 2025, target, "lower")
    assert up.low <= up.mean <= up.high
    assert {up.status, down.status} in ({"kuning"}, {"hijau", "merah"}, {"hijau"})
    assert {up.status, down.status} != {"hijau"} or up.low == up.high == target or target in (up.low, up.high)
