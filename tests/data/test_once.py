"""An answer is kept for as long as its frame lives, told apart by every argument, and let go with the frame."""

from __future__ import annotations

import gc

import pandas as pd

from data.once import MOST_KEPT, once


def counting() -> tuple[list[tuple], object]:
    """What was computed, and a remembered function that computes it."""
    asked: list[tuple] = []

    @once
    def doubled(frame: pd.DataFrame, times: float = 2.0) -> pd.DataFrame:
        asked.append((len(frame), times))
        return frame * times

    return asked, doubled


def test_the_same_frame_and_values_are_computed_once() -> None:
    asked, doubled = counting()
    one, other = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    assert doubled(one) is doubled(one)
    assert doubled(one, 3.0) is doubled(one, 3.0)
    assert doubled(other) is not doubled(one)
    assert asked == [(1, 2.0), (1, 3.0), (1, 2.0)]


def test_answers_go_with_their_frame() -> None:
    asked, doubled = counting()
    for rows in range(1, 2 * MOST_KEPT):
        frame = pd.DataFrame({"a": range(rows)})
        assert doubled(frame)["a"].tolist() == [2 * number for number in range(rows)]
        del frame
        gc.collect()
    assert len(asked) == 2 * MOST_KEPT - 1


def test_the_answer_longest_not_asked_for_goes_first() -> None:
    asked, doubled = counting()
    frame = pd.DataFrame({"a": [1]})
    for times in range(MOST_KEPT + 1):
        doubled(frame, float(times))
        doubled(frame, 0.0)
    assert asked.count((1, 0.0)) == 1
    doubled(frame, 1.0)
    assert asked.count((1, 1.0)) == 2
