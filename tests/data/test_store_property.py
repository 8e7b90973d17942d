"""Whatever is imported, undone and redone, in whatever order: the store says what a plain model says, and so does a
store rebuilt from nothing but the kept books and the log."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import store
from data.store.database import database_file
from tests.data.persons import ANI
from tests.data.store_books import UNIT, forget_everything, kinerja_book, load_quickly, values

MONTHS = ["2026-01", "2026-02", "2026-03"]
BOOKS = [
    {"2026-01": 80.0, "2026-02": 81.0},
    {"2026-02": 82.0},
    {"2026-02": 83.0, "2026-03": 84.0},
    {"2026-01": 80.0},
    {"2026-01": 85.0, "2026-02": 86.0, "2026-03": 87.0},
]
STEPS = st.lists(st.tuples(st.sampled_from(["import", "undo", "redo"]), st.integers(0, 4)), min_size=1, max_size=9)


class Model:
    """What must come out: imports in order, each a book and whether it is in use."""

    def __init__(self) -> None:
        self.books: list[int] = []
        self.used: list[bool] = []

    def step(self, action: str, number: int) -> None:
        if action == "import" and not any(u and b == number for b, u in zip(self.books, self.used, strict=True)):
            self.books.append(number)
            self.used.append(True)
        elif action != "import" and number < len(self.used):
            self.used[number] = action == "redo"

    def values(self) -> dict[tuple[str, str], float]:
        said: dict[tuple[str, str], float] = {}
        for book, used in zip(self.books, self.used, strict=True):
            said |= {(UNIT, month): value for month, value in BOOKS[book].items()} if used else {}
        return said


def step(action: str, number: int) -> None:
    """The same on the store; what it refuses changes nothing."""
    try:
        if action == "import":
            store.import_books([kinerja_book("buku.csv", BOOKS[number])], ANI, {})
        else:
            (store.undo if action == "undo" else store.redo)(number + 1, ANI)
    except store.StoreError:
        pass


@contextmanager
def new_home(server: str = "") -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAMPAK_HOME", folder)
        patch.setenv("DAMPAK_DB", server)
        forget_everything()
        patch.setattr("data.store.imports.load_books", load_quickly)
        yield


@pytest.mark.slow
@settings(max_examples=15)
@given(STEPS)
def test_any_sequence_equals_the_model_and_a_rebuild(steps: list[tuple[str, int]]) -> None:
    with new_home():
        model, told = played(steps)
        database_file().unlink(missing_ok=True)
        check_rebuilt(model, told)


@settings(max_examples=5)
@given(steps=STEPS)
def test_any_sequence_on_a_server(postgresql_url: str, steps: list[tuple[str, int]]) -> None:
    with new_home(postgresql_url):
        check_rebuilt(*played(steps))


def played(steps: list[tuple[str, int]]) -> tuple[Model, tuple]:
    """The model and the store after the same steps, seen to agree; and what the store tells."""
    model = Model()
    for action, number in steps:
        model.step(action, number)
        step(action, number)
    dataset, version = store.dataset()
    assert values(dataset) == model.values()
    assert [one.status != "undone" for one in store.history()] == model.used
    return model, (version, store.history(), store.event_log())


def check_rebuilt(model: Model, told: tuple) -> None:
    store.rebuild(ANI)
    assert values(store.dataset()[0]) == model.values()
    assert (store.version(), store.history(), store.event_log()) == told


@settings(max_examples=5)
@given(STEPS, STEPS)
def test_a_backup_is_the_state_it_was_taken_in(first: list[tuple[str, int]], later: list[tuple[str, int]]) -> None:
    with new_home():
        step("import", 0)
        for each in first:
            step(*each)
        told, file = (store.version(), store.history(), store.event_log()), Path(tempfile.mkdtemp()) / "cadangan.zip"
        store.backup(file, ANI)
        for each in later:
            step(*each)
        store.restore(file, ANI)
        assert (store.version(), store.history(), store.event_log()) == told
