"""On time by the three kinds of promise, and where the dates do not allow an answer."""

from datetime import date

import pandas as pd
import pytest

from data.panel.service_cases import elapsed_minutes, on_time


def case(
    masuk: str, selesai: str | None, minutes: float | None = None, working_days: float | None = None
) -> pd.DataFrame:
    row = {"masuk": pd.Timestamp(masuk), "selesai": pd.to_datetime(selesai)}
    standard = pd.DataFrame([{"standar_menit": minutes, "standar_hari_kerja": working_days}], dtype=float)
    return pd.DataFrame([row]).astype("datetime64[us]").join(standard)


@pytest.mark.parametrize(
    ("masuk", "selesai", "minutes", "working_days", "met"),
    [
        ("2025-03-03 08:00", "2025-03-03 08:15", 15, None, 1),
        ("2025-03-03 08:00", "2025-03-03 08:16", 15, None, 0),
        ("2025-03-03 08:00", "2025-03-04 08:00", 1440, None, 1),
        ("2025-03-03 08:00", "2025-03-04 08:01", 1440, None, 0),
        ("2025-03-03", "2025-03-04", 1440, None, 1),
        ("2025-03-03", "2025-03-05", 1440, None, 0),
        ("2025-03-07 15:00", "2025-03-10 09:00", None, 1, 1),
        ("2025-03-07 15:00", "2025-03-11 09:00", None, 1, 0),
        ("2025-03-08", "2025-03-10", None, 1, 1),
        ("2025-03-03", "2025-03-03", None, 0, 1),
        ("2025-03-03", "2025-03-04", 15, None, 0),
    ],
)
def test_promises(masuk: str, selesai: str, minutes: float | None, working_days: float | None, met: float) -> None:
    assert on_time(case(masuk, selesai, minutes, working_days)).tolist() == [met]


@pytest.mark.parametrize(
    "unsaid",
    [
        case("2025-03-03", "2025-03-03", 15),
        case("2025-03-03 08:00", "2025-03-03 09:00"),
        case("2025-03-04 08:00", "2025-03-03 08:00", 15),
        case("2025-03-03 08:00", None, 15),
    ],
    ids=["no time of day", "no standard", "ends before it starts", "still open"],
)
def test_what_cannot_be_said(unsaid: pd.DataFrame) -> None:
    assert on_time(unsaid).isna().all()


def test_an_open_case_is_late_once_its_time_is_over() -> None:
    still_open = case("2025-03-03 08:00", None, 60)
    assert on_time(still_open, pd.Timestamp("2025-03-03 08:30")).isna().all()
    assert on_time(still_open, pd.Timestamp("2025-03-03 09:30")).tolist() == [0]


def test_holidays_are_no_working_days() -> None:
    over_a_holiday = case("2025-03-28", "2025-04-01", None, 1)
    assert on_time(over_a_holiday, holidays=[]).tolist() == [0]
    assert on_time(over_a_holiday, holidays=[date(2025, 3, 31)]).tolist() == [1]


def test_elapsed_minutes_of_open_cases() -> None:
    cases = case("2025-03-03 08:00", None)
    assert elapsed_minutes(cases).isna().all()
    assert elapsed_minutes(cases, pd.Timestamp("2025-03-03 09:30")).tolist() == [90]
