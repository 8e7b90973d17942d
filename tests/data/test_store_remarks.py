"""What the office writes about a report: every version stays, a later writer is told, and no damage loses a word."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from data import store
from data.store import database
from data.store.blobs import book_file, digest
from data.store.log import REMARKS, read_records
from data.store.remarks import EditConflict, newest, versions, write
from tests.data.persons import ANI, CAMAT, KASI, LURAH, SEKCAM

MONTH, ALL, PHOTO = "2026-10", "", b"gambar"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def texts() -> list[str]:
    return [version.content["text"] for version in versions(MONTH, ALL)]


def test_a_new_version_leaves_the_older_one_and_other_reports_alone() -> None:
    first = write(MONTH, ALL, "catatan/1", {"text": "Antre panjang."}, KASI, 0)
    write(MONTH, ALL, "catatan/1", {"text": "Antre pendek."}, CAMAT, first.id)
    write(MONTH, "Kelurahan A", "catatan/1", {"text": "Lain."}, LURAH, 0)
    write("2026-11", ALL, "catatan/1", {"text": "Lain lagi."}, KASI, 0)
    assert texts() == ["Antre panjang.", "Antre pendek."]
    assert newest(versions(MONTH, ALL))["catatan/1"].by == "Camat"
    assert versions("2025-01", ALL) == ()


def test_whoever_writes_over_an_unseen_version_is_told_and_nothing_is_saved() -> None:
    seen = write(MONTH, ALL, "rencana", {"text": "1"}, KASI, 0)
    write(MONTH, ALL, "rencana", {"text": "2"}, SEKCAM, seen.id)
    with pytest.raises(EditConflict, match=r"diubah oleh Sekcam pukul \d\d\.\d\d; tulisan Anda belum disimpan") as told:
        write(MONTH, ALL, "rencana", {"text": "3"}, KASI, seen.id)
    assert texts() == ["1", "2"]
    write(MONTH, ALL, "rencana", {"text": "3"}, KASI, told.value.newest.id)
    assert texts() == ["1", "2", "3"]


def test_a_store_from_before_remarks_takes_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:1])
        with database.copy_in(database.database_file()):
            pass
    write(MONTH, ALL, "catatan/1", {"text": "Baru."}, KASI, 0)
    assert texts() == ["Baru."]


def test_a_damaged_database_is_made_anew_with_every_word(home: Path) -> None:
    write(MONTH, ALL, "catatan/1", {"text": "Satu."}, KASI, 0)
    write(MONTH, ALL, "catatan/2", {"text": "Dua."}, KASI, 0)
    store.rebuild(ANI)
    assert texts() == ["Satu.", "Dua."]
    (home / "dampak.db").write_bytes(b"rusak" * 1000)
    store.rebuild(ANI)
    assert texts() == ["Satu.", "Dua."]


def test_a_backup_holds_remarks_and_attached_files(home: Path, tmp_path: Path) -> None:
    content = {"text": "Foto.", "sha256": digest(PHOTO), "pages": [digest(PHOTO)]}
    write(MONTH, ALL, "lampiran/1", content, KASI, 0, [PHOTO])
    assert store.backup(tmp_path / "cadangan.zip", ANI) == 0
    write(MONTH, ALL, "catatan/1", {"text": "Sesudah cadangan."}, KASI, 0)
    assert store.restore(tmp_path / "cadangan.zip", ANI) is not None
    assert texts() == ["Foto."]
    shutil.rmtree(home)
    store.restore(tmp_path / "cadangan.zip", ANI)
    assert texts() == ["Foto."]
    assert book_file(digest(PHOTO)).read_bytes() == PHOTO
    assert [row["subject"] for row in read_records(REMARKS)] == ["lampiran/1"]


def test_a_changed_database_keeps_reading_what_is_there(home: Path) -> None:
    write(MONTH, ALL, "catatan/1", {"text": "Tetap."}, KASI, 0)
    with sqlite3.connect(home / "dampak.db") as raw:
        assert raw.execute("SELECT count(*) FROM remarks").fetchone() == (1,)
    assert store.history() == ()
    assert store.version() == ""
