import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.before_after.compute import BeforeAfter, Pair, bootstrap_interval, compare, hedges_g_av
from analysis.before_after.text import set_aside
from data.samples.truth import simulate_panel
from data.vocabulary.indicators import indicator

IKM = indicator("ikm")
START = pd.Period("2025-01", "M")


def monthly(units: dict[str, tuple[list[float], int | None]], freq: str = "M") -> pd.DataFrame:
    """A series from unit → (values from the first period on, place of the first trained period or None)."""
    start = pd.Period("2025-01", freq)
    rows = [
        (unit, start + place, value, pd.NaT if first is None else start + first)
        for unit, (values, first) in units.items()
        for place, value in enumerate(values)
    ]
    frame = pd.DataFrame(rows, columns=["unit", "period", "value", "first_treated"])
    return frame.astype({"period": f"period[{freq}]", "first_treated": f"period[{freq}]"})


THREE = monthly({"A": ([69, 71, 71, 73], 2), "B": ([80, 80, 84, 84], 2), "C": ([88, 92, 95, 97], 2)})


def test_three_units_by_hand() -> None:
    """Changes 2, 4, 6: mean 4, standard error 2/√3, t(2) quantile 4.302653; Hedges' correction 1 − 3/15."""
    result = compare(THREE, IKM)
    half = 4.302653 * 2 / math.sqrt(3)
    assert (result.before, result.after, result.difference) == (80, 84, 4)
    assert (result.ci_low, result.ci_high) == pytest.approx((4 - half, 4 + half), rel=1e-6)
    assert result.p == pytest.approx(0.0741799, abs=1e-7)
    assert result.effect_size == pytest.approx(0.8 * 4 / 11)
    assert result.pairs == (Pair("A", 70, 72, 2, 2), Pair("B", 80, 84, 2, 2), Pair("C", 90, 96, 2, 2))
    assert (result.n_units, result.n_periods, result.excluded) == (3, 4, ())


def test_window_takes_that_many_periods_on_each_side() -> None:
    result = compare(monthly({"A": ([1, 2, 3, 10, 20, 30], 3)}), IKM, window=2)
    assert result.pairs == (Pair("A", 2.5, 15, 2, 2),)
    assert [str(period) for period in result.periods] == ["2025-02", "2025-03", "2025-04", "2025-05"]


def test_half_years_are_counted_by_six_months() -> None:
    result = compare(monthly({"A": ([1, 2, 30, 40], 2)}, "6M"), IKM, window=1)
    assert result.pairs == (Pair("A", 2, 30, 1, 1),)


def test_a_missing_month_shortens_a_side_and_is_not_filled() -> None:
    rows = monthly({"A": ([1, 2, math.nan, 10], 3)})
    assert compare(rows, IKM, window=2).pairs == (Pair("A", 2, 10, 1, 1),)


def test_units_without_both_sides_are_listed_with_the_reason() -> None:
    rows = monthly(
        {"A": ([1, 2], None), "B": ([1, 2, 3], 0), "C": ([1, 2], 6), "D": ([1] * 9, 9), "E": ([math.nan], 0)}
    )
    rows.loc[rows["unit"] == "C", "first_treated"] = START - 9
    result = compare(rows, IKM, window=3, units=["A", "B", "C", "D", "Z"])
    assert [(unit.unit, unit.why) for unit in result.excluded] == [
        ("A", "belum dilatih sampai akhir data, jadi tidak punya masa sesudah"),
        ("B", "tidak ada data dalam 3 bulan sebelum mulai dilatih (Januari 2025)"),
        ("C", "tidak ada data dalam 3 bulan sebelum mulai dilatih (April 2024)"),
        ("D", "tidak ada data dalam 3 bulan sejak mulai dilatih (Oktober 2025)"),
        ("Z", "tidak ada datanya"),
    ]
    assert result.n_units == 0
    assert np.isnan([result.before, result.after, result.difference, result.ci_low, result.p]).all()


@pytest.mark.parametrize(("freq", "noun"), [("Q", "triwulan"), ("6M", "semester"), ("Y", "tahun")])
def test_other_frequencies_are_named(freq: str, noun: str) -> None:
    result = compare(monthly({"A": ([1, 2], 0)}, freq), IKM, window=3)
    assert result.excluded[0].why.startswith(f"tidak ada data dalam 3 {noun} sebelum")


@pytest.mark.parametrize("units", [1, 2])
def test_below_three_pairs_there_is_a_difference_but_no_interval(units: int) -> None:
    result = compare(THREE[THREE["unit"].isin(list("ABC")[:units])], IKM)
    assert result.difference == pytest.approx(1 + units)
    assert not any(map(math.isfinite, inference(result)))


def test_units_that_all_change_by_the_same_amount_get_no_interval_of_zero_width() -> None:
    result = compare(monthly({unit: ([4.1, 4.1, 4.3], 2) for unit in "ABCD"}), IKM)
    assert result.difference == pytest.approx(0.2)
    assert not any(map(math.isfinite, inference(result)))


def test_chosen_units_only() -> None:
    assert [pair.unit for pair in compare(THREE, IKM, units=["C", "A", "A"]).pairs] == ["A", "C"]


def test_an_empty_series_and_a_window_of_nothing() -> None:
    assert compare(THREE.iloc[:0], IKM).n_units == 0
    with pytest.raises(ValueError, match="paling sedikit 1 periode"):
        compare(THREE, IKM, window=0)


def test_no_effect_size_where_units_do_not_differ() -> None:
    assert math.isnan(hedges_g_av(np.full(3, 80.0), np.full(3, 82.0)))


