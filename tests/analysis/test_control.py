"""Limits by hand, the stated false-alarm rates by simulation, and the target's colours."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.control import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    Status,
    chart_false_alarm,
    control_chart,
    judge,
    mean_noise,
    target_status,
    target_statuses,
)
from data.catalog import Better, indicator

IKM, MINUTES = indicator("ikm"), indicator("lama_layanan")


def rows(values: list[float], start: str = "2025-01", freq: str = "M", unit: str = "Loket") -> pd.DataFrame:
    return pd.DataFrame(
        {"unit": unit, "period": pd.period_range(start, periods=len(values), freq=freq), "value": values}
    )


def test_limits_by_hand() -> None:
    """Mean 80, moving ranges 2, 4, 2, 4, 2: mean 2.8, so 80 ± 7.448."""
    chart = control_chart(rows([79, 81, 77, 79, 83, 81]), IKM)
    assert (chart.centre, chart.lower, chart.upper) == pytest.approx((80, 80 - 7.448, 80 + 7.448))
    assert chart.points["signal"].tolist() == [""] * 6
    assert (chart.n, chart.office, chart.unit) == (6, "Loket", "indeks 25–100")
    assert tuple(map(str, chart.period)) == ("2025-01", "2025-06")


def test_a_value_outside_the_limits_of_the_baseline_is_a_signal() -> None:
    chart = control_chart(rows([79, 81, 77, 79, 83, 81, 90]), IKM, baseline=6)
    assert chart.points["signal"].tolist() == [""] * 6 + ["di luar batas kendali"]


def test_eight_in_a_row_on_one_side_are_a_signal() -> None:
    values = [81.0, 79] * 4 + [81] * 8
    chart = control_chart(rows(values), IKM, baseline=8)
    assert chart.points["signal"].tolist() == [""] * 15 + ["8 nilai berturut-turut di satu sisi"]


def test_limits_stay_within_what_is_possible() -> None:
    chart = control_chart(rows([99, 95, 99, 96, 99, 95]), IKM)
    assert chart.upper == 100
    assert chart.lower < 95


def test_a_gap_between_months_gives_no_moving_range() -> None:
    gappy = rows([79, 81, 77, 79, 83, 81]).assign(period=pd.PeriodIndex(
        ["2025-01", "2025-02", "2025-03", "2025-07", "2025-08", "2025-09"], freq="M"))  # fmt: skip
    assert control_chart(gappy, IKM).upper == pytest.approx(80 + 2.66 * (2 + 4 + 4 + 2) / 4)


def test_half_years_have_ranges_too() -> None:
    chart = control_chart(rows([79, 81, 77, 79, 83, 81], "2020-01", "6M"), IKM)
    assert chart.upper == pytest.approx(80 + 7.448)


def test_too_few_points_for_limits() -> None:
    chart = control_chart(rows([80, 81, 82]), IKM)
    assert math.isnan(chart.upper)
    assert math.isnan(chart.false_alarm)
    assert chart.points["signal"].tolist() == [""] * 3


def test_false_alarms_of_a_chart_match_charts_drawn_one_by_one() -> None:
    rng = np.random.default_rng(7)
    alarms = [
        (control_chart(rows(rng.normal(80, 1, 12).tolist()), IKM).points["signal"] != "").any() for _ in range(400)
    ]
    assert np.mean(alarms) == pytest.approx(chart_false_alarm(12), abs=0.03)


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
