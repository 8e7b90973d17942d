import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import linregress
from statsmodels.stats.diagnostic import het_breuschpagan
from statsmodels.stats.outliers_influence import OLSInfluence, reset_ramsey
from statsmodels.stats.stattools import durbin_watson, jarque_bera

from analysis.regression import assumptions
from analysis.regression.compute import Regression, fit_regression
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator

IKM = indicator("ikm")
JP, SHARE = EXPOSURES
NUMBERS = ("slope", "intercept", "ci_low", "ci_high", "t", "p", "r2", "f", "f_p")


def office(seed: int = 0, units: int = 6, months: int = 8, freq: str = "M") -> pd.DataFrame:
    """Unit × period rows in which one JP per employee goes with 0.3 points."""
    rng = np.random.default_rng(seed)
    jp = rng.exponential(3, (units, months)).cumsum(axis=1)
    value = 75 + 0.3 * jp + rng.normal(0, 2, (units, 1)) + rng.normal(0, 1, (units, months))
    start = pd.Period("2025-01", freq)
    return pd.DataFrame(
        {
            "unit": np.repeat([f"Unit {number}" for number in range(units)], months),
            "period": pd.PeriodIndex([start + place for place in range(months)] * units),
            "value": value.ravel(),
            "jp_per_pegawai": jp.ravel(),
            "porsi_terlatih": np.minimum(100, 4 * jp).ravel(),
        }
    )


def numbers(result: Regression) -> list[float]:
    return [getattr(result, name) for name in NUMBERS]


def check(result: Regression, name: str) -> assumptions.AssumptionCheck:
    return next(found for found in result.checks if found.name == name)


def test_a_line_by_hand() -> None:
    """x 0, 1, 2 in each of four units, y means 1, 3, 8: slope 7/2, intercept 1/2, by units' deviations of ±1."""
    rows = office(units=4, months=3)
    away = np.repeat([1, -1, 2, -2], 3)
    rows = rows.assign(jp_per_pegawai=[0, 1, 2] * 4, value=[1.0, 3.0, 8.0] * 4 + away)
    result = fit_regression(rows, x=JP, y=IKM)
    assert (result.slope, result.intercept) == pytest.approx((3.5, 0.5))
    assert (result.n, result.n_units) == (12, 4)
    assert result.r2 == pytest.approx(3.5**2 * 8 / (104 + 30))
    assert result.points["leverage"].tolist()[:3] == pytest.approx([1 / 12 + 1 / 8, 1 / 12, 1 / 12 + 1 / 8])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("x", EXPOSURES)
def test_statsmodels_own_cluster_results_agree(seed: int, x: object) -> None:
    rows = office(seed)
    result = fit_regression(rows, x=x, y=IKM)  # type: ignore[arg-type]
    fit = smf.ols(f"value ~ {x.key}", rows).fit(  # type: ignore[attr-defined]
        cov_type="cluster", cov_kwds={"groups": rows["unit"].factorize()[0]}, use_t=True
    )
    low, high = fit.conf_int().iloc[1]
    expected = [*fit.params.iloc[::-1], low, high, fit.tvalues.iloc[1], fit.pvalues.iloc[1], fit.rsquared]
    assert numbers(result)[:7] == pytest.approx(expected, rel=1e-9)
    assert (result.f, result.f_p) == pytest.approx((fit.fvalue, fit.f_pvalue))


def test_the_interval_is_the_sandwich_by_unit_with_t_of_units_minus_one() -> None:
    rows = office(4)
    result = fit_regression(rows, x=JP, y=IKM)
    design = np.column_stack([np.ones(len(rows)), rows["jp_per_pegawai"]])
    bread = np.linalg.inv(design.T @ design)
    scores = pd.DataFrame(design * result.points["residual"].to_numpy()[:, None]).groupby(rows["unit"]).sum()
    meat = scores.T.to_numpy() @ scores.to_numpy()
    n, units = len(rows), 6
    covariance = bread @ meat @ bread * units / (units - 1) * (n - 1) / (n - 2)
    half = stats.t.ppf(0.975, units - 1) * math.sqrt(covariance[1, 1])
    assert (result.ci_low, result.ci_high) == pytest.approx((result.slope - half, result.slope + half))
    at = np.array([1, result.line["x"].iloc[17]])
    band = stats.t.ppf(0.975, units - 1) * math.sqrt(at @ covariance @ at)
    assert result.line["high"].iloc[17] - result.line["fitted"].iloc[17] == pytest.approx(band)


