"""A chart's picture without a browser: every mark stands where the figure's numbers put it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from analysis.charts import impact
from analysis.charts.style import Chart
from analysis.report.picture import drawing, to_png
from tests.analysis.test_charts import DOSSIER, SOURCE

CHARTS = {
    "course": impact.course(DOSSIER.evidence.course, DOSSIER.evidence.verdict, SOURCE),
    "event": impact.event_study(DOSSIER.evidence.verdict, SOURCE),
    "forest": impact.forest(DOSSIER, SOURCE),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_picture_has_the_size_of_a_slide_and_all_words(chart: Chart) -> None:
    image = Image.open(io.BytesIO(to_png(chart)))
    assert image.size == (1600, 900)
    assert np.asarray(image.convert("L")).min() < 100
    marks = drawing(chart)
    assert (marks["title"], marks["subtitle"], marks["caption"]) == (chart.title, chart.subtitle, chart.caption)


def test_dots_and_intervals_stand_at_the_event_studys_numbers() -> None:
    rows, marks = DOSSIER.evidence.verdict.estimates[0].event_study, drawing(CHARTS["event"])
    dots = sorted(marks["dots"], key=lambda dot: dot["x"])
    slope, start = np.polyfit([dot["y"] for dot in dots], rows["estimate"], 1)
    assert [slope * dot["y"] + start for dot in dots] == pytest.approx(list(rows["estimate"]))
    ends = sorted((line["points"] for line in marks["lines"] if line["width"] == 1.5), key=lambda points: points[0][0])
    found = np.array([[slope * up + start for _, up in points] for points in ends])
    assert found == pytest.approx(rows[["ci_low", "ci_high"]].to_numpy())
    assert all(0 <= dot["x"] <= 1 and 0 <= dot["y"] <= 1 for dot in dots)


def test_lines_are_drawn_through_the_course_and_named() -> None:
    marks, rows = drawing(CHARTS["course"]), DOSSIER.evidence.course
    dashed, solid = (line for line in marks["lines"] if len(line["points"]) == len(rows))
    assert (dashed["dash"], solid["dash"]) == ("dashed", "solid")
    above = [b[1] > a[1] for a, b in zip(dashed["points"], solid["points"], strict=True)]
    assert above == list(rows["actual"] > rows["counterfactual"])
    said = {word["text"] for word in marks["words"]}
    assert {"kenyataan", "tanpa pelatihan", "mulai terlatih", "Periode sejak mulai terlatih"} <= said


def test_the_first_row_of_the_forest_stands_on_top() -> None:
    words = [word for word in drawing(CHARTS["forest"])["words"] if word["anchor"] == "left"]
    assert words[0]["text"] == "Imputasi (angka utama)"
    assert [word["y"] for word in words] == sorted((word["y"] for word in words), reverse=True)
