"""Callaway and Sant'Anna against 2×2 differences taken one by one, and against refits without each unit."""

import numpy as np
import pandas as pd
import pytest

from analysis.impact.estimators import Design, ImpactError, build_design, estimate_effect
from analysis.impact.estimators.callaway import Controls, GroupTime, group_time
from tests.analysis.impact_panels import noiseless, panel_of, random_panel
from tests.analysis.verdict_panels import office

SEEDS = range(24)
Cells = dict[tuple[pd.Period, pd.Period], tuple[float, float, int]]


def two_by_two(rows: pd.DataFrame, controls: Controls) -> Cells:
    """Effect, variance and wave size of every wave and period, from differences of unit rows in a wide table."""
    wide = rows.pivot(index="unit", columns="period", values="value")
    wave = rows.groupby("unit")["first_treated"].first()
    value, periods = wide.to_numpy(), list(wide.columns)
    never, cells = wave.isna().to_numpy(), {}
    for group in sorted(wave.dropna().unique()):
        mine = (wave == group).to_numpy()
        for t, period in enumerate(periods):
            base = max((b for b in range(len(periods)) if periods[b] < min(group, period)), default=None)
            if base is None:
                continue
            rest = never if controls == "never" else never | ((wave > period).to_numpy() & ~mine)
            change = value[:, t] - value[:, base]
            trained, control = (change[side & ~np.isnan(change)] for side in (mine, rest))
            if len(trained) and len(control):
                variance = trained.var() / len(trained) + control.var() / len(control)
                cells[group, period] = (trained.mean() - control.mean(), variance, int(mine.sum()))
    return cells


def averaged(cells: Cells, chosen: list[tuple[pd.Period, pd.Period]]) -> float:
    return float(np.average([cells[key][0] for key in chosen], weights=[cells[key][2] for key in chosen]))


def simple(rows: pd.DataFrame, controls: Controls) -> float:
    cells = two_by_two(rows, controls)
    return averaged(cells, [key for key in cells if key[1] >= key[0]])


@pytest.mark.parametrize("controls", ["never", "not_yet"])
@pytest.mark.parametrize("seed", SEEDS)
def test_cells_and_averages_agree_with_two_by_two_differences(seed: int, controls: Controls) -> None:
    rows = random_panel(seed, missing=0.1 if seed % 2 else 0)
    design = build_design(rows)
    result = group_time(design, controls=controls)
    cells = two_by_two(within(rows, design), controls)
    table = result.table(design)
    assert list(zip(table["group"], table["period"], strict=True)) == list(cells)
    assert table["estimate"].to_numpy() == pytest.approx([effect for effect, _, _ in cells.values()], abs=1e-8)
    assert table["se"].to_numpy() == pytest.approx([variance**0.5 for _, variance, _ in cells.values()], abs=1e-8)
    check_averages(result, cells, list(design.periods))


def within(rows: pd.DataFrame, design: Design) -> pd.DataFrame:
    kept = rows["unit"].isin(design.units)
    used = design.periods[design.observed.any(0)]
    return rows[kept & rows["period"].isin(used)]


def check_averages(result: GroupTime, cells: Cells, periods: list[pd.Period]) -> None:
    after = [key for key in cells if key[1] >= key[0]]
    assert result.simple.estimate == pytest.approx(averaged(cells, after), abs=1e-8)
    for column, effect in result.group.items():
        mine = [key for key in after if key[0] == periods[column]]
        assert effect.estimate == pytest.approx(np.mean([cells[key][0] for key in mine]), abs=1e-8)
    for lag, effect in result.dynamic.items():
        at_lag = [key for key in cells if periods.index(key[1]) - periods.index(key[0]) == lag]
        assert effect.estimate == pytest.approx(averaged(cells, at_lag), abs=1e-8)
    late = [effect.estimate for lag, effect in result.dynamic.items() if lag >= 0]
    assert result.dynamic_overall.estimate == pytest.approx(np.mean(late), abs=1e-8)


@pytest.mark.parametrize("seed", range(0, 50, 10))
def test_left_out_estimates_are_refits_without_the_unit(seed: int) -> None:
    rows = random_panel(seed, missing=0, never=4)
    result = group_time(build_design(rows), controls="never")
    refits = [simple(rows[rows["unit"] != unit], "never") for unit in sorted(rows["unit"].unique())]
    assert result.simple.left_out == pytest.approx(refits, abs=1e-8)


def test_influence_sums_to_zero_and_is_the_derivative_with_respect_to_a_units_weight() -> None:
    rows = random_panel(7, missing=0)
    many = pd.concat([rows.assign(unit=rows["unit"] + f"/{copy}") for copy in range(200)])
    extra = rows[rows["unit"] == "Unit 02"].assign(unit="Unit 02/extra")
    base, more = (group_time(build_design(frame)) for frame in (many, pd.concat([many, extra])))
    assert base.simple.influence.sum() == pytest.approx(0, abs=1e-8)
    units = build_design(many).units
    influence = base.simple.influence[units.index("Unit 02/0")]
    assert len(units) * (more.simple.estimate - base.simple.estimate) == pytest.approx(influence, rel=0.02)


def test_waves_differ_and_each_is_recovered() -> None:
    rows = noiseless(lambda since: 2.0 + 0.5 * since, [4, 4, 8, None, None])
    design = build_design(rows)
    table = group_time(design).table(design)
    lag = table["period"].astype("int64") - table["group"].astype("int64")
    assert table["estimate"].to_numpy() == pytest.approx(np.where(lag >= 0, 2.0 + 0.5 * lag, 0.0), abs=1e-9)


def test_without_never_trained_units_the_not_yet_trained_stand_in() -> None:
    rows = noiseless(lambda since: 4.0, [4, 6, 6, 9, 9])
    result = estimate_effect(rows, method="cs")
    assert result.estimate == pytest.approx(4, abs=1e-9)
    assert result.dropped_periods == 5
    assert any("belum dilatih pada periode yang sama" in note for note in result.notes)


def test_units_never_seen_together_are_refused() -> None:
    value = np.full((4, 8), np.nan)
    value[:2, ::2], value[2:, 1::2] = 1.0, 2.0
    value[0, 0] = 3.0
    with pytest.raises(ImpactError, match="pembanding"):
        estimate_effect(panel_of(value, [4, 4, None, None]), method="cs")


def test_units_of_one_date_are_one_wave_with_and_without_a_transition() -> None:
    """Three units start in month 10, three were trained in the middle of month 9: one row a period, of all six."""
    panel = office(noise=1, first=lambda unit: 10 if unit < 3 else 9)
    mixed = panel["unit"].isin([f"Unit {unit:02d}" for unit in (4, 5, 6)])
    design = build_design(panel.assign(share_after=np.where(mixed, 0.5, 1.0)))
    result = group_time(design)
    table, waves = result.table(design), result.waves(design)
    after = table[table["period"] >= table["group"]]
    assert not table.duplicated(["group", "period"]).any()
    assert set(after["n_trained"]) == {6}
    assert len(waves) == 1
    assert after["estimate"].mean() == pytest.approx(waves["estimate"].iloc[0])
