"""The index against a published worked example, the band boundaries, and the sample-size table."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary.ikm import UNSUR, grade, ikm, ikm_by, minimum_sample, round_half_up
from data.vocabulary.regulations import KREJCIE_MORGAN

WORKED_N = 29
WORKED_TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)


def answers_with_total(total: int, n: int) -> list[float]:
    low, extra = divmod(total, n)
    return [float(low + (place < extra)) for place in range(n)]


@pytest.fixture
def worked() -> pd.DataFrame:
    columns = {name: answers_with_total(total, WORKED_N) for name, total in zip(UNSUR, WORKED_TOTALS, strict=True)}
    return pd.DataFrame({"unit": "Loket", "period": pd.Period("2025Q1"), **columns})


@pytest.mark.parametrize(("weight", "index"), [("1/9", "91.48"), ("0.111", "91.38"), ("0.11", "90.56")])
def test_published_worked_example(worked: pd.DataFrame, weight: str, index: str) -> None:
    row = ikm_by(worked, weight=weight).iloc[0]
    assert str(round_half_up(row["ikm"])) == index
    assert row["n"] == WORKED_N
    assert row["U3"] == pytest.approx(100 / 29)


def test_a_blank_answer_is_left_out_not_zero(worked: pd.DataFrame) -> None:
    worked.loc[0, "U2"] = None
    row = ikm_by(worked).iloc[0]
    assert row["U2"] == pytest.approx((101 - 4) / 28)
    assert row["n"] == WORKED_N


def test_an_empty_form_is_no_respondent(worked: pd.DataFrame) -> None:
    worked.loc[0, list(UNSUR)] = None
    assert ikm_by(worked)["n"].tolist() == [WORKED_N - 1]


def test_an_element_nobody_answered_leaves_no_index(worked: pd.DataFrame) -> None:
    worked["U9"] = float("nan")
    assert ikm_by(worked)["ikm"].isna().all()


def test_unknown_weight_is_refused(worked: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"Bobot '0\.2' tidak dikenal"):
        ikm_by(worked, weight="0.2")


@pytest.mark.parametrize(
    ("index", "mutu", "kinerja"),
    [
        (25, "D", "Tidak Baik"),
        (64.99, "D", "Tidak Baik"),
        (65.00, "C", "Kurang Baik"),
        (76.60, "C", "Kurang Baik"),
        (76.605, "B", "Baik"),
        (76.61, "B", "Baik"),
        (88.30, "B", "Baik"),
        (88.305, "A", "Sangat Baik"),
        (88.31, "A", "Sangat Baik"),
        (100, "A", "Sangat Baik"),
    ],
)
def test_band_boundaries(index: float, mutu: str, kinerja: str) -> None:
    assert (grade(index).mutu, grade(index).kinerja) == (mutu, kinerja)


@pytest.mark.parametrize("index", [24.99, 100.01, float("nan"), float("inf")])
def test_no_grade_outside_the_scale(index: float) -> None:
    with pytest.raises(ValueError, match="di luar 25–100"):
        grade(index)


@given(st.floats(25, 100), st.floats(25, 100))
def test_every_index_has_a_grade_and_a_higher_one_is_never_worse(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert grade(high).mutu <= grade(low).mutu


@given(st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_one_respondent_is_worth_the_mean_answer_times_25(answers: list[int]) -> None:
    frame = pd.DataFrame([dict(zip(UNSUR, map(float, answers), strict=True))])
    assert ikm(frame).iloc[0] == pytest.approx(25 * sum(answers) / 9)
    assert 25 <= ikm(frame).iloc[0] <= 100


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(2.675, "2.68"), (76.605, "76.61"), (88.305, "88.31"), (1.005, "1.01"), (0.1 + 0.2, "0.30"), (91.4751, "91.48")],
)
def test_rounding_is_the_hand_s(value: float, rounded: str) -> None:
    assert str(round_half_up(value)) == rounded


@given(st.integers(2500, 10000), st.integers(0, 9))
def test_rounding_looks_at_the_third_decimal_only(hundredths: int, third: int) -> None:
    value = float(f"{hundredths // 100}.{hundredths % 100:02d}{third}")
    assert int(round_half_up(value) * 100) == hundredths + (third >= 5)


@pytest.mark.parametrize(("population", "needed"), KREJCIE_MORGAN)
def test_the_table_is_krejcie_and_morgan_s_formula(population: int, needed: int) -> None:
    assert minimum_sample(population) == needed
    quarter = 3.841 * 0.25
    assert abs(quarter * population / (0.05**2 * (population - 1) + quarter) - needed) < 0.51


@pytest.mark.parametrize(("population", "needed"), [(0, 0), (7, 7), (11, 14), (101, 86), (2_000_000, 384)])
def test_sample_between_and_beyond_the_rows(population: int, needed: int) -> None:
    assert minimum_sample(population) == needed


def test_a_negative_population_is_refused() -> None:
    with pytest.raises(ValueError, match="tidak boleh negatif"):
        minimum_sample(-1)
