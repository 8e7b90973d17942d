"""The store: what it keeps, what counts, what it says; with the real reader of books."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import inspect, select

from data import store
from data.__main__ import main
from data.books import SAMPLE, load_books
from data.dataset import FRAME_COLUMNS, Dataset, empty_frame
from data.problems import BookError
from data.store import StoreError, database, errors
from data.store.errors import BAD_ADDRESS, BUSY, FORBIDDEN, SERVER_DAMAGED, UNREACHABLE
from data.store.merge import SUBJECT, changes, merged
from data.store.server import Server, books
from data.store.sqlite import SqliteFile
from data.values.units import UnitNames
from tests.data.store_books import kinerja_book, load_quickly, values, year_book

JANUARY = kinerja_book("kinerja.csv", {"2026-01": 80.0, "2026-02": 81.0})
CORRECTED = kinerja_book("kinerja.csv", {"2026-02": 82.5, "2026-03": 83.0})
UNIT = "Seksi Percobaan"


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    """A store of its own for each test."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read books without the reader's child process."""
    monkeypatch.setattr("data.store.imports.load_books", load_quickly)


@cache
def read_once(name: str, content: bytes) -> Dataset:
    """What one book says, read by the real reader."""
    return load_books([(name, content)], {})


@cache
def read_sample() -> Dataset:
    return load_books(sorted(SAMPLE.glob("*.xlsx")), {})


def in_use() -> dict[tuple[str, str], float]:
    return values(store.dataset()[0])


