"""Several processes at once: readers see whole states, writers lose nothing, backups taken meanwhile are whole."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data import store
from tests.data.persons import ANI
from tests.data.store_books import values, year_book, year_value

pytestmark = pytest.mark.usefixtures("quick")
READERS, WRITERS = 2, 2
BOOKS = int(os.environ.get("DAMPAK_BUSY_BOOKS", "6"))
BACKUPS, PATIENCE = 6, 120


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


def write(first: int) -> int:
    """Import books numbered first, first + WRITERS …; every third is undone and brought back. How many."""
    for place in range(BOOKS):
        (outcome,) = store.import_books([year_book(first + place * WRITERS)], ANI, {})
        if place % 3 == 0:
            store.undo(outcome.id, ANI)
            store.redo(outcome.id, ANI)
    return BOOKS


def read_until_all_are_there() -> int:
    """Look again and again until every book is seen; every unit seen must be whole. How many different states."""
    end, seen = time.monotonic() + PATIENCE, set()
    while time.monotonic() < end:
        seen.add(frozenset(check_whole(values(store.dataset()[0]))))
        if frozenset(range(BOOKS * WRITERS)) in seen:
            return len(seen)
    raise TimeoutError(f"seen: {seen}")


def check_whole(found: dict[tuple[str, str], float]) -> set[int]:
    """The numbers of the books seen, each with all its months and its own value."""
    numbers = {int(unit.removeprefix("Unit ")) for unit, _ in found}
    assert found == {(f"Unit {n}", f"2026-{m:02d}"): year_value(n) for n in numbers for m in range(1, 13)}
    return numbers


@pytest.mark.usefixtures("anywhere")
def test_readers_and_writers_at_once() -> None:
    readers = [started(read_until_all_are_there) for _ in range(READERS)]
    writers = [started(lambda first=first: write(first)) for first in range(WRITERS)]
    taken, states = ([result() for result in results] for results in (writers, readers))
    assert max(states) > 2, "seen while it was written"
    assert check_whole(values(store.dataset()[0])) == set(range(sum(taken)))
    assert len(store.history()) == sum(taken)


@pytest.mark.usefixtures("anywhere")
def test_backups_taken_during_imports_restore_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is restored into a folder of its own, also where it was taken of a server."""
    store.import_books([year_book(1)], ANI, {})
    writer = started(lambda: write(3))
    files = [tmp_path / f"{number}.zip" for number in range(BACKUPS)]
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