def test_bootstrap_agrees_with_t_on_many_units_and_is_not_shorter_on_few() -> None:
    rng = np.random.default_rng(1)
    many = rng.normal(2, 3, 2_000)
    by_t = stats.ttest_1samp(many, 0).confidence_interval(0.95)
    assert bootstrap_interval(many, 0) == pytest.approx((by_t.low, by_t.high), abs=0.01)
    few = rng.normal(2, 3, 9)
    plain = stats.bootstrap((few,), np.mean, method="percentile", rng=rng).confidence_interval
    low, high = bootstrap_interval(few, 0)
    assert low < plain.low < plain.high < high


def test_same_seed_same_bootstrap() -> None:
    many = simulate_panel(2, units=20)
    assert compare(many, IKM, seed=4) == compare(many, IKM, seed=4)
    assert compare(many, IKM, seed=4).boot_low != compare(many, IKM, seed=5).boot_low


@pytest.mark.parametrize("seed", range(5))
def test_a_second_implementation_agrees(seed: int) -> None:
    panel = simulate_panel(seed, units=9, periods=30)
    result = compare(panel, IKM, window=6)
    since = panel["period"].astype("int64") - panel["first_treated"].astype("int64")
    near = panel[panel["first_treated"].notna()].assign(since=since)
    near = near[near["since"].between(-6, 5)]
    means = near.groupby(["unit", near["since"] >= 0])["value"].mean().unstack()
    test = stats.ttest_rel(means[True], means[False])
    ends = test.confidence_interval(0.95)
    assert result.p == pytest.approx(test.pvalue)
    assert (result.ci_low, result.ci_high) == pytest.approx((ends.low, ends.high))


VALUES = st.lists(st.lists(st.floats(30, 95), min_size=6, max_size=6), min_size=3, max_size=6)


def spread(values: list[list[float]]) -> pd.DataFrame:
    rows = monthly({f"U{place}": (series, 3) for place, series in enumerate(values)})
    changes = [np.mean(series[3:]) - np.mean(series[:3]) for series in values]
    assume(np.std(changes) > 1e-3)
    return rows


def inference(result: BeforeAfter) -> list[float]:
    return [result.ci_low, result.ci_high, result.p, result.boot_low, result.boot_high, result.effect_size]


@settings(max_examples=40, deadline=None)
@given(VALUES, st.floats(-20, 20), st.randoms(use_true_random=False))
def test_a_shift_of_all_values_and_the_order_of_rows_change_nothing(
    values: list[list[float]], shift: float, order: object
) -> None:
    rows = spread(values)
    plain = compare(rows, IKM)
    places = list(range(len(rows)))
    order.shuffle(places)  # type: ignore[attr-defined]
    assert compare(rows.iloc[places], IKM) == plain
    shifted = compare(rows.assign(value=rows["value"] + shift), IKM)
    assert shifted.difference == pytest.approx(plain.difference, abs=1e-9)
    assert inference(shifted) == pytest.approx(inference(plain), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_intervals_hold_the_difference_and_turn_over_with_the_sign(values: list[list[float]]) -> None:
    rows = spread(values)
    plain, turned = compare(rows, IKM), compare(rows.assign(value=-rows["value"]), IKM)
    assert plain.ci_low < plain.difference < plain.ci_high
    assert plain.boot_low <= plain.difference <= plain.boot_high
    assert (turned.difference, turned.ci_low) == pytest.approx((-plain.difference, -plain.ci_high))
    assert (turned.p, turned.effect_size) == pytest.approx((plain.p, -plain.effect_size))
    assert (plain.p < 0.05) == (not plain.ci_low <= 0 <= plain.ci_high)


def test_the_result_is_frozen() -> None:
    result = compare(THREE, IKM)
    assert replace(result, window=2).window == 2
    with pytest.raises(AttributeError):
        result.window = 2  # type: ignore[misc]


def mixed(rows: pd.DataFrame, share: float = 0.5) -> pd.DataFrame:
    """The rows of units trained within a period of which that share comes after the day of training."""
    return rows.assign(share_after=share)


def test_the_period_of_training_stands_on_neither_side() -> None:
    """Windows of 2: before are the two periods in front of the mixed one, after the two behind it."""
    rows = mixed(monthly({unit: ([70, 72, 74, 75, 80, 84], 3) for unit in "ABC"}))
    result = compare(rows, IKM, window=2)
    assert result.pairs[0] == Pair("A", 73, 82, 2, 2)
    assert (result.n_transition, result.whole_period) == (3, False)


@pytest.mark.parametrize(("share", "pair"), [(0.9, Pair("A", 73, 77.5, 2, 2)), (0.1, Pair("A", 74.5, 82, 2, 2))])
def test_a_period_almost_wholly_after_or_before_counts_there(share: float, pair: Pair) -> None:
    rows = mixed(monthly({"A": ([70, 72, 74, 75, 80, 84], 3)}), share)
    assert compare(rows, IKM, window=2).pairs == (pair,)


def test_yearly_data_count_the_year_of_training_and_say_so() -> None:
    rows = mixed(monthly({unit: ([70, 72, 80], 2) for unit in "ABC"}, "Y"))
    result = compare(rows, IKM)
    assert (result.n_units, result.whole_period, result.difference) == (3, True, 9)
    assert "dampak terbaca terlalu kecil" in set_aside(result)


def test_an_effect_that_begins_with_a_training_in_mid_month_is_not_watered_down() -> None:
    """An effect of 3 after training on the 15th: half of it in that month; six months read 2,75 with it, 3 without."""
    units = {unit: ([80.0] * 8 + [81.5] + [83.0] * 8, 8) for unit in "ABC"}
    assert compare(mixed(monthly(units)), IKM).difference == 3
    assert compare(monthly(units), IKM).difference == 2.75
