"""Two computers on one server count the same working days, know the same answers, and name people alike."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import store
from data.ingest.answers import remember_answers, remembered_answers
from data.problems import BookError
from data.region.pseudonyms import installation_key, pseudonyms
from data.store import StoreError
from data.vocabulary import holidays
from data.vocabulary.holidays import OfficeDay, days_off_digest, office_days
from tests.data.persons import ANI

OURS = OfficeDay(date(2026, 5, 29), "Hari jadi", off=True)
THEIRS = OfficeDay(date(2026, 6, 8), "Pilkada", off=True)
Sit = Callable[[str], None]


@pytest.fixture
def sit_at(shared_server: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Sit down at the computer of that name: its own folder, the same server."""

    def sit(computer: str) -> None:
        monkeypatch.setenv("DAMPAK_HOME", str(home / computer))
        store.fetch_agreed()

    return sit


def test_a_day_off_counts_on_every_computer_and_is_taken_back_from_any(sit_at: Sit) -> None:
    sit_at("loket")
    before = days_off_digest()
    with store.agreeing():
        holidays.change_office_days((), [OURS], ANI)
    changed = days_off_digest()
    sit_at("camat")
    assert office_days() == (OURS,)
    assert days_off_digest() == changed != before
    with store.agreeing():
        holidays.take_back(ANI)
    sit_at("loket")
    assert days_off_digest() == before


def test_two_computers_lose_nothing_of_each_other(sit_at: Sit) -> None:
    sit_at("loket")
    with store.agreeing():
        holidays.change_office_days((), [OURS], ANI)
        remember_answers({"a": "1"}, ANI)
    sit_at("camat")
    with store.agreeing():
        holidays.change_office_days((), [THEIRS], ANI)
        remember_answers({"b": "2"}, ANI)
    sit_at("loket")
    assert office_days() == (OURS, THEIRS)
    assert remembered_answers() == {"a": "1", "b": "2"}


def test_what_a_computer_had_before_it_joined_stays_beside(sit_at: Sit, home: Path) -> None:
    sit_at("loket")
    with store.agreeing():
        remember_answers({"a": "1"}, ANI)
    (home / "camat").mkdir()
    (home / "camat" / "answers.json").write_text('{"lama": "ya"}')
    for _ in range(2):
        sit_at("camat")
        assert remembered_answers() == {"a": "1"}
        assert (home / "camat" / "answers.json.sebelum-server").read_text() == '{"lama": "ya"}'


def change_and_fail() -> None:
    remember_answers({"a": "2"}, ANI)
    raise BookError("Disk penuh.")


def test_a_change_that_fails_counts_nowhere(sit_at: Sit) -> None:
    sit_at("loket")
    with store.agreeing():
        remember_answers({"a": "1"}, ANI)
    with pytest.raises(BookError), store.agreeing():
        change_and_fail()
    sit_at("camat")
    assert remembered_answers() == {"a": "1"}
    sit_at("loket")
    assert remembered_answers() == {"a": "1"}


def test_a_person_has_one_pseudonym_on_every_computer(sit_at: Sit) -> None:
    person = pd.Series(["199001012015011001"])
    sit_at("loket")
    with store.agreeing():
        installation_key()
    named = pseudonyms(person)
    sit_at("camat")
    assert pseudonyms(person).tolist() == named.tolist()


def test_a_restored_backup_counts_on_every_computer(sit_at: Sit, home: Path) -> None:
    sit_at("loket")
    with store.agreeing():
        holidays.change_office_days((), [OURS], ANI)
    sit_at("camat")
    store.backup(home / "cadangan.zip", ANI)
    with store.agreeing():
        holidays.change_office_days([OURS], [THEIRS], ANI)
    store.restore(home / "cadangan.zip", ANI)
    sit_at("loket")
    assert office_days() == (OURS,)


def test_an_unreachable_server_changes_nothing_and_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPAK_DB", "postgresql+psycopg://ani@127.0.0.1:9/dampak")
    with pytest.raises(StoreError, match="tidak dapat dihubungi"), store.agreeing():
        holidays.change_office_days((), [OURS], ANI)
    assert not (home / "libur.toml").exists()
    with pytest.raises(StoreError, match="tidak dapat dihubungi"):
        store.fetch_agreed()


@pytest.mark.usefixtures("home")
def test_without_a_server_a_change_is_this_computers() -> None:
    with store.agreeing():
        holidays.change_office_days((), [OURS], ANI)
    store.fetch_agreed()
    assert office_days() == (OURS,)