class TestImporting:
    @pytest.mark.usefixtures("anywhere")
    def test_the_sample_comes_out_as_it_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.store.imports.load_books", lambda sources, _: read_once(*sources[0]))
        store.import_books(sorted(SAMPLE.glob("*.xlsx")), "Ani")
        stored, read = store.dataset()[0], read_sample()
        for kind in FRAME_COLUMNS:
            pd.testing.assert_frame_equal(getattr(stored, kind), getattr(read, kind))
        assert (stored.files, stored.problems, stored.questions) == (read.files, read.problems, read.questions)
        assert stored.is_sample

    def test_one_sample_book_makes_the_whole_a_sample(self) -> None:
        store.import_books([JANUARY], "Ani")
        assert not store.dataset()[0].is_sample
        store.import_books([SAMPLE / "Data contoh - pelatihan.xlsx"], "Ani")
        assert store.dataset()[0].is_sample

    def test_the_original_is_kept_byte_for_byte_under_its_digest_for_the_owner_alone(self, home: Path) -> None:
        store.import_books([JANUARY], "Ani")
        kept = home / "books" / sha256(JANUARY[1]).hexdigest()
        assert kept.read_bytes() == JANUARY[1]
        for file in (kept, home / "dampak.db", home / "events" / "000001.json"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600

    @pytest.mark.usefixtures("anywhere")
    def test_the_same_book_again_is_told_and_not_doubled(self) -> None:
        (first,) = store.import_books([JANUARY], "Ani")
        (again,) = store.import_books([("salinan.csv", JANUARY[1])], "Budi")
        assert (first.known, again.known, again.id) == (False, True, 1)
        assert len(store.history()) == 1
        assert in_use() == {(UNIT, "2026-01"): 80.0, (UNIT, "2026-02"): 81.0}

    @pytest.mark.usefixtures("anywhere")
    def test_one_unusable_book_and_none_is_taken_in(self) -> None:
        with pytest.raises(BookError, match=r"rusak\.xlsx"):
            store.import_books([JANUARY, ("rusak.xlsx", b"bukan buku")], "Ani")
        assert store.history() == ()
        assert store.version() == ""

    @pytest.mark.usefixtures("anywhere")
    def test_who_when_and_how_many(self) -> None:
        store.import_books([JANUARY], "Ani")
        (one,) = store.history()
        assert (one.by, one.rows, one.refused, one.status, one.values, one.counting) == ("Ani", 2, 0, "active", 2, 2)
        assert pd.Timestamp(one.at).tzinfo is not None

    def test_the_answers_used_are_kept_and_used_again(self, home: Path) -> None:
        store.import_books([JANUARY], "Ani", {"kunci": "jawaban"})
        assert json.loads((home / "events" / "000001.json").read_text())["answers"] == {"kunci": "jawaban"}
        store.rebuild()
        with database.reading() as connection:
            assert connection is not None
            assert connection.exec_driver_sql("SELECT answers FROM imports").scalar() == '{"kunci": "jawaban"}'

    def test_another_spelling_of_a_unit_is_the_same_unit(self) -> None:
        store.import_books([kinerja_book("a.csv", {"2026-01": 80.0}, "Seksi Suka Maju")], "Ani")
        store.import_books([kinerja_book("b.csv", {"2026-01": 81.0}, "SEKSI SUKAMAJU")], "Ani")
        assert in_use() == {("Seksi Suka Maju", "2026-01"): 81.0}


@pytest.mark.usefixtures("anywhere", "quick")
class TestCorrecting:
    def test_a_later_book_counts_where_both_speak(self) -> None:
        store.import_books([JANUARY], "Ani")
        store.import_books([CORRECTED], "Ani")
        assert in_use() == {(UNIT, "2026-01"): 80.0, (UNIT, "2026-02"): 82.5, (UNIT, "2026-03"): 83.0}
        assert [(one.status, one.counting) for one in store.history()] == [("active", 1), ("active", 2)]

    def test_what_was_replaced_is_told_with_its_row(self) -> None:
        store.import_books([JANUARY], "Ani")
        store.import_books([CORRECTED], "Ani")
        dataset, _ = store.dataset()
        (note,) = dataset.problems
        assert (note.file, note.severity) == ("kinerja.csv (impor 1)", "note")
        assert note.reason == "baris 3 digantikan impor yang lebih baru"
        assert sorted(set(dataset.kinerja["file"])) == ["kinerja.csv (impor 1)", "kinerja.csv (impor 2)"]

    def test_a_wholly_corrected_book_is_replaced_until_the_correction_is_undone(self) -> None:
        store.import_books([kinerja_book("a.csv", {"2026-02": 1.0 + 80})], "Ani")
        store.import_books([CORRECTED], "Ani")
        assert [one.status for one in store.history()] == ["replaced", "active"]
        store.undo(2, "Ani")
        assert [one.status for one in store.history()] == ["active", "undone"]
        assert in_use() == {(UNIT, "2026-02"): 81.0}

    def test_an_import_brought_back_takes_its_old_place(self) -> None:
        store.import_books([JANUARY], "Ani")
        store.import_books([CORRECTED], "Ani")
        before, version = in_use(), store.version()
        store.undo(1, "Ani")
        assert store.version() != version
        store.redo(1, "Ani")
        assert (in_use(), store.version()) == (before, version)

    def test_undoing_twice_and_unknown_numbers_are_told(self) -> None:
        store.import_books([JANUARY], "Ani")
        store.undo(1, "Ani")
        with pytest.raises(StoreError, match="Impor 1 sudah dibatalkan"):
            store.undo(1, "Ani")
        with pytest.raises(StoreError, match="Impor 7 tidak ada"):
            store.redo(7, "Ani")
        assert [event.action for event in store.event_log()] == ["import", "undo"]

    def test_every_event_knows_the_numbers_before_and_after(self) -> None:
        store.import_books([JANUARY], "Ani")
        store.import_books([CORRECTED], "Budi")
        store.undo(1, "Cici")
        told = [(event.after["rows"]["kinerja"], event.after["means"]["ikm"]) for event in store.event_log()]
        assert told == [(2, 80.5), (3, pytest.approx((80 + 82.5 + 83) / 3)), (2, 82.75)]
        assert store.event_log()[2].before == store.event_log()[1].after

    def test_every_earlier_state_can_be_asked_for_again(self) -> None:
        assert (store.newest_event(), values(store.dataset(as_of=3)[0])) == (0, {})
        states = []
        for act in (
            lambda: store.import_books([JANUARY], "Ani"),
            lambda: store.import_books([CORRECTED], "Budi"),
            lambda: store.undo(1, "Cici"),
            lambda: store.redo(1, "Cici"),
        ):
            act()
            states.append((store.newest_event(), in_use(), store.version()))
        assert [number for number, _, _ in states] == [1, 2, 3, 4]
        for number, said, key in states:
            dataset, version = store.dataset(as_of=number)
            assert (values(dataset), version) == (said, key)
        assert values(store.dataset(as_of=0)[0]) == {}

    def test_an_undone_book_may_be_taken_in_anew(self) -> None:
        store.import_books([JANUARY], "Ani")
        store.undo(1, "Ani")
        (again,) = store.import_books([JANUARY], "Ani")
        assert (again.id, again.known) == (2, False)
        store.redo(1, "Ani")
        assert len(in_use()) == len(store.dataset()[0].kinerja) == 2


class TestSubjects:
    def test_every_sheet_kind_says_what_its_rows_speak_of(self) -> None:
        assert set(SUBJECT) == set(FRAME_COLUMNS)

    @pytest.mark.parametrize("kind", FRAME_COLUMNS)
    def test_a_later_frame_replaces_exactly_its_own_subjects(self, kind: str) -> None:
        earlier, later = self.rows(kind, unit=["A", "B"]), self.rows(kind, unit=["A"])
        counting, replaced = merged(kind, {1: earlier, 2: later}, UnitNames())
        if "unit" not in SUBJECT[kind]:
            assert (len(counting), len(replaced)) == (1, 2), "the same subject, whatever the unit"
        else:
            assert counting[["unit", "import"]].to_numpy().tolist() == [["B", 1], ["A", 2]]
            assert len(replaced) == 1

    def test_respondents_of_one_survey_stay_together(self) -> None:
        three = self.rows("skm", unit=["A", "A", "A"])
        assert len(merged("skm", {1: three}, UnitNames())[0]) == 3
        assert len(merged("skm", {1: three, 2: three.head(2)}, UnitNames())[0]) == 2

    def test_cases_are_replaced_by_the_month_they_came_in(self) -> None:
        october = self.rows("layanan", unit=["A", "A"])
        november = october.assign(masuk=pd.Timestamp("2026-02-01"))
        assert len(merged("layanan", {1: october, 2: november}, UnitNames())[0]) == 4

    @staticmethod
    def rows(kind: str, unit: list[str]) -> pd.DataFrame:
        known = {
            "unit": unit, "nip": "197001011994122001", "nama_pelatihan": "Prima", "indicator": "ikm", "value": 80.0,
            "mulai": pd.Timestamp("2026-01-05"), "masuk": pd.Timestamp("2026-01-05 08:00"), "layanan": "KTP-el",
            "period": pd.Period("2026-01", "M"), "file": "a", "sheet": "b", "row": range(len(unit)),
        }  # fmt: skip
        frame = empty_frame(kind).reindex(range(len(unit)))
        return frame.assign(**{name: value for name, value in known.items() if name in frame})


class TestDryRun:
    def test_new_changed_same_and_replaced(self) -> None:
        before = load_quickly([kinerja_book("a", {"2026-01": 80.0, "2026-02": 81.0, "2026-03": 82.0})])
        incoming = load_quickly([kinerja_book("b", {"2026-02": 81.0, "2026-03": 85.0, "2026-04": 86.0})])
        (change,) = changes(before, incoming)
        assert (change.new, change.changed, change.same, change.replaced) == (1, 1, 1, 1)

    def test_equal_answers_of_several_respondents_are_counted_one_by_one(self) -> None:
        three = TestSubjects.rows("skm", unit=["A", "A", "A"])
        before, incoming = Dataset(skm=three), Dataset(skm=three.head(2))
        (change,) = changes(before, incoming)
        assert (change.new, change.changed, change.same, change.replaced) == (0, 0, 2, 1)

    def test_it_foretells_what_the_import_does(self) -> None:
        store.import_books([JANUARY], "Ani")
        (change,) = changes(store.dataset()[0], load_books([CORRECTED], {}))
        before = in_use()
        store.import_books([CORRECTED], "Ani")
        assert (change.new, change.changed, change.same, change.replaced) == (1, 1, 0, 1)
        assert len(in_use()) == len(before) + change.new


@pytest.mark.usefixtures("anywhere", "quick")
class TestSchema:
    def test_the_tables_are_those_the_code_speaks_of(self) -> None:
        store.import_books([JANUARY], "Ani")
        with database.reading() as connection:
            assert connection is not None
            for table in database.metadata.sorted_tables:
                columns = inspect(connection).get_columns(table.name)
                assert [column["name"] for column in columns] == [column.name for column in table.columns]

    def test_a_newer_store_is_refused_in_a_sentence(self) -> None:
        store.import_books([JANUARY], "Ani")
        with database.place().writing() as connection:
            database.place().set_version(connection, 99)
        for act in (store.history, store.version, lambda: store.undo(1, "Ani")):
            with pytest.raises(StoreError, match="versi aplikasi yang lebih baru"):
                act()

    def test_an_older_store_is_brought_up_to_date_after_a_copy(
        self, anywhere: str, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.import_books([JANUARY], "Ani")
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
        store.import_books([JANUARY], "Ani")
        with monkeypatch.context() as patch:
            patch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("CREATE TABLE extra (id INT)", "NONSENSE")))
            with pytest.raises(StoreError):
                store.history()
        assert len(store.history()) == 1


