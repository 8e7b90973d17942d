"""An answer is kept with what it is about, told apart by arguments, made once by many threads, let go with it."""

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier, Event
from weakref import ref

import pandas as pd
import pytest

from data.memoize import MOST_KEPT, kept_with, memoize
from data.panel.dataset import Dataset

THREADS, ROUNDS = 8, 50


def counting() -> tuple[list[tuple], Callable[..., pd.DataFrame]]:
    """What was computed, and a memoized function that computes it."""
    asked: list[tuple] = []

    @memoize()
    def doubled(frame: pd.DataFrame, times: float = 2.0) -> pd.DataFrame:
        asked.append((len(frame), times))
        return frame * times

    return asked, doubled


def test_the_same_frame_and_values_are_computed_once() -> None:
    asked, doubled = counting()
    frame, other = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    assert doubled(frame) is doubled(frame)
    assert doubled(frame, 3.0) is doubled(frame, 3.0)
    assert doubled(other) is not doubled(frame)
    assert doubled(frame.copy()) is not doubled(frame)
    assert asked == [(1, 2.0), (1, 3.0), (1, 2.0), (1, 2.0)]


def test_answers_go_with_what_they_are_about() -> None:
    _, doubled = counting()
    frame = pd.DataFrame({"a": [1]})
    gone = ref(doubled(frame))
    del frame
    gc.collect()
    assert gone() is None


def test_the_answer_longest_not_asked_for_goes_first() -> None:
    asked, doubled = counting()
    frame = pd.DataFrame({"a": [1]})
    for times in range(MOST_KEPT + 1):
        doubled(frame, float(times))
        doubled(frame, 0.0)
    assert asked.count((1, 0.0)) == 1
    doubled(frame, 1.0)
    assert asked.count((1, 1.0)) == 2


@dataclass(frozen=True)
class Shown:
    """A result as pages have it: it holds a frame, so it has no hash."""

    table: pd.DataFrame


def test_results_without_a_hash_are_told_apart_by_themselves() -> None:
    dataset, table = Dataset(), pd.DataFrame({"a": [1]})
    one, other = Shown(table), Shown(table)

    def draw(results: list[Shown], caption: str) -> list[str]:
        return [caption]

    assert kept_with(dataset, draw, [one], "a") is kept_with(dataset, draw, [one], "a")
    assert kept_with(dataset, draw, [one], "a") is not kept_with(dataset, draw, [other], "a")
    assert kept_with(dataset, draw, [one], "a") is not kept_with(Dataset(), draw, [one], "a")


def test_many_threads_get_one_answer() -> None:
    """Every round all threads start at once on a new frame, with three questions; each is counted once."""
    asked, doubled = counting()
    start = Barrier(THREADS)

    def ask(frame: pd.DataFrame) -> list[int]:
        start.wait()
        return [id(doubled(frame, float(times))) for times in range(3)]

    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(ROUNDS):
            frame = pd.DataFrame({"a": [1]})
            answers = list(threads.map(ask, [frame] * THREADS))
            assert answers == [answers[0]] * THREADS
    assert len(asked) == 3 * ROUNDS


def test_who_asks_something_else_does_not_wait() -> None:
    frame, free = pd.DataFrame({"a": [1]}), Event()

    @memoize()
    def waiting(frame: pd.DataFrame, which: str) -> str:
        return which if which == "quick" or free.wait(60) else "late"

    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(waiting, frame, "slow")
        assert threads.submit(waiting, frame, "quick").result(30) == "quick"
        free.set()
        assert slow.result(30) == "slow"


def test_a_count_that_failed_is_made_again() -> None:
    frame, tries = pd.DataFrame({"a": [1]}), iter([ValueError("no"), "yes"])

    @memoize()
    def tried(frame: pd.DataFrame) -> str:
        answer = next(tries)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    with pytest.raises(ValueError, match="no"):
        tried(frame)
    assert tried(frame) == "yes"


def test_a_default_is_the_value_it_stands_for_and_what_stands_beside_counts() -> None:
    days, asked = ["Senin"], list[str]()

    @memoize(beside=lambda: tuple(days))
    def counted(frame: pd.DataFrame, times: float = 2.0) -> int:
        asked.append(days[-1])
        return len(asked)

    frame = pd.DataFrame({"a": [1]})
    assert counted(frame) == counted(frame, 2.0) == counted(frame, times=2.0) == 1
    days.append("Selasa")
    assert counted(frame) == 2
