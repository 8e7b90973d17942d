"""The slopes of Pelatihan dan kepuasan beside the simple one: second implementations, and what agreement says."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict

from analysis.regression import text as regression_text
from analysis.regression.chart import slopes_table
from analysis.regression.compute import Regression, fit_regression
from analysis.stats.event_controls import steps
from analysis.text import wording
from benchmarks.association import SITUATIONS, says_a_relation, simulate
from data.vocabulary.events import Event
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator

IKM, JP = indicator("ikm"), EXPOSURES[0]
NAMES = ["pooled", "within", "between", "twoway", "first_difference"]
FLOOD = Event(date(2023, 10, 5), "Banjir", "", date(2024, 1, 20), "Unit 01")
RULE = Event(date(2024, 3, 1), "Aturan baru", "")


def ragged(seed: int) -> pd.DataFrame:
    """A random office of 4 to 9 units with a tenth of its rows missing, in random order."""
    rng = np.random.default_rng(seed)
    units, months = int(rng.integers(4, 10)), int(rng.integers(10, 30))
    rows = pd.DataFrame(
        {
            "unit": np.repeat([f"Unit {place:02d}" for place in range(units)], months),
            "period": pd.PeriodIndex([pd.Period("2023-01", "M") + place for place in range(months)] * units),
            "jp_per_pegawai": rng.exponential(2, (units, months)).cumsum(axis=1).ravel(),
        }
    )
    value = 80 + np.repeat(rng.normal(0, 4, units), months) + 0.2 * rows["jp_per_pegawai"] + rng.normal(0, 2, len(rows))
    return rows.assign(value=value).sample(frac=0.9, random_state=seed)


def dummies(rows: pd.DataFrame, *columns: str) -> np.ndarray:
    return pd.get_dummies(rows[list(columns)].astype(str), drop_first=True, dtype=float).to_numpy()


def by_dummies(rows: pd.DataFrame, events: list[Event]) -> list[float]:
    """The five slopes by statsmodels: one dummy a unit and a period, means of units, differences of months in a row."""
    rows = rows.sort_values(["unit", "period"], ignore_index=True)
    rows[[f"step {place}" for place in range(len(events))]] = steps(rows, events)
    columns = ["value", "jp_per_pegawai", *(column for column in rows if str(column).startswith("step"))]
    means = rows.groupby("unit")[columns].mean()
    changes = rows.groupby("unit")[columns].diff()
    months = rows["period"].map(lambda period: period.ordinal)
    changes = changes[months.groupby(rows["unit"]).diff() == 1]

    def slope(frame: pd.DataFrame, held: np.ndarray) -> float:
        design = np.column_stack([frame[columns[1:]].to_numpy(), np.ones(len(frame)), held])
        return float(sm.OLS(frame["value"].to_numpy(), design).fit().params[0])

    nothing = np.empty((len(rows), 0))
    return [
        slope(rows, nothing), slope(rows, dummies(rows, "unit")), slope(means, nothing[: len(means)]),
        slope(rows, dummies(rows, "unit", "period")), slope(changes, nothing[: len(changes)]),
    ]  # fmt: skip


@pytest.mark.filterwarnings("ignore:The design matrix is rank-deficient")
@pytest.mark.parametrize("seed", range(24))
def test_the_slopes_are_those_of_regressions_on_dummies(seed: int) -> None:
    rows, events = ragged(seed), [[], [RULE], [RULE, FLOOD]][seed % 3]
    result = fit_regression(rows, x=JP, y=IKM, events=events)
    assert [one.name for one in result.slopes] == NAMES
    assert [one.slope for one in result.slopes] == pytest.approx(by_dummies(rows, events), abs=1e-8)


@pytest.mark.parametrize("seed", range(24))
def test_intervals_are_the_jackknife_of_refitted_offices_made_unbiased(seed: int) -> None:
    """Twoway by its definition: refit without each unit; weights from a regression of each row's indicator."""
    rows = ragged(seed).sort_values(["unit", "period"], ignore_index=True)
    found = fit_regression(rows, x=JP, y=IKM).slope_of("twoway")
    units = rows["unit"].unique()

    def weights(kept: pd.Series) -> np.ndarray:
        part = rows[kept]
        design = np.column_stack([part["jp_per_pegawai"], np.ones(len(part)), dummies(part, "unit", "period")])
        out = np.zeros(len(rows))
        out[kept.to_numpy()] = np.linalg.pinv(design)[0]
        return out

    whole = weights(rows["unit"].notna())
    moved = np.array([weights(rows["unit"] != unit) - whole for unit in units])
    products, y = moved @ moved.T, rows["value"].to_numpy()
    plain = (len(units) - 1) / len(units) * np.square(moved @ y).sum()
    bias = (len(units) - 1) / len(units) * np.trace(products) / (whole @ whole)
    freedom = np.trace(products) ** 2 / np.square(products).sum()
    half = stats.t.ppf(0.975, freedom) * math.sqrt(plain / bias)
    assert (found.ci_low, found.ci_high) == pytest.approx((found.slope - half, found.slope + half), abs=1e-8)
    assert found.p == pytest.approx(2 * stats.t.sf(abs(found.slope) / math.sqrt(plain / bias), freedom), abs=1e-8)


