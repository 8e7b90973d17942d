"""The calibration's own arithmetic and table, on draws by hand; the verdicts are tested in tests/analysis."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.impact.checks import drift
from analysis.impact.verdict import judge
from benchmarks.calibration import CELLS, MARKS, Draw, clear_by_first_rules, judge_draw, summarise, table, write_table
from tests.analysis.verdict_panels import office

NONE, EFFECT4 = (next(cell for cell in CELLS if cell.name == name) for name in ("none", "effect4"))
DRAWS = [
    Draw("improved", 1.0, 1.0, True, True),
    Draw("hint", 3.0, 0.0, True, False),
    Draw("none", -1.0, 1.0, False, False),
    Draw("insufficient", np.nan, np.nan, False, False),
]


def test_a_row_is_the_shares_of_its_draws() -> None:
    row = summarise(NONE, 9, DRAWS)
    assert (row.bias, row.coverage) == pytest.approx((1.0, 2 / 3))
    assert (row.insufficient, row.hint, row.clear, row.excludes, row.first_rules) == (0.25, 0.25, 0.25, 0.5, 0.25)


def test_false_alarms_above_five_per_cent_are_set_in_bold_and_power_is_not() -> None:
    null, effect = summarise(NONE, 9, DRAWS), summarise(EFFECT4, 9, DRAWS)
    text = table([null, effect]).splitlines()
    assert text[2] == "| 9 | no effect | +1.00 | 0.667 | 0.500 | 0.250 | 0.250 | **0.250** | **0.250** |"
    assert text[3].endswith("| 0.250 | 0.250 |")


def test_cells_without_effect_are_known_as_such() -> None:
    for cell in CELLS:
        assert cell.null == cell.label.startswith(("no effect", "the same"))


def test_the_table_goes_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "method.md"
    page.write_text(f"before\n{MARKS[0]}old\n{MARKS[1]}\nafter\n", encoding="utf-8")
    write_table("new\n", page)
    assert page.read_text(encoding="utf-8") == f"before\n{MARKS[0]}new\n{MARKS[1]}\nafter\n"


def test_a_draw_is_repeatable_and_its_error_is_that_of_the_truth() -> None:
    draw = judge_draw(11, 9, EFFECT4.options)
    assert draw == judge_draw(11, 9, EFFECT4.options)
    assert abs(draw.error) < 4
    assert draw.excludes == (draw.state in ("hint", "improved", "worsened"))


@pytest.mark.parametrize(("slope", "effect", "clear"), [(0.0, 5.0, True), (0.3, 0.0, False)])
def test_the_first_rules_tell_an_effect_from_a_trend(slope: float, effect: float, clear: bool) -> None:
    verdict = judge(office(slope=slope, effect=effect, noise=0.5), thorough=False)
    assert verdict.design is not None
    assert clear_by_first_rules(verdict, verdict.design, drift(verdict.design)) == clear
