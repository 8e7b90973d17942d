"""Several processes at once: readers see whole states, writers lose nothing, backups taken meanwhile are whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data import store
from tests.data.persons import ANI
from tests.data.store_books import values, year_book, year_value

pytestmark = pytest.mark.usefixtures("quick")
SECONDS = float(os.environ.get("DAMPAK_BUSY_TEST_SECONDS", "3"))
READERS, WRITERS = 4, 2
BACKUPS = {"file": 20, "server": int(os.environ.get("DAMPAK_SERVER_BACKUPS", "5"))}


def started(work: Callable[[], int]) -> Callable[[], int]:
    """Run `work` in a process of its own; call the answer to wait for its result. An error there is one here."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(send, str(work()).encode())
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(send)

    def result() -> int:
        with os.fdopen(receive, "rb") as pipe:
            said = pipe.read()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return int(said)

    return result


def write_until(end: float, first: int) -> int:
    """Import books numbered first, first + WRITERS …; every third is undone and brought back; how many were taken."""
    taken = 0
    while time.monotonic() < end:
        (outcome,) = store.import_books([year_book(first + taken * WRITERS)], ANI, {})
        if taken % 3 == 0:
            store.undo(outcome.id, ANI)
            store.redo(outcome.id, ANI)
        taken += 1
    return taken


def read_until(end: float) -> int:
    """Look again and again; every unit seen must be whole. How often."""
    looks = 0
    while time.monotonic() < end:
        check_whole(values(store.dataset()[0]))
        looks += 1
    return looks


def check_whole(found: dict[tuple[str, str], float]) -> set[int]:
    """The numbers of the books seen, each with all its months and its own value."""
    numbers = {int(unit.removeprefix("Unit ")) for unit, _ in found}
    assert found == {(f"Unit {n}", f"2026-{m:02d}"): year_value(n) for n in numbers for m in range(1, 13)}
    return numbers


@pytest.mark.usefixtures("anywhere")
def test_readers_and_writers_at_once() -> None:
    end = time.monotonic() + SECONDS
    writers = [started(lambda first=first: write_until(end, first)) for first in range(WRITERS)]
    readers = [started(lambda: read_until(end)) for _ in range(READERS)]
    taken = [result() for result in writers]
    looks = [result() for result in readers]
    print(f"{SECONDS:.0f} s: imports {taken}, whole states read {looks}")
    assert min(looks) > 0
    assert min(taken) > 0
    expected = {first + place * WRITERS for first, count in enumerate(taken) for place in range(count)}
    assert check_whole(values(store.dataset()[0])) == expected
    assert len(store.history()) == sum(taken)


def test_backups_taken_during_imports_restore_whole(
    anywhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is restored into a folder of its own, also where it was taken of a server."""
    store.import_books([year_book(1)], ANI, {})
    writer = started(lambda: write_until(time.monotonic() + 3, 3))
    files = [tmp_path / f"{number}.zip" for number in range(BACKUPS[anywhere])]
    before = [len(store.history()) if store.backup(file, ANI) else 0 for file in files]
    writer()
    monkeypatch.delenv("DAMPAK_DB", raising=False)
    for number, file in enumerate(files):
        monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / f"home {number}"))
        store.restore(file, ANI)
        imports, log = store.history(), store.event_log()
        assert len(imports) <= before[number]
        undone = sum(one.status == "undone" for one in imports)
        assert len(check_whole(values(store.dataset()[0]))) == len(imports) - undone
        assert all(event.after for event in log)