def test_a_slope_by_hand() -> None:
    """One unit is trained with 10 JP and rises by 3 in that month; two are never trained and never change."""
    rows = pd.DataFrame(
        {
            "unit": np.repeat(["A", "B", "C"], 4),
            "period": list(pd.period_range("2025-01", periods=4, freq="M")) * 3,
            "jp_per_pegawai": [0, 0, 10, 10, *[0] * 8],
            "value": [70, 70, 73, 73, 80, 80, 80, 80, 90, 90, 90, 90],
        }
    )
    slopes = {one.name: one for one in fit_regression(rows, x=JP, y=IKM).slopes}
    assert slopes["within"].slope == pytest.approx(0.3)
    assert slopes["twoway"].slope == pytest.approx(0.3)
    assert slopes["between"].slope == pytest.approx((71.5 - 85) / 5)
    assert slopes["first_difference"].slope == pytest.approx(0.3)
    assert [one.n for one in slopes.values()] == [12, 12, 3, 12, 9]
    assert all(math.isnan(one.ci_low) and math.isnan(one.p) for one in slopes.values()), "one unit was trained"


@pytest.mark.parametrize("seed", range(10))
def test_predictions_of_another_unit_are_those_of_cross_validation(seed: int) -> None:
    rows = ragged(seed)
    result = fit_regression(rows, x=JP, y=IKM)
    for model, error in ((LinearRegression(), result.loo_error), (DummyRegressor(), result.loo_error_mean_only)):
        guess = cross_val_predict(
            model, rows[["jp_per_pegawai"]], rows["value"], groups=rows["unit"], cv=LeaveOneGroupOut()
        )
        assert error == pytest.approx(np.abs(rows["value"] - guess).mean(), abs=1e-8)


def office(order: list[int], trend: float, effect: float, noise: float = 0.3, seed: int = 0) -> Regression:
    """Nine units, 2 apart (0.2 where the order is mixed); those of `order` trained two months apart, 10 JP each."""
    first = np.full(9, 99)
    first[order] = 10 + 2 * np.arange(len(order))
    jp = 10.0 * (np.arange(24) >= first[:, None])
    value = 70 + (0.2 if order == MIXED else 2.0) * np.arange(9)[:, None] + trend * np.arange(24) + effect * jp / 10
    rows = pd.DataFrame(
        {
            "unit": np.repeat(list("ABCDEFGHI"), 24),
            "period": list(pd.period_range("2024-01", periods=24, freq="M")) * 9,
            "jp_per_pegawai": jp.ravel(),
            "value": (value + np.random.default_rng(seed).normal(0, noise, value.shape)).ravel(),
        }
    )
    return fit_regression(rows, x=JP, y=IKM)


