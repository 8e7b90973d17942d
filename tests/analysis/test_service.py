"""Service figures worked by hand: open cases kept, shares with intervals, backlog, complaints, before and after."""

import math

import pandas as pd
import pytest
from scipy.stats import poisson

from analysis.service.compute import backlog, complaints_per_thousand, moves, service_times
from analysis.stats.intervals import share
from data.panel.dataset import empty_frame
from data.problems import NoAnswer


def cases(*rows: tuple[str, str | None], **columns: object) -> pd.DataFrame:
    """Cases by arrival and completion; a row without them belongs to Loket, is a KTP and has 60 minutes."""
    table = pd.DataFrame(rows, columns=["masuk", "selesai"]).apply(pd.to_datetime)
    usual = {"unit": "Loket", "layanan": "KTP", "standar_menit": 60.0, "standar_hari_kerja": math.nan}
    return table.assign(**{**usual, "dikembalikan": False, **columns})


DAY = (
    ("2025-03-03 08:00", "2025-03-03 08:10"),
    ("2025-03-03 08:00", "2025-03-03 08:30"),
    ("2025-03-03 08:00", "2025-03-03 09:30"),
    ("2025-03-03 08:00", None),
)


def test_open_cases_count_as_running_until_the_books_close() -> None:
    """Done after 10, 30 and 90 minutes, one open for 90: three quarters left, a half, a quarter."""
    (result,) = service_times(cases(*DAY))
    assert (result.n, result.n_open, result.n_wrong, result.median) == (4, 1, 0, 30)
    assert math.isnan(result.p90)
    assert result.until == pd.Timestamp("2025-03-03 09:30")
    assert (result.on_time.value, result.on_time.n) == (0.5, 4)
    assert (result.office, result.layanan, result.unit) == ("Semua", "Semua", "menit")


def test_an_open_case_within_its_time_is_not_judged_yet() -> None:
    (result,) = service_times(cases(*DAY), until=pd.Timestamp("2025-03-03 08:40"))
    assert result.on_time.n == 2


def test_by_unit_and_service() -> None:
    table = cases(*DAY, unit=["A", "A", "B", "B"], layanan=["KTP", "KK", "KTP", "KTP"])
    results = service_times(table, ["unit", "layanan"])
    assert [(one.office, one.layanan, one.n, one.median) for one in results[:2]] == [
        ("A", "KK", 1, 30),
        ("A", "KTP", 1, 10),
    ]
    assert [one.n for one in service_times(table, ["unit"])] == [2, 2]


def test_contradicting_dates_are_left_out_and_counted() -> None:
    (result,) = service_times(cases(*DAY, ("2025-03-03 08:00", "2025-03-01 08:00")))
    assert (result.n, result.n_wrong, result.median) == (4, 1, 30)


def test_dates_without_time_of_day_are_counted() -> None:
    (result,) = service_times(cases(("2025-03-03", "2025-03-03"), ("2025-03-03", "2025-03-04")))
    assert (result.in_days, result.on_time.n, result.on_time.value) == (2, 1, 0)


def test_no_cases() -> None:
    with pytest.raises(NoAnswer, match="Belum ada register layanan"):
        service_times(empty_frame("layanan"))
    assert backlog(empty_frame("layanan")).empty


def test_share_has_the_wilson_interval() -> None:
    """8 of 10: centre (0.8 + z²/20)/(1 + z²/10) = 0.7167, half width 0.2266."""
    result = share(pd.Series([True] * 8 + [False] * 2 + [None], dtype=object))
    assert (result.value, result.n) == (0.8, 10)
    assert (result.ci_low, result.ci_high) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_backlog_by_hand() -> None:
    table = cases(
        ("2025-01-10", "2025-01-12"), ("2025-01-20", "2025-02-02"), ("2025-01-25", None), ("2025-03-05", "2025-03-06"),
        ("2025-03-05", "2025-02-06"),
    )  # fmt: skip
    result = backlog(table)
    assert result[["open", "arrived", "done"]].values.tolist() == [[2, 3, 1], [1, 0, 1], [1, 1, 1]]
    assert [str(period) for period in result["period"]] == ["2025-01", "2025-02", "2025-03"]
    assert set(backlog(table, ["unit"])["unit"]) == {"Loket"}


def panel(*rows: tuple[str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit", "indicator", "value"])
    return table.assign(period=pd.Series([pd.Period("2025-01", "M")] * len(rows), dtype=object))


def test_complaints_per_thousand_over_units_that_state_both() -> None:
    rows = panel(("A", "pengaduan", 3), ("A", "volume", 1500), ("B", "pengaduan", 9), ("C", "volume", 999))
    result = complaints_per_thousand(rows)
    assert result is not None
    assert (result.rate, result.complaints, result.n) == (2.0, 3, 1500)
    assert poisson.cdf(3, result.ci_high * 1.5) == pytest.approx(0.025)
    assert poisson.sf(2, result.ci_low * 1.5) == pytest.approx(0.025)


def test_no_complaint_still_has_an_upper_end() -> None:
    result = complaints_per_thousand(panel(("A", "pengaduan", 0), ("A", "volume", 1000)))
    assert result is not None
    assert (result.rate, result.ci_low) == (0, 0)
    assert result.ci_high == pytest.approx(3.689, abs=1e-3)


def test_no_common_unit_month_no_rate() -> None:
    assert complaints_per_thousand(panel(("A", "pengaduan", 3), ("B", "volume", 10))) is None


def test_the_service_that_moved_is_found_and_the_other_is_not() -> None:
    """Four units trained in April: KTP takes 60 then 30 minutes (± a unit's own 1–4), KK 40 throughout."""
    rows = []
    for place, unit in enumerate("ABCD"):
        for month in range(1, 7):
            for layanan, minutes in (("KTP", 60 - 30 * (month >= 4) + place), ("KK", 40 + (place * month) % 3)):
                start = pd.Timestamp(2025, month, 10, 8)
                rows.append((unit, layanan, start, start + pd.Timedelta(minutes=minutes + place * (month % 2))))
    table = pd.DataFrame(rows, columns=["unit", "layanan", "masuk", "selesai"])
    first = pd.Series([pd.Period("2025-04", "M")] * 4, index=list("ABCD"))
    kk, ktp = moves(table, first, window=3)
    assert (kk.layanan, ktp.layanan) == ("KK", "KTP")
    assert ktp.comparison.difference == pytest.approx(-30, abs=1.5)
    assert ktp.p_holm == pytest.approx(2 * ktp.comparison.p)
    assert ktp.p_holm < 0.01
    assert kk.p_holm > 0.05


def test_a_month_that_is_half_training_stands_on_neither_side_of_a_service() -> None:
    """Trained in mid-April, when KTP took 45 minutes: before 60, after 30, as if April had not been seen."""
    rows = [
        (unit, "KTP", start, start + pd.Timedelta(minutes=minutes + place))
        for place, unit in enumerate("ABCD")
        for month, minutes in enumerate((60, 60, 60, 45, 30, 30, 30), 1)
        for start in [pd.Timestamp(2025, month, 10, 8)]
    ]
    table = pd.DataFrame(rows, columns=["unit", "layanan", "masuk", "selesai"])
    first = pd.Series([pd.Period("2025-04", "M")] * 4, index=list("ABCD"))
    (whole,) = moves(table, first, window=3)
    (aside,) = moves(table, first, window=3, share_after=pd.Series(0.5, index=list("ABCD")))
    assert whole.comparison.difference == pytest.approx(-25)
    assert (aside.comparison.difference, aside.comparison.n_transition) == (pytest.approx(-30), 4)
