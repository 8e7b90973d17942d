"""The survey's result against hand-worked figures: index, interval, elements, pooling, trend, cut samples."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from analysis.survey.compute import breakdown, distribution, profile, satisfaction, trend
from analysis.survey.index import clustered_interval
from data.problems import NoAnswer
from data.vocabulary.ikm import UNSUR

WORKED_TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)


def forms(*answers: object, **columns: object) -> pd.DataFrame:
    """Respondents; each entry is nine answers, or one answer given nine times."""
    rows = [list(each) if isinstance(each, (list, tuple)) else [each] * 9 for each in answers]
    table = pd.DataFrame(rows, columns=list(UNSUR)).astype(float)
    period = pd.Series([pd.Period("2025Q1")] * len(rows), dtype=object)
    return table.assign(**{"unit": "Loket", "period": period, "layanan": "KTP", **columns})


@pytest.fixture
def worked() -> pd.DataFrame:
    """29 respondents whose answers add up to the published totals."""
    columns = [[4.0] * (total - 29 * 3) + [3.0] * (29 * 4 - total) for total in WORKED_TOTALS]
    return forms(*map(list, zip(*columns, strict=True)))


@pytest.mark.parametrize(("weight", "index"), [("1/9", 91.48), ("0.111", 91.38), ("0.11", 90.56)])
def test_published_worked_example(worked: pd.DataFrame, weight: str, index: float) -> None:
    result = satisfaction(worked, weight)
    assert (result.ikm_rounded, result.mutu, result.kinerja, result.n) == (index, "A", "Sangat Baik", 29)
    assert [element.key for element in result.lowest] == ["U3", "U2", "U5"]
    assert [element.key for element in result.highest] == ["U4", "U9", "U7"]
    assert (result.weight, result.unit) == (weight, "indeks 25–100")
    assert result.top_share == pytest.approx(sum(total - 87 for total in WORKED_TOTALS) / (29 * 9))


def test_interval_is_the_t_interval_of_the_respondents_own_indices(worked: pd.DataFrame) -> None:
    own = worked[list(UNSUR)].mean(axis=1) * 25
    low, high = DescrStatsW(own).tconfint_mean()
    result = satisfaction(worked)
    assert (result.ci_low, result.ci_high) == pytest.approx((low, high))


def test_interval_by_hand() -> None:
    """Own indices 50, 75, 100: mean 75, sd 25, t(2) = 4.3027: 75 ± 62.1, cut at the scale's ends."""
    result = satisfaction(forms(2, 3, 4))
    assert (result.ikm, result.ci_low, result.ci_high) == (75, 25, 100)
    narrow = satisfaction(forms(*[2, 3, 4] * 10))
    assert narrow.ci_low == pytest.approx(75 - 2.04523 * 20.76 / math.sqrt(30), abs=0.01)


def test_one_respondent_has_no_interval() -> None:
    result = satisfaction(forms(3))
    assert math.isnan(result.ci_low)
    assert math.isnan(result.ci_high)
    assert result.ikm == 75


def test_services_may_have_equal_say() -> None:
    """KTP 3 × 100, KIA 1 × 50: pooled 87.5, mean of services 75."""
    table = forms(4, 4, 4, 2, layanan=["KTP", "KTP", "KTP", "KIA"])
    pooled, equal = satisfaction(table), satisfaction(table, pooling="layanan")
    assert (pooled.ikm, pooled.pooling) == (87.5, "responden")
    assert (equal.ikm, equal.pooling) == (75.0, "layanan")
    told = breakdown(table, ["layanan"])[["layanan", "ikm", "n", "mutu"]]
    assert told.values.tolist() == [["KIA", 50.0, 1, "D"], ["KTP", 100.0, 3, "A"]]
    assert math.isnan(equal.ci_low)


def test_interval_of_services_with_equal_say() -> None:
    """Two services of two: variances 312.5 and 0, so se = √(312.5/2)/2 = 6.25 with one degree of freedom (t 12.706)."""
    table = forms(3, 4, 3, 3, layanan=["A", "A", "B", "B"])
    result = satisfaction(table, pooling="layanan")
    assert result.ikm == pytest.approx(81.25)
    assert (result.ci_low, result.ci_high) == (25, 100)
    more = satisfaction(pd.concat([table] * 10, ignore_index=True), pooling="layanan")
    assert more.ci_low == pytest.approx(81.25 - 2.093024 * 12.82473 / math.sqrt(20) / 2, abs=1e-4)