MIXED, BEST, WORST = [0, 8, 1, 7, 2, 6], [8, 7, 6, 5, 4, 3], [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("order", "trend", "effect", "agreement"),
    [
        (MIXED, 0.0, 4.0, "same"),
        (MIXED, 0.3, 0.0, "periods"),
        (BEST, 0.0, 0.0, "units"),
        (WORST, 0.0, 0.0, "units"),
        (WORST, 0.0, 4.0, "units"),
    ],
)
def test_agreement_names_what_the_slope_mostly_compares(
    order: list[int], trend: float, effect: float, agreement: str
) -> None:
    assert office(order, trend, effect).agreement == agreement


@pytest.mark.parametrize(
    ("order", "trend", "effect", "title", "words"),
    [
        (MIXED, 0.0, 4.0, "IKM lebih tinggi bila pelatihan lebih banyak", "Serupa pula di dalam unit yang sama"),
        (MIXED, 0.3, 0.0, "IKM lebih tinggi bila pelatihan lebih banyak, terutama antarperiode",
         "Kemiringan ini terutama membandingkan bulan yang berbeda. Yang tersisa di dalam unit yang sama"),
        (BEST, 0.0, 0.0, "IKM lebih tinggi bila pelatihan lebih banyak, terutama antarunit",
         "Kemiringan ini terutama membandingkan unit yang berbeda. Yang tersisa di dalam unit yang sama"),
        (WORST, 0.0, 0.0, "IKM lebih rendah bila pelatihan lebih banyak, terutama antarunit",
         "tanpa gerak bersama tiap bulan: lebih"),
        (WORST, 0.0, 4.0, "Semua titik: hubungan pelatihan dan IKM belum terlihat",
         "tanpa gerak bersama tiap bulan: lebih tinggi 4,"),
    ],
)  # fmt: skip
def test_title_and_sentence_claim_what_the_slope_compares(
    order: list[int], trend: float, effect: float, title: str, words: str
) -> None:
    result = office(order, trend, effect)
    assert regression_text.title(result) == title
    assert words in regression_text.sentence(result)


def test_the_table_holds_the_five_slopes_for_ten_hours() -> None:
    result = office(MIXED, 0.0, 4.0)
    table = slopes_table(result)
    assert table["Membandingkan"].tolist() == [
        "Semua titik", "Di dalam unit", "Antarunit", "Unit dan waktu", "Selisih pertama",
    ]  # fmt: skip
    assert table["Kemiringan per 10 JP"].iloc[3] == f"{wording.signed(10 * result.slope_of('twoway').slope)} poin"
    assert table["n"].tolist() == ["216", "216", "9", "216", "207"]


def test_a_refused_regression_has_no_slopes() -> None:
    refused = fit_regression(ragged(1).iloc[:5], x=JP, y=IKM)
    assert (refused.slopes, len(slopes_table(refused))) == ((), 0)
    assert regression_text.other_units(refused).count("–") == 2


def test_one_date_for_all_leaves_nothing_inside_units_and_periods() -> None:
    rows = ragged(3)
    together = rows.assign(jp_per_pegawai=10.0 * (rows["period"] >= pd.Period("2023-06", "M")))
    result = fit_regression(together, x=JP, y=IKM)
    assert result.agreement == "unknown"
    assert math.isnan(result.slope_of("twoway").slope)
    assert math.isfinite(result.slope_of("within").slope)


@pytest.mark.slow
@pytest.mark.parametrize("kind", SITUATIONS[:5], ids=lambda kind: kind.label)
def test_the_page_does_not_call_a_mixture_a_relation_inside_units(kind: object) -> None:
    """40 offices each; the interval inside units and periods holds the truth, and at most 5 % of the words err."""
    results = [fit_regression(simulate(900 + seed, kind), x=JP, y=IKM) for seed in range(40)]  # type: ignore[arg-type]
    truth = kind.effect / 10  # type: ignore[attr-defined]
    twoway = [result.slope_of("twoway") for result in results]
    assert sum(one.ci_low <= truth <= one.ci_high for one in twoway) >= 36
    assert truth or sum(map(says_a_relation, results)) <= 2
