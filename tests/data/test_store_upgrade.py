"""A store of every earlier version opens in this one with all it held, and so does one whose last writer was killed."""

import json
import shutil
from pathlib import Path

import pytest

from data import store
from data.store import StoreError, database, remarks
from data.store.errors import DAMAGED
from data.store.log import EVENTS
from tests.data.persons import ANI
from tests.data.store_books import CORRECTED, JANUARY, in_use

pytestmark = pytest.mark.usefixtures("home", "quick")
ADDED: dict[int, tuple[str, ...]] = {1: (), 2: ("remarks",)}
"""The tables that each version of the store brought beside those before it."""


def as_it_was(version: int) -> None:
    """Take away what later versions added."""
    later = [table for number, tables in ADDED.items() if number > version for table in tables]
    with database.place().writing() as connection:
        for table in later:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        database.place().set_version(connection, version)


def test_every_version_is_here() -> None:
    assert list(ADDED) == list(range(1, len(database.MIGRATIONS) + 1))


@pytest.mark.parametrize("version", ADDED)
@pytest.mark.parametrize("first", ["read", "write"])
def test_a_store_of_that_version_keeps_everything_and_takes_more(version: int, first: str, home: Path) -> None:
    store.import_books([JANUARY], ANI, {})
    before = store.history(), store.event_log(), in_use()
    as_it_was(version)
    if first == "read":
        assert (store.history(), store.event_log(), in_use()) == before
    remarks.write("2026-01", "", "catatan/1", {"text": "Baru."}, ANI, 0)
    store.import_books([CORRECTED], ANI, {})
    assert store.event_log()[:1] == before[1]
    assert len(in_use()) == 3
    assert (home / f"dampak.db.versi-{version}").exists() == (version < len(database.MIGRATIONS))
    store.rebuild(ANI)
    assert len(in_use()) == 3


def test_an_import_that_an_earlier_program_wrote_down_and_did_not_commit_is_replayed(home: Path) -> None:
    """It gave every record its own name at once: one more than the database has is no longer overwritten."""
    store.import_books([JANUARY], ANI, {})
    shutil.copy(home / "dampak.db", home / "lama.db")
    store.import_books([CORRECTED], ANI, {})
    shutil.move(home / "lama.db", home / "dampak.db")
    assert json.loads((home / EVENTS / "000002.json").read_text())["id"] == 2
    for act in (store.history, lambda: store.undo(1, ANI)):
        with pytest.raises(StoreError, match="rebuild") as told:
            act()
        assert str(told.value) == DAMAGED
    assert store.rebuild(ANI) == 2
    assert len(store.history()) == 2