def test_respondents_of_one_unit_and_period_may_resemble_each_other() -> None:
    """Groups of two with own indices 50 50, 75 75, 100 100: away from 75 by -50, 0, 50 together, over 6 respondents.

    Variance 3/2 x (2 x 50^2) / 36 = 208.3, t(2) = 4.3027; ten times the six respondents in the same groups change it
    not at all, and each in a group of their own it is the plain interval.
    """
    table = forms(2, 2, 3, 3, 4, 4, unit=["A", "A", "B", "B", "C", "C"])
    half = 4.302653 * math.sqrt(208.3333)
    assert satisfaction(table).n_clusters == 3
    assert clustered_interval(table, 0.0, "1/9", "responden")[:2] == (25, pytest.approx(half))
    more = pd.concat([table] * 10, ignore_index=True)
    assert clustered_interval(more, 0.0, "1/9", "responden")[1] == pytest.approx(half)
    alone = satisfaction(more.assign(unit=[str(place) for place in range(60)]))
    assert (alone.clustered_low, alone.clustered_high) == pytest.approx((alone.ci_low, alone.ci_high))
    assert math.isnan(satisfaction(forms(2, 3, 4)).clustered_low)


def test_blank_answers_shrink_the_element_not_its_mean() -> None:
    result = satisfaction(forms([4, None, 4, 4, 4, 4, 4, 4, 4], [2] * 9))
    assert (result.elements[1].nrr, result.elements[1].n, result.elements[0].nrr) == (2, 1, 3)
    assert (result.n, result.n_incomplete) == (2, 1)
    assert result.ikm == pytest.approx((8 * 3 + 2) / 9 * 25)


def test_by_unit_and_period_also_where_periods_differ_in_kind() -> None:
    periods = pd.Series([pd.Period("2025Q1"), pd.Period("2025-01", "M"), pd.Period("2025Q1")], dtype=object)
    table = pd.concat([forms(4, 3, 2, period=periods)] * 5, ignore_index=True)
    result = satisfaction(table)
    assert {(str(row.period), row.ikm, row.n) for row in result.by.itertuples()} == {
        ("2025Q1", 75, 10),
        ("2025-01", 75, 5),
    }
    assert tuple(map(str, result.period)) in {("2025Q1", "2025Q1"), ("2025-01", "2025Q1")}


def test_trend_by_year_and_the_forms_it_cannot_place() -> None:
    periods = pd.Series([pd.Period("2024Q4"), pd.Period("2025Q1"), pd.Period("2025-05", "M")], dtype=object)
    table = forms(2, 3, 4, period=periods)
    yearly = trend(table, "Y")
    assert yearly[["ikm", "n", "mutu"]].values.tolist() == [[50.0, 1, "D"], [87.5, 2, "B"]]
    assert [str(period) for period in trend(table, "M")["period"]] == ["2025-05"]


@pytest.mark.parametrize(("answer", "warned"), [(4, True), (3, False)])
def test_ceiling(answer: int, warned: bool) -> None:
    assert satisfaction(forms(answer, answer)).ceiling is warned


def test_nobody_answered() -> None:
    with pytest.raises(NoAnswer, match="Belum ada responden SKM"):
        satisfaction(forms(None))


def test_an_element_nobody_answered_is_named() -> None:
    with pytest.raises(NoAnswer, match="unsur Sarana dan Prasarana tidak dijawab siapa pun"):
        satisfaction(forms([4] * 8 + [None]))
    assert breakdown(forms([4] * 8 + [None]), ["unit"])["mutu"].tolist() == [None]


def test_profile_counts_the_blanks_and_bands_ages() -> None:
    ages = [17.0] * 3 + [25.0] * 3 + [26.0] * 5 + [None] * 6
    table = profile(forms(*[4] * 17, usia=ages)).query("karakteristik == 'usia'")
    assert table[["indikator", "n"]].values.tolist() == [
        ["25 tahun ke bawah", 6],
        ["tidak diisi", 6],
        ["26–35 tahun", 5],
    ]
    assert table["share"].sum() == pytest.approx(1)
    assert "jenis_kelamin" not in set(profile(forms(4, 4))["karakteristik"])


