"""Other events taken out of pairs, regression and effect: by hand, and against a regression with dummies."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analysis.before_after.compute import compare
from analysis.regression.compute import fit_regression
from analysis.stats.event_controls import during, outside_events, partial_out, same_circumstances
from analysis.text import sentences
from data.vocabulary.events import Event
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator

IKM = indicator("ikm")
MONTHS = pd.period_range("2025-01", "2025-12", freq="M")
LASTING = Event(date(2025, 4, 1), "Aturan baru", "")
MID_MONTH = Event(date(2025, 4, 13), "Aturan baru", "")
SPELL = Event(date(2025, 9, 1), "Banjir", "", date(2025, 9, 30), "B")


def panel(first: str, unit: str = "A", step: float = 0.0) -> pd.DataFrame:
    """One unit over the months of 2025 at 70, up 2 from `first` and by `step` from April."""
    start = pd.Period(first, "M")
    value = [70.0 + 2 * (month >= start) + step * (month >= pd.Period("2025-04", "M")) for month in MONTHS]
    return pd.DataFrame({"unit": unit, "period": MONTHS, "value": value, "first_treated": start})


def kept(rows: pd.DataFrame) -> list[int]:
    return [period.month for period in rows["period"]]


def test_a_pair_keeps_to_the_periods_between_the_same_events() -> None:
    assert kept(same_circumstances(panel("2025-06"), [LASTING])) == list(range(4, 13))
    assert kept(same_circumstances(panel("2025-06"), [MID_MONTH])) == list(range(5, 13)), "April holds both"
    assert kept(same_circumstances(panel("2025-03"), [LASTING])) == [1, 2, 3]
    assert compare(same_circumstances(panel("2025-04"), [MID_MONTH]), IKM).pairs == (), "both began in one month"
    assert kept(same_circumstances(panel("2025-06"), [SPELL])) == list(range(1, 13)), (
        "another unit's flood is no matter"
    )
    assert kept(same_circumstances(panel("2025-06", "B"), [SPELL])) == [*range(1, 9), 10, 11, 12]


def test_the_step_of_an_event_leaves_the_pairs() -> None:
    rows = pd.concat([panel("2025-06", step=5), panel("2025-05", "B", step=5)])
    assert compare(rows, IKM).difference > 4
    assert compare(same_circumstances(rows, [LASTING]), IKM).difference == pytest.approx(2)


def test_an_untrained_unit_keeps_all_its_rows() -> None:
    rows = panel("2025-06").assign(first_treated=pd.NaT)
    assert kept(same_circumstances(rows, [LASTING])) == list(range(1, 13))


def test_the_effect_drops_the_start_of_what_touches_all_and_all_of_what_touches_one() -> None:
    everybody = pd.concat([panel("2025-06"), panel("2025-06", "B")])
    left = outside_events(everybody, [LASTING, SPELL])
    assert kept(left[left["unit"] == "A"]) == [1, 2, 3, *range(5, 13)]
    assert kept(left[left["unit"] == "B"]) == [1, 2, 3, 5, 6, 7, 8, 10, 11, 12]


def test_taking_events_out_is_a_regression_with_dummies() -> None:
    """Frisch, Waugh, Lovell: the slope equals that of the long regression."""
    rng = np.random.default_rng(3)
    rows = pd.concat([panel("2025-06", unit, step=3) for unit in "ABC"], ignore_index=True)
    dose = rng.uniform(0, 30, len(rows)) + 10 * (rows["period"] >= pd.Period("2025-04", "M"))
    rows = rows.assign(jp_per_pegawai=dose, value=rows["value"] + 0.2 * dose + rng.normal(0, 1, len(rows)))
    found = fit_regression(rows, x=EXPOSURES[0], y=IKM, events=[LASTING, SPELL])
    april = (rows["period"] >= pd.Period("2025-04", "M")).astype(float)
    flood = ((rows["period"] == pd.Period("2025-09", "M")) & (rows["unit"] == "B")).astype(float)
    long = sm.OLS(rows["value"], np.column_stack([np.ones(len(rows)), dose, april, flood])).fit()
    assert found.slope == pytest.approx(long.params.iloc[1], rel=1e-9)
    assert found.points["x"].mean() == pytest.approx(dose.mean())


def test_without_events_nothing_is_taken_out() -> None:
    rows = panel("2025-06").assign(x=1.5)
    assert partial_out(rows, [], ["value", "x"])["value"].tolist() == pytest.approx(rows["value"].tolist())
    assert sentences.without_events(sentences.PAIRS, ()) == ""


def test_only_events_that_begin_or_end_within_the_data_count() -> None:
    before, after = Event(date(2020, 1, 1), "Dulu", ""), Event(date(2030, 1, 1), "Nanti", "")
    assert during([before, LASTING, SPELL, after], panel("2025-06")["period"]) == (LASTING, SPELL)


def test_events_are_named_with_days_and_unit() -> None:
    assert (
        sentences.named_events([LASTING, SPELL])
        == "Aturan baru (1 April 2025); Banjir (1 September 2025–30 September 2025, B)"
    )
