"""Numbers, dates and names in Indonesian."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import wording
from data.vocabulary.indicators import INDICATORS, custom_indicator, indicator

IKM, MINUTES, ON_TIME = indicator("ikm"), indicator("lama_layanan"), indicator("tepat_waktu")
finite = st.floats(-1e9, 1e9)


def parsed(text: str) -> float:
    """The number an Indonesian reader would understand."""
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.565, 2, "1.234,57"),
        (2.675, 2, "2,68"),
        (-1234567.0, 0, "−1.234.567"),
        (0.0, 1, "0,0"),
        (-0.001, 2, "0,00"),
        (88.305, 2, "88,31"),
        (float("nan"), 2, "–"),
        (float("inf"), 2, "–"),
        (None, 2, "–"),
    ],
)
def test_numbers_round_half_away_from_zero(value: float | None, decimals: int, text: str) -> None:
    assert wording.number(value, decimals) == text


@given(finite, st.integers(0, 4))
def test_a_number_reads_back_within_half_a_last_digit(value: float, decimals: int) -> None:
    assert abs(parsed(wording.number(value, decimals)) - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9) + 1e-6


@given(finite, st.integers(0, 3))
def test_a_signed_number_carries_its_sign_unless_it_rounds_to_zero(value: float, decimals: int) -> None:
    text = wording.signed(value, decimals)
    expected = math.copysign(1, value) if parsed(text) else 0
    assert text.startswith("+") == (expected == 1)
    assert text.startswith("−") == (expected == -1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (wording.percent(0.875), "87,5%"),
        (wording.percent(float("nan")), "–"),
        (wording.measure(81.347, IKM), "81,35"),
        (wording.measure(34.25, MINUTES), "34,3 menit"),
        (wording.measure(87.5, ON_TIME), "87,5%"),
        (wording.measure(float("nan"), ON_TIME), "–"),
        (wording.change(-3.14, MINUTES), "−3,1 menit"),
        (wording.change(4.2, IKM), "+4,20 poin"),
        (wording.change(1.25, ON_TIME), "+1,3 poin persen"),
        (wording.change(-0.4, indicator("pengaduan")), "−0,4 pengaduan"),
        (wording.measure(3.0, custom_indicator("Nilai Apel")), "3,00"),
        (wording.interval(1.2, 7.1), "1,20 sampai 7,10"),
        (wording.interval(float("nan"), 7.1), "–"),
        (wording.p_value(0.0312), "p = 0,031"),
        (wording.p_value(0.0001), "p < 0,001"),
        (wording.p_value(float("nan")), "p = –"),
        (wording.day(date(2025, 2, 12)), "12 Februari 2025"),
        (wording.listing(["A"]), "A"),
        (wording.listing(["A", "B"]), "A dan B"),
        (wording.listing(["A", "B", "C"]), "A, B, dan C"),
        (wording.mask_nip("198001012006041234"), "••••••••••••••1234"),
        (wording.short_name(IKM), "IKM"),
        (wording.short_name(MINUTES), "Lama layanan"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert text == expected


@pytest.mark.parametrize(
    ("value", "freq", "spoken", "label"),
    [
        ("2025-08", "M", "Agustus 2025", "Agu 2025"),
        ("2025Q4", "Q", "Triwulan IV 2025", "TW IV 2025"),
        ("2025-01", "6M", "Semester I 2025", "Smt I 2025"),
        ("2025-07", "6M", "Semester II 2025", "Smt II 2025"),
        ("2025", "Y", "2025", "2025"),
    ],
)
def test_periods(value: str, freq: str, spoken: str, label: str) -> None:
    period = pd.Period(value, freq)
    assert wording.period(period) == spoken
    assert wording.short_period(period) == label


def test_a_span_names_both_ends_once() -> None:
    january, march = pd.Period("2025-01", "M"), pd.Period("2025-03", "M")
    assert wording.period_range(january, march) == "Januari 2025–Maret 2025"
    assert wording.period_range(march, march) == "Maret 2025"
    assert wording.periods(4, pd.Period("2025Q1", "Q")) == "4 triwulan"


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.key)
@given(first=finite, second=finite)
def test_better_and_worse_are_what_the_interval_and_the_indicator_say(one, first: float, second: float) -> None:
    low, high = sorted((first, second))
    good = {"higher": low > 0, "lower": high < 0}[one.better]
    bad = {"higher": high < 0, "lower": low > 0}[one.better]
    assert wording.direction(low, high, one) == ("membaik" if good else "memburuk" if bad else wording.UNSURE)


def test_without_an_interval_nothing_is_better_or_worse() -> None:
    assert wording.direction(float("nan"), float("nan"), INDICATORS[0]) == wording.UNSURE


@given(difference=finite)
def test_movement_is_that_of_the_printed_number(difference: float) -> None:
    text = wording.signed(difference, 2)
    assert wording.movement(difference, 2) == {"+": "naik", "−": "turun"}.get(text[0], "tetap")


@pytest.mark.parametrize(
    ("least", "values", "decimals"),
    [
        (1, (78.34, 78.38, 0.04), 2),
        (1, (-0.5, -0.004), 3),
        (1, (0.03, 0.01, 0.06), 2),
        (2, (1.0, 2.0), 2),
        (2, (78.3, 78.3 + 1e-14, 1e-14), 2),
        (0, (1e6, 1e6 + 0.001), 3),
        (1, (), 1),
        (1, (float("nan"), 0.0), 1),
    ],
)
def test_decimals_follow_the_size_of_what_is_said(least: int, values: tuple[float, ...], decimals: int) -> None:
    assert wording.fine(least, *values) == decimals


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-2.71, 2.9, "antara turun 2,71 dan naik 2,90"),
        (-6.0, -2.0, "antara turun 2,00 dan 6,00"),
        (1.6, 6.2, "antara naik 1,60 dan 6,20"),
        (0.0, 6.2, "antara tetap dan naik 6,20"),
    ],
)
def test_a_range_has_its_signs_in_words_and_its_small_end_first(low: float, high: float, words: str) -> None:
    assert wording.between(low, high, 2) == words


@pytest.mark.parametrize(
    ("key", "difference", "words"),
    [
        ("ikm", 3.9, "naik 3,9 poin"),
        ("lama_layanan", -6.5, "6,5 menit lebih cepat"),
        ("lama_layanan", 6.5, "6,5 menit lebih lama"),
        ("pengaduan", -2.0, "berkurang 2,0 pengaduan"),
        ("tepat_waktu", -2.1, "turun 2,1 poin persen"),
        ("ikm", 0.0, "tetap"),
    ],
)
def test_a_change_is_said_as_people_say_it(key: str, difference: float, words: str) -> None:
    assert wording.changed(difference, indicator(key), 1) == words


def test_a_frame_is_worded_cell_by_cell() -> None:
    frame = pd.DataFrame({"Periode": [pd.Period("2025-01", "M"), pd.NaT], "Nilai": [1234.5, float("nan")], "n": [3, 4]})
    worded = wording.worded(frame, {"Nilai": 1})
    assert worded.to_dict("list") == {"Periode": ["Januari 2025", "–"], "Nilai": ["1.234,5", "–"], "n": ["3", "4"]}


def test_a_label_names_the_unit_of_its_values_or_of_their_change() -> None:
    known = [indicator(key) for key in ("ikm", "lama_layanan", "tepat_waktu")]
    assert [wording.labelled(one) for one in known] == [
        "Indeks Kepuasan Masyarakat (IKM, indeks 25–100)", "Lama layanan (menit)", "Tepat waktu (%)",
    ]  # fmt: skip
    assert [wording.labelled_change(one) for one in known] == [
        "Indeks Kepuasan Masyarakat (IKM, poin)", "Lama layanan (menit)", "Tepat waktu (poin persen)",
    ]  # fmt: skip
    assert wording.labelled(custom_indicator("Loket buka")) == "Loket buka"
