"""The office's figures of the last whole period: means by hand, the same as the report's, never of a running month."""

from datetime import date

import pandas as pd
import pytest

from analysis.overview.latest import chart, text
from analysis.overview.latest.compute import latest, latest_figures
from analysis.report.content.achievement import achievements
from data.ingest.load import load_books
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.samples.office import make_office
from data.samples.workbooks import write_sample
from data.vocabulary.indicators import INDICATORS, Indicator, indicator

IKM = indicator("ikm")
GOALS = pd.DataFrame([("ikm", 2026, 82.5, None, None)], columns=["indikator", "tahun", "target", "arah", "unit"])
ROWS = pd.DataFrame(
    [("A", "2026-08", 80.0), ("B", "2026-08", 90.0), ("A", "2026-09", 81.0), ("B", "2026-09", 84.0)],
    columns=["unit", "period", "value"],
).assign(period=lambda rows: [pd.Period(one, "M") for one in rows["period"]])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("contoh")
    write_sample(make_office(3), folder)
    return load_books(sorted(folder.glob("*.xlsx")))


def test_the_last_value_is_the_units_mean_held_against_target_and_the_month_before() -> None:
    found = latest(ROWS, IKM, GOALS)
    assert list(found.course) == [85.0, 82.5]
    assert (found.value, found.change, found.n_units, found.target, found.met) == (82.5, -2.5, 2, 82.5, True)
    card = text.metric(found, found.period)
    assert (card.label, card.value, card.change, card.note) == ("IKM", "82,5", "−2,5", "target 82,5")
    assert text.headline(found) == "IKM September 2026 82,5, turun 2,5 poin dari Agustus 2026."
    assert text.span([found], [pd.Period("2026-10", "M")], 2) == (
        "September 2026 terhadap Agustus · 2 unit · Oktober 2026 belum selesai"
    )


@pytest.mark.parametrize(("target", "said"), [(80.0, "80"), (82.5, "82,5"), (82.25, "82,25"), (3.0, "3")])
def test_a_target_is_said_as_it_was_set(target: float, said: str) -> None:
    assert text.exactly(target) == said


def test_a_month_without_one_before_says_no_change_and_is_drawn_as_a_mark() -> None:
    found = latest(ROWS[ROWS["period"] == pd.Period("2026-08", "M")], IKM, GOALS[:0])
    assert text.metric(found, found.period).change == ""
    assert text.headline(found) == "IKM Agustus 2026 85,0."
    assert "markers" in chart.course(found, "contoh").figure.data[0].mode


@pytest.mark.parametrize("known", INDICATORS, ids=lambda known: known.key)
def test_a_share_is_drawn_on_the_whole_and_anything_else_as_wide_as_it_usually_moves(known: Indicator) -> None:
    drawn = chart.course(latest(ROWS, known, GOALS[:0]), "contoh").figure.layout.yaxis.range
    assert (tuple(drawn) == (-2, 102)) == (known.unit == "%")


def test_a_running_month_is_not_the_last(sample: Dataset) -> None:
    whole, running = (latest_figures(sample, day)[0].period for day in (date(2026, 12, 1), date(2026, 10, 15)))
    assert (whole, running) == (pd.Period("2026-10", "M"), pd.Period("2026-09", "M"))


def test_ringkasan_and_the_report_give_one_figure(sample: Dataset) -> None:
    figures = latest_figures(sample, date(2026, 12, 1))
    reported = {one.indicator: one for one in achievements(panel_of(sample), figures[0].period, None, {})}
    assert len(figures) == 4
    for one in figures:
        assert one.value == pytest.approx(reported[one.indicator].realised)
        assert one.n_units == reported[one.indicator].n_units
