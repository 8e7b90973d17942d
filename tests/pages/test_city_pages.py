"""The pages of a city of known truth: shown only where there are several kecamatan; the choice of one travels."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.city.compute import effects
from analysis.city.reporting import reporting_sentence, sendings
from analysis.interfaces.command_line import main as analysis
from analysis.report.content.build import build_report
from analysis.report.content.report import text_of
from analysis.report.formats.files import written
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.region.kecamatan import only
from data.region.read import read_region
from data.samples.city import KecamatanTruth, write_city
from data.vocabulary.indicators import indicator
from pages.parts.cache import ALL
from pages.parts.sections import ONE_OFFICE
from tests.data.persons import ANI
from tests.pages.app import press, visit, words

CITY = ["ringkasan_kota", "antarkecamatan", "pelaporan"]
NAMES = [f"Kecamatan {number}" for number in range(1, 7)]
City = tuple[Path, list[KecamatanTruth], Dataset]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Six kecamatan of six units and 30 months."""
    folder = tmp_path_factory.mktemp("kota")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAMPAK_HOME", str(tmp_path_factory.mktemp("home")))
        truth = write_city(7, folder, ANI, kecamatan=6, units=6, months=30, effect=3.0)
        return folder, truth, read_region(folder)[0]


@pytest.fixture
def app(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on that folder."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    monkeypatch.setenv("DAMPAK_RECORDS", str(city[0]))
    monkeypatch.setenv("DAMPAK_KECAMATAN", "Kecamatan 1;Benowo")
    return visit()


def test_the_effects_of_a_sample_city_are_recovered(city: City) -> None:
    known = indicator("ikm")
    true = {one.kecamatan: one.effect for one in city[1]}
    found = effects(series(panel_of(city[2]), "ikm"), known)
    assert len(found.effects) == 6
    assert sum(one.low <= true[one.kecamatan] <= one.high for one in found.effects) >= 5
    assert found.pooled is not None
    assert found.pooled.mean_low <= sum(true.values()) / 6 <= found.pooled.mean_high


@pytest.mark.slow
def test_31_kecamatan_of_known_truth_are_recovered_with_the_coverage_that_is_said(home: Path, tmp_path: Path) -> None:
    """Intervals of 95 %: fewer than 27 of 31 would hold the truth once in a hundred cities. Nobody is in two places."""
    several = write_city(7, tmp_path, ANI, kecamatan=31, units=9, months=36, effect=3)
    truth = {one.kecamatan: one.effect for one in several}
    region = read_region(tmp_path)[0]
    found = effects(series(panel_of(region), "ikm"), indicator("ikm"))
    assert found.left_out == ()
    assert found.pooled is not None
    assert sum(one.low <= truth[one.kecamatan] <= one.high for one in found.effects) >= 27
    assert sum(one.own.ci_low <= truth[one.kecamatan] <= one.own.ci_high for one in found.effects) >= 27
    assert found.pooled.mean_low <= sum(truth.values()) / 31 <= found.pooled.mean_high
    own = [one.own.estimate - truth[one.kecamatan] for one in found.effects]
    drawn = [one.pooled - truth[one.kecamatan] for one in found.effects]
    assert sum(error**2 for error in drawn) < sum(error**2 for error in own)
    places = region.pegawai.assign(place=region.pegawai["unit"].map(region.kecamatan))
    assert places.groupby("nip")["place"].nunique().max() == 1


def test_the_months_report_of_a_city_has_a_part_a_kecamatan_and_ranks_none(city: City) -> None:
    report = build_report(city[2], pd.Period("2026-10", "M"), printed_at=datetime(2026, 11, 3))
    first, *rest = report.sections
    assert first.name == "Antarkecamatan"
    assert [row[0] for row in first.tables[0].rows] == NAMES
    assert any("Rata-rata kecamatan" in sentence for sentence in first.sentences)
    own = [section for section in rest if section.name in NAMES]
    assert [section.name for section in own] == NAMES
    for section in own:
        units = {f"{row[0]}, {section.name}" for row in section.tables[0].rows} & set(city[2].kecamatan)
        assert units == {unit for unit, place in city[2].kecamatan.items() if place == section.name}
        assert not any("capai" in column.title for column in section.tables[0].columns), "no target, no capaian"
    assert max(len(table.rows) for section in report.sections for table in section.tables) < 20
    assert len({table.title for section in report.sections for table in section.tables}) == sum(
        len(section.tables) for section in report.sections
    )
    assert text_of(first.tables[0].rows[0][2]).replace(".", "").isdigit(), "n counts respondents"
    sheets = len(written(report, "png"))
    assert sheets <= len(written(replace(report, sections=(first, *rest[: -len(own)])), "png")) + len(own)


@pytest.mark.parametrize("page", CITY)
def test_a_page_of_the_city_answers(page: str, app: AppTest) -> None:
    app.switch_page(f"pages/city/{page}.py").run()
    assert not app.exception
    assert "kecamatan" in words(app)
    assert "kesalahan program" not in words(app)


def test_a_chosen_kecamatan_is_the_only_one_on_every_page(app: AppTest, city: City) -> None:
    app.sidebar.selectbox(key="kecamatan").set_value("Kecamatan 3").run()
    app.switch_page("pages/analyst/jelajah.py").run()
    assert app.sidebar.selectbox(key="kecamatan").value == "Kecamatan 3"
    units = app.multiselect(key="unit").options
    assert units
    assert all(unit.endswith("Kecamatan 3") for unit in units)
    app.switch_page("pages/leadership/ringkasan.py").run()
    assert app.caption[0].value.startswith("Kecamatan 3 · ")
    one = only(city[2], "Kecamatan 3")
    assert len(one.kinerja) == (city[2].kinerja["unit"].map(city[2].kecamatan) == "Kecamatan 3").sum()
    assert len(one.pegawai) < len(city[2].pegawai)


def test_the_pages_of_a_city_are_in_the_menu_of_a_city_alone(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    shown: list[list[str]] = []
    navigation = st.navigation

    def menu(pages: dict[str, list[Any]], **options: Any) -> Any:
        shown.append([page.visibility for page in pages["Kota"]])
        return navigation(pages, **options)

    monkeypatch.setattr(st, "navigation", menu)
    app = visit()
    assert not app.sidebar.selectbox
    monkeypatch.setenv("DAMPAK_RECORDS", str(city[0]))
    assert app.run().sidebar.selectbox
    assert shown == [["hidden"] * 4, ["visible"] * 4]


@pytest.mark.parametrize("page", CITY)
def test_an_office_is_told_what_a_page_of_a_city_needs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    app = visit(f"pages/city/{page}.py")
    assert [one.value for one in app.info] == [ONE_OFFICE]
    assert [link.label for link in app.get("page_link")] == ["Ringkasan"]
    assert app.title[0].value


def test_a_presentation_begins_with_the_summary_of_all_kecamatan(app: AppTest) -> None:
    press(app, "Presentasi")
    assert not app.exception
    assert app.sidebar.selectbox(key="kecamatan").value == ALL


def test_who_is_late_silent_or_has_gaps_is_told(city: City) -> None:
    kinerja = city[2].kinerja
    place = kinerja["unit"].map(city[2].kecamatan)
    gap = (place == "Kecamatan 2") & (kinerja["period"] == pd.Period("2026-03", "M"))
    early = (place == "Kecamatan 4") & kinerja["period"].map(lambda period: period > pd.Period("2026-08", "M"))
    dataset = Dataset(kinerja=kinerja[~(gap | early)], kecamatan=city[2].kecamatan)
    sent = dict.fromkeys(NAMES, datetime(2026, 11, 5))
    found = sendings(dataset, sent, ["Benowo", "Kecamatan 1"], date(2026, 11, 20))
    assert [(one.kecamatan, one.state) for one in found[:3]] == [
        ("Benowo", "never"), ("Kecamatan 4", "stale"), ("Kecamatan 2", "gaps")
    ]  # fmt: skip
    assert found[1].late == (date(2026, 11, 20) - date(2026, 8, 31)).days - 45
    assert found[2].missing == (pd.Period("2026-03", "M"),)
    assert reporting_sentence(found).startswith("4 dari 7 kecamatan lengkap")


def test_the_report_of_a_city_comes_from_its_page_and_from_the_command(app: AppTest, tmp_path: Path) -> None:
    app.switch_page("pages/leadership/laporan.py").run()
    assert not app.exception
    assert "IKM" in words(app)
    assert analysis(["report", "--month", "2026-10", "--formats", "xlsx", "--out", str(tmp_path)]) == 0
    (file,) = tmp_path.glob("*.xlsx")
    assert {"Antarkecamatan", *NAMES} <= set(openpyxl.load_workbook(file, read_only=True).sheetnames)
