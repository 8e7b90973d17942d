"""The store's schema and the shared server: versions, addresses, damage and what is said of them."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from data import files, store
from data.__main__ import main
from data.store import StoreError, database
from data.store.errors import BAD_ADDRESS, BUSY, FORBIDDEN, SERVER_DAMAGED, UNREACHABLE
from data.store.server import Server
from data.store.sqlite import SqliteFile
from tests.data.persons import ANI
from tests.data.store_books import JANUARY, in_use

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.usefixtures("anywhere", "quick")
class TestSchema:
    def test_the_tables_are_those_the_code_speaks_of(self) -> None:
        store.import_books([JANUARY], ANI)
        with database.reading() as connection:
            assert connection is not None
            for table in database.metadata.sorted_tables:
                columns = inspect(connection).get_columns(table.name)
                assert [column["name"] for column in columns] == [column.name for column in table.columns]

    def test_a_newer_store_is_refused_in_a_sentence(self) -> None:
        store.import_books([JANUARY], ANI)
        with database.place().writing() as connection:
            database.place().set_version(connection, 99)
        for act in (store.history, store.version, lambda: store.undo(1, ANI)):
            with pytest.raises(StoreError, match="versi aplikasi yang lebih baru"):
                act()

    def test_an_older_store_is_brought_up_to_date_after_a_copy(
        self, anywhere: str, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.import_books([JANUARY], ANI)
        version = len(database.MIGRATIONS)
        monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("CREATE TABLE extra (id INTEGER)",)))
        assert len(store.history()) == 1
        assert self.count(database.place(), "extra") == 0
        if anywhere == "file":
            assert self.count(SqliteFile(home / f"dampak.db.versi-{version}"), "imports") == 1
        else:
            assert self.count(database.place(), f"imports_versi_{version}") == 1

    @staticmethod
    def count(place: SqliteFile | Server, table: str) -> int:
        with place.reading() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())

    def test_a_migration_that_fails_leaves_everything_as_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        store.import_books([JANUARY], ANI)
        with monkeypatch.context() as patch:
            patch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("CREATE TABLE extra (id INT)", "NONSENSE")))
            with pytest.raises(StoreError):
                store.history()
        assert len(store.history()) == 1


class TestServer:
    """What only a shared server can do wrong, each in one sentence that never shows the address or the password."""

    @pytest.mark.parametrize(
        ("address", "sentence"),
        [
            ("bukan alamat", BAD_ADDRESS),
            ("mysql://ani:rahasia@komputer/dampak", BAD_ADDRESS),
            ("postgresql+psycopg://ani:rahasia@127.0.0.1:9/dampak", UNREACHABLE),
        ],
    )
    def test_an_address_that_leads_nowhere(
        self, address: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("DAMPAK_DB", address)
        assert main(["history"]) == 2
        assert capsys.readouterr().err == f"{sentence}\n"

    def test_no_such_database_no_right_to_write_and_a_missing_table(
        self, shared_server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.import_books([JANUARY], ANI)
        with database.writing() as connection:
            connection.exec_driver_sql("DROP ROLE IF EXISTS pembaca")
            connection.exec_driver_sql("CREATE ROLE pembaca LOGIN")
            connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pembaca")
            connection.exec_driver_sql("GRANT USAGE ON SCHEMA public TO pembaca")
        monkeypatch.setenv("DAMPAK_DB", shared_server.replace("dampak@", "pembaca@"))
        assert len(in_use()) == 2
        with pytest.raises(StoreError, match=FORBIDDEN):
            store.undo(1, ANI)
        monkeypatch.setenv("DAMPAK_DB", f"{shared_server}-lain")
        with pytest.raises(StoreError, match=UNREACHABLE):
            store.version()
        monkeypatch.setenv("DAMPAK_DB", shared_server)
        with database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE readings RENAME TO lain")
        for act in (store.dataset, lambda: store.rebuild(ANI)):
            with pytest.raises(StoreError, match=SERVER_DAMAGED):
                act()

    def test_a_busy_server_is_waited_for_and_then_told_of(
        self, shared_server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.import_books([JANUARY], ANI)
        monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
        with database.writing():
            assert len(in_use()) == 2, "readers do not wait"
            with pytest.raises(StoreError, match=BUSY):
                store.undo(1, ANI)