def test_slope_and_intercept_are_those_of_a_plain_line() -> None:
    rows = office(2)
    line = stats.linregress(rows["porsi_terlatih"], rows["value"])
    result = fit_regression(rows, x=SHARE, y=IKM)
    assert (result.slope, result.intercept, result.r2) == pytest.approx((line.slope, line.intercept, line.rvalue**2))
    ends = result.line.iloc[[0, -1]]
    assert ends["fitted"].tolist() == pytest.approx((line.intercept + line.slope * ends["x"]).tolist())
    assert (result.line["low"] <= result.line["fitted"]).all()
    assert (result.line["fitted"] <= result.line["high"]).all()


def test_points_carry_residuals_and_leverage() -> None:
    rows = office(3)
    points = fit_regression(rows, x=JP, y=IKM).points
    influence = OLSInfluence(smf.ols("value ~ jp_per_pegawai", rows).fit())
    assert points["leverage"].to_numpy() == pytest.approx(influence.hat_matrix_diag)
    assert points["residual"].to_numpy() == pytest.approx(influence.results.resid)
    assert (points["fitted"] + points["residual"]).to_numpy() == pytest.approx(points["y"].to_numpy())


@pytest.mark.parametrize(("lag", "freq"), [(1, "M"), (3, "M"), (1, "Q"), (1, "6M")])
def test_lag_looks_back_within_the_unit_by_the_calendar(lag: int, freq: str) -> None:
    rows = office(5, freq=freq)
    gap = rows.drop(index=rows.index[(rows["unit"] == "Unit 0") & (rows.index == 2)])
    result = fit_regression(gap, x=JP, y=IKM, lag=lag)
    known = rows.set_index(["unit", "period"])["jp_per_pegawai"]
    assert result.n == 6 * (8 - lag) - (1 if lag == 3 else 2)
    for point in result.points.itertuples():
        assert point.x == known[point.unit, point.period - lag]


def test_checks_are_the_textbook_statistics() -> None:
    rows = office(7)
    result = fit_regression(rows, x=JP, y=IKM)
    fit = smf.ols("value ~ jp_per_pegawai", rows).fit()
    bera, spread = jarque_bera(fit.resid), het_breuschpagan(fit.resid, fit.model.exog)
    reset = reset_ramsey(fit, degree=2)
    assert [(found.name, found.test) for found in result.checks] == [
        ("normalitas", "Jarque–Bera"),
        ("heteroskedastisitas", "Breusch–Pagan"),
        ("autokorelasi", "Durbin–Watson"),
        ("linearitas", "Ramsey RESET"),
        ("multikolinearitas", "VIF"),
        ("kecukupan unit", "unit sudah dilatih"),
    ]
    found = [(one.statistic, one.p) for one in result.checks]
    assert found[0] == pytest.approx((bera[0], bera[1]))
    assert found[1] == pytest.approx((spread[0], spread[1]))
    assert found[3] == pytest.approx((float(reset.fvalue), float(reset.pvalue)))
    assert found[4] == pytest.approx((1, math.nan), nan_ok=True)
    assert {one.verdict for one in result.checks} <= {"lolos", "hati-hati"}


