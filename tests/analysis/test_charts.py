"""Figures draw the result's own numbers, in Indonesian, in one look; each has a table twin and alt text."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.before_after import chart as before_after_chart
from analysis.before_after.compute import compare
from analysis.charts import style
from analysis.charts.style import Chart
from analysis.impact import chart as impact_chart
from analysis.impact.estimators import build_design
from analysis.impact.evidence import assess
from analysis.impact.report import calendar_time_path, compile_impact_report, course
from analysis.impact.verdict import verdict_on
from analysis.regression import chart as regression_chart
from analysis.regression.compute import fit_regression
from data.samples.truth import simulate_panel
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import Indicator, indicator
from tests.analysis.hovers import assert_every_mark_is_told
from tests.analysis.impact_panels import panel_of, several
from tests.analysis.verdict_panels import level_units

IKM, MINUTES = indicator("ikm"), indicator("lama_layanan")
SOURCE = "data contoh"


def series(values: dict[str, list[float]], first: dict[str, str | None], start: str = "2024-11") -> pd.DataFrame:
    """A series of one indicator: each unit's values month after month, and the month it was trained."""
    rows = [
        {"unit": unit, "period": pd.Period(start, "M") + place, "value": value, "jp_per_pegawai": 10.0 * (place > 1)}
        | {"first_treated": pd.Period(first[unit], "M") if first[unit] else pd.NaT}
        for unit, column in values.items()
        for place, value in enumerate(column)
    ]
    return pd.DataFrame(rows).astype({"period": "period[M]", "first_treated": "period[M]"})


THREE = series(
    {"A": [70, 72, 80, 82], "B": [60, 60, 62, 62], "<b>C</b>": [90, 90, 85, 85]},
    {"A": "2025-01", "B": "2025-01", "<b>C</b>": "2025-01"},
)
SIMULATED = simulate_panel(5).assign(jp_per_pegawai=lambda rows: 8.0 * (rows["period"] >= rows["first_treated"]))

DOSSIER = compile_impact_report(assess(several(SIMULATED), IKM))


def every_chart(known: Indicator = IKM) -> list[Chart]:
    line = fit_regression(SIMULATED, x=EXPOSURES[0], y=known)
    verdict = replace(DOSSIER.evidence.verdict, indicator=known)
    dossier = replace(DOSSIER, evidence=replace(DOSSIER.evidence, verdict=verdict))
    return [
        before_after_chart.dumbbell(compare(SIMULATED, known), SOURCE),
        before_after_chart.over_time(SIMULATED, known, SOURCE),
        regression_chart.scatter(line, SOURCE),
        regression_chart.residuals(line, SOURCE),
        regression_chart.leverage(line, SOURCE),
        impact_chart.by_calendar(verdict, verdict.design, SOURCE),
        impact_chart.event_study(verdict, SOURCE),
        impact_chart.forest(dossier, SOURCE),
    ]


@pytest.mark.parametrize("chart", every_chart(MINUTES), ids=lambda chart: chart.title)
def test_every_chart_says_the_unit_of_what_it_draws(chart: Chart) -> None:
    assert "Lama layanan (menit)" in chart.subtitle


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: chart.title)
def test_every_chart_says_what_it_shows(chart: Chart) -> None:
    layout = chart.figure.layout
    assert layout.template.layout.paper_bgcolor == "#FFFFFF"
    assert layout.template.layout.separators == ",."
    assert len(chart.title.split()) <= 10
    assert_every_mark_is_told(chart.figure)
    assert SOURCE in chart.caption
    assert chart.alt
    assert len(chart.table) == len(chart.data) > 0
    assert chart.table.map(lambda cell: isinstance(cell, str)).all(axis=None)


def test_a_dumbbell_draws_each_pair_best_first() -> None:
    chart = before_after_chart.dumbbell(compare(THREE, IKM, window=2), SOURCE)
    assert list(chart.figure.data[1].x) == [71, 60, 90]
    assert list(chart.figure.data[2].x) == [81, 62, 85]
    assert [note.text for note in chart.figure.layout.annotations] == [
        "A<br><b>71,00 → 81,00</b>", "B<br><b>60,00 → 62,00</b>", "&lt;b&gt;C&lt;/b&gt;<br><b>90,00 → 85,00</b>",
    ]  # fmt: skip
    assert chart.title == "IKM naik di 2 dari 3 unit"
    assert list(chart.data["Perubahan"]) == [10, 2, -5]
    assert list(chart.table["Sebelum"]) == ["71,00", "60,00", "90,00"]


def test_where_lower_is_better_the_largest_fall_stands_first() -> None:
    chart = before_after_chart.dumbbell(compare(THREE, MINUTES, window=2), SOURCE)
    assert list(chart.figure.data[1].x) == [90, 60, 71]
    assert list(chart.data["Arah"]) == ["turun", "naik", "naik"]


