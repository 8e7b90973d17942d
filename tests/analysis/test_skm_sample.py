"""Enough respondents for the volume of the same unit and period, or no answer."""

import pandas as pd
import pytest

from analysis.survey.sample import samples


def panel(volumes: dict[str, float], freq: str = "M") -> pd.DataFrame:
    """Volume of unit A by period."""
    period = pd.Series([pd.Period(text, freq=freq) for text in volumes], dtype=object)
    table = pd.DataFrame({"unit": "A", "period": period, "indicator": "volume", "value": list(volumes.values())})
    return table.assign(n=float("nan"), porsi_terlatih=0.0, jp_per_pegawai=0.0, first_treated=pd.NaT)


def by(period: pd.Period, n: int, unit: str = "A") -> pd.DataFrame:
    return pd.DataFrame({"unit": [unit], "period": pd.Series([period], dtype=object), "n": [n]})


MONTHS = panel({"2025-01": 300, "2025-02": 300, "2025-03": 400, "2025-04": 999})


@pytest.mark.parametrize(("n", "enough"), [(278, True), (277, False)])
def test_months_add_up_to_the_survey_s_quarter(n: int, enough: bool) -> None:
    """300 + 300 + 400 users need 278 respondents."""
    (result,) = samples(by(pd.Period("2025Q1"), n), MONTHS)
    assert (result.population, result.needed, result.enough) == (1000, 278, enough)
    assert (result.office, result.unit) == ("A", "responden")


@pytest.mark.parametrize(
    ("period", "unit"),
    [(pd.Period("2025Q2"), "A"), (pd.Period("2025Q1"), "B"), (pd.Period("2025", freq="Y"), "A")],
    ids=["a month missing", "another unit", "most of the year missing"],
)
def test_no_answer_without_the_whole_volume(period: pd.Period, unit: str) -> None:
    (result,) = samples(by(period, 100, unit), MONTHS)
    assert (result.population, result.needed, result.enough) == (None, None, None)


def test_volume_coarser_than_the_survey_is_no_population() -> None:
    (result,) = samples(by(pd.Period("2025-01", "M"), 100), panel({"2025Q1": 900}, "Q"))
    assert result.enough is None


def test_no_volume_at_all() -> None:
    (result,) = samples(by(pd.Period("2025Q1"), 100), panel({}))
    assert result.population is None