def test_profile_tells_nothing_of_fewer_than_five() -> None:
    table = profile(forms(*[4] * 20, pekerjaan=["Swasta"] * 11 + ["PNS"] * 7 + ["TNI"] * 2))
    jobs = table.query("karakteristik == 'pekerjaan'").set_index("indikator")
    assert jobs["n"].isna().to_dict() == {"Swasta": False, "PNS": True, "TNI": True}
    assert jobs.loc["Swasta", "n"] == 11


def test_each_service_and_unit_has_its_interval() -> None:
    """KTP: own indices 50, 75, 100, so 75 ± 62.1, cut at the scale's ends; one KIA respondent has none."""
    table = forms(2, 3, 4, 3, layanan=["KTP", "KTP", "KTP", "KIA"])
    kia, ktp = breakdown(table, ["layanan"])[["layanan", "ikm", "ci_low", "ci_high"]].values.tolist()
    assert ktp == ["KTP", 75.0, 25.0, 100.0]
    assert math.isnan(kia[2])
    result = satisfaction(pd.concat([table] * 2))
    assert result.by[["ci_low", "ci_high"]].values.tolist() == [[result.ci_low, result.ci_high]]


def test_of_fewer_than_five_respondents_only_their_number_is_told() -> None:
    """KIA 2 and KK 4 respondents together; the unit's second month has one."""
    services, months = ["KTP"] * 6 + ["KIA"] * 2 + ["KK"] * 4, ["2025-01"] * 11 + ["2025-02"]
    periods = pd.Series([pd.Period(month, "M") for month in months], dtype=object)
    result = satisfaction(forms(*[3] * 11, 1, layanan=services, period=periods))
    assert result.services[["layanan", "n"]].values.tolist() == [["KTP", 6], ["Lainnya (digabung)", 6]]
    assert result.by["n"].tolist() == [11, 1]
    assert result.by[["ikm", "mutu"]].isna().to_numpy().tolist() == [[False, False], [True, True]]


def survey(n: int, mean: float, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    mood = rng.normal(mean, 0.4, (n, 1))
    return forms(*np.clip(np.rint(mood + rng.normal(0, 0.6, (n, 9))), 1, 4).tolist())


@pytest.mark.parametrize("mean", [2.6, 3.0, 3.4, 3.8])
def test_a_whole_sample_is_not_called_cut_and_its_better_half_is(mean: float) -> None:
    wholes = [survey(300, mean, seed) for seed in range(20)]
    halves = [whole.loc[whole[list(UNSUR)].sum(axis=1).nlargest(150).index] for whole in wholes]
    assert sum(bool(distribution(whole).hard_cut) for whole in wholes) <= 1
    assert sum(bool(distribution(half).hard_cut) for half in halves) >= 17


def test_equal_answers_all_down_the_form_are_a_habit_not_a_cut() -> None:
    table = forms(*[3] * 80, *[[3, 4, 3, 4, 3, 4, 3, 4, 3]] * 20, *[[4] * 8 + [3]] * 20)
    assert distribution(table).hard_cut is False


def test_too_few_forms_to_look_for_a_cut() -> None:
    shape = distribution(forms(*[3] * 99))
    assert shape.hard_cut is None
    assert shape.bars.values.tolist() == [[75.0, 99.0]]


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=2, max_size=15))
def test_the_result_agrees_with_itself(answers: list[list[int]]) -> None:
    result = satisfaction(forms(*answers))
    alike = len({sum(each) for each in answers}) == 1
    assert math.isnan(result.ci_low) == math.isnan(result.ci_high) == alike
    assert alike or 25 <= result.ci_low < result.ikm < result.ci_high <= 100
    assert result.ikm == pytest.approx(sum(element.index for element in result.elements) / 9)
    assert (
        max(e.nrr for e in result.lowest) <= min(e.nrr for e in result.highest)
        or len({e.nrr for e in result.elements}) < 9
    )
    assert result.by["n"].sum() == result.n == len(answers)
    assert result.distribution.bars["n"].sum() == len(answers)