def test_a_series_marks_training_and_events_where_they_fall() -> None:
    chart = before_after_chart.over_time(THREE, IKM, SOURCE)
    grey, blue, mark = chart.figure.data[3:6]
    assert pd.isna(grey.y[2])
    assert list(blue.y[2:]) == [80, 82]
    assert (mark.x[0], mark.y[0]) == (2, 80)
    assert "B" not in chart.caption.split("=")[0]
    assert "A = Klampid New Generation (layanan mandiri), 1 Januari 2025" in chart.caption
    assert [shape.x0 for shape in chart.figure.layout.shapes] == [2]
    assert list(chart.figure.layout.xaxis.ticktext) == ["Nov<br>2024", "Des<br>2024", "Jan<br>2025", "Feb<br>2025"]
    assert list(chart.table["Periode"]) == ["November 2024", "Desember 2024", "Januari 2025", "Februari 2025"]


def test_the_period_of_training_has_a_mark_of_its_own_and_is_named() -> None:
    chart = before_after_chart.over_time(THREE.assign(share_after=0.5), IKM, SOURCE)
    rings = [one for one in chart.figure.data if one.marker.symbol == "circle-open"]
    plain = before_after_chart.over_time(THREE.assign(share_after=1.0), IKM, SOURCE)
    assert rings
    for ring in rings:
        place = next(place for place, value in enumerate(ring.y) if pd.notna(value))
        assert "(masa peralihan)" in ring.hovertext[place]
    assert "lingkaran cokelat masa peralihan" in chart.subtitle
    assert "peralihan" not in plain.subtitle


def test_a_month_without_values_leaves_a_gap_and_keeps_its_place() -> None:
    chart = before_after_chart.over_time(THREE[THREE["period"] != pd.Period("2024-12", "M")], IKM, SOURCE)
    assert pd.isna(chart.figure.data[3].y[1])
    assert len(chart.figure.layout.xaxis.ticktext) == 4


def test_the_line_and_its_points_are_the_regressions() -> None:
    result = fit_regression(SIMULATED, x=EXPOSURES[0], y=IKM)
    chart = regression_chart.scatter(result, SOURCE)
    points, line = chart.figure.data[2], chart.figure.data[3]
    assert list(points.y) == list(result.points["y"])
    slope = (line.y[-1] - line.y[0]) / (line.x[-1] - line.x[0])
    assert slope == pytest.approx(result.slope)
    assert len(chart.data) == result.n


def test_the_points_that_pull_the_line_stand_right_of_twice_the_mean_leverage() -> None:
    result = fit_regression(SIMULATED, x=EXPOSURES[0], y=IKM)
    chart = regression_chart.leverage(result, SOURCE)
    points, mark = chart.figure.data[0], chart.figure.layout.shapes[1]
    assert (list(points.x), list(points.y)) == (list(result.points["leverage"]), list(result.points["residual"]))
    assert sum(points.x) == pytest.approx(2)
    assert mark.x0 == pytest.approx(2 * sum(points.x) / result.n)
    assert chart.title.startswith(f"{sum(x > mark.x0 for x in points.x)} dari {result.n} titik")


def test_the_course_parts_at_training_by_about_the_true_effect() -> None:
    rows = course(build_design(simulate_panel(11, effect=10.0, sigma=0.5)))
    gap = rows["actual"] - rows["counterfactual"]
    assert gap[rows["relative"] < 0].abs().max() < 2
    assert gap[rows["relative"] >= 0].mean() == pytest.approx(10, abs=1)


def test_the_course_is_empty_where_nothing_can_be_compared() -> None:
    assert course(None).empty


def test_the_forest_shows_the_headline_first_and_the_raw_difference_last() -> None:
    data = impact_chart.forest(DOSSIER, SOURCE).data
    assert data["Cara"].iloc[0] == "Imputasi (angka utama)"
    assert data["Cara"].iloc[-1] == "Sebelum dan sesudah saja"
    assert data["Perkiraan"].iloc[0] == DOSSIER.evidence.verdict.estimates[0].estimate
    assert data["Perkiraan"].iloc[-1] == DOSSIER.raw.difference


def test_an_event_study_draws_grey_before_and_accent_after() -> None:
    found = DOSSIER.evidence.verdict.estimates[0]
    before, after = impact_chart.event_study(DOSSIER.evidence.verdict, SOURCE).figure.data
    assert max(before.x) < 0 <= min(after.x)
    assert len(before.x) + len(after.x) == len(found.event_study)
    top = after.y[0] + after.error_y.array[0]
    assert top == pytest.approx(found.event_study.loc[found.event_study["period"] == 0, "ci_high"].item())


def look(trace) -> tuple[object, ...]:
    """What is left of a mark without its hue: kind, dash, width, sign, filling."""
    mark, line = trace.marker, getattr(trace, "line", None)
    return trace.type, trace.mode, line and line.dash, line and line.width, mark.symbol, mark.color == "#FFFFFF"


