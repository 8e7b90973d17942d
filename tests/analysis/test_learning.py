"""Pre and post scores by hand, the four levels and their absence, small groups hidden."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.learning.compute import learning
from analysis.stats.intervals import ratio_interval
from tests.analysis.office import nip, trainings

PRE = [40.0, 50, 60, 70, 80]
POST = [70.0, 80, 80, 80, 90]


def scored(pre: list[float], post: list[float], name: str = "Excel", first: int = 0) -> list[dict[str, object]]:
    return [
        {"nip": nip(first + place), "nama_pelatihan": name, "nilai_pre": one, "nilai_post": other}
        for place, (one, other) in enumerate(zip(pre, post, strict=True))
    ]


def forms(before: list[float], after: list[float], column: str, moment: str = "sesudah") -> pd.DataFrame:
    rows = [
        {"nip": nip(place), "nama_pelatihan": "Excel", "saat": saat, column: value}
        for saat, values in (("sebelum", before), (moment, after))
        for place, value in enumerate(values)
    ]
    return pd.DataFrame(rows)


def test_scores_by_hand() -> None:
    """Changes 30, 30, 20, 10, 10: mean 20, sd 10, se √20 = 4.472, t(4) = 2.7764; room 60…20, mean 40: gain 0.5."""
    result = learning(trainings(*scored(PRE, POST))).scores
    assert result is not None
    assert (result.n, result.before, result.after, result.difference) == (5, 60, 80, 20)
    assert (result.ci_low, result.ci_high) == pytest.approx((20 - 12.4166, 20 + 12.4166), abs=1e-3)
    assert result.p == pytest.approx(0.011066, abs=1e-5)
    assert result.gain == 0.5
    assert result.gain_low < 0.5 < result.gain_high
    assert result.unit == "poin (0–100)"


def test_a_person_with_two_trainings_counts_once() -> None:
    again = scored(PRE, POST, "Word")
    result = learning(trainings(*scored(PRE, POST), *again))
    assert result.scores is not None
    assert result.scores.n == 5
    assert result.scores.ci_low == pytest.approx(20 - 12.4166, abs=1e-3)
    assert result.by_training[["nama_pelatihan", "n", "difference"]].values.tolist() == [
        ["Excel", 5, 20],
        ["Word", 5, 20],
    ]


def test_below_five_persons_nothing_is_told() -> None:
    result = learning(trainings(*scored(PRE[:4], POST[:4])))
    assert result.scores is not None
    assert result.scores.n == 4
    assert math.isnan(result.scores.difference)
    assert result.by_training["hidden"].tolist() == [True]
    assert result.by_training["before"].isna().all()


def test_a_small_training_hides_a_second_one() -> None:
    table = learning(
        trainings(*scored(PRE, POST), *scored(PRE * 2, POST * 2, "Word", 5), *scored([50], [60], "Zoom", 20))
    )
    assert table.by_training["hidden"].tolist() == [True, False, True]


def test_half_scored_rows_and_unit_rows_are_counted_apart() -> None:
    rows = [*scored(PRE, POST), {"nip": nip(9), "nilai_post": 70}, {"unit": "Umum", "nilai_pre": 50, "nilai_post": 60}]
    result = learning(trainings(*rows))
    assert (result.n_without_pair, result.n_unit_rows) == (1, 1)
    assert result.scores is not None
    assert result.scores.n == 5


def test_levels_without_data_say_so() -> None:
    result = learning(trainings({"nip": nip(1)}))
    assert [(one.number, one.name, one.available) for one in result.levels] == [
        (1, "Reaksi", False), (2, "Pembelajaran", False), (3, "Perilaku", False), (4, "Hasil", False),
    ]  # fmt: skip
    assert "belum ada peserta dengan nilai tes awal dan akhir" in result.levels[1].why
    assert (result.reaction, result.scores, result.behaviour, result.motivation, result.confidence) == (None,) * 5


def test_every_level_with_data() -> None:
    evaluation = pd.concat([
        forms([3, 3, 3, 2, 4], [4, 4, 3, 3, 5], "perilaku", "3 bulan"),
        forms([], [4, 5, 4, 5, 4], "reaksi"),
        forms([2, 2, 3, 3, 4], [3, 3, 4, 4, 5], "motivasi"),
        forms([2, 2, 3, 3, 4], [2, 2, 3, 3, 4], "percaya_diri"),
    ])  # fmt: skip
    result = learning(trainings(*scored(PRE, POST)), evaluation, n_results=6)
    assert all(level.available for level in result.levels)
    assert result.reaction is not None
    assert (result.reaction.mean, result.reaction.n) == (4.4, 5)
    assert result.behaviour is not None
    assert result.behaviour.difference == pytest.approx(0.8)
    assert math.isnan(result.behaviour.gain)
    assert result.motivation is not None
    assert result.motivation.difference == 1
    assert math.isnan(result.motivation.ci_low)
    assert result.confidence is not None
    assert result.confidence.difference == 0


def test_behaviour_right_after_the_training_is_not_behaviour_months_later() -> None:
    result = learning(trainings(), forms([3] * 5, [4] * 5, "perilaku", "sesudah"))
    assert result.behaviour is None
    assert not result.levels[2].available


def test_fieller_by_hand() -> None:
    """x = 2, 4, 6, y = 9, 10, 11: r = 0.4, covariance 2, variances 4 and 1, t(2)² / 3 = 6.1708."""
    low, high = ratio_interval(pd.Series([2.0, 4, 6]), pd.Series([9.0, 10, 11]))
    k = 18.5128 / 3
    roots = np.roots([100 - k, -2 * (40 - 2 * k), 16 - 4 * k])
    assert sorted((low, high)) == pytest.approx(sorted(roots.real), abs=1e-4)


def test_fieller_is_unbounded_where_the_divisor_may_be_zero() -> None:
    assert ratio_interval(pd.Series([1.0, 2]), pd.Series([-1.0, 2])) == (-math.inf, math.inf)


@given(st.lists(st.tuples(st.floats(0, 90), st.floats(0, 100)), min_size=5, max_size=20))
def test_scores_agree_with_themselves(pairs: list[tuple[float, float]]) -> None:
    pre, post = map(list, zip(*pairs, strict=True))
    result = learning(trainings(*scored(pre, post))).scores
    assert result is not None
    assert result.difference == pytest.approx(result.after - result.before, abs=1e-9)
    assert math.isnan(result.ci_low) or result.ci_low < result.difference < result.ci_high
    assert result.gain <= 1
    assert math.isnan(result.gain_low) or result.gain_low <= result.gain + 1e-6 <= result.gain_high + 2e-6
