"""The calibration's own arithmetic and table, on draws by hand; the verdicts are tested in tests/analysis."""

from pathlib import Path

import numpy as np
import pytest

from analysis.impact.verdict import verdict_on
from benchmarks.calibration import CELLS, HEAD, MARKS, Draw, judge_draw, line, mean_effect, merge, office, summarise

NONE, EFFECT4 = (next(cell for cell in CELLS if cell.name == name) for name in ("none", "effect4"))
SEEDS = range(7, 11)
DRAWS = [
    Draw("improved", 1.0, 1.0, True),
    Draw("hint", 3.0, 0.0, True),
    Draw("none", -1.0, 1.0, False),
    Draw("insufficient", np.nan, np.nan, False),
]


def test_a_row_is_the_shares_of_its_draws() -> None:
    row = summarise(NONE, 9, SEEDS, DRAWS)
    assert (row.bias, row.coverage) == pytest.approx((1.0, 2 / 3))
    assert (row.insufficient, row.hint, row.clear, row.excludes) == (0.25, 0.25, 0.25, 0.5)


def test_false_alarms_and_low_coverage_are_set_in_bold_and_power_is_not() -> None:
    null, effect = (line(summarise(cell, 9, SEEDS, DRAWS)) for cell in (NONE, EFFECT4))
    assert null == "| 9 | no effect | 7–10 | +1.00 | **0.667** | 0.500 | 0.250 | 0.250 | **0.250** |"
    assert effect.endswith("| 0.250 | 0.250 |")


def test_cells_without_effect_are_known_as_such() -> None:
    for cell in CELLS:
        assert cell.null == ("no effect" in cell.label or cell.label.startswith("the same"))


def test_rows_take_the_place_of_the_same_cells_and_nothing_else_changes(tmp_path: Path) -> None:
    page = tmp_path / "method.md"
    kept, old, unknown = "| 9 | no effect | a |", "| 9 | effect 4 | b |", "| 9 | some other office | c |"
    page.write_text(f"before\n{MARKS[0]}old\n{old}\n{unknown}\n{kept}\n{MARKS[1]}\nafter\n", encoding="utf-8")
    merge(["| 9 | effect 4 | new |", "| 30 | no effect | d |"], page)
    table = "\n".join([kept, "| 9 | effect 4 | new |", "| 30 | no effect | d |"])
    columns = "|---" * (HEAD.count("|") - 1) + "|"
    assert page.read_text(encoding="utf-8") == f"before\n{MARKS[0]}{HEAD}\n{columns}\n{table}\n{MARKS[1]}\nafter\n"


def test_a_draw_is_repeatable_and_its_error_is_that_of_the_truth() -> None:
    draw = judge_draw(11, 9, EFFECT4.options)
    assert draw == judge_draw(11, 9, EFFECT4.options)
    assert abs(draw.error) < 4
    assert draw.excludes == (draw.state in ("hint", "improved", "worsened"))


@pytest.mark.parametrize(("name", "effect"), [("effect4", 4.0), ("early", 4.0), ("middle", 4.0), ("none", 0.0)])
def test_the_true_effect_is_that_of_the_cells_the_verdict_rests_on(name: str, effect: float) -> None:
    cell = next(cell for cell in CELLS if cell.name == name)
    panel = office(3, 9, **cell.options | {"sigma": 1.0})
    design = verdict_on(panel, thorough=False).design
    assert design is not None
    assert mean_effect(panel, design) == pytest.approx(effect)