def lightness(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0–1 (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def told_apart(one: str, other: str) -> bool:
    """Two colours printed in grey still differ: by the half of a step of light and more."""
    return contrast(one, other) >= 1.5


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: chart.title)
def test_marks_of_different_colour_stay_different_in_grey(chart: Chart) -> None:
    drawn = [(look(trace), trace.marker.color or trace.line.color) for trace in chart.figure.data]
    drawn = [(kind, colour) for kind, colour in drawn if isinstance(colour, str) and colour.startswith("#")]
    mixed_up = [
        (one, other)
        for place, (kind, one) in enumerate(drawn)
        for other_kind, other in drawn[place + 1 :]
        if one != other and kind == other_kind and not told_apart(one, other)
    ]
    assert mixed_up == []


def test_red_and_green_of_one_lightness_would_be_mixed_up() -> None:
    assert not told_apart(style.GOOD, style.BAD)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2), 1 to 21."""
    low, high = sorted(map(lightness, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_a_chart_on_a_dark_page_has_the_dark_page_s_colours() -> None:
    for light, dark in style.IN_THE_DARK.items():
        if light in (style.INK, style.MUTED, style.ACCENT, style.GOOD, style.BAD, style.VIOLET):
            assert contrast(dark, style.IN_THE_DARK[style.PAPER]) >= 4.5
    chart = before_after_chart.dumbbell(compare(THREE, IKM, window=2), SOURCE)
    darkened = style.in_the_dark(chart.figure)
    gone = set(style.IN_THE_DARK) - set(style.IN_THE_DARK.values())
    assert [light for light in gone if light in darkened.to_json()] == []
    assert darkened.data[2].hovertext == chart.figure.data[2].hovertext
    assert darkened.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_names_and_labels_stand_in_a_column_of_their_own_beside_the_plot() -> None:
    figure = style.rows(["Seksi Ketenteraman & Ketertiban Umum", "Asemrowo"], ["+3,9", "−12,5 · n = 40"])
    first, second = figure.layout.annotations
    assert first.text == "Seksi Ketenteraman &amp;<br>Ketertiban Umum<br><b>+3,9</b>"
    assert second.text == "Asemrowo<br><b>−12,5 · n = 40</b>"
    for note in (first, second):
        assert (note.xref, note.x, note.xanchor) == ("paper", 0, "left")
        assert -figure.layout.margin.l < note.xshift < note.xshift + style.LETTERS * 6.5 < 0
    assert figure.layout.height == style.FOOT + 2 * (3 * style.LINE + style.GUTTER)


def test_the_last_values_stand_beside_their_lines_the_higher_above_the_lower() -> None:
    rows = pd.DataFrame({"relative": range(3), "actual": [70.0, 90, 80], "counterfactual": [70.0, 75, 78]})
    figure = style.figure(300)
    impact_chart._value_ends(figure, rows)
    assert [(note.text, note.y, note.yanchor) for note in figure.layout.annotations] == [
        ("<b>80,0</b><br>terjadi", 80, "bottom"),
        ("<b>78,0</b><br>perkiraan", 78, "top"),
    ]


def test_units_that_never_change_draw_two_level_lines() -> None:
    """No line moves by 0.5 of what the axis shows, where rounding is all that moves."""
    panel = level_units()
    verdict = verdict_on(panel.assign(value=panel["value"] + 1e-12 * panel.index), indicator=IKM)
    assert verdict.design is not None
    for rows in (calendar_time_path(verdict.design), course(verdict.design)):
        assert np.ptp(rows[["actual", "counterfactual"]].to_numpy()) < 0.01
    figure = impact_chart.by_calendar(verdict, verdict.design, SOURCE).figure
    low, high = figure.layout.yaxis.range
    for line in figure.data:
        assert np.ptp(line.y) < min(0.5, 0.01 * (high - low))


def test_the_line_at_zero_is_in_sight_and_crosses_no_name() -> None:
    figure = impact_chart.forest(DOSSIER, SOURCE).figure
    low, high = figure.layout.xaxis.range
    assert low < 0 < high
    (zero,) = [shape for shape in figure.layout.shapes if shape.x0 == shape.x1 == 0 and shape.xref == "x"]
    assert (zero.y0, zero.y1, zero.yref) == (0, 1, "y domain")
    assert all(note.xref == "paper" and note.x == 0 and note.xshift < 0 for note in figure.layout.annotations)


def test_the_same_units_make_each_point_of_the_calendar_by_hand() -> None:
    """Two trained units at 70 and 80 that rise by 4 after training, two others that rise by 1 at the last period."""
    value = np.array([[70.0, 70, 70, 75], [80.0, 80, 84, 85], [60.0, 60, 60, 61], [65.0, 65, 65, 66]])
    rows = calendar_time_path(build_design(panel_of(value, [3, 2, None, None])))
    assert rows["actual"].tolist() == pytest.approx([75, 75, 77, 80])
    assert rows["counterfactual"].tolist() == pytest.approx([75, 75, 75, 76])
    assert rows["n_trained"].tolist() == [0, 0, 1, 2]
