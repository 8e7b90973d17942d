"""Files written by several processes at once: whole, nothing lost, and nothing left lying about."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from data import files
from data.files import atomic_write, file_lock
from data.ingest.answers import remember_answers, remembered_answers
from data.problems import BookError
from data.vocabulary.holidays import OfficeDay, change_office_days, office_days
from tests.data.persons import ANI
from tests.data.test_store_processes import started

ROUNDS = 25
FIRST_DAY = date(2027, 1, 1)


def change_everything(writer: int, target: Path) -> int:
    """Add an answer and a day off and write `target` anew, round after round."""
    for number in range(writer * ROUNDS, (writer + 1) * ROUNDS):
        remember_answers({str(number): "ya"}, ANI)
        change_office_days((), [OfficeDay(FIRST_DAY + timedelta(number), f"Hari {number}", off=True)], ANI)
        with atomic_write(target) as draft:
            draft.write_text(str(writer) * 10_000)
    return ROUNDS


def test_two_processes_that_write_the_same_files_lose_nothing_of_each_other(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "panel.csv"
    writers = [started(lambda writer=writer: change_everything(writer, target)) for writer in range(2)]
    assert [result() for result in writers] == [ROUNDS, ROUNDS]
    assert set(remembered_answers()) == {str(number) for number in range(2 * ROUNDS)}
    assert [one.day for one in office_days()] == [FIRST_DAY + timedelta(number) for number in range(2 * ROUNDS)]
    assert target.read_text() in {"0" * 10_000, "1" * 10_000}
    assert [*home.glob(".*tmp"), *tmp_path.glob(".*tmp")] == []


def test_whoever_gets_no_turn_is_told_what_is_in_use(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    with file_lock(home), pytest.raises(BookError, match=f"Sedang dipakai program lain: folder {home.name} di "):
        remember_answers({"a": "1"}, ANI)
    remember_answers({"a": "1"}, ANI)


def test_drafts_of_ended_processes_are_removed_and_those_being_written_are_not(tmp_path: Path) -> None:
    left, scratch, fresh = (tmp_path / f".{name}.0f{files.DRAFT}" for name in ("lama.zip", "kerja.zip", "baru.zip"))
    scratch.mkdir()
    for draft in (left, scratch / "dampak.db", fresh):
        draft.touch()
    for draft in (left, scratch):
        os.utime(draft, (0, 0))
    with atomic_write(tmp_path / "panel.csv") as draft:
        draft.write_text("isi")
    assert {path.name for path in tmp_path.iterdir()} == {fresh.name, "panel.csv"}


def test_a_private_draft_is_for_its_owner_alone_before_anything_is_written(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "rahasia", private=True) as draft:
        assert draft.stat().st_mode & 0o777 == 0o600
        draft.write_text("isi")
    assert (tmp_path / "rahasia").stat().st_mode & 0o777 == 0o600