def test_durbin_watson_of_one_unit_is_the_classic_one_and_never_crosses_units() -> None:
    points = pd.DataFrame({"unit": "A", "period": pd.period_range("2025-01", periods=5, freq="M")})
    points["residual"] = [1.0, -1.0, 2.0, 0.5, -2.5]
    assert assumptions.durbin_watson(points) == pytest.approx(durbin_watson(points["residual"]))
    both = pd.concat([points, points.assign(unit="B")])
    assert assumptions.durbin_watson(both.iloc[::-1]) == pytest.approx(assumptions.durbin_watson(points))
    gap = points.drop(index=2)
    assert assumptions.durbin_watson(gap) == pytest.approx((4 + 9) / (1 + 1 + 0.25 + 6.25))
    assert math.isnan(assumptions.durbin_watson(points.iloc[[0, 2, 4]]))


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("normalitas", lambda rows, rng: rng.standard_cauchy(len(rows))),
        ("heteroskedastisitas", lambda rows, rng: rng.normal(0, 0.2, len(rows)) * rows["jp_per_pegawai"]),
        ("autokorelasi", lambda rows, _: 9 * np.sin(rows["period"].astype("int64") / 3)),
        ("linearitas", lambda rows, rng: rows["jp_per_pegawai"] ** 2 / 20 + rng.normal(0, 0.5, len(rows))),
    ],
)
def test_a_broken_assumption_is_named(name: str, spoil: object) -> None:
    rows = office(1, units=8, months=20)
    rng = np.random.default_rng(0)
    sound = 70 + 0.3 * rows["jp_per_pegawai"]
    broken = rows.assign(value=sound + spoil(rows, rng))  # type: ignore[operator]
    healthy = rows.assign(value=sound + np.random.default_rng(3).normal(0, 1, len(rows)))
    assert check(fit_regression(broken, x=JP, y=IKM), name).verdict == "hati-hati"
    assert check(fit_regression(healthy, x=JP, y=IKM), name).verdict == "lolos"


def test_with_trained_or_not_there_is_no_bend_to_test() -> None:
    rows = office()
    result = fit_regression(rows.assign(porsi_terlatih=100.0 * (rows["jp_per_pegawai"] > 10)), x=SHARE, y=IKM)
    bend = check(result, "linearitas")
    assert (bend.verdict, math.isnan(bend.statistic)) == ("lolos", True)
    assert "dua nilai" in bend.meaning


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (office(units=2, months=20), "baru ada 40 pasangan data dari 2 unit; perlu sedikitnya 12 pasangan dari 3 unit"),
        (office(units=11, months=1), "baru ada 11 pasangan data dari 11 unit"),
        (office().iloc[:0], "baru ada 0 pasangan data dari 0 unit"),
        (office().assign(jp_per_pegawai=math.nan), "baru ada 0 pasangan data"),
        (office().assign(jp_per_pegawai=4.0), "JP kumulatif per pegawai sama di semua unit dan periode"),
        (office().assign(value=98.7), r"Indeks Kepuasan Masyarakat \(IKM\) sama di semua unit dan periode"),
    ],
)
def test_too_little_data_is_refused_with_the_reason_and_no_number(rows: pd.DataFrame, reason: str) -> None:
    result = fit_regression(rows, x=JP, y=IKM)
    assert result.refusal is not None
    assert result.refusal.startswith("Regresi tidak dihitung: ")
    assert pd.Series([result.refusal]).str.contains(reason).all()
    assert all(map(math.isnan, numbers(result)))
    assert (result.checks, len(result.line)) == ((), 0)
    assert list(result.points.columns) == ["unit", "period", "x", "y", "fitted", "residual", "leverage"]


@pytest.mark.parametrize(
    ("trained", "verdict", "meaning"),
    [
        (1, "hati-hati", "Baru 1 unit yang pernah dilatih, jadi selang tidak dihitung; perlu sedikitnya 3."),
        (2, "hati-hati", "Baru 2 unit yang pernah dilatih, jadi selang tidak dihitung; perlu sedikitnya 3."),
        (3, "hati-hati", "Baru 3 unit yang pernah dilatih; selang kepercayaan cenderung terlalu sempit."),
        (6, "lolos", "6 unit pernah dilatih, cukup untuk selang yang dapat dipercaya."),
    ],
)
def test_an_interval_needs_units_that_were_trained_not_rows(trained: int, verdict: str, meaning: str) -> None:
    rows = office(units=9)
    untrained = rows["unit"].isin([f"Unit {number}" for number in range(trained, 9)])
    result = fit_regression(rows.assign(jp_per_pegawai=rows["jp_per_pegawai"].mask(untrained, 0)), x=JP, y=IKM)
    enough = check(result, "kecukupan unit")
    assert (enough.statistic, enough.verdict, enough.meaning) == (trained, verdict, meaning)
    assert math.isfinite(result.slope)
    assert math.isfinite(result.ci_low) == math.isfinite(result.p) == result.line["low"].notna().all() == (trained > 2)


