"""Dose and response against a regression with dummies."""

import numpy as np
import pandas as pd
import pytest

from analysis.impact.estimators import ImpactError
from analysis.impact.estimators.dose import dose_response
from tests.analysis.impact_panels import own_spread_by_hand, random_panel


def dosed(seed: int) -> pd.DataFrame:
    rows = random_panel(seed)
    steps = np.random.default_rng(seed).integers(0, 6, len(rows))
    dose = pd.Series(steps, index=rows.index).groupby(rows["unit"]).cumsum().astype(float)
    return rows.assign(jp_per_pegawai=dose, value=rows["value"] + 0.1 * dose)


def slope_by_regression(rows: pd.DataFrame, y: np.ndarray) -> np.ndarray:
    columns = [rows[["jp_per_pegawai"]], pd.get_dummies(rows["unit"]), pd.get_dummies(rows["period"])]
    x = np.hstack([frame.to_numpy(float) for frame in columns])
    return np.linalg.lstsq(x, y, rcond=None)[0][0]


@pytest.mark.parametrize("seed", range(24))
def test_slope_and_error_agree_with_dummy_regressions(seed: int) -> None:
    rows = dosed(seed).reset_index(drop=True)
    result = dose_response(rows)
    variance, dof = own_spread_by_hand(rows, slope_by_regression)
    assert result.slope.estimate == pytest.approx(slope_by_regression(rows, rows["value"].to_numpy()), abs=1e-8)
    assert (result.slope.se, result.dof) == pytest.approx((np.sqrt(variance), dof), abs=1e-7)
    assert (result.n_units, result.n_obs) == (rows["unit"].nunique(), len(rows))


def test_a_response_without_noise_is_recovered() -> None:
    rows = dosed(3)
    constants = rows["unit"].str[-2:].astype(float) + rows["period"].dt.month
    result = dose_response(rows.assign(value=constants + 0.25 * rows["jp_per_pegawai"]))
    assert result.slope.estimate == pytest.approx(0.25, abs=1e-9)
    assert result.slope.se == pytest.approx(0, abs=1e-9)


def test_rows_without_a_dose_are_not_used() -> None:
    rows = dosed(3)
    blank = rows["jp_per_pegawai"].where(rows.index % 7 != 0)
    assert dose_response(rows.assign(jp_per_pegawai=blank)).n_obs == blank.notna().sum()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda rows: rows.drop(columns="jp_per_pegawai"), "kolom jp_per_pegawai"),
        (lambda rows: rows[rows["unit"] <= "Unit 02"], "paling sedikit 3 unit; baru ada 2"),
        (lambda rows: rows.assign(jp_per_pegawai=20.0), "tidak cukup berbeda"),
        (lambda rows: rows.assign(jp_per_pegawai=0.0), "tidak cukup berbeda"),
        (lambda rows: rows.assign(jp_per_pegawai=rows["period"].dt.month.astype(float)), "tidak cukup berbeda"),
    ],
)
def test_doses_that_cannot_answer_are_refused(change: object, reason: str) -> None:
    with pytest.raises(ImpactError, match=reason):
        dose_response(change(dosed(3)))  # type: ignore[operator]