@pytest.mark.usefixtures("quick")
class TestBackup:
    @pytest.mark.usefixtures("anywhere")
    def test_restore_brings_everything_back_and_keeps_what_was_there(self, tmp_path: Path) -> None:
        store.import_books([JANUARY], "Ani")
        assert store.backup(tmp_path / "cadangan.zip") == 1
        kept = store.dataset()[1], store.event_log()
        store.undo(1, "Budi")
        store.import_books([CORRECTED], "Budi")
        before = store.restore(tmp_path / "cadangan.zip")
        assert (store.dataset()[1], store.event_log()) == kept
        assert before is not None
        store.restore(before)
        assert [event.action for event in store.event_log()] == ["import", "undo", "import"]

    def test_into_an_empty_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        store.import_books([JANUARY], "Ani")
        store.backup(tmp_path / "cadangan.zip")
        expected = in_use()
        monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "lain"))
        assert store.restore(tmp_path / "cadangan.zip") is None
        assert in_use() == expected
        (tmp_path / "lain" / "dampak.db").unlink()
        store.rebuild()
        assert in_use() == expected

    def test_from_a_folder_to_a_server_and_back(
        self, shared_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file, there = tmp_path / "cadangan.zip", tmp_path / "kembali.zip"
        monkeypatch.delenv("DAMPAK_DB")
        store.import_books([JANUARY], "Ani")
        store.backup(file)
        told = in_use(), store.version(), store.history(), store.event_log()
        monkeypatch.setenv("DAMPAK_DB", shared_server)
        assert store.history() == ()
        assert store.restore(file) is None
        assert (in_use(), store.version(), store.history(), store.event_log()) == told
        assert store.backup(there) == 1
        monkeypatch.delenv("DAMPAK_DB")
        monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "lain"))
        store.restore(there)
        store.rebuild()
        assert (in_use(), store.version(), store.history(), store.event_log()) == told

    def test_a_damaged_store_is_mended_before_a_backup_takes_its_place(self, home: Path, tmp_path: Path) -> None:
        store.import_books([JANUARY], "Ani")
        store.backup(tmp_path / "cadangan.zip")
        store.import_books([CORRECTED], "Budi")
        expected = in_use()
        (home / "dampak.db").write_bytes(b"rusak" * 1000)
        before = store.restore(tmp_path / "cadangan.zip")
        assert len(in_use()) == 2
        assert before is not None
        store.restore(before)
        assert in_use() == expected

    @pytest.mark.parametrize("spoil", [lambda _: b"bukan zip", lambda content: content[: len(content) // 2]])
    def test_a_spoilt_backup_changes_nothing(self, spoil, tmp_path: Path) -> None:
        store.import_books([JANUARY], "Ani")
        file = tmp_path / "cadangan.zip"
        store.backup(file)
        file.write_bytes(spoil(file.read_bytes()))
        with pytest.raises(StoreError, match="bukan cadangan yang utuh"):
            store.restore(file)
        assert len(in_use()) == 2

    @pytest.mark.usefixtures("anywhere")
    def test_nothing_stored_is_nothing_to_back_up(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="Belum ada yang disimpan"):
            store.backup(tmp_path / "cadangan.zip")


@pytest.mark.usefixtures("quick")
class TestRebuild:
    @pytest.mark.usefixtures("anywhere")
    def test_from_the_kept_books(self) -> None:
        self.three_events()
        before = store.dataset()[1], in_use(), store.event_log(), store.history()
        assert store.rebuild() == 3
        assert (store.dataset()[1], in_use(), store.event_log(), store.history()) == before

    def test_from_the_books_and_the_log_alone(self, home: Path) -> None:
        self.three_events()
        before = store.dataset()[1], in_use(), store.event_log(), store.history()
        (home / "dampak.db").unlink()
        with pytest.raises(StoreError, match="rebuild"):
            store.version()
        assert store.rebuild() == 3
        assert (store.dataset()[1], in_use(), store.event_log(), store.history()) == before

    @staticmethod
    def three_events() -> None:
        store.import_books([JANUARY], "Ani")
        store.import_books([CORRECTED], "Budi")
        store.undo(1, "Cici")

    @pytest.mark.usefixtures("anywhere")
    def test_a_changed_byte_in_a_kept_reading_is_noticed_and_mended(self) -> None:
        store.import_books([JANUARY], "Ani")
        with database.writing() as connection:
            content = connection.execute(select(database.readings.c.parquet)).scalar_one()
            spoilt = content[:100] + bytes([content[100] ^ 1]) + content[101:]
            connection.execute(database.readings.update().values(parquet=spoilt))
        with pytest.raises(StoreError, match="rebuild"):
            store.dataset()
        store.rebuild()
        assert len(in_use()) == 2

    @pytest.mark.usefixtures("anywhere")
    def test_a_lost_book_is_told_and_nothing_changes(self, home: Path) -> None:
        store.import_books([JANUARY], "Ani")
        if database.place().blob == "BLOB":
            next((home / "books").iterdir()).write_bytes(b"lain")
        else:
            with database.writing() as connection:
                connection.execute(books.update().values(content=b"lain"))
        with pytest.raises(StoreError, match="cadangan"):
            store.rebuild()
        assert len(in_use()) == 2


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
        store.import_books([JANUARY], "Ani")
        with database.writing() as connection:
            connection.exec_driver_sql("DROP ROLE IF EXISTS pembaca")
            connection.exec_driver_sql("CREATE ROLE pembaca LOGIN")
            connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pembaca")
            connection.exec_driver_sql("GRANT USAGE ON SCHEMA public TO pembaca")
        monkeypatch.setenv("DAMPAK_DB", shared_server.replace("dampak@", "pembaca@"))
        assert len(in_use()) == 2
        with pytest.raises(StoreError, match=FORBIDDEN):
            store.undo(1, "Ani")
        monkeypatch.setenv("DAMPAK_DB", f"{shared_server}-lain")
        with pytest.raises(StoreError, match=UNREACHABLE):
            store.version()
        monkeypatch.setenv("DAMPAK_DB", shared_server)
        with database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE readings RENAME TO lain")
        for act in (store.dataset, store.rebuild):
            with pytest.raises(StoreError, match=SERVER_DAMAGED):
                act()

    def test_a_busy_server_is_waited_for_and_then_told_of(
        self, shared_server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.import_books([JANUARY], "Ani")
        monkeypatch.setattr(errors, "BUSY_SECONDS", 0.05)
        with database.writing():
            assert len(in_use()) == 2, "readers do not wait"
            with pytest.raises(StoreError, match=BUSY):
                store.undo(1, "Ani")


class TestCommands:
    def test_import_history_undo_redo(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        book = tmp_path / "kinerja.csv"
        book.write_bytes(JANUARY[1])
        assert main(["import", str(book), "--by", "Ani"]) == 0
        assert main(["undo", "1", "--by", "Budi"]) == 0
        capsys.readouterr()
        assert main(["history", "--json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)["imports"]
        assert list(told) == ["id", "file", "sha256", "at", "by", "rows", "refused", "status"]
        assert (told["id"], told["by"], told["rows"], told["status"]) == (1, "Ani", 2, "undone")
        assert main(["redo", "1"]) == 0
        assert store.history()[0].status == "active"

    def test_commands_without_books_read_the_store(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        store.import_books([JANUARY], "Ani")
        assert main(["check"]) == 0
        assert "kinerja.csv · CSV · kinerja: 2 baris diterima" in capsys.readouterr().out
        assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 0
        assert len(pd.read_csv(tmp_path / "panel.csv")) == 2

    def test_refused_rows_are_exit_code_1(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        book = tmp_path / "kinerja.csv"
        book.write_bytes(JANUARY[1] + b"\nSeksi Percobaan;entah;80,00")
        assert main(["import", str(book), "--dry-run"]) == 1
        assert "1 temuan ditolak" in capsys.readouterr().out
        assert store.history() == ()
        assert main(["import", str(book)]) == 1
        assert "2 baris, 1 ditolak" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "command", [["import", "tidak ada.xlsx"], ["undo", "3"], ["restore", "tidak ada.zip"], ["backup", "x.zip"]]
    )
    def test_what_cannot_be_done_is_one_sentence(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(command) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1

    def test_backup_restore_rebuild(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        store.import_books([JANUARY], "Ani")
        file = str(tmp_path / "cadangan.zip")
        assert [main(["backup", file]), main(["restore", file]), main(["rebuild"])] == [0, 0, 0]
        assert "1 kejadian" in capsys.readouterr().out


def test_the_quick_reader_of_these_tests_agrees_with_the_real_one() -> None:
    book = year_book(7)
    quick, real = load_quickly([book]), load_books([book], {})
    pd.testing.assert_frame_equal(quick.kinerja, real.kinerja)
    assert [replace(sheet, columns={}) for sheet in real.files[0].sheets] == list(quick.files[0].sheets)