def test_points_exactly_on_a_line_have_a_slope_and_no_interval_of_zero_width() -> None:
    rows = office()
    result = fit_regression(rows.assign(value=70 + 0.5 * rows["jp_per_pegawai"]), x=JP, y=IKM)
    assert (result.slope, result.intercept, result.r2) == pytest.approx((0.5, 70, 1))
    assert all(map(math.isnan, [result.ci_low, result.ci_high, result.t, result.p, result.f, result.f_p]))


def test_a_flat_line_is_tested_for_a_bend_without_trouble() -> None:
    """Its fitted values hardly differ, so their squares are almost a line themselves."""
    rows = office(units=9)
    flat = rows.assign(value=80 + 1e-7 * rows["jp_per_pegawai"] + np.random.default_rng(1).normal(0, 1, len(rows)))
    bend = check(fit_regression(flat, x=JP, y=IKM), "linearitas")
    square = smf.ols("value ~ jp_per_pegawai + I(jp_per_pegawai ** 2)", flat).fit()
    assert bend.p == pytest.approx(square.pvalues.iloc[2])


def test_missing_values_are_left_out_of_n() -> None:
    rows = office()
    rows.loc[[3, 11], "value"] = math.nan
    rows.loc[20, "jp_per_pegawai"] = math.nan
    assert fit_regression(rows, x=JP, y=IKM).n == len(rows) - 3


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(-30, 30), st.floats(0.5, 20), st.randoms(use_true_random=False))
def test_shift_scale_and_order(seed: int, shift: float, scale: float, order: object) -> None:
    rows = office(seed)
    plain = fit_regression(rows, x=JP, y=IKM)
    places = list(range(len(rows)))
    order.shuffle(places)  # type: ignore[attr-defined]
    mixed = fit_regression(rows.iloc[places], x=JP, y=IKM)
    assert numbers(mixed) == numbers(plain)
    moved = fit_regression(rows.assign(value=rows["value"] + shift), x=JP, y=IKM)
    assert moved.intercept == pytest.approx(plain.intercept + shift, abs=1e-6)
    assert (moved.slope, moved.ci_low, moved.p) == pytest.approx((plain.slope, plain.ci_low, plain.p), abs=1e-6)
    stretched = fit_regression(rows.assign(jp_per_pegawai=rows["jp_per_pegawai"] * scale), x=JP, y=IKM)
    assert (stretched.slope * scale, stretched.p, stretched.r2) == pytest.approx((plain.slope, plain.p, plain.r2))
    assert plain.ci_low < plain.slope < plain.ci_high
    assert (plain.p < 0.05) == (not plain.ci_low <= 0 <= plain.ci_high)


@pytest.mark.slow
def test_ninety_five_percent_means_about_ninety_five_where_ordinary_errors_do_not() -> None:
    """Training rises with time in each unit while unit effects correlate its residuals; 80 offices of 12 units."""
    inside = ordinary = 0
    for seed in range(80):
        rows = office(seed, units=12, months=10)
        result = fit_regression(rows, x=JP, y=IKM)
        line = linregress(rows["jp_per_pegawai"], rows["value"])
        inside += result.ci_low <= 0.3 <= result.ci_high
        ordinary += abs(line.slope - 0.3) <= line.stderr * stats.t.ppf(0.975, len(rows) - 2)
    assert 0.88 * 80 <= inside <= 0.98 * 80
    assert ordinary < 0.88 * 80
