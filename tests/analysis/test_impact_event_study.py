"""The event study against regressions with one dummy a relative period, and on panels whose course is known."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtrit

from analysis.impact.estimators import build_design, estimate_effect
from analysis.impact.estimators.event_study import MAX_LEADS
from analysis.impact.estimators.small_sample import carried_by
from tests.analysis.impact_panels import comparable, noiseless, panel_of, random_panel, trained


def since_training(rows: pd.DataFrame) -> np.ndarray:
    """Periods since training; NaN for the never trained."""
    start = rows["first_treated"].astype("int64").where(rows["first_treated"].notna())
    return (rows["period"].astype("int64") - start).to_numpy(float)


def dummies(rows: pd.DataFrame) -> np.ndarray:
    return np.hstack([pd.get_dummies(rows[name]).to_numpy(float) for name in ("unit", "period")])


def course_by_regression(rows: pd.DataFrame, since: np.ndarray) -> dict[int, float]:
    """Coefficient of every relative period, the one just before training being 0."""
    lags = [int(lag) for lag in np.unique(since[~np.isnan(since)]) if lag != -1]
    columns = np.hstack([since[:, None] == lags, dummies(rows)]).astype(float)
    return dict(zip(lags, np.linalg.lstsq(columns, rows["value"].to_numpy(), rcond=None)[0], strict=False)) | {-1: 0.0}


def imputed_leads(rows: pd.DataFrame) -> dict[int, float]:
    """Leads among the untrained rows, measured from the mean untrained row of the units that will be trained."""
    since = since_training(rows)
    untrained = ~(since >= 0)
    leads = course_by_regression(rows[untrained], since[untrained])
    centre = np.mean([leads[int(lag)] for lag in since[since < 0]])
    return {lag: value - centre for lag, value in leads.items()}


def imputed_lags(rows: pd.DataFrame) -> dict[int, float]:
    since, columns = since_training(rows), dummies(rows)
    after = since >= 0
    fitted = columns @ np.linalg.lstsq(columns[~after], rows["value"].to_numpy()[~after], rcond=None)[0]
    gaps = pd.Series((rows["value"].to_numpy() - fitted)[after]).groupby(since[after]).mean()
    return {int(lag): value for lag, value in gaps.items()}


def imputed(rows: pd.DataFrame) -> dict[int, float]:
    return imputed_leads(rows) | imputed_lags(rows)


def two_way(rows: pd.DataFrame) -> dict[int, float]:
    return course_by_regression(rows, since_training(rows))


SECOND = {"imputation": imputed, "twfe": two_way}


def short_leads(seed: int) -> pd.DataFrame:
    """A random panel in which no lead is pooled for being too early and every trained unit is seen after training."""
    rows = comparable(random_panel(seed, missing=0.1 if seed % 2 else 0))
    rows = rows[~(since_training(rows) < -MAX_LEADS)]
    seen_after = rows["unit"].isin(rows.loc[trained(rows), "unit"])
    return comparable(rows[seen_after | rows["first_treated"].isna()])


@pytest.mark.parametrize("method", SECOND)
@pytest.mark.parametrize("seed", range(24))
def test_course_agrees_with_dummy_regressions(method: str, seed: int) -> None:
    rows = short_leads(seed)
    course = SECOND[method](rows)
    table = estimate_effect(rows, method=method).event_study
    assert len(table) > 5
    assert table["estimate"].to_numpy() == pytest.approx([course[lag] for lag in table["period"]], abs=1e-8)


@pytest.mark.parametrize("method", SECOND)
@pytest.mark.parametrize("seed", [0, 2])
def test_errors_are_the_jackknife_of_those_regressions(method: str, seed: int) -> None:
    rows = short_leads(seed)
    table = estimate_effect(rows, method=method).event_study
    units = rows["unit"].unique()
    full = SECOND[method](rows)
    others = [SECOND[method](rows[rows["unit"] != unit]) for unit in units]
    spread = [sum((other[lag] - full[lag]) ** 2 for other in others) for lag in table["period"]]
    assert table["se"].to_numpy() == pytest.approx(np.sqrt((len(units) - 1) / len(units) * np.array(spread)), abs=1e-8)


def test_a_drift_that_began_before_runs_straight_through() -> None:
    unit_trend = np.array([0.5, 0.5, 0.5, 0, 0, 0])[:, None] * np.arange(12)
    table = estimate_effect(panel_of(80 + unit_trend, [6, 6, 6, None, None, None])).event_study
    assert np.diff(table["estimate"]) == pytest.approx(np.full(11, 0.5), abs=1e-9)
    assert table["estimate"][:6].sum() == pytest.approx(0, abs=1e-9)


def test_the_last_wave_serves_as_comparison_where_all_are_trained_in_the_end() -> None:
    table = estimate_effect(noiseless(lambda since: 2.0, [4, 4, 8, 8, 11, 11], 13)).event_study
    assert table["period"].min() == -8
    assert table["estimate"].to_numpy() == pytest.approx(np.where(table["period"] < 0, 0.0, 2.0), abs=1e-8)


def test_relative_periods_of_a_single_unit_are_not_shown() -> None:
    table = estimate_effect(noiseless(lambda since: 2.0, [3, 5, 9, None, None])).event_study
    assert table["period"].min() == -5
    assert table["period"].max() == 8
    assert (table["n_units"] >= 2).all()


def test_early_leads_are_pooled_yet_count_in_the_baseline() -> None:
    rows = noiseless(lambda since: 0.0, [20, 20, 20, None, None, None], 30)
    raised = rows["first_treated"].notna() & (rows["period"] < rows["period"].min() + 5)
    table = estimate_effect(rows.assign(value=rows["value"] + 4.0 * raised)).event_study
    assert table["period"].min() == -MAX_LEADS
    assert table["estimate"].to_numpy() == pytest.approx(np.full(len(table), -1.0), abs=1e-9)


def test_the_fewer_units_are_seen_the_fewer_degrees_of_freedom_by_hand() -> None:
    """Three of twelve: (1/3 + 1/9)² ÷ (1/27 + 1/729) = 5,14; six of twelve: (1/3)² ÷ (2/216) = 12, at most 11."""
    assert carried_by(np.array([3, 6]), 12) == pytest.approx([(4 / 9) ** 2 / (28 / 729), 11])
    table = estimate_effect(random_panel(8)).event_study
    half = (table["ci_high"] - table["estimate"]) / table["se"]
    units = len(build_design(random_panel(8)).units)
    assert half.to_numpy() == pytest.approx(stdtrit(carried_by(table["n_units"].to_numpy(), units), 0.975))
