from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary.periods import (
    FREQUENCIES,
    commonest_frequency,
    frequency,
    last_day,
    months_of,
    parse_period,
    period_of,
    period_span,
    period_text,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
FREQS = st.sampled_from(FREQUENCIES)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-10", "2025-10-01", "2025-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-T4", "2025-10-01", "2025-12-31"),
        (" 2025-t1 ", "2025-01-01", "2025-03-31"),
        ("2025-S1", "2025-01-01", "2025-06-30"),
        ("2025-S2", "2025-07-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_spans_the_days_its_text_means(text: str, first: str, last: str) -> None:
    period = parse_period(text)
    assert (period.start_time, last_day(period)) == (pd.Timestamp(first), pd.Timestamp(last))


@pytest.mark.parametrize("text", ["", "2025-13", "2025-00", "2025-T5", "2025-S3", "2025-1", "25-01", "Januari 2025"])
def test_other_texts_are_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="tulis seperti 2025-10, 2025-T4, 2025-S1 atau 2025"):
        parse_period(text)


@given(DAYS, FREQS)
def test_text_and_period_round_trip(day: date, freq: str) -> None:
    period = period_of(day, freq)
    assert frequency(period) == freq
    assert parse_period(period_text(period)) == period


@given(DAYS, FREQS)
def test_the_period_of_a_day_contains_it_and_its_neighbours_do_not(day: date, freq: str) -> None:
    period = period_of(day, freq)
    moment = pd.Timestamp(day)
    assert period.start_time <= moment <= last_day(period)
    assert last_day(period - 1) < moment < (period + 1).start_time


def test_nothing_is_written_for_no_period() -> None:
    assert period_text(pd.NaT) == ""


def test_half_years_follow_each_other() -> None:
    span = period_span(parse_period("2024-S1"), parse_period("2025-S2"))
    assert [period_text(period) for period in span] == ["2024-S1", "2024-S2", "2025-S1", "2025-S2"]


def test_the_commonest_frequency_wins_and_the_finer_one_breaks_a_tie() -> None:
    mixed = [parse_period(text) for text in ("2025-01", "2025-T1", "2025-T2", "2025")]
    assert commonest_frequency(mixed) == "Q"
    assert commonest_frequency(mixed[:2]) == "M"


@pytest.mark.parametrize(
    ("text", "first", "count"), [("2025-10", "2025-10", 1), ("2025-S2", "2025-07", 6), ("2024", "2024-01", 12)]
)
def test_months_of_a_period(text: str, first: str, count: int) -> None:
    months = months_of(parse_period(text))
    assert [period_text(months[0]), len(months)] == [first, count]
    assert last_day(months[-1]) == last_day(parse_period(text))
