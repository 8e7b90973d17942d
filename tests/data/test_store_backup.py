"""Backup, restore and rebuilding from the kept books."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select

from data import store
from data.ingest.load import load_books
from data.region.pseudonyms import pseudonyms
from data.store import StoreError, database
from data.store.server import books
from tests.data.persons import ANI, BUDI, CICI
from tests.data.store_books import CORRECTED, JANUARY, in_use, load_quickly, year_book

pytestmark = pytest.mark.usefixtures("home")


def without(part: str, backup: Path) -> Path:
    """The same backup, as one made before it held that part."""
    earlier = backup.with_name("lama.zip")
    with zipfile.ZipFile(backup) as new, zipfile.ZipFile(earlier, "w") as old:
        for name in new.namelist():
            if not name.startswith(part):
                old.writestr(name, new.read(name))
    return earlier


@pytest.mark.usefixtures("quick")
class TestBackup:
    @pytest.mark.usefixtures("anywhere")
    def test_restore_brings_everything_back_and_keeps_what_was_there(self, tmp_path: Path) -> None:
        store.import_books([JANUARY], ANI)
        assert store.backup(tmp_path / "cadangan.zip", ANI) == 1
        kept = store.dataset()[1], store.event_log()
        store.undo(1, BUDI)
        store.import_books([CORRECTED], BUDI)
        before = store.restore(tmp_path / "cadangan.zip", ANI)
        assert (store.dataset()[1], store.event_log()) == kept
        assert before is not None
        store.restore(before, ANI)
        assert [event.action for event in store.event_log()] == ["import", "undo", "import"]

    @pytest.mark.usefixtures("anywhere")
    def test_what_the_office_keeps_beside_the_store_comes_back_too(self, home: Path, tmp_path: Path) -> None:
        own = {"answers.json": b"{}", "libur.toml": b"hari = []", "libur-sebelumnya.toml": b"", "templat.pptx": b"PK"}
        home.mkdir()
        for name, content in own.items():
            (home / name).write_bytes(content)
        assert store.backup(tmp_path / "cadangan.zip", ANI) == 0, "also before any book was stored"
        store.import_books([JANUARY], ANI)
        (home / "answers.json").write_bytes(b'{"kunci": "baru"}')
        (home / "templat.pptx").unlink()
        before = store.restore(tmp_path / "cadangan.zip", ANI)
        assert before is not None
        assert {name: (home / name).read_bytes() for name in own} == own
        assert in_use() == {}
        store.restore(before, ANI)
        assert (home / "answers.json").read_bytes() == b'{"kunci": "baru"}'
        assert not (home / "templat.pptx").exists()
        assert len(in_use()) == 2

    def test_people_keep_their_pseudonyms_on_another_computer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nips = pd.Series(["1", "2"])
        here = pseudonyms(nips)
        store.backup(tmp_path / "cadangan.zip", ANI)
        monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "lain"))
        assert not pseudonyms(nips).equals(here), "made anew before the old one came"
        store.restore(tmp_path / "cadangan.zip", ANI)
        assert pseudonyms(nips).equals(here)
        store.restore(without("kantor/kunci-nip", tmp_path / "cadangan.zip"), ANI)
        assert pseudonyms(nips).equals(here), "a backup that has none takes none away"
        for file in (tmp_path / "cadangan.zip", tmp_path / "lain" / "kunci-nip"):
            assert file.stat().st_mode & 0o777 == 0o600

    def test_a_backup_from_before_they_were_kept_leaves_them_alone(self, home: Path, tmp_path: Path) -> None:
        store.import_books([JANUARY], ANI)
        store.backup(tmp_path / "cadangan.zip", ANI)
        (home / "libur.toml").write_bytes(b"hari = []")
        store.restore(without("kantor/", tmp_path / "cadangan.zip"), ANI)
        assert (home / "libur.toml").read_bytes() == b"hari = []"
        assert len(in_use()) == 2

    def test_into_an_empty_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        store.import_books([JANUARY], ANI)
        store.backup(tmp_path / "cadangan.zip", ANI)
        expected = in_use()
        monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "lain"))
        assert store.restore(tmp_path / "cadangan.zip", ANI) is None
        assert in_use() == expected
        (tmp_path / "lain" / "dampak.db").unlink()
        store.rebuild(ANI)
        assert in_use() == expected

    def test_from_a_folder_to_a_server_and_back(
        self, shared_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file, there = tmp_path / "cadangan.zip", tmp_path / "kembali.zip"
        monkeypatch.delenv("DAMPAK_DB")
        store.import_books([JANUARY], ANI)
        store.backup(file, ANI)
        told = in_use(), store.version(), store.history(), store.event_log()
        monkeypatch.setenv("DAMPAK_DB", shared_server)
        assert store.history() == ()
        assert store.restore(file, ANI) is None
        assert (in_use(), store.version(), store.history(), store.event_log()) == told
        assert store.backup(there, ANI) == 1
        monkeypatch.delenv("DAMPAK_DB")
        monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "lain"))
        store.restore(there, ANI)
        store.rebuild(ANI)
        assert (in_use(), store.version(), store.history(), store.event_log()) == told

    def test_a_damaged_store_is_mended_before_a_backup_takes_its_place(self, home: Path, tmp_path: Path) -> None:
        store.import_books([JANUARY], ANI)
        store.backup(tmp_path / "cadangan.zip", ANI)
        store.import_books([CORRECTED], BUDI)
        expected = in_use()
        (home / "dampak.db").write_bytes(b"rusak" * 1000)
        before = store.restore(tmp_path / "cadangan.zip", ANI)
        assert len(in_use()) == 2
        assert before is not None
        store.restore(before, ANI)
        assert in_use() == expected

    @pytest.mark.parametrize("spoil", [lambda _: b"bukan zip", lambda content: content[: len(content) // 2]])
    def test_a_spoilt_backup_changes_nothing(self, spoil, tmp_path: Path) -> None:
        store.import_books([JANUARY], ANI)
        file = tmp_path / "cadangan.zip"
        store.backup(file, ANI)
        file.write_bytes(spoil(file.read_bytes()))
        with pytest.raises(StoreError, match="bukan cadangan yang utuh"):
            store.restore(file, ANI)
        assert len(in_use()) == 2

    @pytest.mark.usefixtures("anywhere")
    def test_nothing_stored_is_nothing_to_back_up(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="Belum ada yang disimpan"):
            store.backup(tmp_path / "cadangan.zip", ANI)


@pytest.mark.usefixtures("quick")
class TestRebuild:
    @pytest.mark.usefixtures("anywhere")
    def test_from_the_kept_books(self) -> None:
        self.three_events()
        before = store.dataset()[1], in_use(), store.event_log(), store.history()
        assert store.rebuild(ANI) == 3
        assert (store.dataset()[1], in_use(), store.event_log(), store.history()) == before

    def test_from_the_books_and_the_log_alone(self, home: Path) -> None:
        self.three_events()
        before = store.dataset()[1], in_use(), store.event_log(), store.history()
        (home / "dampak.db").unlink()
        with pytest.raises(StoreError, match="rebuild"):
            store.version()
        assert store.rebuild(ANI) == 3
        assert (store.dataset()[1], in_use(), store.event_log(), store.history()) == before

    @staticmethod
    def three_events() -> None:
        store.import_books([JANUARY], ANI)
        store.import_books([CORRECTED], BUDI)
        store.undo(1, CICI)

    @pytest.mark.usefixtures("anywhere")
    def test_a_changed_byte_in_a_kept_reading_is_noticed_and_mended(self) -> None:
        store.import_books([JANUARY], ANI)
        with database.writing() as connection:
            content = connection.execute(select(database.readings.c.parquet)).scalar_one()
            spoilt = content[:100] + bytes([content[100] ^ 1]) + content[101:]
            connection.execute(database.readings.update().values(parquet=spoilt))
        with pytest.raises(StoreError, match="rebuild"):
            store.dataset()
        store.rebuild(ANI)
        assert len(in_use()) == 2

    @pytest.mark.usefixtures("anywhere")
    def test_a_lost_book_is_told_and_nothing_changes(self, home: Path) -> None:
        store.import_books([JANUARY], ANI)
        if database.place().blob == "BLOB":
            next((home / "books").iterdir()).write_bytes(b"lain")
        else:
            with database.writing() as connection:
                connection.execute(books.update().values(content=b"lain"))
        with pytest.raises(StoreError, match="cadangan"):
            store.rebuild(ANI)
        assert len(in_use()) == 2


def test_the_quick_reader_of_these_tests_agrees_with_the_real_one() -> None:
    book = year_book(7)
    quick, real = load_quickly([book]), load_books([book], {})
    pd.testing.assert_frame_equal(quick.kinerja, real.kinerja)
    assert [replace(sheet, columns={}) for sheet in real.files[0].sheets] == list(quick.files[0].sheets)
