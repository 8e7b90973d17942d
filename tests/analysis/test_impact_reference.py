"""Published tables, to the digits they are printed with."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from analysis.impact.estimators import Design, build_design, estimate_effect
from analysis.impact.estimators.callaway import GroupTime, group_time
from analysis.impact.estimators.its import rate_ratio
from data.ingest.load import load_books
from data.panel.build import panel_of, series


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "reference" / "expected.json").read_text())


@pytest.fixture(scope="module")
def mpdta(shared: Path) -> pd.DataFrame:
    raw = pd.read_csv(shared / "reference" / "mpdta.csv")
    first = raw["first.treat"].astype(int).astype(str).where(raw["first.treat"] > 0)
    return pd.DataFrame(
        {
            "unit": raw["countyreal"].astype(str),
            "period": pd.PeriodIndex(raw["year"].astype(str), freq="Y"),
            "value": raw["lemp"],
            "first_treated": pd.PeriodIndex(first, freq="Y"),
        }
    )


@pytest.fixture(scope="module")
def design(mpdta: pd.DataFrame) -> Design:
    return build_design(mpdta)


@pytest.fixture(scope="module")
def effects(design: Design) -> GroupTime:
    return group_time(design, controls="never")


def test_group_time_table(effects: GroupTime, design: Design, expected: dict[str, Any]) -> None:
    reference = expected["mpdta_callaway_santanna"]
    table = effects.table(design)
    rows = {
        f"{group}-{period}": (effect, se) for group, period, effect, se in table.iloc[:, :4].itertuples(index=False)
    }
    assert {key: round(effect, 4) for key, (effect, _) in rows.items()} == reference["published"]["att_gt"]
    assert {key: (round(e, 6), round(se, 6)) for key, (e, se) in rows.items()} == {
        key: tuple(pair) for key, pair in reference["computed"]["att_gt"].items()
    }
    assert set(zip(table["n_trained"], table["n_controls"], strict=True)) == {(20, 309), (40, 309), (131, 309)}


def test_pretest(effects: GroupTime, expected: dict[str, Any]) -> None:
    assert round(effects.pretest_p, 5) == expected["mpdta_callaway_santanna"]["published"]["pretest_p"]


def test_dynamic_effects(effects: GroupTime, expected: dict[str, Any]) -> None:
    reference = expected["mpdta_callaway_santanna"]
    computed = {str(lag): [round(effect.estimate, 6), round(effect.se, 6)] for lag, effect in effects.dynamic.items()}
    assert computed == reference["computed"]["dynamic"]
    printed = {str(lag): round(effect.estimate, 4) for lag, effect in effects.dynamic.items()}
    assert printed | {"overall": round(effects.dynamic_overall.estimate, 4)} == reference["published"]["dynamic"]
    assert effects.dynamic_overall.se == pytest.approx(0.0200, abs=5e-5)


def test_group_effects(effects: GroupTime, design: Design, expected: dict[str, Any]) -> None:
    reference = expected["mpdta_callaway_santanna"]
    by_year = {str(design.periods[column]): effect for column, effect in effects.group.items()}
    assert {year: [round(e.estimate, 6), round(e.se, 6)] for year, e in by_year.items()} == reference["computed"][
        "group"
    ]
    assert round(effects.group_overall.estimate, 3) == reference["published"]["group"]["overall"]
    assert round(effects.group_overall.se, 4) == reference["computed"]["group_overall_csdid"][1]


def test_simple_average(effects: GroupTime, expected: dict[str, Any]) -> None:
    reference = expected["mpdta_callaway_santanna"]
    assert round(effects.simple.estimate, 6) == reference["published"]["simple"]
    assert round(effects.simple.se, 6) == reference["computed"]["simple"][1]


@pytest.mark.parametrize(
    ("method", "key", "printed"),
    [("cs", "simple", -0.0400), ("twfe", "twfe", -0.0365), ("imputation", "imputation_bjs", -0.0477)],
)
def test_the_common_entrance(
    method: str, key: str, printed: float, mpdta: pd.DataFrame, expected: dict[str, Any]
) -> None:
    result = estimate_effect(mpdta, method=method)
    estimate, se = expected["mpdta_callaway_santanna"]["computed"][key]
    assert round(result.estimate, 4) == printed
    assert result.estimate == pytest.approx(estimate, abs=5e-7)
    assert result.se == pytest.approx(se, abs=5e-4)
    assert (result.n_units, result.n_treated, result.n_never, result.n_periods) == (500, 191, 309, 5)


def test_heart_attacks_fell_after_the_smoking_ban(shared: Path, expected: dict[str, Any]) -> None:
    months = pd.read_csv(shared / "reference" / "sicily.csv")
    series = months["aces"], months["stdpop"], months["smokban"]
    computed = expected["sicily_its"]["computed"]
    plain = rate_ratio(*series, overdispersed=False)
    assert [round(x, 4) for x in (plain.estimate, plain.ci_low, plain.ci_high)] == computed["poisson"]
    for cycle, key in ((1, "quasi_poisson"), (12, "quasi_poisson_season")):
        scaled = rate_ratio(*series, cycle=cycle)
        interval = [round(x, 4) for x in (scaled.estimate, scaled.ci_low, scaled.ci_high)]
        assert [interval, round(scaled.dispersion, 4)] == computed[key]
    assert round(plain.estimate, 2) == expected["sicily_its"]["published"]["step_change_rr"][0]


def test_the_same_rate_ratio_through_a_workbook(shared: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    months = pd.read_csv(shared / "reference" / "sicily.csv")
    book = Workbook()
    figures, bans = book.active, book.create_sheet("Pelatihan")
    figures.append(["Unit", "Periode", "Serangan jantung", "Penduduk baku"])
    for year, month, cases, people in months[["year", "month", "aces", "stdpop"]].itertuples(index=False):
        figures.append(["Wilayah Sisilia", f"{year}-{month:02d}", cases, people])
    bans.append(["Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "JP"])
    bans.append(["Wilayah Sisilia", "Larangan merokok", date(2005, 1, 10), date(2005, 1, 10), 1])
    book.save(tmp_path / "sicily.xlsx")
    panel = panel_of(load_books([tmp_path / "sicily.xlsx"]))
    cases, people = (series(panel, name) for name in ("Serangan jantung", "Penduduk baku"))
    after = cases["period"] >= cases["first_treated"]
    found = rate_ratio(cases["value"], people["value"], after, cycle=12)
    interval = [round(x, 4) for x in (found.estimate, found.ci_low, found.ci_high)]
    assert [interval, round(found.dispersion, 4)] == expected["sicily_its"]["computed"]["quasi_poisson_season"]
